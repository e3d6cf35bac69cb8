//! The document: title, language, focus, and the question before leaving.

use crate::compose::Home;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{BeforeUnloadEvent, Document, HtmlElement};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Where the page lives, as its root element says.
#[must_use]
pub fn home() -> Home {
    let root = document().and_then(|document| document.document_element());
    match root
        .and_then(|root| root.get_attribute("data-home"))
        .as_deref()
    {
        Some("file") => Home::File,
        Some("embed") => Home::Embed,
        _ => Home::Hosted,
    }
}

/// Switches off everything by which a browser would send what stands in `element` to a spelling,
/// translation, prediction or form-filling service.
pub fn keep_private(element: &web_sys::Element) {
    for (name, value) in [
        ("spellcheck", "false"),
        ("autocomplete", "off"),
        ("autocorrect", "off"),
        ("autocapitalize", "off"),
        ("writingsuggestions", "false"),
        ("translate", "no"),
        ("data-gramm", "false"),
    ] {
        // Fails only for names that are no names.
        let _ = element.set_attribute(name, value);
    }
}

/// Whether the researcher confirms `question`.
#[must_use]
pub fn confirm(question: &str) -> bool {
    web_sys::window().is_some_and(|window| window.confirm_with_message(question).unwrap_or(false))
}

/// Sets the title and the language. The title holds the form's own words only.
pub fn describe(title: &str, language: &str) {
    if let Some(document) = document() {
        document.set_title(title);
        if let Some(root) = document.document_element() {
            let _ = root.set_attribute("lang", language);
        }
    }
}

/// The languages that the browser prefers, most wanted first.
#[must_use]
pub fn preferred_languages() -> Vec<String> {
    let navigator = web_sys::window().map(|window| window.navigator());
    let languages = navigator
        .map(|navigator| navigator.languages())
        .unwrap_or_default();
    languages.iter().filter_map(|tag| tag.as_string()).collect()
}

/// Brings the keyboard to the element `id`, and the element into view.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
        element.scroll_into_view();
    }
}

/// Keeps a file that is dropped beside the box for it from taking the place of the page.
#[must_use]
pub fn keep_page_on_drop() -> Vec<EventListener> {
    let options = EventListenerOptions::enable_prevent_default();
    let listen = |window: &web_sys::Window, kind: &'static str| {
        EventListener::new_with_options(window, kind, options, |event| event.prevent_default())
    };
    let window = web_sys::window();
    window
        .iter()
        .flat_map(|window| [listen(window, "dragover"), listen(window, "drop")])
        .collect()
}

/// Asks before a reload or close while `unsaved` says so.
#[must_use]
pub fn ask_before_leaving(unsaved: impl Fn() -> bool + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    let listener =
        EventListener::new_with_options(&window, "beforeunload", options, move |event| {
            if unsaved() {
                event.prevent_default();
                // Older engines ask only when this is set.
                if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                    event.set_return_value("?");
                }
            }
        });
    Some(listener)
}
