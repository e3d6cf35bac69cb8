//! From bytes to certificates, or to the one reason why not.

use pgp::packet::{Packet, PacketParser};
use pgp::types::{KeyDetails, KeyVersion};

use super::{Certificate, MAX_BYTES, ReadError, Subkey, User};
use crate::openpgp::armor::{self, Block, BlockKind, Flaw};
use crate::openpgp::packets::{self, Scan};

/// Packet type IDs, RFC 9580 section 5.
mod tag {
    pub const SIGNATURE: u8 = 2;
    pub const SECRET_KEY: u8 = 5;
    pub const PUBLIC_KEY: u8 = 6;
    pub const SECRET_SUBKEY: u8 = 7;
    pub const USER_ID: u8 = 13;
    pub const PUBLIC_SUBKEY: u8 = 14;
    pub const USER_ATTRIBUTE: u8 = 17;
    /// Session keys, one-pass signatures, compressed, encrypted and literal data.
    pub const MESSAGE: [u8; 8] = [1, 3, 4, 8, 9, 11, 18, 20];
    /// Marker, trust, padding: no part of a certificate, and no harm.
    pub const IGNORED: [u8; 3] = [10, 12, 21];
}

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Certificate>, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len(), limit: MAX_BYTES });
    }
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(ReadError::Empty);
    }
    let blocks = armor::blocks(bytes);
    if blocks.is_empty() { read_binary(bytes) } else { read_armored(&blocks) }
}

fn read_armored(blocks: &[Block]) -> Result<Vec<Certificate>, ReadError> {
    let has = |kind| blocks.iter().any(|block| block.kind == kind);
    let scans: Vec<Scan> = blocks.iter().map(|block| packets::scan(&block.bytes)).collect();
    if has(BlockKind::PrivateKey) || scans.iter().any(holds_secret) {
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
    if found.is_empty() { Err(failure) } else { Ok(found) }
}

fn read_binary(bytes: &[u8]) -> Result<Vec<Certificate>, ReadError> {
    let scan = packets::scan(bytes);
    if holds_secret(&scan) {
        return Err(ReadError::SecretKey);
    }
    from_scan(bytes, &scan)
}

fn holds_secret(scan: &Scan) -> bool {
    let tags = scan.packets.iter().map(|packet| packet.tag).chain(scan.cut);
    tags.into_iter().any(|tag| tag == tag::SECRET_KEY || tag == tag::SECRET_SUBKEY)
}

fn from_scan(bytes: &[u8], scan: &Scan) -> Result<Vec<Certificate>, ReadError> {
    let first = scan.packets.iter().map(|packet| packet.tag).chain(scan.cut);
    let first = first.into_iter().find(|tag| !tag::IGNORED.contains(tag));
    match first {
        Some(tag::PUBLIC_KEY) if looks_like_key(bytes, scan) => {}
        Some(tag::SIGNATURE) if scan.complete => return Err(ReadError::Signature),
        Some(tag) if tag::MESSAGE.contains(&tag) && looks_like_message(bytes, scan) => {
            return Err(ReadError::Message);
        }
        _ => return Err(ReadError::NotOpenPgp),
    }
    match (scan.complete, scan.cut) {
        (true, _) => assemble(bytes, scan),
        (false, Some(_)) => Err(ReadError::Truncated),
        (false, None) => Err(ReadError::Damaged),
    }
}

/// The version octet tells a key from a text that happens to start with the octet of a key packet.
fn looks_like_key(bytes: &[u8], scan: &Scan) -> bool {
    match scan.packets.first() {
        Some(packet) => {
            packet.tag != tag::PUBLIC_KEY
                || bytes.get(packet.body.start).is_some_and(|version| (2..=6).contains(version))
        }
        None => bytes.iter().take(7).skip(2).any(|version| (2..=6).contains(version)),
    }
}

/// A message starts with a whole session key packet; a stream may follow with partial lengths.
fn looks_like_message(bytes: &[u8], scan: &Scan) -> bool {
    match scan.packets.first() {
        Some(packet) => match packet.tag {
            1 | 3 => bytes.get(packet.body.start).is_some_and(|version| (2..=6).contains(version)),
            _ => true,
        },
        None => false,
    }
}

/// Sorts packets into certificates: RFC 9580 section 10.1.
fn assemble(bytes: &[u8], scan: &Scan) -> Result<Vec<Certificate>, ReadError> {
    let mut found: Vec<Certificate> = Vec::new();
    let mut target = Target::Nothing;
    for raw in &scan.packets {
        let parsed = PacketParser::new(&bytes[raw.whole.clone()]).next().and_then(Result::ok);
        match (raw.tag, parsed) {
            (tag::PUBLIC_KEY, Some(Packet::PublicKey(primary))) if is_supported(&primary) => {
                found.push(Certificate {
                    primary,
                    signatures: Vec::new(),
                    users: Vec::new(),
                    subkeys: Vec::new(),
                    unreadable_subkeys: 0,
                });
                target = Target::Primary;
            }
            // Another certificate in the same block may still serve: skip this one.
            (tag::PUBLIC_KEY, _) => target = Target::Nothing,
            (_, _) if target == Target::Nothing => {}
            (tag, parsed) => {
                let Some(certificate) = found.last_mut() else { continue };
                target = add(certificate, target, tag, parsed)?;
            }
        }
    }
    if found.is_empty() { Err(ReadError::Unsupported) } else { Ok(found) }
}

/// What a signature packet belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    /// No certificate that can be used.
    Nothing,
    Primary,
    User,
    Subkey,
    /// A component that is left out, so its signatures are too.
    LeftOut,
}

fn add(
    certificate: &mut Certificate,
    target: Target,
    tag: u8,
    parsed: Option<Packet>,
) -> Result<Target, ReadError> {
    match (tag, parsed) {
        (tag::SIGNATURE, Some(Packet::Signature(signature))) => {
            match target {
                Target::Primary => certificate.signatures.push(signature),
                Target::User => {
                    certificate.users.last_mut().map(|user| user.signatures.push(signature));
                }
                Target::Subkey => {
                    certificate.subkeys.last_mut().map(|subkey| subkey.signatures.push(signature));
                }
                Target::Nothing | Target::LeftOut => {}
            }
            Ok(target)
        }
        // A signature of a kind that the library does not know binds nothing.
        (tag::SIGNATURE, _) => Ok(target),
        (tag::USER_ID, Some(Packet::UserId(id))) => {
            certificate.users.push(User { id, signatures: Vec::new() });
            Ok(Target::User)
        }
        (tag::PUBLIC_SUBKEY, Some(Packet::PublicSubkey(key)))
            if is_supported(&key) && key.version() == certificate.primary.version() =>
        {
            certificate.subkeys.push(Subkey { key, signatures: Vec::new() });
            Ok(Target::Subkey)
        }
        (tag::PUBLIC_SUBKEY, _) => {
            certificate.unreadable_subkeys += 1;
            Ok(Target::LeftOut)
        }
        (tag::USER_ID | tag::USER_ATTRIBUTE, _) => Ok(Target::LeftOut),
        (tag, _) if tag::IGNORED.contains(&tag) => Ok(target),
        // Unknown packets from 40 on are not critical, RFC 9580 section 4.3.
        (40.., _) => Ok(target),
        _ => Err(ReadError::Damaged),
    }
}

/// Versions 4 and 6, RFC 9580 section 5.5.2; the library cannot compute with others.
fn is_supported(key: &impl KeyDetails) -> bool {
    matches!(key.version(), KeyVersion::V4 | KeyVersion::V6)
}
