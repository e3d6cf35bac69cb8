//! What a file to save is put together from, so that gigabytes need not pass through the page.

use super::Body;

/// A piece of a file to save. Whoever saves it writes the pieces one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A sealed message as it is.
    Sealed(Body),
    /// A sealed message in base64: lines of 76 characters with CRLF between them and none at the
    /// end, as [`base64_lines`](crate::package::mail::base64_lines) makes them. What is read in
    /// slices of a multiple of [`BASE64_LINE_BYTES`] can be encoded slice by slice.
    Base64(Body),
}

/// How many bytes make one line of base64, RFC 2045 section 6.8.
pub const BASE64_LINE_BYTES: usize = 57;
