//! What a certificate is good for at a given time: every key of it, and the reason of every no.
//!
//! The library leaves expiry, revocation and key flags to its caller, and its `verify_bindings` fails on
//! the first signature that is somebody else's, as real certificates carry by the hundred. So
//! signatures are verified here one by one; what the primary key did not make has no say.

mod algorithm;
mod finding;
mod judge;
mod primary;
mod revocation;
mod signatures;
mod user_ids;
mod validity;

use serde::{Deserialize, Serialize};

use super::certificate::Certificate;
use super::fingerprint::Fingerprint;

pub use finding::{Component, Fact, Finding, Remedy, Revocation, Severity};

pub(super) use algorithm::Preferences;
pub(super) use judge::judge;
pub(super) use validity::Standing;

/// The most signatures that a certificate may carry, by whomever, so that checking one ends in good
/// time. The largest of the 1,178 in Debian's keyrings has 658; `cargo xtask bench` tells the time.
pub const MAX_SIGNATURES: usize = 2048;

/// The most of them that may be its owner's and so are verified, which is what takes the time. The
/// most in one of Debian's certificates is 70.
pub const MAX_OWN_SIGNATURES: usize = 256;

/// The most user IDs and subkeys that a certificate may have, so that what is told of them can be
/// read. Anyone can add to a published certificate.
pub const MAX_PARTS: usize = 1024;

/// A warning is given when the certificate ends within so many days: the first one early enough
/// for its owner to act, the second one urgent.
pub const EXPIRY_WARNING_DAYS: [u32; 2] = [7, 30];

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
    /// One for each fact, refusals first, then warnings. There is a refusal if and only if no key
    /// is used.
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
    /// When this key expires by its own signature, or with it.
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
    /// They are not, and this is the first reason.
    Refused(Fact),
}

/// Looks at every key of a certificate as it stands at `now`, in Unix seconds.
pub fn examine(certificate: &Certificate, now: u64) -> Health {
    judge(certificate, &Standing::of(certificate, now), now)
}

impl Health {
    /// Fingerprints of the keys that a report is sealed to.
    pub fn recipients(&self) -> Vec<Fingerprint> {
        let usable = self.keys.iter().filter(|key| key.use_ == Use::Encryption);
        usable.map(|key| key.fingerprint.clone()).collect()
    }

    /// Whether a report may be sealed to this certificate.
    pub fn is_usable(&self) -> bool {
        self.of(Severity::Refusal).next().is_none()
    }

    /// The findings of one severity.
    pub fn of(&self, severity: Severity) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.severity == severity)
    }

    /// Refuses the certificate, which its keys alone would not, because it is not the pinned one.
    pub fn compare(&mut self, pins: &[Fingerprint]) {
        if pins.contains(&self.fingerprint) {
            return;
        }
        let is_subkey = |key: &KeyHealth| pins.contains(&key.fingerprint);
        let fact = match self.keys.iter().any(is_subkey) {
            true => Fact::SubkeyPinned,
            false => Fact::NotPinned,
        };
        for key in &mut self.keys {
            key.use_ = Use::Refused(fact);
        }
        self.findings.insert(
            0,
            Finding {
                fact,
                severity: Severity::Refusal,
                component: Component::Certificate,
            },
        );
    }

    /// Warns when the certificate ends within `days` of `now`, in place of the usual thresholds.
    pub fn warn_before(&mut self, days: u32, now: u64) {
        let is_expiry = |finding: &Finding| matches!(finding.fact, Fact::ExpiresSoon { .. });
        self.findings.retain(|finding| !is_expiry(finding));
        judge::warn_of_expiry(self, &[days], now);
        judge::sort(&mut self.findings);
    }
}
