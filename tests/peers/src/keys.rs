//! The key types of the matrix: the vectors of `tests/vectors`, whose README tells where each is from.

use std::path::{Path, PathBuf};

/// A certificate with its secret key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Its file is `NAME.asc`, its secret key `NAME.secret.asc`.
    pub name: &'static str,
    /// For people: what is special about it.
    pub about: &'static str,
}

const fn key(name: &'static str, about: &'static str) -> Key {
    Key { name, about }
}

/// All of them: RFC 4880 first, then RFC 9580, then RFC 9980.
pub const KEYS: [Key; 30] = [
    key("rsa2048", "v4 RSA 2048"),
    key("rsa3072", "v4 RSA 3072"),
    key("rsa4096", "v4 RSA 4096"),
    key("rsa8192", "v4 RSA 8192"),
    key("nistp256", "v4 NIST P-256"),
    key("nistp384", "v4 NIST P-384"),
    key("nistp521", "v4 NIST P-521"),
    PLAIN_V1,
    key("two-subkeys", "v4, subkeys RSA 3072 and Curve25519"),
    key("primary-encrypts", "v4 RSA 3072, no subkey"),
    key(
        "odd-preferences",
        "v4 Curve25519, lists Camellia and CAST5 only",
    ),
    key("v4-x25519", "v4 X25519, RFC 9580 encoding"),
    key("v4-x448", "v4 X448"),
    PLAIN_V2,
    key("v4-gcm", "v4 NIST P-256, advertises SEIPD v2, prefers GCM"),
    key("rfc9580-v6", "v6 X25519, RFC 9580 A.3 and A.4"),
    key("v6-gcm", "v6 X25519, prefers GCM"),
    key("v6-eax", "v6 X25519, prefers EAX"),
    key("v6-x448", "v6 X448"),
    key("v6-rsa3072", "v6 RSA 3072"),
    key("v6-nistp256", "v6 NIST P-256"),
    key("v6-nistp384", "v6 NIST P-384"),
    key("v6-nistp521", "v6 NIST P-521"),
    key("rfc9980-v4-eddsa", "v4 ML-KEM-768+X25519 under Ed25519"),
    key("rfc9980-v6-eddsa", "v6 ML-KEM-768+X25519 under Ed25519"),
    key(
        "rfc9980-v6-mldsa-65",
        "v6 ML-KEM-768+X25519 under ML-DSA-65",
    ),
    key("rfc9980-v6-mldsa-87", "v6 ML-KEM-1024+X448 under ML-DSA-87"),
    key(
        "rfc9980-v6-slhdsa-128s",
        "v6 ML-KEM-768+X25519 under SLH-DSA-128s",
    ),
    key(
        "rfc9980-v6-slhdsa-128f",
        "v6 ML-KEM-768+X25519 under SLH-DSA-128f",
    ),
    key(
        "rfc9980-v6-slhdsa-256s",
        "v6 ML-KEM-1024+X448 under SLH-DSA-256s",
    ),
];

/// Every implementation opens what is sealed to it, as SEIPD version 1.
pub const PLAIN_V1: Key = key("cv25519", "v4 Curve25519, legacy encoding");
/// The same kind of key, sealed to as SEIPD version 2.
pub const PLAIN_V2: Key = key("v4-ocb", "v4 Curve25519, advertises SEIPD v2, prefers OCB");

impl Key {
    /// The certificate.
    pub fn certificate(&self) -> PathBuf {
        folder().join(format!("{}.asc", self.name))
    }

    /// The secret key, without a passphrase.
    pub fn secret(&self) -> PathBuf {
        folder().join(format!("{}.secret.asc", self.name))
    }

    /// Which keys it shares a team with.
    pub fn kin(&self) -> Kin {
        match self.name {
            "v4-x25519" | "v4-x448" | "rfc9980-v4-eddsa" => Kin::Between,
            _ if self.about.starts_with("v6") => Kin::Six,
            _ => Kin::Four,
        }
    }
}

/// Keys that readers of the same age understand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kin {
    /// Version 4 with the algorithms of RFC 4880 and 6637.
    Four,
    /// Version 4 with algorithms that came with RFC 9580 or later.
    Between,
    /// Version 6.
    Six,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../vectors")
}
