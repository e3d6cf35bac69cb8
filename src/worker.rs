//! SHELL. The worker's side: receives [`Request`]s, runs the pure half, answers. Requests do not
//! wait for one another.

use crate::answer::{Lender, Pace, Rhythm, answer};
use crate::apart::apart;
use crate::browser::aes::WebCrypto;
use crate::browser::held::Held;
use crate::browser::keeper;
use crate::browser::slices::{self, Slices};
use crate::browser::store::Store;
use crate::browser::wire::{pack, receive};
use crate::handle::Handle;
use crate::openpgp::seal::{Bulk, Cut};
use crate::package::files::Snapshots;
use crate::protocol::{Head, Job, Part, Request, Response, WorkerError};
use rand::rngs::OsRng;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// The least time between two words of progress, in milliseconds: they cost time themselves.
const PROGRESS_MILLISECONDS: f64 = 100.0;

/// Takes messages from now on, and says so.
pub fn start() {
    if keeper::is_wanted() {
        return keeper::serve();
    }
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let bulk = match WebCrypto::find() {
        Some(engine) => Bulk::Engine(engine, Cut::default()),
        None => Bulk::Library,
    };
    let bulk = Rc::new(bulk);
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        spawn_local(heard(event.data(), bulk.clone()));
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    reply(0, Response::Ready, &[], &Held::default());
}

async fn heard(data: JsValue, bulk: Rc<Bulk<WebCrypto>>) {
    // Files are held for the time of one job.
    let held = Held::default();
    let Some((head, parts)) = receive::<Request>(&data, |blob| held.hold(blob)) else {
        return reply(0, Response::Failed(WorkerError::Protocol), &[], &held);
    };
    let job = head.job;
    let begin = now();
    let mut told = f64::NEG_INFINITY;
    let mut progress = |done, total| {
        let now = now();
        if now - told < PROGRESS_MILLISECONDS {
            return;
        }
        told = now;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let milliseconds = (now - begin).max(0.0) as u64;
        let progress = Response::Progress {
            done,
            total,
            milliseconds,
        };
        reply(job, progress, &[], &held);
    };
    let has_files = parts.iter().any(|part| matches!(part, Part::File(_)));
    let are_streamed = has_files && slices::are_streamed().await;
    let lender = Shell {
        are_streamed,
        held: &held,
        bulk: &bulk,
    };
    let answer = answer(head.body, &parts, &lender, OsRng, &mut progress);
    let (response, parts) = apart(answer).await;
    reply(job, response, &parts, &held);
}

fn now() -> f64 {
    js_sys::Date::now()
}

/// Lends what the browser has.
struct Shell<'a> {
    are_streamed: bool,
    held: &'a Held,
    bulk: &'a Bulk<WebCrypto>,
}

impl Lender for Shell<'_> {
    type Files = Slices;
    type Engine = WebCrypto;
    type Store = Store;

    fn files(&self, handles: Vec<Handle>, pace: Pace) -> Slices {
        let files = handles.into_iter().map(|handle| self.held.get(handle));
        Slices::new(files.collect(), pace)
    }

    /// Measured in Chromium: a `Blob` of parts that were made beside a stream cannot always be read.
    fn pace(&self, store: Option<&Store>) -> Pace {
        let memory = store.is_some_and(|store| !store.is_disk());
        match self.are_streamed && !memory {
            true => Pace::Stream,
            false => Pace::Ahead,
        }
    }

    fn snapshots(&self) -> Snapshots {
        slices::snapshots()
    }

    fn bulk(&self) -> &Bulk<WebCrypto> {
        self.bulk
    }

    async fn store(&self, length: u64, rhythm: Rhythm) -> Option<Store> {
        Store::open(self.held, length, rhythm).await
    }
}

fn reply(job: Job, body: Response, parts: &[Part], held: &Held) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let (message, transfer) = pack(&Head { job, body }, parts, held);
    // Fails only for what cannot be cloned; strings, byte arrays and blobs can.
    let _ = scope.post_message_with_transfer(&message, &transfer);
}
