//! Certificates in, ciphertext out: the only user of the `pgp` crate, and a stranger to `report`.
//!
//! The way of a certificate: bytes, [`certificate`], [`health`], [`recipient`], [`recipients`],
//! [`seal`]. Each step
//! can only be taken after the one before it, so nothing is ever sealed to a key that was not
//! matched with a pin and examined. Clock and randomness are arguments.

mod armor;
pub mod bulk;
pub mod certificate;
mod cipher;
pub mod fingerprint;
pub mod health;
mod lengths;
mod library;
pub mod message;
mod outgoing;
mod packets;
pub mod recipient;
mod recipient_key;
pub mod recipients;
pub mod seal;
mod seipd_v1;
mod session;
pub mod sink;
pub mod source;

pub use certificate::{Certificate, ReadError};
pub use fingerprint::{Fingerprint, FingerprintError};
pub use health::Health;
pub use recipient::Recipient;
pub use recipients::{Pinned, Recipients, Refusal, Team};
