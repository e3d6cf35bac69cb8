//! Where plaintext comes from: piece by piece, and maybe not at once.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde::{Deserialize, Serialize};

/// Why an attachment cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileError {
    /// It is gone, or may not be read any more.
    Vanished,
    /// It is not what it was when it was chosen.
    Changed,
}

impl FileError {
    /// A stable name for this error.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Vanished => "file-vanished",
            Self::Changed => "file-changed",
        }
    }
}

/// A source failed: which of its files, by its place in the list, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceError {
    /// Its place in the list of attachments.
    pub file: usize,
    /// Why.
    pub error: FileError,
}

/// Plaintext of known length.
pub trait Source {
    /// In bytes.
    fn length(&self) -> u64;

    /// Fills all of `buffer` with what comes next.
    ///
    /// # Errors
    /// A file could not be read.
    fn fill(&mut self, buffer: &mut [u8]) -> impl Future<Output = Result<(), SourceError>>;
}

/// What a future gives if it does not have to wait.
pub fn at_once<F: Future>(future: F) -> Option<F::Output> {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

/// Bytes in memory.
impl Source for &[u8] {
    fn length(&self) -> u64 {
        self.len() as u64
    }

    async fn fill(&mut self, buffer: &mut [u8]) -> Result<(), SourceError> {
        let (now, rest) = self.split_at(buffer.len());
        buffer.copy_from_slice(now);
        *self = rest;
        Ok(())
    }
}
