//! The reader: a second worker that takes the digest of each file, so that neither preview nor
//! encryption waits behind gigabytes.

use super::action::Effect;
use super::attachments::{FileNews, ReadFailure, Reading};
use super::progress::Progress;
use super::route::Step;
use super::state::State;
use crate::handle::Handle;
use crate::protocol::{Job, Response, WorkerError};
use crate::report::Section;

impl State {
    /// The step that files are attached on.
    pub(super) fn attaching() -> Step {
        Step::Section(Section::Additional)
    }

    /// Has the next file read, one at a time, and ends the reader when none is left.
    pub(super) fn read_next(&mut self) -> Vec<Effect> {
        if self.attachments.job.is_some() {
            return Vec::new();
        }
        let job = self.new_job();
        let attachments = &mut self.attachments;
        let mut files = attachments.files.iter_mut();
        if let Some(file) = files.find(|file| file.reading == Reading::Waiting) {
            file.reading = Reading::Working(Progress {
                total: file.length,
                ..Progress::default()
            });
            attachments.job = Some((job, file.handle));
            return vec![Effect::AskReader {
                job,
                file: file.handle,
                length: file.length,
            }];
        }
        if let Step::Review | Step::ByHand = self.step {
            self.make_review();
        }
        vec![Effect::EndReader]
    }

    /// The reader said something.
    pub(super) fn reader_heard(&mut self, job: Job, response: Response) -> Vec<Effect> {
        let Some((_, file)) = self.attachments.job.filter(|(asked, _)| *asked == job) else {
            return Vec::new();
        };
        let reading = match response {
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
                self.set_reading(file, Reading::Working(progress));
                return Vec::new();
            }
            Response::Digested(digest) => Reading::Done(digest),
            Response::FileFailed { error, .. } => Reading::Failed(ReadFailure::File(error)),
            Response::Failed(error) => Reading::Failed(ReadFailure::Worker(error)),
            _ => Reading::Failed(ReadFailure::Worker(WorkerError::Protocol)),
        };
        self.was_read(file, reading)
    }

    /// The reader is gone, and with it what it was at. The next file has another.
    pub(super) fn reader_failed(&mut self, error: WorkerError) -> Vec<Effect> {
        match self.attachments.job {
            Some((_, file)) => self.was_read(file, Reading::Failed(ReadFailure::Worker(error))),
            None => Vec::new(),
        }
    }

    fn was_read(&mut self, file: Handle, reading: Reading) -> Vec<Effect> {
        let failed = matches!(reading, Reading::Failed(_));
        self.attachments.job = None;
        self.set_reading(file, reading);
        if self.attachments.described().is_some() {
            self.attachments.news = Some(FileNews::AllRead);
        }
        let mut effects = self.read_next();
        // Whoever waits for it there is told why the report cannot be sealed.
        if failed && self.step == Step::Review {
            effects.push(Effect::FocusSummary);
        }
        effects
    }

    fn set_reading(&mut self, handle: Handle, reading: Reading) {
        let attachments = &mut self.attachments;
        let mut files = attachments.files.iter_mut();
        if let Some(file) = files.find(|file| file.handle == handle) {
            if let Reading::Failed(_) = reading {
                attachments.news = Some(FileNews::Unread(file.name.clone()));
            }
            file.reading = reading;
        }
    }
}
