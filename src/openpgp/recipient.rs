//! A recipient: a certificate that was compared with its pin and found fit.

use super::certificate::{Certificate, ReadError};
use super::fingerprint::Fingerprint;
use super::health::{self, Health, Preferences, Standing, Use};
use super::recipient_key::RecipientKey;
use super::recipients::{Pinned, Recipients, Refusal};

/// A certificate that matches a pin and has at least one key that may be used today.
///
/// [`Recipient::check`], [`Recipient::own`] and [`Recipients::gather`] are the only ways to one, and
/// only a `Recipient` can be sealed to.
#[derive(Debug, Clone)]
pub struct Recipient {
    health: Health,
    pub(super) keys: Vec<RecipientKey>,
    pub(super) preferences: Preferences,
}

impl Recipient {
    /// Reads, compares with the pins, examines. `now` is in Unix seconds. Where several
    /// certificates are pinned, the first one that is fit is taken: [`Recipients::gather`] takes
    /// all.
    pub fn check(bytes: &[u8], pins: &[Fingerprint], now: u64) -> Result<Self, Refusal> {
        let optional = |fingerprint: &Fingerprint| Pinned {
            fingerprint: fingerprint.clone(),
            optional: true,
        };
        let pins: Vec<Pinned> = pins.iter().map(optional).collect();
        let recipients = Recipients::gather(&[bytes], &pins, now)?;
        Ok(recipients.into_first())
    }

    /// The writer's own certificate, to read a copy later: what the writer gives is taken at its
    /// word. Of several certificates the first one counts.
    pub fn own(bytes: &[u8], now: u64) -> Result<Self, Refusal> {
        let certificates = Certificate::read(bytes)?;
        match certificates.first() {
            Some(first) => Self::check(bytes, &[first.fingerprint()], now),
            None => Err(ReadError::Unsupported.into()),
        }
    }

    /// Examines a certificate that is pinned.
    pub(super) fn examine(certificate: &Certificate, now: u64) -> Result<Self, Box<Health>> {
        let standing = Standing::of(certificate, now);
        let health = health::judge(certificate, &standing, now);
        if !health.is_usable() {
            return Err(Box::new(health));
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
