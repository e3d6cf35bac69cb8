//! Other OpenPGP implementations, as programs and libraries: what the tests of this package ask
//! them, and how.

pub mod parity;
