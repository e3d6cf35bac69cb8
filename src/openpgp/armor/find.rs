//! Armor as people paste it: repaired where what it was is beyond doubt.
//!
//! A repair is never a guess about data. Where lines, quotation marks and labels are damaged, the
//! checksum, when there is one, and the packets decide whether the data is whole; the fingerprint
//! pin decides afterwards whose it is. What these three would not notice is a key that was cut off
//! between two packets, since a subkey or a revocation that is not there leaves no hole. So the end
//! has to be seen: by its END line, by a checksum that fits, or by the padding of base64, which
//! stands only at the end of all data.

use data_encoding::{BASE64, BASE64_NOPAD};

use super::text::clean;
use super::{Block, BlockKind, Flaw, checksum_of, kind};
use crate::openpgp::packets;

/// Characters of base64 that show the start of a key: [`packets::starts_key`] reads 12 octets.
const START_CHARACTERS: usize = 16;
/// How far behind a BEGIN line that lost its line breaks the data is searched.
const HEADERS: usize = 2000;
/// Base64 comes in lines of 64 or 76 characters; prose has no words of this length.
const LONGEST_WORD: usize = 40;
/// No label has more letters.
const LONGEST_LABEL: usize = 40;

/// All blocks in a text, in order: those that a BEGIN line announces, and keys in bare base64.
pub(crate) fn find(text: &str) -> Vec<Block> {
    let text = clean(text);
    let mut reader = Reader {
        text: &text,
        at: 0,
        dashes: 0,
    };
    let mut found = Vec::new();
    // Two dashes, or the start of a line, before a BEGIN: prose may have the word, too.
    let mut dashes = 2;
    let mut in_word = false;
    while let Some(b) = reader.rest().first() {
        let announced = (dashes >= 2)
            .then(|| reader.rest().strip_prefix(b"BEGIN"))
            .flatten();
        let kind = match announced.map(label) {
            Some((label, length)) if !label.is_empty() => {
                reader.at += b"BEGIN".len() + length;
                Some(kind(&label))
            }
            _ if !in_word && starts_key(reader.rest()) => Some(BlockKind::Bare),
            _ => None,
        };
        if let Some(kind) = kind {
            found.push(reader.block(kind));
            (dashes, in_word) = (0, false);
            continue;
        }
        in_word = is_base64(*b);
        dashes = match b {
            b'-' => dashes + 1,
            b' ' => dashes,
            b'\n' => 2,
            _ => 0,
        };
        reader.at += 1;
    }
    found
}

/// A place in a clean text. It never goes back, so that the work grows with the text alone: what
/// a block looks at ahead of its place is bounded by [`HEADERS`] and by one line.
struct Reader<'a> {
    text: &'a [u8],
    at: usize,
    /// The next two dashes, if they are not behind `at`: searched once, not for each block.
    dashes: usize,
}

/// The characters between BEGIN and END.
#[derive(Default)]
struct Body {
    /// Base64 without its padding.
    data: Vec<u8>,
    /// Signs of equality behind it.
    equals: usize,
    /// The four characters behind the last of them.
    checksum: Option<[u8; 3]>,
    /// The longest piece that looks like base64.
    longest: usize,
    /// Something else was among it.
    foreign: bool,
    end: End,
}

/// What stands behind the data.
#[derive(Default, PartialEq, Eq)]
enum End {
    /// An END line, as far as it is left.
    Line,
    /// Nothing, or the dashes of another line.
    Nothing,
    /// Other text.
    #[default]
    Text,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a [u8] {
        &self.text[self.at..]
    }

    fn block(&mut self, kind: BlockKind) -> Block {
        let is_foreign = !matches!(
            kind,
            BlockKind::Bare | BlockKind::PublicKey | BlockKind::Message | BlockKind::Signature
        );
        if is_foreign {
            let (bytes, flaw) = (Vec::new(), None);
            return Block { kind, bytes, flaw };
        }
        if kind != BlockKind::Bare {
            self.skip_headers();
        }
        let body = self.body();
        let (_, end) = end_line(self.rest());
        let kind = match end {
            Some(label) if super::kind(&label) == BlockKind::PrivateKey => BlockKind::PrivateKey,
            _ => kind,
        };
        let (bytes, flaw) = body.decode();
        Block { kind, bytes, flaw }
    }

    /// Goes to the data behind a BEGIN label. Headers have a colon, which base64 does not have;
    /// the blank line behind them may be lost. Where line breaks were lost, a header and the data
    /// are one line: then the data is where a key can start.
    fn skip_headers(&mut self) {
        let dashes = self.rest().iter().take(5);
        self.at += dashes.take_while(|b| matches!(b, b'-' | b' ')).count();
        if self.dashes < self.at {
            let next = self.rest().windows(2).position(|two| two == b"--");
            self.dashes = next.map_or(self.text.len(), |next| self.at + next);
        }
        let block = &self.text[self.at..self.dashes];
        let is_header = |line: &&[u8]| line.contains(&b':') || line.trim_ascii().is_empty();
        let lines = block.split_inclusive(|b| *b == b'\n');
        let headers = lines.take_while(is_header).map(<[u8]>::len).sum();
        self.at += if starts_key(&block[headers..]) {
            headers
        } else {
            let near = 0..block.len().min(HEADERS);
            let start = near.into_iter().find(|at| starts_key(&block[*at..]));
            start.unwrap_or(headers)
        };
    }

    /// Reads up to the first dash, which base64 does not have, or up to the end.
    fn body(&mut self) -> Body {
        let mut body = Body::default();
        let mut run = 0;
        let mut line_start = true;
        while let Some(b) = self.rest().first() {
            match b {
                b'-' => break,
                b'E' if line_start && end_line(self.rest()).1.is_some() => break,
                b'=' if !body.foreign => {
                    self.tail(&mut body);
                    break;
                }
                b if is_base64(*b) => {
                    run += 1;
                    body.longest = body.longest.max(run);
                    if !body.foreign {
                        body.data.push(*b);
                    }
                }
                b => {
                    run = 0;
                    body.foreign |= !b.is_ascii_whitespace();
                }
            }
            line_start = *b == b'\n';
            self.at += 1;
        }
        let (dashes, label) = end_line(self.rest());
        body.end = match label {
            Some(_) => End::Line,
            None if dashes > 0 || self.rest().is_empty() => End::Nothing,
            None => End::Text,
        };
        body
    }

    /// Padding and checksum.
    fn tail(&mut self, body: &mut Body) {
        while let Some(b'=' | b' ' | b'\n') = self.rest().first() {
            body.equals += usize::from(self.rest()[0] == b'=');
            self.at += 1;
        }
        if body.equals != padding(&body.data) {
            let crc = self.rest().get(..4).and_then(|crc| BASE64.decode(crc).ok());
            body.checksum = crc.and_then(|crc| crc.try_into().ok());
            self.at += if body.checksum.is_some() { 4 } else { 0 };
        }
        while let Some(b' ' | b'\n') = self.rest().first() {
            self.at += 1;
        }
    }
}

impl Body {
    fn decode(&self) -> (Vec<u8>, Option<Flaw>) {
        let Ok(bytes) = BASE64_NOPAD.decode(&self.data) else {
            let groups = &self.data[..self.data.len() / 4 * 4];
            let start = BASE64.decode(groups).unwrap_or_default();
            return (start, Some(self.broken()));
        };
        let flaw = match self.checksum {
            _ if self.foreign => Some(self.broken()),
            Some(crc) if crc == checksum_of(&bytes) => None,
            Some(_) => Some(Flaw::Checksum),
            None if self.equals != padding(&self.data) => Some(self.broken()),
            None if self.end == End::Line => None,
            None if self.end == End::Nothing && self.equals > 0 => None,
            None => Some(self.broken()),
        };
        (bytes, flaw)
    }

    fn broken(&self) -> Flaw {
        match self.end {
            End::Nothing | End::Text => Flaw::NoEnd,
            End::Line if self.longest < LONGEST_WORD => Flaw::Words,
            End::Line => Flaw::NotBase64,
        }
    }
}

/// Signs of equality that RFC 4648 section 4 puts behind so much data.
fn padding(data: &[u8]) -> usize {
    data.len().wrapping_neg() % 4
}

fn is_base64(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'+' || b == b'/'
}

/// Whether base64 of a key, public or secret, starts here.
fn starts_key(text: &[u8]) -> bool {
    // The first six bits of a packet of type 5 or 6, in either format.
    let Some(b'l' | b'm' | b'x') = text.first() else {
        return false;
    };
    let Some(start) = text.get(..START_CHARACTERS) else {
        return false;
    };
    BASE64
        .decode(start)
        .is_ok_and(|bytes| packets::starts_key(&bytes))
}

/// The words in capitals that follow, without spaces, and up to where they reach.
fn label(text: &[u8]) -> (Vec<u8>, usize) {
    let mut label = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let spaces = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let word = rest[spaces..]
            .iter()
            .take(LONGEST_LABEL + 1)
            .take_while(|b| !b.is_ascii_whitespace() && **b != b'-')
            .count();
        let word = &rest[spaces..spaces + word];
        let is_label = word
            .iter()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if word.is_empty() || !is_label || label.len() + word.len() > LONGEST_LABEL {
            return (label, at);
        }
        label.extend(word);
        at += spaces + word.len();
    }
}

/// The dashes at this place, and the label of an END line, as far as it is left. Without dashes it
/// has to be one of OpenPGP.
fn end_line(text: &[u8]) -> (usize, Option<Vec<u8>>) {
    let skip = text.iter().take_while(|b| matches!(b, b'-' | b' ')).count();
    let dashes = text[..skip].iter().filter(|b| **b == b'-').count();
    let words = text[skip..].strip_prefix(b"END").map(|rest| label(rest).0);
    let words = words.filter(|label| dashes > 0 || label.starts_with(b"PGP"));
    (dashes, words)
}
