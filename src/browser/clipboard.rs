//! The clipboard, write only.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

/// Copies `text`; whether it worked. A sandboxed frame, whose origin is `null`, is refused the new
/// interface with a line on the console, so there the old one comes first.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    if window.origin() == "null" && copy_by_selection(text) == Some(true) {
        return true;
    }
    let navigator = window.navigator();
    let has_clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into())
        .is_ok_and(|clipboard| clipboard.is_object());
    if has_clipboard
        && JsFuture::from(navigator.clipboard().write_text(text))
            .await
            .is_ok()
    {
        return true;
    }
    copy_by_selection(text).unwrap_or(false)
}

fn copy_by_selection(text: &str) -> Option<bool> {
    let document: HtmlDocument = web_sys::window()?.document()?.dyn_into().ok()?;
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    super::document::keep_private(&area);
    area.set_value(text);
    area.set_class_name("off-screen");
    let before = document.active_element();
    document.body()?.append_child(&area).ok()?;
    area.select();
    let worked = document.exec_command("copy").unwrap_or(false);
    area.remove();
    if let Some(element) =
        before.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = element.focus();
    }
    Some(worked)
}
