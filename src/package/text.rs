//! Text format: the Markdown of the report, to the byte.
//!
//! It is not padded: a pad would be part of the text, and OpenPGP's padding packet is refused by
//! Sequoia inside SEIPD version 1. So the ciphertext's length tells the text's length.

use super::{Format, Package, Reference, Segment};

/// The text and nothing else.
pub fn plan(reference: Reference, report_md: &str) -> Package {
    let segments = vec![Segment::Bytes(report_md.as_bytes().to_vec())];
    Package {
        format: Format::Text,
        reference,
        segments,
    }
}
