//! Whether bytes are an encrypted message and nothing else, RFC 9580 section 10.3.

use super::armor::{self, BlockKind};
use super::packets::first_tag;

/// Public-Key Encrypted Session Key, RFC 9580 section 5.1.
const SESSION_KEY: u8 = 1;
/// Symmetrically Encrypted and Integrity Protected Data, RFC 9580 section 5.13.
const ENCRYPTED_DATA: u8 = 18;

/// True for session key packets followed by one encrypted data packet that reaches to the end,
/// armored without any text around it, or binary. The whole input is looked at.
pub fn is_encrypted(bytes: &[u8]) -> bool {
    if !bytes.starts_with(b"-----BEGIN PGP MESSAGE-----") {
        return is_encrypted_packets(bytes);
    }
    let lines = bytes
        .trim_ascii_end()
        .split(|b| *b == b'\n')
        .map(<[u8]>::trim_ascii);
    let dashes = lines.filter(|line| line.starts_with(b"-----")).count();
    let ends = bytes
        .trim_ascii_end()
        .ends_with(b"-----END PGP MESSAGE-----");
    match &armor::blocks(bytes)[..] {
        [block] if dashes == 2 && ends => {
            block.kind == BlockKind::Message
                && block.flaw.is_none()
                && is_encrypted_packets(&block.bytes)
        }
        _ => false,
    }
}

fn is_encrypted_packets(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    let mut session_keys = 0;
    loop {
        let tag = first_tag(rest);
        let Some((header, length, partial)) = new_length(rest, 1) else {
            return false;
        };
        match tag {
            Some(SESSION_KEY) if !partial => {
                session_keys += 1;
                let Some(after) = rest.get(header + length..) else {
                    return false;
                };
                rest = after;
            }
            Some(ENCRYPTED_DATA) => return session_keys > 0 && reaches_end(rest),
            _ => return false,
        }
    }
}

/// Follows partial body lengths, RFC 9580 section 4.2.1.4.
fn reaches_end(packet: &[u8]) -> bool {
    let mut rest = packet;
    let mut at = 1;
    loop {
        match new_length(rest, at) {
            Some((header, length, false)) => return header + length == rest.len(),
            Some((header, length, true)) => match rest.get(header + length..) {
                Some(after) => (rest, at) = (after, 0),
                None => return false,
            },
            None => return false,
        }
    }
}

/// Octets up to the body, octets of the body, and whether more of it follows. Only the current
/// packet format: the legacy one is not written by this program.
fn new_length(bytes: &[u8], at: usize) -> Option<(usize, usize, bool)> {
    if at == 1 && bytes.first()? & 0xC0 != 0xC0 {
        return None;
    }
    let octet = |i: usize| bytes.get(at + i).map(|b| usize::from(*b));
    match octet(0)? {
        one @ 0..192 => Some((at + 1, one, false)),
        two @ 192..224 => Some((at + 2, ((two - 192) << 8) + octet(1)? + 192, false)),
        power @ 224..255 => Some((at + 1, 1 << (power & 0x1F), true)),
        _ => {
            let length = (1..5).try_fold(0_usize, |sum, i| Some(sum << 8 | octet(i)?))?;
            Some((at + 5, length, false))
        }
    }
}
