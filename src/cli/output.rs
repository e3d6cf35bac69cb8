//! Ciphertext to a file or to standard output: whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rand::RngCore;
use rand::rngs::OsRng;

use super::arguments::{Overwrite, SealOptions};

/// Why the result could not be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OutputError {
    /// There is a file of that name.
    Exists,
    /// What is there is no file: a folder, a device, a link.
    NotAFile,
    /// The system said no.
    NotWritable,
}

impl OutputError {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Exists => "output-exists",
            Self::NotAFile => "output-not-a-file",
            Self::NotWritable => "output-not-writable",
        }
    }

    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Exists => "output-exists",
            Self::NotAFile => "output-not-a-file",
            Self::NotWritable => "output-not-writable",
        }
    }
}

/// Whether `path` may be written, before any work is done.
pub(super) fn check(path: &Path, overwrite: Overwrite) -> Result<(), OutputError> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(_) => Err(OutputError::NotWritable),
        Ok(_) if overwrite == Overwrite::Refuse => Err(OutputError::Exists),
        Ok(there) if !there.is_file() => Err(OutputError::NotAFile),
        Ok(_) => Ok(()),
    }
}

/// Writes the ciphertext where the options say.
pub(super) fn write(options: &SealOptions, bytes: &[u8]) -> Result<(), OutputError> {
    let written = match &options.out {
        None => {
            let mut out = io::stdout().lock();
            out.write_all(bytes).and_then(|()| out.flush())
        }
        Some(path) => {
            check(path, options.overwrite)?;
            replace(path, bytes, options.overwrite)
        }
    };
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => OutputError::Exists,
        _ => OutputError::NotWritable,
    })
}

/// Writes beside `path` first, so that whoever looks sees the whole file or none.
fn replace(path: &Path, bytes: &[u8], overwrite: Overwrite) -> io::Result<()> {
    let temporary = Temporary::beside(path);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&temporary.0)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    if overwrite == Overwrite::Refuse {
        // A link, unlike a rename, fails when meanwhile a file came to be there. Not every file
        // system has links.
        match fs::hard_link(&temporary.0, path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {}
            done => return done,
        }
    }
    fs::rename(&temporary.0, path)
}

/// A file that goes away unless it was renamed.
struct Temporary(PathBuf);

impl Temporary {
    fn beside(path: &Path) -> Self {
        let name = format!(".sealed-report-{:016x}", OsRng.next_u64());
        Self(path.with_file_name(name))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
