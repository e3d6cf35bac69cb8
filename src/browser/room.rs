//! Where large ciphertext can lie: on the disk or in memory.

use super::held::Held;
use crate::compose::Room;
use crate::compose::room::MEMORY_LIMIT_BYTES;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageEstimate;

/// Finds out. A private window that keeps its file system in memory cannot be told apart for sure;
/// what it allows is what it says.
pub async fn find(held: &Held) -> Room {
    disk(held).await.unwrap_or(Room::Memory {
        limit: MEMORY_LIMIT_BYTES,
    })
}

/// The disk, where the browser lends a part of it: not to a saved file, not to a sandboxed frame,
/// not in every private window.
async fn disk(held: &Held) -> Option<Room> {
    held.storage()?.is_there().await.then_some(())?;
    let storage = web_sys::window()?.navigator().storage();
    let estimate = JsFuture::from(storage.estimate().ok()?).await.ok()?;
    let estimate = estimate.unchecked_into::<StorageEstimate>();
    let free = estimate.get_quota()? - estimate.get_usage().unwrap_or(0.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most 2^53, saturating
    Some(Room::Disk { free: free as u64 })
}
