//! Self-signatures: which of them count, and which of those that count is the newest.

use pgp::crypto::hash::HashAlgorithm;
use pgp::packet::{Signature, SubpacketData};
use pgp::types::KeyDetails;

use super::Finding;

/// The newest signature that counts at `now`, or why there is none.
///
/// `signatures` are those of one component and one kind; `verify` asks the library. Only
/// signatures that are in force are candidates, so an expired newer one uncovers an older one.
pub(super) fn newest<'a>(
    signatures: impl Iterator<Item = &'a Signature>,
    now: u64,
    verify: impl Fn(&Signature) -> bool,
) -> Result<&'a Signature, Finding> {
    let mut by_age: Vec<&Signature> = signatures.collect();
    // Stable, and the last of equals first: a later packet replaces an earlier one of the same second.
    by_age.reverse();
    by_age.sort_by_key(|signature| std::cmp::Reverse(created(signature)));
    let mut why = Finding::NoBinding;
    for signature in by_age {
        let obstacle = match () {
            () if !is_acceptable(signature) || !verify(signature) => Finding::BadBinding,
            () if created(signature) > now => Finding::NotYetValid,
            () if expires(signature).is_some_and(|at| at <= now) => Finding::Expired,
            () => return Ok(signature),
        };
        // What could be read but is not in force tells more than what could not.
        if why == Finding::NoBinding || why == Finding::BadBinding {
            why = obstacle;
        }
    }
    Err(why)
}

/// When the signature was made; one that does not say (RFC 9580 section 5.2.3.11 demands it) is
/// taken for the oldest.
pub(super) fn created(signature: &Signature) -> u64 {
    signature
        .created()
        .map_or(0, |time| u64::from(time.as_secs()))
}

/// When the signature itself ends, RFC 9580 section 5.2.3.18.
fn expires(signature: &Signature) -> Option<u64> {
    let seconds = u64::from(signature.signature_expiration_time()?.as_secs());
    (seconds > 0).then(|| created(signature) + seconds)
}

/// Whether a signature claims to be by `key`: a quick look that spares verifying the hundreds of
/// other people's certifications that some certificates carry.
pub(super) fn claims_issuer(signature: &Signature, key: &impl KeyDetails) -> bool {
    let ids = signature.issuer_key_id();
    let fingerprints = signature.issuer_fingerprint();
    (ids.is_empty() && fingerprints.is_empty())
        || ids.contains(&&key.legacy_key_id())
        || fingerprints.contains(&&key.fingerprint())
}

/// MD5 is refused. SHA-1 is not: the pin vouches for the primary key, the library detects known
/// collision attacks, and refusing it would lock out one real vendor in seven.
fn is_acceptable(signature: &Signature) -> bool {
    let Some(config) = signature.config() else {
        return false;
    };
    let weak = matches!(config.hash_alg, HashAlgorithm::None | HashAlgorithm::Md5);
    !weak
        && !config
            .hashed_subpackets()
            .any(|p| p.is_critical && !is_known(&p.data))
}

/// RFC 9580 section 5.2.3.7: a critical subpacket that is not understood invalidates its signature.
fn is_known(data: &SubpacketData) -> bool {
    let unknown = [
        matches!(data, SubpacketData::Other(..)),
        matches!(data, SubpacketData::Experimental(..)),
        matches!(data, SubpacketData::Notation(_)),
    ];
    !unknown.contains(&true)
}
