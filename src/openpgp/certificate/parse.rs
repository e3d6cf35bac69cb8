//! From bytes to certificates, or to the one reason why not.

use super::assemble::{self, assemble, tag};
use super::{Certificate, MAX_BYTES, ReadError, other};
use crate::openpgp::armor::{self, BlockKind, Flaw};
use crate::openpgp::packets::{self, Scan};

/// No key is as short, but what stands in its place in a template is.
const TEMPLATE_BYTES: usize = 48;

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Certificate>, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge {
            bytes: bytes.len(),
            limit: MAX_BYTES,
        });
    }
    if is_binary(bytes) {
        let binary = read_binary(bytes);
        if binary.as_ref().err() != Some(&ReadError::NotOpenPgp) {
            return binary;
        }
    }
    read_text(&armor::decode(bytes)).map_err(|error| match other::name_file(bytes) {
        ReadError::NotOpenPgp => error,
        _ if error == ReadError::SecretKey => error,
        named => named,
    })
}

/// Packets begin with an octet that ASCII does not have, and soon after it have a version, a type
/// or a length that no text has.
fn is_binary(bytes: &[u8]) -> bool {
    let is_utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    packets::first_tag(bytes).is_some() && !is_utf16 && bytes.iter().take(16).any(|b| *b < 9)
}

fn read_binary(bytes: &[u8]) -> Result<Vec<Certificate>, ReadError> {
    let scan = packets::scan(bytes);
    if holds_secret(bytes, &scan) {
        return Err(ReadError::SecretKey);
    }
    classify(bytes, &scan)?;
    assemble(bytes, &scan)
}

fn read_text(text: &str) -> Result<Vec<Certificate>, ReadError> {
    let blocks = armor::find(text);
    let scans: Vec<Scan> = blocks
        .iter()
        .map(|block| packets::scan(&block.bytes))
        .collect();
    let mut pairs = blocks.iter().zip(&scans);
    if other::has_secret(text)
        || pairs.any(|(block, scan)| {
            block.kind == BlockKind::PrivateKey || holds_secret(&block.bytes, scan)
        })
    {
        return Err(ReadError::SecretKey);
    }
    let mut found: Vec<Certificate> = Vec::new();
    let mut revocations = Vec::new();
    let mut failure = None;
    for (block, scan) in blocks.iter().zip(&scans) {
        // A revocation certificate is a block of its own beside the key; GnuPG labels it as a key.
        if block.flaw.is_none() && classify(&block.bytes, scan) == Err(ReadError::Signature) {
            revocations.extend(assemble::revocations(&block.bytes, scan));
        }
        if !matches!(block.kind, BlockKind::PublicKey | BlockKind::Bare) {
            continue;
        }
        let class = classify(&block.bytes, scan);
        let no_key = class == Err(ReadError::NotOpenPgp);
        match block.flaw {
            // Only the lines of a key, in a sentence or a template: a key beside it is not doubted.
            Some(Flaw::Words) if no_key => failure = Some(ReadError::Placeholder),
            None if no_key && block.bytes.len() < TEMPLATE_BYTES => {
                failure = Some(ReadError::Placeholder);
            }
            Some(Flaw::NoEnd) if no_key => failure = Some(ReadError::Truncated),
            Some(Flaw::NoEnd) => return Err(ReadError::Truncated),
            Some(_) => return Err(ReadError::Damaged),
            None => match class.and_then(|()| assemble(&block.bytes, scan)) {
                Ok(certificates) => found.extend(certificates),
                Err(error) => failure = Some(error),
            },
        }
    }
    if found.is_empty() {
        return Err(failure.unwrap_or_else(|| other::name_text(text, &blocks)));
    }
    // Whose each of them is turns out when it is verified.
    for certificate in &mut found {
        certificate.signatures.extend(revocations.iter().cloned());
    }
    Ok(found)
}

/// Whether there is a secret key packet, whole or cut. Behind damage any octet can look like the
/// start of one, so its body has to start as a key does. What is cut off before that has nothing
/// secret in it yet.
fn holds_secret(bytes: &[u8], scan: &Scan) -> bool {
    let whole = scan
        .packets
        .iter()
        .map(|packet| (packet.tag, packet.body.start));
    let mut starts = whole.chain(scan.cut.map(|cut| (cut.tag, cut.body)));
    starts.any(|(tag, body)| {
        (tag == tag::SECRET_KEY || tag == tag::SECRET_SUBKEY)
            && bytes.get(body..).is_some_and(packets::is_key)
    })
}

/// Whether whole packets are there that begin as a certificate does.
fn classify(bytes: &[u8], scan: &Scan) -> Result<(), ReadError> {
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
        () if scan.complete => Ok(()),
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
