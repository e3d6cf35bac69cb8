//! Files from the clipboard.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, File, HtmlInputElement, HtmlTextAreaElement};

/// Gives pasted files to `take` while `wanted` says so. Text that is pasted into a field stays
/// text, also where the clipboard holds a picture of it besides, as office programs put it there.
#[must_use]
pub fn listen(
    wanted: impl Fn() -> bool + 'static,
    take: impl Fn(Vec<File>) + 'static,
) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&document, "paste", options, move |event| {
        let Some(data) = event
            .dyn_ref::<ClipboardEvent>()
            .filter(|_| wanted())
            .and_then(ClipboardEvent::clipboard_data)
        else {
            return;
        };
        let target = event.target();
        let in_field = target.is_some_and(|target| {
            target.has_type::<HtmlInputElement>() || target.has_type::<HtmlTextAreaElement>()
        });
        let has_text = data.get_data("text/plain").is_ok_and(|it| !it.is_empty());
        let files = data.files().map(|list| {
            let files = (0..list.length()).filter_map(|at| list.get(at));
            files.collect::<Vec<_>>()
        });
        let files = files.unwrap_or_default();
        let stays_text = in_field && has_text;
        if !stays_text && !files.is_empty() {
            event.prevent_default();
            take(files);
        }
    });
    Some(listener)
}
