//! Whether there is room for the ciphertext of large attachments.

use super::attachments::Attachments;
use super::state::State;
use crate::channel::{LARGE_MAIL_BYTES, raw_mail};
use crate::package::padding::padme;

/// How much ciphertext the browser can be expected to hold in memory, in bytes.
pub const MEMORY_LIMIT_BYTES: u64 = 1 << 30;

/// About what an archive holds beside the files, in bytes: the texts, and the ends of records.
const BESIDE_BYTES: u64 = 64 * 1024;

/// What a file costs in an archive beside its content, in bytes: its header, and to the end of its
/// last record.
const PER_FILE_BYTES: u64 = 2048;

/// Where the ciphertext will lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// On the disk, in the browser's private file system.
    Disk {
        /// What the browser allows, in bytes.
        free: u64,
    },
    /// In memory: there is no private file system, or it is in memory itself.
    Memory {
        /// What can be expected to fit, in bytes.
        limit: u64,
    },
}

impl Attachments {
    /// Whether a mail with the files would be larger than many servers take.
    #[must_use]
    pub fn outgrow_mail(&self) -> bool {
        let files = self.files.iter().map(|file| file.length);
        let inside = files.fold(BESIDE_BYTES, u64::saturating_add) / 57;
        raw_mail::length(inside.saturating_mul(78)) > LARGE_MAIL_BYTES
    }
}

impl State {
    /// About how long the ciphertext will be, in bytes.
    #[must_use]
    pub fn room_needed(&self) -> u64 {
        let files = self.attachments.files.iter();
        let files = files.map(|file| file.length.saturating_add(PER_FILE_BYTES));
        let archive = padme(files.fold(BESIDE_BYTES, u64::saturating_add));
        match self.offers_mail() && self.attachments.with_mail {
            // Base64 inside, armor outside: 78 and 66 bytes for 57 and 48.
            true => archive.saturating_add(raw_mail::length((archive / 57).saturating_mul(78))),
            false => archive,
        }
    }

    /// Whether there is too little room, as far as that is known.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        match self.attachments.room {
            Some(Room::Disk { free: room } | Room::Memory { limit: room }) => {
                self.room_needed() > room
            }
            None => false,
        }
    }
}
