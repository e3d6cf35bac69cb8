//! Ciphertext to a file or to standard output: whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use rand::RngCore;
use rand::rngs::OsRng;

use super::arguments::{Overwrite, SealOptions};
use super::seal_error::SealFailure;

/// What standard output gets whole or not at all, in bytes: more than any mail that is not called
/// large.
const HELD_BACK_BYTES: usize = 32 << 20;

/// Written to a file at a time, in bytes.
const BUFFER_BYTES: usize = 1 << 20;

/// Why the result could not be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OutputError {
    /// There is a file of that name.
    Exists,
    /// What is there is no file: a folder, a device, a link.
    NotAFile,
    /// The disk is full, or no more is allowed.
    Full,
    /// The system said no.
    NotWritable,
}

impl From<io::ErrorKind> for OutputError {
    fn from(kind: io::ErrorKind) -> Self {
        match kind {
            io::ErrorKind::AlreadyExists => Self::Exists,
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::Full,
            _ => Self::NotWritable,
        }
    }
}

impl From<io::Error> for OutputError {
    fn from(error: io::Error) -> Self {
        error.kind().into()
    }
}

impl OutputError {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Exists => "output-exists",
            Self::NotAFile => "output-not-a-file",
            Self::Full => "output-full",
            Self::NotWritable => "output-not-writable",
        }
    }

    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Exists => "output-exists",
            Self::NotAFile => "output-not-a-file",
            Self::Full => "output-full",
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

/// Has `make` write the ciphertext to where the options say. A file appears whole or not at all;
/// so does what goes to standard output, up to [`HELD_BACK_BYTES`].
pub(super) fn write<T>(
    options: &SealOptions,
    make: impl FnOnce(&mut Output<'_>) -> Result<T, SealFailure>,
) -> Result<T, SealFailure> {
    match &options.out {
        None => {
            let mut out = HeldBack::before(io::stdout().lock());
            let made = make(&mut Output::to(&mut out))?;
            out.finish().map_err(OutputError::from)?;
            Ok(made)
        }
        Some(path) => {
            check(path, options.overwrite)?;
            let temporary = Temporary::beside(path);
            let file = temporary.create().map_err(OutputError::from)?;
            let mut out = BufWriter::with_capacity(BUFFER_BYTES, file);
            let made = make(&mut Output::to(&mut out))?;
            let file = out.into_inner().map_err(io::IntoInnerError::into_error);
            let whole = file.and_then(|file| file.sync_all());
            let there = whole.and_then(|()| temporary.rename(path, options.overwrite));
            there.map_err(OutputError::from)?;
            Ok(made)
        }
    }
}

/// Where the ciphertext goes; it remembers why it could not be written.
pub(super) struct Output<'a> {
    out: &'a mut dyn Write,
    error: Option<OutputError>,
}

impl<'a> Output<'a> {
    fn to(out: &'a mut dyn Write) -> Self {
        Self { out, error: None }
    }

    /// Why it could not be written, if that was so.
    pub(super) fn error(&self) -> Option<OutputError> {
        self.error
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes);
        written.inspect_err(|error| self.error = Some(OutputError::from(error.kind())))
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.out.flush();
        flushed.inspect_err(|error| self.error = Some(OutputError::from(error.kind())))
    }
}

/// Holds back what is short until it is whole: whoever reads a pipe takes its end for that of the
/// message.
struct HeldBack<W> {
    /// `None` once it was too much, and everything passes.
    held: Option<Vec<u8>>,
    out: W,
}

impl<W: Write> HeldBack<W> {
    fn before(out: W) -> Self {
        let held = Some(Vec::new());
        Self { held, out }
    }

    fn finish(mut self) -> io::Result<()> {
        self.out.write_all(&self.held.unwrap_or_default())?;
        self.out.flush()
    }
}

impl<W: Write> Write for HeldBack<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.held.take() {
            Some(mut held) if held.len() + bytes.len() <= HELD_BACK_BYTES => {
                held.extend(bytes);
                self.held = Some(held);
            }
            held => {
                self.out.write_all(&held.unwrap_or_default())?;
                self.out.write_all(bytes)?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file that goes away unless it was renamed.
struct Temporary(PathBuf);

impl Temporary {
    fn beside(path: &Path) -> Self {
        let name = format!(".sealed-report-{:016x}", OsRng.next_u64());
        Self(path.with_file_name(name))
    }

    fn create(&self) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).open(&self.0)
    }

    /// Gives it its name, so that whoever looks sees the whole file or none.
    fn rename(&self, path: &Path, overwrite: Overwrite) -> io::Result<()> {
        if overwrite == Overwrite::Refuse {
            // A link, unlike a rename, fails when meanwhile a file came to be there. Not every
            // file system has links.
            match fs::hard_link(&self.0, path) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {}
                done => return done,
            }
        }
        fs::rename(&self.0, path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
