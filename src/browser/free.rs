//! Memory outside of this program that is not left to be collected some time: with gigabytes passing
//! by, what waits for it would be hundreds of megabytes.

use js_sys::{Array, ArrayBuffer};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessagePort};

thread_local! {
    /// Leads nowhere: what is handed over to it is gone.
    static NOWHERE: Option<MessagePort> = nowhere();
}

fn nowhere() -> Option<MessagePort> {
    let channel = MessageChannel::new().ok()?;
    channel.port2().close();
    Some(channel.port1())
}

/// Gives the memory of a buffer back now. Measured in Chromium 156: `ArrayBuffer.prototype.transfer`
/// only hides it from the collector, a port whose other end is closed gives it back.
pub fn free(buffer: &ArrayBuffer) {
    NOWHERE.with(|port| {
        if let Some(port) = port {
            let buffers = Array::of1(buffer);
            // Fails only for what was handed over before.
            let _ = port.post_message_with_transferable(&JsValue::NULL, &buffers);
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
