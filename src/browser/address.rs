//! The address's hash and the history.

use crate::compose::Route;
use gloo_events::EventListener;
use wasm_bindgen::JsValue;

/// The place that the address names.
#[must_use]
pub fn read() -> Route {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    Route::parse(&hash.unwrap_or_default())
}

/// Puts `route` into the address as a new entry of the history.
pub fn navigate(route: &Route) {
    if let Some(window) = web_sys::window()
        && read() != *route
    {
        // A frame whose history is closed to us stays where it is; the form works all the same.
        let _ = window.location().set_hash(&route.hash());
    }
}

/// Corrects the address without a new entry.
pub fn replace(route: &Route) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&route.hash()));
    }
}

/// Calls `heard` whenever the address changes. Dropping the listener ends it.
#[must_use]
pub fn listen(heard: impl Fn(Route) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| {
        heard(read())
    }))
}
