//! Quoted-printable, RFC 2045 section 6.7, such that decoding gives every byte back.
//!
//! A hard line break in quoted-printable stands for CRLF, and what a decoder makes of it differs. So each
//! line feed of the text is written as `=0A` followed by a soft break: the lines stay readable in
//! the source, and every decoder gives exactly the line feed.

/// RFC 2045 section 6.7 rule 5: the longest line, the `=` of a soft break included.
const MAX_LINE: usize = 76;

/// Encodes bytes; the result has CRLF line ends and no trailing one.
pub(super) fn encode(text: &[u8]) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut column = 0;
    for (i, byte) in text.iter().enumerate() {
        let next = text.get(i + 1);
        let plain = match byte {
            // White space at an end of line is often lost on the way.
            b' ' | b'\t' => !matches!(next, None | Some(b'\n' | b'\r')),
            b'=' => false,
            byte => byte.is_ascii_graphic(),
        };
        if column + if plain { 1 } else { 3 } >= MAX_LINE {
            out.push_str("=\r\n");
            column = 0;
        }
        // "From " at the start of a line is changed by old mailboxes, a "." there by SMTP.
        let mangled = column == 0 && matches!(byte, b'F' | b'.');
        if plain && !mangled {
            out.push(char::from(*byte));
            column += 1;
        } else {
            out.push_str(&format!("={byte:02X}"));
            column += 3;
        }
        if *byte == b'\n' && next.is_some() {
            out.push_str("=\r\n");
            column = 0;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A decoder that follows RFC 2045 to the letter.
    fn decode(text: &str) -> Vec<u8> {
        let mut out = Vec::new();
        let mut rest = text.as_bytes();
        while let Some((first, tail)) = rest.split_first() {
            rest = match (first, tail) {
                (b'=', [b'\r', b'\n', tail @ ..]) => tail,
                (b'=', [high, low, tail @ ..]) => {
                    let hex = [*high, *low];
                    let hex = std::str::from_utf8(&hex).unwrap();
                    out.push(u8::from_str_radix(hex, 16).unwrap());
                    tail
                }
                (byte, tail) => {
                    out.push(*byte);
                    tail
                }
            };
        }
        out
    }

    #[test]
    fn awkward_texts() {
        assert_eq!(encode(b"a\nb\n"), "a=0A=\r\nb=0A");
        assert_eq!(encode(b"a = b \n"), "a =3D b=20=0A");
        assert_eq!(
            encode(b"From me\n.\nFrom"),
            "=46rom me=0A=\r\n=2E=0A=\r\n=46rom"
        );
    }

    proptest! {
        #[test]
        fn decodes_to_the_same_bytes(text in prop::collection::vec(any::<u8>(), 0..600)) {
            let encoded = encode(&text);
            prop_assert_eq!(decode(&encoded), text);
            for line in encoded.split("\r\n") {
                prop_assert!(line.len() <= MAX_LINE);
                prop_assert!(!line.ends_with([' ', '\t']));
                prop_assert!(!line.starts_with("From ") && !line.starts_with('.'));
                prop_assert!(line.bytes().all(|b| b.is_ascii_graphic() || b == b' ' || b == b'\t'));
            }
        }

        #[test]
        fn decodes_to_the_same_text(text in "[ \t\r\n.=Fromé\u{1F600}-]{0,300}") {
            prop_assert_eq!(decode(&encode(text.as_bytes())), text.into_bytes());
        }
    }
}
