//! SHELL. The worker's side: receives [`Request`]s, runs the pure half, answers.
//!
//! A message is an array: the JSON head, then the parts as `Uint8Array`s.

use crate::openpgp::fingerprint::Fingerprint;
use crate::openpgp::recipient::{Recipient, Refusal};
use crate::openpgp::seal::{Encoding, seal_stream};
use crate::protocol::{Checking, Head, Job, Request, Response, WorkerError};
use crate::{markdown, package::Format};
use js_sys::{Array, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// How many bytes are sealed between two words of progress.
const PROGRESS_BYTES: u64 = 256 * 1024;

/// Takes messages from now on, and says so.
pub fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let answered = match receive::<Request>(&event.data()) {
            Some((head, parts)) => {
                let (answer, parts) = answer(head.job, head.body, &parts);
                (head.job, answer, parts)
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

fn answer(job: Job, request: Request, parts: &[Vec<u8>]) -> (Response, Vec<Vec<u8>>) {
    match request {
        Request::Preview { text } => (Response::Previewed(markdown::parse(&text)), Vec::new()),
        Request::Check(checking) => {
            let response = match check(&checking, parts) {
                Ok(recipient) => Response::Checked(recipient.health().clone()),
                Err(refusal) => Response::Refused(Box::new(refusal)),
            };
            (response, Vec::new())
        }
        Request::Seal { checking, formats } => match check(&checking, parts) {
            Ok(recipient) => seal_all(job, &recipient, &formats, parts.get(1..).unwrap_or(&[])),
            Err(refusal) => (Response::Refused(Box::new(refusal)), Vec::new()),
        },
    }
}

fn check(checking: &Checking, parts: &[Vec<u8>]) -> Result<Recipient, Refusal> {
    let pins = checking
        .pins
        .iter()
        .filter_map(|pin| Fingerprint::parse(pin).ok());
    let pins: Vec<Fingerprint> = pins.collect();
    let certificate = parts.first().map(Vec::as_slice).unwrap_or_default();
    Recipient::check(certificate, &pins, checking.now)
}

fn seal_all(
    job: Job,
    recipient: &Recipient,
    formats: &[Format],
    plaintexts: &[Vec<u8>],
) -> (Response, Vec<Vec<u8>>) {
    let total: u64 = plaintexts.iter().map(|part| part.len() as u64).sum();
    let mut before = 0;
    let mut messages = Vec::new();
    for (_, plaintext) in formats.iter().zip(plaintexts) {
        let mut told = 0;
        let mut progress = |done: u64| {
            if done == 0 || done >= told + PROGRESS_BYTES {
                told = done;
                let done = before + done;
                reply(job, Response::Progress { done, total }, Vec::new());
            }
        };
        progress(0);
        let recipients = std::slice::from_ref(recipient);
        let mut message = Vec::new();
        let (source, rng) = (plaintext.as_slice(), rand::rngs::OsRng);
        if seal_stream(
            recipients,
            source,
            &mut message,
            Encoding::Armored,
            rng,
            &mut progress,
        )
        .is_err()
        {
            return (Response::Failed(WorkerError::Seal), Vec::new());
        }
        messages.push(message);
        before += plaintext.len() as u64;
    }
    let recipients = recipient.keys().iter().map(ToString::to_string).collect();
    (Response::Sealed { recipients }, messages)
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
