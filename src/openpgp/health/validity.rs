//! Whether keys are alive, bound, flagged and fit: the rules of RFC 9580 section 5.2.3 at one time.

use pgp::packet::{Signature, SignatureType, SubpacketData};
use pgp::types::KeyDetails;

use super::algorithm::{self, Preferences, is_post_quantum, objection};
use super::primary::{self, Spokesmen};
use super::signatures::{check, claims_issuer, expires, is_dated, newest};
use super::user_ids::{self, UserState};
use super::{Fact, MAX_OWN_SIGNATURES, MAX_PARTS, MAX_SIGNATURES, Use, revocation};
use crate::openpgp::certificate::{Certificate, Subkey};

/// How often a revocation is tried on a subkey that it does not stand at.
const MAX_MISPLACED_CHECKS: usize = 1 << 14;

/// How a certificate stands at one time.
pub(in crate::openpgp) struct Standing {
    pub primary: KeyState,
    /// In the certificate's order.
    pub subkeys: Vec<KeyState>,
    pub users: Vec<UserState>,
    /// What concerns the certificate as a whole and refuses nothing.
    pub facts: Vec<Fact>,
    pub preferences: Preferences,
}

/// How one key stands.
#[derive(Debug, Clone)]
pub(in crate::openpgp) struct KeyState {
    pub expires: Option<u64>,
    pub use_: Use,
    /// All that was found, the reason of a refusal included.
    pub facts: Vec<Fact>,
}

impl KeyState {
    fn refused(fact: Fact) -> Self {
        Self {
            expires: None,
            use_: Use::Refused(fact),
            facts: vec![fact],
        }
    }

    fn refuse(&mut self, fact: Fact) {
        self.use_ = Use::Refused(fact);
        self.facts.push(fact);
    }
}

impl Standing {
    pub(in crate::openpgp) fn of(certificate: &Certificate, now: u64) -> Self {
        if let Some(fact) = excess(certificate) {
            return Self::unverified(certificate, fact);
        }
        let users = user_ids::bindings(certificate, now);
        let bindings = users.iter().map(|(_, binding)| *binding);
        let own = Spokesmen::new(certificate, bindings, now);
        let (primary, end) = primary::state(certificate, &own, now);
        let mut subkeys: Vec<KeyState> = certificate
            .subkeys
            .iter()
            .map(|subkey| subkey_state(certificate, subkey, now))
            .collect();
        if let Some(fact) = end {
            // What else is wrong with a subkey no longer matters.
            subkeys.iter_mut().for_each(|state| {
                state.use_ = Use::Refused(fact);
                state.facts.clear();
            });
        }
        let mut standing = Self {
            primary,
            subkeys,
            facts: primary::notices(certificate),
            preferences: own.preferences(),
            users: users
                .into_iter()
                .map(|(user, binding)| user_ids::told(user, binding))
                .collect(),
        };
        standing.prefer_post_quantum(certificate);
        standing
    }

    /// A certificate that carries too much to be looked at.
    fn unverified(certificate: &Certificate, fact: Fact) -> Self {
        let primary = KeyState::refused(fact);
        let mut subkey = primary.clone();
        subkey.facts.clear();
        Self {
            primary,
            subkeys: certificate
                .subkeys
                .iter()
                .take(MAX_PARTS)
                .map(|_| subkey.clone())
                .collect(),
            users: Vec::new(),
            facts: Vec::new(),
            preferences: Preferences::default(),
        }
    }

    /// Where a key resists quantum computers, the others are not used: whoever records the message
    /// today could open it with one of them later. RFC 9980 section 4.2.
    fn prefer_post_quantum(&mut self, certificate: &Certificate) {
        let keys = certificate.subkeys.iter().zip(&mut self.subkeys);
        let mut keys: Vec<_> = keys
            .map(|(subkey, state)| (is_post_quantum(&subkey.key), state))
            .chain([(is_post_quantum(&certificate.primary), &mut self.primary)])
            .filter(|(_, state)| state.use_ == Use::Encryption)
            .collect();
        if !keys.iter().any(|(is_post_quantum, _)| *is_post_quantum) {
            return;
        }
        self.preferences.is_post_quantum = true;
        for (is_post_quantum, state) in &mut keys {
            match is_post_quantum {
                true => state.facts.push(Fact::PostQuantum),
                false => state.refuse(Fact::NotPreferred),
            }
        }
    }
}

/// What a certificate has too much of, if it has.
fn excess(certificate: &Certificate) -> Option<Fact> {
    let parts = certificate.users.len() + certificate.subkeys.len();
    let signatures = certificate.signature_count();
    let own = own_signatures(certificate);
    match () {
        () if parts > MAX_PARTS => Some(Fact::TooManyParts {
            count: parts,
            limit: MAX_PARTS,
        }),
        () if signatures > MAX_SIGNATURES => Some(Fact::TooManySignatures {
            count: signatures,
            limit: MAX_SIGNATURES,
        }),
        () if own > MAX_OWN_SIGNATURES => Some(Fact::TooManySignatures {
            count: own,
            limit: MAX_OWN_SIGNATURES,
        }),
        () => None,
    }
}

/// How many signatures may be the owner's, by what they say: these are verified.
fn own_signatures(certificate: &Certificate) -> usize {
    let users = certificate.users.iter().map(|user| &user.signatures);
    let subkeys = certificate.subkeys.iter().map(|subkey| &subkey.signatures);
    let all = users.chain(subkeys).chain([&certificate.signatures]);
    all.flatten()
        .filter(|signature| claims_issuer(signature, &certificate.primary))
        .count()
}

fn subkey_state(certificate: &Certificate, subkey: &Subkey, now: u64) -> KeyState {
    let primary = &certificate.primary;
    let verify = |signature: &Signature| match signature.verify_subkey_binding(primary, &subkey.key)
    {
        Ok(()) => check_back_signature(certificate, subkey, signature, now),
        Err(_) => Err(Fact::BadBinding),
    };
    let of_type = |kind| {
        subkey
            .signatures
            .iter()
            .filter(move |s| s.typ() == Some(kind) && claims_issuer(s, primary))
    };
    let binding = match newest(of_type(SignatureType::SubkeyBinding), now, verify) {
        Ok(binding) => binding,
        // What its algorithm cannot do needs no other reason.
        Err(_) if objection(&subkey.key) == Some(Fact::NotEncryption) => {
            return KeyState::refused(Fact::NotEncryption);
        }
        Err(fact) => return KeyState::refused(fact),
    };
    let expires = earlier(key_expiry(&subkey.key, &[binding]), expires(binding));
    let mut state = KeyState {
        expires,
        use_: Use::Encryption,
        facts: Vec::new(),
    };
    let is_genuine = |s: &Signature| s.verify_subkey_binding(primary, &subkey.key).is_ok();
    let revocations = revocations(certificate, subkey);
    let made = u64::from(subkey.key.created_at().as_secs());
    let obstacle = match () {
        () if !is_for_encryption(&[binding]) => Some(Fact::NotEncryption),
        () if made > now => Some(Fact::NotYetValid { at: made }),
        () => revocation::in_force(revocations, now, is_genuine)
            .map(Fact::Revoked)
            .or_else(|| {
                expires
                    .filter(|at| *at <= now)
                    .map(|at| Fact::Expired { at })
            })
            .or_else(|| objection(&subkey.key)),
    };
    match obstacle {
        Some(fact) => state.refuse(fact),
        None => {
            if is_dated(binding) {
                state.facts.push(Fact::Sha1);
            }
            if algorithm::is_short(&subkey.key) {
                state.facts.push(Fact::Short);
            }
        }
    }
    state
}

/// The signatures that may revoke a subkey: its own, and those that stand at other places, since a
/// revocation is often just put at the end.
fn revocations<'a>(
    certificate: &'a Certificate,
    subkey: &'a Subkey,
) -> impl Iterator<Item = &'a Signature> {
    let is_one = |signature: &&Signature| {
        signature.typ() == Some(SignatureType::SubkeyRevocation)
            && claims_issuer(signature, &certificate.primary)
    };
    let elsewhere = || {
        let subkeys = certificate.subkeys.iter();
        let others = subkeys.flat_map(|other| &other.signatures);
        others.chain(&certificate.signatures).filter(is_one)
    };
    // Whoever adds thousands of them could as well leave out the one that counts.
    let few = elsewhere().count() * certificate.subkeys.len() <= MAX_MISPLACED_CHECKS;
    let own = subkey.signatures.iter().filter(is_one);
    own.chain(few.then(elsewhere).into_iter().flatten())
}

/// A subkey that signs has to sign that it belongs to this certificate, RFC 9580 section 5.2.1.10;
/// without that, anyone could adopt another's subkey.
fn check_back_signature(
    certificate: &Certificate,
    subkey: &Subkey,
    binding: &Signature,
    now: u64,
) -> Result<(), Fact> {
    if !key_flags(binding).is_some_and(|flags| flags.sign()) {
        return Ok(());
    }
    let verify = |back: &Signature| {
        back.verify_primary_key_binding(&subkey.key, &certificate.primary)
            .map_err(|_| Fact::NoBackSignature)
    };
    let back = binding.embedded_signature();
    back.filter(|back| check(back, now, verify).is_ok())
        .map(|_| ())
        .ok_or(Fact::NoBackSignature)
}

/// RFC 9580 section 5.2.3.13: counted from the key's creation; zero is never.
pub(super) fn key_expiry(key: &impl KeyDetails, signatures: &[&Signature]) -> Option<u64> {
    let period = signatures
        .iter()
        .find_map(|signature| signature.key_expiration_time())?;
    let seconds = u64::from(period.as_secs());
    (seconds > 0).then(|| u64::from(key.created_at().as_secs()) + seconds)
}

/// The earlier of two ends, where `None` is never.
pub(super) fn earlier(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    one.into_iter().chain(other).min()
}

/// The key flags of a signature, when it has any.
fn key_flags(signature: &Signature) -> Option<&pgp::packet::KeyFlags> {
    signature
        .config()?
        .hashed_subpackets()
        .find_map(|subpacket| match &subpacket.data {
            SubpacketData::KeyFlags(flags) => Some(flags),
            _ => None,
        })
}

/// Whether the first of these signatures that has key flags has 0x04 or 0x08 among them (RFC 9580
/// section 5.2.3.29). Owners set either or both for mail.
pub(super) fn is_for_encryption(signatures: &[&Signature]) -> bool {
    let flags = signatures.iter().find_map(|signature| key_flags(signature));
    flags.is_some_and(|flags| flags.encrypt_comms() || flags.encrypt_storage())
}
