//! The plaintext of a package, piece by piece, with the attachments read from their files. What was
//! read is compared with what the report tells of it.

use std::fs::File;
use std::io::{self, Read};

use zeroize::Zeroizing;

use super::attach::{self, Attached};
use crate::digest::Digesting;
use crate::openpgp::source::{FileError, Source, SourceError};
use crate::package::reader::MIN_LIMIT_BYTES;
use crate::package::{Package, Pieces, Want, encode_base64};

/// Made ahead at a time, in bytes.
const CHUNK_BYTES: usize = 64 << 10;

/// A package and the files that go into it.
pub(super) struct Plaintext<'a> {
    length: u64,
    pieces: Pieces<'a>,
    files: &'a [Attached],
    reading: Option<Reading>,
    /// What was made already and not yet asked for.
    made: Zeroizing<Vec<u8>>,
    /// How much of that was given.
    given: usize,
}

/// A file that is being read, from its start to its end.
struct Reading {
    file: usize,
    input: File,
    digesting: Digesting,
    /// Bytes that were read.
    done: u64,
}

impl<'a> Plaintext<'a> {
    pub(super) fn new(package: &'a Package, files: &'a [Attached]) -> Self {
        Self {
            length: package.len(),
            pieces: Pieces::new(package),
            files,
            reading: None,
            made: Zeroizing::default(),
            given: 0,
        }
    }

    fn read(&mut self, mut buffer: &mut [u8]) -> Result<(), SourceError> {
        while !buffer.is_empty() {
            let made = &self.made[self.given..];
            if !made.is_empty() {
                let count = made.len().min(buffer.len());
                let (head, rest) = buffer.split_at_mut(count);
                head.copy_from_slice(&made[..count]);
                self.given += count;
                buffer = rest;
                continue;
            }
            let limit = buffer.len().max(CHUNK_BYTES);
            let want = self.pieces.next(limit);
            match want.expect("nobody asks for more than the length of the package") {
                Want::File { file, length, .. } if length <= buffer.len() => {
                    let (head, rest) = buffer.split_at_mut(length);
                    self.read_file(file, head)?;
                    buffer = rest;
                }
                want => self.make(want)?,
            }
        }
        Ok(())
    }

    /// Makes what the plaintext goes on with.
    fn make(&mut self, want: Want<'_>) -> Result<(), SourceError> {
        let mut made = std::mem::take(&mut self.made);
        made.clear();
        self.given = 0;
        match want {
            Want::Bytes(bytes) => made.extend_from_slice(bytes),
            Want::File { file, length, .. } => {
                made.resize(length, 0);
                self.read_file(file, &mut made)?;
            }
            Want::Base64 {
                file,
                offset,
                length,
            } => {
                let mut raw = Zeroizing::new(vec![0; length]);
                self.read_file(file, &mut raw)?;
                encode_base64(offset, &raw, self.files[file].attachment.length, &mut made);
            }
            Want::Fill {
                fill,
                offset,
                length,
            } => {
                made.resize(length, 0);
                fill.write(offset, &mut made);
            }
        }
        self.made = made;
        Ok(())
    }

    /// Fills `buffer` with what comes next of a file. Its end has to be where it was, and all of it
    /// what it was: a reader of the report compares it with the digest there.
    fn read_file(&mut self, file: usize, buffer: &mut [u8]) -> Result<(), SourceError> {
        let failed = |error: FileError| SourceError { file, error };
        let mut reading = match self.reading.take() {
            Some(reading) if reading.file == file => reading,
            _ => Reading {
                file,
                input: attach::open(&self.files[file].path)
                    .map_err(|_| failed(FileError::Vanished))?,
                digesting: Digesting::default(),
                done: 0,
            },
        };
        reading.input.read_exact(buffer).map_err(|error| {
            failed(match error.kind() {
                io::ErrorKind::UnexpectedEof => FileError::Changed,
                _ => FileError::Vanished,
            })
        })?;
        reading.digesting.update(buffer);
        reading.done += buffer.len() as u64;
        let told = &self.files[file].attachment;
        if reading.done < told.length {
            self.reading = Some(reading);
            return Ok(());
        }
        let ended = matches!(reading.input.read(&mut [0]), Ok(0));
        match ended && reading.digesting.finish() == told.digest {
            true => Ok(()),
            false => Err(failed(FileError::Changed)),
        }
    }
}

impl Source for Plaintext<'_> {
    fn length(&self) -> u64 {
        self.length
    }

    async fn fill(&mut self, buffer: &mut [u8]) -> Result<(), SourceError> {
        self.read(buffer)
    }
}
