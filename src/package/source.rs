//! A package as the plaintext of a message: files are read ahead, slice by slice, and never held
//! whole.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;

use zeroize::Zeroizing;

use super::files::{Files, Slice, Snapshots};
use super::{Fill, Package, Pieces, Want, encode_base64};
use crate::digest::Digesting;
use crate::openpgp::source::{FileError, Source, SourceError};
use crate::report::Attachment;

/// How many slices are on their way while one is worked on.
const AHEAD: usize = 2;

/// The plaintext of a package.
pub struct PackageSource<'a, F: Files> {
    length: u64,
    pieces: Pieces<'a>,
    files: F,
    attachments: &'a [Attachment],
    snapshots: Snapshots,
    ahead: VecDeque<Ahead<'a, F::Slice>>,
    current: Current<'a, F::Slice>,
    /// Of the file that is being read.
    digesting: Digesting,
}

type Reading<S> = Pin<Box<dyn Future<Output = Result<S, FileError>>>>;

enum Ahead<'a, S> {
    There(Current<'a, S>),
    Reading {
        file: usize,
        offset: u64,
        length: usize,
        layout: Layout,
        reading: Reading<S>,
    },
}

#[derive(Clone, Copy)]
enum Layout {
    Raw,
    Base64,
}

/// What the buffer is filled from: never all used up but at the very end.
enum Current<'a, S> {
    Bytes(&'a [u8]),
    Fill {
        fill: Fill,
        offset: u64,
        left: usize,
    },
    Slice {
        slice: S,
        at: usize,
    },
    Lines {
        lines: Zeroizing<Vec<u8>>,
        at: usize,
    },
}

impl<'a, F: Files> PackageSource<'a, F> {
    /// From the start of `package`, whose files are `attachments`.
    pub fn new(
        package: &'a Package,
        files: F,
        attachments: &'a [Attachment],
        snapshots: Snapshots,
    ) -> Self {
        Self {
            length: package.len(),
            pieces: Pieces::new(package),
            files,
            attachments,
            snapshots,
            ahead: VecDeque::new(),
            current: Current::Bytes(&[]),
            digesting: Digesting::default(),
        }
    }

    fn read_ahead(&mut self) {
        while self.ahead.len() <= AHEAD {
            let Some(want) = self.pieces.next(self.files.slice_bytes()) else {
                return;
            };
            let next = match want {
                Want::Bytes(bytes) => Ahead::There(Current::Bytes(bytes)),
                Want::Fill {
                    fill,
                    offset,
                    length,
                } => Ahead::There(Current::Fill {
                    fill,
                    offset,
                    left: length,
                }),
                Want::File {
                    file,
                    offset,
                    length,
                } => self.read(file, offset, length, Layout::Raw),
                Want::Base64 {
                    file,
                    offset,
                    length,
                } => self.read(file, offset, length, Layout::Base64),
            };
            self.ahead.push_back(next);
        }
    }

    fn read(&self, file: usize, offset: u64, length: usize, layout: Layout) -> Ahead<'a, F::Slice> {
        Ahead::Reading {
            file,
            offset,
            length,
            layout,
            reading: Box::pin(self.files.read(file, offset, length)),
        }
    }

    async fn go_on(&mut self) -> Result<(), SourceError> {
        self.read_ahead();
        let next = self.ahead.pop_front();
        match next.expect("no more is asked for than the package's length") {
            Ahead::There(current) => self.current = current,
            Ahead::Reading {
                file,
                offset,
                length,
                layout,
                reading,
            } => {
                let failed = |error| SourceError { file, error };
                let slice = reading.await.map_err(failed)?;
                if slice.length() != length {
                    return Err(failed(FileError::Changed));
                }
                let file_length = self.attachments.get(file).map_or(0, |it| it.length);
                if self.snapshots == Snapshots::NotKept {
                    self.digest(file, offset + length as u64 >= file_length, &slice)?;
                }
                self.current = match layout {
                    Layout::Raw => Current::Slice { slice, at: 0 },
                    Layout::Base64 => {
                        let mut bytes = Zeroizing::new(vec![0; length]);
                        slice.copy(0, &mut bytes);
                        let mut lines = Zeroizing::new(Vec::new());
                        encode_base64(offset, &bytes, file_length, &mut lines);
                        Current::Lines { lines, at: 0 }
                    }
                };
            }
        }
        Ok(())
    }

    /// Digests a slice; at the end of the file it has to be the one that was told.
    fn digest(&mut self, file: usize, ends: bool, slice: &F::Slice) -> Result<(), SourceError> {
        let mut bytes = Zeroizing::new(vec![0; slice.length()]);
        slice.copy(0, &mut bytes);
        self.digesting.update(&bytes);
        if !ends {
            return Ok(());
        }
        let digest = std::mem::take(&mut self.digesting).finish();
        let told = self.attachments.get(file).map(|it| it.digest);
        if told == Some(digest) {
            Ok(())
        } else {
            let error = FileError::Changed;
            Err(SourceError { file, error })
        }
    }
}

impl<S: Slice> Current<'_, S> {
    /// Fills the front of `buffer`; how much of it.
    fn take(&mut self, buffer: &mut [u8]) -> usize {
        match self {
            Self::Bytes(bytes) => {
                let count = bytes.len().min(buffer.len());
                let (now, rest) = bytes.split_at(count);
                buffer[..count].copy_from_slice(now);
                *bytes = rest;
                count
            }
            Self::Fill { fill, offset, left } => {
                let count = buffer.len().min(*left);
                fill.write(*offset, &mut buffer[..count]);
                *offset += count as u64;
                *left -= count;
                count
            }
            Self::Slice { slice, at } => {
                let count = buffer.len().min(slice.length() - *at);
                slice.copy(*at, &mut buffer[..count]);
                *at += count;
                count
            }
            Self::Lines { lines, at } => {
                let count = buffer.len().min(lines.len() - *at);
                buffer[..count].copy_from_slice(&lines[*at..][..count]);
                *at += count;
                count
            }
        }
    }
}

impl<F: Files> Source for PackageSource<'_, F> {
    fn length(&self) -> u64 {
        self.length
    }

    async fn fill(&mut self, mut buffer: &mut [u8]) -> Result<(), SourceError> {
        while !buffer.is_empty() {
            let count = self.current.take(buffer);
            buffer = &mut buffer[count..];
            if count == 0 {
                self.go_on().await?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::file_name::FileName;
    use crate::openpgp::source::at_once;
    use crate::package::{Format, Reference, Segment};
    use proptest::prelude::*;

    /// Files in memory.
    struct Memory(Vec<Vec<u8>>);

    impl Files for Memory {
        type Slice = Vec<u8>;

        fn read(
            &self,
            file: usize,
            offset: u64,
            length: usize,
        ) -> impl Future<Output = Result<Vec<u8>, FileError>> + 'static {
            let read = self.0.get(file).ok_or(FileError::Vanished).map(|bytes| {
                let start = (offset as usize).min(bytes.len());
                bytes[start..bytes.len().min(start + length)].to_vec()
            });
            std::future::ready(read)
        }
    }

    fn attachments(files: &[Vec<u8>]) -> Vec<Attachment> {
        let attachment = |bytes: &Vec<u8>| Attachment {
            name: FileName::safe("a"),
            length: bytes.len() as u64,
            digest: Digest::of(bytes),
        };
        files.iter().map(attachment).collect()
    }

    fn package(files: &[Vec<u8>]) -> Package {
        let mut segments = vec![Segment::Bytes(b"begin".to_vec())];
        for (file, bytes) in files.iter().enumerate() {
            let length = bytes.len() as u64;
            segments.push(Segment::File { file, length });
            let fill = Fill::Zeros;
            segments.push(Segment::Fill { fill, length: 300 });
            segments.push(Segment::Base64 { file, length });
        }
        Package {
            format: Format::Mail,
            reference: Reference::from_random([0; 8]),
            segments,
        }
    }

    fn read(
        files: Vec<Vec<u8>>,
        attachments: &[Attachment],
        package: &Package,
        buffers: &[usize],
        snapshots: Snapshots,
    ) -> Result<Vec<u8>, SourceError> {
        let mut source = PackageSource::new(package, Memory(files), attachments, snapshots);
        let mut out = Vec::new();
        let mut sizes = buffers.iter().cycle();
        while (out.len() as u64) < source.length() {
            let left = (source.length() as usize) - out.len();
            let mut buffer = vec![0; left.min(*sizes.next().expect("a cycle"))];
            at_once(source.fill(&mut buffer)).expect("in memory")?;
            out.extend(buffer);
        }
        Ok(out)
    }

    proptest! {
        #[test]
        fn buffers_of_any_size_hold_the_package(
            files in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..400), 0..3),
            buffers in prop::collection::vec(1..300_usize, 1..5),
        ) {
            let (package, attachments) = (package(&files), attachments(&files));
            let slices: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
            let whole = package.to_bytes(&slices).expect("all there");
            let read = read(files, &attachments, &package, &buffers, Snapshots::NotKept);
            prop_assert_eq!(read, Ok(whole));
        }
    }

    #[test]
    fn longer_than_a_slice() {
        let slice = Memory(Vec::new()).slice_bytes();
        let files = vec![vec![7; slice * 3 + 11], vec![8; slice]];
        let (package, attachments) = (package(&files), attachments(&files));
        let slices: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
        let whole = package.to_bytes(&slices).expect("all there");
        let read = read(
            files,
            &attachments,
            &package,
            &[1_000_003],
            Snapshots::NotKept,
        );
        assert!(read == Ok(whole));
    }

    #[test]
    fn a_file_that_is_not_what_it_was_is_named() {
        let files = vec![b"same".to_vec(), b"before".to_vec()];
        let (package, attachments) = (package(&files), attachments(&files));
        let after = |second: &[u8], snapshots| {
            let files = vec![b"same".to_vec(), second.to_vec()];
            read(files, &attachments, &package, &[64], snapshots).map_err(|it| (it.file, it.error))
        };
        let changed = Err((1, FileError::Changed));
        assert_eq!(after(b"short", Snapshots::Kept), changed);
        assert_eq!(after(b"behind", Snapshots::NotKept), changed);
        assert!(after(b"before", Snapshots::NotKept).is_ok());
        let gone = read(
            vec![b"same".to_vec()],
            &attachments,
            &package,
            &[64],
            Snapshots::Kept,
        );
        let error = FileError::Vanished;
        assert_eq!(gone, Err(SourceError { file: 1, error }));
    }
}
