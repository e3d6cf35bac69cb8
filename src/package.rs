//! PURE. What gets encrypted: an ordered plan of segments of known length, which names the files that
//! go in and does not read them.

pub mod archive;
mod base64;
pub mod files;
mod fill;
pub mod mail;
pub mod padding;
mod parameter;
mod quoted_printable;
pub mod reader;
mod reference;
pub mod source;
pub mod text;

use serde::{Deserialize, Serialize};

pub(crate) use base64::base64_lines;
pub use base64::{BYTES_PER_LINE, encode_base64};
pub use files::Files;
pub use fill::Fill;
pub use reader::{Pieces, Want};
pub use reference::{Reference, ReferenceError};
pub use source::PackageSource;

/// How the inside of a sealed message is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// The Markdown text alone.
    Text,
    /// A MIME entity with text, `report.json` and attachments, for RFC 3156.
    Mail,
    /// A tar archive with text, `report.json` and attachments.
    Archive,
}

/// A piece of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Bytes in memory.
    Bytes(Vec<u8>),
    /// A whole file, as it is.
    File {
        /// Its place in the list of attachments.
        file: usize,
        /// Its length in bytes.
        length: u64,
    },
    /// A whole file in base64: lines of 76 characters, CRLF between them and none at the end.
    Base64 {
        /// Its place in the list of attachments.
        file: usize,
        /// The length of the file, not of its base64, in bytes.
        length: u64,
    },
    /// Padding.
    Fill {
        /// Of what.
        fill: Fill,
        /// How many bytes.
        length: u64,
    },
}

/// The plan: everything that will be encrypted, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// How it is laid out.
    pub format: Format,
    /// The report's reference.
    pub reference: Reference,
    /// The pieces, in order.
    pub segments: Vec<Segment>,
}

impl Segment {
    /// Length of the plaintext that it stands for, in bytes.
    pub fn len(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File { length, .. } | Self::Fill { length, .. } => *length,
            Self::Base64 { length, .. } => base64::base64_len(*length),
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Package {
    /// Length of the whole plaintext in bytes.
    pub fn len(&self) -> u64 {
        let lengths = self.segments.iter().map(Segment::len);
        lengths.fold(0, u64::saturating_add)
    }

    /// Whether there is nothing to encrypt.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The plaintext of a small package in one piece, with `files` in the places of its
    /// attachments; [`Pieces`] does without holding it. `None` if a file is missing or is not of
    /// the length that was planned.
    pub fn to_bytes(&self, files: &[&[u8]]) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        for segment in &self.segments {
            let whole = |file: usize, length: u64| {
                let bytes = files.get(file).copied();
                bytes.filter(|bytes| bytes.len() as u64 == length)
            };
            match segment {
                Segment::Bytes(bytes) => out.extend(bytes),
                &Segment::File { file, length } => out.extend(whole(file, length)?),
                &Segment::Base64 { file, length } => {
                    encode_base64(0, whole(file, length)?, length, &mut out);
                }
                &Segment::Fill { fill, length } => {
                    let start = out.len();
                    out.resize(start.checked_add(usize::try_from(length).ok()?)?, 0);
                    fill.write(0, &mut out[start..]);
                }
            }
        }
        Some(out)
    }
}
