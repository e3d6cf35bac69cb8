//! What the researcher keeps: proof of what was handed over, without a word of it.

use serde::{Deserialize, Serialize};

use super::{ChannelKind, Digest, Sealed};
use crate::package::Reference;

/// Characters of a server's answer that are kept.
const MAX_ANSWER_CHARS: usize = 2000;

/// A receipt, saved as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The report's reference.
    pub reference: Reference,
    /// SHA-256 of the ciphertext.
    pub digest: Digest,
    /// Its length in bytes.
    pub length: u64,
    /// When it was handed over, in Unix seconds.
    pub time: u64,
    /// How.
    pub channel: ChannelKind,
    /// What the server said, where there was one.
    pub answer: Option<ServerAnswer>,
}

/// An answer to an upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerAnswer {
    /// HTTP status code.
    pub status: u16,
    /// The body, cut and without control characters.
    pub text: String,
}

impl Receipt {
    /// For what was handed over at `time` (Unix seconds).
    pub fn new(
        sealed: &Sealed,
        time: u64,
        channel: ChannelKind,
        answer: Option<ServerAnswer>,
    ) -> Self {
        Self {
            reference: sealed.reference().clone(),
            digest: sealed.digest(),
            length: sealed.bytes().len() as u64,
            time,
            channel,
            answer,
        }
    }
}

impl ServerAnswer {
    /// Keeps the start of a server's answer, line breaks as spaces, other control characters gone.
    pub fn new(status: u16, text: &str) -> Self {
        let line_breaks = text
            .chars()
            .map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c });
        let kept = line_breaks
            .filter(|c| !c.is_control())
            .take(MAX_ANSWER_CHARS);
        Self {
            status,
            text: kept.collect(),
        }
    }
}
