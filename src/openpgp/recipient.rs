//! A recipient: a certificate that was compared with its pin and found fit.

use pgp::packet::{PublicKey, PublicSubkey};
use serde::{Deserialize, Serialize};

use super::certificate::{Certificate, ReadError};
use super::fingerprint::Fingerprint;
use super::health::{self, Health, Preferences, Reason, Standing, Use};

/// A certificate that matches a pin and has at least one key that may be used today.
///
/// [`Recipient::check`] is the only way to one, and only a `Recipient` can be sealed to.
#[derive(Debug, Clone)]
pub struct Recipient {
    health: Health,
    pub(super) keys: Vec<RecipientKey>,
    pub(super) preferences: Preferences,
}

/// A key that a session key is encrypted to.
#[derive(Debug, Clone)]
pub(super) enum RecipientKey {
    Primary(PublicKey),
    Subkey(PublicSubkey),
}

/// Why nothing is sealed to what was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// No certificate could be read.
    Unreadable {
        /// What was there instead.
        error: ReadError,
    },
    /// A certificate, but not the vendor's.
    NotPinned {
        /// The fingerprints that were there.
        found: Vec<Fingerprint>,
    },
    /// The pin names a subkey of the certificate. A subkey says nothing about the rest of it: the
    /// pin has to be the primary key's fingerprint.
    SubkeyPinned {
        /// The fingerprint of the primary key of that certificate.
        primary: Fingerprint,
    },
    /// There is no pin to compare with.
    NoPins,
    /// The right certificate, but it may not be used.
    Unfit {
        /// What was found.
        health: Box<Health>,
        /// What it comes down to.
        reason: Reason,
    },
}

impl Refusal {
    /// A stable name for this refusal; more detail is in the parts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { error } => error.code(),
            Self::NotPinned { .. } => "not-pinned",
            Self::SubkeyPinned { .. } => "subkey-pinned",
            Self::NoPins => "no-pins",
            Self::Unfit { reason, .. } => reason.code(),
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Refusal {}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        Self::Unreadable { error }
    }
}

impl Recipient {
    /// Reads, compares with the pins, examines. `now` is in Unix seconds. Where several
    /// certificates are given, the first pinned one that is fit is taken.
    pub fn check(bytes: &[u8], pins: &[Fingerprint], now: u64) -> Result<Self, Refusal> {
        if pins.is_empty() {
            return Err(Refusal::NoPins);
        }
        let certificates = Certificate::read(bytes)?;
        let mut refusal = None;
        for certificate in &certificates {
            if pins.contains(&certificate.fingerprint()) {
                match Self::examine(certificate, now) {
                    Ok(recipient) => return Ok(recipient),
                    Err(error) => refusal = refusal.or(Some(error)),
                }
            }
        }
        let subkey_pinned = certificates.iter().find(|certificate| {
            certificate
                .subkey_fingerprints()
                .iter()
                .any(|subkey| pins.contains(subkey))
        });
        Err(refusal.unwrap_or_else(|| match subkey_pinned {
            Some(certificate) => Refusal::SubkeyPinned {
                primary: certificate.fingerprint(),
            },
            None => Refusal::NotPinned {
                found: certificates.iter().map(Certificate::fingerprint).collect(),
            },
        }))
    }

    fn examine(certificate: &Certificate, now: u64) -> Result<Self, Refusal> {
        let standing = Standing::of(certificate, now);
        let health = health::told(certificate, &standing);
        if let Err(reason) = health.verdict() {
            return Err(Refusal::Unfit {
                health: Box::new(health),
                reason,
            });
        }
        let mut keys = Vec::new();
        if standing.primary.use_ == Use::Encryption {
            keys.push(RecipientKey::Primary(certificate.primary.clone()));
        }
        for (subkey, state) in certificate.subkeys.iter().zip(&standing.subkeys) {
            if state.use_ == Use::Encryption {
                keys.push(RecipientKey::Subkey(subkey.key.clone()));
            }
        }
        Ok(Self {
            health,
            keys,
            preferences: standing.preferences,
        })
    }

    /// What was found.
    pub fn health(&self) -> &Health {
        &self.health
    }

    /// The fingerprint of the primary key.
    pub fn fingerprint(&self) -> &Fingerprint {
        &self.health.fingerprint
    }

    /// The fingerprints of the keys that reports are sealed to.
    pub fn keys(&self) -> Vec<Fingerprint> {
        self.health.recipients()
    }
}
