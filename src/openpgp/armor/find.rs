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
/// How far behind a BEGIN line the data may start: its headers are shorter.
const HEADERS: usize = 2000;
/// At how many places of a whole text that is tried: of a few hundred blocks, each without a key.
const MAX_PLACES: usize = 1 << 20;
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
        places: MAX_PLACES,
    };
    let mut found = Vec::new();
    // Two dashes, or the start of a line, before a BEGIN: prose may have the word, too.
    let mut dashes = 2;
    let mut in_word = false;
    while let Some(b) = reader.rest().first() {
        let rest = if dashes >= 2 { reader.rest() } else { b"" };
        let begin = rest.strip_prefix(b"BEGIN").map(label);
        let end = rest.strip_prefix(b"END").map(label);
        let kind = match begin.filter(|(label, _)| !label.is_empty()) {
            Some((label, length)) => {
                reader.at += b"BEGIN".len() + length;
                Some(kind(&label))
            }
            None if !in_word && starts_key(reader.rest()) => Some(BlockKind::Bare),
            None => None,
        };
        if let Some(kind) = kind {
            found.push(reader.block(kind));
            (dashes, in_word) = (2, false);
            continue;
        }
        // Even where nothing else of it could be read.
        if end.is_some_and(|(label, _)| super::kind(&label) == BlockKind::PrivateKey) {
            found.push(Block::empty(BlockKind::PrivateKey));
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

/// A place in a clean text. It never goes back, and a block looks no further ahead of it than
/// [`HEADERS`], so that the work grows with the text alone, not with its square.
struct Reader<'a> {
    text: &'a [u8],
    at: usize,
    /// At how many places a key may still be looked for behind headers.
    places: usize,
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

impl Block {
    /// Of what is only to be named.
    fn empty(kind: BlockKind) -> Self {
        let (bytes, flaw) = (Vec::new(), None);
        Self { kind, bytes, flaw }
    }
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
            return Block::empty(kind);
        }
        if kind != BlockKind::Bare {
            self.skip_headers(kind);
        }
        let body = self.body();
        let (bytes, flaw) = body.decode();
        Block { kind, bytes, flaw }
    }

    /// Goes to the data behind a BEGIN label. Headers have a colon, which base64 does not have;
    /// the blank line behind them may be lost. Where line breaks were lost, a header and the data
    /// are one line: then the data is where a key can start. In the random data of a message or a
    /// signature that would be found anywhere.
    fn skip_headers(&mut self, kind: BlockKind) {
        let dashes = self.rest().iter().take(5);
        self.at += dashes.take_while(|b| matches!(b, b'-' | b' ')).count();
        let near = self.rest();
        let near = &near[..near.len().min(HEADERS)];
        let block = near.windows(2).position(|two| two == b"--");
        let block = &near[..block.unwrap_or(near.len())];
        let is_header = |line: &&[u8]| line.contains(&b':') || line.trim_ascii().is_empty();
        let lines = block.split_inclusive(|b| *b == b'\n');
        let headers = lines.take_while(is_header).map(<[u8]>::len).sum();
        let is_there = kind != BlockKind::PublicKey || starts_key(&self.rest()[headers..]);
        let places = if is_there {
            0
        } else {
            block.len().min(self.places)
        };
        let start = (0..places).find(|at| starts_key(&self.rest()[*at..]));
        self.places -= places;
        self.at += start.unwrap_or(headers);
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

    /// Padding and checksum, also as the source of a mail has them: `=3D` is a sign of equality in
    /// quoted-printable (RFC 2045 section 6.7), but `=3DAB` alone is a checksum.
    fn tail(&mut self, body: &mut Body) {
        while let Some(b'=' | b' ' | b'\n') = self.rest().first() {
            let sign = self.rest()[0] == b'=';
            body.equals += usize::from(sign);
            self.at += 1;
            let word = self.rest().iter().take(6).take_while(|b| is_base64(**b));
            if sign && matches!(word.count(), 2 | 6) && self.rest().starts_with(b"3D") {
                self.at += 2;
            }
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
