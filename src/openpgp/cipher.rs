//! Which cipher a message gets: what all its recipients read, RFC 9580 sections 5.2.3.14 and 15.

use pgp::crypto::aead::AeadAlgorithm;
use pgp::crypto::sym::SymmetricKeyAlgorithm::{self, AES128, AES192, AES256};

use super::recipient::Recipient;

/// Whether all recipients say that they read SEIPD version 2 (RFC 9580 section 5.2.3.32).
pub(super) fn all_read_seipd_v2(recipients: &[Recipient]) -> bool {
    let mut recipients = recipients.iter();
    recipients.all(|recipient| recipient.preferences.reads_seipd_v2)
}

/// The strongest AES that all recipients list for SEIPD version 1, else AES-128.
pub(super) fn common_cipher(recipients: &[Recipient]) -> SymmetricKeyAlgorithm {
    let listed = |cipher: &SymmetricKeyAlgorithm| {
        recipients.iter().all(|recipient| {
            let preferences = &recipient.preferences;
            preferences.ciphers.contains(cipher) || preferences.is_post_quantum && *cipher == AES256
        })
    };
    [AES256, AES192].into_iter().find(listed).unwrap_or(AES128)
}

/// The AES with an AEAD that the first recipient prefers among those that all list for SEIPD
/// version 2; AES-128 with OCB is implied for everybody.
pub(super) fn common_suite(recipients: &[Recipient]) -> (SymmetricKeyAlgorithm, AeadAlgorithm) {
    let implied = (AES256, AeadAlgorithm::Ocb);
    let listed = |suite: &&(SymmetricKeyAlgorithm, AeadAlgorithm)| {
        matches!(suite.0, AES128 | AES192 | AES256)
            && matches!(
                suite.1,
                AeadAlgorithm::Eax | AeadAlgorithm::Ocb | AeadAlgorithm::Gcm
            )
            && recipients.iter().all(|recipient| {
                let preferences = &recipient.preferences;
                preferences.suites.contains(suite)
                    || preferences.is_post_quantum && **suite == implied
            })
    };
    let first = recipients.iter().take(1);
    let preferred = first.flat_map(|recipient| &recipient.preferences.suites);
    let mut candidates = preferred.chain([&implied]);
    let common = candidates.find(listed).copied();
    common.unwrap_or((AES128, AeadAlgorithm::Ocb))
}
