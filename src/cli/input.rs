//! Files to read, and standard input as `-`.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use zeroize::Zeroizing;

use super::terminal::one_line;
use crate::words::Words;

/// The mark that some programs put before UTF-8.
pub(super) const BOM: &[u8] = "\u{feff}".as_bytes();

/// Reads what the arguments name.
#[derive(Default)]
pub(super) struct Inputs {
    stdin_was_read: bool,
}

/// Why a file could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InputError {
    NotFound,
    NotReadable,
    /// `-` can be read once.
    StdinTwice,
}

impl InputError {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::NotFound => "file-not-found",
            Self::NotReadable => "file-not-readable",
            Self::StdinTwice => "stdin-twice",
        }
    }

    pub(super) fn message(self) -> &'static str {
        match self {
            Self::NotFound => "input-not-found",
            Self::NotReadable => "input-not-readable",
            Self::StdinTwice => "input-stdin-twice",
        }
    }
}

impl Inputs {
    /// The bytes of a file, and not many more than `limit`: whoever parses them refuses what is
    /// longer. They are wiped after use, since a report may be among them.
    pub(super) fn read(
        &mut self,
        path: &Path,
        limit: usize,
    ) -> Result<Zeroizing<Vec<u8>>, InputError> {
        let source: &mut dyn Read = if is_stdin(path) {
            if std::mem::replace(&mut self.stdin_was_read, true) {
                return Err(InputError::StdinTwice);
            }
            &mut io::stdin().lock()
        } else {
            &mut File::open(path).map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => InputError::NotFound,
                _ => InputError::NotReadable,
            })?
        };
        let mut bytes = Zeroizing::new(Vec::new());
        let mut source = source.take(limit as u64 + 1);
        match source.read_to_end(&mut bytes) {
            Ok(_) => Ok(bytes),
            Err(_) => Err(InputError::NotReadable),
        }
    }
}

pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The name of a file, for people, on one line.
pub(super) fn name(words: &Words, path: &Path) -> String {
    match is_stdin(path) {
        true => words.text("input-stdin"),
        false => one_line(&path.to_string_lossy()),
    }
}
