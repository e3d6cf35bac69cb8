//! ASCII armor as people paste it, RFC 9580 section 6.
//!
//! Written here and not taken from the library because every way of being damaged has to end in
//! its own answer, and because several blocks, prose around them, a byte order mark and either
//! kind of line end are ordinary in what vendors publish.

use data_encoding::BASE64;

/// What the line `-----BEGIN …-----` announces, RFC 9580 section 6.2.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    PublicKey,
    /// Any private key, PEM ones included: none of them belongs here.
    PrivateKey,
    Message,
    Signature,
    Other,
}

/// What is wrong with a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// The END line is missing.
    NoEnd,
    /// A character that base64 does not have, or a cut group.
    NotBase64,
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

/// All blocks in the text, in order. Text around them is skipped.
pub(crate) fn blocks(bytes: &[u8]) -> Vec<Block> {
    let mut lines = bytes.split(|b| *b == b'\n').map(<[u8]>::trim_ascii);
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        if let Some(label) = label(line, b"-----BEGIN ") {
            let kind = kind(label);
            let mut body = Vec::new();
            let mut ended = false;
            for line in lines.by_ref() {
                if line.starts_with(b"-----END ") {
                    ended = true;
                    break;
                }
                body.push(line);
            }
            found.push(decode(kind, &body, ended));
        }
    }
    found
}

fn label<'a>(line: &'a [u8], opening: &[u8]) -> Option<&'a [u8]> {
    // A byte order mark, or a quotation mark of a mail, may stand before the dashes.
    let start = line
        .windows(opening.len())
        .position(|window| window == opening)?;
    line[start + opening.len()..].strip_suffix(b"-----")
}

fn kind(label: &[u8]) -> BlockKind {
    match label {
        b"PGP PUBLIC KEY BLOCK" | b"PGP ARMORED FILE" => BlockKind::PublicKey,
        label if label.windows(11).any(|window| window == b"PRIVATE KEY") => BlockKind::PrivateKey,
        label if label.starts_with(b"PGP MESSAGE") => BlockKind::Message,
        b"PGP SIGNATURE" | b"PGP SIGNED MESSAGE" => BlockKind::Signature,
        _ => BlockKind::Other,
    }
}

fn decode(kind: BlockKind, body: &[&[u8]], ended: bool) -> Block {
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
        Err(error) => {
            let good = error.position - error.position % 4;
            let start = BASE64
                .decode(&text[..good.min(text.len())])
                .unwrap_or_default();
            (start, Some(Flaw::NotBase64))
        }
    };
    if flaw.is_none() && checksum.is_some_and(|crc| crc != crc24(&bytes).to_be_bytes()[1..]) {
        flaw = Some(Flaw::Checksum);
    }
    if !ended {
        flaw = Some(Flaw::NoEnd);
    }
    Block { kind, bytes, flaw }
}

/// The checksum of RFC 9580 section 6.1.1.
fn crc24(bytes: &[u8]) -> u32 {
    const START: u32 = 0x00B7_04CE;
    const POLYNOMIAL: u32 = 0x0186_4CFB;
    bytes.iter().fold(START, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte) << 16, |crc, _| {
            let shifted = crc << 1;
            if shifted & 0x0100_0000 == 0 {
                shifted
            } else {
                shifted ^ POLYNOMIAL
            }
        })
    })
}
