//! Whether bytes are an encrypted message and nothing else, RFC 9580 section 10.3.

use super::armor::{self, BlockKind};
use crate::digest::Digest;
use serde::{Deserialize, Serialize};

/// Public-Key Encrypted Session Key, RFC 9580 section 5.1: type 1 in the current format.
const SESSION_KEY_HEADER: u8 = 0xC0 | 1;
/// Symmetrically Encrypted and Integrity Protected Data, RFC 9580 section 5.13: type 18.
const ENCRYPTED_DATA_HEADER: u8 = 0xC0 | 18;

/// What was seen of a message while it was written: its length in bytes and its digest. Made
/// by whoever has looked at every byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspected {
    /// In bytes, armor included.
    pub length: u64,
    /// SHA-256 of all of it.
    pub digest: Digest,
}

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
    let mut inspector = Inspector::default();
    inspector.update(bytes);
    inspector.finish()
}

/// Follows the packets of a message that comes piece by piece. Only the current packet format: the
/// legacy one is not written by this program.
#[derive(Debug, Default)]
pub struct Inspector {
    state: State,
    session_keys: u64,
}

#[derive(Debug)]
enum State {
    /// Before or in a packet's header: what is there of it.
    Header(Vec<u8>),
    /// In the length of the next piece of the encrypted data packet, RFC 9580 section 4.2.1.4.
    Length(Vec<u8>),
    /// In a body: octets that are still to come, and what comes then.
    Body { left: u64, then: Then },
    /// It is not what it should be.
    Other,
}

#[derive(Debug, Clone, Copy)]
enum Then {
    Packet,
    Length,
    End,
}

impl Default for State {
    fn default() -> Self {
        Self::Header(Vec::new())
    }
}

impl Inspector {
    /// Looks at the next bytes.
    pub fn update(&mut self, mut bytes: &[u8]) {
        while let Some((&octet, rest)) = bytes.split_first() {
            match &mut self.state {
                State::Other => return,
                State::Body { left: 0, then } => {
                    self.state = match then {
                        Then::Packet => State::Header(Vec::new()),
                        Then::Length => State::Length(Vec::new()),
                        Then::End => State::Other,
                    };
                }
                State::Body { left, .. } => {
                    let passed = usize::try_from(*left).map_or(bytes.len(), |l| l.min(bytes.len()));
                    *left -= passed as u64;
                    bytes = &bytes[passed..];
                }
                State::Header(header) => {
                    header.push(octet);
                    bytes = rest;
                    if let Some(length) = length(&header[1..]) {
                        let header = header[0];
                        self.state = self.packet(header, length);
                    } else if !matches!(header[0], SESSION_KEY_HEADER | ENCRYPTED_DATA_HEADER) {
                        self.state = State::Other;
                    }
                }
                State::Length(header) => {
                    header.push(octet);
                    bytes = rest;
                    if let Some(length) = length(header) {
                        self.state = data(length);
                    }
                }
            }
        }
    }

    fn packet(&mut self, header: u8, length: Length) -> State {
        match (header, length) {
            (SESSION_KEY_HEADER, Length::Whole(left)) => {
                self.session_keys += 1;
                let then = Then::Packet;
                State::Body { left, then }
            }
            (ENCRYPTED_DATA_HEADER, length) if self.session_keys > 0 => data(length),
            _ => State::Other,
        }
    }

    /// Whether all of it was session key packets and one encrypted data packet that ended where
    /// the message did.
    #[must_use]
    pub fn finish(&self) -> bool {
        let end = |then: &Then| matches!(then, Then::End);
        matches!(&self.state, State::Body { left: 0, then } if end(then))
    }
}

/// A body length, RFC 9580 section 4.2.1.
enum Length {
    Whole(u64),
    Partial(u64),
}

fn data(length: Length) -> State {
    match length {
        Length::Whole(left) => State::Body {
            left,
            then: Then::End,
        },
        Length::Partial(left) => State::Body {
            left,
            then: Then::Length,
        },
    }
}

/// The length that these octets say; `None` while octets are missing.
fn length(octets: &[u8]) -> Option<Length> {
    match *octets {
        [one @ 0..192] => Some(Length::Whole(one.into())),
        [first @ 192..224, second] => {
            let length = ((u64::from(first) - 192) << 8) + u64::from(second) + 192;
            Some(Length::Whole(length))
        }
        [power @ 224..=254] => Some(Length::Partial(1 << (power & 0x1F))),
        [255, a, b, c, d] => Some(Length::Whole(u32::from_be_bytes([a, b, c, d]).into())),
        _ => None,
    }
}
