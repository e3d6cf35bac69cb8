//! From text to lines: line ends, indents, the cleartext signature framework, key blocks.

use super::super::ArmoredCertificate;
use super::{Fact, Finding, SecurityTxtError};

const BEGIN_SIGNED: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
const BEGIN_SIGNATURE: &str = "-----BEGIN PGP SIGNATURE-----";
const END_SIGNATURE: &str = "-----END PGP SIGNATURE-----";
const BEGIN_KEY: &str = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
const END_KEY: &str = "-----END PGP PUBLIC KEY BLOCK-----";
const SECRET_KEY: &str = "-----BEGIN PGP PRIVATE KEY BLOCK-----";

/// Armor headers that stand before a signed text (RFC 9580 sections 6.2.2 and 7.1).
const HEADERS: [&str; 6] = [
    "Hash:",
    "Charset:",
    "Comment:",
    "Version:",
    "MessageID:",
    "NotDashEscaped:",
];

/// A line that counts.
pub(super) struct Line<'a> {
    /// Counted from 1 in the whole file.
    pub(super) number: usize,
    /// What it is.
    pub(super) kind: Kind<'a>,
}

/// What a line is (RFC 9116 section 4).
#[derive(Clone, Copy)]
pub(super) enum Kind<'a> {
    /// Nothing but spaces.
    Blank,
    /// What follows a `#`.
    Comment(&'a str),
    /// `name: value`, both without spaces around them.
    Field {
        /// The name, in ASCII without spaces.
        name: &'a str,
        /// The value; may be empty.
        value: &'a str,
    },
    /// None of these.
    Other,
}

/// What a file holds: the lines that count, and what was taken out.
pub(super) struct Content<'a> {
    pub(super) lines: Vec<Line<'a>>,
    pub(super) key_block: Option<ArmoredCertificate>,
    pub(super) findings: Vec<Finding>,
}

/// Where in the file a line stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Before or behind the signed part.
    Outside,
    /// Among the headers of the signed part.
    Headers,
    /// Where lines count.
    Text,
    /// In a signature.
    Signature,
    /// In a key.
    Key,
}

impl<'a> Content<'a> {
    /// Splits `text`. Where it is signed, only the signed part counts, its dash-escapes undone
    /// (RFC 9580 section 7.2).
    pub(super) fn read(text: &'a str) -> Result<Self, SecurityTxtError> {
        if text.contains(SECRET_KEY) {
            return Err(SecurityTxtError::SecretKey);
        }
        let text = text.trim_start_matches('\u{feff}');
        let all: Vec<&str> = split(text).map(str::trim).collect();
        let signed = all.contains(&BEGIN_SIGNED);
        let last_end_of_key = all
            .iter()
            .rposition(|line| unescaped(line, signed) == END_KEY);
        let mut splitter = Splitter {
            out: Content {
                lines: Vec::new(),
                key_block: None,
                findings: Vec::new(),
            },
            place: if signed { Place::Outside } else { Place::Text },
            signed,
            begun: false,
            closed: false,
            outside: 0,
            key: Vec::new(),
        };
        for (at, line) in all.into_iter().enumerate() {
            splitter.take(line, at + 1, last_end_of_key.is_some_and(|end| at < end));
        }
        Ok(splitter.finish())
    }
}

struct Splitter<'a> {
    out: Content<'a>,
    place: Place,
    signed: bool,
    /// Whether the signed part was reached.
    begun: bool,
    /// Whether its signature was whole.
    closed: bool,
    /// The first line outside of the signed part, or 0.
    outside: usize,
    key: Vec<&'a str>,
}

impl<'a> Splitter<'a> {
    /// `key_ends` says whether a key that begins here has an end.
    fn take(&mut self, line: &'a str, number: usize, key_ends: bool) {
        match self.place {
            Place::Outside if line == BEGIN_SIGNED && !self.begun => {
                self.begun = true;
                self.place = Place::Headers;
                self.find(Fact::Signed, number);
            }
            Place::Outside => {
                if self.outside == 0 && !line.is_empty() {
                    self.outside = number;
                }
            }
            Place::Headers => {
                if !HEADERS.iter().any(|header| line.starts_with(header)) {
                    // Pasting may have lost the empty line between headers and text.
                    self.place = Place::Text;
                    if !line.is_empty() {
                        self.take(line, number, key_ends);
                    }
                }
            }
            Place::Signature => {
                if line == END_SIGNATURE {
                    self.closed = true;
                    self.place = if self.signed {
                        Place::Outside
                    } else {
                        Place::Text
                    };
                }
            }
            Place::Key => {
                let line = unescaped(line, self.signed);
                self.key.push(line);
                if line == END_KEY {
                    self.place = Place::Text;
                    let block = ArmoredCertificate::parse(&self.key.join("\n"));
                    self.out.key_block = self.out.key_block.take().or(block.ok());
                    self.key.clear();
                }
            }
            Place::Text if line == BEGIN_SIGNATURE => {
                self.place = Place::Signature;
                if !self.signed {
                    self.find(Fact::SignatureIncomplete, number);
                }
            }
            Place::Text => {
                let line = unescaped(line, self.signed);
                if line == BEGIN_KEY && key_ends {
                    self.place = Place::Key;
                    self.key.push(line);
                    if self.out.key_block.is_none() {
                        self.find(Fact::KeyBlock, number);
                    }
                } else {
                    let kind = kind(line);
                    self.out.lines.push(Line { number, kind });
                }
            }
        }
    }

    fn find(&mut self, fact: Fact, line: usize) {
        self.out.findings.push(Finding::new(fact, line, ""));
    }

    fn finish(mut self) -> Content<'a> {
        if self.signed && !self.closed {
            self.find(Fact::SignatureIncomplete, 0);
        }
        if self.outside > 0 {
            self.find(Fact::OutsideSigned, self.outside);
        }
        self.out
    }
}

/// The lines, ended by CRLF, LF or CR.
fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .flat_map(|line| line.split('\r'))
}

/// A line without its dash-escape, in a signed text.
fn unescaped(line: &str, signed: bool) -> &str {
    match line.strip_prefix("- ") {
        Some(rest) if signed => rest.trim_start(),
        _ => line,
    }
}

fn kind(line: &str) -> Kind<'_> {
    if line.is_empty() {
        return Kind::Blank;
    }
    if let Some(comment) = line.strip_prefix('#') {
        return Kind::Comment(comment);
    }
    match line.split_once(':') {
        // RFC 5322 section 3.6.8. What goes on with slashes is an address and no field.
        Some((name, value))
            if !name.is_empty()
                && name.bytes().all(|b| b.is_ascii_graphic())
                && !value.starts_with("//") =>
        {
            let value = value.trim();
            Kind::Field { name, value }
        }
        _ => Kind::Other,
    }
}
