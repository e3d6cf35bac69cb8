//! Memory outside of this program that is not left to be collected some time: with gigabytes passing
//! by, what waits for it would be hundreds of megabytes.

use js_sys::{ArrayBuffer, Function, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Gives the memory of a buffer back now (`ArrayBuffer.prototype.transfer`, ECMAScript 2024), where
/// the browser can.
pub fn free(buffer: &ArrayBuffer) {
    let transfer = Reflect::get(buffer, &"transfer".into());
    if let Ok(Ok(transfer)) = transfer.map(JsCast::dyn_into::<Function>) {
        let _ = transfer.call1(buffer, &JsValue::from(0));
    }
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
