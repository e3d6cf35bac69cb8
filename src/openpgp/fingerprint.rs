//! The fingerprint of an OpenPGP key: what a vendor's pin is made of.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::armor::is_invisible;

/// Digits of a version 4 fingerprint, RFC 9580 section 5.5.4.2.
const V4_DIGITS: usize = 40;
/// Digits of a version 6 fingerprint, RFC 9580 section 5.5.4.3.
const V6_DIGITS: usize = 64;

/// The fingerprint of a version 4 key (20 bytes) or of a version 6 key (32 bytes),
/// RFC 9580 section 5.5.4.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(Bytes);

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Bytes {
    V4([u8; 20]),
    V6([u8; 32]),
}

/// Why a text is not a fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FingerprintError {
    /// Nothing but spaces and separators.
    Empty,
    /// A character that is neither a hexadecimal digit nor a separator.
    NotHex,
    /// A key ID (8 or 16 digits). Anyone can make a key with a given key ID, so it pins nothing.
    KeyId {
        /// How many digits there were.
        digits: usize,
    },
    /// Fewer digits than any fingerprint has.
    TooShort {
        /// How many digits there were.
        digits: usize,
    },
    /// More than 40 digits, but not 64.
    WrongLength {
        /// How many digits there were.
        digits: usize,
    },
}

impl Fingerprint {
    /// Reads a fingerprint as people write it: with spaces (no-break ones too) or colons, in either
    /// case, with `0x`, or as an `openpgp4fpr:` URI. Characters without width, which copying from a
    /// web page or from a Windows dialog brings along, do not matter. Digits that only look like
    /// ASCII, such as full-width ones, are refused: whoever typed them did not copy.
    pub fn parse(text: &str) -> Result<Self, FingerprintError> {
        let mut rest = text.trim_start_matches(is_blank);
        for prefix in ["openpgp4fpr:", "0x"] {
            let head = rest.get(..prefix.len()).unwrap_or_default();
            if head.eq_ignore_ascii_case(prefix) {
                rest = rest[prefix.len()..].trim_start_matches(is_blank);
            }
        }
        let mut nibbles = Vec::with_capacity(V6_DIGITS);
        for c in rest.chars().filter(|c| !is_blank(*c) && *c != ':') {
            let nibble = c.to_digit(16).ok_or(FingerprintError::NotHex)?;
            nibbles.push(u8::try_from(nibble).map_err(|_| FingerprintError::NotHex)?);
        }
        let bytes: Vec<u8> = nibbles
            .chunks_exact(2)
            .map(|pair| pair[0] << 4 | pair[1])
            .collect();
        match nibbles.len() {
            0 => Err(FingerprintError::Empty),
            V4_DIGITS | V6_DIGITS => {
                Self::from_bytes(&bytes).ok_or(FingerprintError::WrongLength {
                    digits: nibbles.len(),
                })
            }
            digits @ (8 | 16) => Err(FingerprintError::KeyId { digits }),
            digits if digits < V4_DIGITS => Err(FingerprintError::TooShort { digits }),
            digits => Err(FingerprintError::WrongLength { digits }),
        }
    }

    /// A fingerprint from its 20 or 32 bytes; `None` for any other number.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if let Ok(v4) = bytes.try_into() {
            return Some(Self(Bytes::V4(v4)));
        }
        bytes.try_into().ok().map(|v6| Self(Bytes::V6(v6)))
    }

    /// The 20 or 32 bytes.
    pub fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Bytes::V4(bytes) => bytes,
            Bytes::V6(bytes) => bytes,
        }
    }

    /// The key ID, in upper-case hexadecimal digits: the last 8 bytes of a version 4 fingerprint,
    /// the first 8 of a version 6 one (RFC 9580 section 5.5.4). For display only; never a pin.
    pub fn key_id(&self) -> String {
        let hex = self.to_string();
        match self.0 {
            Bytes::V4(_) => hex[V4_DIGITS - 16..].to_owned(),
            Bytes::V6(_) => hex[..16].to_owned(),
        }
    }

    /// Groups of four digits as GnuPG prints them, with two spaces in the middle of a version 4
    /// fingerprint: what a person compares.
    pub fn grouped(&self) -> String {
        let hex = self.to_string();
        let mut out = String::with_capacity(hex.len() * 5 / 4 + 1);
        for (i, digit) in hex.chars().enumerate() {
            if i > 0 && i % 4 == 0 {
                out.push(' ');
            }
            if i * 2 == V4_DIGITS && hex.len() == V4_DIGITS {
                out.push(' ');
            }
            out.push(digit);
        }
        out
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_bytes()
            .iter()
            .try_for_each(|byte| write!(f, "{byte:02X}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = FingerprintError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

impl FingerprintError {
    /// A stable name for this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotHex => "not-hex",
            Self::KeyId { .. } => "key-id",
            Self::TooShort { .. } => "too-short",
            Self::WrongLength { .. } => "wrong-length",
        }
    }
}

impl fmt::Display for FingerprintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "the fingerprint is empty"),
            Self::NotHex => write!(f, "a fingerprint has only the digits 0-9 and A-F"),
            Self::KeyId { digits } => {
                write!(
                    f,
                    "{digits} digits are a key ID; the whole fingerprint is needed"
                )
            }
            Self::TooShort { digits } | Self::WrongLength { digits } => {
                write!(f, "a fingerprint has 40 or 64 digits, not {digits}")
            }
        }
    }
}

impl std::error::Error for FingerprintError {}
