//! The state: everything that the page knows, and what can be read off it.

use super::attachments::Attachments;
use super::hand_over::HandOver;
use super::key::Key;
use super::other_vendor::{OtherVendor, Told};
use super::preview::Preview;
use super::review::Reviewed;
use super::route::{Route, Step};
use super::sealing::Sealing;
use super::visit::{References, Visit};
use crate::channel::Receipt;
use crate::date::Date;
use crate::openpgp::seal::KeyIds;
use crate::package::Reference;
use crate::protocol::Job;
use crate::report::validation::mistakes_in;
use crate::report::{Draft, Field, Mistake, Problem, Section};
use crate::vendor::Vendor;
use crate::words::Language;
use std::collections::{BTreeMap, BTreeSet};
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
    /// What was told of a vendor without a file.
    pub other: OtherVendor,
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
    /// The files that go with the report.
    pub attachments: Attachments,
    /// The vendor's certificate.
    pub key: Key,
    /// What will be encrypted, as it was shown last.
    pub review: Option<Rc<Reviewed>>,
    /// Whether the researcher wants to be able to open the report too.
    pub seal_to_own: bool,
    /// Whether the message tells which keys can open it.
    pub key_ids: KeyIds,
    /// The encryption.
    pub sealing: Sealing,
    /// The hand-over.
    pub hand_over: HandOver,
    /// The random reference of this report.
    pub reference: Reference,
    /// Seconds since 1970 at the last action.
    pub now: u64,
    pub(super) jobs: Job,
    pub(super) references: References,
    pub(super) visits: BTreeMap<String, Visit>,
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
        /// Its name.
        file: String,
        /// The path of the member that is wrong.
        place: String,
        /// What is wrong, as [`crate::vendor::VendorProblem::code`].
        code: &'static str,
    },
    /// An earlier file has the same `id`.
    Repeated {
        /// The `id`.
        id: String,
    },
    /// There is no vendor file at all.
    NoneShipped,
}

impl State {
    /// The state before anything happened.
    #[must_use]
    pub fn new(home: Home, language: Language, seed: [u8; 32], now: u64) -> State {
        let mut references = References::new(seed);
        State {
            home,
            language,
            vendors: Vendors::Loading,
            vendor_problems: Vec::new(),
            vendor: None,
            other: OtherVendor::default(),
            step: Step::Vendor,
            draft: Draft::default(),
            tried: BTreeSet::new(),
            secret_removed: false,
            preview: Preview::Closed,
            attachments: Attachments::default(),
            key: Key::default(),
            review: None,
            seal_to_own: false,
            key_ids: KeyIds::default(),
            sealing: Sealing::Idle,
            hand_over: HandOver::default(),
            reference: references.next(),
            now,
            jobs: 0,
            references,
            visits: BTreeMap::new(),
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
        Route::new(self.vendor.as_ref().map(|it| it.id.to_string()), self.step)
    }

    /// The step that Back leads to. With one vendor there is no choice to go back to, and a vendor
    /// made on the page is corrected where it was made.
    #[must_use]
    pub fn previous(&self) -> Option<Step> {
        if self.step == Step::Start && self.is_other() {
            return Some(Step::OtherVendor);
        }
        let only = matches!(&self.vendors, Vendors::Ready(vendors) if vendors.len() == 1);
        self.step
            .previous()
            .filter(|step| !(only && *step == Step::Vendor))
    }

    /// Whether closing the page would lose something typed or sealed.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        !self.draft.is_blank()
            || !self.attachments.is_empty()
            || self.key.is_given()
            || !self.other.is_blank()
            || !self.visits.values().all(Visit::is_blank)
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

    /// Whether a file cannot be sent.
    #[must_use]
    pub fn has_failed_files(&self) -> bool {
        self.attachments.failed().next().is_some()
    }

    /// Whether nothing in `section` has to be corrected or filled in.
    #[must_use]
    pub fn is_complete(&self, section: Section) -> bool {
        let failed = section == Section::Additional && self.has_failed_files();
        !failed && self.mistakes_in(section).is_empty()
    }

    /// Whether the step of the files shows that as a mistake: once it was tried.
    #[must_use]
    pub fn shows_failed_files(&self, section: Section) -> bool {
        section == Section::Additional && self.tried.contains(&section) && self.has_failed_files()
    }

    /// Whether the present step shows a mistake.
    #[must_use]
    pub fn shows_mistakes(&self) -> bool {
        match self.step {
            Step::Section(section) => {
                !self.shown_mistakes(section).is_empty() || self.shows_failed_files(section)
            }
            Step::Review => !self.mistakes().is_empty() || self.has_failed_files(),
            Step::OtherVendor => {
                matches!(self.other.told, Told::Refused(_))
                    || !self.other.shown_mistakes().is_empty()
            }
            _ => false,
        }
    }

    /// The researcher's own certificate, where one was given that goes with the report.
    #[must_use]
    pub fn own_certificate(&self) -> Option<&str> {
        let text = self.draft.get(Field::Certificate);
        (!self.draft.is_anonymous() && !text.trim().is_empty()).then_some(text)
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
            || section == Section::Additional && !self.attachments.is_empty()
    }
    pub(super) fn new_job(&mut self) -> Job {
        self.jobs = self.jobs.wrapping_add(1);
        self.jobs
    }
    /// The draft changed: what was reviewed and sealed is no longer it.
    pub(super) fn touch(&mut self) {
        self.review = None;
        self.drop_sealed();
        let left = |receipt: &Receipt| receipt.reference == self.reference;
        if self.hand_over.receipts.iter().any(left) {
            // What left under this reference is another text than what comes now.
            self.reference = self.references.next();
        }
    }

    pub(super) fn drop_sealed(&mut self) {
        self.sealing = Sealing::Idle;
        self.hand_over.forget_ciphertext();
    }
}
