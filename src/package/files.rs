//! The files of a package, wherever they lie.

use std::future::Future;

use crate::openpgp::source::FileError;

/// How much of a file is read at once, in bytes: smaller slices cost more calls, larger ones more
/// memory.
const SLICE_BYTES: usize = 1024 * 1024;

/// The files of a package, by their place in the list of attachments.
pub trait Files {
    /// A slice that was read.
    type Slice: Slice;

    /// How much is best read at once, in bytes.
    fn slice_bytes(&self) -> usize {
        SLICE_BYTES
    }

    /// Starts to read `length` bytes from `offset` on, fewer where the file has no more.
    fn read(
        &self,
        file: usize,
        offset: u64,
        length: usize,
    ) -> impl Future<Output = Result<Self::Slice, FileError>> + 'static;
}

/// Bytes of a file, wherever they lie.
pub trait Slice: 'static {
    /// How many.
    fn length(&self) -> usize;

    /// Copies those from `from` on into all of `into`.
    fn copy(&self, from: usize, into: &mut [u8]);
}

impl Slice for Vec<u8> {
    fn length(&self) -> usize {
        self.len()
    }

    fn copy(&self, from: usize, into: &mut [u8]) {
        into.copy_from_slice(&self[from..][..into.len()]);
    }
}

/// Whether the files can change while they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Snapshots {
    /// Reading fails once a file is not what it was when it was chosen.
    Kept,
    /// It does not: each file is digested again and compared.
    NotKept,
}
