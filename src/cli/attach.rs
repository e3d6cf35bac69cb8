//! Files that go with a report: each is read once for its digest, and once more while it is sealed.

use std::cell::RefCell;
use std::fs::{self, File};
use std::future::Future;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::seal_error::SealFailure;
use crate::digest::{Digest, Digesting};
use crate::file_name::FileName;
use crate::openpgp::source::FileError;
use crate::package::files::Files;
use crate::report::Attachment;

/// Read at a time, in bytes.
const BUFFER_BYTES: usize = 1 << 20;

/// A file that goes with a report.
pub(super) struct Attached {
    /// Where it lies.
    pub path: PathBuf,
    /// What the report tells of it.
    pub attachment: Attachment,
}

/// Why a file cannot go with a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AttachError {
    NotFound,
    NotReadable,
    Folder,
    /// A device, or a pipe, which cannot be read twice.
    NotAFile,
    /// It was there when its digest was computed.
    Failed(FileError),
}

impl AttachError {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::NotFound => "file-not-found",
            Self::NotReadable => "file-not-readable",
            Self::Folder => "file-is-folder",
            Self::NotAFile => "file-not-a-file",
            Self::Failed(error) => error.code(),
        }
    }

    pub(super) fn message(self) -> &'static str {
        match self {
            Self::NotFound => "input-not-found",
            Self::NotReadable => "input-not-readable",
            Self::Folder => "attach-folder",
            Self::NotAFile => "attach-not-a-file",
            Self::Failed(FileError::Vanished) => "attach-vanished",
            Self::Failed(FileError::Changed) => "attach-changed",
        }
    }
}

/// Reads the files at `paths` for the first time.
pub(super) fn read(paths: &[PathBuf]) -> Result<Vec<Attached>, SealFailure> {
    let mut all: Vec<Attached> = Vec::new();
    let mut taken = Vec::new();
    for path in paths {
        let seen = open(path).and_then(digest);
        let (length, digest) = seen.map_err(|it| SealFailure::Attachment(path.clone(), it))?;
        let given = path.file_name().unwrap_or_default().to_string_lossy();
        let name = FileName::safe(&given).among(&taken);
        taken.push(name.clone());
        all.push(Attached {
            path: path.clone(),
            attachment: Attachment {
                name,
                length,
                digest,
            },
        });
    }
    Ok(all)
}

/// The files, while they are sealed. Only the one that was read last is open.
pub(super) struct Disk<'a> {
    attached: &'a [Attached],
    open: RefCell<Option<(usize, File)>>,
}

impl<'a> Disk<'a> {
    pub(super) fn of(attached: &'a [Attached]) -> Self {
        let open = RefCell::default();
        Self { attached, open }
    }

    fn slice(&self, file: usize, offset: u64, length: usize) -> Result<Vec<u8>, FileError> {
        let mut open_now = self.open.borrow_mut();
        let mut input = match open_now.take() {
            Some((open, input)) if open == file => input,
            _ => open(&self.attached[file].path).map_err(|_| FileError::Vanished)?,
        };
        let mut bytes = Vec::with_capacity(length);
        // Not where it is already: what the kernel makes up cannot always be asked for by place.
        let place = input
            .stream_position()
            .and_then(|place| match place == offset {
                true => Ok(place),
                false => input.seek(SeekFrom::Start(offset)),
            });
        let read = place.and_then(|_| (&mut input).take(length as u64).read_to_end(&mut bytes));
        read.map_err(|_| FileError::Vanished)?;
        *open_now = Some((file, input));
        Ok(bytes)
    }
}

impl Files for Disk<'_> {
    type Slice = Vec<u8>;

    fn read(
        &self,
        file: usize,
        offset: u64,
        length: usize,
    ) -> impl Future<Output = Result<Vec<u8>, FileError>> + 'static {
        std::future::ready(self.slice(file, offset, length))
    }
}

/// Opens an ordinary file. Nothing else is opened: a pipe would wait for whoever writes to it.
fn open(path: &Path) -> Result<File, AttachError> {
    let why = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => AttachError::NotFound,
        _ => AttachError::NotReadable,
    };
    let kind = fs::metadata(path).map_err(why)?.file_type();
    match (kind.is_dir(), kind.is_file()) {
        (true, _) => Err(AttachError::Folder),
        (_, false) => Err(AttachError::NotAFile),
        _ => File::open(path).map_err(why),
    }
}

/// How much there is to read, which is not always what the file system says, and its digest.
fn digest(mut file: File) -> Result<(u64, Digest), AttachError> {
    let mut buffer = vec![0; BUFFER_BYTES];
    let (mut length, mut digesting) = (0, Digesting::default());
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok((length, digesting.finish())),
            Ok(count) => {
                digesting.update(&buffer[..count]);
                length += count as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return Err(AttachError::NotReadable),
        }
    }
}
