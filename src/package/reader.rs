//! A package read in order without holding it: what comes next, piece by piece. The caller reads
//! the files.

use super::base64::{BYTES_PER_LINE, WHOLE_LINE};
use super::{Fill, Package, Segment};

/// The least number of bytes that a piece may be asked to stay below: more than a line of base64.
pub const MIN_LIMIT_BYTES: usize = 128;

/// What the plaintext goes on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want<'a> {
    /// These bytes.
    Bytes(&'a [u8]),
    /// Bytes of a file, as they are.
    File {
        /// The file's place in the list of attachments.
        file: usize,
        /// Where they begin in the file.
        offset: u64,
        /// How many.
        length: usize,
    },
    /// Bytes of a file, as the lines that [`encode_base64`](super::encode_base64) writes.
    Base64 {
        /// The file's place in the list of attachments.
        file: usize,
        /// Where they begin in the file: a multiple of 57.
        offset: u64,
        /// How many of the file's bytes: a multiple of 57, but at the end of the file.
        length: usize,
    },
    /// Padding, as [`Fill::write`] writes it.
    Fill {
        /// The pattern.
        fill: Fill,
        /// Where to begin in the pattern.
        offset: u64,
        /// How many bytes.
        length: usize,
    },
}

/// The pieces of a package, in order; all of them together are the plaintext.
#[derive(Debug, Clone)]
pub struct Pieces<'a> {
    segments: &'a [Segment],
    /// What was already handed out of the first segment: of a file, in the file's bytes.
    offset: u64,
}

impl<'a> Pieces<'a> {
    /// From the start of `package`.
    #[must_use]
    pub fn new(package: &'a Package) -> Self {
        Self {
            segments: &package.segments,
            offset: 0,
        }
    }

    /// The next piece: never empty, and at most `limit` bytes of plaintext. A limit below
    /// [`MIN_LIMIT_BYTES`] counts as that. `None` after the last piece.
    pub fn next(&mut self, limit: usize) -> Option<Want<'a>> {
        let limit = limit.max(MIN_LIMIT_BYTES);
        loop {
            let (segment, rest) = self.segments.split_first()?;
            let raw = match segment {
                Segment::Bytes(bytes) => bytes.len() as u64,
                Segment::File { length, .. }
                | Segment::Base64 { length, .. }
                | Segment::Fill { length, .. } => *length,
            };
            let left = raw - self.offset;
            if left == 0 {
                self.segments = rest;
                self.offset = 0;
                continue;
            }
            let most = match segment {
                Segment::Base64 { .. } => limit / WHOLE_LINE * BYTES_PER_LINE,
                _ => limit,
            };
            let length = usize::try_from(left).unwrap_or(usize::MAX).min(most);
            let offset = self.offset;
            self.offset += length as u64;
            return Some(match segment {
                // Below the length of bytes in memory.
                Segment::Bytes(bytes) => Want::Bytes(&bytes[offset as usize..][..length]),
                &Segment::File { file, .. } => Want::File {
                    file,
                    offset,
                    length,
                },
                &Segment::Base64 { file, .. } => Want::Base64 {
                    file,
                    offset,
                    length,
                },
                &Segment::Fill { fill, .. } => Want::Fill {
                    fill,
                    offset,
                    length,
                },
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::{Format, Reference, encode_base64};
    use proptest::prelude::*;

    fn package(segments: Vec<Segment>) -> Package {
        Package {
            format: Format::Mail,
            reference: Reference::from_random([0; 8]),
            segments,
        }
    }

    /// What a segment stands for, written without the reader.
    fn by_definition(segment: &Segment, files: &[Vec<u8>]) -> Vec<u8> {
        match segment {
            Segment::Bytes(bytes) => bytes.clone(),
            Segment::File { file, .. } => files[*file].clone(),
            Segment::Base64 { file, .. } => {
                let whole = data_encoding::BASE64.encode(&files[*file]);
                let lines: Vec<_> = whole.as_bytes().chunks(76).collect();
                lines.join(&b"\r\n"[..])
            }
            Segment::Fill { fill, length } => {
                let line = match fill {
                    Fill::Zeros => vec![0],
                    Fill::Blank => [&[b' '; 76][..], b"\r\n"].concat(),
                };
                line.into_iter().cycle().take(*length as usize).collect()
            }
        }
    }

    fn segment(files: Vec<Vec<u8>>) -> impl Strategy<Value = (Vec<Segment>, Vec<Vec<u8>>)> {
        let lengths: Vec<u64> = files.iter().map(|file| file.len() as u64).collect();
        let one = (0..5_u8, 0..files.len(), 0..700_u64).prop_map(move |(kind, file, size)| {
            let length = lengths[file];
            match kind {
                0 => Segment::Bytes((0..size).map(|i| i as u8).collect()),
                1 => Segment::File { file, length },
                2 => Segment::Base64 { file, length },
                3 => Segment::Fill {
                    fill: Fill::Zeros,
                    length: size,
                },
                _ => Segment::Fill {
                    fill: Fill::Blank,
                    length: size,
                },
            }
        });
        prop::collection::vec(one, 0..8).prop_map(move |segments| (segments, files.clone()))
    }

    fn segments() -> impl Strategy<Value = (Vec<Segment>, Vec<Vec<u8>>)> {
        let file = prop::collection::vec(any::<u8>(), 0..1500);
        prop::collection::vec(file, 1..4).prop_flat_map(segment)
    }

    proptest! {
        #[test]
        fn any_limits_give_the_same_bytes(
            (segments, files) in segments(),
            limits in prop::collection::vec(0..900_usize, 1..12),
        ) {
            let wanted: Vec<_> = segments.iter().map(|it| by_definition(it, &files)).collect();
            let package = package(segments);
            let lengths: Vec<_> = package.segments.iter().map(Segment::len).collect();
            let real: Vec<_> = wanted.iter().map(|it| it.len() as u64).collect();
            prop_assert_eq!(lengths, real);

            let mut pieces = Pieces::new(&package);
            let mut limits = limits.iter().copied().cycle();
            let mut out = Vec::new();
            loop {
                let limit = limits.next().unwrap();
                let Some(want) = pieces.next(limit) else { break };
                let before = out.len();
                match want {
                    Want::Bytes(bytes) => out.extend(bytes),
                    Want::File { file, offset, length } => {
                        out.extend(&files[file][offset as usize..][..length]);
                    }
                    Want::Base64 { file, offset, length } => {
                        let whole = &files[file];
                        let range = &whole[offset as usize..][..length];
                        prop_assert_eq!(offset % 57, 0);
                        prop_assert!(length % 57 == 0 || offset as usize + length == whole.len());
                        encode_base64(offset, range, whole.len() as u64, &mut out);
                    }
                    Want::Fill { fill, offset, length } => {
                        out.resize(before + length, 0xFF);
                        fill.write(offset, &mut out[before..]);
                    }
                }
                let piece = out.len() - before;
                prop_assert!(piece > 0 && piece <= limit.max(MIN_LIMIT_BYTES), "{piece} of {limit}");
            }
            prop_assert!(pieces.next(usize::MAX).is_none());
            prop_assert_eq!(out, wanted.concat());
        }
    }

    #[test]
    fn files_beyond_four_gigabytes_are_walked_to_their_end() {
        let length = (9 << 30) + 5;
        let package = package(vec![
            Segment::File { file: 0, length },
            Segment::Base64 { file: 1, length },
        ]);
        let mut pieces = Pieces::new(&package);
        let mut next = [0_u64; 2];
        while let Some(want) = pieces.next(4 << 20) {
            let (Want::File {
                file,
                offset,
                length,
            }
            | Want::Base64 {
                file,
                offset,
                length,
            }) = want
            else {
                panic!("{want:?}");
            };
            assert_eq!(offset, next[file]);
            next[file] += length as u64;
        }
        assert_eq!(next, [length, length]);
    }
}
