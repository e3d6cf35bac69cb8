//! The same vectors natively and in the browser: read, examine, seal, and decrypt with the library.

use std::io::Read;

use pgp::composed::{Deserializable, Message, SignedSecretKey};
use rand::SeedableRng;
use rand::rngs::StdRng;
use sealed_report::channel::Sealed;
use sealed_report::openpgp::health::{Use, examine};
use sealed_report::openpgp::seal::seal;
use sealed_report::openpgp::{Certificate, ReadError, Recipient, Refusal};
use sealed_report::package::{Format, Reference, text};

/// A certificate of `tests/vectors` with its secret key.
pub struct Vector {
    pub certificate: &'static [u8],
    pub secret: &'static [u8],
    pub algorithm: &'static str,
}

macro_rules! vector {
    ($name:literal, $algorithm:literal) => {
        Vector {
            certificate: include_bytes!(concat!("../vectors/", $name, ".asc")),
            secret: include_bytes!(concat!("../vectors/", $name, ".secret.asc")),
            algorithm: $algorithm,
        }
    };
}

/// The three kinds of key that vendors publish.
pub const VECTORS: [Vector; 3] = [
    vector!("rsa3072", "RSA 3072"),
    vector!("cv25519", "Curve25519"),
    vector!("nistp256", "NIST P-256"),
];

/// Lists no AES, which implies AES-128.
#[allow(dead_code)] // Not every test file has a use for it.
pub const ODD_PREFERENCES: Vector = vector!("odd-preferences", "Curve25519");

/// 2026-01-01: a year after the vectors were made.
pub const NOW: u64 = 1_767_225_600;

const TEXT: &str =
    "# Report\r\n\0 漏洞 \u{1F600} \u{202E}rtl\n-----BEGIN PGP MESSAGE-----\nno newline at end ";

pub fn recipient(vector: &Vector) -> Recipient {
    let certificates = Certificate::read(vector.certificate).expect("a certificate");
    let pin = certificates[0].fingerprint();
    Recipient::check(vector.certificate, &[pin], NOW).expect("a fit certificate")
}

/// Decrypts with the library and a test key.
pub fn decrypt(armored: &[u8], secret: &[u8]) -> Vec<u8> {
    let (message, _) = Message::from_armor(armored).expect("a message");
    open(message, secret)
}

/// The same for a message that is not armored.
#[allow(dead_code)] // Not every test file has such messages.
pub fn decrypt_packets(packets: &[u8], secret: &[u8]) -> Vec<u8> {
    open(Message::from_bytes(packets).expect("a message"), secret)
}

fn open(message: Message<'_>, secret: &[u8]) -> Vec<u8> {
    let secret = std::str::from_utf8(secret).expect("armor is text");
    let (key, _) = SignedSecretKey::from_string(secret).expect("a secret key");
    let mut decrypted = message
        .decrypt(&"".into(), &key)
        .expect("sealed to this key");
    let header = decrypted
        .literal_data_header()
        .expect("a literal packet")
        .clone();
    assert_eq!(header.mode(), pgp::packet::DataMode::Binary);
    assert_eq!(header.file_name().len(), 0);
    assert_eq!(header.created().as_secs(), 0);
    let mut out = Vec::new();
    decrypted.read_to_end(&mut out).expect("intact");
    out
}

/// Each vector: one usable key of the right algorithm, and what is sealed opens byte for byte.
pub fn seal_and_open() {
    for vector in &VECTORS {
        let recipient = recipient(vector);
        let keys = &recipient.health().keys;
        let usable: Vec<_> = keys
            .iter()
            .filter(|key| key.use_ == Use::Encryption)
            .collect();
        assert_eq!(usable.len(), 1);
        assert_eq!(usable[0].algorithm, vector.algorithm);
        assert_eq!(recipient.health().expires, None);

        let reference = Reference::from_random([7; 8]);
        let package = text::plan(reference.clone(), TEXT);
        let rng = StdRng::seed_from_u64(1);
        let plaintext = package.to_bytes(&[]).expect("no files");
        let armored = seal(std::slice::from_ref(&recipient), &plaintext, rng).expect("sealed");
        assert_eq!(decrypt(&armored, vector.secret), TEXT.as_bytes());
        let sealed = Sealed::new(reference, Format::Text, armored, recipient.keys());
        assert_eq!(sealed.expect("ciphertext").recipients(), recipient.keys());
    }
}

/// One message to all of them opens with each key.
pub fn seal_to_several() {
    let recipients: Vec<Recipient> = VECTORS.iter().map(recipient).collect();
    let armored = seal(&recipients, TEXT.as_bytes(), StdRng::seed_from_u64(2)).expect("sealed");
    for vector in &VECTORS {
        assert_eq!(decrypt(&armored, vector.secret), TEXT.as_bytes());
    }
}

/// What must not be sealed to, is not.
pub fn refusals() {
    let [first, second, _] = &VECTORS;
    assert_eq!(
        Certificate::read(first.secret).unwrap_err(),
        ReadError::SecretKey
    );
    let pin = Certificate::read(first.certificate).expect("a certificate")[0].fingerprint();
    let refusal =
        Recipient::check(second.certificate, std::slice::from_ref(&pin), NOW).unwrap_err();
    assert!(matches!(refusal, Refusal::NotPinned { .. }));
    let before = Recipient::check(first.certificate, &[pin], 1_000_000_000).unwrap_err();
    assert_eq!(before.code(), "not-yet-valid");
    let reference = Reference::from_random([7; 8]);
    let plaintext = TEXT.as_bytes().to_vec();
    assert!(Sealed::new(reference, Format::Text, plaintext, Vec::new()).is_err());
}

/// The health of a certificate reads back from JSON as the page gets it.
pub fn health_as_json() {
    for vector in &VECTORS {
        let certificates = Certificate::read(vector.certificate).expect("a certificate");
        let health = examine(&certificates[0], NOW);
        let json = serde_json::to_string(&health).expect("serializable");
        assert_eq!(
            serde_json::from_str::<sealed_report::openpgp::Health>(&json).expect("readable"),
            health
        );
    }
}
