//! A raw PGP/MIME mail, RFC 3156 section 4, for `sendmail -t` and clients that send raw messages.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::header::{AddressError, address, unstructured};
use super::{File, Piece, Sealed, file};
use crate::package::{Format, Reference};

/// Why there is no raw mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RawMailError {
    /// What is inside is not a MIME entity, so a mail client could not show it.
    NotMailFormat,
    /// The address is not a single mail address.
    Address,
}

impl fmt::Display for RawMailError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotMailFormat => "the sealed message is not in mail format",
            Self::Address => "not a single mail address",
        })
    }
}

impl std::error::Error for RawMailError {}

impl From<AddressError> for RawMailError {
    fn from(_: AddressError) -> Self {
        Self::Address
    }
}

/// About how long the mail is, in bytes, over a plaintext of this length: armor writes 48 bytes to a
/// line of 64 characters and CRLF.
#[must_use]
pub fn length(plaintext: u64) -> u64 {
    plaintext.div_ceil(48).saturating_mul(66)
}

/// What stands around the armor in a raw mail, with CRLF line ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Before it.
    pub head: String,
    /// After it.
    pub tail: String,
}

/// The mail around a message that is still to be sealed in mail format, with CRLF line ends. `From`
/// and `Date` are the sending program's to add.
///
/// # Errors
/// `to` is not a single address.
pub fn frame(reference: &Reference, to: &str, subject: &str) -> Result<Frame, RawMailError> {
    let to = address(to)?;
    let subject = unstructured(subject);
    let boundary = file::boundary(reference);
    let name = format!("report-{reference}.asc");
    let head = format!(
        "To: {to}\r\n\
         Subject: {subject}\r\n\
         MIME-Version: 1.0\r\n\
         Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\";\r\n \
         boundary=\"{boundary}\"\r\n\
         \r\n\
         --{boundary}\r\n\
         Content-Type: application/pgp-encrypted\r\n\
         \r\n\
         Version: 1\r\n\
         \r\n\
         --{boundary}\r\n\
         Content-Type: application/octet-stream; name=\"{name}\"\r\n\
         Content-Disposition: inline; filename=\"{name}\"\r\n\
         \r\n"
    );
    let tail = format!("\r\n--{boundary}--\r\n");
    Ok(Frame { head, tail })
}

/// The mail with a message that is sealed, whose armor has CRLF too: it stands there as it is.
pub fn plan(sealed: &Sealed, to: &str, subject: &str) -> Result<File, RawMailError> {
    if sealed.format() != Format::Mail {
        return Err(RawMailError::NotMailFormat);
    }
    let Frame { head, tail } = frame(sealed.reference(), to, subject)?;
    let pieces = vec![
        Piece::Bytes(head.into_bytes()),
        Piece::Sealed(sealed.body().clone()),
        Piece::Bytes(tail.into_bytes()),
    ];
    // Beside the draft in one folder, so not by the same name.
    let name = format!("report-{}-raw.eml", sealed.reference());
    Ok(File::new(name, "message/rfc822", pieces))
}
