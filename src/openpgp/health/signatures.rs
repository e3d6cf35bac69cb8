//! Self-signatures: which of them count, and which of those that count is the newest.

use pgp::crypto::hash::HashAlgorithm;
use pgp::packet::{Signature, SubpacketData};
use pgp::types::KeyDetails;

use super::Fact;

/// The newest signature that counts at `now`, or why there is none.
///
/// `signatures` are those of one component and one kind; `verify` asks the library. Only
/// signatures that are in force are candidates, so an expired newer one uncovers an older one.
pub(super) fn newest<'a>(
    signatures: impl Iterator<Item = &'a Signature>,
    now: u64,
    verify: impl Fn(&Signature) -> Result<(), Fact>,
) -> Result<&'a Signature, Fact> {
    let mut by_age: Vec<&Signature> = signatures.collect();
    // Stable, and the last of equals first: a later packet replaces an earlier one of the same second.
    by_age.reverse();
    by_age.sort_by_key(|signature| std::cmp::Reverse(created(signature)));
    let mut why = Fact::NoBinding;
    for signature in by_age {
        let obstacle = match check(signature, now, &verify) {
            Ok(()) => return Ok(signature),
            Err(obstacle) => obstacle,
        };
        // What could be read but is not in force tells more than what could not.
        if rank(obstacle) > rank(why) {
            why = obstacle;
        }
    }
    Err(why)
}

/// Whether one signature counts at `now`, or why not.
pub(super) fn check(
    signature: &Signature,
    now: u64,
    verify: impl Fn(&Signature) -> Result<(), Fact>,
) -> Result<(), Fact> {
    if is_md5(signature) {
        return Err(Fact::Md5);
    }
    if !is_understood(signature) {
        return Err(Fact::BadBinding);
    }
    verify(signature)?;
    let at = created(signature);
    if at > now {
        return Err(Fact::NotYetValid { at });
    }
    match expires(signature) {
        Some(at) if at <= now => Err(Fact::Expired { at }),
        _ => Ok(()),
    }
}

/// How much an obstacle tells its owner about what to mend.
fn rank(obstacle: Fact) -> u8 {
    match obstacle {
        Fact::NoBinding => 0,
        Fact::BadBinding => 1,
        Fact::Md5 => 2,
        _ => 3,
    }
}

/// When the signature was made; one that does not say (RFC 9580 section 5.2.3.11 demands it) is
/// taken for the oldest.
pub(super) fn created(signature: &Signature) -> u64 {
    signature
        .created()
        .map_or(0, |time| u64::from(time.as_secs()))
}

/// When the signature itself ends, RFC 9580 section 5.2.3.18. What it says ends with it.
pub(super) fn expires(signature: &Signature) -> Option<u64> {
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

/// Whether a signature is over SHA-1, or RIPEMD-160 of the same age (RFC 9580 section 9.5 says of
/// both that they should not be relied on). It counts, with a warning: the pin vouches for the
/// primary key, the library detects known collision attacks on SHA-1, and refusing it would lock
/// out one real vendor in seven.
pub(super) fn is_dated(signature: &Signature) -> bool {
    let hash = signature.config().map(|config| config.hash_alg);
    matches!(hash, Some(HashAlgorithm::Sha1 | HashAlgorithm::Ripemd160))
}

/// Whether a signature is over MD5, for which anyone can make another text with the same digest.
fn is_md5(signature: &Signature) -> bool {
    let config = signature.config();
    config.is_some_and(|config| config.hash_alg == HashAlgorithm::Md5)
}

fn is_understood(signature: &Signature) -> bool {
    let Some(config) = signature.config() else {
        return false;
    };
    let mut subpackets = config.hashed_subpackets();
    !subpackets.any(|subpacket| subpacket.is_critical && !is_known(&subpacket.data))
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
