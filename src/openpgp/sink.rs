//! Where a message goes, and who digests it on its way.

use std::future::Future;
use std::io::{self, Write};

use crate::digest::{Digest, Digesting};

/// Takes a message.
pub trait Sink: Write {
    /// Waits until what was written so far is not too far ahead of whoever works on it.
    fn ready(&mut self) -> impl Future<Output = ()>;

    /// SHA-256 of all that was written; nothing follows.
    ///
    /// # Errors
    /// What became of what was written, if that shows only now.
    fn digest(&mut self) -> impl Future<Output = io::Result<Digest>>;
}

/// Digests what it passes on.
#[derive(Default)]
pub struct Digested<W> {
    out: W,
    digesting: Digesting,
}

impl<W: Write> Digested<W> {
    /// Passes on to `out`.
    pub fn new(out: W) -> Self {
        let digesting = Digesting::default();
        Self { out, digesting }
    }
}

impl<W: Write> Write for Digested<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.digesting.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Write> Sink for Digested<W> {
    async fn ready(&mut self) {}

    async fn digest(&mut self) -> io::Result<Digest> {
        Ok(std::mem::take(&mut self.digesting).finish())
    }
}

impl<S: Sink> Sink for &mut S {
    async fn ready(&mut self) {
        (**self).ready().await;
    }

    async fn digest(&mut self) -> io::Result<Digest> {
        (**self).digest().await
    }
}
