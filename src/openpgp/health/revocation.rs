//! Revocations: which of them count, and when. RFC 9580 section 5.2.3.31.

use pgp::packet::{RevocationCode, Signature};

use super::Revocation;
use super::signatures::created;

/// The gravest revocation among `signatures` that holds at `now`.
///
/// A hard one holds at any time. A soft one holds from its date on, and for good: a later
/// self-signature does not lift it, as with GnuPG, since a vendor that withdrew a key has another.
pub(super) fn in_force<'a>(
    signatures: impl Iterator<Item = &'a Signature>,
    now: u64,
    verify: impl Fn(&Signature) -> bool,
) -> Option<Revocation> {
    let holds = |signature: &&Signature| {
        (reason(signature).is_hard() || created(signature) <= now) && verify(signature)
    };
    let found = signatures.filter(holds).map(reason);
    found.max_by_key(|reason| (*reason == Revocation::Compromised, reason.is_hard()))
}

/// Why a revocation was made; whatever is not known to be soft is hard.
pub(super) fn reason(signature: &Signature) -> Revocation {
    match signature.revocation_reason_code() {
        Some(RevocationCode::KeyCompromised) => Revocation::Compromised,
        Some(RevocationCode::KeySuperseded) => Revocation::Superseded,
        Some(RevocationCode::KeyRetired | RevocationCode::CertUserIdInvalid) => Revocation::Retired,
        _ => Revocation::Unspecified,
    }
}
