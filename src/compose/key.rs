//! The vendor's certificate as the form knows it: shipped, offered, checked, refused.

use super::action::Effect;
use super::route::Step;
use super::state::State;
use crate::openpgp::certificate::ReadError;
use crate::openpgp::fingerprint::{Fingerprint, FingerprintError};
use crate::openpgp::health::Health;
use crate::openpgp::recipient::Refusal;
use crate::protocol::{Checking, Job, Request, WorkerError};
use crate::vendor::Vendor;
use zeroize::Zeroize;

/// The `id` of the sentence on whether the certificate can be used.
pub const VERDICT: &str = "verdict";

/// The certificate and what is known of it.
#[derive(Debug, Default)]
pub struct Key {
    /// What is typed in the box for a pasted certificate.
    pub pasted: String,
    /// The typed fingerprint, where the vendor file has no pin.
    pub fingerprint: String,
    /// The certificate that is, or was, checked.
    pub(super) candidate: Option<Vec<u8>>,
    /// Whether the researcher gave it, by file or drop.
    pub(super) offered: bool,
    /// Where it stands.
    pub status: KeyStatus,
}

impl Key {
    /// The typed fingerprint, once it is one.
    #[must_use]
    pub fn typed_pin(&self) -> Option<Fingerprint> {
        Fingerprint::parse(&self.fingerprint).ok()
    }

    /// Whether the researcher typed or gave something here.
    pub(super) fn is_given(&self) -> bool {
        !self.pasted.is_empty() || !self.fingerprint.is_empty() || self.offered
    }
}

/// Where the certificate stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum KeyStatus {
    /// None is there yet.
    #[default]
    Absent,
    /// The worker checks it.
    Checking(Job),
    /// It is the pinned one and fit: seal to it.
    Ready(Health),
    /// It was refused.
    Refused(Refusal),
    /// The typed fingerprint is none.
    NoFingerprint(FingerprintError),
    /// The file could not be read, or is too large.
    Unread,
    /// The worker failed.
    Failed(WorkerError),
}

/// Whether the page has to ask for the fingerprint, since the vendor file pins none.
#[must_use]
pub fn asks_for_fingerprint(vendor: &Vendor) -> bool {
    vendor.pins.is_empty()
}

impl State {
    /// The shipped certificates of the chosen vendor, if there are any, go to their check at once:
    /// the first pinned one that is fit is taken.
    pub(super) fn check_shipped(&mut self) -> Vec<Effect> {
        self.key = Key::default();
        self.key.candidate = self.shipped();
        self.check_candidate()
    }

    fn shipped(&self) -> Option<Vec<u8>> {
        let pins = self.vendor.iter().flat_map(|vendor| vendor.pins.iter());
        let shipped: Vec<&str> = pins.filter_map(|pin| pin.certificate.as_deref()).collect();
        (!shipped.is_empty()).then(|| shipped.join("\n").into_bytes())
    }

    pub(super) fn offer_certificate(&mut self, bytes: Vec<u8>) -> Vec<Effect> {
        self.key.candidate = Some(bytes);
        self.key.offered = true;
        self.check_candidate()
    }

    /// Whether something was pasted that is not checked yet.
    pub(super) fn is_key_waiting(&self) -> bool {
        !self.key.pasted.trim().is_empty()
            && !matches!(
                self.key.status,
                KeyStatus::Ready(_) | KeyStatus::Checking(_)
            )
    }

    pub(super) fn check_pasted(&mut self) -> Vec<Effect> {
        if !self.key.pasted.trim().is_empty() {
            self.key.candidate = Some(self.key.pasted.as_bytes().to_vec());
        } else if self.key.candidate.is_none() {
            // What was offered in its place was refused: back to the vendor file's own.
            self.key.candidate = self.shipped();
        }
        if self.key.candidate.is_none() {
            let error = ReadError::Empty;
            self.key.status = KeyStatus::Refused(Refusal::Unreadable { error });
            return vec![Effect::FocusSummary];
        }
        self.check_candidate()
    }

    pub(super) fn check_candidate(&mut self) -> Vec<Effect> {
        self.drop_sealed();
        let Some(candidate) = self.key.candidate.clone() else {
            return Vec::new();
        };
        let pins = match self.pins() {
            Ok(pins) => pins,
            Err(error) => {
                self.key.status = KeyStatus::NoFingerprint(error);
                return vec![Effect::FocusSummary];
            }
        };
        let job = self.new_job();
        self.key.status = KeyStatus::Checking(job);
        let request = Request::Check(Checking {
            pins,
            now: self.now,
        });
        vec![Effect::Ask {
            job,
            request,
            parts: vec![candidate],
        }]
    }

    /// The pins of the vendor file or, where it has none, the fingerprint that the researcher
    /// confirmed out of band.
    pub(super) fn pins(&self) -> Result<Vec<String>, FingerprintError> {
        match &self.vendor {
            Some(vendor) if !asks_for_fingerprint(vendor) => Ok(vendor
                .pins
                .iter()
                .map(|pin| pin.fingerprint.to_string())
                .collect()),
            _ => Ok(vec![Fingerprint::parse(&self.key.fingerprint)?.to_string()]),
        }
    }

    pub(super) fn certificate_checked(
        &mut self,
        job: Job,
        result: Result<Health, Refusal>,
    ) -> Vec<Effect> {
        if self.key.status != KeyStatus::Checking(job) {
            return Vec::new();
        }
        match result {
            Ok(health) => {
                self.key.status = KeyStatus::Ready(health);
                // The box that had the keyboard is gone; elsewhere nobody waits for this.
                match self.step {
                    Step::Key => vec![Effect::Focus(VERDICT.to_owned())],
                    _ => Vec::new(),
                }
            }
            Err(refusal) => {
                // A certificate that does not fit a typed fingerprint stays: the fingerprint may
                // be what is wrong.
                let typed = self.vendor.as_deref().is_some_and(asks_for_fingerprint);
                let unfitting = matches!(
                    refusal,
                    Refusal::NotPinned { .. } | Refusal::SubkeyPinned { .. }
                );
                if !(typed && unfitting) {
                    self.forget_candidate();
                }
                self.key.status = KeyStatus::Refused(refusal);
                vec![Effect::FocusSummary]
            }
        }
    }

    /// What was refused is not kept: it may be a secret key.
    pub(super) fn forget_candidate(&mut self) {
        if let Some(mut bytes) = self.key.candidate.take() {
            bytes.zeroize();
        }
        self.key.offered = false;
        self.key.pasted.zeroize();
        self.key.status = KeyStatus::Absent;
    }
}
