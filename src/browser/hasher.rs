//! SHA-256 beside the worker that seals: in a worker of its own, which knows nothing but the
//! ciphertext that passes. Measured in Chromium, whose AES is done where it is asked for: hashing
//! is two fifths of the work, and this gives it a core of its own.

use super::free::free;
use super::storage;
use crate::digest::{Digest, Digesting};
use gloo_events::EventListener;
use gloo_file::{Blob, ObjectUrl};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker, WorkerOptions};

/// The name of a worker that digests.
const NAME: &str = "digest";
/// How much may wait to be digested, in bytes.
const AHEAD_BYTES: usize = 4 * 1024 * 1024;
/// How long its start may take before the work is done without it, in milliseconds.
const START_MILLISECONDS: u32 = 3_000;

/// Whether this worker was started to digest.
#[must_use]
pub fn is_wanted() -> bool {
    storage::worker_name().as_deref() == Some(NAME)
}

/// Digests what arrives, byte arrays, and says how long each was; for anything else it says the
/// digest.
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let digesting = RefCell::new((Digesting::default(), Vec::new()));
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let (digesting, buffer) = &mut *digesting.borrow_mut();
        let answer = match event.data().dyn_ref::<Uint8Array>() {
            Some(bytes) => {
                let length = bytes.length();
                buffer.resize(length as usize, 0);
                bytes.copy_to(buffer);
                free(&bytes.buffer());
                digesting.update(buffer);
                JsValue::from(length)
            }
            None => std::mem::take(digesting).finish().to_string().into(),
        };
        // Numbers and strings can always be sent.
        let _ = scope.post_message(&answer);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::TRUE);
}

/// What was heard of a worker that digests.
#[derive(Default)]
struct Heard {
    started: bool,
    waiting: usize,
    digest: Option<Digest>,
    failed: bool,
    /// Called at the next word.
    wake: Option<Function>,
}

/// A worker that digests; it ends when this is dropped.
pub struct Hasher {
    worker: Worker,
    heard: Rc<RefCell<Heard>>,
    _listeners: [EventListener; 2],
}

impl Drop for Hasher {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Hasher {
    /// Starts one, with the script and the module that this worker was started with. `None` where
    /// that cannot be had.
    pub async fn start() -> Option<Self> {
        let begun = Reflect::get(&js_sys::global(), &"begun".into()).ok()?;
        let script = Reflect::get(&begun, &"script".into()).ok()?.as_string()?;
        let script = Blob::new_with_options(script.as_str(), Some("text/javascript"));
        let url = ObjectUrl::from(script);
        let options = WorkerOptions::new();
        options.set_name(NAME);
        let worker = Worker::new_with_options(&url, &options).ok()?;
        let heard = Rc::<RefCell<Heard>>::default();
        let on_message = listen(&worker, "message", &heard, Heard::message);
        let on_error = listen(&worker, "error", &heard, |heard, event| {
            // It would be told to the console.
            event.prevent_default();
            heard.failed = true;
        });
        let hasher = Self {
            worker,
            heard,
            _listeners: [on_message, on_error],
        };
        hasher.worker.post_message(&begun).ok()?;
        let waited = Rc::downgrade(&hasher.heard);
        spawn_local(async move {
            TimeoutFuture::new(START_MILLISECONDS).await;
            if let Some(heard) = waited.upgrade()
                && !heard.borrow().started
            {
                heard.borrow_mut().fail();
            }
        });
        hasher.until(|heard| heard.started).await;
        let started = hasher.heard.borrow().started;
        started.then_some(hasher)
    }

    /// Gives it the next bytes; whether it could take them.
    #[must_use]
    pub fn update(&self, bytes: &[u8]) -> bool {
        let copy = Uint8Array::from(bytes);
        let sent = self
            .worker
            .post_message_with_transfer(&copy, &Array::of1(&copy.buffer()));
        let mut heard = self.heard.borrow_mut();
        heard.waiting += bytes.len();
        heard.failed |= sent.is_err();
        !heard.failed
    }

    /// Waits until it has caught up enough.
    pub async fn ready(&self) {
        self.until(|heard| heard.waiting <= AHEAD_BYTES).await;
    }

    /// The digest of all that it was given.
    pub async fn digest(&self) -> Option<Digest> {
        self.worker.post_message(&JsValue::NULL).ok()?;
        self.until(|heard| heard.digest.is_some()).await;
        self.heard.borrow().digest
    }

    async fn until(&self, is_so: impl Fn(&Heard) -> bool) {
        loop {
            let (failed, so) = {
                let heard = self.heard.borrow();
                (heard.failed, is_so(&heard))
            };
            if failed || so {
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
        if let Some(length) = data.as_f64() {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let length = length as usize;
            self.waiting = self.waiting.saturating_sub(length);
        } else if let Some(digest) = data.as_string() {
            self.digest = Digest::try_from(digest).ok();
            self.failed |= self.digest.is_none();
        } else if data.is_truthy() {
            self.started = true;
        } else {
            // `null`: it could not start.
            self.failed = true;
        }
    }

    fn fail(&mut self) {
        self.failed = true;
        self.wake();
    }

    fn wake(&mut self) {
        if let Some(wake) = self.wake.take() {
            let _ = wake.call0(&JsValue::NULL);
        }
    }
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
