//! What the worker says, and what follows from it.

use super::action::Effect;
use super::key::KeyStatus;
use super::preview::Preview;
use super::progress::Progress;
use super::sealing::{SealFailure, Sealing};
use super::state::State;
use crate::protocol::{Job, Part, Response, WorkerError};

impl State {
    pub(super) fn heard(&mut self, job: Job, response: Response, parts: Vec<Part>) -> Vec<Effect> {
        match response {
            Response::Ready => Vec::new(),
            Response::Previewed(nodes) => self.previewed(job, nodes),
            Response::Checked(team) => self.certificates_checked(job, Ok(team)),
            Response::Refused(refusal) if self.is_sealing(job) => self.seal_refused(refusal),
            Response::Refused(refusal) => self.certificates_checked(job, Err(*refusal)),
            Response::OwnRefused(refusal) if self.is_sealing(job) => {
                self.seal_failed(SealFailure::OwnRefused(refusal))
            }
            Response::OwnRefused(_) => Vec::new(),
            Response::Progress {
                done,
                total,
                milliseconds,
            } => {
                let progress = Progress {
                    done,
                    total,
                    milliseconds,
                };
                match &mut self.sealing {
                    Sealing::Working {
                        job: running,
                        course,
                        ..
                    } if *running == job => course.go_on(progress),
                    _ => {}
                }
                Vec::new()
            }
            Response::Sealed {
                recipients,
                messages,
            } if self.is_sealing(job) => self.sealed(&recipients, &messages, parts),
            Response::Sealed { .. } | Response::Digested(_) => Vec::new(),
            Response::FileFailed { file, error } if self.is_sealing(job) => {
                self.file_failed(file, error)
            }
            Response::FileFailed { .. } => Vec::new(),
            // What belongs to no job is everyone's.
            Response::Failed(error) => self.fail(error, |waiting| job == 0 || waiting == job),
        }
    }
    /// Some jobs failed; whatever waits for them says so and can be tried again.
    pub(super) fn fail(
        &mut self,
        error: WorkerError,
        has_failed: impl Fn(Job) -> bool,
    ) -> Vec<Effect> {
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
}
