//! The state and its one way forward, [`State::step`].

use super::action::{Action, Copy, Effect};
use super::hand_over::{HandOver, Upload, UploadError};
use super::key::{Key, KeyStatus};
use super::review::Reviewed;
use super::route::{Route, Step};
use super::sealing::{SealFailure, Sealing};
use crate::date::Date;
use crate::markdown::Node;
use crate::package::Reference;
use crate::protocol::{Job, Request, Response, WorkerError};
use crate::report::validation::{holds_secret_key, mistakes_in};
use crate::report::{Draft, Field, Mistake, Problem, Section};
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

/// The preview of the description.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Preview {
    /// Not asked for.
    #[default]
    Closed,
    /// Asked for; the last tree stays until the next is there.
    Waiting {
        /// The job.
        job: Job,
        /// The last tree.
        last: Vec<Node>,
        /// Whether the text has changed since it was asked for.
        stale: bool,
    },
    /// The tree of the text as it is.
    Ready(Vec<Node>),
    /// The worker failed; the text itself is what counts.
    Failed(WorkerError),
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

    /// The mistakes in `section`, whether shown or not.
    #[must_use]
    pub fn mistakes_in(&self, section: Section) -> Vec<Mistake> {
        let Some(vendor) = &self.vendor else {
            return Vec::new();
        };
        let mut mistakes = mistakes_in(section, &self.draft, vendor, self.today());
        if section == Section::Reporter && self.secret_removed && !self.draft.is_anonymous() {
            mistakes.retain(|mistake| mistake.field != Field::Certificate);
            mistakes.push(Mistake {
                field: Field::Certificate,
                problem: Problem::SecretKey,
            });
        }
        mistakes
    }

    /// The mistakes in the whole draft, in the order of the form.
    #[must_use]
    pub fn mistakes(&self) -> Vec<Mistake> {
        Section::ALL
            .into_iter()
            .flat_map(|section| self.mistakes_in(section))
            .collect()
    }

    /// The mistakes to show in `section`: all once it was tried; a refused secret key at once.
    #[must_use]
    pub fn shown_mistakes(&self, section: Section) -> Vec<Mistake> {
        let mut mistakes = self.mistakes_in(section);
        if !self.tried.contains(&section) {
            mistakes.retain(|mistake| mistake.problem == Problem::SecretKey);
        }
        mistakes
    }

    /// Whether the present step shows a mistake.
    #[must_use]
    pub fn shows_mistakes(&self) -> bool {
        match self.step {
            Step::Section(section) => !self.shown_mistakes(section).is_empty(),
            Step::Review => !self.mistakes().is_empty(),
            _ => false,
        }
    }

    /// Whether anything in `section` was typed.
    #[must_use]
    pub fn is_begun(&self, section: Section) -> bool {
        let Some(vendor) = &self.vendor else {
            return false;
        };
        let mut fields = self.draft.fields(section, vendor).into_iter();
        fields.any(|field| field != Field::Identity && !self.draft.get(field).is_empty())
            || section == Section::Reporter && self.draft.is_anonymous()
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

    /// Goes to `step` by the address, so that Back finds the way.
    pub(super) fn go(&mut self, step: Step) -> Vec<Effect> {
        let effects = self.enter(step);
        let mut all = vec![Effect::Navigate(self.route())];
        all.extend(effects);
        all
    }

    fn enter(&mut self, step: Step) -> Vec<Effect> {
        self.step = step;
        if step == Step::Review {
            self.tried = Section::ALL.into_iter().collect();
            self.make_review();
        }
        vec![Effect::FocusHeading]
    }

    /// Makes what the review shows, unless what is shown is already sealed.
    fn make_review(&mut self) {
        if self.review.is_none()
            && let Some(vendor) = self.vendor.clone()
        {
            let made = Reviewed::new(&self.draft, &vendor, &self.reference, self.today());
            self.review = made.ok().map(Rc::new);
        }
    }

    /// The draft changed: what was reviewed and sealed is no longer it.
    fn touch(&mut self) {
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

    fn arrive(&mut self, route: &Route, randomness: [u8; 8]) -> Vec<Effect> {
        let Vendors::Ready(vendors) = &self.vendors else {
            return Vec::new();
        };
        let wanted = match &route.vendor {
            Some(id) => vendors
                .iter()
                .find(|vendor| vendor.id.as_str() == id)
                .cloned(),
            // With one vendor there is nothing to choose.
            None if vendors.len() == 1 => vendors.first().cloned(),
            None => None,
        };
        let mut effects = Vec::new();
        let step = match (&wanted, route.step) {
            (None, _) => Step::Vendor,
            (Some(_), Step::Vendor) => Step::Start,
            (Some(_), Step::HandOver) if !matches!(self.sealing, Sealing::Done(_)) => Step::Review,
            (Some(_), step) => step,
        };
        if let Some(vendor) = wanted
            && self.vendor.as_ref() != Some(&vendor)
        {
            self.touch();
            if self.vendor.is_some() {
                // What the last vendor asked for is not the next one's business, and a reference
                // in common would tell the two that they have one reporter.
                self.draft.forget_extra();
                self.reference = Reference::from_random(randomness);
            }
            self.vendor = Some(vendor);
            effects.extend(self.check_shipped());
        }
        let changed = step != self.step;
        let entered = self.enter(step);
        if self.route() != *route && step != Step::Vendor {
            effects.push(Effect::Replace(self.route()));
        }
        if changed {
            effects.extend(entered);
        }
        effects
    }

    fn proceed(&mut self) -> Vec<Effect> {
        match self.step {
            Step::Section(section) => {
                let again = !self.tried.insert(section);
                if again && section == Section::Reporter {
                    // It was told, and the field may stay as empty as it is.
                    self.secret_removed = false;
                }
                if !self.mistakes_in(section).is_empty() {
                    return vec![Effect::FocusSummary];
                }
            }
            Step::Start | Step::Key => {}
            // Left by choosing a vendor and by sealing.
            Step::Vendor | Step::Review | Step::HandOver | Step::ByHand => return Vec::new(),
        }
        self.go(self.step.next())
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

    fn toggle_preview(&mut self) -> Vec<Effect> {
        if self.preview == Preview::Closed {
            return self.ask_preview();
        }
        self.preview = Preview::Closed;
        Vec::new()
    }

    fn ask_preview(&mut self) -> Vec<Effect> {
        let job = self.new_job();
        let last = match std::mem::take(&mut self.preview) {
            Preview::Waiting { last, .. } | Preview::Ready(last) => last,
            Preview::Closed | Preview::Failed(_) => Vec::new(),
        };
        self.preview = Preview::Waiting {
            job,
            last,
            stale: false,
        };
        let text = self.draft.get(Field::Description).to_owned();
        vec![Effect::Ask {
            job,
            request: Request::Preview { text },
            parts: Vec::new(),
        }]
    }

    fn heard(&mut self, job: Job, response: Response, parts: Vec<Vec<u8>>) -> Vec<Effect> {
        match response {
            Response::Ready => Vec::new(),
            Response::Previewed(nodes) => self.previewed(job, nodes),
            Response::Checked(health) => self.certificate_checked(job, Ok(health)),
            Response::Refused(refusal) if self.is_sealing(job) => {
                self.seal_failed(SealFailure::Refused(refusal))
            }
            Response::Refused(refusal) => self.certificate_checked(job, Err(*refusal)),
            Response::Progress { done, total } => {
                if self.is_sealing(job) {
                    self.sealing = Sealing::Working { job, done, total };
                }
                Vec::new()
            }
            Response::Sealed { recipients } if self.is_sealing(job) => {
                self.sealed(&recipients, parts)
            }
            Response::Sealed { .. } => Vec::new(),
            // What belongs to no job is everyone's.
            Response::Failed(error) => self.fail(error, |waiting| job == 0 || waiting == job),
        }
    }

    fn previewed(&mut self, answered: Job, nodes: Vec<Node>) -> Vec<Effect> {
        match self.preview {
            Preview::Waiting { job, stale, .. } if job == answered => {
                self.preview = Preview::Ready(nodes);
                if stale {
                    self.ask_preview()
                } else {
                    Vec::new()
                }
            }
            _ => Vec::new(),
        }
    }

    /// Some jobs failed; whatever waits for them says so and can be tried again.
    fn fail(&mut self, error: WorkerError, has_failed: impl Fn(Job) -> bool) -> Vec<Effect> {
        if let Preview::Waiting { job, .. } = self.preview
            && has_failed(job)
        {
            self.preview = Preview::Failed(error);
        }
        if let KeyStatus::Checking(job) = self.key.status
            && has_failed(job)
        {
            self.key.status = KeyStatus::Failed(error);
        }
        match self.sealing {
            Sealing::Working { job, .. } if has_failed(job) => {
                self.seal_failed(SealFailure::Worker(error))
            }
            _ => Vec::new(),
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
