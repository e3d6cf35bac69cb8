//! What gets encrypted: an ordered plan of segments of known length.
//!
//! Text and mail are here; the archive, which reads files while it is sealed, comes with
//! attachments and adds its own kinds of segment.

pub mod mail;
pub mod padding;
mod quoted_printable;
mod reference;
pub mod text;

use serde::{Deserialize, Serialize};

pub use reference::{Reference, ReferenceError};

/// How the inside of a sealed message is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// The Markdown text alone.
    Text,
    /// A MIME entity with text, `report.json` and attachments, for RFC 3156.
    Mail,
}

/// A piece of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Bytes in memory.
    Bytes(Vec<u8>),
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
    /// Length in bytes.
    pub fn len(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
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
        self.segments.iter().map(Segment::len).sum()
    }

    /// Whether there is nothing to encrypt.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The plaintext, in order.
    pub fn to_bytes(&self) -> Vec<u8> {
        let pieces = self
            .segments
            .iter()
            .map(|Segment::Bytes(bytes)| bytes.as_slice());
        pieces.collect::<Vec<_>>().concat()
    }
}
