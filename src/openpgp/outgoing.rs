//! A message on its way out: every byte is inspected and counted as it passes.

use std::io::{self, Write};

use super::armor::write::{Armor, LineEnd};
use super::message::{Inspected, Inspector};
use super::sink::Sink;

/// Takes the packets of a message and writes them in the form that was asked for.
pub(super) struct Outgoing<W: Write> {
    inspector: Inspector,
    out: Writing<W>,
}

enum Writing<W: Write> {
    Binary(Counted<W>),
    Armored(Armor<Counted<W>>),
}

/// Counts what is written.
struct Counted<W> {
    out: W,
    length: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.length += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Sink> Outgoing<W> {
    pub(super) fn begin(out: W, armor: Option<LineEnd>) -> io::Result<Self> {
        let out = Counted { out, length: 0 };
        let out = match armor {
            None => Writing::Binary(out),
            Some(end) => Writing::Armored(Armor::begin(out, end)?),
        };
        Ok(Self {
            inspector: Inspector::default(),
            out,
        })
    }

    /// Waits for the sink.
    pub(super) async fn ready(&mut self) {
        match &mut self.out {
            Writing::Binary(counted) => counted.out.ready().await,
            Writing::Armored(armor) => armor.out().out.ready().await,
        }
    }

    /// The end of the message; `None` if it is not an encrypted one.
    pub(super) async fn finish(self) -> io::Result<Option<Inspected>> {
        let mut counted = match self.out {
            Writing::Binary(out) => out,
            Writing::Armored(armor) => armor.finish()?,
        };
        counted.flush()?;
        let digest = counted.out.digest().await?;
        let length = counted.length;
        let inspected = Inspected { length, digest };
        Ok(self.inspector.finish().then_some(inspected))
    }
}

impl<W: Write> Write for Outgoing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inspector.update(bytes);
        match &mut self.out {
            Writing::Binary(out) => out.write_all(bytes)?,
            Writing::Armored(out) => out.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.out {
            Writing::Binary(out) => out.flush(),
            Writing::Armored(out) => out.flush(),
        }
    }
}
