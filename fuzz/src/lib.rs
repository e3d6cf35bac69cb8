//! What the fuzzer calls, and what `tests/native/regressions.rs` calls with the inputs that it
//! found. A panic is a finding; so is an assertion here that does not hold.

pub mod packages;
pub mod signed;

use rand::SeedableRng;
use rand::rngs::StdRng;
use sealed_report::date::Date;
use sealed_report::deceptive::is_deceptive;
use sealed_report::openpgp::health::examine;
use sealed_report::openpgp::message::is_encrypted;
use sealed_report::openpgp::seal::seal;
use sealed_report::openpgp::{Certificate, Fingerprint, Recipient};
use sealed_report::vendor::security_txt::SecurityTxt;
use sealed_report::vendor::security_txt::made::{self, Answers};
use sealed_report::vendor::{MAX_FILE_BYTES, Vendor};

/// How many certificates of one input are examined: each looks at the whole input once more.
const EXAMINED: usize = 3;

/// A certificate, then four octets of time in Unix seconds, big-endian.
pub fn certificate(data: &[u8]) {
    if let Some((bytes, time)) = data.split_last_chunk::<4>() {
        certificate_at(bytes, u64::from(u32::from_be_bytes(*time)));
    }
}

/// Reads, examines, checks, and seals where that is allowed.
pub fn certificate_at(bytes: &[u8], now: u64) {
    let Ok(certificates) = Certificate::read(bytes) else {
        return;
    };
    assert!(!certificates.is_empty(), "no certificate is an error");
    for certificate in certificates.iter().take(EXAMINED) {
        let health = examine(certificate, now);
        let pin = certificate.fingerprint();
        assert_eq!(health.fingerprint, pin);
        let json = serde_json::to_string(&health).expect("health is plain data");
        assert_eq!(serde_json::from_str(&json).ok(), Some(health));
        if let Ok(recipient) = Recipient::check(bytes, std::slice::from_ref(&pin), now) {
            assert_eq!(*recipient.fingerprint(), pin);
            assert!(!recipient.keys().is_empty(), "a recipient has a key");
            // The numbers of the RNG do not matter here; that a run can be repeated does.
            let message = seal(&[recipient], b"sealed", StdRng::seed_from_u64(0))
                .expect("what was found fit can be sealed to");
            assert!(is_encrypted(&message));
        }
    }
}

/// A certificate whose signatures are all valid, whatever they say: [`signed::build`].
pub fn owner(data: &[u8]) {
    if let Some((bytes, now)) = signed::build(data) {
        certificate_at(&bytes, now);
    }
}

/// A text in which a key, a message or a fingerprint may be.
pub fn armor(data: &[u8]) {
    let _ = is_encrypted(data);
    if let Ok(fingerprint) = Fingerprint::parse(&String::from_utf8_lossy(data)) {
        assert_eq!(
            Fingerprint::parse(&fingerprint.to_string()),
            Ok(fingerprint.clone())
        );
        assert_eq!(Fingerprint::parse(&fingerprint.grouped()), Ok(fingerprint));
    }
    if let Ok(certificates) = Certificate::read(data) {
        assert!(!certificates.is_empty(), "no certificate is an error");
        // It is a key, so it is no message.
        assert!(!is_encrypted(data));
    }
}

/// A vendor file.
pub fn vendor_file(data: &[u8]) {
    let Ok(json) = std::str::from_utf8(data) else {
        return;
    };
    let vendor = match Vendor::parse(json) {
        Ok(vendor) => vendor,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    let written = serde_json::to_string(&vendor).expect("a vendor is plain data");
    if written.len() <= MAX_FILE_BYTES {
        assert_eq!(Vendor::parse(&written), Ok(vendor.clone()), "{written}");
    }
    for pin in &vendor.pins {
        let parsed = Fingerprint::parse(&pin.fingerprint);
        let parsed = parsed.expect("a vendor's pin is a fingerprint");
        if let Some(certificate) = &pin.certificate {
            let _ = Recipient::check(certificate.as_bytes(), &[parsed], 0);
        }
    }
}

/// A security.txt, then four octets of time in Unix seconds, big-endian.
pub fn security_txt(data: &[u8]) {
    if let Some((bytes, time)) = data.split_last_chunk::<4>() {
        security_txt_at(bytes, u64::from(u32::from_be_bytes(*time)));
    }
}

/// Reads it, makes a vendor of it, and looks for what must not be shown.
pub fn security_txt_at(bytes: &[u8], now: u64) {
    let Ok(text) = SecurityTxt::parse(bytes, now) else {
        return;
    };
    let purposes = text.contacts.iter().filter_map(|it| it.purpose.as_ref());
    let abouts = text.findings.iter().map(|finding| &finding.about);
    for shown in purposes.chain(abouts) {
        assert!(!shown.chars().any(is_deceptive), "{shown:?}");
    }
    let mail = text.mails().next().map(|(address, _)| address.clone());
    let answers = Answers {
        name: text.name().unwrap_or_else(|| "Example".into()),
        mail,
    };
    let vendor = made::vendor(Some(&text), &answers, Date::from_unix(now))
        .expect("what was read makes a vendor");
    assert_eq!(vendor.mail(), answers.mail.as_ref());
    assert_eq!(vendor.pins.len(), text.fingerprints.len());
    let written = serde_json::to_string(&vendor).expect("a vendor is plain data");
    assert_eq!(
        serde_json::from_str(&written).ok(),
        Some(vendor),
        "{written}"
    );
}
