//! PURE. The messages between page and worker, with stable error codes.
//!
//! A message is a JSON head and, beside it, [`Part`]s: byte strings that need not be copied into
//! text, and files. Each job has a number; whatever arrives for a job that is no longer awaited is
//! dropped.

use crate::date::Date;
use crate::digest::Digest;
use crate::handle::Handle;
use crate::markdown::Node;
use crate::openpgp::message::Inspected;
use crate::openpgp::seal::KeyIds;
use crate::openpgp::source::FileError;
use crate::openpgp::{Pinned, Refusal, Team};
use crate::package::{Format, Reference};
use crate::report::Attachment;
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
    /// there is one, `report.md`, `report.json`, then the attachments' files in their order.
    Seal(Box<Sealing>),
    /// SHA-256 of a file. Part: the file.
    Digest {
        /// Its length in bytes.
        length: u64,
    },
}

/// What is sealed, to whom, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sealing {
    /// The check of the vendor's certificates.
    pub checking: Checking,
    /// Whether the writer's own certificate is there, for a copy to keep.
    pub own: bool,
    /// Whether the message tells which keys can open it.
    pub key_ids: KeyIds,
    /// The report's reference.
    pub reference: Reference,
    /// The report's date.
    pub date: Date,
    /// Random, for the boundary of the mail format.
    pub boundary_seed: [u8; 16],
    /// What goes with the report.
    pub attachments: Vec<Attachment>,
    /// The packages to make and seal.
    pub formats: Vec<Format>,
}

/// What travels beside a head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Bytes, in memory.
    Bytes(Vec<u8>),
    /// A file or blob: its number here, itself in the message.
    File(Handle),
}

impl Part {
    /// The bytes, where it is no file.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::File(_) => None,
        }
    }
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
    /// Sealing or reading goes on. Also the sign of life without which the page ends the worker.
    Progress {
        /// Bytes done so far, of all packages.
        done: u64,
        /// Bytes of all packages.
        total: u64,
        /// Since the job began.
        milliseconds: u64,
    },
    /// Done. Parts: the message of each package, in the order asked for: bytes of the text format,
    /// files of the others.
    Sealed {
        /// The fingerprints of the keys that can open it, hexadecimal.
        recipients: Vec<String>,
        /// What was seen of each message while it was written.
        messages: Vec<Inspected>,
    },
    /// SHA-256 of the file.
    Digested(Digest),
    /// An attachment cannot be read.
    FileFailed {
        /// Its place in the list.
        file: usize,
        /// Why.
        error: FileError,
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
    /// The disk is full, or the browser allows no more.
    NoRoom,
}

impl WorkerError {
    /// All of them, for tests and tables.
    pub const ALL: [WorkerError; 7] = [
        WorkerError::NoStart,
        WorkerError::Silent,
        WorkerError::Crashed,
        WorkerError::Protocol,
        WorkerError::Seal,
        WorkerError::NotSealed,
        WorkerError::NoRoom,
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
            WorkerError::NoRoom => "worker-no-room",
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
