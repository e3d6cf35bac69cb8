//! The browser's cryptographic randomness.

use wasm_bindgen::JsCast;

/// `N` random bytes from `crypto.getRandomValues`.
///
/// # Panics
/// Where the browser has no cryptographic randomness: nothing may be sealed there.
#[must_use]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    js_sys::Reflect::get(&js_sys::global(), &"crypto".into())
        .ok()
        .and_then(|crypto| crypto.dyn_into::<web_sys::Crypto>().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok())
        .expect("every browser with WebAssembly has crypto.getRandomValues, in every context");
    bytes
}
