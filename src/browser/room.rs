//! Where large ciphertext can lie: on the disk or in memory.

use crate::compose::Room;
use crate::compose::room::MEMORY_LIMIT_BYTES;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

/// Finds out. A private window that keeps its file system in memory cannot be told apart for sure;
/// what it allows is what it says.
pub async fn find() -> Room {
    disk().await.unwrap_or(Room::Memory {
        limit: MEMORY_LIMIT_BYTES,
    })
}

/// The disk, where the browser lends a part of it: not to a saved file, not to a sandboxed frame,
/// not in every private window.
async fn disk() -> Option<Room> {
    let navigator = web_sys::window()?.navigator();
    // Without a secure context there is none.
    let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
    let storage = storage.dyn_into::<StorageManager>().ok()?;
    Reflect::get(&storage, &"getDirectory".into())
        .ok()
        .filter(JsValue::is_function)?;
    JsFuture::from(storage.get_directory()).await.ok()?;
    let estimate = JsFuture::from(storage.estimate().ok()?).await.ok()?;
    let estimate = estimate.unchecked_into::<StorageEstimate>();
    let free = estimate.get_quota()? - estimate.get_usage().unwrap_or(0.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most 2^53, saturating
    Some(Room::Disk { free: free as u64 })
}
