//! What a certificate is good for at a given time: every key of it, and the reason of every no.
//!
//! The library leaves expiry, revocation and key flags to its caller, and its `verify_bindings` fails on
//! the first signature that is somebody else's, as real certificates carry by the hundred. So
//! signatures are verified here one by one; what the primary key did not make has no say.

mod algorithm;
mod signatures;
mod user_ids;
mod validity;

use pgp::types::KeyDetails;
use serde::{Deserialize, Serialize};

use super::certificate::{Certificate, fingerprint};
use super::fingerprint::Fingerprint;

pub(super) use algorithm::Preferences;
pub(super) use validity::Standing;

/// Everything the page tells about a certificate. Goes from the worker to the page as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// Of the primary key: what a pin is compared with.
    pub fingerprint: Fingerprint,
    /// User IDs with a valid self-signature, cleaned for display.
    pub user_ids: Vec<String>,
    /// When the primary key was made, in Unix seconds.
    pub created: u64,
    /// From this time on sealing is refused: when the primary key or the last key that can be used
    /// expires, whichever is first. `None` when neither does.
    pub expires: Option<u64>,
    /// The primary key and the subkeys, in the certificate's order.
    pub keys: Vec<KeyHealth>,
    /// What concerns the certificate as a whole.
    pub findings: Vec<Finding>,
}

/// One key of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyHealth {
    /// Of this key; for a subkey it is not what a pin is compared with.
    pub fingerprint: Fingerprint,
    /// 16 digits, as `gpg --list-packets` shows them.
    pub key_id: String,
    /// For people: `RSA 4096`, `Curve25519`, `NIST P-256`.
    pub algorithm: String,
    /// The primary key, not a subkey.
    pub primary: bool,
    /// When this key was made, in Unix seconds.
    pub created: u64,
    /// When this key expires by its own signature.
    pub expires: Option<u64>,
    /// Whether a report is sealed to it.
    #[serde(rename = "use")]
    pub use_: Use,
}

/// Whether a key may be used to seal a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Use {
    /// Reports are sealed to it.
    Encryption,
    /// They are not, and this is why.
    Refused(Finding),
}

/// One fact that stands against a key or a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// Made for signing or certifying, by its flags or its algorithm.
    NotEncryption,
    /// Past the end of its validity.
    Expired,
    /// Withdrawn by its owner, for whatever reason.
    Revoked,
    /// Made in the future, by this clock.
    NotYetValid,
    /// Nothing ties it to the primary key, or the primary key to a user ID.
    NoBinding,
    /// What ties it to the primary key does not verify, or uses MD5.
    BadBinding,
    /// An algorithm or curve that cannot be encrypted to here: ElGamal, Brainpool, unknown ones.
    UnsupportedAlgorithm,
    /// RSA below 2048 bits.
    Weak,
    /// A subkey that could not even be read.
    UnreadableSubkey,
}

/// Why no report may be sealed to a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The whole certificate or its only encryption keys were revoked.
    Revoked,
    /// Everything that could be used has expired.
    Expired {
        /// When that happened, in Unix seconds.
        at: u64,
    },
    /// Made in the future: the owner's clock or this one is wrong.
    NotYetValid,
    /// No key is flagged for encryption.
    NoEncryptionKey,
    /// The encryption keys are all of an algorithm that is not supported.
    Unsupported,
    /// The encryption keys are all too weak.
    Weak,
    /// Nothing valid says what the keys are for.
    Unbound,
}

impl Finding {
    /// A stable name for this finding.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotEncryption => "not-encryption",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::NotYetValid => "not-yet-valid",
            Self::NoBinding => "no-binding",
            Self::BadBinding => "bad-binding",
            Self::UnsupportedAlgorithm => "unsupported-algorithm",
            Self::Weak => "weak",
            Self::UnreadableSubkey => "unreadable-subkey",
        }
    }
}

impl Reason {
    /// A stable name for this reason.
    pub fn code(self) -> &'static str {
        match self {
            Self::Revoked => "revoked",
            Self::Expired { .. } => "expired",
            Self::NotYetValid => "not-yet-valid",
            Self::NoEncryptionKey => "no-encryption-key",
            Self::Unsupported => "unsupported",
            Self::Weak => "weak",
            Self::Unbound => "unbound",
        }
    }
}

/// Looks at every key of a certificate as it stands at `now`, in Unix seconds.
pub fn examine(certificate: &Certificate, now: u64) -> Health {
    told(certificate, &Standing::of(certificate, now))
}

/// What `standing`, which has cost the verification of every signature, says of `certificate`.
pub(super) fn told(certificate: &Certificate, standing: &Standing) -> Health {
    let mut keys = vec![key_health(&certificate.primary, true, standing.primary)];
    for (subkey, state) in certificate.subkeys.iter().zip(&standing.subkeys) {
        keys.push(key_health(&subkey.key, false, *state));
    }
    let mut findings: Vec<Finding> = standing.whole.iter().copied().collect();
    if certificate.unreadable_subkeys > 0 {
        findings.push(Finding::UnreadableSubkey);
    }
    let usable = keys.iter().filter(|key| key.use_ == Use::Encryption);
    // `None` is "never", which is later than any time.
    let last = usable.map(|key| key.expires.unwrap_or(u64::MAX)).max();
    let end = last.into_iter().chain(standing.primary.expires).min();
    Health {
        fingerprint: certificate.fingerprint(),
        user_ids: standing.user_ids.clone(),
        created: u64::from(certificate.primary.created_at().as_secs()),
        expires: end.filter(|end| *end != u64::MAX),
        keys,
        findings,
    }
}

fn key_health(key: &impl KeyDetails, primary: bool, state: validity::KeyState) -> KeyHealth {
    let fingerprint = fingerprint(key);
    KeyHealth {
        key_id: fingerprint.key_id(),
        fingerprint,
        algorithm: algorithm::name(key.public_params()),
        primary,
        created: u64::from(key.created_at().as_secs()),
        expires: state.expires,
        use_: state.use_,
    }
}

impl Health {
    /// Fingerprints of the keys that a report is sealed to.
    pub fn recipients(&self) -> Vec<Fingerprint> {
        let usable = self.keys.iter().filter(|key| key.use_ == Use::Encryption);
        usable.map(|key| key.fingerprint.clone()).collect()
    }

    /// Whether a report may be sealed to this certificate, and if not, why not: the reason that
    /// tells its owner most about what to mend.
    pub fn verdict(&self) -> Result<(), Reason> {
        let refusals: Vec<Finding> = self
            .keys
            .iter()
            .filter_map(|key| match key.use_ {
                Use::Encryption => None,
                Use::Refused(finding) => Some(finding),
            })
            .collect();
        if refusals.len() < self.keys.len() {
            return Ok(());
        }
        let unreadable = self.findings.contains(&Finding::UnreadableSubkey);
        let whole = self
            .findings
            .iter()
            .find(|f| **f != Finding::UnreadableSubkey);
        let told = |finding| whole.map_or(refusals.contains(&finding), |whole| *whole == finding);
        Err(match () {
            () if told(Finding::Revoked) && whole.is_some() => Reason::Revoked,
            () if told(Finding::Expired) => Reason::Expired {
                at: self.expired_at(),
            },
            () if told(Finding::Revoked) => Reason::Revoked,
            () if told(Finding::NotYetValid) => Reason::NotYetValid,
            () if told(Finding::UnsupportedAlgorithm) || unreadable => Reason::Unsupported,
            () if told(Finding::Weak) => Reason::Weak,
            () if told(Finding::BadBinding) || told(Finding::NoBinding) => Reason::Unbound,
            () => Reason::NoEncryptionKey,
        })
    }

    /// When the last key that could have been used expired.
    fn expired_at(&self) -> u64 {
        let expired = self
            .keys
            .iter()
            .filter(|key| key.use_ == Use::Refused(Finding::Expired));
        let primary = self
            .keys
            .iter()
            .find(|key| key.primary)
            .and_then(|key| key.expires);
        match primary {
            Some(at) if self.findings.contains(&Finding::Expired) => at,
            _ => expired
                .filter_map(|key| key.expires)
                .max()
                .unwrap_or_default(),
        }
    }
}
