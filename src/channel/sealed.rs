//! Ciphertext, ready to leave.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

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

/// SHA-256 of the ciphertext; `Display` is lower-case hexadecimal, as `sha256sum` prints it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

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

impl Digest {
    /// SHA-256 of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

impl TryFrom<String> for Digest {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bytes = data_encoding::HEXLOWER_PERMISSIVE
            .decode(text.as_bytes())
            .ok();
        let bytes = bytes.and_then(|bytes| bytes.try_into().ok());
        bytes
            .map(Self)
            .ok_or("a SHA-256 digest has 64 hexadecimal digits")
    }
}
