//! The primary key: who speaks for it, and whether it and with it the whole certificate is alive.

use std::cmp::Reverse;

use pgp::packet::{Signature, SignatureConfig, SignatureType, SubpacketData};
use pgp::types::{KeyDetails, KeyVersion, RevocationKey};

use super::algorithm::{self, Preferences, not_verified, objection};
use super::signatures::{claims_issuer, created, expires, is_dated, newest};
use super::user_ids::Binding;
use super::validity::{KeyState, earlier, is_for_encryption, key_expiry};
use super::{Fact, Use, revocation};
use crate::openpgp::certificate::Certificate;

/// The self-signatures that speak for the primary key.
pub(super) struct Spokesmen<'a> {
    /// For version 6 the direct-key signature (RFC 9580 section 5.2.3.10). For version 4 that and
    /// the one on the primary user ID, the newer first: what it leaves open is as the older says.
    signatures: Vec<&'a Signature>,
    /// When the last that could speak has ended. `None` is never.
    end: Option<u64>,
    /// Why there is none.
    obstacle: Fact,
}

impl<'a> Spokesmen<'a> {
    pub(super) fn new(
        certificate: &'a Certificate,
        users: impl Iterator<Item = Binding<'a>>,
        now: u64,
    ) -> Self {
        let key = &certificate.primary;
        let direct = own(certificate, SignatureType::Key);
        let verify = |s: &Signature| s.verify_key(key).map_err(|_| not_verified(key));
        let direct = newest(direct, now, verify);
        // What is said of a user ID says nothing of a version 6 key.
        let users = users.filter(|_| key.version() != KeyVersion::V6);
        let (users, obstacles): (Vec<_>, Vec<_>) = users.partition(Result::is_ok);
        let users: Vec<&Signature> = users.into_iter().flatten().collect();
        let all = users.iter().copied().chain(direct);
        let end = all.map(|signature| expires(signature).unwrap_or(u64::MAX));
        let end = end.max().filter(|end| *end != u64::MAX);
        let user = users
            .into_iter()
            .max_by_key(|signature| (signature.is_primary(), created(signature)));
        let mut signatures: Vec<&Signature> = user.into_iter().chain(direct).collect();
        signatures.sort_by_key(|signature| Reverse(created(signature)));
        let obstacles = obstacles.into_iter().filter_map(Result::err);
        let obstacle = obstacles
            .chain(direct.err())
            // That a user ID was withdrawn does not withdraw the key: nothing speaks for it.
            .find(|o| !matches!(o, Fact::NoBinding | Fact::Revoked(_)));
        Self {
            signatures,
            end,
            obstacle: obstacle.unwrap_or(Fact::NoBinding),
        }
    }

    pub(super) fn preferences(&self) -> Preferences {
        Preferences::from_signatures(&self.signatures)
    }
}

/// Direct-key signatures or revocations that say that they are the key's own.
fn own(certificate: &Certificate, kind: SignatureType) -> impl Iterator<Item = &Signature> {
    let key = &certificate.primary;
    let signatures = certificate.signatures.iter();
    signatures.filter(move |s| s.typ() == Some(kind) && claims_issuer(s, key))
}

/// How the primary key stands, and what refuses the whole certificate with it: all but what
/// concerns its own ability to encrypt.
pub(super) fn state(
    certificate: &Certificate,
    own_signatures: &Spokesmen,
    now: u64,
) -> (KeyState, Option<Fact>) {
    let key = &certificate.primary;
    let signatures = &own_signatures.signatures;
    let expires = earlier(key_expiry(key, signatures), own_signatures.end);
    let made = u64::from(key.created_at().as_secs());
    let revocations = own(certificate, SignatureType::KeyRevocation);
    // Revocation first: it is the owner's own word.
    let revoked = revocation::in_force(revocations, now, |s| s.verify_key(key).is_ok());
    let end = revoked.map(Fact::Revoked).or(match () {
        () if made > now => Some(Fact::NotYetValid { at: made }),
        () if signatures.is_empty() => Some(own_signatures.obstacle),
        () if algorithm::is_too_short(key) => Some(Fact::TooShort),
        () => expires
            .filter(|at| *at <= now)
            .map(|at| Fact::Expired { at }),
    });
    let mut facts = Vec::new();
    let use_ = match end {
        Some(fact) => {
            facts.push(fact);
            Use::Refused(fact)
        }
        None => {
            if signatures.first().is_some_and(|s| is_dated(s)) {
                facts.push(Fact::Sha1);
            }
            if algorithm::is_short(key) {
                facts.push(Fact::Short);
            }
            match objection(key) {
                _ if !is_for_encryption(signatures) => Use::Refused(Fact::NotEncryption),
                Some(fact) => {
                    facts.push(fact);
                    Use::Refused(fact)
                }
                None => Use::Encryption,
            }
        }
    };
    let state = KeyState {
        expires,
        use_,
        facts,
    };
    (state, end)
}

/// What other keys may say of this one, which cannot be checked without them.
pub(super) fn notices(certificate: &Certificate) -> Vec<Fact> {
    let key = &certificate.primary;
    let revokers: Vec<&RevocationKey> = own(certificate, SignatureType::Key)
        .filter(|signature| signature.verify_key(key).is_ok())
        .filter_map(Signature::config)
        .flat_map(SignatureConfig::hashed_subpackets)
        .filter_map(|subpacket| match &subpacket.data {
            SubpacketData::RevocationKey(revoker) => Some(revoker),
            _ => None,
        })
        .collect();
    let claims = |revocation: &Signature, revoker: &RevocationKey| {
        let fingerprint = &revoker.fingerprint[..];
        let mut issuers = revocation.issuer_fingerprint().into_iter();
        // The key ID of version 4 is the end of the fingerprint, RFC 9580 section 5.5.4.2.
        let mut key_ids = revocation.issuer_key_id().into_iter();
        issuers.any(|issuer| issuer.as_bytes() == fingerprint)
            || key_ids.any(|key_id| fingerprint.ends_with(key_id.as_ref()))
    };
    let is_revoked = certificate.signatures.iter().any(|signature| {
        signature.typ() == Some(SignatureType::KeyRevocation)
            && revokers.iter().any(|revoker| claims(signature, revoker))
    });
    match () {
        // Anyone can attach a revocation; of those by other keys only that of a designated one
        // says something.
        () if is_revoked || certificate.unreadable_revocation => vec![Fact::RevocationNotChecked],
        () if !revokers.is_empty() => vec![Fact::DesignatedRevoker],
        () => Vec::new(),
    }
}
