//! What this project reads and writes, beside other OpenPGP implementations.

pub mod keys;
pub mod messages;
pub mod peer;
pub mod table;
