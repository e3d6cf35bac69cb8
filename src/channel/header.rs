//! Header lines of a mail, such that no value can become a second line or a second recipient.

use std::fmt;

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};

/// Octets of text in one encoded word: 45 make 60 base64 characters, and the word stays below
/// the 75 of RFC 2047 section 2.
const ENCODED_WORD_BYTES: usize = 45;

/// The text is not one mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressError;

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a single mail address")
    }
}

impl std::error::Error for AddressError {}

/// One address as it stands in a `To:` line: a dot-atom, `@`, and a host name (RFC 5322 section
/// 3.4.1; letters beyond ASCII as in RFC 6532). Quoted local parts, comments and lists are refused.
pub(super) fn address(text: &str) -> Result<&str, AddressError> {
    let text = text.trim();
    let (local, host) = text.rsplit_once('@').ok_or(AddressError)?;
    let is_atom = |part: &str, extra: &str| {
        part.split('.').all(|atom| {
            !atom.is_empty()
                && atom
                    .chars()
                    .all(|c| c.is_alphanumeric() || extra.contains(c))
        })
    };
    let valid = is_atom(local, "!#$%&'*+-/=?^_`{|}~") && is_atom(host, "-");
    if valid { Ok(text) } else { Err(AddressError) }
}

/// An unstructured header value: as it is when it is plain ASCII of ordinary length, otherwise in
/// encoded words (RFC 2047), each holding whole characters, folded one to a line.
pub(super) fn unstructured(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let text = text.trim();
    let plain = text.bytes().all(|b| b == b' ' || b.is_ascii_graphic());
    if plain && text.len() <= 60 && !text.contains("=?") {
        return text.to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if word.len() + c.len_utf8() > ENCODED_WORD_BYTES {
            words.push(std::mem::take(&mut word));
        }
        word.push(c);
    }
    words.push(word);
    let encoded = words
        .iter()
        .map(|word| format!("=?utf-8?B?{}?=", BASE64.encode(word.as_bytes())));
    encoded.collect::<Vec<_>>().join("\r\n ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_and_nothing_more() {
        for good in [
            "security@xiaomi.com",
            " a.b+c@example.co ",
            "安全@例子.中国",
        ] {
            assert_eq!(address(good), Ok(good.trim()));
        }
        for bad in [
            "",
            "a",
            "@b",
            "a@",
            "a@b,c@d",
            "a@b?bcc=c@d",
            "a@b\r\nBcc: c@d",
            "a@b c",
            "<a@b>",
            "a b@c",
            "\"a b\"@c",
            "a..b@c",
            ".a@b",
            "a@b.",
            "a@b;c@d",
            "a@b\0",
            "a(x)@b",
            "a@b@c",
        ] {
            assert_eq!(address(bad), Err(AddressError), "{bad:?}");
        }
    }

    #[test]
    fn values_stay_on_their_line() {
        assert_eq!(unstructured("Report 7ZK3M0Q4XB"), "Report 7ZK3M0Q4XB");
        assert_eq!(unstructured("a\r\nBcc: b@c"), "a  Bcc: b@c");
        assert_eq!(unstructured("报告"), "=?utf-8?B?5oql5ZGK?=");
        let long = unstructured(&"漏洞报告".repeat(40));
        assert!(
            long.split("\r\n ")
                .all(|word| word.len() <= 75 && word.starts_with("=?utf-8?B?"))
        );
    }
}
