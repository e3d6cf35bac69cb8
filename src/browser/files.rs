//! Files: reading what the researcher chose, saving what they keep.

use super::held::Held;
use crate::channel::{File, Piece};
use crate::compose::{Chosen, Origin};
use crate::package::{BYTES_PER_LINE, encode_base64};
use gloo_file::ObjectUrl;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement};

/// How much is encoded in one go: a few milliseconds' work.
const SLICE_BYTES: u32 = 4096 * BYTES_PER_LINE as u32;

/// The bytes of a chosen file of at most `limit` bytes; `None` when it is larger, or cannot be
/// read.
pub async fn read(file: web_sys::File, limit: u64) -> Option<Vec<u8>> {
    let file = gloo_file::File::from(file);
    if file.size() > limit {
        return None;
    }
    gloo_file::futures::read_as_bytes(&file).await.ok()
}

/// Holds a file that goes with the report, and tells what is known of it.
pub fn chosen(file: web_sys::File, origin: Origin, held: &Held) -> Chosen {
    Chosen {
        given: file.name(),
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a whole number
        length: file.size() as u64,
        media_type: file.type_(),
        origin,
        handle: held.hold(file.into()),
    }
}

/// Offers `file` to save. The address of the blob is given up with a delay: the browser starts
/// the download after this returns. `None` when a part of it cannot be read any more.
pub async fn save(file: &File, held: &Held) -> Option<()> {
    let blob = assemble(file, held).await?;
    let url = ObjectUrl::from(gloo_file::Blob::from(blob));
    let document = web_sys::window()?.document()?;
    let link = document.create_element("a").ok()?;
    let link = link.dyn_into::<HtmlAnchorElement>().ok()?;
    link.set_href(&url);
    link.set_download(file.name());
    link.click();
    gloo_timers::callback::Timeout::new(60_000, move || drop(url)).forget();
    Some(())
}

/// The file as a blob, of which what is held is a part by reference.
async fn assemble(file: &File, held: &Held) -> Option<Blob> {
    let parts = Array::new();
    for piece in file.pieces() {
        match piece {
            Piece::Bytes(bytes) => {
                parts.push(&Uint8Array::from(bytes.as_slice()));
            }
            Piece::Sealed(body) => {
                let blob = held.body(body)?;
                parts.push(&blob);
            }
            Piece::Base64(body) => encode(&held.body(body)?, &parts).await?,
        }
    }
    let options = BlobPropertyBag::new();
    options.set_type(file.media_type());
    Blob::new_with_buffer_source_sequence_and_options(&parts, &options).ok()
}

/// Adds `blob` in base64 to `parts`, slice by slice, so that the page stays responsive.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
async fn encode(blob: &Blob, parts: &Array) -> Option<()> {
    let length = blob.size();
    let mut at = 0.0;
    while at < length {
        let end = f64::min(at + f64::from(SLICE_BYTES), length);
        let slice = blob.slice_with_f64_and_f64(at, end).ok()?;
        let slice = gloo_file::futures::read_as_bytes(&slice.into())
            .await
            .ok()?;
        let mut lines = Vec::new();
        // A blob's size is a whole number that `f64` holds exactly.
        encode_base64(at as u64, &slice, length as u64, &mut lines);
        parts.push(&Uint8Array::from(lines.as_slice()));
        at = end;
    }
    Some(())
}
