//! PURE. The name of a file as it arrives: safe in an archive, in a mail and on every disk.

use std::collections::HashSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::deceptive::is_deceptive;

/// The longest name, in bytes of UTF-8: what Linux takes; Windows and macOS count fewer units.
pub const MAX_BYTES: usize = 255;
/// The longest name that [`FileName::plain`] leaves as it is.
const MAX_PLAIN_BYTES: usize = 58;
/// What is longer than this behind the last dot is no extension that anybody needs to keep.
const MAX_EXTENSION_BYTES: usize = 20;
/// For a name of which nothing is left.
const NEUTRAL: &str = "file";
/// What stands in place of a character that Windows does not take, and before a name that is taken
/// for something else.
const STAND_IN: char = '_';
/// Names that the report's own files have, so that no attachment takes their place.
const OWN: [&str; 2] = ["report.md", "report.json"];
/// Zero width non-joiner and joiner, without which some scripts cannot be written.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];
/// Devices of Windows, with any extension ("Naming Files, Paths, and Namespaces", Microsoft). COM and
/// LPT come with a digit, which may be a superscript one.
const DEVICES: [&str; 7] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];

/// A name without path, that Linux, macOS and Windows take, that hides nothing and that no program
/// takes for an option, a device or another folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(extend("maxLength" = MAX_BYTES, "pattern" = "^[^\\u0000-\\u001f/\\\\<>:\"|?*]+$"))
)]
#[serde(try_from = "String", into = "String")]
pub struct FileName(String);

/// The text is not a safe name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnsafeName;

impl fmt::Display for UnsafeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a safe file name")
    }
}

impl std::error::Error for UnsafeName {}

impl FileName {
    /// The safe name closest to `given`; `given` itself if it is safe.
    #[must_use]
    pub fn safe(given: &str) -> Self {
        let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
        let seen = last.chars().filter(|c| !is_unseen(*c)).map(|c| match c {
            c if c.is_whitespace() => ' ',
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => STAND_IN,
            c => c,
        });
        let mut name = without_loose_joiners(&seen.collect::<Vec<_>>());
        name = trimmed(&name).to_owned();
        name = shortened(&name, "");
        if name.is_empty() {
            name.push_str(NEUTRAL);
        }
        if name.starts_with(['-', '~']) || is_device(&name) {
            name.insert(0, STAND_IN);
            name = shortened(&name, "");
        }
        Self(name)
    }

    /// The same name, or with a number before the extension (`poc-2.txt`) where one of `taken`, or
    /// one of the report's own files, has it already. Case is not compared, as on Windows and macOS.
    #[must_use]
    pub fn among(self, taken: &[FileName]) -> Self {
        let own = OWN.iter().map(|own| folded(own));
        let taken: HashSet<String> = taken.iter().map(|it| folded(&it.0)).chain(own).collect();
        let free = |name: &String| !taken.contains(&folded(name));
        if free(&self.0) {
            return self;
        }
        let numbered = (2..).map(|number: usize| shortened(&self.0, &format!("-{number}")));
        // Each number makes another name, so one of them is free.
        numbered.into_iter().find(free).map_or(self, Self)
    }

    /// A name for programs that know nothing but short ASCII names, of the file that is the
    /// `number`th: this one if it is such a name, otherwise `attachment-N` with the extension. At most
    /// 58 bytes.
    #[must_use]
    pub fn plain(&self, number: usize) -> String {
        if self.0.is_ascii() && self.0.len() <= MAX_PLAIN_BYTES {
            return self.0.clone();
        }
        let (_, extension) = parts(&self.0);
        let known = extension
            .bytes()
            .all(|b| b == b'.' || b.is_ascii_alphanumeric());
        let extension = if known { extension } else { "" };
        format!("attachment-{number}{extension}")
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for FileName {
    type Error = UnsafeName;

    fn try_from(text: String) -> Result<Self, UnsafeName> {
        let name = Self::safe(&text);
        if name.0 == text {
            Ok(name)
        } else {
            Err(UnsafeName)
        }
    }
}

impl From<FileName> for String {
    fn from(name: FileName) -> Self {
        name.0
    }
}

/// Whether `c` controls, hides or shows nothing: what is deceptive, and what else Unicode has
/// programs ignore (`Default_Ignorable_Code_Point`) or draws as nothing. [`JOINERS`] are not.
fn is_unseen(c: char) -> bool {
    is_deceptive(c)
        || matches!(
            c,
            '\u{34f}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// A joiner stays between two characters of the scripts that need it; elsewhere it only hides.
fn without_loose_joiners(name: &[char]) -> String {
    let joined = |c: char| !c.is_ascii() && !JOINERS.contains(&c);
    let mut kept = String::new();
    for (i, c) in name.iter().enumerate() {
        let before = kept.chars().next_back().is_some_and(joined);
        let after = name.get(i + 1).copied().is_some_and(joined);
        if !JOINERS.contains(c) || (before && after) {
            kept.push(*c);
        }
    }
    kept
}

/// Without what Windows drops at the end, and without space at the start.
fn trimmed(name: &str) -> &str {
    name.trim_start_matches(' ').trim_end_matches([' ', '.'])
}

/// With `suffix` before the extension, at most [`MAX_BYTES`] long: what is too much goes from the end
/// of the stem, so the extension stays.
fn shortened(name: &str, suffix: &str) -> String {
    let (stem, extension) = parts(name);
    let room = MAX_BYTES - extension.len() - suffix.len();
    if stem.len() <= room {
        return format!("{stem}{suffix}{extension}");
    }
    let mut end = room;
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    let stem = stem[..end].trim_end_matches(JOINERS);
    trimmed(&format!("{stem}{suffix}{extension}")).to_owned()
}

/// What stands before a number, and the extension with its dot (`.tar.gz` is one), which may be empty.
fn parts(name: &str) -> (&str, &str) {
    let is_extension = |at: &usize| {
        let extension = &name[*at..];
        *at > 0 && (2..=MAX_EXTENSION_BYTES).contains(&extension.len()) && !extension.contains(' ')
    };
    let Some(at) = name.rfind('.').filter(is_extension) else {
        return (name, "");
    };
    let at = match name[..at].rfind('.') {
        Some(tar) if tar > 0 && name[tar..at].eq_ignore_ascii_case(".tar") => tar,
        _ => at,
    };
    name.split_at(at)
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.trim_end_matches(' ').to_ascii_uppercase();
    let port = ["COM", "LPT"]
        .iter()
        .find_map(|port| stem.strip_prefix(port));
    let mut number = port.unwrap_or_default().chars();
    let is_port = matches!(
        (number.next(), number.next()),
        (Some('0'..='9' | '\u{b9}' | '\u{b2}' | '\u{b3}'), None)
    );
    is_port || DEVICES.contains(&stem.as_str())
}

/// For comparing: two names that a disk may take for one fold to the same.
fn folded(name: &str) -> String {
    let seen = name.chars().filter(|c| !JOINERS.contains(c));
    let upper: String = seen.flat_map(char::to_uppercase).collect();
    upper.to_lowercase()
}
