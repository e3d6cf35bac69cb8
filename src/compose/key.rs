//! The vendor's certificate as the form knows it: shipped, offered, checked, refused.

use super::action::Effect;
use super::route::Step;
use super::state::State;
use crate::openpgp::certificate::ReadError;
use crate::openpgp::fingerprint::{Fingerprint, FingerprintError};
use crate::openpgp::{Pinned, Refusal, Team};
use crate::protocol::{Checking, Job, Part, Request, WorkerError};
use crate::vendor::{Pin, Vendor};
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
    /// What came last by file or drop, until it is found to be of use.
    pub(super) offered: Option<Vec<u8>>,
    /// What was offered or pasted and found to be of use: one of several certificates, say.
    pub(super) given: Vec<Vec<u8>>,
    /// The typed fingerprint for which that was so; under another one it never is.
    given_for: Option<Fingerprint>,
    /// What is, or was, checked: the shipped certificates and those that were given.
    pub(super) candidates: Vec<Vec<u8>>,
    /// Where they stand.
    pub status: KeyStatus,
}

impl Key {
    /// The typed fingerprint, once it is one.
    #[must_use]
    pub fn typed_pin(&self) -> Option<Fingerprint> {
        Fingerprint::parse(&self.fingerprint).ok()
    }

    /// Whether the researcher gave a certificate that is in use.
    #[must_use]
    pub fn has_given(&self) -> bool {
        !self.given.is_empty()
    }

    /// Whether the researcher typed or gave something here.
    pub(super) fn is_given(&self) -> bool {
        !self.pasted.is_empty()
            || !self.fingerprint.is_empty()
            || self.offered.is_some()
            || self.has_given()
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
    /// All that are needed are there and fit: seal to them.
    Ready(Team),
    /// They are the pinned ones, but one that is needed is missing or unfit.
    Unready(Team),
    /// What was given last was refused, and is not kept.
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

impl KeyStatus {
    /// How each pinned certificate stands, where that is known.
    #[must_use]
    pub fn team(&self) -> Option<&Team> {
        match self {
            Self::Ready(team) | Self::Unready(team) => Some(team),
            _ => None,
        }
    }
}

impl State {
    /// The shipped certificates of the chosen vendor, if there are any, go to their check at once.
    pub(super) fn check_shipped(&mut self) -> Vec<Effect> {
        self.key = Key::default();
        self.check_certificates()
    }

    fn shipped(&self) -> impl Iterator<Item = Vec<u8>> {
        let pins = self.vendor.iter().flat_map(|vendor| vendor.pins.iter());
        let shipped = pins.filter_map(|pin| pin.certificate.as_ref());
        shipped.map(|certificate| certificate.as_bytes().to_vec())
    }

    pub(super) fn offer_certificate(&mut self, bytes: Vec<u8>) -> Vec<Effect> {
        if self.expects_one() {
            self.key.pasted.zeroize();
        }
        self.key.offered = Some(bytes);
        self.check_certificates()
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
        let effects = self.check_certificates();
        if self.key.candidates.is_empty() {
            let error = ReadError::Empty;
            self.key.status = KeyStatus::Refused(Refusal::Unreadable { error });
            return vec![Effect::FocusSummary];
        }
        effects
    }

    /// Sends what there is to its check: shipped, given, pasted.
    pub(super) fn check_certificates(&mut self) -> Vec<Effect> {
        self.drop_sealed();
        let mut candidates: Vec<Vec<u8>> = self.shipped().collect();
        self.key.forget_others(self.expects_one());
        candidates.extend(self.key.inputs(self.expects_one()));
        self.key.forget_candidates();
        if candidates.is_empty() {
            self.key.status = KeyStatus::Absent;
            return Vec::new();
        }
        self.key.candidates = candidates;
        let pins = match self.pins() {
            Ok(pins) => pins,
            Err(error) => {
                self.key.status = KeyStatus::NoFingerprint(error);
                return vec![Effect::FocusSummary];
            }
        };
        let job = self.new_job();
        self.key.status = KeyStatus::Checking(job);
        vec![Effect::Ask {
            job,
            request: Request::Check(self.checking(pins)),
            parts: self
                .key
                .candidates
                .iter()
                .cloned()
                .map(Part::Bytes)
                .collect(),
        }]
    }

    pub(super) fn checking(&self, pins: Vec<Pinned>) -> Checking {
        Checking {
            pins,
            certificates: self.key.candidates.len(),
            now: self.now,
        }
    }

    /// The pins of the vendor file or, where it has none, the fingerprint that the researcher
    /// confirmed out of band. For a vendor made on the page, which may publish its key and no
    /// fingerprint, there may be none yet: then the key is looked at for its fingerprint alone.
    pub(super) fn pins(&self) -> Result<Vec<Pinned>, FingerprintError> {
        let pins = match &self.vendor {
            Some(vendor) if !asks_for_fingerprint(vendor) => &vendor.pins[..],
            _ if self.is_other() && self.key.fingerprint.trim().is_empty() => {
                return Ok(Vec::new());
            }
            _ => {
                return Ok(vec![Pinned {
                    fingerprint: Fingerprint::parse(&self.key.fingerprint)?,
                    optional: false,
                }]);
            }
        };
        let pinned = |pin: &Pin| {
            Ok(Pinned {
                fingerprint: Fingerprint::parse(pin.fingerprint.as_str())?,
                optional: pin.optional,
            })
        };
        pins.iter().map(pinned).collect()
    }

    pub(super) fn certificates_checked(
        &mut self,
        job: Job,
        result: Result<Team, Refusal>,
    ) -> Vec<Effect> {
        if self.key.status != KeyStatus::Checking(job) {
            return Vec::new();
        }
        match result {
            Ok(team) => {
                self.key.keep(self.expects_one());
                self.key.status = KeyStatus::Ready(team);
                // The box that had the keyboard is gone; elsewhere nobody waits for this.
                match self.step {
                    Step::Key => vec![Effect::Focus(VERDICT.to_owned())],
                    _ => Vec::new(),
                }
            }
            Err(Refusal::Unready { team }) => {
                self.key.keep(self.expects_one());
                let is_unfit = team.members.iter().any(|member| member.is_unfit());
                self.key.status = KeyStatus::Unready(team);
                match self.step {
                    _ if is_unfit => vec![Effect::FocusSummary],
                    // One of several is there: on to the next.
                    Step::Key => vec![Effect::Focus(VERDICT.to_owned())],
                    _ => Vec::new(),
                }
            }
            Err(refusal) => {
                // A certificate that does not fit a typed fingerprint stays: the fingerprint may
                // be what is wrong.
                let typed = self.expects_one();
                let unfitting = matches!(
                    refusal,
                    Refusal::NotPinned { .. }
                        | Refusal::SubkeyPinned { .. }
                        | Refusal::NoPins { .. }
                );
                if !(typed && unfitting) {
                    self.key.forget_unproven();
                }
                self.key.status = KeyStatus::Refused(refusal);
                vec![Effect::FocusSummary]
            }
        }
    }

    /// The fingerprint of the one key that was given for a vendor made on the page, while there is
    /// nothing to compare it with: the researcher may take it at the vendor's website's word.
    #[must_use]
    pub fn first_seen(&self) -> Option<&Fingerprint> {
        match &self.key.status {
            KeyStatus::Refused(Refusal::NoPins { found }) if self.is_other() => match &found[..] {
                [only] => Some(only),
                _ => None,
            },
            _ => None,
        }
    }

    /// Takes the fingerprint of the given key for the vendor's.
    pub(super) fn rely_on_first_seen(&mut self) -> Vec<Effect> {
        match self.first_seen() {
            Some(fingerprint) => {
                self.key.fingerprint = fingerprint.grouped();
                self.check_certificates()
            }
            None => Vec::new(),
        }
    }

    /// Whether there is one certificate alone: that of the typed fingerprint.
    fn expects_one(&self) -> bool {
        self.vendor.as_deref().is_some_and(asks_for_fingerprint)
    }

    /// Away with all that was given; what is shipped is checked again.
    pub(super) fn forget_certificates(&mut self) -> Vec<Effect> {
        self.drop_sealed();
        self.key.forget();
        self.check_certificates()
    }
}

impl Key {
    /// What is to be checked: copies of one certificate too, since a revocation counts from any of
    /// them. Where one certificate is expected, only what came last joins them.
    fn inputs(&self, expects_one: bool) -> Vec<Vec<u8>> {
        let pasted = Some(self.pasted.as_bytes()).filter(|it| !it.trim_ascii().is_empty());
        let offered = self.offered.as_deref();
        let offered = offered.filter(|_| !(expects_one && pasted.is_some()));
        let given = self.given.iter().map(Vec::as_slice);
        let all = given.chain(offered).chain(pasted);
        all.map(<[u8]>::to_vec).collect()
    }

    /// What was given for another fingerprint than the one that is typed now.
    fn forget_others(&mut self, expects_one: bool) {
        if expects_one && self.given_for != self.typed_pin() {
            self.given.iter_mut().for_each(Zeroize::zeroize);
            self.given.clear();
        }
    }

    /// What came last was of use: it stays, and there is room for the next.
    fn keep(&mut self, expects_one: bool) {
        let is_pasted = !self.pasted.trim().is_empty();
        if expects_one && is_pasted {
            self.offered = None;
        }
        self.given_for = self.typed_pin();
        self.given.extend(self.offered.take());
        if is_pasted {
            self.given
                .push(std::mem::take(&mut self.pasted).into_bytes());
        }
    }

    /// What was refused is not kept: it may be a secret key.
    pub(super) fn forget_unproven(&mut self) {
        if let Some(mut bytes) = self.offered.take() {
            bytes.zeroize();
        }
        self.pasted.zeroize();
        self.forget_candidates();
    }

    fn forget_candidates(&mut self) {
        self.candidates.iter_mut().for_each(Zeroize::zeroize);
        self.candidates.clear();
    }

    /// Nothing that was given stays.
    pub(super) fn forget(&mut self) {
        self.given.iter_mut().for_each(Zeroize::zeroize);
        self.given.clear();
        self.forget_unproven();
        self.status = KeyStatus::Absent;
    }
}
