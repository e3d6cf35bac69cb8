# The words of the page in English. The same identifiers stand in every file of this folder.
# Messages under "Field labels", "Choices", "Sections" and "Report text" also appear in the report,
# in the vendor's language. Plain text only: no HTML.

## Frame

product-name = Sealed Report
language-choice = Language
footer-promise = What you type stays in this browser tab. Only the encrypted report leaves it, when you hand it over, and whatever you copy yourself.
demo-heading = This is a demo.
demo-explanation = Anyone can read what is encrypted for this demo vendor, because its secret key is public. Type nothing real.
steps-label = Steps
steps-summary = Step { $number } of { $total }: { $step }
step-done = Done
step-incomplete = Not complete
step-empty = Nothing entered
back = Back
continue = Continue
cancel = Cancel
try-again = Try again
change = Change
copy = Copy
error-summary-heading = There is a problem
# The space before the bracket belongs to the message.
optional = {" "}(optional)
# Read out before a field's error; the space at the end belongs to the message.
error-prefix = Error:{" "}

## Steps

step-vendor = Who do you want to report to?
step-other-vendor = Another vendor
step-start = Before you start
step-key = The vendor’s key
step-review = Check your report
step-hand-over = Hand over the report
step-by-hand = Copy the report by hand

## Sections

section-reporter = Reporter
section-affected = Affected products
section-vulnerability = Vulnerability
section-exploits = Exploits
section-disclosure = Disclosure
section-additional = Additional information

## Vendor choice

vendor-lead = Write a vulnerability report here. It is encrypted in your browser, so that only the vendor can read it.
vendor-note-ready = The key is included. You can encrypt right away.
vendor-note-needs-certificate = The key is not included. You get it from the vendor, and this page checks its fingerprint.
vendor-note-no-key = No key is published. You can ask the vendor for one.
vendor-note-demo = For trying out. Anyone can read what is encrypted here.
promises-heading = What this page does for you
promise-encrypted-here = It encrypts your report in your browser. Nothing is ever sent unencrypted by this page.
promise-nothing-stored = It stores nothing that you type or attach. All of that is gone when you close or reload the page, and your browser asks you before. Only a report with attachments, once it is encrypted, may lie in this browser’s storage until you start again or open this page again.
promise-pinned = It encrypts only to the vendor’s key, an OpenPGP certificate. A key with any other fingerprint than the vendor’s is refused.
vendors-loading = Loading the list of vendors
vendors-not-loaded = The file { $file } did not arrive. Check your connection, then reload the page.
vendors-wrong = The vendor file { $file } cannot be used, because it has a mistake at { $place } ({ $code }). Tell the people who run this page.
vendors-repeated = Two vendor files have the same id, { $id }. Only the first is used. Tell the people who run this page.
vendors-none = This page comes without any vendor file, so there is no one to report to. Tell the people who run this page.

## A vendor that this page has no file for

other-card = Another vendor
other-card-note = From the vendor’s security.txt, or by its email address.
other-lead = You can report to any vendor. Many vendors publish a file named security.txt that says how to reach them. On most websites you find it by adding /.well-known/security.txt to the website’s address. Open it in a new tab and bring it here. This page fetches nothing.
other-unchecked = This page cannot check where the file came from, nor the addresses and fingerprints in it. Get it from the vendor’s own website, and compare.
other-text = Text of the security.txt
other-text-hint = Paste all of it. It stays in your browser.
other-file = Or choose the file, or drop it here
other-read = Read the security.txt
other-without = The vendor has no security.txt
other-found-heading = What the security.txt says
other-found-mail = Email
other-found-form = Website for reports
other-found-phone = Phone
other-found-fingerprint = Fingerprint of the key
other-found-key-link = Where the key is
other-found-block = A key stands in the file
other-found-expires = Valid until
other-found-canonical = Published at
other-canonical-note = Compare it with the address where you got the file.
other-findings-heading = What to know about this file
other-line = (line { $number })
other-questions-heading = About the vendor
other-name = Name of the vendor
other-name-hint = It stands at the head of the report.
other-way = Where do you want to send the encrypted report?
other-way-hint = The address that the vendor prefers comes first.
other-way-typed = To another email address
other-way-none = Not by email: as a file or text that you bring there yourself
other-mail = Email address of the vendor
other-mail-hint = For example security@example.com. Take it from the vendor’s own website.
other-missing-text = Paste the text of the security.txt, or choose “The vendor has no security.txt”
other-missing-name = Enter the name of the vendor
other-missing-mail = Enter the vendor’s email address, or choose not to send by email
other-start-lead = You entered { $vendor } yourself, so nobody has checked the addresses and fingerprints below. Check them on the vendor’s own website.
other-keys-heading = Where { $vendor } publishes its key
other-keys-explanation = Open the link in a new tab, save the key to a file, and add it here at the step “The vendor’s key”. This page fetches nothing. Also look for the key’s fingerprint there, or ask the vendor for it.
other-keys-pinned = Open the link in a new tab, save the key to a file, and add it here at the step “The vendor’s key”. This page fetches nothing. It takes only the key with the right fingerprint.
other-no-key-yet = This page has no key of { $vendor } yet, and no fingerprint to check one by. Add both at the step “The vendor’s key”. You can write your report before that.

## Before the form

start-lead = This is what { $vendor } says about vulnerability reports. Read it before you begin.
start-key = The vendor’s key
start-continue = Start the report
policy-prohibited = What is not allowed
policy-answer = When you can expect an answer
policy-answer-within =
    { $hours ->
        [one] Within { $hours } hour.
       *[other] Within { $hours } hours.
    }
policy-process = What happens to your report
policy-disclosure = How the vendor publishes vulnerabilities
policy-confidentiality = Confidentiality
policy-support = Security updates
policy-documents = More from the vendor
# Before the name of the vendor's page.
origin-from = Taken from
origin-checked = Checked on { $day }.

## Websites where a report is typed in by hand

sites-heading = Report on a website instead
sites-explanation = The vendor also takes reports on these websites. This page does not encrypt what you enter there. The people who run the website can read it.
sites-by-hand = Copy your report field by field

## Field labels

field-identity = Identity
field-organisation = Organisation
field-name = Name
field-email = Email address
field-certificate = OpenPGP certificate for the answer
field-product = Product
field-versions = Versions
field-component = Component
field-title = Title
field-description = Description
field-impact = Impact
field-weakness = Weakness (CWE)
field-severity = Severity (CVSS vector)
field-discovery = How and when it was found
field-exploits = Known exploits
field-exploit-details = Details of exploits
field-steps = Steps to reproduce
field-plan = Disclosure plan
field-plan-date = Planned date
field-plan-links = Where it is public
field-others-informed = Others informed
field-credit = Credit
field-additional = Anything else
field-extra = Question from the vendor

## Hints

hint-organisation = Write “independent” if you work for yourself.
hint-email = Where the vendor can answer you.
hint-certificate = The vendor can use it to encrypt the answer to you. Paste only your public key, never the secret one. It begins with -----BEGIN PGP PUBLIC KEY BLOCK-----
hint-product = The name, and the model if there is one.
hint-versions = The versions you know to be affected. “Unknown” is an answer.
hint-component = The part of the product where the problem lies, for example a library, a service or a file.
hint-title = One line that names the problem, for example “Login page accepts an empty password”.
hint-description = What is wrong, and under which conditions. You can use Markdown.
hint-impact = What an attacker could do.
hint-weakness = A number from the CWE list, for example CWE-79.
hint-severity = A whole vector that begins with CVSS:4.0/ or CVSS:3.1/, for example CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H
hint-discovery = For example by reading code, by testing or by chance, and the date if you know it.
hint-steps = One step after the other, so that the vendor can see the problem too.
hint-plan-date = As year-month-day, for example 2027-03-31.
hint-plan-links = One link per line, each beginning with https:// or http://
hint-others-informed = Other vendors, a CERT or anyone else you told.
hint-credit = The name the vendor may thank in public. Leave it empty if you want no credit.
hint-additional = Whatever else the vendor should know.

## Choices

choice-named = Named, with contact details
choice-anonymous = Anonymous, without contact details
choice-none-known = None known
choice-proof-of-concept = A proof of concept exists
choice-in-the-wild = Exploited in the wild
choice-unknown = Unknown: I cannot tell
choice-coordinated = Coordinated with the vendor, with a planned date
choice-no-plan = No plan to publish
choice-public = Already public

## Affected products, preview

affected-product = Affected product { $number }
affected-add = Add another product
affected-remove = Remove product { $number }
preview-show = Show preview
preview-hide = Hide preview
preview-label = Preview of the description
preview-waiting = Preparing the preview

## Missing answers

missing-organisation = Enter your organisation, or “independent” if you work for yourself
missing-name = Enter your name
missing-email = Enter an email address where the vendor can answer you
missing-product = Enter the name of product { $row }
missing-versions = Enter the versions of product { $row }, or “unknown”
missing-title = Enter a title for the vulnerability
missing-description = Describe the vulnerability
missing-exploits = Choose what is known about exploits
missing-exploit-details = Enter what you know about the exploits
missing-plan = Choose your disclosure plan
missing-plan-date = Enter the date on which you plan to publish
missing-plan-links = Enter at least one link to where it is public
missing-other = Fill in “{ $label }”: the vendor requires it

## Mistakes

mistake-too-long = Shorten “{ $label }” to less than 4 MB of text
mistake-not-an-address = Enter an email address in the correct format, like name@example.com
mistake-not-a-weakness = Enter a CWE number, like CWE-79
mistake-not-a-severity = Enter a complete vector that begins with CVSS:4.0/ or CVSS:3.1/
mistake-not-a-date = Enter a real date as year-month-day, like 2027-03-31
mistake-date-in-the-past = Enter today’s date or a later one
mistake-not-a-link = Enter only whole links, each beginning with https:// or http://
mistake-not-a-certificate = Paste your whole public key, from -----BEGIN PGP PUBLIC KEY BLOCK----- to -----END PGP PUBLIC KEY BLOCK-----
mistake-secret-key = That was a secret key, and it has been removed. Paste the public key instead. It begins with -----BEGIN PGP PUBLIC KEY BLOCK-----

## The vendor's key

verdict-ready = The key of { $vendor } has the right fingerprint and can be used. Your report will be encrypted to it.
verdict-checking = Checking the key
verdict-absent = This page knows the fingerprint of { $vendor }’s key, but not the key itself. Get the key from the vendor, for example from its website, and add it at the step “The vendor’s key”. The key is an OpenPGP certificate. You can write your report before that.
verdict-no-key = { $vendor } has published no key, so nothing can be encrypted yet. Ask the vendor for its key, an OpenPGP certificate, and for the key’s fingerprint. You can write your report before that.
verdict-refused = No key of { $vendor } has been accepted, so nothing can be encrypted yet. The step “The vendor’s key” says why and what to do. Nothing you typed is lost.
verdict-ready-warning = The key of { $vendor } has the right fingerprint and can be used, but its owner should know of a problem with it. Your report will be encrypted to it.
verdict-unfit = This is the key of { $vendor }, but nothing can be encrypted to it.
verdict-unfit-member = These are keys of { $vendor }, but nothing can be encrypted to one of them.
verdict-missing = More keys of { $vendor } are needed, since the report is encrypted to all of them. Add the missing ones.
verdict-reasons = Why
verdict-next = What to do
verdict-nothing-lost = Nothing is sent unencrypted, and nothing you typed is lost.
pin-fingerprint = Fingerprint the key must have
pin-typed = Fingerprint that you entered
pin-key-id = Key ID
pin-source = Source
# After the source and a comma.
pin-checked = checked on { $day }
key-fingerprint = Fingerprint of the key
key-user-ids = Owner, as the key says
key-expires = Expires
key-expires-on = On { $day } (UTC)
key-expires-never = Never
key-keys = Parts of the key
# After the key's number and algorithm, like the findings.
key-used = your report is encrypted to it
member-heading = Key { $number } of { $total }
member-used = Your report is encrypted to it.
member-missing = Still missing. Add it below.
member-left-out = Left out. The vendor takes reports without it.
member-unfit = Cannot be used.
key-notes = Good to know
key-not-used = not used. { $reason }
key-other = Use another key
key-unread = The file could not be read, or it is larger than 4 MB. Choose a file that holds only the vendor’s key.
offer-heading = Add the vendor’s key
offer-fingerprint = Fingerprint of the vendor’s key
offer-fingerprint-hint = Let the vendor confirm it in another way than the one the key came by, for example by phone or on the vendor’s website. It has 40 or 64 digits and letters from A to F. Spaces do not matter.
offer-file = Choose the file with the key, or drop it here
offer-file-button = Choose a file
offer-file-hint = Only the vendor’s public key, never a secret key. The file often ends in .asc, .gpg or .pgp. It stays in your browser.
offer-paste = Or paste the key as text
offer-paste-hint = It begins with -----BEGIN PGP PUBLIC KEY BLOCK-----
offer-check = Check the key

## security.txt: what is noticed in one (after these come the words in question and the line)

security-txt-signed = The file carries a signature. This page does not verify it, so it proves nothing here.
security-txt-outside-signed = There is text outside of the signed part. It does not belong to the file and was left out.
security-txt-signature-incomplete = The signature is cut off at one end. Copy the whole file again if you can.
security-txt-not-utf8 = Some characters could not be read. Compare the file with the vendor’s website.
security-txt-malformed-lines = Lines that are neither a field nor a comment were left out, from this one on.
security-txt-unknown-fields = Fields with these names are not known and were left out:
security-txt-empty-field = This field is empty:
security-txt-placeholder = This is the blank of a template that nobody filled in, so it was left out:
security-txt-too-many = This field stands there so often that only the first ones were read:
security-txt-contact-missing = The file names no contact that can be used here. Look for an email address on the vendor’s website and enter it below.
security-txt-contact-no-scheme = This email address lacks “mailto:” before it. It is used all the same:
security-txt-contact-http = This website is not protected on the way (http), so others could read or change what you enter there. It was left out:
security-txt-contact-bad-mail = This is not an email address that can be used here. If you can tell what is meant, enter it below:
security-txt-contact-mail-headers = Only the address was taken from this link, not the subject or other parts:
security-txt-contact-other = This page cannot use this kind of contact:
security-txt-contact-unusable = This is neither an email address nor a safe link. If you can tell what is meant, enter it below:
security-txt-key-missing = The file says nothing usable about the vendor’s key. Look for the key and its fingerprint on the vendor’s website, or ask the vendor for them.
security-txt-key-block = A key stands in the file itself. It is used only if its fingerprint is right.
security-txt-key-dns = The key is published in the domain name system. This page looks nothing up there. If you have a program that does, save the key to a file and add it later:
security-txt-key-http = This link to a key is not protected on the way (http), so the key could be exchanged. It was left out. Ask the vendor for the fingerprint:
security-txt-key-id-only = This is only a key ID, and anyone can make a key with the same one. Ask the vendor for the whole fingerprint:
security-txt-key-bad-fingerprint = This is not a whole fingerprint of an OpenPGP key. Ask the vendor for it:
security-txt-key-no-scheme = This fingerprint lacks “openpgp4fpr:” before it. It is used all the same:
security-txt-key-age = This is a key for the program age. This page encrypts only to OpenPGP keys:
security-txt-key-minisign = This is a key for the program minisign. It checks signatures and cannot encrypt:
security-txt-key-ssh = This is an SSH key. This page encrypts only to OpenPGP keys:
security-txt-key-other = This page cannot use this way to the vendor’s key:
security-txt-key-unusable = This is neither a safe link to a key nor a fingerprint:
security-txt-expires-missing = The file does not say until when it is valid, although every security.txt must. Check on the vendor’s website whether it is still right.
security-txt-expires-repeated = There is more than one date of expiry. The earliest one counts:
security-txt-expires-unreadable = This date of expiry cannot be read, so nobody can tell whether the file is still valid. Check on the vendor’s website:
security-txt-expires-loose = This date of expiry is not written as it should be. It was read as a time in UTC:
security-txt-expires-past = The file has expired. Addresses and keys in it may be wrong. Look for a newer one on the vendor’s website. You can go on with this one at your own risk:
security-txt-expires-far = The date of expiry is more than a year away, so the file may be outdated long before. Check on the vendor’s website whether it is still right:
security-txt-languages-repeated = There is more than one list of languages. All of them were read.
security-txt-link-http = This link is not protected on the way (http) and was left out:
security-txt-link-unusable = This is not a safe link and was left out:
# Where a fingerprint was taken from, after “Source” and “Taken from”.
security-txt-source = the security.txt that you gave
security-txt-policy = Policy for vulnerability reports
security-txt-acknowledgments = Thanks to researchers
security-txt-csaf = Security advisories for programs (CSAF)

## A text that is no security.txt

no-security-txt-too-large = The file could not be read, or it is too large to be a security.txt. Choose a file of at most 128 KB.
no-security-txt-empty = There is nothing in it. Paste the text of the security.txt, or choose the file.
no-security-txt-not-text = This is not a text. A security.txt is a plain text file.
no-security-txt-html = This is a web page, not a security.txt. Often it comes when the website has no such file. Look for another page about security on the vendor’s website.
no-security-txt-key = This is a key, not a security.txt. Keep it for later: enter the vendor’s name and address by hand, and add the key at the step “The vendor’s key”.
no-security-txt-secret-key = There is a secret key in it. It was refused and not kept. Never give a secret key to anyone.
no-security-txt-link = This is only a link. This page fetches nothing. Open the link in a new tab, copy the text you see there, and paste it here.
no-security-txt-no-field = No field of a security.txt was found in it. Such a file has lines like “Contact: mailto:security@example.com”.

## A key that was refused

refusal-not-pinned = This is not the vendor’s key. It has the fingerprint { $found }. Do not use it. Get the key again from a source you trust, such as the vendor’s own website, and compare the fingerprints.
refusal-subkey-pinned = The expected fingerprint belongs only to a part of this key, a subkey. The fingerprint of the whole key is { $primary }. Ask the vendor to confirm the fingerprint of the whole key. Until then nothing is encrypted to it.
first-seen-heading = Is this the vendor’s key?
first-seen-explanation = The key that you added has this fingerprint. Compare it with a fingerprint of { $vendor } from another source, and enter that one below. If there is none, you can rely on this key as far as you rely on the place where you got it, for example the vendor’s own website opened with https.
first-seen-rely = Rely on this key
refusal-no-pins = There is no fingerprint to compare the key with. Ask the vendor for the fingerprint, and enter it together with the key.
unreadable-too-large = This is too large to be a key. Choose a file of less than 4 MB that holds only the vendor’s key.
unreadable-secret-key = This is a secret key. It was refused and not kept. Add the vendor’s public key instead, and never give a secret key to anyone.
unreadable-signature = This is a signature or a revocation, not a key. Add the vendor’s public key itself.
unreadable-message = This is an encrypted or signed message, not a key. Add the vendor’s public key. As text it begins with -----BEGIN PGP PUBLIC KEY BLOCK-----
unreadable-empty = There is nothing in it. Choose the file with the vendor’s key, or paste the key as text.
unreadable-not-openpgp = No OpenPGP key was found in it. Add the vendor’s public key. As text it begins with -----BEGIN PGP PUBLIC KEY BLOCK-----
unreadable-link = This is a link, not a key. This page fetches nothing from other websites. Open the link yourself, save the key as a file, and choose that file here.
unreadable-fingerprint = This is only a fingerprint or a key ID, which names a key. The key itself is needed to encrypt. Get it from the vendor. As text it begins with -----BEGIN PGP PUBLIC KEY BLOCK-----
unreadable-placeholder = There is no key here yet, only text that stands in its place. Get the vendor’s public key and paste all of it.
unreadable-ssh-key = This is an SSH key, which is for logging in. Reports are encrypted with an OpenPGP (PGP, GnuPG) key. Ask the vendor for that one.
unreadable-age-key = This is for a different encryption program, age. This page encrypts only with an OpenPGP (PGP, GnuPG) key. Ask the vendor for one.
unreadable-minisign = This is a minisign or signify key. It can only check signatures, not encrypt. Ask the vendor for an OpenPGP (PGP, GnuPG) key.
unreadable-x509 = This is a certificate or key as used for websites or S/MIME mail (X.509). This page encrypts only with an OpenPGP (PGP, GnuPG) key. Ask the vendor for one.
unreadable-web-page = This is a web page without a key in it. Open the page, find the download of the key itself, and save that as a file. Or copy the key as text, from -----BEGIN PGP PUBLIC KEY BLOCK----- on, and paste it.
unreadable-keybox = This is a database of GnuPG (pubring.kbx), not a single key. Export the vendor’s key from it with gpg --armor --export and the key’s fingerprint, and add what you get.
unreadable-other-file = This is a compressed file or a PDF. Unpack or open it, and add the key from it.
unreadable-truncated = The key ends in the middle. Get the whole file again, or copy the text again up to the line -----END PGP PUBLIC KEY BLOCK-----
unreadable-damaged = The key was damaged on its way. Get it from the vendor again.
unreadable-unsupported = This key is of a kind that this page cannot read. Ask the vendor for another key, or hand over the report in another way that the vendor offers.

## What was found in a key. The last word is a full stop: these are sentences about a part of it

# The part, for example “Subkey 1234”, and what was found.
finding-of = { $part }: { $fact }
component-primary = Main key
component-subkey = Subkey { $id } ({ $algorithm })
fact-not-pinned = It is another key than the expected one.
fact-subkey-pinned = The expected fingerprint belongs only to a part of this key, a subkey.
fact-too-many-signatures = It carries { $number } signatures, more than this page checks ({ $limit }).
fact-too-many-parts = It has { $number } user IDs and subkeys, more than this page checks ({ $limit }).
fact-no-encryption-key = It can only be used for signing: no part of it is made for encrypting.
fact-unreadable-subkeys = Parts of it that this page cannot read, because they are damaged or of a kind that it does not know: { $number }.
fact-designated-revoker = Its owner lets another key withdraw it. Whether that has happened is not checked here.
fact-revocation-not-checked = It seems to have been withdrawn, in a way that this page cannot check.
fact-expires-soon = It expires on { $day }, within { $number } days.
fact-expired = It expired on { $day }.
fact-not-yet-valid = It says that it begins on { $day }, in the future.
fact-revoked = Its owner has withdrawn it.
fact-revoked-compromised = Its owner has withdrawn it, because somebody else may have the secret key.
fact-revoked-superseded = Its owner has withdrawn it and uses another key instead.
fact-revoked-retired = Its owner has withdrawn it and no longer uses it.
fact-no-binding = Its owner’s signature on it is missing, so nothing shows that it may be used.
fact-bad-binding = The signature on it cannot be confirmed as its owner’s. It may be damaged or tampered with.
fact-no-back-signature = It does not confirm that it belongs to this key, so it may be somebody else’s.
fact-md5 = Its owner’s signature on it is of an old kind (MD5) that anyone can forge.
fact-sha1 = Its owner’s signature on it is of an old kind (SHA-1 or RIPEMD-160) that should no longer be used.
fact-unsupported-algorithm = This page cannot use this kind of key.
fact-too-short = It is too short to be safe.
fact-short = It is shorter than is recommended today.
fact-not-encryption = It is made for signing, not for encrypting.
fact-post-quantum = What is encrypted to it withstands future quantum computers too.
fact-not-preferred = It could be used, but another part of this key withstands quantum computers.

## What to do about it

remedy-check-clock = Check the date and time of your device, then try again. If they are right, ask the vendor for another key.
remedy-ask-renewed = Look for a newer copy where the vendor publishes its key: it may have been extended. Otherwise ask the vendor to renew it.
remedy-get-again = Get the key again from where the vendor publishes it.
remedy-ask-fingerprint = Ask the vendor to confirm the fingerprint of the whole key.
remedy-ask-whether-good = Ask the vendor whether this key is still good before you go on.
remedy-ask-another = Ask the vendor for another key, or hand over the report in another way that the vendor offers.
remedy-tell-vendor = You can go on. Tell the vendor, so that it can renew its key in time.

## A typed fingerprint

fingerprint-empty = Enter the fingerprint that the vendor confirmed
fingerprint-not-hex = Enter a fingerprint that has only digits and the letters A to F
fingerprint-key-id = This is a key ID of { $digits } digits, and anyone can make a key with the same one. Enter the whole fingerprint of 40 or 64 digits
fingerprint-too-short = Enter the whole fingerprint. It has 40 or 64 digits, and this has { $digits }
fingerprint-wrong-length = Enter a fingerprint of 40 or 64 digits. This has { $digits }

## Asking for a key

key-request-heading = Ask the vendor for its key
key-request-explanation = This email asks for the key and nothing else. It does not say that you found something. Nothing from your report is in it.
mail-to = To
mail-subject-label = Subject
key-request-open = Open this email in your mail program
# The vendor reads these two. They say nothing of any finding.
key-request-subject = Your OpenPGP certificate
key-request-body =
    Hello,

    We would like to be able to write to you confidentially. Could you send us your OpenPGP certificate (your public key), or tell us where you publish it?

    Could you also tell us its full fingerprint in another way, for example on your website or by phone? Then we can be sure that the certificate is yours.

    Thank you

## Review

review-missing = Correct these answers before you encrypt
review-lead = This is exactly what will be encrypted. Read it before you go on.
review-text = Report text
review-text-note = Travels in every format.
review-json = The same report for programs (report.json)
review-json-note = Travels beside the text, but only in the raw email. All other ways carry just the text.
review-json-note-archive = Travels beside the text and the attachments in every format.
review-padding-archive = Empty space is added before encrypting, so that the length of the encrypted report tells little.
review-padding = In the raw email, empty space is added before encrypting, so that the length tells little. All other ways do without it: the length of the encrypted text shows roughly how long your report is.
review-key = The key it is encrypted to
review-to-key = Go to the vendor’s key

## Sealing

seal = Encrypt the report
sealing = Encrypting your report
seal-not-while-missing = You can encrypt the report once the answers listed above are corrected.
seal-not-while-reading = You can encrypt the report once all attachments are read.
seal-not-without-key = You can encrypt the report once this page has the vendor’s key.
seal-options = Options
seal-to-own = Encrypt to my own key too, so that I can open the report later
seal-to-own-hint = This takes the OpenPGP certificate that you gave for the answer. The message then shows that your key can open it, unless you hide that.
with-mail = Make a raw email (PGP/MIME) too
with-mail-hint = It would have about { $size }. Many mail servers accept no more than { $limit }. The archive is made in any case.
hide-key-ids = Do not show which keys can open the message
hide-key-ids-hint = The vendor’s program then has to try each of its secret keys. GnuPG does that. Thunderbird and some others cannot open such a message.
own-refused = Your own key cannot be used. { $reason } Correct your answer to “OpenPGP certificate for the answer”, or take back the choice to encrypt to your own key.
refusal-unready = The vendor’s key can no longer be used. The step “The vendor’s key” says why and what to do.
seal-lost = The encrypted report cannot be read from this browser any more. Nothing was sent, and nothing you typed is lost. Encrypt it again below.
seal-cancelled = You stopped the encryption. Nothing was sent, and nothing you typed is lost. You can start it again below.
sealed-already = This report is already encrypted.

## When the part that encrypts fails (also for the check of a key, and the preview)

worker-no-start = The part of this page that encrypts did not start. Nothing you typed is lost. Try again. If it still does not start, copy what you typed and use another browser.
worker-silent = The part of this page that encrypts stopped answering, so it was ended. Nothing you typed is lost. Try again.
worker-crashed = The part of this page that encrypts stopped working. Nothing you typed is lost. Try again. It starts afresh.
worker-protocol = Two parts of this page do not fit together, perhaps because the page was updated meanwhile. Nothing you typed is lost yet. Try again. If that does not help, copy what you typed, then reload the page.
worker-seal = Encrypting did not work. Nothing was sent, and nothing you typed is lost. Try again.
worker-not-sealed = The result was not a proper encrypted message, so it was thrown away. Nothing was sent, and nothing you typed is lost. Try again.
worker-no-room = There is not enough room for the encrypted report on the disk or in memory, or the browser does not allow more. Nothing was sent, and nothing you typed is lost. Make room, or leave out large files, then try again.

## Attachments

attachments = Attachments
attachments-hint = For example a proof of concept, a crash dump or a video. Choose files, drop them here, or paste a screenshot. They are encrypted with the report and stay in your browser until you hand it over.
attachments-choose = Choose files
attachments-added =
    { $number ->
        [one] { $number } file was added.
       *[other] { $number } files were added.
    }
attachment-removed = { $name } was removed.
attachment-unread = { $name } could not be read.
attachments-reading = The files are being read, to state their SHA-256 checksums in the report.
attachments-read = All files are read.
attachments-large = With these files the raw email (PGP/MIME) would be larger than { $limit }, which many mail servers do not accept, so it is made only if you ask for it in the options before you encrypt. With a little more the email draft becomes too large as well. Then you upload the encrypted report, or save it and ask the vendor where to send it.
attachment-given = You chose it as
attachment-renamed = . The name was changed so that it is safe on every computer and different from the others.
attachment-no-type = unknown type
attachment-waiting = Waiting to be read
attachment-reading = Reading { $name }
attachment-empty = This file is empty.
attachment-same = This file has the same content as { $name }.
attachment-remove = Remove
file-vanished = { $name } cannot be read any more. Perhaps it was moved, deleted or changed, or it is a folder. Remove it, or choose it again.
file-changed = { $name } has changed since you chose it. Remove it, or choose it again.
file-not-read = { $name } was not read, because the part of this page that reads files stopped working. Remove it, or choose it again.
room-memory = In this browser the encrypted report has to stay in memory. Up to { $limit } can be expected to work here.
room-memory-short = In this browser the encrypted report has to stay in memory. It needs about { $needed }, and only up to { $limit } can be expected to work here. Remove large files, or use this page in another browser, from its website and not in a private window.
room-disk-short = The encrypted report needs about { $needed }, and your browser allows { $free } on this disk. Make room on the disk, or remove large files.

## Amounts and progress

amount-bytes =
    { $number ->
        [one] { $number } byte
       *[other] { $number } bytes
    }
amount-exact = { $amount } ({ $exact })
progress-of = { $done } of { $total }
progress-with-rate = { $progress }, { $rate }/s, { $left }
progress-told = { $percent } % done, { $left }.
progress-percent = { $percent } % done.
time-left-moments = a few seconds left
time-left-seconds = about { $number } seconds left
time-left-minutes =
    { $number ->
        [one] about { $number } minute left
       *[other] about { $number } minutes left
    }
time-left-hours =
    { $number ->
        [one] about { $number } hour left
       *[other] about { $number } hours left
    }

## Hand-over

sealed = Your report is encrypted to the key of { $vendor }. It has not been sent yet.
sealed-recipients = Keys that can open it
hand-over-lead = Choose how to hand it over. You can use more than one way, and you get a receipt for each.
channel-other = Text or file
channel-other-explanation = Copy the encrypted text or save it as a file, and send it in any way you like. It opens only with the keys named above.
copy-armored = Copy the encrypted text
save-sealed = Save the encrypted report
copy-worked = The encrypted text is copied.
copy-failed = Your browser did not allow copying. Select and copy the text on this page yourself.
copy-failed-armored = Your browser did not allow copying. Open “Show the encrypted text” below, then select and copy it yourself, or save the file.
armored-label = Encrypted text
armored-show = Show the encrypted text
text-not-padded = The length of the encrypted text shows roughly how long your report is.
channel-other-archive-explanation = Save the encrypted report with its attachments as one file, and send it in any way you like. It opens only with the keys named above:
archive-not-copied = A report with attachments is a file and cannot be copied as text.
channel-file = File
channel-clipboard = Copied text
start-again = Delete everything and start again
start-again-question = Delete what you typed, the encrypted report and the receipts from this page?
start-again-hint = This deletes what you typed, the encrypted report and the receipts from this page. Attached files stay on your device. Save your receipts first, and let downloads finish.

## Mail

channel-mail = Email
mail-lead = Send the encrypted report to { $address }. This page does not send the email. You do, with your own mail program.
channel-mail-draft = Email draft
mail-draft-explanation = A file with a finished email: address, subject, and the encrypted report attached. Open it in your mail program, for example Thunderbird or Outlook, and send it.
mail-draft-too-large = As an email the encrypted report with its attachments would have about { $size }. That is too large: many mail servers accept no more than { $limit }. Save the encrypted report below. Then write to { $address } and ask where to upload it, or send a link to a place where it can be downloaded. Only the vendor can open it.
mail-draft-save = Save the email draft
channel-mailto = New email with the report attached by you
mailto-first = Save the encrypted report.
mailto-then = Open a new email, attach the saved file and send it.
mailto-open = Open a new email
channel-raw-mail = Raw email (PGP/MIME)
raw-mail-explanation = For programs that send a finished message as it is, such as sendmail -t. The vendor’s mail program shows the decrypted report like any encrypted email. Besides the report text and attached files it carries report.json.
raw-mail-save = Save the raw email
# The vendor reads the subject and the sentence. They say nothing but the reference.
mail-subject = Encrypted report { $reference }
mail-sentence = An encrypted report is attached. Open it with your OpenPGP key.
# For the researcher, in the new email; short, since mail programs cut long links.
mail-sentence-archive = An encrypted report with files is attached. Open it with your OpenPGP key: { $command }
mailto-note = Before you send: attach the file { $file }. This email itself is not encrypted, so add no details. Then delete these lines.

## Upload

channel-upload = Upload
upload-lead = Send the encrypted report from this page to { $host }.
upload-not-from-file = This saved page connects to nothing, so it cannot upload. Save the encrypted report and hand it over in another way.
upload = Upload the encrypted report
upload-working = Uploading the encrypted report. Keep this page open.
uploaded = The server has taken the encrypted report. Save your receipt below.
upload-cancelled = You stopped the upload. Nothing is lost: the encrypted report is still here. Upload it again, or hand it over in another way.
upload-network = The server could not be reached, or the connection broke. Nothing is lost: the encrypted report is still here. Check your connection and try again, or hand it over in another way.
upload-stalled = The upload stood still for too long, so it was ended. Nothing is lost: the encrypted report is still here. Try again, or hand it over in another way.
upload-refused = The server did not take the encrypted report (code { $status }). Nothing is lost: it is still here. Try again, or hand it over in another way.
upload-forbidden = The server does not allow this upload (code { $status }). Nothing is lost: the encrypted report is still here. Hand it over in another way, or try again later.
upload-no-such-place = The server has no place for uploads at this address (code { $status }). Nothing is lost: the encrypted report is still here. Hand it over in another way, or try again later.
upload-exists = The server says that it already has this report (code { $status }), perhaps from an earlier try. Nothing is lost: the encrypted report is still here. Try again, or hand it over in another way to be sure.
upload-too-large = The encrypted report is too large for the server (code { $status }). Nothing is lost: it is still here. Hand it over in another way, or leave out large files and try again.
upload-too-many = The server is getting too many uploads (code { $status }). Nothing is lost: the encrypted report is still here. Wait a few minutes and try again, or hand it over in another way.
upload-server-fault = The server has a fault (code { $status }). Nothing is lost: the encrypted report is still here. Try again later, or hand it over in another way.
upload-server-said = The server said:

## By hand

by-hand-warning-heading = What you copy from here is not encrypted
by-hand-warning = It leaves this page unencrypted, by your own hand. The people who run the website you paste it into can read it, and so can other programs that see your clipboard.
by-hand-attachments = Attached files are not part of what you copy. A website that you give them to receives them unencrypted.
by-hand-sites = Where you can enter it
by-hand-empty = There is nothing to copy yet. Go back and fill in the form.
by-hand-markdown = The whole report as Markdown
by-hand-no-markdown = The whole report as Markdown appears here once every required question is answered.
by-hand-files-failed = The whole report as Markdown cannot be made while an attached file cannot be read. Go back and remove that file, or choose it again.
by-hand-files-reading = The whole report as Markdown appears here once all attached files are read.
copy-worked-by-hand = Copied, unencrypted: { $label }

## Receipts

receipts-heading = Your receipts
receipts-explanation = A receipt shows when and how you took the encrypted report from this page, and its SHA-256 checksum. It tells nothing about what you found. Only for an upload does it show that something arrived.
receipt-save = Save the receipt
receipt-answered = The server answered with code { $status }
receipt-heading = Receipt for an encrypted report
receipt-reference = Reference
receipt-vendor = Vendor
receipt-channel = Handed over as
receipt-time = Time
receipt-digest = SHA-256 of the encrypted report
receipt-length = Length in bytes
receipt-answer = Answer of the server
receipt-no-answer = none, since this page did not send it

## Report text

report-heading = Vulnerability report: { $title }
report-reference = Reference
report-date = Date
report-to = To
report-attachments = Attachments
report-attachment = { $name }, { $length } bytes
report-attachment-digests = SHA-256 of the attachments

## When the page breaks

rescue-heading = The page has stopped working
rescue-explanation = There was an error in this page. It sent nothing to anyone. Below is everything you typed. Select it all and copy it to a safe place, then reload the page.

## Without script or WebAssembly (one line each: read without Fluent)

page-loading = Loading Sealed Report
fallback-heading = This page needs JavaScript and WebAssembly
fallback-explanation = Without them it cannot encrypt your report. Turn them on and reload the page, or use a newer browser. You can also encrypt the report with an OpenPGP program of your own and send it by email. The addresses of the vendors and the fingerprints of their keys follow. Compare the whole fingerprint before you encrypt.
fallback-address = Email
fallback-fingerprint = Fingerprint of the key
fallback-no-key = No key is published. Ask the vendor for its key first, and tell no details.
