//! From bytes to certificates, or to the one reason why not.

use super::assemble::{assemble, tag};
use super::{Certificate, MAX_BYTES, ReadError};
use crate::openpgp::armor::{self, Block, BlockKind, Flaw};
use crate::openpgp::packets::{self, Scan};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Certificate>, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge {
            bytes: bytes.len(),
            limit: MAX_BYTES,
        });
    }
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(ReadError::Empty);
    }
    let blocks = armor::blocks(bytes);
    if blocks.is_empty() {
        read_binary(bytes)
    } else {
        read_armored(&blocks)
    }
}

fn read_armored(blocks: &[Block]) -> Result<Vec<Certificate>, ReadError> {
    let has = |kind| blocks.iter().any(|block| block.kind == kind);
    let scans: Vec<Scan> = blocks
        .iter()
        .map(|block| packets::scan(&block.bytes))
        .collect();
    let secret = blocks
        .iter()
        .zip(&scans)
        .any(|(block, scan)| holds_secret(&block.bytes, scan));
    if secret || has(BlockKind::PrivateKey) {
        return Err(ReadError::SecretKey);
    }
    if !has(BlockKind::PublicKey) {
        return Err(match () {
            () if has(BlockKind::Message) => ReadError::Message,
            () if has(BlockKind::Signature) => ReadError::Signature,
            () => ReadError::NotOpenPgp,
        });
    }
    let mut found = Vec::new();
    let public = |(block, _): &(&Block, &Scan)| block.kind == BlockKind::PublicKey;
    let mut failure = ReadError::NotOpenPgp;
    for (block, scan) in blocks.iter().zip(&scans).filter(public) {
        match block.flaw {
            Some(Flaw::NoEnd) => return Err(ReadError::Truncated),
            Some(Flaw::NotBase64 | Flaw::Checksum) => return Err(ReadError::Damaged),
            None => match from_scan(&block.bytes, scan) {
                Ok(certificates) => found.extend(certificates),
                Err(error) => failure = error,
            },
        }
    }
    if found.is_empty() {
        Err(failure)
    } else {
        Ok(found)
    }
}

fn read_binary(bytes: &[u8]) -> Result<Vec<Certificate>, ReadError> {
    let scan = packets::scan(bytes);
    if holds_secret(bytes, &scan) {
        return Err(ReadError::SecretKey);
    }
    from_scan(bytes, &scan)
}

/// Whether there is a secret key packet, whole or cut. Behind damage any octet can look like the
/// start of one, so its body has to start as a key does (RFC 9580 section 5.5.2): version, four
/// octets of time, algorithm. Only at the very start, what is cut off is taken for the worst.
fn holds_secret(bytes: &[u8], scan: &Scan) -> bool {
    let whole = scan
        .packets
        .iter()
        .map(|packet| (packet.tag, packet.body.start));
    let starts = whole.chain(scan.cut.map(|cut| (cut.tag, cut.body)));
    starts.enumerate().any(|(i, (tag, body))| {
        let octet = |at: usize, fits: fn(u8) -> bool| match bytes.get(body + at) {
            Some(octet) => fits(*octet),
            None => i == 0,
        };
        (tag == tag::SECRET_KEY || tag == tag::SECRET_SUBKEY)
            && octet(0, |version| (2..=6).contains(&version))
            && octet(5, |algorithm| matches!(algorithm, 1..=3 | 16..=36))
    })
}

fn from_scan(bytes: &[u8], scan: &Scan) -> Result<Vec<Certificate>, ReadError> {
    let cut = scan.cut.map(|cut| cut.tag);
    let first = scan.packets.iter().map(|packet| packet.tag).chain(cut);
    let first = first.into_iter().find(|tag| !tag::IGNORED.contains(tag));
    match first {
        Some(tag::PUBLIC_KEY) if looks_like_key(bytes, scan) => {}
        Some(tag::SIGNATURE) if scan.complete => return Err(ReadError::Signature),
        Some(tag) if tag::MESSAGE.contains(&tag) && looks_like_message(bytes, scan) => {
            return Err(ReadError::Message);
        }
        _ => return Err(ReadError::NotOpenPgp),
    }
    match () {
        () if scan.complete => assemble(bytes, scan),
        () if cut.is_some() => Err(ReadError::Truncated),
        () => Err(ReadError::Damaged),
    }
}

/// The version octet tells a key from a text that happens to start with the octet of a key packet.
fn looks_like_key(bytes: &[u8], scan: &Scan) -> bool {
    match scan.packets.first() {
        Some(packet) => {
            packet.tag != tag::PUBLIC_KEY
                || bytes
                    .get(packet.body.start)
                    .is_some_and(|version| (2..=6).contains(version))
        }
        None => bytes
            .iter()
            .take(7)
            .skip(2)
            .any(|version| (2..=6).contains(version)),
    }
}

/// A message starts with a whole session key packet; a stream may follow with partial lengths.
fn looks_like_message(bytes: &[u8], scan: &Scan) -> bool {
    match scan.packets.first() {
        Some(packet) => match packet.tag {
            1 | 3 => bytes
                .get(packet.body.start)
                .is_some_and(|version| (2..=6).contains(version)),
            _ => true,
        },
        None => false,
    }
}
