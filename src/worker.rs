//! SHELL. The worker's side: receives [`Request`]s, runs the pure half, answers.
//!
//! A message is an array: the JSON head, then the parts as `Uint8Array`s.

use crate::answer::answer;
use crate::protocol::{Head, Job, Request, Response, WorkerError};
use js_sys::{Array, Uint8Array};
use rand::rngs::OsRng;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Takes messages from now on, and says so.
pub fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let answered = match receive::<Request>(&event.data()) {
            Some((head, parts)) => {
                let job = head.job;
                let mut progress =
                    |done, total| reply(job, Response::Progress { done, total }, Vec::new());
                let (answer, parts) = answer(head.body, &parts, OsRng, &mut progress);
                (job, answer, parts)
            }
            None => (0, Response::Failed(WorkerError::Protocol), Vec::new()),
        };
        let (job, response, parts) = answered;
        reply(job, response, parts);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    reply(0, Response::Ready, Vec::new());
}

fn reply(job: Job, body: Response, parts: Vec<Vec<u8>>) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let (message, transfer) = pack(&Head { job, body }, parts.iter().map(Vec::as_slice));
    // Fails only for what cannot be cloned; strings and byte arrays can.
    let _ = scope.post_message_with_transfer(&message, &transfer);
}

/// A message as the browser carries it, and the buffers to hand over rather than copy.
pub(crate) fn pack<'a, T: Serialize>(
    head: &Head<T>,
    parts: impl Iterator<Item = &'a [u8]>,
) -> (Array, Array) {
    let head = serde_json::to_string(head).unwrap_or_default();
    let (message, transfer) = (Array::of1(&head.into()), Array::new());
    for part in parts {
        let bytes = Uint8Array::from(part);
        transfer.push(&bytes.buffer());
        message.push(&bytes);
    }
    (message, transfer)
}

/// Reads a message; `None` when it is not one of ours.
pub(crate) fn receive<T: DeserializeOwned>(data: &JsValue) -> Option<(Head<T>, Vec<Vec<u8>>)> {
    let message = data.dyn_ref::<Array>()?;
    let head = serde_json::from_str(&message.get(0).as_string()?).ok()?;
    let parts = (1..message.length()).map(|at| {
        let part = message.get(at);
        part.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
    });
    Some((head, parts.collect::<Option<_>>()?))
}
