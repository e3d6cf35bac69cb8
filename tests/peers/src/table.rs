//! The table in `docs/interop.md`: what was found, and what was found before.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::keys::KEYS;

/// What an implementation does with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// It gives the plaintext, byte for byte.
    Opens,
    /// The same, but it complains and ends as after an error; in its own words.
    Complains(String),
    /// It decrypts, and gives out a mended text in place of the bytes.
    Alters,
    /// It does not take the secret key; in its own words.
    Key(String),
    /// It takes the secret key and does not open the message; in its own words.
    Message(String),
}

impl Cell {
    fn word(&self) -> &'static str {
        match self {
            Self::Opens => "opens",
            Self::Complains(_) => "complains",
            Self::Alters => "alters",
            Self::Key(_) => "key",
            Self::Message(_) => "message",
        }
    }
}

/// One message and what each implementation does with it.
pub struct Row {
    /// The key type, by the name in [`KEYS`].
    pub key: &'static str,
    /// The name of its form.
    pub shape: &'static str,
    /// The encryption that the library chose.
    pub seipd: String,
    /// One for each implementation.
    pub cells: Vec<Cell>,
}

/// What one implementation is called, and what it says its version is.
pub struct Heading {
    /// As the table calls it.
    pub name: &'static str,
    /// In its own words.
    pub version: String,
}

/// The table, forms of a key with the same cells in one line. Only this is compared.
pub fn cells(headings: &[Heading], rows: &[Row]) -> String {
    let names: Vec<&str> = headings.iter().map(|heading| heading.name).collect();
    let mut out = format!("| key | sealed as | SEIPD | {} |\n", names.join(" | "));
    out += &format!("| --- | --- | --- |{}\n", " --- |".repeat(names.len()));
    for key in &KEYS {
        let mut lines: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
        for row in rows.iter().filter(|row| row.key == key.name) {
            let mut words = vec![row.seipd.as_str()];
            words.extend(row.cells.iter().map(|cell| -> &str { cell.word() }));
            match lines.iter_mut().find(|(_, line)| *line == words) {
                Some((shapes, _)) => shapes.push(row.shape),
                None => lines.push((vec![row.shape], words)),
            }
        }
        for (shapes, words) in lines {
            let (about, shapes, words) = (key.about, shapes.join(", "), words.join(" | "));
            writeln!(out, "| {about} | {shapes} | {words} |").expect("a string takes all");
        }
    }
    out
}

/// The versions. They are told and not compared.
pub fn versions(headings: &[Heading]) -> String {
    let mut out = "| column | is |\n| --- | --- |\n".to_owned();
    for Heading { name, version } in headings {
        writeln!(out, "| {name} | {version} |").expect("a string takes all");
    }
    out
}

/// Every refusal and complaint in the words of who made it. They are told and not compared.
pub fn words(headings: &[Heading], rows: &[Row]) -> String {
    let mut out =
        "| column | cell | in its own words | sealed to |\n| --- | --- | --- | --- |\n".to_owned();
    for (column, heading) in headings.iter().enumerate() {
        let mut reasons: BTreeMap<(&str, String), Vec<&str>> = BTreeMap::new();
        for row in rows {
            let cell = &row.cells[column];
            if let Cell::Key(said) | Cell::Message(said) | Cell::Complains(said) = cell {
                let keys = reasons.entry((cell.word(), shown(said))).or_default();
                if keys.last() != Some(&row.key) {
                    keys.push(row.key);
                }
            }
        }
        for ((what, said), keys) in reasons {
            let (name, keys) = (heading.name, keys.join(", "));
            writeln!(out, "| {name} | {what} | {said} | {keys} |").expect("a string takes all");
        }
    }
    out
}

/// One line of at most 100 characters, without what differs from key to key or means something in
/// a table.
fn shown(said: &str) -> String {
    let line: String = said.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let plain = line.split_whitespace().map(|word| {
        let hex = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let number = hex.trim_start_matches("0x");
        let long = number.len() >= 16 && number.chars().all(|c| c.is_ascii_hexdigit());
        let long = long || (hex.len() == 20 && hex.contains('T') && hex.ends_with('Z'));
        match (long, word.trim_start_matches(['\'', '"']).starts_with('/')) {
            (true, _) => "…",
            (_, true) => "FILE",
            _ => word,
        }
    });
    let plain = plain.collect::<Vec<_>>().join(" ");
    let safe = plain.replace(['|', '`', '<', '>', '*', '_'], " ");
    safe.chars().take(100).collect::<String>().trim().to_owned()
}

/// The page that holds it.
pub fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/interop.md")
}

/// What stands in `page` between the two comments that name `part`.
pub fn part<'a>(page: &'a str, part: &str) -> Result<&'a str> {
    let (begin, end) = comments(part);
    let inside = page
        .split_once(&begin)
        .and_then(|(_, rest)| rest.split_once(&end));
    Ok(inside
        .with_context(|| format!("docs/interop.md has no {part}"))?
        .0)
}

/// `page` with `text` between them.
pub fn with_part(page: &str, name: &str, text: &str) -> Result<String> {
    let (begin, end) = comments(name);
    let old = format!("{begin}{}{end}", part(page, name)?);
    Ok(page.replace(&old, &format!("{begin}{text}{end}")))
}

fn comments(part: &str) -> (String, String) {
    (
        format!("<!-- {part}: begin -->\n\n"),
        format!("\n<!-- {part}: end -->"),
    )
}

/// The version of `package` in `Cargo.lock`.
pub fn locked(package: &str) -> Result<String> {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    let lock = std::fs::read_to_string(lock)?;
    let heading = format!("name = \"{package}\"\nversion = \"");
    let version = lock
        .split_once(&heading)
        .and_then(|(_, rest)| rest.split_once('"'));
    Ok(version
        .with_context(|| format!("Cargo.lock has no {package}"))?
        .0
        .to_owned())
}
