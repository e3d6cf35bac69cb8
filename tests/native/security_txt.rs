//! security.txt as vendors really write it, as they should not, and as nobody should be hurt by;
//! and the vendors that are made of it.
//!
//! The files here are invented, in the shapes of published ones. `security_txt/signed.txt` was
//! signed with the key `tests/vectors/cv25519.secret.asc` by GnuPG 2.2.40:
//! `gpg --digest-algo SHA512 --clearsign`.

use proptest::prelude::*;
use sealed_report::date::Date;
use sealed_report::deceptive::is_deceptive;
use sealed_report::vendor::security_txt::made::{Answers, vendor};
use sealed_report::vendor::security_txt::{
    Contact, Fact, MAX_BYTES, SecurityTxt, SecurityTxtError, Way, shown,
};
use sealed_report::vendor::{MailAddress, Vendor, VendorProblem};
use sealed_report::words::Language;

/// 2026-11-22, 09:26:40 UTC.
const NOW: u64 = 1_795_339_600;
const SIGNED: &str = include_str!("security_txt/signed.txt");
const CERTIFICATE: &str = include_str!("../vectors/cv25519.asc");
const SECRET: &str = include_str!("../vectors/cv25519.secret.asc");
const FINGERPRINT: &str = "77B97161B3B492E3FB4661E77D6B169E9743A374";

const WHOLE: &str = "\
Contact: mailto:security@example.com
Expires: 2027-05-01T00:00:00Z
Encryption: https://example.com/key.asc
Acknowledgments: https://example.com/thanks
Preferred-Languages: en, zh-CN
Canonical: https://www.example.com/.well-known/security.txt
Policy: https://example.com/policy
Hiring: https://example.com/jobs
CSAF: https://example.com/.well-known/csaf/provider-metadata.json
";

fn read(text: &str) -> SecurityTxt {
    SecurityTxt::parse(text.as_bytes(), NOW).expect("a security.txt")
}

fn refused(text: &str) -> SecurityTxtError {
    SecurityTxt::parse(text.as_bytes(), NOW).expect_err("no security.txt")
}

fn facts(text: &SecurityTxt) -> Vec<(usize, Fact)> {
    let findings = text.findings.iter();
    findings.map(|it| (it.line, it.fact)).collect()
}

/// What is found in a good file with `line` added as its last.
fn found_with(line: &str) -> Vec<Fact> {
    let findings = read(&format!("{WHOLE}{line}\n")).findings;
    findings.into_iter().map(|it| it.fact).collect()
}

fn mails(text: &SecurityTxt) -> Vec<(&str, Option<&str>)> {
    text.mails()
        .map(|(address, contact)| (address.as_str(), contact.purpose.as_deref()))
        .collect()
}

fn forms(text: &SecurityTxt) -> Vec<&str> {
    let forms = text.contacts.iter().filter_map(|it| match &it.way {
        Way::Form(url) => Some(url.as_str()),
        _ => None,
    });
    forms.collect()
}

fn strings<T: std::ops::Deref<Target = str>>(list: &[T]) -> Vec<&str> {
    list.iter().map(|it| &**it).collect()
}

#[test]
fn a_whole_file_is_read_without_a_finding() {
    let text = read(WHOLE);
    assert_eq!(facts(&text), []);
    assert_eq!(mails(&text), [("security@example.com", None)]);
    assert_eq!(strings(&text.key_links), ["https://example.com/key.asc"]);
    assert_eq!(text.expires, Some(1_809_129_600));
    assert!(!text.is_expired(NOW) && text.is_expired(1_809_129_600));
    assert_eq!(
        strings(&text.canonical),
        ["https://www.example.com/.well-known/security.txt"]
    );
    assert_eq!(strings(&text.policies), ["https://example.com/policy"]);
    assert_eq!(
        strings(&text.acknowledgments),
        ["https://example.com/thanks"]
    );
    assert_eq!(text.csaf.len(), 1);
    assert!(text.languages.iter().eq(&[Language::En, Language::ZhHans]));
    assert_eq!(text.name().as_deref(), Some("example.com"));
}

#[test]
fn line_ends_indents_case_and_a_byte_order_mark_change_nothing() {
    let whole = read(WHOLE);
    for other in [
        WHOLE.replace('\n', "\r\n"),
        WHOLE.replace('\n', "\r"),
        WHOLE.trim_end().to_owned(),
        format!("\u{feff}{WHOLE}"),
        WHOLE
            .lines()
            .map(|line| format!("    {line} \t\n"))
            .collect(),
        WHOLE.replace(": ", ":"),
        WHOLE.replace(": ", "\t:  ").replace("\t:", ":"),
        WHOLE
            .replace("Contact", "CONTACT")
            .replace("Expires", "expires"),
        WHOLE
            .replace("mailto:", "MailTo:")
            .replace("https:", "HTTPS:"),
        WHOLE.replace("Acknowledgments", "Acknowledgements"),
    ] {
        assert_eq!(read(&other), whole, "{other:?}");
    }
    // A mixture, with the lines counted right.
    let text = read("# a\r# b\r\n\r\n\nContact: http://example.com/\rExpires: never");
    assert_eq!(
        facts(&text),
        [
            (0, Fact::ContactMissing),
            (0, Fact::KeyMissing),
            (5, Fact::ContactHttp),
            (6, Fact::ExpiresUnreadable),
        ]
    );
}

#[test]
fn a_signed_file_counts_between_its_marks_and_says_that_nobody_verified_it() {
    let text = read(SIGNED);
    assert_eq!(
        facts(&text),
        [(1, Fact::Signed), (14, Fact::MalformedLines)],
        "the dash-escaped line"
    );
    assert_eq!(strings(&text.fingerprints), [FINGERPRINT]);
    assert_eq!(
        mails(&text),
        [
            ("psirt@example.com", Some("Example Corp, product security")),
            ("web@example.com", Some("For the website only"))
        ]
    );
    assert!(text.languages.iter().eq(&[Language::ZhHans]));

    // With what pasting does to it.
    for other in [
        SIGNED.replace('\n', "\r\n"),
        SIGNED.lines().map(|line| format!("  {line}\n")).collect(),
        SIGNED.replacen("SHA512\n\n", "SHA512\n", 1),
    ] {
        assert_eq!(read(&other).contacts, text.contacts, "{other}");
    }
}

#[test]
fn what_stands_around_the_signed_part_is_no_part_of_it() {
    let evil = "Contact: mailto:evil@example.net\nEncryption: https://example.net/evil\n";
    for (other, line) in [
        (format!("{evil}{SIGNED}"), 1),
        (format!("\n{SIGNED}\n{evil}"), 25),
        // A second signed text is as much outside as any other.
        (format!("{SIGNED}{}", SIGNED.replace("psirt@", "evil@")), 23),
    ] {
        let text = read(&other);
        assert_eq!(text.contacts, read(SIGNED).contacts, "{other}");
        assert_eq!(text.key_links, read(SIGNED).key_links);
        assert!(
            facts(&text).contains(&(line, Fact::OutsideSigned)),
            "{:?}",
            facts(&text)
        );
    }
    // A signature in itself is not text.
    let within = SIGNED.replace("iHUEARYK", &format!("{evil}iHUEARYK"));
    assert_eq!(read(&within), read(SIGNED));
    // Escaped marks are text, and end nothing.
    let escaped = SIGNED.replace("- - Not a field", "- -----BEGIN PGP SIGNATURE-----");
    assert_eq!(read(&escaped).expires, read(SIGNED).expires);
}

#[test]
fn a_signature_that_is_cut_is_told() {
    let cut = SIGNED.replace("-----END PGP SIGNATURE-----", "");
    assert!(facts(&read(&cut)).contains(&(0, Fact::SignatureIncomplete)));
    let no_signature = &SIGNED[..SIGNED.find("-----BEGIN PGP SIGNATURE").expect("one")];
    assert!(facts(&read(no_signature)).contains(&(0, Fact::SignatureIncomplete)));
    let no_head = &SIGNED[SIGNED.find("# Example").expect("text")..];
    let text = read(no_head);
    assert!(facts(&text).contains(&(13, Fact::SignatureIncomplete)));
    assert!(!facts(&text).iter().any(|(_, fact)| *fact == Fact::Signed));
    assert_eq!(strings(&text.fingerprints), [FINGERPRINT]);
}

#[test]
fn several_contacts_keep_their_order_and_what_each_is_for() {
    let text = read(
        "# In case of incidents please write to the\n\
         # Incident Response Team\n\
         Contact: mailto:csirt@example.com\n\
         Contact: https://example.com/teams/csirt\n\
         \n\
         # For vulnerabilities: the bounty team\n\
         Contact: mailto:bounty@example.com\n\
         # By telephone in office hours\n\
         Contact: tel:+1-201-555-0123\n\
         # This one stands alone\n\
         \n\
         Contact: https://example.com/form?a=b\n\
         Contact: mailto:csirt@example.com\n",
    );
    let incident = "In case of incidents please write to the Incident Response Team";
    let bounty = "For vulnerabilities: the bounty team";
    assert_eq!(
        mails(&text),
        [
            ("csirt@example.com", Some(incident)),
            ("bounty@example.com", Some(bounty))
        ]
    );
    let purposes: Vec<_> = text
        .contacts
        .iter()
        .map(|it| it.purpose.as_deref())
        .collect();
    assert_eq!(
        purposes,
        [
            Some(incident),
            Some(incident),
            Some(bounty),
            Some("By telephone in office hours"),
            None
        ]
    );
    assert_eq!(
        forms(&text),
        [
            "https://example.com/teams/csirt",
            "https://example.com/form?a=b"
        ]
    );
    assert_eq!(
        text.contacts[3].way,
        Way::Phone("+1-201-555-0123".to_owned())
    );
}

#[test]
fn each_kind_of_contact_is_used_or_named() {
    use Fact::*;
    let used: [(&str, &[&str], &[Fact]); 9] = [
        ("mailto:a@example.com", &["a@example.com"], &[]),
        ("mailto:a%2Bb@example.com", &["a+b@example.com"], &[]),
        (
            "mailto:a@example.com,b@example.com",
            &["a@example.com", "b@example.com"],
            &[],
        ),
        ("mailto://a@example.com", &["a@example.com"], &[]),
        ("a@example.com", &["a@example.com"], &[ContactNoScheme]),
        ("<a@example.com>", &["a@example.com"], &[ContactNoScheme]),
        (
            "mailto:a@example.com?subject=x&bcc=evil@example.net",
            &["a@example.com"],
            &[ContactMailHeaders],
        ),
        ("https://example.com/report", &[], &[]),
        ("tel:+1-201-555-0123", &[], &[]),
    ];
    let rest = "Expires: 2027-05-01T00:00:00Z\nEncryption: https://example.com/key.asc\n";
    for (value, addresses, findings) in used {
        let text = read(&format!("Contact: {value}\n{rest}"));
        let got: Vec<_> = mails(&text)
            .into_iter()
            .map(|(address, _)| address)
            .collect();
        assert_eq!(got, addresses, "{value}");
        let got: Vec<_> = text.findings.iter().map(|it| it.fact).collect();
        assert_eq!(got, findings, "{value}");
        assert!(!text.contacts.is_empty());
    }
    for (value, fact) in [
        ("http://example.com/report", ContactHttp),
        ("mailto:security at example.com", ContactBadMail),
        ("mailto:", ContactBadMail),
        ("mailto:a@localhost", ContactBadMail),
        (
            "mailto:a@example.com%0D%0ABcc:evil@example.net",
            ContactBadMail,
        ),
        ("mailto:sécurité@example.com", ContactBadMail),
        ("mailto:%", ContactBadMail),
        ("mailto:%é", ContactBadMail),
        ("security at example.com", ContactUnusable),
        ("example.com/report", ContactUnusable),
        ("https://user@example.com/", ContactUnusable),
        ("https://example.com/\"onclick=", ContactUnusable),
        ("https:example.com", ContactUnusable),
        ("tel:call us", ContactUnusable),
        ("javascript:alert(1)", ContactOther),
        ("data:text/html,x", ContactOther),
        ("xmpp:a@example.com", ContactOther),
        ("mailto:{{ contact }}", Placeholder),
        ("<URL of your form>", Placeholder),
        ("mailto:security@your-domain.example", Placeholder),
        ("", EmptyField),
    ] {
        let text = read(&format!("Contact: {value}\n{rest}"));
        let got = facts(&text);
        assert_eq!(got, [(0, ContactMissing), (1, fact)], "{value}");
        assert!(text.contacts.is_empty());
    }
}

#[test]
fn each_kind_of_key_is_used_or_named() {
    use Fact::*;
    let spaced = "77B9 7161 B3B4 92E3 FB46  61E7 7D6B 169E 9743 A374";
    for (value, findings) in [
        (format!("openpgp4fpr:{FINGERPRINT}"), &[][..]),
        (format!("OPENPGP4FPR:{}", FINGERPRINT.to_lowercase()), &[]),
        (format!("openpgp4fpr:0x{FINGERPRINT}"), &[]),
        (format!("openpgp4fpr:{spaced}"), &[]),
        (FINGERPRINT.to_owned(), &[KeyNoScheme]),
        (format!("0x{FINGERPRINT}"), &[KeyNoScheme]),
        (spaced.to_owned(), &[KeyNoScheme]),
    ] {
        let text = read(&format!(
            "Contact: mailto:a@example.com\nExpires: 2027-05-01T00:00:00Z\nEncryption: {value}"
        ));
        assert_eq!(strings(&text.fingerprints), [FINGERPRINT], "{value}");
        let got: Vec<_> = text.findings.iter().map(|it| it.fact).collect();
        assert_eq!(got, findings, "{value}");
    }
    let minisign = format!("RW{}", "Q".repeat(54));
    for (value, fact) in [
        ("http://example.com/key.asc", KeyHttp),
        (
            "dns:5d2d37ab76d47d36._openpgpkey.example.com?type=OPENPGPKEY",
            KeyDns,
        ),
        ("openpgp4fpr:7D6B169E9743A374", KeyIdOnly),
        ("0x9743A374", KeyIdOnly),
        ("openpgp4fpr:77B97161", KeyIdOnly),
        ("openpgp4fpr:77B97161B3B492E3FB46", KeyBadFingerprint),
        ("openpgp4fpr:", KeyBadFingerprint),
        ("openpgp4fpr:not-hex", KeyBadFingerprint),
        (
            "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
            KeyAge,
        ),
        (&*minisign, KeyMinisign),
        ("minisign: x", KeyMinisign),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA", KeySsh),
        ("javascript:alert(1)", KeyOther),
        ("keybase:example", KeyOther),
        ("see our website", KeyUnusable),
        ("https://example.com/<b>", KeyUnusable),
        ("{{ pgp_key_url }}", Placeholder),
    ] {
        let text = read(&format!(
            "Contact: mailto:a@example.com\nExpires: 2027-05-01T00:00:00Z\nEncryption: {value}"
        ));
        assert_eq!(facts(&text), [(0, KeyMissing), (3, fact)], "{value}");
        assert!(text.fingerprints.is_empty() && text.key_links.is_empty());
    }
}

#[test]
fn several_keys_keep_their_order_and_come_once() {
    let other = "A".repeat(64);
    let text = read(&format!(
        "{WHOLE}Encryption: openpgp4fpr:{other}\nEncryption: openpgp4fpr:{FINGERPRINT}\n\
         Encryption: https://example.com/second.asc\nEncryption: openpgp4fpr:{FINGERPRINT}\n\
         Encryption: https://example.com/key.asc"
    ));
    assert_eq!(strings(&text.fingerprints), [&other, FINGERPRINT]);
    assert_eq!(
        strings(&text.key_links),
        [
            "https://example.com/key.asc",
            "https://example.com/second.asc"
        ]
    );
}

#[test]
fn a_key_in_the_file_is_taken_out_and_its_lines_are_no_fields() {
    let block = CERTIFICATE.replace(
        "BLOCK-----\n\n",
        "BLOCK-----\nContact: mailto:evil@example.net\n\n",
    );
    assert!(block.contains("evil"));
    let text = read(&format!("{WHOLE}\n{block}\nHiring: https://example.com/\n"));
    assert_eq!(facts(&text), [(11, Fact::KeyBlock)]);
    assert_eq!(mails(&text), [("security@example.com", None)]);
    let kept = text.key_block.expect("a certificate");
    assert!(kept.starts_with("-----BEGIN PGP PUBLIC KEY BLOCK-----\n") && kept.contains("evil"));

    // One without end hides nothing of what follows.
    let (open, _) = CERTIFICATE.split_once("-----END").expect("an end");
    let text = read(&format!("{open}\n{WHOLE}"));
    assert_eq!(mails(&text), [("security@example.com", None)]);
    assert!(text.key_block.is_none());

    // In a signed file it is escaped.
    let escaped = SIGNED.replace(
        "- - Not a field, and escaped\n",
        &CERTIFICATE
            .replace("-----BEGIN", "- -----BEGIN")
            .replace("-----END", "- -----END"),
    );
    let text = read(&escaped);
    assert!(facts(&text).contains(&(14, Fact::KeyBlock)));
    assert_eq!(text.key_block.as_deref(), Some(CERTIFICATE.trim()));
    assert_eq!(text.expires, read(SIGNED).expires);
}

#[test]
fn dates_that_are_missing_repeated_wrong_past_or_far_are_told() {
    use Fact::*;
    let with = |dates: &[&str]| {
        let lines: String = dates.iter().map(|it| format!("Expires: {it}\n")).collect();
        let text = read(&format!(
            "Contact: mailto:a@example.com\nEncryption: https://example.com/k\n{lines}"
        ));
        (facts(&text), text.expires)
    };
    assert_eq!(with(&[]), (vec![(0, ExpiresMissing)], None));
    assert_eq!(with(&["soon"]), (vec![(3, ExpiresUnreadable)], None));
    assert_eq!(with(&["2026-11-22T09:26:39Z"]).0, [(3, ExpiresPast)]);
    assert_eq!(with(&["2026-11-22T09:26:40Z"]).0, [(3, ExpiresPast)]);
    assert_eq!(with(&["2026-11-22T09:26:41Z"]).0, []);
    assert_eq!(with(&["2026-11-22T10:26:40+01:00"]).0, [(3, ExpiresPast)]);
    assert_eq!(with(&["2027-11-22T00:00:00.000Z"]).0, []);
    assert_eq!(with(&["2029-10-05T04:00:00.000Z"]).0, [(3, ExpiresFar)]);
    assert_eq!(
        with(&["2027-01-01"]),
        (vec![(3, ExpiresLoose)], Some(1_798_761_600))
    );
    // Of two the earlier counts, whichever comes first.
    let both = ["2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z"];
    assert_eq!(
        with(&both),
        (vec![(4, ExpiresRepeated)], Some(1_798_761_600))
    );
    assert_eq!(with(&[both[1], both[0]]).1, Some(1_798_761_600));
}

#[test]
fn other_fields_are_links_or_named() {
    use Fact::*;
    for (line, findings) in [
        ("Policy: http://example.com/policy", &[LinkHttp][..]),
        ("Canonical: http://example.com/security.txt", &[LinkHttp]),
        ("Acknowledgments: our wall", &[LinkUnusable]),
        ("CSAF: javascript:alert(1)", &[LinkUnusable]),
        ("Policy:", &[EmptyField]),
        ("Preferred-Languages: de", &[LanguagesRepeated]),
        ("Hiring: http://example.com/", &[]),
        ("https://example.com/", &[MalformedLines]),
        ("- item", &[MalformedLines]),
        ("Contact\u{ff1a}mailto:a@example.com", &[MalformedLines]),
        ("X-Own: y", &[UnknownFields]),
        ("Signature: https://example.com/sig", &[UnknownFields]),
    ] {
        assert_eq!(found_with(line), findings, "{line}");
    }
}

#[test]
fn unknown_fields_are_named_and_never_more() {
    let text = read(&format!(
        "{WHOLE}Evil<script>alert(1)</script>: <img src=x onerror=alert(1)>\n\
         b: {{ x }}\nb: 2\n{}: 1\na: 1\nc: 1\nd: 1\ne: 1\n",
        "Z".repeat(100)
    ));
    let [finding] = &text.findings[..] else {
        panic!("{:?}", text.findings);
    };
    assert_eq!((finding.fact, finding.line), (Fact::UnknownFields, 10));
    assert_eq!(
        finding.about,
        format!(
            "Evil<script>alert(1)</script>, b, {}…, a, c, …",
            "Z".repeat(40)
        )
    );
    assert!(!format!("{text:?}").contains("onerror"));
}

#[test]
fn what_deceives_is_cleaned_wherever_it_is_kept() {
    let text = read(
        "# Pay\u{202e}moc.elpmaxe\u{202c}\u{200b} \u{1b}[31m here\tand\u{a0}there\n\
         Contact: mailto:a@example.com\n\
         Contact: tel:\u{202e}0123\u{7}\n\
         Contact: mailto:b\u{200b}@example.com\n\
         Contact: x\u{202e}y\n",
    );
    assert_eq!(
        mails(&text),
        [("a@example.com", Some("Paymoc.elpmaxe [31m here and there"))]
    );
    assert_eq!(text.contacts[1].way, Way::Phone("0123".to_owned()));
    let abouts: Vec<_> = text.findings.iter().map(|it| it.about.as_str()).collect();
    assert_eq!(abouts[2..], ["mailto:b@example.com", "xy"]);
    assert_eq!(shown("ab cd", 5), "ab cd");
    assert_eq!(shown("ab cd", 4), "ab c…");
    assert_eq!(shown("ab cd", 3), "ab…");
    assert_eq!(shown(" \n\u{200b} ", 9), "");
}

#[test]
fn what_is_no_security_txt_is_said() {
    use SecurityTxtError::*;
    for (text, error) in [
        ("", Empty),
        (" \r\n\u{feff}\n", Empty),
        (
            "<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
            Html,
        ),
        ("<html lang=\"en\">\n<p>Contact: us</p></html>", Html),
        ("https://example.com/.well-known/security.txt\n", Link),
        ("http://example.com/security.txt", Link),
        (CERTIFICATE, Key),
        (SECRET, SecretKey),
        ("Hello\nworld", NoField),
        ("{\"contact\": \"mailto:a@example.com\"}", NoField),
        ("X-Own: y\nNot-Found: 404", NoField),
        ("PK\u{3}\u{4}\0\0", NotText),
    ] {
        assert_eq!(refused(text), error, "{text}");
    }
    assert_eq!(refused(&format!("{WHOLE}{SECRET}")), SecretKey);
    assert_eq!(refused(&format!("{SIGNED}{SECRET}")), SecretKey);
    let mut codes: Vec<_> = SecurityTxtError::ALL.iter().map(|it| it.code()).collect();
    codes.extend(Fact::ALL.iter().map(|it| it.code()));
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), SecurityTxtError::ALL.len() + Fact::ALL.len());
}

#[test]
fn size_and_number_have_a_limit() {
    let most = format!("{WHOLE}{}", "#".repeat(MAX_BYTES - WHOLE.len()));
    assert!(SecurityTxt::parse(most.as_bytes(), NOW).is_ok());
    assert_eq!(refused(&(most + "#")), SecurityTxtError::TooLarge);

    let many: String = (0..3_000)
        .map(|at| format!("Contact: mailto:a{at}@example.com\n"))
        .collect();
    let text = read(&many);
    assert_eq!(text.contacts.len(), 20);
    assert!(facts(&text).contains(&(21, Fact::TooMany)));
    let many = "Contact: nonsense\n".repeat(5_000);
    assert!(read(&many).findings.len() < 30);
    let latin = [WHOLE.as_bytes(), b"# Gr\xfc\xdfe\n"].concat();
    let text = SecurityTxt::parse(&latin, NOW).expect("read");
    assert_eq!(facts(&text), [(0, Fact::NotUtf8)]);
}

fn answers(name: &str, mail: Option<&str>) -> Answers {
    Answers {
        name: name.to_owned(),
        mail: mail.map(|mail| MailAddress::parse(mail).expect("an address")),
    }
}

fn today() -> Date {
    Date::from_unix(NOW)
}

#[test]
fn a_vendor_is_made_that_would_pass_as_a_file() {
    let text = read(&format!(
        "# The form\nContact: https://bugs.example.com:8443/form\n{WHOLE}\
         Encryption: openpgp4fpr:{FINGERPRINT}\n{CERTIFICATE}"
    ));
    let made = vendor(
        Some(&text),
        &answers("Example\u{202e} Corp", Some("a@example.com")),
        today(),
    );
    let made = made.expect("a vendor");
    assert_eq!(made.id.as_str(), "other");
    assert_eq!(made.name.get(Language::ZhHans), "Example Corp");
    assert_eq!(made.mail().map(|it| it.as_str()), Some("a@example.com"));
    assert_eq!(made.checked.as_str(), "2026-11-22");
    let [pin] = &made.pins[..] else { panic!() };
    assert_eq!(pin.fingerprint.as_str(), FINGERPRINT);
    assert_eq!(
        pin.source.name.get(Language::En),
        "the security.txt that you gave"
    );
    assert_eq!(pin.certificate.as_deref(), Some(CERTIFICATE.trim()));
    let [site] = &made.sites[..] else { panic!() };
    assert_eq!(site.name.get(Language::En), "bugs.example.com");
    assert_eq!(
        site.note.as_ref().map(|it| it.get(Language::En)),
        Some("The form")
    );
    let documents: Vec<_> = made
        .policy
        .documents
        .iter()
        .filter_map(|it| it.url.as_deref())
        .collect();
    assert_eq!(
        documents,
        [
            "https://example.com/policy",
            "https://example.com/thanks",
            "https://example.com/.well-known/csaf/provider-metadata.json"
        ]
    );
    // The door for files lets it in under any other name.
    let mut file = serde_json::to_value(&made).expect("JSON");
    let error = Vendor::parse(&file.to_string()).expect_err("reserved");
    assert_eq!(
        (&*error.place, error.problem),
        ("id", VendorProblem::ReservedId)
    );
    file["id"] = "x".into();
    let read_back = Vendor::parse(&file.to_string()).expect("a vendor file");
    assert_eq!(
        (read_back.pins, read_back.sites, read_back.policy),
        (made.pins, made.sites, made.policy)
    );
}

#[test]
fn the_report_is_in_the_language_that_the_vendor_reads() {
    for (languages, language) in [
        ("en, zh", Language::En),
        ("zh-Hans, fr", Language::ZhHans),
        ("fr", Language::En),
        ("", Language::En),
    ] {
        let text = read(&format!(
            "Contact: mailto:a@example.com\nPreferred-Languages: {languages}"
        ));
        let made = vendor(Some(&text), &answers("X", None), today()).expect("a vendor");
        assert_eq!(made.language, language, "{languages}");
    }
}

#[test]
fn without_security_txt_a_name_is_enough() {
    let made = vendor(None, &answers(" Acme ", None), today()).expect("a vendor");
    assert_eq!(made.name.get(Language::En), "Acme");
    assert!(made.channels.is_empty() && made.sites.is_empty() && made.pins.is_empty());
    assert_eq!(made.page, None);
    let error = vendor(None, &answers("\u{200b} \n", None), today()).expect_err("no name");
    assert_eq!(
        (&*error.place, error.problem),
        ("name", VendorProblem::EmptyText)
    );
}

#[test]
fn the_names_to_begin_with() {
    for (text, name) in [
        (
            "Contact: mailto:a@mail.example.org",
            Some("mail.example.org"),
        ),
        ("Contact: https://forms.example.net/x", None),
        (
            "Contact: mailto:a@example.org\nCanonical: https://WWW.Example.com:443/s",
            Some("example.com"),
        ),
    ] {
        assert_eq!(read(text).name().as_deref(), name, "{text}");
    }
}

/// Lines of the kinds that matter, with a wild end.
fn line() -> impl Strategy<Value = String> {
    let heads = prop::sample::select(vec![
        "Contact: ",
        "Contact: mailto:",
        "Contact: tel:",
        "Contact: https://",
        "Encryption: ",
        "Encryption: openpgp4fpr:",
        "Expires: ",
        "Expires: 2027-01-01T00:00:00",
        "Policy: ",
        "Canonical: https://example.com/",
        "Preferred-Languages: ",
        "CSAF: ",
        "# ",
        "",
        " ",
        "-----BEGIN PGP SIGNED MESSAGE-----",
        "-----BEGIN PGP SIGNATURE-----",
        "-----END PGP SIGNATURE-----",
        "- -----BEGIN PGP PUBLIC KEY BLOCK-----",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----",
        "-----END PGP PUBLIC KEY BLOCK-----",
        "Hash: ",
    ]);
    let ends = prop_oneof![
        3 => Just(String::new()),
        3 => "[a-z0-9@.:/%?=+-]{0,20}",
        1 => "\\PC{0,12}",
        1 => prop::collection::vec(any::<char>(), 0..8).prop_map(|it| it.into_iter().collect()),
    ];
    (heads, ends).prop_map(|(head, end)| format!("{head}{end}"))
}

proptest! {
    #[test]
    fn whatever_comes_is_read_and_what_is_kept_is_harmless(
        lines in prop::collection::vec(line(), 0..30),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let text = lines.join(end);
        let Ok(read) = SecurityTxt::parse(text.as_bytes(), NOW) else { return Ok(()); };
        let clean = |text: &str| !text.chars().any(|c| is_deceptive(c) || c == '\n');
        for Contact { way, purpose } in &read.contacts {
            prop_assert!(purpose.as_deref().is_none_or(|it| clean(it) && !it.is_empty()));
            if let Way::Phone(number) = way {
                prop_assert!(clean(number));
            }
        }
        for finding in &read.findings {
            prop_assert!(clean(&finding.about) && finding.line <= text.len() + 1);
        }
        let mail = read.mails().next().map(|(address, _)| address.clone());
        let named = Answers { name: "X".to_owned(), mail };
        let made = vendor(Some(&read), &named, today()).expect("a vendor");
        let mut file = serde_json::to_value(&made).expect("JSON");
        file["id"] = "x".into();
        let again = Vendor::parse(&file.to_string());
        let no_way = made.channels.is_empty() && made.sites.is_empty();
        prop_assert_eq!(again.is_err(), no_way, "{:?}", again);
    }

    #[test]
    fn no_bytes_are_too_wild(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let with_field = [b"Contact: ", &bytes[..]].concat();
        let _ = SecurityTxt::parse(&bytes, NOW);
        let has_zero = bytes.contains(&0);
        let error = SecurityTxt::parse(&with_field, NOW).err();
        prop_assert_eq!(error, has_zero.then_some(SecurityTxtError::NotText));
    }
}
