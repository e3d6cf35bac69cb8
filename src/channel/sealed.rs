//! Ciphertext, ready to leave.

use std::fmt;
use std::rc::Rc;

use crate::digest::Digest;
use crate::handle::Handle;
use crate::openpgp::Fingerprint;
use crate::openpgp::message::{self, Inspected};
use crate::package::{Format, Reference};

/// A sealed report: the only thing that a channel accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    reference: Reference,
    format: Format,
    digest: Digest,
    length: u64,
    recipients: Vec<Fingerprint>,
    body: Body,
}

/// Where the ciphertext is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Here.
    Bytes(Rc<[u8]>),
    /// With the shell: it may be larger than memory.
    Held(Handle),
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
    /// From a message in memory. It looks at all of the bytes, so that plaintext cannot become a
    /// `Sealed` by mistake, and computes the digest itself.
    ///
    /// # Errors
    /// The bytes are something else.
    pub fn new(
        reference: Reference,
        format: Format,
        bytes: Vec<u8>,
        recipients: Vec<Fingerprint>,
    ) -> Result<Self, NotSealed> {
        if !message::is_encrypted(&bytes) {
            return Err(NotSealed);
        }
        Ok(Self {
            reference,
            format,
            digest: Digest::of(&bytes),
            length: bytes.len() as u64,
            recipients,
            body: Body::Bytes(bytes.into()),
        })
    }

    /// From a message that the shell keeps: too large to be looked at here, so it was inspected
    /// while it was written.
    #[must_use]
    pub fn held(
        reference: Reference,
        format: Format,
        handle: Handle,
        inspected: Inspected,
        recipients: Vec<Fingerprint>,
    ) -> Self {
        Self {
            reference,
            format,
            digest: inspected.digest,
            length: inspected.length,
            recipients,
            body: Body::Held(handle),
        }
    }

    /// The report's reference.
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// What is inside.
    pub fn format(&self) -> Format {
        self.format
    }

    /// SHA-256 of the message.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Its length in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The message.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// The message as text to paste: only the text format is small enough for that.
    pub fn armored(&self) -> Option<&str> {
        match &self.body {
            Body::Bytes(bytes) if self.format == Format::Text => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }

    /// The keys that it is sealed to.
    pub fn recipients(&self) -> &[Fingerprint] {
        &self.recipients
    }
}
