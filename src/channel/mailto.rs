//! `mailto:` links (RFC 6068): address, subject and instructions, and never the ciphertext.

use serde::{Deserialize, Serialize};

/// Windows handlers and webmail start to break links at about this many characters.
pub const MAX_ENCODED_CHARS: usize = 1600;

/// A link that opens a mail program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailto {
    /// The whole link.
    pub uri: String,
    /// Its length in characters.
    pub encoded_len: usize,
    /// Longer than [`MAX_ENCODED_CHARS`]: some mail programs will cut it or do nothing.
    pub too_long: bool,
}

/// A link with this subject and body. Everything but RFC 3986's unreserved characters and the `@`
/// is percent-encoded, so no part of an address or text can start another header field.
pub fn plan(address: &str, subject: &str, body: &str) -> Mailto {
    // RFC 6068 section 5: a line break is CRLF, whatever the text has.
    let body = body.replace("\r\n", "\n").replace(['\r', '\n'], "\r\n");
    let subject = subject.replace(|c: char| c.is_control(), " ");
    let uri = format!(
        "mailto:{}?subject={}&body={}",
        encode(address.trim(), true),
        encode(&subject, false),
        encode(&body, false)
    );
    let encoded_len = uri.len();
    Mailto {
        uri,
        encoded_len,
        too_long: encoded_len > MAX_ENCODED_CHARS,
    }
}

/// Percent-encoding of everything but unreserved characters, RFC 3986 section 2.3.
fn encode(text: &str, at_sign: bool) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if plain || (at_sign && byte == b'@') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_be_injected() {
        let link = plan(
            "a@b.example?bcc=c@d&x=",
            "S\r\nBcc: e@f",
            "one\ntwo & ü\r\n",
        );
        assert_eq!(
            link.uri,
            "mailto:a@b.example%3Fbcc%3Dc@d%26x%3D?subject=S%20%20Bcc%3A%20e%40f\
             &body=one%0D%0Atwo%20%26%20%C3%BC%0D%0A"
        );
        assert_eq!((link.encoded_len, link.too_long), (link.uri.len(), false));
    }

    #[test]
    fn length_is_measured_encoded() {
        let link = plan("a@b.example", "s", &"é".repeat(300));
        assert!(link.too_long && link.encoded_len > 1800);
    }
}
