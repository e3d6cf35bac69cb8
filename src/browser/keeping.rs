//! Keeping ciphertext: in the browser's private file system (File System Standard, "OPFS") where
//! there is one, else in the parts of a `Blob`; and its SHA-256.
//!
//! See [`super::storage`] for the file's name, and for what becomes of it.

use super::free::free;
use super::storage::{self, StoredName};
use crate::compose::room::MEMORY_LIMIT_BYTES;
use crate::digest::{Digest, Digesting};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use std::io;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DomException, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemSyncAccessHandle,
};

/// The length of a part in memory, in bytes: measured, smaller ones cost more.
pub const PART_BYTES: u32 = 8 * 1024 * 1024;

/// One message on its way to where it is kept.
pub struct Keeping {
    place: Place,
    digesting: Digesting,
    /// What passes, where it can be digested.
    passing: Vec<u8>,
}

/// A whole message.
pub struct Kept {
    /// Its bytes.
    pub blob: Blob,
    /// SHA-256 of them.
    pub digest: Digest,
}

enum Place {
    Disk(Disk),
    Memory {
        parts: Array,
        /// For the next part.
        waiting: Vec<Uint8Array>,
    },
}

/// A file that is open until this is dropped.
struct Disk {
    file: FileSystemFileHandle,
    access: FileSystemSyncAccessHandle,
}

impl Keeping {
    /// For about `length` bytes: on disk, in a file of this name, where that can be had; whoever
    /// named it removes it. `None` where there is a disk without room, and memory has none for so
    /// much either.
    pub async fn open(length: u64, name: Option<&StoredName>) -> Option<Self> {
        let disk = match name {
            Some(name) => Disk::open(name).await,
            None => None,
        };
        let place = match disk {
            Some(Ok(disk)) => Place::Disk(disk),
            Some(Err(NoRoom)) if length > MEMORY_LIMIT_BYTES => return None,
            Some(Err(NoRoom)) | None => Place::Memory {
                parts: Array::new(),
                waiting: Vec::new(),
            },
        };
        Some(Self {
            place,
            digesting: Digesting::default(),
            passing: Vec::new(),
        })
    }

    /// Whether it lies on disk.
    #[must_use]
    pub fn is_disk(&self) -> bool {
        matches!(self.place, Place::Disk(_))
    }

    /// Keeps the next bytes. What it gives are buffers that can be used again.
    ///
    /// # Errors
    /// `StorageFull` or `QuotaExceeded` if there is no room for them, `Other` if the browser gives no
    /// reason.
    pub fn take(&mut self, bytes: &Uint8Array) -> io::Result<Vec<ArrayBuffer>> {
        self.passing.resize(bytes.length() as usize, 0);
        bytes.copy_to(&mut self.passing);
        self.digesting.update(&self.passing);
        match &mut self.place {
            Place::Disk(disk) => {
                disk.write(bytes)?;
                Ok(vec![bytes.buffer()])
            }
            Place::Memory { parts, waiting } => {
                waiting.push(bytes.clone());
                let length: u32 = waiting.iter().map(Uint8Array::length).sum();
                match length {
                    0..PART_BYTES => Ok(Vec::new()),
                    _ => push(parts, waiting),
                }
            }
        }
    }

    /// The whole message.
    ///
    /// # Errors
    /// As of [`Self::take`]: a browser short of memory may lose parts without a word.
    pub async fn finish(self) -> io::Result<Kept> {
        let blob = match self.place {
            Place::Disk(disk) => {
                disk.access.close();
                let file = JsFuture::from(disk.file.get_file()).await.map_err(why)?;
                file.unchecked_into()
            }
            Place::Memory { parts, mut waiting } => {
                push(&parts, &mut waiting)?.iter().for_each(free);
                let blob = Blob::new_with_blob_sequence(&parts).map_err(why)?;
                let last = blob.slice_with_f64((blob.size() - 1.0).max(0.0));
                let last = JsFuture::from(last.map_err(why)?.array_buffer()).await;
                last.map_err(|_| io::ErrorKind::StorageFull)?;
                blob
            }
        };
        let digest = self.digesting.finish();
        Ok(Kept { blob, digest })
    }
}

/// There is a disk, but not for this.
struct NoRoom;

impl Disk {
    /// `None` where there is no disk at all.
    async fn open(name: &StoredName) -> Option<Result<Self, NoRoom>> {
        let folder = storage::folder(&name.page).await?;
        Some(Self::create(&folder, &name.file).await.ok_or(NoRoom))
    }

    async fn create(folder: &FileSystemDirectoryHandle, name: &str) -> Option<Self> {
        let file = storage::create_file(folder, name).await?;
        let access = JsFuture::from(file.create_sync_access_handle())
            .await
            .ok()?;
        let access = access.unchecked_into();
        Some(Self { file, access })
    }

    fn write(&self, bytes: &Uint8Array) -> io::Result<()> {
        let mut left = bytes.clone();
        while left.length() > 0 {
            let written = self.access.write_with_js_u8_array(&left).map_err(why)?;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let written = written as u32;
            // The disk is full.
            if written == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            left = left.subarray(written, left.length());
        }
        Ok(())
    }
}

impl Drop for Disk {
    /// To be closed twice does no harm.
    fn drop(&mut self) {
        self.access.close();
    }
}

/// A part of its own, so that its bytes leave this worker's memory now.
fn push(parts: &Array, waiting: &mut Vec<Uint8Array>) -> io::Result<Vec<ArrayBuffer>> {
    let bytes = std::mem::take(waiting);
    if !bytes.is_empty() {
        let bytes: Array = bytes.iter().collect();
        let part = Blob::new_with_u8_array_sequence(&bytes).map_err(why)?;
        parts.push(&part);
    }
    Ok(bytes.iter().map(Uint8Array::buffer).collect())
}

fn why(error: JsValue) -> io::Error {
    match error.dyn_ref::<DomException>().map(DomException::name) {
        Some(name) if name == "QuotaExceededError" => io::ErrorKind::QuotaExceeded.into(),
        _ => io::ErrorKind::Other.into(),
    }
}
