//! SHELL. The worker's side: receives [`Request`]s, runs the pure half, answers.
//!
//! A message is an array: the JSON head, then the parts: bytes as `Uint8Array`s, files as `Blob`s.

use crate::answer::answer;
use crate::browser::held::Held;
use crate::browser::wire::{pack, receive};
use crate::protocol::{Head, Job, Part, Request, Response, WorkerError};
use rand::rngs::OsRng;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Takes messages from now on, and says so.
pub fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let held = Held::default();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let answered = match receive::<Request>(&event.data(), &held) {
            Some((head, parts)) => {
                let job = head.job;
                let begin = js_sys::Date::now();
                let mut progress = |done, total| {
                    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                    let milliseconds = (js_sys::Date::now() - begin).max(0.0) as u64;
                    let progress = Response::Progress {
                        done,
                        total,
                        milliseconds,
                    };
                    reply(job, progress, &[], &held);
                };
                let (answer, parts) = answer(head.body, &parts, OsRng, &mut progress);
                (job, answer, parts)
            }
            None => (0, Response::Failed(WorkerError::Protocol), Vec::new()),
        };
        let (job, response, parts) = answered;
        reply(job, response, &parts, &held);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    reply(0, Response::Ready, &[], &Held::default());
}

fn reply(job: Job, body: Response, parts: &[Part], held: &Held) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let (message, transfer) = pack(&Head { job, body }, parts, held);
    // Fails only for what cannot be cloned; strings, byte arrays and blobs can.
    let _ = scope.post_message_with_transfer(&message, &transfer);
}
