//! Memory outside of this program that is not left to be collected some time: with gigabytes passing
//! by, what waits for it would be gigabytes.

use js_sys::{Array, ArrayBuffer};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessagePort};

thread_local! {
    static NOBODY: Option<MessagePort> = {
        let channel = MessageChannel::new().ok();
        channel.map(|channel| {
            channel.port2().close();
            channel.port1()
        })
    };
}

/// Gives the memory of a buffer back now, by sending it to nobody. Measured in Chromium: what the
/// browser made and `ArrayBuffer.prototype.transfer` takes away is kept all the same.
pub fn free(buffer: &ArrayBuffer) {
    NOBODY.with(|nobody| {
        if let Some(nobody) = nobody {
            let _ = nobody.post_message_with_transferable(&JsValue::NULL, &Array::of1(buffer));
        }
    });
}

/// Buffers to be used again.
#[derive(Clone, Default)]
pub struct Spare(Rc<RefCell<Vec<ArrayBuffer>>>);

impl Spare {
    /// A buffer of at least this length, in bytes.
    #[must_use]
    pub fn take(&self, length: usize) -> ArrayBuffer {
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        let spare = self.0.borrow_mut().pop();
        match spare {
            Some(buffer) if buffer.byte_length() >= length => buffer,
            Some(buffer) => {
                free(&buffer);
                ArrayBuffer::new(length)
            }
            None => ArrayBuffer::new(length),
        }
    }

    /// Takes a buffer back.
    pub fn put(&self, buffer: ArrayBuffer) {
        self.0.borrow_mut().push(buffer);
    }
}

impl Drop for Spare {
    fn drop(&mut self) {
        if Rc::strong_count(&self.0) == 1 {
            self.0.borrow().iter().for_each(free);
        }
    }
}
