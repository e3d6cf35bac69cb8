//! Files that a researcher attaches: on the disk, and made in the page itself, where a name may be
//! longer and stranger than a disk takes.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use data_encoding::BASE64;
use serde_json::{Value, json};

use crate::webdriver::Session;

/// The control that files are chosen with.
pub const CONTROL: &str = "#attach";

/// Where files are dropped.
pub const SECTION: &str = "#attachments";

/// A file that a script makes in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its name, which may be any text.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its content.
    pub content: Vec<u8>,
}

impl Made {
    /// A file of bytes that have no type.
    #[must_use]
    pub fn new(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            media_type: "",
            content: content.into(),
        }
    }

    fn argument(&self) -> Value {
        json!([self.name, self.media_type, BASE64.encode(&self.content)])
    }
}

/// Makes the first argument's files, and puts them into `transfer`.
const TRANSFER: &str = r"
const transfer = new DataTransfer();
for (const [name, type, base64] of arguments[0]) {
  const bytes = Uint8Array.from(atob(base64), (digit) => digit.charCodeAt(0));
  transfer.items.add(new File([bytes], name, { type }));
}
";

/// Chooses files of the disk, as the browser's dialog does.
pub fn choose(session: &Session, paths: &[&Path]) -> Result<()> {
    let lines: Vec<&str> = paths
        .iter()
        .map(|path| path.to_str().context("a path that can be typed"))
        .collect::<Result<_>>()?;
    session.type_into(CONTROL, &lines.join("\n"))
}

/// Chooses files that the page makes.
pub fn choose_made(session: &Session, files: &[Made]) -> Result<()> {
    let script = format!(
        "{TRANSFER} const control = document.querySelector('{CONTROL}'); \
         control.files = transfer.files; \
         control.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    );
    give(session, CONTROL, &script, files)
}

/// Drops files where they may be dropped.
pub fn drop(session: &Session, files: &[Made]) -> Result<()> {
    let script = format!(
        "{TRANSFER} const place = document.querySelector('{SECTION}'); \
         for (const kind of ['dragenter', 'dragover', 'drop']) {{ \
         place.dispatchEvent(new DragEvent(kind, \
         {{ dataTransfer: transfer, bubbles: true, cancelable: true }})); }}"
    );
    give(session, SECTION, &script, files)
}

/// Pastes files, and `text` beside them, into whatever has the keyboard. True if the page has
/// taken the paste, so that the browser does nothing with it.
pub fn paste(session: &Session, files: &[Made], text: &str) -> Result<bool> {
    let script = format!(
        "{TRANSFER} if (arguments[1]) transfer.setData('text/plain', arguments[1]); \
         return !(document.activeElement ?? document.body).dispatchEvent(\
         new ClipboardEvent('paste', \
         {{ clipboardData: transfer, bubbles: true, cancelable: true }}));"
    );
    session.find(SECTION)?;
    let files = files.iter().map(Made::argument).collect();
    let taken = session.execute(&script, &[files, text.into()])?;
    taken.as_bool().context("a paste is taken or is not")
}

fn give(session: &Session, css: &str, script: &str, files: &[Made]) -> Result<()> {
    session.find(css)?;
    let files = files.iter().map(Made::argument).collect();
    session.execute(script, &[files]).map(std::mem::drop)
}

/// How far apart the marks of [`large`] are.
const MARK_EVERY: u64 = 64 * 1024;

/// A file of `length` bytes, nearly all of them holes, in which every 64 KiB say where they are:
/// one piece that is lost, doubled or moved changes its SHA-256.
pub fn large(folder: &Path, name: &str, length: u64) -> Result<PathBuf> {
    let path = folder.join(name);
    let file = File::create(&path)?;
    file.set_len(length)?;
    // The last bytes are odd too.
    for mark in (0..length).step_by(usize::try_from(MARK_EVERY)?) {
        let bytes = (mark ^ 0x5EA1_ED00).to_be_bytes();
        let room = usize::try_from((length - mark).min(8))?;
        file.write_all_at(&bytes[..room], mark)?;
    }
    Ok(path)
}

/// `length` bytes that do not repeat, the same ones for the same seed.
#[must_use]
pub fn noise(seed: u64, length: usize) -> Vec<u8> {
    // SplitMix64, of Steele, Lea and Flood (2014).
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    };
    let words = (0..length.div_ceil(8)).flat_map(|_| next().to_le_bytes());
    words.take(length).collect()
}
