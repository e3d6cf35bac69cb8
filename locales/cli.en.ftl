# What only the command line says. A message that the page has too takes its place here.

## Help

help =
    Seals vulnerability reports to a vendor’s OpenPGP certificate, and checks such certificates.

    sealed-report check CERT-OR-VENDOR-FILE…    Can reports be encrypted to these certificates?
    sealed-report seal --vendor FILE --report report.json --format text|mail|archive
                                                Encrypt a report that the page wrote.

    --help after a command tells its options, --version the version. --lang zh-Hans, after the
    command, answers in Chinese.
help-check =
    sealed-report check CERT-OR-VENDOR-FILE… (several files; - is standard input)
    Examines every OpenPGP certificate in the files. In a vendor file (JSON) those that it pins.

    --fingerprint F    Compare with this fingerprint. Can be given several times.
    --at TIME          As of this time: 2026-11-22, 2026-11-22T09:26:40Z, or @ and Unix seconds.
    --json             Write JSON, for programs.
    --warn-days N      Warn if it expires within N days (otherwise 30), and exit with 3 on any warning.
    --lang LANG        en or zh-Hans.

    Exit: 0 usable; 1 refused; 2 a file cannot be read, or a certificate is missing;
    3 usable with warnings, only with --warn-days; 64 wrong arguments; 74 no output.
    Of several, 2 goes before 1, and 1 before 3.
help-seal =
    sealed-report seal --vendor FILE --report FILE --format text|mail|archive [--attach FILE]…
    Encrypts a report.json, as the page does. - is standard input.

    --vendor FILE      The vendor file. Its pins decide who can read the report.
    --cert FILE        A certificate that the vendor file pins and does not hold. Several times.
    --report FILE      The report, as report.json.
    --format FORMAT    text: an armored message. mail: a finished email for sendmail -t.
                       archive: a file for an upload, which opens with gpg -d FILE | tar x.
    --attach FILE      Goes with the report, in a mail or an archive. Several times.
    --to ADDRESS       Where the email goes, if not to the address in the vendor file.
    --out FILE         Write here instead of to standard output. Does not replace a file.
    --force            Replace it.
    --own FILE         Encrypt to this certificate too, to read the report later.
    --hide-key-ids     Do not show which keys can open it.
    --at TIME          As of this time, as in check.
    --lang LANG        en or zh-Hans.

    Exit: 0 encrypted; 1 the report or a certificate was refused; 2 a file cannot be read;
    64 wrong arguments; 74 no output. Nothing is written unless it is 0.

## Wrong arguments

usage-see-help = See sealed-report --help
usage-no-command = Say what to do: check or seal.
usage-unknown-command = There is no command { $given }.
usage-unknown-option = There is no option { $given }.
usage-unexpected-argument = This argument does not belong here: { $given }
usage-unexpected-value = The option { $given } takes no value.
usage-missing-value = The option { $given } needs a value.
usage-missing-option = The option { $given } is required.
usage-missing-file = Name at least one certificate or vendor file, or - for standard input.
usage-bad-fingerprint = This is not a whole fingerprint of 40 or 64 digits: { $given }
usage-bad-time = This is not a time such as 2026-11-22, 2026-11-22T09:26:40Z or @1795339600: { $given }
usage-bad-days = This is not a number of days: { $given }
usage-bad-format = The format is text, mail or archive, not { $given }.
usage-bad-language = The language is en or zh-Hans, not { $given }.
usage-attached-to-text = The text format has no room for attachments. Use --format archive, or mail.
usage-attached-stdin = An attachment is read twice, which standard input cannot be. Give a file.

## Files

input-stdin = standard input
input-not-found = There is no such file.
input-not-readable = The file cannot be read.
input-stdin-twice = Standard input can be read only once.
attach-folder = This is a folder. Attach its files, or an archive of it.
attach-not-a-file = This is not an ordinary file, so it cannot be read twice.
attach-vanished = The file was there at first and cannot be read any more. Encrypt again when it is there.
attach-changed = The file changed while it was read. Encrypt again when it stands still.

## Check

check-line = { $label }: { $value }
check-usable = { $file }: usable
check-usable-warned = { $file }: usable, but with warnings
check-refused = { $file }: refused. Nothing is encrypted to it.
check-unreadable = { $file }: { $reason }
check-not-compared = Not compared with any fingerprint, since none was given (--fingerprint).
check-compared = It is the certificate with the fingerprint that was given.
check-compared-vendor = It is a certificate that { $vendor } pins.
check-optional = Reports leave without it as long as another certificate of the vendor is usable.
check-user-id = User ID
check-key-used = reports are encrypted to it
# After a key's algorithm.
check-key-ends = , expires { $time }
check-findings = Findings
check-vendor-file = The vendor file has a mistake: { $detail }
check-no-pins = The vendor file pins no certificate, so no report can be encrypted.
check-missing = The certificate { $fingerprint } is pinned but not included. Give its file together with the vendor file.
check-pinned-unreadable = The certificate for { $fingerprint } cannot be read. { $reason }
severity-refusal = refusal
severity-warning = warning
severity-info = info
team-ready = Reports can be encrypted to { $vendor }.
team-not-ready = Reports cannot be encrypted to { $vendor }.

## What the owner of a certificate does

owner-compare = Compare the fingerprint that you publish with the one of this certificate, { $fingerprint }, and correct what is wrong: the fingerprint, or the file.
owner-publish-whole = Publish the fingerprint of the whole certificate instead: { $fingerprint }
owner-fewer-signatures = Publish the certificate without the signatures of other people.
owner-revocation = If you withdrew this certificate, publish another one. If not, publish it without that revocation.
owner-extend = Extend it, and publish the certificate again.
owner-check-clock = Check the clock of this machine, or the time given with --at. If they are right, wait, or publish another certificate.
owner-sign-again = Sign it anew with SHA-256, and publish the certificate again.
owner-replace-key = Add a subkey of today’s strength, withdraw this one, and publish the certificate again. Keep the secret part of the old one, to read what has been encrypted to it.
owner-add-key = Add a subkey for encryption, and publish the certificate again.
owner-export-again = Export the certificate again from where its secret key is, and publish that. If it is refused again, publish another certificate.
owner-new-certificate = Publish another certificate. This one cannot be mended.

## Seal

file-vendor = Vendor file
file-certificate = Certificate
file-report = Report
file-own = Your own certificate
seal-done = Report { $reference } is encrypted. SHA-256 of the encrypted message: { $digest }
seal-recipient = It can be opened with { $fingerprint } { $name }
seal-left-out = Left out, since it is missing or unfit and the vendor takes reports without it: { $fingerprint }
seal-large-mail = Note: This mail has { $megabytes } MB. Many mail servers take no more than 20 MB. With --format archive it is a file for an upload.
seal-nothing =
    Nothing was encrypted. { $reason }
    ({ $code })
seal-input = { $file }: { $reason }
seal-mistakes =
    Correct these answers in the report:
    { $list }
seal-own = Your own certificate cannot be used. { $reason }
seal-unready = Not every certificate that the vendor needs is there and usable:
seal-missing = It is missing. Give its file with --cert.
seal-not-attached = The report tells of the attachment { $file }, and no file with that content was given. Give it with --attach, or take it out of the report.
seal-no-address = The vendor file has no email address. Give one with --to, or use --format text.
seal-bad-address = The address for the email is not a single email address.
seal-failed = Encrypting did not work. This is a fault of the program.
output-exists = There is already a file of that name. Use another name, or --force.
output-not-a-file = What is there is not an ordinary file, so it is not replaced.
output-full = There is not enough room for the result.
output-not-writable = The result could not be written.
report-too-large = The report is larger than 64 MB.
report-not-json = The report is not JSON: line { $line }, column { $column }.
report-not-a-report = The report has a member that does not belong there, or one of the wrong type: line { $line }, column { $column }. docs/report.schema.json tells what it may hold.
report-other-schema = The report is of another version of report.json than this program reads.
report-bad-date = The date of the report is not a day such as 2026-11-22.
report-bad-reference = The reference of the report is not one of ten characters, as the page makes it.
report-other-vendor = The report was written for another vendor. If this one may read it, change “vendor” in the report.
report-too-many-products = The report names more than { $limit } affected products.
report-unknown-extra = The report answers a question that the vendor file does not ask, or one of them twice.

## Instead of the page's

fact-unreadable-subkeys = Parts of it that this program cannot read: { $number }.
fact-revocation-not-checked = It seems to have been withdrawn, in a way that this program cannot check.
fact-too-many-signatures = It carries { $number } signatures, more than this program checks ({ $limit }).
fact-too-many-parts = It has { $number } user IDs and subkeys, more than this program checks ({ $limit }).
fact-unsupported-algorithm = This program cannot encrypt with its kind of key.
mistake-secret-key = This is a secret key. Put the public key there instead. It begins with -----BEGIN PGP PUBLIC KEY BLOCK-----
refusal-not-pinned = This is not a certificate that the vendor file pins: { $found }
refusal-subkey-pinned = The fingerprint in the vendor file belongs only to a subkey. The certificate has the fingerprint { $primary }. Ask the vendor to confirm that one.
refusal-no-pins = The vendor file pins no certificate. Ask the vendor for one and for its fingerprint.
unreadable-too-large = The file is larger than 4 MB, too large for a certificate.
unreadable-secret-key = There is a secret key in it. Take only the public one: gpg --armor --export
unreadable-signature = This is a signature or a revocation, not a certificate.
unreadable-message = This is an OpenPGP message, not a certificate.
unreadable-empty = There is nothing in it.
unreadable-not-openpgp = No OpenPGP certificate was found in it.
unreadable-link = This is a link, not a certificate. Nothing is fetched. Save what it leads to as a file.
unreadable-fingerprint = This is only a fingerprint or a key ID, which names a certificate. The certificate itself is needed.
unreadable-placeholder = There is no certificate here yet, only text that stands in its place.
unreadable-ssh-key = This is an SSH key. An OpenPGP certificate is needed.
unreadable-age-key = This is for the program age. An OpenPGP certificate is needed.
unreadable-minisign = This is a minisign or signify key, for signatures only. An OpenPGP certificate is needed.
unreadable-x509 = This is of the kind used for websites or S/MIME mail (X.509). An OpenPGP certificate is needed.
unreadable-web-page = This is a web page without a certificate in it.
unreadable-keybox = This is a database of GnuPG (pubring.kbx). Export the certificate from it: gpg --armor --export
unreadable-other-file = This is a compressed file or a PDF. Unpack or open it, and take the certificate from it.
unreadable-truncated = The certificate ends in the middle.
unreadable-damaged = The certificate was damaged on its way.
unreadable-unsupported = The certificate is of a kind that this program cannot read.
