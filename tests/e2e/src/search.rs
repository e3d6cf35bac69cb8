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
        for exhibit in evidence.exhibits() {
            for found in self.finder.find_overlapping_iter(&exhibit.bytes) {
                let (canary, encoding) = &self.patterns[found.pattern().as_usize()];
                let place = exhibit.place.clone();
                let leak = Leak {
                    canary: canary.clone(),
                    encoding,
                    place,
                };
                if !leaks.contains(&leak) {
                    leaks.push(leak);
                }
            }
        }
        leaks
    }
}

/// Everything that `text` is searched as.
fn encodings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let raw = text.as_bytes();
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut all = vec![
        ("raw", raw.to_vec()),
        ("percent-encoded", percent(raw, is_unreserved).into_bytes()),
        (
            "percent-encoded throughout",
            percent(raw, |_| false).into_bytes(),
        ),
        (
            "form-encoded",
            percent(raw, is_unreserved).replace("%20", "+").into_bytes(),
        ),
        ("hex", HEXLOWER.encode(raw).into_bytes()),
        ("UTF-16LE", little.clone()),
        ("UTF-16BE", big.clone()),
    ];
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

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte)
}

fn percent(bytes: &[u8], keep: fn(u8) -> bool) -> String {
    let mut text = String::new();
    for byte in bytes {
        if keep(*byte) {
            text.push(char::from(*byte));
        } else {
            text += &format!("%{byte:02X}");
        }
    }
    text
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
        assert_eq!(
            found_in("q=c%C3%A1nary-title%20ab%2B%2Fcd%207Q&"),
            ["percent-encoded"]
        );
        assert_eq!(
            found_in("c%c3%a1nary-title+ab%2b%2fcd+7Q"),
            ["form-encoded"]
        );
        let throughout = TEXT
            .bytes()
            .map(|byte| format!("%{byte:02x}"))
            .collect::<String>();
        assert_eq!(found_in(throughout), ["percent-encoded throughout"]);
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
