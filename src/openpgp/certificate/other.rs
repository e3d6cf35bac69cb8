//! What people give in place of a certificate: each has its own name, so that it gets its own advice.

use super::ReadError;
use crate::openpgp::armor::{Block, BlockKind, is_invisible};
use crate::openpgp::fingerprint::{Fingerprint, FingerprintError};

/// Longer texts are documents; that a link or a fingerprint stands in them says nothing.
const NOTE_CHARACTERS: usize = 1000;
/// Longer texts that have one of the words of a placeholder in them are something else.
const PLACEHOLDER_CHARACTERS: usize = 200;

/// How files begin that can have a key in them, but have to be opened first: ZIP (also office
/// documents), gzip, bzip2, xz, 7-Zip, Zstandard, PDF.
const OTHER_FILES: [&[u8]; 7] = [
    b"PK\x03\x04",
    b"\x1F\x8B\x08",
    b"BZh",
    b"\xFD7zXZ\0",
    b"7z\xBC\xAF\x27\x1C",
    b"\x28\xB5\x2F\xFD",
    b"%PDF-",
];

/// What stands only in secret keys of other programs: age, PuTTY, minisign, signify.
const SECRETS: [&str; 4] = [
    "AGE-SECRET-KEY-1",
    "PuTTY-User-Key-File-",
    "minisign encrypted secret key",
    "signify secret key",
];

/// Words of those who will add the key later, in lower case.
const PLACEHOLDERS: [&str; 14] = [
    "todo",
    "tbd",
    "fixme",
    "placeholder",
    "paste",
    "insert",
    "replace",
    "your key",
    "key here",
    "key goes here",
    "coming soon",
    "lorem ipsum",
    "粘贴",
    "占位",
];

/// Whether there is a secret key of another program in a text.
pub(super) fn has_secret(text: &str) -> bool {
    SECRETS.iter().any(|secret| text.contains(secret))
}

/// The name of a file that is not text.
pub(super) fn name_file(bytes: &[u8]) -> ReadError {
    match bytes {
        // The first blob is the header: kbx/keybox-blob.c of GnuPG.
        [_, _, _, _, 1, _, _, _, b'K', b'B', b'X', b'f', ..] => ReadError::Keybox,
        // DER: a sequence with its length in two octets.
        [0x30, 0x82, _, _, 0x30, ..] => ReadError::X509,
        _ if OTHER_FILES.iter().any(|start| bytes.starts_with(start)) => ReadError::OtherFile,
        _ => ReadError::NotOpenPgp,
    }
}

/// The name of a text without any certificate, and of the blocks that were found in it.
pub(super) fn name_text(text: &str, blocks: &[Block]) -> ReadError {
    let has = |kind| blocks.iter().any(|block| block.kind == kind);
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    let lower: String = text.chars().take(NOTE_CHARACTERS + 1).collect();
    let lower = lower.to_lowercase();
    let is_note = text.chars().nth(NOTE_CHARACTERS).is_none();
    match () {
        () if text.is_empty() => ReadError::Empty,
        () if has(BlockKind::Message) => ReadError::Message,
        () if has(BlockKind::Signature) => ReadError::Signature,
        () if has(BlockKind::Age) => ReadError::AgeKey,
        () if has(BlockKind::Ssh) || text.lines().any(is_ssh) => ReadError::SshKey,
        () if has(BlockKind::X509) || is_der(text) => ReadError::X509,
        () if text.lines().any(is_minisign) => ReadError::Minisign,
        () if text.split(|c: char| !c.is_ascii_alphanumeric()).any(is_age) => ReadError::AgeKey,
        () if is_page(&lower) => ReadError::WebPage,
        () if !is_note => ReadError::NotOpenPgp,
        () if is_fingerprint(text) => ReadError::Fingerprint,
        () if lower.contains("https://") || lower.contains("http://") => ReadError::Link,
        () if text.lines().any(has_fingerprint) => ReadError::Fingerprint,
        () if is_placeholder(&lower) => ReadError::Placeholder,
        () => ReadError::NotOpenPgp,
    }
}

/// Base64 of DER: a sequence with its length in two octets.
fn is_der(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    first.starts_with("MII") && first.len() >= 32
}

/// A line of `authorized_keys`, RFC 4253 section 6.6: type and base64, options before them.
fn is_ssh(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let kind = words.find(|word| {
        ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-sha2-"]
            .iter()
            .any(|kind| word.starts_with(kind))
    });
    kind.is_some() && words.next().is_some_and(|data| data.starts_with("AAAA"))
}

/// 42 octets that begin with the algorithm "Ed", in base64, or the comment above them.
fn is_minisign(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("untrusted comment:")
        || line.len() == 56
            && line.starts_with("RW")
            && line
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b))
}

/// Bech32 with the prefix of age's recipients, X25519 or with a plugin's name.
fn is_age(word: &str) -> bool {
    word.len() >= 50 && word.starts_with("age1")
}

fn is_page(lower: &str) -> bool {
    let start = ["<!doctype html", "<html", "<head", "<body"];
    start.iter().any(|tag| lower.starts_with(tag))
        || lower.starts_with("<?xml") && lower.contains("<html")
        || lower.starts_with("<!--") && lower.contains("<html")
}

/// The whole text is a fingerprint or a key ID, or says that it is one.
fn is_fingerprint(text: &str) -> bool {
    let is_uri = || {
        let scheme = text.get(.."openpgp4fpr:".len());
        scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("openpgp4fpr:"))
    };
    let parsed = Fingerprint::parse(text);
    matches!(parsed, Ok(_) | Err(FingerprintError::KeyId { .. })) || is_uri()
}

/// A line with a fingerprint in it: "Fingerprint: …", or as GnuPG lists keys.
fn has_fingerprint(line: &str) -> bool {
    let value = line.rsplit(['=', '：']).next().unwrap_or(line);
    let after = |text: &str| text.split_once(':').map(|(_, value)| value.to_owned());
    Fingerprint::parse(value).is_ok()
        || after(value).is_some_and(|value| is_fingerprint(value.trim()))
}

/// Nothing but brackets, dots, dashes and crosses, or a word that says that the key is to come.
fn is_placeholder(lower: &str) -> bool {
    let is_filler = |c: char| c == 'x' || !c.is_alphanumeric();
    lower.chars().nth(2).is_some() && lower.chars().all(is_filler)
        || lower.chars().count() <= PLACEHOLDER_CHARACTERS
            && PLACEHOLDERS.iter().any(|word| lower.contains(word))
}
