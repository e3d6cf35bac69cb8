//! ASCII armor, RFC 9580 section 6: strictly as this program writes it ([`blocks`]), and as people
//! paste it ([`find`]).
//!
//! Written here and not taken from the library because every way of being damaged has to end in
//! its own answer, and because mail programs, web pages and word processors do to an armor what no
//! program that writes one ever does.

mod find;
mod text;
pub(super) mod write;

pub(crate) use find::find;
pub(crate) use text::{decode, is_invisible};
pub use write::LineEnd;

use data_encoding::BASE64;

/// What the line `-----BEGIN …-----` announces, RFC 9580 section 6.2.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    PublicKey,
    /// Any private key, PEM ones included: none of them belongs here.
    PrivateKey,
    Message,
    Signature,
    /// Anything of SSH but a private key, RFC 4716.
    Ssh,
    /// Something encrypted with age.
    Age,
    /// A certificate or public key of the X.509 world, RFC 7468.
    X509,
    /// Base64 without a BEGIN line, at whose start stands a key.
    Bare,
    Other,
}

/// What is wrong with a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// The END line is missing, and nothing else shows that the end was reached.
    NoEnd,
    /// A character that base64 does not have, or a cut group.
    NotBase64,
    /// Words, dots or the like where the base64 should be.
    Words,
    /// The CRC-24 of RFC 9580 section 6.1 does not fit.
    Checksum,
}

/// One armored block.
#[derive(Debug)]
pub(crate) struct Block {
    pub kind: BlockKind,
    /// What could be decoded, also of a flawed block: enough to recognise a secret key.
    pub bytes: Vec<u8>,
    pub flaw: Option<Flaw>,
}

/// All blocks in the text whose lines are as RFC 9580 section 6.2 wants them, in order. Text
/// around them is skipped.
pub(crate) fn blocks(bytes: &[u8]) -> Vec<Block> {
    let mut lines = bytes.split(|b| *b == b'\n').map(<[u8]>::trim_ascii);
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        let label = line.strip_prefix(b"-----BEGIN ");
        if let Some(label) = label.and_then(|label| label.strip_suffix(b"-----")) {
            let mut body = Vec::new();
            let mut ended = false;
            for line in lines.by_ref() {
                if line.starts_with(b"-----END ") {
                    ended = true;
                    break;
                }
                body.push(line);
            }
            let label: Vec<u8> = label.iter().copied().filter(|b| *b != b' ').collect();
            found.push(decode_strictly(kind(&label), &body, ended));
        }
    }
    found
}

/// The kind of a label that was freed of its spaces.
fn kind(label: &[u8]) -> BlockKind {
    let has = |words: &[u8]| label.windows(words.len()).any(|window| window == words);
    match () {
        () if has(b"PRIVATEKEY") => BlockKind::PrivateKey,
        () if has(b"PGPPUBLICKEY") || has(b"PGPARMOREDFILE") => BlockKind::PublicKey,
        () if has(b"PGPMESSAGE") => BlockKind::Message,
        () if has(b"PGPSIG") => BlockKind::Signature,
        () if has(b"SSH") => BlockKind::Ssh,
        () if has(b"AGEENCRYPTED") => BlockKind::Age,
        () if has(b"CERTIFICATE") || has(b"PUBLICKEY") || has(b"PKCS7") || has(b"CMS") => {
            BlockKind::X509
        }
        () => BlockKind::Other,
    }
}

fn decode_strictly(kind: BlockKind, body: &[&[u8]], ended: bool) -> Block {
    // Headers are lines with a colon, which base64 does not have; a blank line ends them.
    let headers = body.iter().take_while(|line| line.contains(&b':')).count();
    let mut text = Vec::new();
    let mut checksum = None;
    for line in &body[headers..] {
        match line {
            [b'=', crc @ ..] if crc.len() == 4 => checksum = BASE64.decode(crc).ok(),
            line => text.extend(line.iter().filter(|b| !b.is_ascii_whitespace())),
        }
    }
    let (bytes, mut flaw) = match BASE64.decode(&text) {
        Ok(bytes) => (bytes, None),
        Err(_) => (Vec::new(), Some(Flaw::NotBase64)),
    };
    if checksum.is_some_and(|crc| crc != checksum_of(&bytes)) {
        flaw = flaw.or(Some(Flaw::Checksum));
    }
    if !ended {
        flaw = Some(Flaw::NoEnd);
    }
    Block { kind, bytes, flaw }
}

/// The CRC-24 of RFC 9580 section 6.1.1, as three octets.
fn checksum_of(bytes: &[u8]) -> [u8; 3] {
    const START: u32 = 0x00B7_04CE;
    const POLYNOMIAL: u32 = 0x0186_4CFB;
    let crc = bytes.iter().fold(START, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte) << 16, |crc, _| {
            let shifted = crc << 1;
            if shifted & 0x0100_0000 == 0 {
                shifted
            } else {
                shifted ^ POLYNOMIAL
            }
        })
    });
    let [_, crc @ ..] = crc.to_be_bytes();
    crc
}
