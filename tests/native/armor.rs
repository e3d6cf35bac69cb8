//! Certificates as people paste, drop and choose them: repaired where that is beyond doubt, else
//! refused by name.

#[path = "armor/spoil.rs"]
mod spoil;

use data_encoding::BASE64;
use proptest::prelude::*;
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};
use sealed_report::openpgp::message::is_encrypted;
use sealed_report::openpgp::{Certificate, ReadError};
use spoil::{spoil, ways};

const RSA: &str = include_str!("../vectors/rsa3072.asc");
const CURVE: &str = include_str!("../vectors/cv25519.asc");
const NIST: &str = include_str!("../vectors/nistp256.asc");
const PUBLIC: [&str; 3] = [RSA, CURVE, NIST];
const SECRET: [&str; 3] = [
    include_str!("../vectors/rsa3072.secret.asc"),
    include_str!("../vectors/cv25519.secret.asc"),
    include_str!("../vectors/nistp256.secret.asc"),
];

/// All that was read, to the byte.
fn whole(bytes: impl AsRef<[u8]>) -> Result<String, ReadError> {
    Certificate::read(bytes.as_ref()).map(|read| format!("{read:?}"))
}

fn error(bytes: impl AsRef<[u8]>) -> ReadError {
    Certificate::read(bytes.as_ref()).expect_err("no certificate")
}

/// The lines of base64, with the checksum if it is wanted.
fn body(armor: &str, checksum: bool) -> String {
    let lines = armor
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("-----"));
    let lines: Vec<&str> = lines
        .filter(|line| checksum || !line.starts_with('='))
        .collect();
    lines.join("\n")
}

fn binary(armor: &str) -> Vec<u8> {
    BASE64
        .decode(body(armor, false).replace('\n', "").as_bytes())
        .expect("armor of GnuPG")
}

fn armored(bytes: &[u8]) -> String {
    const LABEL: &str = "PGP PUBLIC KEY BLOCK-----";
    format!(
        "-----BEGIN {LABEL}\n\n{}\n-----END {LABEL}\n",
        BASE64.encode(bytes)
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Whatever happened to it on its way, it is the same certificate, to the byte.
    #[test]
    fn any_way_to_spoil_an_armor_is_repaired(which in 0..3_usize, ways in ways()) {
        let spoilt = spoil(PUBLIC[which], "PUBLIC", &ways);
        prop_assert_eq!(whole(&spoilt), whole(PUBLIC[which]), "{}", String::from_utf8_lossy(&spoilt));
    }

    /// And a secret key is recognised in all of that, whatever its lines say.
    #[test]
    fn any_spoilt_secret_key_is_refused(which in 0..3_usize, ways in ways(), label in "PUBLIC|PRIVATE", keep in 200..2000_usize) {
        let spoilt = spoil(SECRET[which], &label, &ways);
        prop_assert_eq!(error(&spoilt), ReadError::SecretKey);
        // Beside a certificate, too, and cut.
        if let Some(text) = String::from_utf8(spoilt).ok().filter(|text| !text.contains('\0')) {
            prop_assert_eq!(error(format!("{RSA}\n{text}")), ReadError::SecretKey);
            prop_assert_eq!(error(format!("{text}\n{RSA}")), ReadError::SecretKey);
        }
        let cut = &SECRET[which][..keep.min(SECRET[which].len())];
        prop_assert_eq!(error(cut.replace("PRIVATE", &label)), ReadError::SecretKey);
    }

    #[test]
    fn noise_is_no_certificate(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Certificate::read(&bytes).is_err());
        prop_assert!(Certificate::read(armored(&bytes).as_bytes()).is_err());
    }

    /// All the pieces that the reader knows, in any order.
    #[test]
    fn pieces_never_panic_and_are_no_certificate(pieces in prop::collection::vec(0..PIECES.len(), 0..30)) {
        let text: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        prop_assert!(Certificate::read(text.as_bytes()).is_err(), "{}", text);
    }
}

const PIECES: [&str; 36] = [
    "-----BEGIN PGP PUBLIC KEY BLOCK-----",
    "-----END PGP PUBLIC KEY BLOCK-----",
    "BEGIN",
    "END",
    "PGP",
    "-----",
    "-",
    "—",
    "\n",
    "\r",
    " ",
    ":",
    "=",
    "==",
    "=njUN",
    "mQINBFit",
    "mDMEZ3SFgBYJKwYBBAHaRw8BAQdA",
    "lFgEZ3SFgBYJKwYB",
    "AAAA",
    "xx",
    "<",
    ">",
    "<br>",
    "&",
    "&#",
    "&#x2F;",
    "&nbsp;",
    ";",
    "\\",
    "\\u",
    "\\n",
    "\u{200B}",
    "\u{FEFF}",
    "漏",
    "ssh-rsa AAAA",
    "https://",
];

/// One character of the base64, changed into whatever else: refused, or it was white space and
/// nothing is different.
#[test]
fn no_changed_character_gives_another_certificate() {
    let good = whole(CURVE).expect("readable");
    let start = CURVE.find("mDME").expect("a body");
    let end = CURVE.find("\n=").expect("a checksum");
    let mut repaired = 0;
    for at in start..end {
        for other in "Ab0+/=- \n>&<:#\\é\u{200B}|".chars() {
            let altered = format!("{}{other}{}", &CURVE[..at], &CURVE[at + 1..]);
            if let Ok(read) = whole(&altered) {
                assert_eq!(read, good, "{at}: {other:?}");
                let old = CURVE.as_bytes()[at];
                assert!(old == b'\n' || char::from(old) == other, "{at}: {other:?}");
                repaired += 1;
            }
        }
    }
    assert!(repaired > 20, "line breaks may be lost");
}

/// Where the END line is missing, the checksum or the padding has to show that nothing else is:
/// what was cut off between two packets could have been a revocation.
#[test]
fn a_cut_certificate_is_not_taken_for_a_smaller_one() {
    for armor in PUBLIC {
        let good = whole(armor).expect("readable");
        let proof = armor.find('=').expect("padding or a checksum");
        for cut in 1..armor.len() {
            let label = armor.find("BLOCK").expect("a label");
            match whole(&armor[..cut]) {
                Ok(read) => assert!(cut > proof && read == good, "{cut}"),
                Err(error) if cut > label => assert_eq!(error, ReadError::Truncated, "{cut}"),
                Err(_) => assert!(cut <= label, "{cut}"),
            }
        }
    }
    // Exactly behind each packet, where three octets make a group or not.
    let mut padded = 0;
    for armor in PUBLIC {
        let bytes = binary(armor);
        for cut in 1..bytes.len() {
            let base64 = BASE64.encode(&bytes[..cut]);
            let read = whole(
                armored(&bytes[..cut])
                    .split("-----END")
                    .next()
                    .expect("a start"),
            );
            let bare = whole(&base64);
            if base64.ends_with('=') {
                // Padding shows the end of what was encoded; nothing more than that can be known.
                assert_eq!(read.is_ok(), whole(&bytes[..cut]).is_ok());
                assert_eq!(bare.is_ok(), read.is_ok());
                padded += usize::from(read.is_ok());
            } else {
                assert_eq!(read, Err(ReadError::Truncated), "{cut}");
                assert!(bare.is_err(), "{cut}");
            }
        }
    }
    assert!(padded > 2, "some packets end with padding");
}

/// Half a checksum is none, and lost padding is lost data: neither is waved through.
#[test]
fn what_is_left_of_the_end_has_to_fit() {
    let lone = CURVE.find("\n=").expect("a checksum") + "\n=".len();
    let (start, end) = (&CURVE[..lone], "\n-----END PGP PUBLIC KEY BLOCK-----\n");
    for left in ["", "k", "kP/", "kP/\n", "kP/=", "kP/-", "AAAA"] {
        assert!(whole(format!("{start}{left}{end}")).is_err(), "{left}");
    }
    // A checksum that fits vouches for the data, whatever stands around it.
    for left in ["kP//", "=kP//", "\n=kP//", "kP//k"] {
        assert_eq!(whole(format!("{start}{left}{end}")), whole(CURVE), "{left}");
    }
    let padded = PUBLIC
        .iter()
        .find(|armor| body(armor, false).ends_with('='));
    let padded = body(padded.expect("one ends with padding"), false);
    let begin = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n";
    assert!(whole(format!("{begin}{padded}{end}")).is_ok());
    assert_eq!(
        error(format!("{begin}{}{end}", padded.trim_end_matches('='))),
        ReadError::Damaged
    );
}

/// The END line alone tells, when nothing else of a secret key is left as it was.
#[test]
fn the_end_of_a_secret_key_is_enough() {
    let (_, end) = SECRET[1].split_once("\nlFgE").expect("a body");
    assert_eq!(error(end), ReadError::SecretKey);
    assert_eq!(
        error(format!("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n***{end}")),
        ReadError::SecretKey
    );
    assert_eq!(
        error(format!("{RSA}{}", end.replace("-----", ""))),
        ReadError::SecretKey
    );
}

/// Padding or not, what follows it must not be lost.
#[test]
fn data_behind_the_padding_is_not_dropped() {
    let bytes = binary(CURVE);
    let subkey = bytes
        .windows(2)
        .position(|two| two == [0xB8, 0x38])
        .expect("a subkey");
    let first = BASE64.encode(&bytes[..subkey]);
    for padding in ["=", "==", "=\n", "=\n=\n"] {
        let first = first.trim_end_matches('=');
        let two = format!("{first}{padding}{}", BASE64.encode(&bytes[subkey..]));
        for text in [
            two.clone(),
            format!("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{two}"),
            format!(
                "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{two}\n-----END PGP PUBLIC KEY BLOCK-----"
            ),
        ] {
            assert!(whole(&text).is_err(), "{text}");
        }
    }
}

#[test]
fn several_spoilt_certificates_are_all_read() {
    let crlf = RSA.replace('\n', "\r\n");
    let bare = body(CURVE, true);
    let (cut, _) = NIST.split_once("-----END").expect("an END line");
    let text = format!(
        "1.\n{crlf}2.\n> {}\n\n3.\n{cut}",
        bare.replace('\n', "\n> ")
    );
    let read = Certificate::read(text.as_bytes()).expect("three");
    let prints: Vec<_> = read.iter().map(Certificate::fingerprint).collect();
    let single = |armor: &str| Certificate::read(armor.as_bytes()).expect("one")[0].fingerprint();
    assert_eq!(prints, PUBLIC.map(single));
    // One of them damaged: it could be the newer copy of another.
    let damaged = format!("{RSA}{}", CURVE.replacen("mDME", "mDMF", 1));
    assert_eq!(error(damaged), ReadError::Damaged);
    let truncated = format!("{RSA}{}", &CURVE[..CURVE.len() / 2]);
    assert_eq!(error(truncated), ReadError::Truncated);
    // A template beside a key is no key at all.
    let template =
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n...\n-----END PGP PUBLIC KEY BLOCK-----\n";
    assert_eq!(whole(format!("{template}{RSA}")), whole(RSA));
    assert_eq!(whole(format!("{RSA}{template}")), whole(RSA));
}

/// An announcement of a new key, signed: RFC 9580 section 7.2 puts "- " before lines with dashes.
#[test]
fn a_certificate_in_a_signed_text_is_read() {
    let escaped = RSA.replace("\n-", "\n- -");
    let text = format!(
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nOur new key:\n\n- {escaped}\n\
         -----BEGIN PGP SIGNATURE-----\n\niHUEABYIAB0WIQ==\n-----END PGP SIGNATURE-----\n"
    );
    assert_eq!(whole(text), whole(RSA));
}

/// The checksum of RFC 9580 section 6.1.1, bit by bit.
fn crc24(bytes: &[u8]) -> u32 {
    let mut crc = 0xB7_04CE;
    for bit in bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |i| u32::from(byte >> i & 1)))
    {
        let carry = crc >> 23 & 1;
        crc = crc << 1 & 0xFF_FFFF;
        crc ^= if carry == bit { 0 } else { 0x86_4CFB };
    }
    crc
}

/// A checksum may begin like an equals sign of quoted-printable.
#[test]
fn a_checksum_is_not_taken_for_quoted_printable() {
    let mut tried = 0;
    let certificate = binary(CURVE);
    for number in 0..=u16::MAX {
        // A private packet that is not critical, RFC 9580 section 4.3, makes the checksum another.
        let bytes = [&certificate[..], &[0xFC, 2], &number.to_be_bytes()].concat();
        let checksum = BASE64.encode(&crc24(&bytes).to_be_bytes()[1..]);
        if checksum.starts_with("3D") {
            let block = format!(
                "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{}\n={checksum}",
                BASE64.encode(&bytes)
            );
            assert_eq!(whole(&block), whole(&bytes), "{checksum}");
            assert_eq!(
                whole(block.replace('=', "=3D")),
                whole(&bytes),
                "{checksum}"
            );
            tried += 1;
        }
        if tried == 5 {
            return;
        }
    }
    panic!("one in 4096 begins so");
}

/// A text in which each line starts something: the work must grow with its length alone. If it
/// grew with the square, as it once did for a header that is the data, too, each line here would
/// cost as much as all of them, and this would not end while anyone waits.
#[test]
fn large_and_hostile_texts_end() {
    const LIMIT: usize = 1 << 20;
    for line in [
        "-----BEGIN ",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n",
        "BEGIN PGP PUBLIC KEY BLOCK\n",
        "BEGIN PGP PUBLIC KEY BLOCK\n-",
        "BEGIN PGP PUBLIC KEY BLOCK\n=AAAA\n",
        "BEGIN PGP PUBLIC KEY BLOCK\nEND PGP\n",
        "BEGIN PGP PUBLIC KEY BLOCK mDMEZ3SFgBYJKwYB=AAAA:\n",
        "--BEGIN:",
        "\nBEGIN PGP PUBLIC KEY BLOCK\nmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm-",
        "-----BEGIN PGP\n:\n",
        ">",
        "> ",
        "<",
        "<a",
        "<a>",
        "&",
        "&#",
        "\\",
        "\\\\",
        "-",
        "- ",
        "=",
        "A=",
        "mDMEZ3SFgBYJKwYB",
        "mDMEZ3SFgBYJKwYB=",
        "mDMEZ3SFgBYJKwYB\n=AAAA\n",
        "BEGIN A ",
        "END PGP\n",
        " ",
        "\n",
        "\u{200B}",
        "—",
        "a",
        "openpgp4fpr:",
        "untrusted\n",
        "ssh-rsa ",
        "age1",
        "\u{1}",
    ] {
        let text = line.repeat(LIMIT / line.len());
        assert!(Certificate::read(text.as_bytes()).is_err(), "{line}");
    }
}

#[test]
fn what_is_no_key_has_its_own_name() {
    use ReadError::{
        AgeKey, Fingerprint, Keybox, Link, Minisign, NotOpenPgp, OtherFile, Placeholder, SecretKey,
        SshKey, Truncated, WebPage, X509,
    };
    let block = |inside: &str| {
        format!(
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\n{inside}\n-----END PGP PUBLIC KEY BLOCK-----\n"
        )
    };
    let base64 = "QUFB".repeat(20);
    for (text, wanted) in [
        ("https://example.com/key.asc", Link),
        (" <HTTPS://example.com/pgp-key.txt>\n", Link),
        ("Our key: http://example.com/key", Link),
        ("[key](https://example.com/key.asc)", Link),
        (
            "https://example.com/0123456789ABCDEF0123456789ABCDEF01234567",
            Link,
        ),
        (
            "openpgp4fpr:0123456789abcdef0123456789abcdef01234567",
            Fingerprint,
        ),
        ("OPENPGP4FPR:0123", Fingerprint),
        (
            "0123 4567 89AB CDEF 0123  4567 89AB CDEF 0123 4567",
            Fingerprint,
        ),
        ("0x0123456789ABCDEF", Fingerprint),
        ("89ABCDEF", Fingerprint),
        (
            "Fingerprint: 0123 4567 89AB CDEF 0123  4567 89AB CDEF 0123 4567",
            Fingerprint,
        ),
        (
            "Encryption: openpgp4fpr:0123456789abcdef0123456789abcdef01234567",
            Fingerprint,
        ),
        (
            "pub   rsa4096 2020-01-01 [SC]\n      Key fingerprint = 0123 4567 89AB CDEF 0123  4567 89AB CDEF 0123 4567\nuid   A <a@example.com>",
            Fingerprint,
        ),
        (
            "指纹：0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567",
            Fingerprint,
        ),
        ("[PASTE KEY HERE]", Placeholder),
        ("TODO", Placeholder),
        ("Lorem ipsum dolor sit amet", Placeholder),
        ("<your key goes here>", Placeholder),
        ("...", Placeholder),
        ("XXXXXXXX", Placeholder),
        ("（请在此处粘贴公钥）", Placeholder),
        (&block("..."), Placeholder),
        (&block("…"), Placeholder),
        (&block(""), Placeholder),
        (&block("Comment: the key of example.com\n\n"), Placeholder),
        (&block("[PASTE KEY HERE]"), Placeholder),
        (
            &block("Lorem ipsum dolor sit amet, consectetur adipiscing elit"),
            Placeholder,
        ),
        (&block("lorem"), Placeholder),
        (&block(&base64), NotOpenPgp),
        ("-----BEGIN PGP PUBLIC KEY BLOCK-----", Truncated),
        ("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZ3", Truncated),
        (
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA== a@example.com",
            SshKey,
        ),
        ("command=\"true\" ssh-rsa AAAAB3NzaC1yc2E=", SshKey),
        ("sk-ssh-ed25519@openssh.com AAAAGnNr", SshKey),
        (
            "---- BEGIN SSH2 PUBLIC KEY ----\nComment: \"a\"\nAAAAB3NzaC1yc2E=\n---- END SSH2 PUBLIC KEY ----",
            SshKey,
        ),
        (
            "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq",
            AgeKey,
        ),
        (
            "# public key: age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq",
            AgeKey,
        ),
        (
            &format!(
                "-----BEGIN AGE ENCRYPTED FILE-----\n{base64}\n-----END AGE ENCRYPTED FILE-----"
            ),
            AgeKey,
        ),
        ("AGE-SECRET-KEY-1QQQQQQQQQQ", SecretKey),
        (
            "untrusted comment: minisign public key 0123456789ABCDEF\nRWQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            Minisign,
        ),
        (
            "RWQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            Minisign,
        ),
        (
            "untrusted comment: signify public key\nRWQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            Minisign,
        ),
        (
            "untrusted comment: minisign encrypted secret key\nRWRTY0IyAAAA",
            SecretKey,
        ),
        (
            "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none",
            SecretKey,
        ),
        (
            &format!("-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----"),
            X509,
        ),
        (
            &format!("-----BEGIN PUBLIC KEY-----\n{base64}\n-----END PUBLIC KEY-----"),
            X509,
        ),
        (
            &format!("-----BEGIN PKCS7-----\n{base64}\n-----END PKCS7-----"),
            X509,
        ),
        (
            &format!("-----BEGIN EC PRIVATE KEY-----\n{base64}\n-----END EC PRIVATE KEY-----"),
            SecretKey,
        ),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n", SecretKey),
        ("\n-----BEGIN RSA PRI\u{200B}VATE KEY-----\n", SecretKey),
        ("MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A", X509),
        (
            "<!DOCTYPE html>\n<html><body><a href=\"https://example.com/key.asc\">Key</a></body></html>",
            WebPage,
        ),
        ("\n<html lang=en><title>404</title>", WebPage),
        (
            "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">",
            WebPage,
        ),
        ("%PDF-1.7\n", OtherFile),
        ("PK\u{3}\u{4}\u{14}\0", OtherFile),
        ("\0\0\0\u{20}\u{1}\u{1}\0\u{2}KBXf\0\0\0\0", Keybox),
        ("Dear vendor,\nhere is no key.\n", NotOpenPgp),
        (
            "The words BEGIN PGP PUBLIC KEY BLOCK in a sentence",
            NotOpenPgp,
        ),
        ("my key", NotOpenPgp),
    ] {
        assert_eq!(error(text), wanted, "{text}");
    }
    assert_eq!(error(b"\x1F\x8B\x08\0\0\0\0\0"), OtherFile);
    assert_eq!(error(b"\xFD7zXZ\0\0\x04"), OtherFile);
    assert_eq!(error(b"\x30\x82\x03\x4F\x30\x82\x02\x37"), X509);
    assert_eq!(error("\u{FEFF}\u{200B}\n"), ReadError::Empty);
    // The name depends on what stands there, not on how it is encoded.
    let wide: Vec<u8> = "\u{FEFF}https://example.com/key"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(error(wide), Link);
}

/// The code is what crosses to the page, so it has to be the name in the JSON, too.
#[test]
fn codes_are_the_names_in_json() {
    use ReadError::{
        AgeKey, Damaged, Empty, Fingerprint, Keybox, Link, Message, Minisign, NotOpenPgp,
        OtherFile, Placeholder, SecretKey, Signature, SshKey, Truncated, Unsupported, WebPage,
        X509,
    };
    for error in [
        AgeKey,
        Damaged,
        Empty,
        Fingerprint,
        Keybox,
        Link,
        Message,
        Minisign,
        NotOpenPgp,
        OtherFile,
        Placeholder,
        SecretKey,
        Signature,
        SshKey,
        Truncated,
        Unsupported,
        WebPage,
        X509,
    ] {
        let json = serde_json::to_string(&error).expect("serializable");
        assert_eq!(json, format!("\"{}\"", error.code()));
    }
}

/// What this program hands over is looked at strictly: nothing of the repairs holds there.
#[test]
fn a_spoilt_message_is_not_taken_for_sealed() {
    // A session key packet and an encrypted data packet: as much of them as is looked at.
    let base64 = BASE64.encode(&[0xC1, 2, 3, 0, 0xD2, 3, 1, 0, 0]);
    let good = format!("-----BEGIN PGP MESSAGE-----\n\n{base64}\n-----END PGP MESSAGE-----\n");
    assert!(is_encrypted(good.as_bytes()));
    for spoilt in [
        format!("\u{FEFF}{good}"),
        format!("> {}", good.replace('\n', "\n> ")),
        format!("{good}text"),
        good.replace('\n', " "),
        good.replace('\n', "\\n"),
        good.replace('\n', "<br>"),
        good.replace("\n\n", "\n\u{200B}\n"),
        good.replacen("-----END", "----END", 1),
        good.replacen("-----END", "\u{2014}END", 1),
        good.replace("wQ", "w&#81;"),
        good.replace(&base64, &format!("secret text {base64}")),
        base64.clone(),
    ] {
        assert!(!is_encrypted(spoilt.as_bytes()), "{spoilt}");
    }
}

/// An armored detached signature with this body, which is mostly random.
fn signature(body: &[u8]) -> String {
    let packet = [&[0xC2, u8::try_from(body.len()).expect("short")], body].concat();
    let data = data_encoding::BASE64.encode(&packet);
    let lines: Vec<&str> = data
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).expect("ASCII"))
        .collect();
    format!(
        "-----BEGIN PGP SIGNATURE-----\n\n{}\n-----END PGP SIGNATURE-----\n",
        lines.join("\n")
    )
}

/// Random data can look like the start of a key at some place: 3 in 1,000 signatures did.
#[test]
fn a_signature_is_not_taken_for_a_secret_key() {
    let mut rng = StdRng::seed_from_u64(1);
    for _ in 0..3000 {
        let mut body = vec![0; 117];
        rng.fill_bytes(&mut body);
        // Version, type, algorithms and the length of the hashed subpackets of a real one.
        body[..6].copy_from_slice(&[4, 0, 22, 8, 0, 29]);
        let text = signature(&body);
        assert_eq!(error(&text), ReadError::Signature, "{text}");
    }
}
