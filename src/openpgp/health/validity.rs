//! Whether keys are alive, bound, flagged and fit: the rules of RFC 9580 section 5.2.3 at one time.

use pgp::packet::{KeyFlags, Signature, SignatureType};
use pgp::types::{KeyDetails, KeyVersion};

use super::algorithm::{Preferences, objection};
use super::signatures::{claims_issuer, created, newest};
use super::user_ids::{self, ValidUser};
use super::{Finding, Use};
use crate::openpgp::certificate::{Certificate, Subkey};

/// How a certificate stands at one time.
pub(in crate::openpgp) struct Standing {
    /// What refuses the certificate as a whole: the primary key is dead or unbound.
    pub whole: Option<Finding>,
    pub primary: KeyState,
    /// In the certificate's order.
    pub subkeys: Vec<KeyState>,
    pub user_ids: Vec<String>,
    pub preferences: Preferences,
}

/// How one key stands.
#[derive(Debug, Clone, Copy)]
pub(in crate::openpgp) struct KeyState {
    pub expires: Option<u64>,
    pub use_: Use,
}

impl Standing {
    pub(in crate::openpgp) fn of(certificate: &Certificate, now: u64) -> Self {
        let users = user_ids::valid(certificate, now);
        let own = own_signatures(certificate, &users, now);
        let expires = key_expiry(&certificate.primary, &own);
        let whole = whole(certificate, &own, expires, now);
        let primary = match whole.or_else(|| objection(&certificate.primary)) {
            None if own
                .iter()
                .find_map(|s| flags(s))
                .is_some_and(is_for_encryption) =>
            {
                Use::Encryption
            }
            None => Use::Refused(Finding::NotEncryption),
            Some(finding) => Use::Refused(finding),
        };
        let mut subkeys: Vec<KeyState> = certificate
            .subkeys
            .iter()
            .map(|subkey| subkey_state(certificate, subkey, now))
            .collect();
        if let Some(finding) = whole {
            subkeys
                .iter_mut()
                .for_each(|state| state.use_ = Use::Refused(finding));
        }
        Self {
            whole,
            primary: KeyState {
                expires,
                use_: primary,
            },
            subkeys,
            user_ids: users.into_iter().map(|user| user.name).collect(),
            preferences: own
                .first()
                .map(|s| Preferences::from_signature(s))
                .unwrap_or_default(),
        }
    }
}

/// What refuses every key: revocation first, as it is the owner's own word.
///
/// Soft reasons (superseded, retired) refuse as hard ones do, at any time: a vendor that withdrew
/// its key has another one, and a report can wait for it.
fn whole(
    certificate: &Certificate,
    own: &[&Signature],
    expires: Option<u64>,
    now: u64,
) -> Option<Finding> {
    let key = &certificate.primary;
    let revoked = certificate.signatures.iter().any(|signature| {
        signature.typ() == Some(SignatureType::KeyRevocation)
            && claims_issuer(signature, key)
            && signature.verify_key(key).is_ok()
    });
    match () {
        () if revoked => Some(Finding::Revoked),
        () if is_future(key, now) => Some(Finding::NotYetValid),
        () if own.is_empty() => Some(Finding::NoBinding),
        () if expires.is_some_and(|at| at <= now) => Some(Finding::Expired),
        () => None,
    }
}

/// The signatures that speak for the primary key, the most telling first: for version 6 the
/// direct-key signature (RFC 9580 section 5.2.3.10), for version 4 that of the primary user ID,
/// then the direct-key signature for what the former leaves open.
fn own_signatures<'a>(
    certificate: &'a Certificate,
    users: &[ValidUser<'a>],
    now: u64,
) -> Vec<&'a Signature> {
    let key = &certificate.primary;
    let direct = certificate.signatures.iter();
    let direct = direct.filter(|s| s.typ() == Some(SignatureType::Key) && claims_issuer(s, key));
    let direct = newest(direct, now, |signature| signature.verify_key(key).is_ok()).ok();
    let user = users
        .iter()
        .map(|user| user.signature)
        .max_by_key(|signature| (signature.is_primary(), created(signature)));
    match key.version() {
        KeyVersion::V6 => direct.into_iter().collect(),
        _ => user.into_iter().chain(direct).collect(),
    }
}

fn subkey_state(certificate: &Certificate, subkey: &Subkey, now: u64) -> KeyState {
    let primary = &certificate.primary;
    let verify = |s: &Signature| s.verify_subkey_binding(primary, &subkey.key).is_ok();
    let of_type = |kind| {
        subkey
            .signatures
            .iter()
            .filter(move |s| s.typ() == Some(kind))
    };
    let refused = |finding| KeyState {
        expires: None,
        use_: Use::Refused(finding),
    };
    let binding = match newest(of_type(SignatureType::SubkeyBinding), now, verify) {
        Ok(binding) => binding,
        Err(finding) => return refused(finding),
    };
    let expires = key_expiry(&subkey.key, &[binding]);
    let finding = match () {
        () if of_type(SignatureType::SubkeyRevocation).any(verify) => Some(Finding::Revoked),
        () if !flags(binding).is_some_and(is_for_encryption) => Some(Finding::NotEncryption),
        () if is_future(&subkey.key, now) => Some(Finding::NotYetValid),
        () if expires.is_some_and(|at| at <= now) => Some(Finding::Expired),
        () => objection(&subkey.key),
    };
    KeyState {
        expires,
        use_: finding.map_or(Use::Encryption, Use::Refused),
    }
}

/// RFC 9580 section 5.2.3.13: counted from the key's creation; zero is never.
fn key_expiry(key: &impl KeyDetails, signatures: &[&Signature]) -> Option<u64> {
    let period = signatures
        .iter()
        .find_map(|signature| signature.key_expiration_time())?;
    let seconds = u64::from(period.as_secs());
    (seconds > 0).then(|| u64::from(key.created_at().as_secs()) + seconds)
}

fn is_future(key: &impl KeyDetails, now: u64) -> bool {
    u64::from(key.created_at().as_secs()) > now
}

/// The key flags of a signature, when it has any.
fn flags(signature: &Signature) -> Option<KeyFlags> {
    use pgp::packet::SubpacketData;
    signature
        .config()?
        .hashed_subpackets()
        .find_map(|subpacket| match &subpacket.data {
            SubpacketData::KeyFlags(flags) => Some(flags.clone()),
            _ => None,
        })
}

/// RFC 9580 section 5.2.3.29: flags 0x04 and 0x08. Owners set either or both for mail.
fn is_for_encryption(flags: KeyFlags) -> bool {
    flags.encrypt_comms() || flags.encrypt_storage()
}
