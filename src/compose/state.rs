//! The state and its one way forward, [`State::step`].

use super::action::{Action, Copy, Effect};
use super::hand_over::{HandOver, Upload, UploadError};
use super::key::{Key, KeyStatus};
use super::preview::Preview;
use super::review::Reviewed;
use super::route::{Route, Step};
use super::sealing::Sealing;
use crate::date::Date;
use crate::package::Reference;
use crate::protocol::Job;
use crate::report::validation::holds_secret_key;
use crate::report::{Draft, Field, Section};
use crate::vendor::Vendor;
use crate::words::Language;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Where the page lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// On a server, as separate files.
    Hosted,
    /// In a frame of a vendor's page.
    Embed,
    /// In one saved file, which connects to nothing.
    File,
}

/// Everything that the page knows.
#[derive(Debug)]
pub struct State {
    /// Where the page lives.
    pub home: Home,
    /// The page's language.
    pub language: Language,
    /// The vendors to choose from.
    pub vendors: Vendors,
    /// The vendor files that could not be used, beside those that can.
    pub vendor_problems: Vec<VendorProblem>,
    /// The chosen one.
    pub vendor: Option<Rc<Vendor>>,
    /// The present step.
    pub step: Step,
    /// What was typed.
    pub draft: Draft,
    /// The sections whose mistakes are shown: those that the researcher meant to leave.
    pub(super) tried: BTreeSet<Section>,
    /// A secret key was pasted as the certificate for the answer, and removed.
    pub(super) secret_removed: bool,
    /// The preview of the description.
    pub preview: Preview,
    /// The vendor's certificate.
    pub key: Key,
    /// What will be encrypted, as it was shown last.
    pub review: Option<Rc<Reviewed>>,
    /// The encryption.
    pub sealing: Sealing,
    /// The hand-over.
    pub hand_over: HandOver,
    /// The random reference of this report.
    pub reference: Reference,
    /// Seconds since 1970 at the last action.
    pub now: u64,
    jobs: Job,
}

/// The vendor files.
#[derive(Clone, Debug, PartialEq)]
pub enum Vendors {
    /// On their way.
    Loading,
    /// Not to be had.
    Failed(VendorProblem),
    /// There, in display order.
    Ready(Vec<Rc<Vendor>>),
}

/// Why there are no vendors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VendorProblem {
    /// A file did not arrive.
    NotLoaded {
        /// Its name.
        file: String,
    },
    /// A file is not a vendor file.
    Wrong {
        /// Its name, with what is wrong and where.
        detail: String,
    },
    /// There is no vendor file at all.
    NoneShipped,
}

impl State {
    /// The state before anything happened.
    #[must_use]
    pub fn new(home: Home, language: Language, randomness: [u8; 8], now: u64) -> State {
        State {
            home,
            language,
            vendors: Vendors::Loading,
            vendor_problems: Vec::new(),
            vendor: None,
            step: Step::Vendor,
            draft: Draft::default(),
            tried: BTreeSet::new(),
            secret_removed: false,
            preview: Preview::Closed,
            key: Key::default(),
            review: None,
            sealing: Sealing::Idle,
            hand_over: HandOver::default(),
            reference: Reference::from_random(randomness),
            now,
            jobs: 0,
        }
    }

    /// The day, UTC.
    #[must_use]
    pub fn today(&self) -> Date {
        Date::from_unix(self.now)
    }

    /// Where the form is.
    #[must_use]
    pub fn route(&self) -> Route {
        Route {
            vendor: self.vendor.as_ref().map(|vendor| vendor.id.to_string()),
            step: self.step,
        }
    }

    /// Whether closing the page would lose something typed or sealed.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        !self.draft.is_blank() || !self.key.pasted.is_empty()
    }

    /// Takes one action at time `now` (seconds since 1970) and says what the shell is to do.
    pub fn step(&mut self, action: Action, now: u64) -> Vec<Effect> {
        self.now = now;
        let uploading = matches!(self.hand_over.upload, Upload::Working { .. });
        let mut effects = self.take(action);
        // Ciphertext that is no longer in hand does not go on leaving behind the page's back.
        let dropped = uploading && self.hand_over.upload == Upload::Idle;
        if dropped && !effects.contains(&Effect::CancelUpload) {
            effects.insert(0, Effect::CancelUpload);
        }
        effects
    }

    fn take(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::VendorsRead(vendors, problems) => self.vendors_read(vendors, problems),
            Action::Arrive(route, randomness) => self.arrive(&route, randomness),
            Action::Visit(field) => {
                let mut effects = self.go(Step::Section(field.section()));
                effects.push(Effect::Focus(field.id()));
                effects
            }
            Action::Continue => self.proceed(),
            Action::Speak(language) => {
                self.language = language;
                Vec::new()
            }
            Action::Edit(field, answer) => self.edit(field, answer),
            Action::AddAffected => {
                self.touch();
                self.draft.add_affected_row();
                vec![Effect::Focus(
                    Field::Product(self.draft.affected_rows() - 1).id(),
                )]
            }
            Action::RemoveAffected(row) => {
                self.touch();
                self.draft.remove_affected_row(row);
                vec![Effect::FocusHeading]
            }
            Action::TogglePreview => self.toggle_preview(),
            Action::OfferCertificate(bytes) => self.offer_certificate(bytes),
            Action::CertificateUnread => {
                self.forget_candidate();
                self.key.status = KeyStatus::Unread;
                vec![Effect::FocusSummary]
            }
            Action::EditPasted(text) => {
                self.key.pasted = text;
                Vec::new()
            }
            Action::EditFingerprint(text) => {
                self.key.fingerprint = text;
                Vec::new()
            }
            Action::CheckCertificate => self.check_pasted(),
            Action::ForgetCertificate => {
                self.drop_sealed();
                self.forget_candidate();
                vec![Effect::FocusHeading]
            }
            Action::Seal(seed) => self.seal(seed),
            Action::CancelSeal => self.cancel_seal(),
            Action::Heard(job, response, parts) => self.heard(job, response, parts),
            Action::WorkerFailed(error) => self.fail(error, |_| true),
            Action::Upload => self.upload().unwrap_or_default(),
            Action::UploadProgress(sent) => {
                if let Upload::Working { done, .. } = &mut self.hand_over.upload {
                    *done = sent;
                }
                Vec::new()
            }
            Action::UploadEnded(result) => {
                self.upload_ended(result);
                Vec::new()
            }
            Action::CancelUpload => {
                self.upload_ended(Err(UploadError::Cancelled));
                vec![Effect::CancelUpload]
            }
            Action::SaveDraft => self.save_draft().unwrap_or_default(),
            Action::SaveRawMail => self.save_raw_mail().unwrap_or_default(),
            Action::SaveArmored => self.save_armored().unwrap_or_default(),
            Action::CopyArmored => self.copy_armored().unwrap_or_default(),
            Action::CopyByHand(text) => vec![Effect::Copy(Copy::ByHand, text)],
            Action::Copied(what, worked) => {
                self.copied(what, worked);
                Vec::new()
            }
            Action::SaveReceipt(at) => self.save_receipt(at).unwrap_or_default(),
            Action::StartAgain(randomness) => self.start_again(randomness),
        }
    }

    pub(super) fn new_job(&mut self) -> Job {
        self.jobs = self.jobs.wrapping_add(1);
        self.jobs
    }

    /// The draft changed: what was reviewed and sealed is no longer it.
    pub(super) fn touch(&mut self) {
        self.review = None;
        self.drop_sealed();
    }

    pub(super) fn drop_sealed(&mut self) {
        self.sealing = Sealing::Idle;
        self.hand_over = HandOver::default();
    }

    fn vendors_read(
        &mut self,
        vendors: Vec<Rc<Vendor>>,
        mut problems: Vec<VendorProblem>,
    ) -> Vec<Effect> {
        if vendors.is_empty() {
            let problem = problems.pop().unwrap_or(VendorProblem::NoneShipped);
            self.vendors = Vendors::Failed(problem);
        } else {
            self.vendors = Vendors::Ready(vendors);
            self.vendor_problems = problems;
        }
        Vec::new()
    }

    fn edit(&mut self, field: Field, mut answer: String) -> Vec<Effect> {
        self.touch();
        if field == Field::Certificate {
            self.secret_removed = holds_secret_key(&answer);
            if self.secret_removed {
                zeroize::Zeroize::zeroize(&mut answer);
                // It is to be read once before Continue goes on.
                self.tried.remove(&Section::Reporter);
            }
        }
        self.draft.set(field, answer);
        match &mut self.preview {
            _ if field != Field::Description => Vec::new(),
            Preview::Closed => Vec::new(),
            // One at a time: the worker is asked again when it has answered.
            Preview::Waiting { stale, .. } => {
                *stale = true;
                Vec::new()
            }
            Preview::Ready(_) | Preview::Failed(_) => self.ask_preview(),
        }
    }

    fn start_again(&mut self, randomness: [u8; 8]) -> Vec<Effect> {
        let mut fresh = State::new(self.home, self.language, randomness, self.now);
        fresh.vendors = std::mem::replace(&mut self.vendors, Vendors::Loading);
        fresh.vendor_problems = std::mem::take(&mut self.vendor_problems);
        fresh.vendor = self.vendor.take();
        fresh.jobs = self.jobs;
        *self = fresh;
        let mut effects = vec![Effect::EndWorker, Effect::CancelUpload];
        effects.extend(self.check_shipped());
        effects.extend(self.go(Step::Start));
        effects
    }
}
