//! Files and blobs that the pure half knows by number.

use super::storage::Storage;
use crate::channel::Body;
use crate::handle::Handle;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Blob;

#[derive(Default)]
struct Inner {
    next: u32,
    blobs: BTreeMap<Handle, Blob>,
    /// The names of those that lie in the storage of the page.
    stored: BTreeMap<Handle, String>,
    storage: Option<Storage>,
}

/// What the shell holds.
#[derive(Clone, Default)]
pub struct Held {
    inner: Rc<RefCell<Inner>>,
}

impl Held {
    /// Nothing yet; what the worker stores lies in `storage`.
    #[must_use]
    pub fn new(storage: Storage) -> Self {
        let held = Self::default();
        held.inner.borrow_mut().storage = Some(storage);
        held
    }

    /// Holds what the worker stored: a file is removed from the storage when it is released.
    pub fn hold_stored(&self, blob: Blob) -> Handle {
        let name = blob.dyn_ref::<web_sys::File>().map(web_sys::File::name);
        let handle = self.hold(blob);
        if let Some(name) = name {
            self.inner.borrow_mut().stored.insert(handle, name);
        }
        handle
    }

    /// Where what the worker stores lies.
    #[must_use]
    pub fn storage(&self) -> Option<Storage> {
        self.inner.borrow().storage.clone()
    }

    /// A name for the next worker, by which it finds the storage; empty where there is none.
    #[must_use]
    pub fn name_worker(&self) -> String {
        let inner = self.inner.borrow();
        let name = inner.storage.as_ref().map(Storage::name_worker);
        name.unwrap_or_default()
    }

    /// Removes what a worker left in the storage that was ended.
    pub fn clear_storage(&self) {
        let inner = self.inner.borrow();
        if let Some(storage) = &inner.storage {
            storage.clear(inner.stored.values().cloned().collect());
        }
    }

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
        let mut inner = self.inner.borrow_mut();
        inner.blobs.remove(&handle);
        let name = inner.stored.remove(&handle);
        if let (Some(name), Some(storage)) = (name, &inner.storage) {
            storage.forget(name);
        }
    }
}
