//! Messages between page and worker as the browser carries them: an array of the JSON head and the
//! parts, bytes as `Uint8Array`s and files as `Blob`s.

use super::held::Held;
use crate::handle::Handle;
use crate::protocol::{Head, Part};
use js_sys::{Array, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

/// A message, and the buffers to hand over rather than copy. A file that is held no longer is
/// `null`, which the other side refuses.
pub fn pack<T: Serialize>(head: &Head<T>, parts: &[Part], held: &Held) -> (Array, Array) {
    let head = serde_json::to_string(head).unwrap_or_default();
    let (message, transfer) = (Array::of1(&head.into()), Array::new());
    for part in parts {
        match part {
            Part::Bytes(bytes) => {
                let bytes = Uint8Array::from(bytes.as_slice());
                transfer.push(&bytes.buffer());
                message.push(&bytes);
            }
            Part::File(handle) => {
                message.push(&held.get(*handle).map_or(JsValue::NULL, JsValue::from));
            }
        }
    }
    (message, transfer)
}

/// Reads a message; files go to `hold`. `None` when it is not one of ours.
pub fn receive<T: DeserializeOwned>(
    data: &JsValue,
    hold: impl Fn(Blob) -> Handle,
) -> Option<(Head<T>, Vec<Part>)> {
    let message = data.dyn_ref::<Array>()?;
    let head = serde_json::from_str(&message.get(0).as_string()?).ok()?;
    let parts = (1..message.length()).map(|at| {
        let part = message.get(at);
        match part.dyn_ref::<Uint8Array>() {
            Some(bytes) => Some(Part::Bytes(bytes.to_vec())),
            None => part
                .dyn_into::<Blob>()
                .ok()
                .map(|blob| Part::File(hold(blob))),
        }
    });
    Some((head, parts.collect::<Option<_>>()?))
}
