//! SHELL. Each facility of the browser once. Nothing here decides anything.

pub mod address;
pub mod aes;
pub mod clipboard;
pub mod clock;
pub mod document;
pub mod files;
mod free;
pub mod held;
pub mod http;
pub mod keeper;
mod keeping;
pub mod paste;
pub mod random;
pub mod rescue;
pub mod room;
pub mod shipped;
pub mod slices;
pub mod storage;
pub mod store;
pub mod wire;
pub mod worker_host;
