//! Algorithms: their names for people, which of them can be encrypted to, and what owners prefer.

use pgp::crypto::aead::AeadAlgorithm;
use pgp::crypto::ecc_curve::ECCCurve;
use pgp::crypto::public_key::PublicKeyAlgorithm;
use pgp::crypto::sym::SymmetricKeyAlgorithm;
use pgp::packet::Signature;
use pgp::ser::Serialize;
use pgp::types::{
    EcdhPublicParams, EcdsaPublicParams, EddsaLegacyPublicParams, KeyDetails, PublicParams,
};

use super::Fact;

/// RFC 9580 section 12.4: an implementation must not use RSA keys below this size.
const MIN_RSA_BITS: usize = 2048;
/// RFC 9580 section 12.4: an implementation should not use RSA keys below this size.
const GOOD_RSA_BITS: usize = 3072;
/// The one size of the first DSA (FIPS 186-2), in certificates that are still published.
const MIN_DSA_BITS: usize = 1024;
/// FIPS 186-4.
const GOOD_DSA_BITS: usize = 2048;

/// `RSA 4096`, `Curve25519`, `NIST P-256`, `ElGamal 2048`.
pub(super) fn name(params: &PublicParams) -> String {
    let bits = first_mpi_bits(params);
    match params {
        PublicParams::RSA(_) => format!("RSA {bits}"),
        PublicParams::DSA(_) => format!("DSA {bits}"),
        PublicParams::Elgamal(_) => format!("ElGamal {bits}"),
        PublicParams::ECDSA(params) => params.curve().name().to_owned(),
        PublicParams::ECDH(EcdhPublicParams::Curve25519Legacy { .. }) => "Curve25519".to_owned(),
        PublicParams::ECDH(params) => match params.curve() {
            ECCCurve::Unknown(oid) => format!("curve {oid}"),
            curve => curve.name().to_owned(),
        },
        PublicParams::EdDSALegacy(_) | PublicParams::Ed25519(_) => "Ed25519".to_owned(),
        PublicParams::X25519(_) => "Curve25519".to_owned(),
        PublicParams::X448(_) => "X448".to_owned(),
        PublicParams::Ed448(_) => "Ed448".to_owned(),
        #[cfg(feature = "pqc")]
        PublicParams::MlKem768X25519(_) => "ML-KEM-768+X25519".to_owned(),
        #[cfg(feature = "pqc")]
        PublicParams::MlKem1024X448(_) => "ML-KEM-1024+X448".to_owned(),
        #[cfg(feature = "pqc")]
        PublicParams::MlDsa65Ed25519(_) => "ML-DSA-65+Ed25519".to_owned(),
        #[cfg(feature = "pqc")]
        PublicParams::MlDsa87Ed448(_) => "ML-DSA-87+Ed448".to_owned(),
        #[cfg(feature = "pqc")]
        PublicParams::SlhDsaShake128s(_) => "SLH-DSA-SHAKE-128s".to_owned(),
        #[cfg(feature = "pqc")]
        PublicParams::SlhDsaShake128f(_) => "SLH-DSA-SHAKE-128f".to_owned(),
        #[cfg(feature = "pqc")]
        PublicParams::SlhDsaShake256s(_) => "SLH-DSA-SHAKE-256s".to_owned(),
        PublicParams::Unknown { .. } => "unknown".to_owned(),
    }
}

/// What speaks against encrypting to a key, by its algorithm alone.
pub(super) fn objection(key: &impl KeyDetails) -> Option<Fact> {
    match key.public_params() {
        PublicParams::RSA(_) if key.algorithm() == PublicKeyAlgorithm::RSASign => {
            Some(Fact::NotEncryption)
        }
        PublicParams::RSA(_) => is_too_short(key).then_some(Fact::TooShort),
        PublicParams::ECDH(
            EcdhPublicParams::Curve25519Legacy { .. }
            | EcdhPublicParams::P256 { .. }
            | EcdhPublicParams::P384 { .. }
            | EcdhPublicParams::P521 { .. },
        )
        | PublicParams::X25519(_)
        | PublicParams::X448(_) => None,
        #[cfg(feature = "pqc")]
        PublicParams::MlKem768X25519(_) | PublicParams::MlKem1024X448(_) => None,
        PublicParams::ECDH(_) | PublicParams::Elgamal(_) | PublicParams::Unknown { .. } => {
            Some(Fact::UnsupportedAlgorithm)
        }
        _ => Some(Fact::NotEncryption),
    }
}

/// What it means that a signature by a key does not verify: nothing, when the library cannot
/// compute with such a key.
pub(super) fn not_verified(key: &impl KeyDetails) -> Fact {
    match key.public_params() {
        PublicParams::ECDSA(EcdsaPublicParams::Unsupported { .. })
        | PublicParams::EdDSALegacy(EddsaLegacyPublicParams::Unsupported { .. })
        | PublicParams::Elgamal(_)
        | PublicParams::Unknown { .. } => Fact::UnsupportedAlgorithm,
        _ => Fact::BadBinding,
    }
}

/// Whether a key is too short for anything, signing what belongs to the certificate included.
pub(super) fn is_too_short(key: &impl KeyDetails) -> bool {
    match key.public_params() {
        params @ PublicParams::RSA(_) => first_mpi_bits(params) < MIN_RSA_BITS,
        params @ PublicParams::DSA(_) => first_mpi_bits(params) < MIN_DSA_BITS,
        _ => false,
    }
}

/// Whether a key is shorter than it should be, though it is used.
pub(super) fn is_short(key: &impl KeyDetails) -> bool {
    match key.public_params() {
        params @ PublicParams::RSA(_) => first_mpi_bits(params) < GOOD_RSA_BITS,
        params @ PublicParams::DSA(_) => first_mpi_bits(params) < GOOD_DSA_BITS,
        _ => false,
    }
}

/// Whether what is encrypted to a key resists quantum computers, RFC 9980.
pub(super) fn is_post_quantum(key: &impl KeyDetails) -> bool {
    match key.public_params() {
        #[cfg(feature = "pqc")]
        PublicParams::MlKem768X25519(_) | PublicParams::MlKem1024X448(_) => true,
        _ => false,
    }
}

/// RFC 9580 section 3.2: a multiprecision integer starts with its length in bits. For RSA, DSA and
/// ElGamal the first one is the modulus.
fn first_mpi_bits(params: &PublicParams) -> usize {
    let bytes = params.to_bytes().unwrap_or_default();
    match bytes[..] {
        [high, low, ..] => usize::from(high) << 8 | usize::from(low),
        _ => 0,
    }
}

/// What an owner says its software can read, RFC 9580 sections 5.2.3.14, 5.2.3.15 and 5.2.3.32.
#[derive(Debug, Clone, Default)]
pub(in crate::openpgp) struct Preferences {
    /// Ciphers for SEIPD version 1. AES-128 is implied by RFC 9580 section 5.2.3.14.
    pub ciphers: Vec<SymmetricKeyAlgorithm>,
    /// Cipher suites for SEIPD version 2, the preferred one first. AES-128 with OCB is implied.
    pub suites: Vec<(SymmetricKeyAlgorithm, AeadAlgorithm)>,
    /// Feature bit 0x08.
    pub reads_seipd_v2: bool,
    /// A post-quantum key implies AES-256, with OCB in version 2: RFC 9980, "Symmetric Algorithms
    /// for SEIPD Packets".
    pub is_post_quantum: bool,
}

impl Preferences {
    /// From the self-signatures that speak for the primary key: of each list the first.
    pub(super) fn from_signatures(signatures: &[&Signature]) -> Self {
        let mut features = signatures.iter().filter_map(|it| it.features());
        let ciphers = signatures.iter().map(|it| it.preferred_symmetric_algs());
        let suites = signatures.iter().map(|it| it.preferred_aead_algs());
        Self {
            ciphers: first(ciphers),
            suites: first(suites),
            reads_seipd_v2: features.next().is_some_and(|it| it.seipd_v2()),
            is_post_quantum: false,
        }
    }
}

/// The first list that says anything.
fn first<'a, T: Clone + 'a>(mut lists: impl Iterator<Item = &'a [T]>) -> Vec<T> {
    let list = lists.find(|list| !list.is_empty());
    list.unwrap_or_default().to_vec()
}
