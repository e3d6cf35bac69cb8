//! Where ciphertext goes in the worker: to the keeper, where there can be one, the message is long
//! enough for it and the work waits for it now and then; else it is kept here.

use super::free::Spare;
use super::held::Held;
use super::keeper::{Keeper, NoKeeper};
use super::keeping::{Keeping, Kept};
use super::storage::StoredName;
use crate::answer::{self, Rhythm};
use crate::digest::Digest;
use crate::handle::Handle;
use crate::openpgp::sink::Sink;
use js_sys::{ArrayBuffer, Uint8Array};
use std::io::{self, Write};
use web_sys::Blob;

/// A message below this length stays in memory, in bytes: no report without attachments is stored.
const MEMORY_BYTES: u64 = 8 * 1024 * 1024;
/// What is kept here at once, in bytes.
const HERE_BYTES: usize = 64 * 1024;

/// A place for one message.
pub struct Store {
    place: Place,
    /// The file in which it may lie, until it is the page's.
    name: Option<StoredName>,
    is_disk: bool,
    /// What comes together to be handed on, and how much of it is there.
    chunk: Option<(Uint8Array, usize)>,
    /// How much was handed on, in bytes.
    length: u64,
    held: Held,
}

enum Place {
    Here(Keeping, Spare),
    Beside(Keeper),
    /// It has all of it.
    Whole(Blob),
    /// There is none yet, or it was lost.
    Nowhere,
}

impl Store {
    /// A place for about `length` bytes; what is kept goes to `held`. `None` where there is a disk
    /// without room, and memory has none for so much either.
    pub async fn open(held: &Held, length: u64, rhythm: Rhythm) -> Option<Self> {
        let is_long = length >= MEMORY_BYTES;
        // When it is dropped, nothing is left of what was tried.
        let mut store = Self {
            place: Place::Nowhere,
            name: is_long.then(StoredName::fresh).flatten(),
            is_disk: false,
            chunk: None,
            length: 0,
            held: held.clone(),
        };
        if is_long && rhythm == Rhythm::Waiting {
            match Keeper::start(length, store.name.as_ref()).await {
                Ok(keeper) => {
                    store.is_disk = keeper.is_disk();
                    store.place = Place::Beside(keeper);
                    return Some(store);
                }
                Err(NoKeeper::NoRoom) => return None,
                // It may have begun with the file.
                Err(NoKeeper::NoWorker) => {
                    store.clear();
                    store.name = StoredName::fresh();
                }
            }
        }
        let keeping = Keeping::open(length, store.name.as_ref()).await?;
        store.is_disk = keeping.is_disk();
        store.place = Place::Here(keeping, Spare::default());
        Some(store)
    }

    /// Whether it lies on disk.
    #[must_use]
    pub fn is_disk(&self) -> bool {
        self.is_disk
    }

    fn clear(&mut self) {
        if let Some(name) = self.name.take() {
            name.remove();
        }
    }

    fn hand_on(&mut self) -> io::Result<()> {
        let Some((chunk, filled)) = self.chunk.take() else {
            return Ok(());
        };
        let bytes = chunk.subarray(0, filled as u32);
        self.length += filled as u64;
        match &mut self.place {
            Place::Here(keeping, spare) => {
                let buffers = keeping.take(&bytes)?;
                buffers.into_iter().for_each(|buffer| spare.put(buffer));
                Ok(())
            }
            Place::Beside(keeper) => keeper.take(&bytes),
            Place::Whole(_) | Place::Nowhere => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }
}

impl Place {
    /// For a chunk.
    fn buffer(&self) -> ArrayBuffer {
        match self {
            Place::Here(_, spare) => spare.take(HERE_BYTES),
            Place::Beside(keeper) => keeper.buffer(),
            Place::Whole(_) | Place::Nowhere => ArrayBuffer::new(1),
        }
    }
}

impl Write for Store {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let place = &self.place;
        let begin = || (Uint8Array::new(&place.buffer()), 0);
        let (chunk, filled) = self.chunk.get_or_insert_with(begin);
        let length = chunk.length() as usize;
        let end = length.min(*filled + bytes.len());
        let count = end - *filled;
        chunk
            .subarray(*filled as u32, end as u32)
            .copy_from(&bytes[..count]);
        *filled = end;
        if end == length {
            self.hand_on()?;
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_on()
    }
}

impl Sink for Store {
    async fn ready(&mut self) {
        if let Place::Beside(keeper) = &self.place {
            keeper.ready().await;
        }
    }

    async fn digest(&mut self) -> io::Result<Digest> {
        self.hand_on()?;
        let kept = match std::mem::replace(&mut self.place, Place::Nowhere) {
            Place::Here(keeping, _) => keeping.finish().await,
            Place::Beside(keeper) => keeper.finish().await,
            Place::Whole(_) | Place::Nowhere => Err(io::ErrorKind::BrokenPipe.into()),
        };
        let Kept { blob, digest } = kept?;
        #[allow(clippy::cast_precision_loss)] // Exact up to 8 PiB.
        if blob.size() != self.length as f64 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.place = Place::Whole(blob);
        Ok(digest)
    }
}

impl answer::Store for Store {
    async fn keep(mut self) -> Option<Handle> {
        let Place::Whole(blob) = &self.place else {
            return None;
        };
        let handle = self.held.hold(blob.clone());
        if self.is_disk {
            // From now on it is the page's.
            self.name = None;
        }
        Some(handle)
    }
}

impl Drop for Store {
    /// What was not kept is not left behind.
    fn drop(&mut self) {
        self.clear();
    }
}
