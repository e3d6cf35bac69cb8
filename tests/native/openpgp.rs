//! Certificates and sealing against GnuPG, the program that most vendors open reports with.

mod gpg;

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use gpg::Gpg;
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};
use sealed_report::openpgp::health::{Fact, Health, Revocation, Use, examine};
use sealed_report::openpgp::seal::{Encoding, seal, seal_stream};
use sealed_report::openpgp::{Certificate, Fingerprint, ReadError, Recipient, Refusal};

const DEBIAN: &[u8] = include_bytes!("../certificates/debian-security-team.asc");
const RSA: &[u8] = include_bytes!("../vectors/rsa3072.asc");
const RSA_SECRET: &[u8] = include_bytes!("../vectors/rsa3072.secret.asc");
const CURVE: &[u8] = include_bytes!("../vectors/cv25519.asc");

/// 2026-01-01.
const NEW_YEAR: u64 = 1_767_225_600;
const DAY: u64 = 86_400;

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("after 1970")
        .as_secs()
}

fn rng() -> StdRng {
    StdRng::seed_from_u64(now())
}

fn pin_of(bytes: &[u8]) -> Fingerprint {
    Certificate::read(bytes).expect("a certificate")[0].fingerprint()
}

fn check(bytes: &[u8], now: u64) -> Result<Recipient, Refusal> {
    Recipient::check(bytes, &[pin_of(bytes)], now)
}

/// What was found in the one certificate that was refused.
fn refused(bytes: &[u8], now: u64) -> Health {
    match check(bytes, now).expect_err("unfit") {
        Refusal::Unready { mut team } => {
            let health = team.members.remove(0).health.expect("there");
            assert!(!health.is_usable() && health.recipients().is_empty());
            health
        }
        other => panic!("{other:?}"),
    }
}

/// The first reason of a refusal.
fn reason(bytes: &[u8], now: u64) -> Fact {
    refused(bytes, now).findings[0].fact
}

fn texts() -> Vec<Vec<u8>> {
    let mut large = "漏洞 \u{1F600} description, 1 MB of it\n"
        .repeat(26_000)
        .into_bytes();
    large.truncate(1_000_000);
    vec![
        b"".to_vec(),
        b"no newline".to_vec(),
        "emoji \u{1F600}\u{1F469}\u{200D}\u{1F4BB} 中文 \u{202E}rtl\u{2028}".into(),
        b"nul \0 and\ttab\x1A\x7F".to_vec(),
        b"crlf\r\nlone cr\rlf\n\r\n\n".to_vec(),
        b"-----BEGIN PGP MESSAGE-----\n\n-----END PGP MESSAGE-----\n- dash\nFrom me\n.\n".to_vec(),
        large,
    ]
}

fn opens_with_gpg(primary: &str, subkey: &str) {
    let gpg = Gpg::new();
    let fingerprint = gpg.make(primary, "cert,sign", subkey, &[]);
    let certificate = gpg.export();
    let pin = Fingerprint::parse(&fingerprint).expect("gpg's fingerprint");
    assert_eq!(pin_of(&certificate), pin);
    let recipient = Recipient::check(&certificate, &[pin], now()).expect("fit");
    assert_eq!(recipient.keys().len(), 1);
    assert_eq!(recipient.health().user_ids, ["Test <test@example.com>"]);
    for text in texts() {
        let message = seal(std::slice::from_ref(&recipient), &text, rng()).expect("sealed");
        assert!(message.starts_with(b"-----BEGIN PGP MESSAGE-----\n\n"));
        assert!(message.split(|b| *b == b'\n').all(|line| line.len() <= 64));
        assert_eq!(gpg.decrypt(&message), text, "{} bytes", text.len());
    }
}

#[test]
fn rsa_4096_opens_with_gpg() {
    opens_with_gpg("rsa4096", "rsa4096");
}

#[test]
fn curve25519_opens_with_gpg() {
    opens_with_gpg("ed25519", "cv25519");
}

#[test]
fn nist_p256_opens_with_gpg() {
    opens_with_gpg("nistp256", "nistp256");
}

#[test]
fn several_keys_and_binary_open_with_gpg() {
    let gpg = Gpg::new();
    let fingerprint = gpg.make("rsa2048", "cert,sign,encr", "rsa2048", &[]);
    gpg.run(
        &["--quick-add-key", &fingerprint, "cv25519", "encr", "never"],
        b"",
    );
    let recipient = check(&gpg.export(), now()).expect("fit");
    // The primary, flagged for encryption, is used beside both subkeys.
    assert_eq!(recipient.keys().len(), 3);
    let mut text = vec![0; 1_500_000];
    rng().fill_bytes(&mut text);
    let mut message = Vec::new();
    let mut read = 0;
    let both = [recipient];
    seal_stream(
        &both,
        &text[..],
        &mut message,
        Encoding::Binary,
        rng(),
        &mut |n| read = n,
    )
    .expect("sealed");
    assert_eq!(read, 1_500_000);
    assert_eq!(gpg.decrypt(&message), text);
    let packets = String::from_utf8(gpg.run(&["--list-packets"], &message)).expect("ASCII");
    assert_eq!(packets.matches(":pubkey enc packet:").count(), 3);
    assert!(
        packets.contains("mode b (62), created 0, name=\"\""),
        "{packets}"
    );
    assert!(!packets.contains("compressed") && !packets.contains("signature"));
}

#[test]
fn the_strongest_common_aes_is_used() {
    for (preference, cipher) in [
        ("AES256 AES192", "9"),
        ("AES192 AES128", "8"),
        ("AES128", "7"),
        ("3DES", "7"),
    ] {
        let gpg = Gpg::new();
        let preference = format!("--default-preference-list={preference} SHA256 Uncompressed");
        gpg.make("ed25519", "cert,sign", "cv25519", &[&preference]);
        let recipient = check(&gpg.export(), now()).expect("fit");
        let message = seal(&[recipient], b"text", rng()).expect("sealed");
        let home = gpg.path().to_str().expect("UTF-8");
        let output = std::process::Command::new("sh")
            .env("GNUPGHOME", home)
            .args([
                "-c",
                "gpg --batch --show-session-key --decrypt 2>&1 < \"$0\"",
            ])
            .arg({
                let file = gpg.path().join("m.asc");
                std::fs::write(&file, &message).expect("written");
                file
            })
            .output()
            .expect("gpg ran");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            said.contains(&format!("session key: '{cipher}:")),
            "{preference}: {said}"
        );
    }
}

#[test]
fn debian_security_team_is_sealed_to_its_encryption_subkey() {
    let recipient = check(DEBIAN, now()).expect("Debian's certificate is fit today");
    let gpg = Gpg::new();
    let message = seal(&[recipient], b"text", rng()).expect("sealed");
    let packets =
        String::from_utf8(gpg.run(&["--list-packets", "--list-only"], &message)).expect("ASCII");
    let ids: Vec<&str> = packets
        .lines()
        .filter(|line| line.starts_with(":pubkey enc packet:"))
        .collect();
    assert_eq!(ids.len(), 1, "{packets}");
    assert!(ids[0].ends_with("keyid 0DD8C0E40F39FB17"), "{packets}");
    let primary = pin_of(DEBIAN).key_id();
    assert!(!packets.contains(&primary), "{packets}");
}

#[test]
fn expired_certificate_is_refused_with_its_time() {
    let gpg = Gpg::new();
    let fingerprint = gpg.make(
        "ed25519",
        "cert,sign",
        "cv25519",
        &["--faked-system-time", "20250101T000000!"],
    );
    gpg.run(
        &[
            "--faked-system-time",
            "20250102T000000!",
            "--quick-set-expire",
            &fingerprint,
            "20250601T000000",
        ],
        b"",
    );
    let certificate = gpg.export();
    let Fact::Expired { at } = reason(&certificate, NEW_YEAR) else {
        panic!("not expired")
    };
    assert_eq!(
        check(&certificate, at - 1)
            .expect("fit the second before")
            .health()
            .expires,
        Some(at)
    );
    assert_eq!(reason(&certificate, at), Fact::Expired { at });
    // A later signature extends it again, and the latest one counts.
    gpg.run(
        &[
            "--faked-system-time",
            "20250201T000000!",
            "--quick-set-expire",
            &fingerprint,
            "20270101T000000",
        ],
        b"",
    );
    assert!(check(&gpg.export(), NEW_YEAR).is_ok());
}

#[test]
fn expired_subkey_alone_refuses() {
    let gpg = Gpg::new();
    let then = ["--faked-system-time", "20250101T000000!"];
    let fingerprint = gpg.make("ed25519", "cert,sign", "", &then);
    gpg.run(
        &[
            &then[..],
            &["--quick-add-key", &fingerprint, "cv25519", "encr", "30d"],
        ]
        .concat(),
        b"",
    );
    let certificate = gpg.export();
    assert!(matches!(
        reason(&certificate, NEW_YEAR),
        Fact::Expired { .. }
    ));
    let soon = check(&certificate, NEW_YEAR - 360 * DAY).expect("fit in its first days");
    assert!(soon.health().expires.is_some());
}

#[test]
fn revoked_certificate_is_refused_for_every_reason() {
    let gpg = Gpg::new();
    let fingerprint = gpg.make("ed25519", "cert,sign", "cv25519", &[]);
    let revocation = gpg
        .path()
        .join("openpgp-revocs.d")
        .join(format!("{fingerprint}.rev"));
    let revocation = std::fs::read_to_string(revocation).expect("made with the key");
    let revocation = revocation.replace(":-----BEGIN", "-----BEGIN");
    gpg.run(&["--import"], revocation.as_bytes());
    let certificate = gpg.export();
    assert_eq!(
        reason(&certificate, now()),
        Fact::Revoked(Revocation::Unspecified)
    );
    let health = examine(
        &Certificate::read(&certificate).expect("readable")[0],
        now(),
    );
    assert!(
        health
            .keys
            .iter()
            .all(|key| key.use_ == Use::Refused(Fact::Revoked(Revocation::Unspecified)))
    );
}

#[test]
fn revoked_subkey_is_refused() {
    let gpg = Gpg::new();
    let fingerprint = gpg.make("ed25519", "cert,sign", "cv25519", &[]);
    let answers = b"key 1\nrevkey\ny\n0\n\ny\nsave\n";
    gpg.run(
        &[
            "--no-batch",
            "--command-fd",
            "0",
            "--no-tty",
            "--edit-key",
            &fingerprint,
        ],
        answers,
    );
    assert_eq!(
        reason(&gpg.export(), now()),
        Fact::Revoked(Revocation::Unspecified)
    );
}

#[test]
fn nothing_to_encrypt_to_is_refused() {
    let none = Gpg::new();
    none.make("ed25519", "cert,sign", "", &[]);
    assert_eq!(reason(&none.export(), now()), Fact::NoEncryptionKey);
    // RSA could encrypt, but its owner says that it is not for that.
    let sign_only = Gpg::new();
    let fingerprint = sign_only.make("rsa2048", "cert", "", &[]);
    sign_only.run(
        &["--quick-add-key", &fingerprint, "rsa2048", "sign", "never"],
        b"",
    );
    assert_eq!(reason(&sign_only.export(), now()), Fact::NoEncryptionKey);
    let brainpool = Gpg::new();
    brainpool.make("ed25519", "cert,sign", "brainpoolP256r1", &[]);
    assert_eq!(
        reason(&brainpool.export(), now()),
        Fact::UnsupportedAlgorithm
    );
    let weak = Gpg::new();
    weak.make("ed25519", "cert,sign", "rsa1024", &[]);
    assert_eq!(reason(&weak.export(), now()), Fact::TooShort);
}

#[test]
fn a_future_certificate_is_refused() {
    assert!(matches!(
        reason(RSA, 1_000_000_000),
        Fact::NotYetValid { at } if at > 1_700_000_000
    ));
}

#[test]
fn the_wrong_certificate_is_refused() {
    let refusal = Recipient::check(RSA, &[pin_of(CURVE)], NEW_YEAR).expect_err("another's");
    assert_eq!(
        refusal,
        Refusal::NotPinned {
            found: vec![pin_of(RSA)]
        }
    );
    let subkey = Certificate::read(RSA).expect("a certificate")[0]
        .subkey_fingerprints()
        .remove(0);
    let refusal = Recipient::check(RSA, &[subkey], NEW_YEAR).expect_err("a subkey");
    assert_eq!(
        refusal,
        Refusal::SubkeyPinned {
            primary: pin_of(RSA)
        }
    );
    assert_eq!(
        Recipient::check(RSA, &[], NEW_YEAR).expect_err("no pin"),
        Refusal::NoPins {
            found: vec![pin_of(RSA)]
        }
    );
}

#[test]
fn a_forged_subkey_is_not_used() {
    // Another's encryption subkey, with its binding, behind the vendor's primary key.
    let gpg = Gpg::new();
    let dearmor = |armored: &[u8]| gpg.run(&["--dearmor"], armored);
    let mut forged = dearmor(RSA);
    let other = dearmor(CURVE);
    let subkey = (0..other.len())
        .find(|i| other[*i] == 0xB8 && other.get(i + 2) == Some(&4))
        .expect("a subkey");
    forged.extend_from_slice(&other[subkey..]);
    let health = examine(&Certificate::read(&forged).expect("readable")[0], NEW_YEAR);
    // Its binding says that it is the other's.
    assert_eq!(health.keys[2].use_, Use::Refused(Fact::NoBinding));
    assert_eq!(health.recipients().len(), 1);
}

#[test]
fn surroundings_of_the_armor_do_not_matter() {
    let text = std::str::from_utf8(RSA).expect("armor is text");
    let crlf = text.replace('\n', "\r\n");
    let wrapped = format!("\u{FEFF}Our key:\n\n{text}\nThank you -- the team\n");
    let two = [RSA, CURVE].concat();
    let gpg = Gpg::new();
    let binary = gpg.run(&["--dearmor"], RSA);
    let no_checksum: String = text
        .lines()
        .filter(|line| !line.starts_with('='))
        .map(|l| format!("{l}\n"))
        .collect();
    let bom = format!("\u{FEFF}{text}");
    for good in [
        crlf.as_bytes(),
        wrapped.as_bytes(),
        &two,
        &binary,
        no_checksum.as_bytes(),
        bom.as_bytes(),
    ] {
        let certificates = Certificate::read(good).expect("readable");
        assert_eq!(certificates[0].fingerprint(), pin_of(RSA));
    }
    assert_eq!(
        Certificate::read(&two).expect("two")[1].fingerprint(),
        pin_of(CURVE)
    );
    assert!(Recipient::check(&two, &[pin_of(CURVE)], NEW_YEAR).is_ok());
    let both_binary = [binary, gpg.run(&["--dearmor"], CURVE)].concat();
    assert_eq!(Certificate::read(&both_binary).expect("two").len(), 2);
}

#[test]
fn what_is_not_a_certificate_is_named() {
    let gpg = Gpg::new();
    let error = |bytes: &[u8]| Certificate::read(bytes).expect_err("no certificate");
    let secret_binary = gpg.run(&["--dearmor"], RSA_SECRET);
    assert_eq!(error(RSA_SECRET), ReadError::SecretKey);
    assert_eq!(error(&secret_binary), ReadError::SecretKey);
    assert_eq!(error(&secret_binary[..300]), ReadError::SecretKey);
    assert_eq!(error(&[RSA, RSA_SECRET].concat()), ReadError::SecretKey);
    let relabelled = String::from_utf8_lossy(RSA_SECRET).replace("PRIVATE", "PUBLIC");
    assert_eq!(error(relabelled.as_bytes()), ReadError::SecretKey);
    assert_eq!(
        error(b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n"),
        ReadError::SecretKey
    );
    assert_eq!(error(b""), ReadError::Empty);
    assert_eq!(error(b" \r\n\t"), ReadError::Empty);
    assert_eq!(error(b"hello, world"), ReadError::NotOpenPgp);
    assert_eq!(
        error("漏洞报告，没有密钥".as_bytes()),
        ReadError::NotOpenPgp
    );
    assert_eq!(error(b"https://example.com/key.asc"), ReadError::Link);
    assert_eq!(
        error(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"),
        ReadError::NotOpenPgp
    );
    let recipient = check(RSA, NEW_YEAR).expect("fit");
    let message = seal(&[recipient], b"text", rng()).expect("sealed");
    assert_eq!(error(&message), ReadError::Message);
    assert_eq!(
        error(&gpg.run(&["--dearmor"], &message)),
        ReadError::Message
    );
    gpg.run(&["--import"], RSA_SECRET);
    assert_eq!(
        error(&gpg.run(&["--armor", "--detach-sign"], b"x")),
        ReadError::Signature
    );
    assert_eq!(
        error(&gpg.run(&["--detach-sign"], b"x")),
        ReadError::Signature
    );
    assert_eq!(
        error(&gpg.run(&["--clearsign"], b"x")),
        ReadError::Signature
    );
    let mut broken = RSA.to_vec();
    let middle = broken.len() / 2;
    broken[middle] = if broken[middle] == b'A' { b'B' } else { b'A' };
    assert_eq!(error(&broken), ReadError::Damaged);
    broken[middle] = b'*';
    assert_eq!(error(&broken), ReadError::Damaged);
}

#[test]
fn twenty_megabytes_are_refused_at_once() {
    let start = Instant::now();
    let large = vec![0x99; 20 << 20];
    let error = Certificate::read(&large).expect_err("too large");
    assert_eq!(
        error,
        ReadError::TooLarge {
            bytes: 20 << 20,
            limit: 4 << 20
        }
    );
    assert!(start.elapsed().as_millis() < 200);
}

#[test]
fn cut_and_altered_inputs_never_panic_and_never_pass() {
    let gpg = Gpg::new();
    let binary = gpg.run(&["--dearmor"], DEBIAN);
    let mut rng = rng();
    for (whole, armored) in [(DEBIAN, true), (&binary[..], false)] {
        for cut in (0..whole.len()).step_by(100).skip(1) {
            let result = Certificate::read(&whole[..cut]);
            match result {
                Err(error) => {
                    let expected = if cut < 11 {
                        ReadError::NotOpenPgp
                    } else {
                        ReadError::Truncated
                    };
                    assert_eq!(error, expected, "armored {armored}, {cut}");
                }
                // A cut between two packets of a binary certificate is a smaller certificate.
                Ok(certificates) => {
                    assert!(!armored);
                    let _ = examine(&certificates[0], NEW_YEAR);
                }
            }
        }
        for _ in 0..300 {
            let mut altered = whole.to_vec();
            let at = rng.next_u32() as usize % altered.len();
            altered[at] ^= 1 << (rng.next_u32() % 8);
            if let Ok(certificates) = Certificate::read(&altered) {
                for certificate in certificates {
                    let _ = examine(&certificate, NEW_YEAR);
                }
            }
        }
    }
    for length in (0..3000).step_by(7) {
        let mut garbage = vec![0; length];
        rng.fill_bytes(&mut garbage);
        if let Ok(certificates) = Certificate::read(&garbage) {
            certificates.iter().for_each(|c| drop(examine(c, NEW_YEAR)));
        }
    }
}

/// Every signature but the primary key's own is somebody else's and has no say; a certificate with
/// hundreds of them is examined quickly all the same.
#[test]
fn debian_certificate_is_examined_quickly() {
    let certificates = Certificate::read(DEBIAN).expect("readable");
    let start = Instant::now();
    let health = examine(&certificates[0], NEW_YEAR);
    assert!(start.elapsed().as_secs() < 2);
    assert_eq!(health.recipients().len(), 1);
}

#[test]
fn json_codes_are_stable() {
    let refusal = check(RSA, 1_000_000_000).expect_err("in the future");
    assert_eq!(refusal.code(), "not-yet-valid");
    let json = serde_json::to_value(&refusal).expect("serializable");
    let health = &json["unready"]["team"]["members"][0]["health"];
    assert_eq!(health["findings"][0]["severity"], "refusal");
    assert_eq!(health["findings"][0]["component"], "primary");
    assert!(health["findings"][0]["fact"]["not-yet-valid"]["at"].is_u64());
    assert_eq!(
        serde_json::from_value::<Refusal>(json).expect("readable"),
        refusal
    );
    let refusal = Recipient::check(b"x", &[pin_of(RSA)], 0).expect_err("no key");
    assert_eq!(
        serde_json::to_string(&refusal).expect("serializable"),
        r#"{"unreadable":{"error":"not-open-pgp"}}"#
    );
    assert_eq!(refusal.code(), "not-open-pgp");
}

/// Fingerprints of the keys that GnuPG would encrypt to at its own time.
fn usable_by_gpg(certificate: &[u8]) -> Vec<String> {
    let gpg = Gpg::new();
    gpg.run(&["--import"], certificate);
    let listing = gpg.run(
        &[
            "--with-colons",
            "--fixed-list-mode",
            "--list-keys",
            "--with-subkey-fingerprint",
        ],
        b"",
    );
    let listing = String::from_utf8_lossy(&listing).into_owned();
    let mut usable = Vec::new();
    let mut wanted = false;
    for line in listing.lines() {
        let fields: Vec<&str> = line.split(':').collect();
        match fields[0] {
            "pub" | "sub" => {
                wanted = fields[11].contains('e') && !["e", "r", "i", "d"].contains(&fields[1])
            }
            "fpr" if wanted => {
                usable.push(fields[9].to_owned());
                wanted = false;
            }
            _ => {}
        }
    }
    usable
}

/// Published certificates that are not part of this repository: looked at where they are there.
#[test]
fn same_keys_as_gpg_for_published_certificates() {
    let samples = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/samples/certificates"
    );
    let files = std::fs::read_dir(samples).into_iter().flatten().flatten();
    let mut certificates: Vec<(String, Vec<u8>)> = files
        .map(|file| {
            (
                file.file_name().to_string_lossy().into_owned(),
                std::fs::read(file.path()).expect("a file"),
            )
        })
        .collect();
    certificates.push(("debian".into(), DEBIAN.to_vec()));
    for (name, bytes) in certificates {
        let certificate =
            &Certificate::read(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"))[0];
        let health = examine(certificate, now());
        let ours: Vec<String> = health
            .recipients()
            .iter()
            .map(Fingerprint::to_string)
            .collect();
        println!(
            "{name}: {:?} {:?} {:?}",
            health.findings, health.user_ids, health.expires
        );
        for key in &health.keys {
            println!(
                "    {} {} {:?} {:?}",
                key.key_id, key.algorithm, key.expires, key.use_
            );
        }
        assert_eq!(ours, usable_by_gpg(&bytes), "{name}");
    }
}
