//! What a keeper does, in a worker of its own.

use super::{NAME, word};
use crate::browser::free::free;
use crate::browser::keeping::{Keeping, Kept};
use crate::browser::storage::{self, StoredName};
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Whether this worker was started as a keeper.
#[must_use]
pub fn is_wanted() -> bool {
    storage::worker_name().is_some_and(|name| name.ends_with(NAME))
}

/// What a keeper keeps.
type Work = Rc<RefCell<Option<Keeping>>>;

/// Keeps what arrives: first a length and the name to store it under, then byte arrays, then `null`
/// for the end.
pub fn serve() {
    let work = Work::default();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        if let Some(bytes) = data.dyn_ref::<Uint8Array>() {
            take(&mut work.borrow_mut(), bytes);
        } else if let Some(opening) = data.dyn_ref::<Array>() {
            spawn_local(open(opening.clone(), work.clone()));
        } else {
            spawn_local(finish(work.clone()));
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let on_unread = Closure::<dyn Fn()>::new(|| say(&word::FAILED.into()));
    scope().set_onmessageerror(Some(on_unread.as_ref().unchecked_ref()));
    on_unread.forget();
    say(&JsValue::TRUE);
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn say(word: &JsValue) {
    // Strings and blobs can always be sent.
    let _ = scope().post_message(word);
}

async fn open(opening: Array, work: Work) {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let length = opening.get(0).as_f64().unwrap_or_default() as u64;
    let name = match (opening.get(1).as_string(), opening.get(2).as_string()) {
        (Some(page), Some(file)) => Some(StoredName { page, file }),
        _ => None,
    };
    let keeping = Keeping::open(length, name.as_ref()).await;
    let place = match &keeping {
        Some(keeping) if keeping.is_disk() => word::DISK,
        Some(_) => word::MEMORY,
        None => word::NO_ROOM,
    };
    *work.borrow_mut() = keeping;
    say(&place.into());
}

/// After an error, the rest passes by.
fn take(work: &mut Option<Keeping>, bytes: &Uint8Array) {
    let Some(keeping) = work else {
        return free(&bytes.buffer());
    };
    match keeping.take(bytes) {
        Ok(buffers) => {
            for buffer in buffers {
                let _ = scope().post_message_with_transfer(&buffer, &Array::of1(&buffer));
            }
        }
        Err(error) => {
            *work = None;
            say(&why(&error).into());
        }
    }
}

fn why(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => word::NO_ROOM,
        _ => word::FAILED,
    }
}

async fn finish(work: Work) {
    let keeping = work.borrow_mut().take();
    let Some(keeping) = keeping else {
        return;
    };
    match keeping.finish().await {
        Ok(Kept { blob, digest }) => say(&Array::of2(&digest.to_string().into(), &blob)),
        Err(error) => say(&why(&error).into()),
    }
}
