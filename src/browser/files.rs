//! Files: reading what the researcher chose, saving what they keep.

use crate::channel::File;
use gloo_file::{Blob, ObjectUrl};
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

/// The bytes of a chosen file of at most `limit` bytes; `None` when it is larger, or cannot be
/// read.
pub async fn read(file: web_sys::File, limit: u64) -> Option<Vec<u8>> {
    let file = gloo_file::File::from(file);
    if file.size() > limit {
        return None;
    }
    gloo_file::futures::read_as_bytes(&file).await.ok()
}

/// Offers `file` to save. The address of the blob is given up with a delay: the browser starts
/// the download after this returns.
pub fn save(file: &File) {
    let blob = Blob::new_with_options(file.bytes(), Some(file.media_type()));
    let url = ObjectUrl::from(blob);
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.and_then(|document| document.create_element("a").ok());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
        link.set_href(&url);
        link.set_download(file.name());
        link.click();
    }
    gloo_timers::callback::Timeout::new(60_000, move || drop(url)).forget();
}
