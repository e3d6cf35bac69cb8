//! Other OpenPGP implementations, as programs and libraries: what the tests of this package ask
//! them, and how.

pub mod keys;
pub mod messages;
pub mod parity;
pub mod peer;
pub mod table;
