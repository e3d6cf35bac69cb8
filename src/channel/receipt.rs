//! What the researcher keeps: proof of what was handed over, without a word of it.

use serde::{Deserialize, Serialize};

use super::{ChannelKind, File, Piece, Sealed};
use crate::date::moment;
use crate::deceptive::is_deceptive;
use crate::digest::Digest;
use crate::package::Reference;
use crate::words::Words;

/// Characters of a server's answer that are kept.
const MAX_ANSWER_CHARS: usize = 2000;

/// A receipt; saved as a text by [`Receipt::file`].
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
            length: sealed.length(),
            time,
            channel,
            answer,
        }
    }
}

impl Receipt {
    /// The receipt as a text in the language of `words`. `number` tells several receipts of one
    /// report apart, from 1; `vendor` is the vendor's name.
    pub fn file(&self, number: usize, vendor: &str, words: &Words) -> File {
        let answer = match &self.answer {
            Some(answer) => format!("{} {}", answer.status, answer.text)
                .trim()
                .to_owned(),
            None => words.text("receipt-no-answer"),
        };
        let lines = [
            ("receipt-reference", self.reference.to_string()),
            ("receipt-vendor", vendor.to_owned()),
            ("receipt-channel", words.text(self.channel.message())),
            ("receipt-time", moment(self.time)),
            ("receipt-digest", self.digest.to_string()),
            ("receipt-length", self.length.to_string()),
            ("receipt-answer", answer),
        ];
        let mut text = words.text("receipt-heading") + "\n\n";
        for (label, value) in lines {
            text += &format!("{}: {value}\n", words.text(label));
        }
        let name = format!("receipt-{}-{number}.txt", self.reference);
        let pieces = vec![Piece::Bytes(text.into_bytes())];
        File::new(name, "text/plain;charset=utf-8", pieces)
    }
}

impl ServerAnswer {
    /// Keeps the start of a server's answer, line breaks as spaces, other control and direction characters gone.
    pub fn new(status: u16, text: &str) -> Self {
        let line_breaks = text
            .chars()
            .map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c });
        let kept = line_breaks
            .filter(|c| !is_deceptive(*c))
            .take(MAX_ANSWER_CHARS);
        Self {
            status,
            text: kept.collect(),
        }
    }
}
