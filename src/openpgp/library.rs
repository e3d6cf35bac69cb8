//! Encryption by the library alone: all of SEIPD version 2, and version 1 where there is no faster
//! cipher. It pulls its plaintext and does not wait, so the source has to be ready at once.

use std::io::{self, Read, Write};

use pgp::composed::{Encryption, MessageBuilder};
use pgp::crypto::aead::ChunkSize;
use rand::{CryptoRng, Rng};

use super::cipher;
use super::recipient::Recipient;
use super::seal::{KeyIds, SealError};
use super::source::{Source, SourceError, at_once};

/// Writes the message in packets. `progress` is told the bytes of `source` that were read.
#[inline(never)]
pub(super) fn write<S: Source>(
    recipients: &[Recipient],
    source: S,
    out: &mut impl Write,
    key_ids: KeyIds,
    mut rng: impl CryptoRng + Rng,
    progress: &mut dyn FnMut(u64),
) -> Result<(), SealError> {
    let mut pulled = Pulled {
        left: source.length(),
        source,
        read: 0,
        failed: None,
        progress,
    };
    let mut noted = Noted { out, failed: None };
    let builder = MessageBuilder::from_reader("", &mut pulled);
    let keys = recipients.iter().flat_map(|recipient| &recipient.keys);
    let written = if cipher::all_read_seipd_v2(recipients) {
        let (cipher, aead) = cipher::common_suite(recipients);
        let mut builder = builder.seipd_v2(&mut rng, cipher, aead, ChunkSize::default());
        for key in keys {
            match key_ids {
                KeyIds::Shown => builder.encrypt_to_key(&mut rng, key)?,
                KeyIds::Hidden => builder.encrypt_to_key_anonymous(&mut rng, key)?,
            };
        }
        finish(builder, rng, &mut noted)
    } else {
        let mut builder = builder.seipd_v1(&mut rng, cipher::common_cipher(recipients));
        for key in keys {
            match key_ids {
                KeyIds::Shown => builder.encrypt_to_key(&mut rng, key)?,
                KeyIds::Hidden => builder.encrypt_to_key_anonymous(&mut rng, key)?,
            };
        }
        finish(builder, rng, &mut noted)
    };
    // The library wraps what it was told: the first who failed knows better.
    match (pulled.failed, noted.failed) {
        (Some(error), _) => Err(error.into()),
        (None, Some(kind)) => Err(io::Error::from(kind).into()),
        (None, None) => written,
    }
}

fn finish<R: Read, E: Encryption>(
    builder: MessageBuilder<'_, R, E>,
    rng: impl CryptoRng + Rng,
    out: impl Write,
) -> Result<(), SealError> {
    Ok(builder.to_writer(rng, out)?)
}

/// A source that is pulled at.
struct Pulled<'a, S> {
    source: S,
    left: u64,
    read: u64,
    failed: Option<SourceError>,
    progress: &'a mut dyn FnMut(u64),
}

impl<S: Source> Read for Pulled<'_, S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let octets = usize::try_from(self.left).map_or(buffer.len(), |l| l.min(buffer.len()));
        match at_once(self.source.fill(&mut buffer[..octets])) {
            Some(Ok(())) => {}
            Some(Err(error)) => {
                self.failed = Some(error);
                return Err(io::ErrorKind::Other.into());
            }
            None => return Err(io::ErrorKind::WouldBlock.into()),
        }
        self.left -= octets as u64;
        self.read += octets as u64;
        (self.progress)(self.read);
        Ok(octets)
    }
}

/// Remembers why writing failed.
struct Noted<'a, W> {
    out: &'a mut W,
    failed: Option<io::ErrorKind>,
}

impl<W: Write> Write for Noted<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out
            .write(bytes)
            .inspect_err(|error| self.failed = Some(error.kind()))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
