//! Text as it was before a mail program, a web page or a word processor had it in hand.
//!
//! Only what cannot be part of base64, of a label or of its dashes is changed, so nothing here
//! can turn one key into another. Each character is looked at a fixed number of times.

use std::borrow::Cow;

/// Stands for every character that means nothing to armor.
const FOREIGN: u8 = 0x1A;

/// Bytes as text: UTF-16 with a byte order mark, UTF-8 with or without, else Latin-1. Without the
/// mark, UTF-16 is ASCII with a NUL beside each letter, so these are left out.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
        Cow::Owned(text.collect())
    };
    let bytes = match bytes {
        [0xFF, 0xFE, rest @ ..] => return wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return wide(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest,
        _ => bytes,
    };
    match std::str::from_utf8(bytes) {
        Ok(text) if !bytes.contains(&0) => Cow::Borrowed(text),
        Ok(text) => Cow::Owned(text.replace('\0', "")),
        Err(_) => {
            let letters = bytes.iter().filter(|b| **b != 0);
            Cow::Owned(letters.map(|b| char::from(*b)).collect())
        }
    }
}

/// The text in ASCII with line feeds: without quotation marks at the start of lines, invisible
/// characters and HTML elements; entities and the escapes of JSON resolved; every kind of dash
/// and of space made plain.
pub(super) fn clean(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut line_start = true;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let replaced = match first {
            '&' => entity(rest),
            '\\' => escape(rest),
            '<' => element(rest),
            _ => None,
        };
        let (c, length) = replaced.unwrap_or((first, first.len_utf8()));
        rest = &rest[length..];
        match plain(c) {
            Some(b' ' | b'>' | b'|' | b'#' | b'*') if line_start => {}
            Some(b) => {
                line_start = b == b'\n';
                out.push(b);
            }
            None => {}
        }
    }
    out
}

/// Characters without width: soft hyphens, joiners, marks of direction, byte order marks, and NUL.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\0' | '\u{AD}' | '\u{180E}' | '\u{FEFF}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
    )
}

fn plain(c: char) -> Option<u8> {
    Some(match c {
        '\n' | '\r' | '\x0B' | '\x0C' | '\u{85}' | '\u{2028}' | '\u{2029}' => b'\n',
        c if is_invisible(c) => return None,
        c if c.is_whitespace() => b' ',
        // U+0096 and U+0097: the dashes of Windows-1252, read as Latin-1.
        '\u{96}' | '\u{97}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' => b'-',
        '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => b'-',
        '\u{2502}' | '\u{2503}' | '\u{203A}' | '\u{BB}' => b'>',
        c => u8::try_from(c).ok().filter(u8::is_ascii).unwrap_or(FOREIGN),
    })
}

/// `&#43;`, `&#x2F;`, `&nbsp;`: the character, and the length of what stands for it.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let c = match &text[1..end] {
        "nbsp" => ' ',
        "gt" => '>',
        "plus" => '+',
        "sol" => '/',
        "equals" => '=',
        "hyphen" | "ndash" | "mdash" => '-',
        "NewLine" => '\n',
        name => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)?
        }
    };
    Some((c, end + 1))
}

/// `\n`, `\/`, `\u002B` of JSON. Of two backslashes the first is dropped: escaped twice.
fn escape(text: &str) -> Option<(char, usize)> {
    match text.as_bytes().get(1)? {
        b'n' | b'r' => Some(('\n', 2)),
        b't' => Some((' ', 2)),
        b'/' => Some(('/', 2)),
        b'\\' | b'\n' | b'\r' => Some(('\0', 1)),
        b'u' => {
            let number = u32::from_str_radix(text.get(2..6)?, 16).ok()?;
            Some((char::from_u32(number)?, 6))
        }
        _ => None,
    }
}

/// `<br>`, `</pre>`: a line break. The search ends where another element starts, so no part of the
/// text is searched twice.
fn element(text: &str) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    let first = bytes.get(1)?;
    if !first.is_ascii_alphabetic() && !b"/!".contains(first) {
        return None;
    }
    let end = 1 + bytes[1..]
        .iter()
        .position(|b| matches!(b, b'>' | b'<' | b'\n' | b'\r'))?;
    (bytes[end] == b'>').then_some(('\n', end + 1))
}
