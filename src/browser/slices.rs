//! Reading files slice by slice, in the worker.

use crate::answer::Pace;
use crate::openpgp::source::FileError;
use crate::package::source::{Files, Slice, Snapshots};
use js_sys::{ArrayBuffer, Promise, Uint8Array};
use std::future::Future;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DomException, FileReaderSync};

/// Files, in order; one that is held no longer is missing.
pub struct Slices {
    files: Vec<Option<Blob>>,
    pace: Pace,
}

/// A slice that was read: bytes outside of the memory of this program.
pub struct Read(Uint8Array);

impl Slice for Read {
    fn length(&self) -> usize {
        self.0.length() as usize
    }

    fn copy(&self, from: usize, into: &mut [u8]) {
        let (from, end) = (from as u32, (from + into.len()) as u32);
        self.0.subarray(from, end).copy_to(into);
    }
}

impl Slices {
    /// These files.
    #[must_use]
    pub fn new(files: Vec<Option<Blob>>, pace: Pace) -> Self {
        Self { files, pace }
    }

    fn start(&self, file: usize, offset: u64, length: usize) -> Result<Reading, FileError> {
        let file = self.files.get(file).and_then(Option::as_ref);
        let file = file.ok_or(FileError::Vanished)?;
        #[allow(clippy::cast_precision_loss)] // Exact up to 8 PiB.
        let (start, end) = (offset as f64, (offset + length as u64) as f64);
        let slice = file.slice_with_f64_and_f64(start, end).map_err(why)?;
        Ok(match self.pace {
            Pace::Ahead => Reading::Ahead(slice.array_buffer()),
            Pace::AtOnce => {
                let reader = FileReaderSync::new().map_err(why)?;
                Reading::There(reader.read_as_array_buffer(&slice).map_err(why)?)
            }
        })
    }
}

enum Reading {
    There(ArrayBuffer),
    Ahead(Promise),
}

impl Files for Slices {
    type Slice = Read;

    fn read(
        &self,
        file: usize,
        offset: u64,
        length: usize,
    ) -> impl Future<Output = Result<Read, FileError>> + 'static {
        let started = self.start(file, offset, length);
        async move {
            let buffer = match started? {
                Reading::There(buffer) => buffer.into(),
                Reading::Ahead(promise) => JsFuture::from(promise).await.map_err(why)?,
            };
            Ok(Read(Uint8Array::new(&buffer)))
        }
    }
}

/// Chromium tells a file that changed (`NotReadableError`) from one that is gone.
fn why(error: JsValue) -> FileError {
    match error.dyn_ref::<DomException>().map(DomException::name) {
        Some(name) if name == "NotReadableError" => FileError::Changed,
        _ => FileError::Vanished,
    }
}

/// Chromium refuses to read a file that changed since it was chosen (File API section 4.1, snapshot
/// state); Firefox reads whatever is there, and nothing but its name tells which browser it is.
#[must_use]
pub fn snapshots() -> Snapshots {
    let navigator = js_sys::Reflect::get(&js_sys::global(), &"navigator".into());
    let agent = navigator.and_then(|it| js_sys::Reflect::get(&it, &"userAgent".into()));
    match agent.ok().and_then(|agent| agent.as_string()) {
        Some(agent) if agent.contains("Chrome/") => Snapshots::Kept,
        _ => Snapshots::NotKept,
    }
}
