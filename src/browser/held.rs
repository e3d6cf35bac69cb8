//! Files and blobs that the pure half knows by number.

use crate::channel::Body;
use crate::handle::Handle;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use web_sys::Blob;

#[derive(Default)]
struct Inner {
    next: u32,
    blobs: BTreeMap<Handle, Blob>,
}

/// What the shell holds.
#[derive(Clone, Default)]
pub struct Held {
    inner: Rc<RefCell<Inner>>,
}

impl Held {
    /// Holds `blob` until it is released.
    pub fn hold(&self, blob: Blob) -> Handle {
        let mut inner = self.inner.borrow_mut();
        inner.next += 1;
        let handle = Handle::new(inner.next);
        inner.blobs.insert(handle, blob);
        handle
    }

    /// What was held under this number.
    #[must_use]
    pub fn get(&self, handle: Handle) -> Option<Blob> {
        self.inner.borrow().blobs.get(&handle).cloned()
    }

    /// The ciphertext as a blob; `None` when it is held no longer.
    #[must_use]
    pub fn body(&self, body: &Body) -> Option<Blob> {
        match body {
            Body::Bytes(bytes) => Some(gloo_file::Blob::new(&bytes[..]).into()),
            Body::Held(handle) => self.get(*handle),
        }
    }

    /// Lets go of it.
    pub fn release(&self, handle: Handle) {
        self.inner.borrow_mut().blobs.remove(&handle);
    }
}
