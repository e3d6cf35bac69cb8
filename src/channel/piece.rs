//! What a file to save is put together from, so that gigabytes need not pass through the page.

use super::Body;

/// A piece of a file to save. Whoever saves it writes the pieces one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A sealed message as it is.
    Sealed(Body),
    /// A sealed message in base64, as [`encode_base64`](crate::package::encode_base64) writes it,
    /// slice by slice.
    Base64(Body),
}
