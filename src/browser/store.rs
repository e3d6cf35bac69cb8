//! Where ciphertext goes in the worker: into the browser's private file system (File System
//! Standard, "OPFS") where there is one, else into the parts of a `Blob`.
//!
//! The page names the folder, which is its own, by naming the worker; who has no name keeps all in
//! memory. See [`super::storage`] for what becomes of the files.

use super::hasher::Hasher;
use super::held::Held;
use super::storage;
use crate::answer;
use crate::compose::room::MEMORY_LIMIT_BYTES;
use crate::digest::{Digest, Digesting};
use crate::handle::Handle;
use crate::openpgp::sink::Sink;
use js_sys::{Array, Uint8Array};
use std::io::{self, Write};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DomException, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemSyncAccessHandle,
};

/// The length of a part in memory, in bytes: measured, smaller ones cost more.
const PART_BYTES: usize = 8 * 1024 * 1024;

/// A message below this length stays in memory, in bytes: no report without attachments is stored.
const MEMORY_BYTES: u64 = 8 * 1024 * 1024;

/// A place for one message.
pub struct Store {
    place: Place,
    held: Held,
    hashing: Hashing,
}

enum Hashing {
    Here(Digesting),
    Beside(Hasher),
}

enum Place {
    Disk(Disk),
    Memory { parts: Array, small: Vec<u8> },
}

struct Disk {
    folder: FileSystemDirectoryHandle,
    name: String,
    file: FileSystemFileHandle,
    /// Taken away when it is closed.
    access: Option<FileSystemSyncAccessHandle>,
}

impl Store {
    /// On disk where that can be had and pays for `length` bytes; what is kept goes to `held`. `None`
    /// where there is a disk without room, and memory has none for so much either.
    pub async fn open(held: &Held, length: u64) -> Option<Self> {
        let disk = match length {
            0..MEMORY_BYTES => None,
            _ => Disk::open().await,
        };
        let place = match disk {
            Some(Ok(disk)) => Place::Disk(disk),
            Some(Err(NoRoom)) if length > MEMORY_LIMIT_BYTES => return None,
            Some(Err(NoRoom)) | None => Place::Memory {
                parts: Array::new(),
                small: Vec::new(),
            },
        };
        let beside = match length {
            0..MEMORY_BYTES => None,
            _ => Hasher::start().await,
        };
        Some(Self {
            place,
            held: held.clone(),
            hashing: beside.map_or_else(|| Hashing::Here(Digesting::default()), Hashing::Beside),
        })
    }

    /// Whether it lies on disk.
    #[must_use]
    pub fn is_disk(&self) -> bool {
        matches!(self.place, Place::Disk(_))
    }
}

/// There is a disk, but not for this.
struct NoRoom;

impl Disk {
    /// `None` where there is no disk at all.
    async fn open() -> Option<Result<Self, NoRoom>> {
        let (page, worker) = storage::worker_place()?;
        let folder = storage::folder(&page).await?;
        let name = format!("{worker}-{}", storage::fresh_name());
        Some(Self::create(folder, name).await.ok_or(NoRoom))
    }

    async fn create(folder: FileSystemDirectoryHandle, name: String) -> Option<Self> {
        let file = storage::create_file(&folder, &name).await?;
        let access = JsFuture::from(file.create_sync_access_handle()).await;
        if access.is_err() {
            storage::remove(&folder, &name);
        }
        let access = Some(access.ok()?.unchecked_into());
        Some(Self {
            folder,
            name,
            file,
            access,
        })
    }

    fn close(&mut self) {
        if let Some(access) = self.access.take() {
            access.close();
        }
    }
}

impl Write for Store {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.place.write(bytes)?;
        match &mut self.hashing {
            Hashing::Here(digesting) => digesting.update(&bytes[..count]),
            Hashing::Beside(hasher) => {
                if !hasher.update(&bytes[..count]) {
                    return Err(io::ErrorKind::BrokenPipe.into());
                }
            }
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.place.flush()
    }
}

impl Sink for Store {
    async fn ready(&mut self) {
        if let Hashing::Beside(hasher) = &self.hashing {
            hasher.ready().await;
        }
    }

    async fn digest(&mut self) -> Option<Digest> {
        match &mut self.hashing {
            Hashing::Here(digesting) => Some(std::mem::take(digesting).finish()),
            Hashing::Beside(hasher) => hasher.digest().await,
        }
    }
}

impl Place {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Place::Disk(disk) => {
                let access = disk.access.as_ref().ok_or(io::ErrorKind::BrokenPipe)?;
                let written = access.write_with_u8_array(bytes).map_err(why)?;
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let written = written as usize;
                match written {
                    // The disk is full.
                    0 if !bytes.is_empty() => Err(io::ErrorKind::StorageFull.into()),
                    written => Ok(written),
                }
            }
            Place::Memory { parts, small } => {
                small.extend_from_slice(bytes);
                if small.len() >= PART_BYTES {
                    push(parts, small)?;
                    small.clear();
                }
                Ok(bytes.len())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        if let Place::Memory { parts, small } = self
            && !small.is_empty()
        {
            push(parts, small)?;
            small.clear();
        }
        Ok(())
    }
}

/// A part of its own, so that its bytes leave the worker's memory now.
fn push(parts: &Array, bytes: &[u8]) -> io::Result<()> {
    let part = Array::of1(&Uint8Array::from(bytes));
    let part = Blob::new_with_u8_array_sequence(&part).map_err(why)?;
    parts.push(&part);
    Ok(())
}

fn why(error: JsValue) -> io::Error {
    match error.dyn_ref::<DomException>().map(DomException::name) {
        Some(name) if name == "QuotaExceededError" => io::ErrorKind::QuotaExceeded.into(),
        _ => io::ErrorKind::Other.into(),
    }
}

impl answer::Store for Store {
    async fn keep(mut self) -> Option<Handle> {
        self.flush().ok()?;
        let blob = match &mut self.place {
            Place::Disk(disk) => {
                disk.close();
                let file = JsFuture::from(disk.file.get_file()).await.ok()?;
                // From now on it is the page's.
                disk.name.clear();
                file.unchecked_into()
            }
            Place::Memory { parts, .. } => {
                let blob = Blob::new_with_blob_sequence(parts).ok()?;
                // A browser short of memory may lose parts without a word: the last is looked at.
                let last = blob.slice_with_f64((blob.size() - 1.0).max(0.0)).ok()?;
                JsFuture::from(last.array_buffer()).await.ok()?;
                blob
            }
        };
        Some(self.held.hold(blob))
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        if let Place::Disk(disk) = &mut self.place {
            disk.close();
            if !disk.name.is_empty() {
                storage::remove(&disk.folder, &disk.name);
            }
        }
    }
}
