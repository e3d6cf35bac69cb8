//! PURE. The messages between page and worker, with stable error codes.
//!
//! A message is a JSON head and, beside it, byte strings ("parts") that need not be copied into
//! text. Each job has a number; whatever arrives for a job that is no longer awaited is dropped.

use crate::markdown::Node;
use crate::openpgp::seal::KeyIds;
use crate::openpgp::{Pinned, Refusal, Team};
use crate::package::Format;
use serde::{Deserialize, Serialize};

/// The number of a job, given by the page.
pub type Job = u32;

/// Which certificates to use, and when: the bytes travel as parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checking {
    /// The pins.
    pub pins: Vec<Pinned>,
    /// How many of the parts, from the first on, hold the vendor's certificates.
    pub certificates: usize,
    /// Now, in seconds since 1970.
    pub now: u64,
}

/// What the page asks of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Parse Markdown for the preview.
    Preview {
        /// The text.
        text: String,
    },
    /// Check certificates. Parts: each of them.
    Check(Checking),
    /// Check the certificates again and seal to them. Parts: each of them, the writer's own if
    /// there is one, then each package's plaintext, in the order of `formats`.
    Seal {
        /// The check of the vendor's certificates.
        checking: Checking,
        /// Whether the writer's own certificate is there, for a copy to keep.
        own: bool,
        /// Whether the message tells which keys can open it.
        key_ids: KeyIds,
        /// What each package is.
        formats: Vec<Format>,
    },
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Response {
    /// The worker runs and can take requests. Belongs to no job.
    Ready,
    /// The preview as a tree.
    Previewed(Vec<Node>),
    /// The certificates are the pinned ones and can be sealed to.
    Checked(Team),
    /// The vendor's certificates were refused.
    Refused(Box<Refusal>),
    /// The writer's own certificate was refused.
    OwnRefused(Box<Refusal>),
    /// Sealing goes on. Also the sign of life without which the page ends the worker.
    Progress {
        /// Bytes sealed so far, of all packages.
        done: u64,
        /// Bytes of all packages.
        total: u64,
    },
    /// Done. Parts: the armored message of each package, in the order asked for.
    Sealed {
        /// The fingerprints of the keys that can open it, hexadecimal.
        recipients: Vec<String>,
    },
    /// The job failed.
    Failed(WorkerError),
}

/// Why a job failed, other than by its certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WorkerError {
    /// The worker did not start.
    NoStart,
    /// The worker said nothing for too long and was ended.
    Silent,
    /// The worker ended by itself.
    Crashed,
    /// A message was not understood: page and worker are of different versions.
    Protocol,
    /// Encryption failed.
    Seal,
    /// What came back is not an OpenPGP message.
    NotSealed,
}

impl WorkerError {
    /// All of them, for tests and tables.
    pub const ALL: [WorkerError; 6] = [
        WorkerError::NoStart,
        WorkerError::Silent,
        WorkerError::Crashed,
        WorkerError::Protocol,
        WorkerError::Seal,
        WorkerError::NotSealed,
    ];

    /// The message that says what happened and what to do.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            WorkerError::NoStart => "worker-no-start",
            WorkerError::Silent => "worker-silent",
            WorkerError::Crashed => "worker-crashed",
            WorkerError::Protocol => "worker-protocol",
            WorkerError::Seal => "worker-seal",
            WorkerError::NotSealed => "worker-not-sealed",
        }
    }
}

/// A message's head: the job and what is said of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head<T> {
    /// The job.
    pub job: Job,
    /// What is asked or answered.
    pub body: T,
}
