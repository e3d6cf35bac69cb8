//! What mail programs, web pages and word processors do to an armor, in any combination.

use proptest::prelude::*;

/// One way to spoil: an index into each of the lists below.
#[derive(Debug, Clone)]
pub struct Ways {
    begin: usize,
    header: usize,
    blank: bool,
    checksum: bool,
    end: usize,
    join: usize,
    prefix: usize,
    suffix: usize,
    escape: usize,
    around: usize,
    encoding: usize,
}

const BEGINS: [&str; 8] = [
    "-----BEGIN PGP LABEL KEY BLOCK-----",
    "-----BEGINPGPLABELKEYBLOCK-----",
    "----BEGIN  PGP LABEL KEY BLOCK---",
    "\u{2014}\u{2013}-BEGIN PGP LABEL KEY BLOCK\u{2014}\u{2014}",
    "- -----BEGIN PGP LABEL KEY BLOCK-----",
    "", // lost
    "BEGIN PGP LABEL KEY BLOCK",
    "-----BEGIN PGP LABEL KEY BLOCK",
];
/// Without dashes behind the label, something has to stand between it and the data.
const OPEN_BEGIN: usize = 6;
const LOST_BEGIN: usize = 5;

const HEADERS: [&[&str]; 4] = [
    &[],
    &["Version: GnuPG v2.0.22 (GNU/Linux)"],
    &["Comment: https://example.com/our-key", "Charset: utf-8"],
    &["Comment: Security Team <security@example.com>"],
];

const ENDS: [&str; 8] = [
    "-----END PGP LABEL KEY BLOCK-----",
    "-----ENDPGPLABELKEYBLOCK-----",
    "--END PGP LABEL KEY BLOCK",
    "\u{2014}END PGP LABEL KEY BL",
    "-----END",
    "END PGP LABEL KEY BLOCK",
    "---", // not to be told from a rule
    "",    // lost
];
/// From here on, what is left shows the end only at the start of a line, or not at all.
const WEAK_END: usize = 5;

const JOINS: [&str; 12] = [
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\n \n",
    "\u{2028}",
    "<br>",
    "<br />\r\n",
    "\\n",
    "\\r\\n",
    " ",
    "",
];
const SPACE: usize = 10;
const NOTHING: usize = 11;

const PREFIXES: [&str; 9] = [
    "", "> ", ">>", "> | ", "\t", "    ", "&gt; ", "\u{A0}", "# ",
];
const SUFFIXES: [&str; 7] = [
    "",
    "  ",
    "\t",
    "\u{A0}",
    "\u{200B}",
    "&nbsp;",
    "\u{FEFF}\u{AD}",
];

const AROUND: [(&str, &str); 7] = [
    ("", ""),
    ("Hello,\n\nour key:\n\n", "\n\n-- \nThe e-mail team\n"),
    ("## Key\n\n```text\n", "\n```\nPlease use it: thanks!\n"),
    (
        "pub   ed25519 2025-01-01 [SC]\n      0123456789ABCDEF0123456789ABCDEF01234567\n\
         uid           [ unknown] Security Team <security@example.com>\n\n",
        "\nsub   cv25519 2025-01-01 [E]\n",
    ),
    ("<html><body><pre class=\"key\">", "</pre></body></html>"),
    ("{\"name\": \"key\", \"text\": \"", "\"}"),
    (
        "It starts with -----BEGIN PGP LABEL KEY BLOCK----- as always.\n",
        "\n漏洞报告 — 谢谢\n",
    ),
];
const JSON: usize = 5;

pub fn ways() -> impl Strategy<Value = Ways> {
    let lines = (
        0..BEGINS.len(),
        0..HEADERS.len(),
        any::<bool>(),
        any::<bool>(),
        0..ENDS.len(),
    );
    let marks = (0..JOINS.len(), 0..PREFIXES.len(), 0..SUFFIXES.len());
    let frame = (0..4_usize, 0..AROUND.len(), 0..5_usize);
    (lines, marks, frame).prop_map(|(lines, marks, frame)| {
        let (begin, header, blank, checksum, end) = lines;
        let (join, prefix, suffix) = marks;
        let (escape, around, encoding) = frame;
        let mut ways = Ways {
            begin,
            header,
            blank,
            checksum,
            end,
            join,
            prefix,
            suffix,
            escape,
            around,
            encoding,
        };
        // What nobody could repair: see `openpgp::armor::find`.
        if join >= SPACE {
            ways.prefix = 0;
        }
        if join == NOTHING && begin >= OPEN_BEGIN || around == JSON && begin == OPEN_BEGIN {
            ways.begin = 0;
        }
        if join == NOTHING && begin == LOST_BEGIN {
            ways.header = 0;
        }
        ways.checksum |= end >= WEAK_END;
        ways
    })
}

/// An armor as GnuPG writes it, spoilt; `label` is PUBLIC or PRIVATE.
pub fn spoil(armor: &str, label: &str, ways: &Ways) -> Vec<u8> {
    let body = armor
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("-----"))
        .filter(|line| ways.checksum || !line.starts_with('='));
    let body = body.map(|line| match ways.escape {
        0 => line.to_owned(),
        1 => line
            .replace('=', "&#61;")
            .replace('+', "&plus;")
            .replace('/', "&#x2F;"),
        2 => line.replace('/', "\\/").replace('+', "\\u002B"),
        _ => line.replace('=', "=3D"),
    });
    let mut lines = vec![BEGINS[ways.begin].to_owned()];
    lines.extend(HEADERS[ways.header].iter().map(|&header| header.to_owned()));
    lines.extend(ways.blank.then(String::new));
    lines.extend(body);
    lines.push(ENDS[ways.end].to_owned());
    let (prefix, suffix) = (PREFIXES[ways.prefix], SUFFIXES[ways.suffix]);
    let lines: Vec<String> = lines
        .iter()
        .map(|line| format!("{prefix}{line}{suffix}"))
        .collect();
    let (before, after) = AROUND[ways.around];
    let text = format!("{before}{}{after}", lines.join(JOINS[ways.join])).replace("LABEL", label);
    match ways.encoding {
        0 => text.into_bytes(),
        1 => format!("\u{FEFF}{text}").into_bytes(),
        2 => wide(&format!("\u{FEFF}{text}"), u16::to_le_bytes),
        3 => wide(&format!("\u{FEFF}{text}"), u16::to_be_bytes),
        _ if text.is_ascii() => wide(&text, u16::to_le_bytes),
        // As Windows-1252, where it has all the characters.
        _ => {
            let narrow = |c: char| match c {
                '\u{2013}' => Some(0x96),
                '\u{2014}' => Some(0x97),
                c => u8::try_from(c).ok(),
            };
            let bytes: Option<Vec<u8>> = text.chars().map(narrow).collect();
            bytes.unwrap_or_else(|| text.into_bytes())
        }
    }
}

fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}
