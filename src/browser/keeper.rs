//! The keeper: a second worker, beside the one that seals, which digests and keeps the ciphertext
//! and knows nothing else. Measured in Chromium, whose AES is done where it is asked for: this is
//! nearly half of the work, and has a core of its own.

mod service;

use super::free::Spare;
use super::keeping::{Kept, PART_BYTES};
use super::storage::{self, StoredName};
use crate::digest::Digest;
use gloo_events::EventListener;
use gloo_file::ObjectUrl;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, ArrayBuffer, Function, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{MessageEvent, Worker, WorkerOptions};

pub use service::{is_wanted, serve};

/// What the name of a keeper ends with: before it stands that of the worker that it works for.
const NAME: &str = ".keeper";
/// How many buffers may be with the keeper: those of a part, which come back together, and a few that
/// wait for it.
const AHEAD: usize = PART_BYTES as usize / CHUNK_BYTES + 4;
/// How much is best given to it at once, in bytes.
const CHUNK_BYTES: usize = 1024 * 1024;
/// How long its start and the opening may take before the work is done without it, in
/// milliseconds.
const START_MILLISECONDS: u32 = 3_000;

/// What the keeper says, beside `true` for its start, the buffers that it gives back, and what it has
/// kept.
mod word {
    pub const DISK: &str = "disk";
    pub const MEMORY: &str = "memory";
    /// There is no room, from the beginning or from here on.
    pub const NO_ROOM: &str = "no-room";
    pub const FAILED: &str = "failed";
}

/// What was heard of a keeper.
#[derive(Default)]
struct Heard {
    begun: bool,
    /// Once it opened a place: whether that is on disk.
    opened: Option<bool>,
    /// Buffers that are with it.
    away: usize,
    spare: Spare,
    kept: Option<Kept>,
    failed: Option<io::ErrorKind>,
    /// Called at the next word.
    wake: Option<Function>,
}

/// A keeper at work; it ends when this is dropped.
pub struct Keeper {
    worker: Worker,
    heard: Rc<RefCell<Heard>>,
    _listeners: [EventListener; 3],
    /// Of its script, which is fetched some time.
    _url: ObjectUrl,
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Why there is no keeper at work.
pub enum NoKeeper {
    /// There can be none here.
    NoWorker,
    /// It has no room for so much.
    NoRoom,
}

impl Keeper {
    /// Starts one, with the script and the module that this worker was started with, for a message
    /// of about `length` bytes.
    pub async fn start(length: u64, name: Option<&StoredName>) -> Result<Self, NoKeeper> {
        let keeper = Self::begin().ok_or(NoKeeper::NoWorker)?;
        let waited = Rc::downgrade(&keeper.heard);
        spawn_local(async move {
            TimeoutFuture::new(START_MILLISECONDS).await;
            if let Some(heard) = waited.upgrade()
                && heard.borrow().opened.is_none()
            {
                heard.borrow_mut().fail(io::ErrorKind::TimedOut);
            }
        });
        keeper.until(|heard| heard.begun).await;
        keeper.unless_failed()?;
        let text = |text: Option<&String>| text.map_or(JsValue::NULL, JsValue::from);
        #[allow(clippy::cast_precision_loss)] // Exact up to 8 PiB.
        let opening = Array::of3(
            &(length as f64).into(),
            &text(name.map(|name| &name.page)),
            &text(name.map(|name| &name.file)),
        );
        let asked = keeper.worker.post_message(&opening);
        asked.map_err(|_| NoKeeper::NoWorker)?;
        keeper.until(|heard| heard.opened.is_some()).await;
        keeper.unless_failed()?;
        Ok(keeper)
    }

    fn unless_failed(&self) -> Result<(), NoKeeper> {
        match self.heard.borrow().failed {
            Some(io::ErrorKind::StorageFull) => Err(NoKeeper::NoRoom),
            Some(_) => Err(NoKeeper::NoWorker),
            None => Ok(()),
        }
    }

    fn begin() -> Option<Self> {
        let begun = Reflect::get(&js_sys::global(), &"begun".into()).ok()?;
        let script = Reflect::get(&begun, &"script".into()).ok()?.as_string()?;
        let script = gloo_file::Blob::new_with_options(script.as_str(), Some("text/javascript"));
        let url = ObjectUrl::from(script);
        let options = WorkerOptions::new();
        options.set_name(&format!(
            "{}{NAME}",
            storage::worker_name().unwrap_or_default()
        ));
        let worker = Worker::new_with_options(&url, &options).ok()?;
        let heard = Rc::<RefCell<Heard>>::default();
        let on_message = listen(&worker, "message", &heard, Heard::message);
        let on_error = listen(&worker, "error", &heard, |heard, event| {
            // It would be told to the console.
            event.prevent_default();
            heard.failed = Some(io::ErrorKind::BrokenPipe);
        });
        let on_unread = listen(&worker, "messageerror", &heard, |heard, _| {
            heard.failed = Some(io::ErrorKind::InvalidData);
        });
        let keeper = Self {
            worker,
            heard,
            _listeners: [on_message, on_error, on_unread],
            _url: url,
        };
        keeper.worker.post_message(&begun).ok()?;
        Some(keeper)
    }

    /// Whether what it keeps lies on disk.
    #[must_use]
    pub fn is_disk(&self) -> bool {
        self.heard.borrow().opened == Some(true)
    }

    /// A buffer for a chunk.
    #[must_use]
    pub fn buffer(&self) -> ArrayBuffer {
        self.heard.borrow().spare.take(CHUNK_BYTES)
    }

    /// Gives it the next bytes, with their buffer.
    ///
    /// # Errors
    /// What became of the bytes before.
    pub fn take(&self, bytes: &Uint8Array) -> io::Result<()> {
        let mut heard = self.heard.borrow_mut();
        if let Some(failed) = heard.failed {
            return Err(failed.into());
        }
        heard.away += 1;
        let buffer = Array::of1(&bytes.buffer());
        let sent = self.worker.post_message_with_transfer(bytes, &buffer);
        sent.map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    /// Waits until it has caught up enough.
    pub async fn ready(&self) {
        self.until(|heard| heard.away <= AHEAD).await;
    }

    /// The whole message; nothing follows.
    ///
    /// # Errors
    /// What became of it.
    pub async fn finish(&self) -> io::Result<Kept> {
        let asked = self.worker.post_message(&JsValue::NULL);
        asked.map_err(|_| io::ErrorKind::BrokenPipe)?;
        self.until(|heard| heard.kept.is_some()).await;
        let mut heard = self.heard.borrow_mut();
        let failed = heard.failed.unwrap_or(io::ErrorKind::BrokenPipe);
        heard.kept.take().ok_or_else(|| failed.into())
    }

    async fn until(&self, is_so: impl Fn(&Heard) -> bool) {
        loop {
            let over = {
                let heard = self.heard.borrow();
                heard.failed.is_some() || is_so(&heard)
            };
            if over {
                return;
            }
            let heard = self.heard.clone();
            let word = Promise::new(&mut |resolve, _| heard.borrow_mut().wake = Some(resolve));
            let _ = JsFuture::from(word).await;
        }
    }
}

impl Heard {
    fn message(&mut self, event: &web_sys::Event) {
        let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
        let data = data.unwrap_or_default();
        if let Some(buffer) = data.dyn_ref::<ArrayBuffer>() {
            self.away = self.away.saturating_sub(1);
            self.spare.put(buffer.clone());
        } else if let Some(kept) = data.dyn_ref::<Array>() {
            self.kept = read_kept(kept);
            if self.kept.is_none() {
                self.failed = Some(io::ErrorKind::InvalidData);
            }
        } else if let Some(word) = data.as_string() {
            match word.as_str() {
                word::DISK => self.opened = Some(true),
                word::MEMORY => self.opened = Some(false),
                word::NO_ROOM => self.failed = Some(io::ErrorKind::StorageFull),
                _ => self.failed = Some(io::ErrorKind::Other),
            }
        } else if data.is_truthy() {
            self.begun = true;
        } else {
            // `null`: it could not start.
            self.failed = Some(io::ErrorKind::NotFound);
        }
    }

    fn fail(&mut self, why: io::ErrorKind) {
        self.failed = Some(why);
        self.wake();
    }

    fn wake(&mut self) {
        if let Some(wake) = self.wake.take() {
            let _ = wake.call0(&JsValue::NULL);
        }
    }
}

fn read_kept(kept: &Array) -> Option<Kept> {
    let digest = Digest::try_from(kept.get(0).as_string()?).ok()?;
    let blob = kept.get(1).dyn_into().ok()?;
    Some(Kept { blob, digest })
}

fn listen(
    worker: &Worker,
    kind: &'static str,
    heard: &Rc<RefCell<Heard>>,
    take: fn(&mut Heard, &web_sys::Event),
) -> EventListener {
    let heard = heard.clone();
    let options = gloo_events::EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(worker, kind, options, move |event| {
        let mut heard = heard.borrow_mut();
        take(&mut heard, event);
        heard.wake();
    })
}
