//! Files to save. Their names hold the reference and nothing else about the report.

use super::{Piece, Sealed};
use crate::package::{Format, Reference};

/// A file to save. Only this folder makes one, from ciphertext or from a receipt: what was typed
/// cannot be saved by mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    name: String,
    media_type: &'static str,
    pieces: Vec<Piece>,
}

impl File {
    pub(super) fn new(name: String, media_type: &'static str, pieces: Vec<Piece>) -> Self {
        Self {
            name,
            media_type,
            pieces,
        }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The media type.
    pub fn media_type(&self) -> &'static str {
        self.media_type
    }

    /// The content, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }
}

/// The sealed message itself, byte for byte.
pub fn plan(sealed: &Sealed) -> File {
    let pieces = vec![Piece::Sealed(sealed.body().clone())];
    File::new(name(sealed), "application/octet-stream", pieces)
}

/// `report-REF.asc`, or `report-REF.tar.pgp` for an archive, which is not armored.
pub fn name(sealed: &Sealed) -> String {
    let extension = match sealed.format() {
        Format::Text | Format::Mail => "asc",
        Format::Archive => "tar.pgp",
    };
    format!("report-{}.{extension}", sealed.reference())
}

/// A MIME boundary from the reference. It holds `=_`, which occurs neither in base64 nor in armor.
pub(super) fn boundary(reference: &Reference) -> String {
    format!("=_{reference}")
}
