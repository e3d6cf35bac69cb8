//! Encrypted data of version 1, RFC 9580 section 5.13.1, as a stream of any length in constant
//! memory: the only packets that this program frames by itself, so that the bulk cipher can be the
//! browser's and hashing, reading and writing go on beside it.

mod plain;

use std::io::Write;

use sha1::{Digest as _, Sha1};
use zeroize::Zeroizing;

use super::bulk::{BLOCK_BYTES, Block, Cbc, Engine, Running};
use super::lengths::{Border, Lengths};
use super::outgoing::Outgoing;
use super::seal::SealError;
use super::sink::Sink;
use super::source::Source;
use plain::Plain;

/// Packet type 18 in the current format.
const HEADER: u8 = 0xC0 | 18;
/// RFC 9580 section 5.13.1.
const VERSION: u8 = 1;
/// The modification detection code: a SHA-1 digest.
const MDC_OCTETS: usize = 20;

/// How the work is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Plaintext that is encrypted at once, in bytes: a multiple of 16, at least 512. Memory is
    /// held for about five of them.
    pub piece_bytes: usize,
    /// Where packets are written in pieces.
    pub border: Border,
}

impl Default for Cut {
    fn default() -> Self {
        Self {
            // Measured in Chromium: its AES takes 1.2 ms for a megabyte in pieces of this size, and
            // twice that in pieces of 2 MiB, whose memory is new every time.
            piece_bytes: 512 * 1024,
            border: Border::default(),
        }
    }
}

/// Writes the packet. `prefix` is random; `progress` is told the bytes of `source` that are done.
pub(super) async fn write<S: Source, E: Engine>(
    source: S,
    out: &mut Outgoing<impl Sink>,
    (engine, key): (&E, &[u8]),
    prefix: &Block,
    cut: Cut,
    progress: &mut dyn FnMut(u64),
) -> Result<(), SealError> {
    let key = engine.key(key).await?;
    let mut plain = Plain::new(source, prefix, cut.border);
    let total = plain.length() + MDC_OCTETS as u64;
    let mut framed = Framed::begin(out, total + 1, cut.border)?;
    framed.write(&[VERSION])?;

    let mut pieces = Pieces {
        left: total,
        piece_bytes: cut.piece_bytes as u64,
    };
    let mut hash = Sha1::new();
    // The plaintext that is being encrypted, the one after it, and the key stream.
    let capacity = cut.piece_bytes + MDC_OCTETS + BLOCK_BYTES;
    let capacity = usize::try_from(total).map_or(capacity, |t| capacity.min(t + BLOCK_BYTES));
    let buffer = || Zeroizing::new(Vec::with_capacity(capacity));
    let (mut now, mut next, mut stream) = (buffer(), buffer(), buffer());
    let mut before: Option<Zeroizing<Vec<u8>>> = None;

    // CFB starts from an IV of zeros, RFC 9580 section 5.13.1.
    let mut y = Block::default();
    key.start(&[0; BLOCK_BYTES], &[0; BLOCK_BYTES])
        .finish(&mut y)
        .await?;
    let mut piece = pieces.next();
    fill(&mut now, piece, &mut plain, &mut hash).await?;
    let mut running = Some(key.start(&y, &now));
    while let (Some(current), Some(run)) = (piece, running.take()) {
        // Beside the cipher: the hash of this piece, writing of the last, reading of the next.
        if !current.is_last {
            hash.update(&now[..current.octets]);
        }
        if let Some(ciphertext) = &before {
            framed.write(ciphertext)?;
            framed.out.ready().await;
        }
        piece = pieces.next();
        fill(&mut next, piece, &mut plain, &mut hash).await?;

        stream.resize(now.len(), 0);
        run.finish(&mut stream).await?;
        let last_y = std::mem::replace(&mut y, last_block(&stream));
        running = piece.map(|_| key.start(&y, &next));
        xor(&mut now[..BLOCK_BYTES], &last_y);
        let shifted = now.len() - BLOCK_BYTES;
        xor(&mut now[BLOCK_BYTES..], &stream[..shifted]);
        now.truncate(current.octets);
        progress(plain.source_octets().saturating_sub(next.len() as u64));

        let free = before.take().unwrap_or_else(buffer);
        before = Some(std::mem::replace(
            &mut now,
            std::mem::replace(&mut next, free),
        ));
    }
    if let Some(ciphertext) = &before {
        framed.write(ciphertext)?;
    }
    Ok(())
}

/// A piece of the plaintext of the packet.
#[derive(Clone, Copy)]
struct Piece {
    octets: usize,
    is_last: bool,
}

struct Pieces {
    left: u64,
    piece_bytes: u64,
}

impl Iterator for Pieces {
    type Item = Piece;

    /// Of equal size but for the last, which holds the whole digest.
    fn next(&mut self) -> Option<Piece> {
        if self.left == 0 {
            return None;
        }
        let is_last = self.left <= self.piece_bytes + MDC_OCTETS as u64;
        let octets = match is_last {
            true => self.left,
            false => self.piece_bytes,
        };
        self.left -= octets;
        Some(Piece {
            octets: usize::try_from(octets).expect("a piece is held in memory"),
            is_last,
        })
    }
}

/// Reads a piece into `buffer`, which is filled up to whole blocks with whatever is in it. The digest
/// goes to the end of the last piece, whose hash cannot wait.
async fn fill<S: Source>(
    buffer: &mut Vec<u8>,
    piece: Option<Piece>,
    plain: &mut Plain<S>,
    hash: &mut Sha1,
) -> Result<(), SealError> {
    let Some(Piece { octets, is_last }) = piece else {
        buffer.clear();
        return Ok(());
    };
    buffer.resize(octets.next_multiple_of(BLOCK_BYTES), 0);
    if !is_last {
        plain.fill(&mut buffer[..octets]).await?;
        return Ok(());
    }
    let (rest, digest) = buffer[..octets].split_at_mut(octets - MDC_OCTETS);
    plain.fill(rest).await?;
    hash.update(&rest);
    digest.copy_from_slice(&hash.finalize_reset());
    Ok(())
}

fn last_block(stream: &[u8]) -> Block {
    *stream
        .last_chunk()
        .expect("a piece holds the digest at least, which is longer than a block")
}

/// In words, not octets: this is compiled for size.
fn xor(into: &mut [u8], stream: &[u8]) {
    let (words, _) = into.as_chunks_mut::<8>();
    let (others, _) = stream.as_chunks::<8>();
    for (word, other) in words.iter_mut().zip(others) {
        *word = (u64::from_ne_bytes(*word) ^ u64::from_ne_bytes(*other)).to_ne_bytes();
    }
}

/// Puts the lengths of the packet between the octets of its body.
struct Framed<'a, W> {
    out: &'a mut W,
    lengths: Lengths,
    left: u64,
}

impl<'a, W: Write> Framed<'a, W> {
    fn begin(out: &'a mut W, octets: u64, border: Border) -> Result<Self, SealError> {
        out.write_all(&[HEADER])?;
        Ok(Self {
            out,
            lengths: Lengths::of(octets, border),
            left: 0,
        })
    }

    fn write(&mut self, mut body: &[u8]) -> Result<(), SealError> {
        while !body.is_empty() {
            if self.left == 0 {
                let stretch = self.lengths.next();
                let stretch = stretch.expect("the body is as long as was said at the beginning");
                self.out.write_all(&stretch.header)?;
                self.left = stretch.octets;
            }
            let octets = usize::try_from(self.left).map_or(body.len(), |l| l.min(body.len()));
            let (now, rest) = body.split_at(octets);
            self.out.write_all(now)?;
            self.left -= octets as u64;
            body = rest;
        }
        Ok(())
    }
}
