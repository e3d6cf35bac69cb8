//! From the reviewed parts to ciphertext, by way of the worker.

use super::action::Effect;
use super::key::KeyStatus;
use super::preview::Preview;
use super::route::Step;
use super::state::State;
use crate::channel::Sealed;
use crate::openpgp::Refusal;
use crate::openpgp::fingerprint::Fingerprint;
use crate::openpgp::message::Inspected;
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
        /// Bytes done.
        done: u64,
        /// Bytes in all; 0 until the worker has said it.
        total: u64,
        /// Since it began.
        milliseconds: u64,
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
    /// The mail format, for a raw mail, unless the attachments are too large for one.
    pub mail: Option<Sealed>,
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
        let request = Request::Seal(Box::new(protocol::Sealing {
            checking: self.checking(pins),
            own: own.is_some(),
            key_ids: self.key_ids,
            reference: self.reference.clone(),
            date: self.today(),
            boundary_seed: seed,
            attachments: Vec::new(),
            formats: vec![Format::Text, Format::Mail],
        }));
        let certificates = self.key.candidates.iter().cloned();
        let texts = [&review.markdown, &review.json].map(|text| text.as_bytes().to_vec());
        let parts = certificates.chain(own).chain(texts);
        let parts = parts.map(Part::Bytes).collect();
        let job = self.new_job();
        self.sealing = Sealing::Working {
            job,
            done: 0,
            total: 0,
            milliseconds: 0,
        };
        vec![Effect::Ask {
            job,
            request,
            parts,
        }]
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
        let mut made = parts.into_iter().zip(messages);
        let mut next = |format| {
            let (part, inspected) = made.next()?;
            let (reference, keys) = (self.reference.clone(), keys.clone());
            match part {
                Part::Bytes(bytes) => Sealed::new(reference, format, bytes, keys).ok(),
                Part::File(handle) => {
                    Some(Sealed::held(reference, format, handle, *inspected, keys))
                }
            }
        };
        match (next(Format::Text), next(Format::Mail)) {
            (Some(main), mail @ Some(_)) => {
                self.sealing = Sealing::Done(Rc::new(Outcome { main, mail }));
                self.hand_over.forget_ciphertext();
                // Whoever has gone to look at something else finds it done when they return.
                match self.step {
                    Step::Review => self.go(Step::HandOver),
                    _ => Vec::new(),
                }
            }
            _ => self.seal_failed(SealFailure::Worker(WorkerError::NotSealed)),
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

    pub(super) fn seal_failed(&mut self, failure: SealFailure) -> Vec<Effect> {
        self.sealing = Sealing::Failed(failure);
        vec![Effect::FocusSummary]
    }
}
