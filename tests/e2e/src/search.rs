//! Finding a text in whatever it may have been turned into on its way.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use anyhow::{Result, bail};
use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD, Encoding, HEXLOWER};

use crate::evidence::Evidence;

/// A text that must not be found, and the name under which it is reported.
#[derive(Clone, Debug)]
pub struct Canary {
    /// The field it was typed into.
    pub name: String,
    /// What was typed.
    pub text: String,
}

/// A text that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// The canary's name.
    pub canary: String,
    /// What it had been turned into.
    pub encoding: &'static str,
    /// Where it was.
    pub place: String,
}

/// Shorter texts turn up by chance.
const MIN_BYTES: usize = 8;

/// A single word of a canary that is as long as this is as rare as the whole.
const MIN_RARE_BYTES: usize = 14;

/// A search for some texts in all their encodings.
#[derive(Debug)]
pub struct Search {
    finder: AhoCorasick,
    /// Name and encoding of each pattern of the finder.
    patterns: Vec<(String, &'static str)>,
}

impl Search {
    /// A search for `canaries`.
    pub fn new(canaries: &[Canary]) -> Result<Self> {
        let (mut patterns, mut needles) = (Vec::new(), Vec::new());
        for canary in canaries {
            if canary.text.len() < MIN_BYTES {
                bail!("{:?} is too short to be searched for", canary.text);
            }
            for (encoding, needle) in encodings(&canary.text) {
                patterns.push((canary.name.clone(), encoding));
                needles.push(needle);
            }
        }
        // Without regard to case: host names lose it, hexadecimal digits have either. For the
        // others that makes a find by chance no likelier than never.
        let finder = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            .build(needles)?;
        Ok(Self { finder, patterns })
    }

    /// Every text that is found, once for each place and encoding.
    #[must_use]
    pub fn look(&self, evidence: &Evidence) -> Vec<Leak> {
        let mut leaks = Vec::new();
        let mut note = |place: &str, bytes: &[u8], percent: bool| {
            for found in self.finder.find_overlapping_iter(bytes) {
                let (canary, encoding) = &self.patterns[found.pattern().as_usize()];
                let encoding = if percent { "percent-encoded" } else { encoding };
                let leak = Leak {
                    canary: canary.clone(),
                    encoding,
                    place: place.to_owned(),
                };
                if !leaks.contains(&leak) {
                    leaks.push(leak);
                }
            }
        };
        for exhibit in evidence.exhibits() {
            note(&exhibit.place, &exhibit.bytes, false);
            // Which characters are percent-encoded differs from place to place: undone, they are
            // the same. Twice, for an address inside an address.
            let mut bytes = exhibit.bytes.clone();
            for _ in 0..2 {
                if !bytes.contains(&b'%') {
                    break;
                }
                let space = |byte: &u8| if *byte == b'+' { b' ' } else { *byte };
                let form: Vec<u8> = bytes.iter().map(space).collect();
                note(&exhibit.place, &without_percent(&form), true);
                bytes = without_percent(&bytes);
                note(&exhibit.place, &bytes, true);
            }
        }
        leaks
    }
}

/// `bytes` with its percent-encoding undone.
fn without_percent(bytes: &[u8]) -> Vec<u8> {
    let digit = |at: usize| {
        bytes
            .get(at)
            .and_then(|byte| char::from(*byte).to_digit(16))
    };
    let (mut decoded, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(u8::try_from(high * 16 + low).unwrap_or_default());
                at += 3;
            }
            _ => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    decoded
}

/// Everything that `text` is searched as.
fn encodings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let raw = text.as_bytes();
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut all = vec![
        ("raw", raw.to_vec()),
        ("hex", HEXLOWER.encode(raw).into_bytes()),
        ("UTF-16LE", little.clone()),
        ("UTF-16BE", big.clone()),
    ];
    // Whatever happened to its other characters.
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let rarest = words
        .max_by_key(|word| word.len())
        .filter(|word| word.len() >= MIN_RARE_BYTES);
    all.extend(rarest.map(|word| ("a part of it", word.as_bytes().to_vec())));
    for offset in 0..3 {
        all.push(("base64", base64(&BASE64_NOPAD, raw, offset)));
        all.push(("base64url", base64(&BASE64URL_NOPAD, raw, offset)));
        all.push(("base64 of UTF-16LE", base64(&BASE64_NOPAD, &little, offset)));
        all.push(("base64 of UTF-16BE", base64(&BASE64_NOPAD, &big, offset)));
    }
    all
}

/// What the base64 of `bytes` looks like inside that of something longer, when `offset` bytes
/// over a multiple of three precede it: only the digits that no neighbour has a bit in.
fn base64(encoding: &Encoding, bytes: &[u8], offset: usize) -> Vec<u8> {
    let mut padded = vec![0; offset];
    padded.extend_from_slice(bytes);
    let digits = encoding.encode(&padded).into_bytes();
    let first = (offset * 8).div_ceil(6);
    let end = padded.len() * 8 / 6;
    digits[first..end].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "cánary-title ab+/cd 7Q";

    fn found_in(bytes: impl Into<Vec<u8>>) -> Vec<&'static str> {
        let canary = Canary {
            name: "title".into(),
            text: TEXT.into(),
        };
        let mut evidence = Evidence::default();
        evidence.add("here", bytes);
        let search = Search::new(&[canary]).expect("is long enough");
        search
            .look(&evidence)
            .into_iter()
            .map(|leak| leak.encoding)
            .collect()
    }

    #[test]
    fn each_encoding_is_found_wherever_it_stands() {
        assert_eq!(found_in(format!("x{TEXT}y")), ["raw"]);
        assert_eq!(found_in(TEXT.to_uppercase().replace('Á', "á")), ["raw"]);
        for percent in [
            "q=c%C3%A1nary-title%20ab%2B%2Fcd%207Q&",
            "c%c3%a1nary-title+ab%2b%2fcd+7Q",
            "/?mailto:?body=c%25C3%25A1nary-title%2520ab%252B%252Fcd%25207Q",
            "#c%C3%A1nary-title%20ab+/cd%207Q%",
        ] {
            assert_eq!(found_in(percent), ["percent-encoded"], "{percent}");
        }
        let throughout = TEXT
            .bytes()
            .map(|byte| format!("%{byte:02x}"))
            .collect::<String>();
        assert_eq!(found_in(throughout), ["percent-encoded"]);
        let upper = data_encoding::HEXUPPER.encode(TEXT.as_bytes());
        assert_eq!(found_in(upper), ["hex"]);
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(found_in(little), ["UTF-16LE"]);
        for before in ["", "1", "12", "123", "1234"] {
            for behind in ["", "9", "98", "987"] {
                let all = format!("{before}{TEXT}{behind}");
                let standard = data_encoding::BASE64.encode(all.as_bytes());
                assert!(found_in(standard).contains(&"base64"), "{all}");
                let url = data_encoding::BASE64URL.encode(all.as_bytes());
                assert!(found_in(url).contains(&"base64url"), "{all}");
            }
        }
        assert!(found_in("nothing of the kind").is_empty());
    }

    #[test]
    fn what_would_be_found_by_chance_is_refused() {
        let canary = Canary {
            name: "weakness".into(),
            text: "CWE-79".into(),
        };
        assert!(Search::new(&[canary]).is_err());
    }
}
