//! The preview of the description, as the worker parses it.

use super::action::Effect;
use super::state::State;
use crate::markdown::Node;
use crate::protocol::{Job, Request, WorkerError};
use crate::report::Field;

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
    pub(super) fn toggle_preview(&mut self) -> Vec<Effect> {
        if self.preview == Preview::Closed {
            return self.ask_preview();
        }
        self.preview = Preview::Closed;
        Vec::new()
    }

    pub(super) fn ask_preview(&mut self) -> Vec<Effect> {
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
    pub(super) fn previewed(&mut self, answered: Job, nodes: Vec<Node>) -> Vec<Effect> {
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
}
