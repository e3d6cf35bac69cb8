//! Reading files slice by slice, in the worker.

use super::free::{Spare, free};
use crate::answer::Pace;
use crate::openpgp::source::FileError;
use crate::package::files::{Files, Slice, Snapshots};
use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DomException, FileReaderSync, ReadableStream};

#[wasm_bindgen]
extern "C" {
    /// Reads a stream into buffers of ours (Streams Standard section 4.5).
    type ReadableStreamBYOBReader;

    #[wasm_bindgen(method)]
    fn read(this: &ReadableStreamBYOBReader, view: &Uint8Array, options: &Object) -> Promise;

    #[wasm_bindgen(method)]
    fn cancel(this: &ReadableStreamBYOBReader) -> Promise;
}

/// A reader that ends its stream when nobody waits for it any more: what a stream has fetched would
/// stay until it is collected some time.
struct Reader(ReadableStreamBYOBReader);

impl Drop for Reader {
    fn drop(&mut self) {
        let cancelled = JsFuture::from(self.0.cancel());
        spawn_local(async move { drop(cancelled.await) });
    }
}

/// Files, in order; one that is held no longer is missing.
pub struct Slices {
    files: Vec<Option<Blob>>,
    pace: Pace,
    stream: RefCell<Option<Stream>>,
    spare: Spare,
}

/// A file that is read from somewhere on to its end.
struct Stream {
    reader: Rc<Reader>,
    file: usize,
    next: u64,
}

/// A slice that was read: bytes outside of the memory of this program, which are given back when
/// it is dropped.
pub struct Read {
    bytes: Uint8Array,
    spare: Option<Spare>,
}

impl Slice for Read {
    fn length(&self) -> usize {
        self.bytes.length() as usize
    }

    fn copy(&self, from: usize, into: &mut [u8]) {
        let (from, end) = (from as u32, (from + into.len()) as u32);
        self.bytes.subarray(from, end).copy_to(into);
    }
}

impl Drop for Read {
    fn drop(&mut self) {
        match &self.spare {
            Some(spare) => spare.put(self.bytes.buffer()),
            None => free(&self.bytes.buffer()),
        }
    }
}

impl Slices {
    /// These files.
    #[must_use]
    pub fn new(files: Vec<Option<Blob>>, pace: Pace) -> Self {
        Self {
            files,
            pace,
            stream: RefCell::default(),
            spare: Spare::default(),
        }
    }

    fn start(&self, file: usize, offset: u64, length: usize) -> Result<Reading, FileError> {
        let blob = self.files.get(file).and_then(Option::as_ref);
        let blob = blob.ok_or(FileError::Vanished)?;
        #[allow(clippy::cast_precision_loss)] // Exact up to 8 PiB.
        let (start, end) = (offset as f64, (offset + length as u64) as f64);
        match self.pace {
            Pace::Stream => self.stream(blob, file, offset, length),
            Pace::Ahead => {
                let slice = blob.slice_with_f64_and_f64(start, end).map_err(why)?;
                Ok(Reading::Ahead(slice.array_buffer().into()))
            }
            Pace::AtOnce => {
                let slice = blob.slice_with_f64_and_f64(start, end).map_err(why)?;
                let reader = FileReaderSync::new().map_err(why)?;
                Ok(Reading::There(
                    reader.read_as_array_buffer(&slice).map_err(why)?,
                ))
            }
        }
    }

    /// The next bytes of a stream, which is opened with the first.
    fn stream(
        &self,
        blob: &Blob,
        file: usize,
        offset: u64,
        length: usize,
    ) -> Result<Reading, FileError> {
        let mut stream = self.stream.borrow_mut();
        let goes_on = |stream: &Stream| stream.file == file && stream.next == offset;
        if !stream.as_ref().is_some_and(goes_on) {
            #[allow(clippy::cast_precision_loss)]
            let rest = blob.slice_with_f64(offset as f64).map_err(why)?;
            *stream = Some(Stream {
                reader: Rc::new(Reader(byob(&rest.stream()).map_err(why)?)),
                file,
                next: offset,
            });
        }
        let Some(stream) = stream.as_mut() else {
            return Err(FileError::Vanished);
        };
        stream.next += length as u64;
        let view = Uint8Array::new(&self.spare.take(length));
        let view = view.subarray(0, length as u32);
        let options = to_the_brim(length).map_err(why)?;
        Ok(Reading::Stream(Streamed {
            reading: stream.reader.0.read(&view, &options).into(),
            spare: self.spare.clone(),
            blob: blob.clone(),
            _reader: stream.reader.clone(),
        }))
    }
}

fn byob(stream: &ReadableStream) -> Result<ReadableStreamBYOBReader, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"mode".into(), &"byob".into())?;
    let get_reader = Reflect::get(stream, &"getReader".into())?;
    let get_reader: js_sys::Function = get_reader.dyn_into()?;
    Ok(get_reader.call1(stream, &options)?.unchecked_into())
}

/// A promise is listened to from its first moment on: one that fails after the work was given up
/// would be told to the console.
enum Reading {
    There(ArrayBuffer),
    Ahead(JsFuture),
    Stream(Streamed),
}

struct Streamed {
    reading: JsFuture,
    spare: Spare,
    blob: Blob,
    _reader: Rc<Reader>,
}

impl Streamed {
    async fn finish(self) -> Result<Read, FileError> {
        let Ok(read) = self.reading.await else {
            // A stream does not say why it ended. A slice does.
            let first = self.blob.slice_with_f64_and_f64(0.0, 1.0).map_err(why)?;
            let first = JsFuture::from(first.array_buffer()).await;
            return Err(first.err().map_or(FileError::Changed, why));
        };
        let value = Reflect::get(&read, &"value".into()).map_err(why)?;
        // Nothing more is there.
        let bytes = value.dyn_into().map_err(|_| FileError::Changed)?;
        let spare = Some(self.spare);
        Ok(Read { bytes, spare })
    }
}

/// Asks for a whole buffer (Streams Standard section 4.5.3, `min`).
fn to_the_brim(length: usize) -> Result<Object, JsValue> {
    let options = Object::new();
    #[allow(clippy::cast_precision_loss)] // Buffers are small.
    Reflect::set(&options, &"min".into(), &(length as f64).into())?;
    Ok(options)
}

/// Whether files are best read as streams: in Chromium, where that is several times as fast, from
/// the version on that fills a buffer to the brim. That one refuses to fill one beyond it.
pub async fn are_streamed() -> bool {
    if snapshots() != Snapshots::Kept {
        return false;
    }
    let asked = || {
        let bytes = Array::of1(&Uint8Array::new_with_length(1));
        let reader = byob(&Blob::new_with_u8_array_sequence(&bytes)?.stream())?;
        Ok::<_, JsValue>(reader.read(&Uint8Array::new_with_length(1), &to_the_brim(2)?))
    };
    match asked() {
        Ok(answer) => JsFuture::from(answer).await.is_err(),
        Err(_) => false,
    }
}

impl Files for Slices {
    type Slice = Read;

    /// Measured in Chromium: a stream is as fast in small slices, and they take less memory.
    fn slice_bytes(&self) -> usize {
        match self.pace {
            Pace::Stream => 1024 * 1024,
            Pace::Ahead | Pace::AtOnce => 4 * 1024 * 1024,
        }
    }

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
                Reading::Ahead(promise) => promise.await.map_err(why)?,
                Reading::Stream(streamed) => return streamed.finish().await,
            };
            Ok(Read {
                bytes: Uint8Array::new(&buffer),
                spare: None,
            })
        }
    }
}

/// Of a slice, Chromium tells a file that changed (`NotReadableError`) from one that is gone.
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
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into());
    let agent = navigator.and_then(|it| Reflect::get(&it, &"userAgent".into()));
    match agent.ok().and_then(|agent| agent.as_string()) {
        Some(agent) if agent.contains("Chrome/") => Snapshots::Kept,
        _ => Snapshots::NotKept,
    }
}
