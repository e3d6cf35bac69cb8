//! The bulk cipher, which can be exchanged: AES by software here, by the browser in the shell.
//!
//! SEIPD version 1 encrypts in CFB mode (RFC 9580 section 12.9), which few have. Nearly everyone has
//! CBC, and with `Y(0) = E(0)` CBC over the plaintext from `Y(0)` on gives
//! `Y(i+1) = E(P(i) xor Y(i))`: exactly the key stream of CFB, whose `C(i) = P(i) xor Y(i)`. So an
//! engine has to know CBC only (NIST SP 800-38A section 6.2), and the rest is common to all.

mod software;

use std::future::Future;

pub use software::Software;

/// Octets of an AES block.
pub const BLOCK_BYTES: usize = 16;

/// A block.
pub type Block = [u8; BLOCK_BYTES];

/// The engine refused; it never says why in a way that helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EngineError;

/// Makes keys ready to be used.
pub trait Engine {
    /// A key that is ready.
    type Key: Cbc;

    /// Whether it knows AES with keys of this many octets: 16, 24 or 32.
    fn takes(&self, key_octets: usize) -> bool;

    /// Takes a key.
    fn key(&self, key: &[u8]) -> impl Future<Output = Result<Self::Key, EngineError>>;
}

/// AES in CBC mode, without padding.
pub trait Cbc {
    /// A run that was started.
    type Running: Running;

    /// Encrypts `blocks`, a whole number of them, after `iv`. It starts at once, and goes on beside
    /// whatever the caller does before it asks for the result.
    fn start(&self, iv: &Block, blocks: &[u8]) -> Self::Running;
}

/// Encryption under way.
pub trait Running {
    /// Waits for the result and puts it into `into`, which is as long as what was given.
    fn finish(self, into: &mut [u8]) -> impl Future<Output = Result<(), EngineError>>;
}
