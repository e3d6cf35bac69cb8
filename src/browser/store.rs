//! Where ciphertext goes in the worker: to the keeper, where there can be one and the message is
//! long enough for it; else it is kept here.

use super::free::Spare;
use super::held::Held;
use super::keeper::{Keeper, NoKeeper};
use super::keeping::{Keeping, Kept, MEMORY_BYTES};
use super::storage::StoredName;
use crate::answer;
use crate::digest::Digest;
use crate::handle::Handle;
use crate::openpgp::sink::Sink;
use js_sys::{ArrayBuffer, Uint8Array};
use std::io::{self, Write};
use web_sys::Blob;

/// What is kept here at once, in bytes.
const CHUNK_BYTES: usize = 64 * 1024;

/// A place for one message.
pub struct Store {
    place: Place,
    /// Where it is stored, until it is the page's.
    name: Option<StoredName>,
    /// What comes together to be handed on, and how much of it is there.
    chunk: Option<(Uint8Array, usize)>,
    held: Held,
}

enum Place {
    /// Taken away at the end.
    Here(Option<Keeping>, Spare),
    Beside(Keeper),
    Whole(Blob),
}

impl Store {
    /// A place for about `length` bytes; what is kept goes to `held`. `listens` says whether this
    /// worker hears others while it works. `None` where there is a disk without room, and memory has
    /// none for so much either.
    pub async fn open(held: &Held, length: u64, listens: bool) -> Option<Self> {
        let is_long = length >= MEMORY_BYTES;
        let name = is_long.then(StoredName::fresh).flatten();
        let beside = match is_long {
            true => Keeper::start(length, name.as_ref(), listens).await,
            false => Err(NoKeeper::NoWorker),
        };
        let place = match beside {
            Ok(keeper) => Place::Beside(keeper),
            Err(NoKeeper::NoRoom) => return None,
            Err(NoKeeper::NoWorker) => {
                let here = Keeping::open(length, name.as_ref()).await?;
                Place::Here(Some(here), Spare::default())
            }
        };
        let is_disk = match &place {
            Place::Beside(keeper) => keeper.is_disk(),
            Place::Here(keeping, _) => keeping.as_ref().is_some_and(Keeping::is_disk),
            Place::Whole(_) => false,
        };
        Some(Self {
            place,
            name: name.filter(|_| is_disk),
            chunk: None,
            held: held.clone(),
        })
    }

    /// Whether it lies on disk.
    #[must_use]
    pub fn is_disk(&self) -> bool {
        self.name.is_some()
    }

    fn hand_on(&mut self) -> io::Result<()> {
        let Some((chunk, filled)) = self.chunk.take() else {
            return Ok(());
        };
        let bytes = chunk.subarray(0, filled as u32);
        match &mut self.place {
            Place::Here(Some(keeping), spare) => {
                let buffers = keeping.take(&bytes)?;
                buffers.into_iter().for_each(|buffer| spare.put(buffer));
                Ok(())
            }
            Place::Beside(keeper) => keeper.take(&bytes),
            Place::Here(None, _) | Place::Whole(_) => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }
}

impl Place {
    /// For a chunk.
    fn buffer(&self) -> ArrayBuffer {
        match self {
            Place::Here(_, spare) => spare.take(CHUNK_BYTES),
            Place::Beside(keeper) => keeper.buffer(),
            Place::Whole(_) => ArrayBuffer::new(1),
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
        let Kept { blob, digest } = match &mut self.place {
            Place::Here(keeping, _) => match keeping.take() {
                Some(keeping) => keeping.finish().await,
                None => None,
            }
            .ok_or(io::ErrorKind::BrokenPipe)?,
            Place::Beside(keeper) => keeper.finish().await?,
            Place::Whole(_) => return Err(io::ErrorKind::BrokenPipe.into()),
        };
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
        self.name = None;
        Some(handle)
    }
}

impl Drop for Store {
    /// What was not kept is not left behind.
    fn drop(&mut self) {
        if let Some(name) = self.name.take() {
            name.remove();
        }
    }
}
