//! From the reviewed parts to ciphertext, by way of the worker.

use super::action::Effect;
use super::attachments::{ReadFailure, Reading};
use super::key::KeyStatus;
use super::preview::Preview;
use super::progress::Course;
use super::route::Step;
use super::state::State;
use crate::channel::{Body, LARGE_MAIL_BYTES, Sealed};
use crate::digest::Digest;
use crate::file_name::FileName;
use crate::handle::Handle;
use crate::openpgp::Refusal;
use crate::openpgp::fingerprint::Fingerprint;
use crate::openpgp::message::Inspected;
use crate::openpgp::source::FileError;
use crate::package::Format;
use crate::protocol::{self, Job, Part, Request, WorkerError};
use std::rc::Rc;

/// Where the encryption stands.
#[derive(Clone, Debug, Default)]
pub enum Sealing {
    /// Not begun.
    #[default]
    Idle,
    /// The worker is at it.
    Working {
        /// The job.
        job: Job,
        /// The packages that were asked for.
        formats: Vec<Format>,
        /// How far it is.
        course: Course,
    },
    /// It failed; nothing typed is lost, and the next try starts afresh.
    Failed(SealFailure),
    /// The ciphertext is there.
    Done(Rc<Outcome>),
}

/// Why there is no ciphertext.
#[derive(Clone, Debug, PartialEq)]
pub enum SealFailure {
    /// The researcher ended it.
    Cancelled,
    /// The worker failed.
    Worker(WorkerError),
    /// An attachment could not be read: it must be removed, or chosen again.
    File(FileName, FileError),
    /// The ciphertext was made and cannot be read any more.
    Lost,
    /// The vendor's certificates are no longer fit.
    Refused(Box<Refusal>),
    /// The researcher's own certificate is not fit.
    OwnRefused(Box<Refusal>),
}

/// The report as ciphertext, in the formats that the channels take.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// For the draft, the upload, the file and the clipboard: the text format or, with attachments,
    /// the archive.
    pub main: Sealed,
    /// The mail format, for a raw mail, unless the attachments are too large for one or the vendor
    /// has no mail address.
    pub mail: Option<Sealed>,
}

impl Outcome {
    fn messages(&self) -> impl Iterator<Item = &Sealed> {
        [Some(&self.main), self.mail.as_ref()].into_iter().flatten()
    }

    /// Whether one of its messages has this digest.
    pub(super) fn has(&self, digest: Digest) -> bool {
        self.messages().any(|sealed| sealed.digest() == digest)
    }

    /// What the shell keeps of it.
    pub(super) fn handles(&self) -> impl Iterator<Item = Handle> {
        let bodies = self.messages().map(Sealed::body);
        bodies.filter_map(|body| match body {
            Body::Held(handle) => Some(*handle),
            Body::Bytes(_) => None,
        })
    }
}

impl State {
    /// Sends the reviewed parts, as they were shown, to be sealed.
    pub(super) fn seal(&mut self, seed: [u8; 16]) -> Vec<Effect> {
        let (Some(review), KeyStatus::Ready(_)) = (self.review.clone(), &self.key.status) else {
            return Vec::new();
        };
        let Ok(pins) = self.pins() else {
            return Vec::new();
        };
        let own = self.own_certificate().filter(|_| self.seal_to_own);
        let own = own.map(|certificate| certificate.as_bytes().to_vec());
        let Some(attachments) = self.attachments.described() else {
            return Vec::new();
        };
        let formats = self.formats();
        let request = Request::Seal(Box::new(protocol::Sealing {
            checking: self.checking(pins),
            own: own.is_some(),
            key_ids: self.key_ids,
            reference: self.reference.clone(),
            // The archive is dated as the report that was shown, even after midnight.
            date: review.date,
            boundary_seed: seed,
            attachments,
            formats: formats.clone(),
        }));
        let certificates = self.key.candidates.iter().cloned();
        let texts = [&review.markdown, &review.json].map(|text| text.as_bytes().to_vec());
        let files = self.attachments.files().iter();
        let files = files.map(|file| Part::File(file.handle));
        let parts = certificates.chain(own).chain(texts).map(Part::Bytes);
        let parts = parts.chain(files).collect();
        let job = self.new_job();
        self.sealing = Sealing::Working {
            job,
            formats,
            course: Course::default(),
        };
        vec![Effect::Ask {
            job,
            request,
            parts,
        }]
    }

    /// The packages to make: what carries attachments is the archive, and for a vendor with a mail
    /// address a mail beside it, unless it would be too large and is not wanted all the same.
    fn formats(&self) -> Vec<Format> {
        let (first, mail) = if self.attachments.is_empty() {
            (Format::Text, self.takes_mail())
        } else {
            let fits = !self.is_mail_large() || self.attachments.with_mail;
            (Format::Archive, self.offers_mail() && fits)
        };
        let mail = mail.then_some(Format::Mail);
        [first].into_iter().chain(mail).collect()
    }

    /// Whether the vendor has a mail address.
    fn takes_mail(&self) -> bool {
        let vendor = self.vendor.as_ref();
        vendor.is_some_and(|vendor| vendor.mail().is_some())
    }

    /// Whether a mail can carry the attachments: there are some, and an address to send them to.
    #[must_use]
    pub fn offers_mail(&self) -> bool {
        !self.attachments.is_empty() && self.takes_mail()
    }

    /// Whether a mail with the report is larger than many servers take.
    #[must_use]
    pub fn is_mail_large(&self) -> bool {
        let mail = self.review.as_ref().map(|review| review.mail_length);
        mail.is_some_and(|length| length > LARGE_MAIL_BYTES)
    }

    /// Ends the worker and what it is doing. A preview that it still owes is closed.
    pub(super) fn cancel_seal(&mut self) -> Vec<Effect> {
        if !matches!(self.sealing, Sealing::Working { .. }) {
            return Vec::new();
        }
        if let Preview::Waiting { .. } = self.preview {
            self.preview = Preview::Closed;
        }
        let mut effects = vec![Effect::EndWorker];
        effects.extend(self.seal_failed(SealFailure::Cancelled));
        effects
    }

    pub(super) fn is_sealing(&self, job: Job) -> bool {
        matches!(self.sealing, Sealing::Working { job: running, .. } if running == job)
    }

    pub(super) fn sealed(
        &mut self,
        recipients: &[String],
        messages: &[Inspected],
        parts: Vec<Part>,
    ) -> Vec<Effect> {
        let keys: Vec<Fingerprint> = recipients
            .iter()
            .filter_map(|key| Fingerprint::parse(key).ok())
            .collect();
        let formats = match &mut self.sealing {
            Sealing::Working { formats, .. } => std::mem::take(formats),
            _ => Vec::new(),
        };
        let whole = parts.len() == formats.len() && messages.len() == formats.len();
        let made = formats.into_iter().zip(parts).zip(messages);
        let made = made.map(|((format, part), inspected)| {
            let (reference, keys) = (self.reference.clone(), keys.clone());
            match part {
                Part::Bytes(bytes) => Sealed::new(reference, format, bytes, keys).ok(),
                Part::File(handle) => {
                    Some(Sealed::held(reference, format, handle, *inspected, keys))
                }
            }
        });
        let made = made.collect::<Option<Vec<_>>>().filter(|_| whole);
        let mut made = made.into_iter().flatten();
        let Some(main) = made.next() else {
            return self.seal_failed(SealFailure::Worker(WorkerError::NotSealed));
        };
        let mail = made.next();
        self.sealing = Sealing::Done(Rc::new(Outcome { main, mail }));
        self.hand_over.forget_ciphertext();
        // Whoever has gone to look at something else finds it done when they return.
        match self.step {
            Step::Review => self.go(Step::HandOver),
            _ => Vec::new(),
        }
    }

    /// The vendor's certificates are no longer fit: the step of the key says why, too.
    pub(super) fn seal_refused(&mut self, refusal: Box<Refusal>) -> Vec<Effect> {
        self.key.status = match &*refusal {
            Refusal::Unready { team } => KeyStatus::Unready(team.clone()),
            other => KeyStatus::Refused(other.clone()),
        };
        self.seal_failed(SealFailure::Refused(refusal))
    }

    /// An attachment, by its place in the list, cannot be read any more.
    pub(super) fn file_failed(&mut self, at: usize, error: FileError) -> Vec<Effect> {
        let Some(file) = self.attachments.files.get_mut(at) else {
            return self.seal_failed(SealFailure::Worker(WorkerError::Protocol));
        };
        file.reading = Reading::Failed(ReadFailure::File(error));
        let name = file.name.clone();
        self.seal_failed(SealFailure::File(name, error))
    }

    pub(super) fn seal_failed(&mut self, failure: SealFailure) -> Vec<Effect> {
        let mut effects = vec![Effect::FocusSummary];
        let no_room = failure == SealFailure::Worker(WorkerError::NoRoom);
        if no_room && !self.attachments.is_empty() {
            effects.push(Effect::FindRoom);
        }
        self.sealing = Sealing::Failed(failure);
        effects
    }
}
