//! Ciphertext, ready to leave.

use std::fmt;

use crate::digest::Digest;
use crate::openpgp::{Fingerprint, message};
use crate::package::{Format, Reference};

/// A sealed report: the only thing that a channel accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    reference: Reference,
    format: Format,
    digest: Digest,
    bytes: Vec<u8>,
    recipients: Vec<Fingerprint>,
}

/// The bytes are not an encrypted OpenPGP message, so they must not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotSealed;

impl fmt::Display for NotSealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an encrypted OpenPGP message")
    }
}

impl std::error::Error for NotSealed {}

impl Sealed {
    /// The only constructor. It looks at all of the bytes, so that plaintext cannot become a
    /// `Sealed` by mistake, and computes the digest itself.
    pub fn new(
        reference: Reference,
        format: Format,
        bytes: Vec<u8>,
        recipients: Vec<Fingerprint>,
    ) -> Result<Self, NotSealed> {
        if !message::is_encrypted(&bytes) {
            return Err(NotSealed);
        }
        let digest = Digest::of(&bytes);
        Ok(Self {
            reference,
            format,
            digest,
            bytes,
            recipients,
        })
    }

    /// The report's reference.
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// What is inside.
    pub fn format(&self) -> Format {
        self.format
    }

    /// SHA-256 of [`Self::bytes`].
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The message.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The message as text to paste, when it is armored.
    pub fn armored(&self) -> Option<&str> {
        let text = std::str::from_utf8(&self.bytes).ok()?;
        text.starts_with('-').then_some(text)
    }

    /// The keys that it is sealed to.
    pub fn recipients(&self) -> &[Fingerprint] {
        &self.recipients
    }
}
