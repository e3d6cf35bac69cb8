//! What is encrypted in version 1, but for the digest at its end: random octets, the literal data
//! packet, and the header of the modification detection code.

use super::super::bulk::{BLOCK_BYTES, Block};
use super::super::lengths::{Border, Lengths};
use super::super::seal::SealError;
use super::super::source::Source;

/// A random block, and its last two octets again: RFC 9580 section 5.13.1.
const PREFIX_OCTETS: usize = BLOCK_BYTES + 2;
/// Packet type 11 in the current format.
const LITERAL_HEADER: u8 = 0xC0 | 11;
/// RFC 9580 section 5.9: mode `b`, no file name, no date.
const LITERAL_FIELDS: [u8; 6] = [b'b', 0, 0, 0, 0, 0];
/// Packet type 19 with 20 octets of body, RFC 9580 section 5.13.1.
const MDC_HEADER: [u8; 2] = [0xC0 | 19, 20];

/// The octets, in order.
pub(super) struct Plain<S> {
    source: S,
    /// Octets that come before more of the source, and how many of them were taken.
    small: (Vec<u8>, usize),
    /// Octets of the source that come after them.
    run: u64,
    lengths: Lengths,
    fields: Option<[u8; 6]>,
    octets: u64,
    taken: u64,
}

impl<S: Source> Plain<S> {
    pub(super) fn new(source: S, prefix: &Block, border: Border) -> Self {
        let body = source.length() + LITERAL_FIELDS.len() as u64;
        let mut small = prefix.to_vec();
        small.extend_from_slice(&prefix[BLOCK_BYTES - 2..]);
        small.push(LITERAL_HEADER);
        let around = (PREFIX_OCTETS + 1 + MDC_HEADER.len()) as u64;
        Self {
            source,
            small: (small, 0),
            run: 0,
            lengths: Lengths::of(body, border),
            fields: Some(LITERAL_FIELDS),
            octets: around + Lengths::total(body, border),
            taken: 0,
        }
    }

    /// All octets.
    pub(super) fn length(&self) -> u64 {
        self.octets
    }

    /// Octets of the source that were taken.
    pub(super) fn source_octets(&self) -> u64 {
        self.taken
    }

    /// Fills all of `buffer`.
    pub(super) async fn fill(&mut self, mut buffer: &mut [u8]) -> Result<(), SealError> {
        while !buffer.is_empty() {
            let (small, at) = &mut self.small;
            let octets;
            if *at < small.len() {
                octets = buffer.len().min(small.len() - *at);
                buffer[..octets].copy_from_slice(&small[*at..][..octets]);
                *at += octets;
            } else if self.run > 0 {
                octets = usize::try_from(self.run).map_or(buffer.len(), |r| r.min(buffer.len()));
                self.source.fill(&mut buffer[..octets]).await?;
                self.run -= octets as u64;
                self.taken += octets as u64;
            } else {
                octets = 0;
                self.go_on();
            }
            buffer = &mut buffer[octets..];
        }
        Ok(())
    }

    /// To the next stretch of the literal packet, or behind it.
    fn go_on(&mut self) {
        self.small = match self.lengths.next() {
            Some(stretch) => {
                let fields = self.fields.take();
                let fields = fields.as_ref().map_or(&[][..], |fields| &fields[..]);
                // The first stretch is longer than its fields, whatever the border.
                self.run = stretch.octets - fields.len() as u64;
                ([&stretch.header[..], fields].concat(), 0)
            }
            None => (MDC_HEADER.to_vec(), 0),
        };
    }
}
