//! The reference of a report: random, and all that its subject and file names say.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Crockford's base32 digits: without I, L, O and U, so that it survives being read aloud.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Ten digits hold 50 bits: no two of a vendor's reports will share one.
const LENGTH: usize = 10;

/// Ten characters such as `7ZK3M0Q4XB`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference(String);

/// The text is not a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferenceError;

impl fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a reference has ten characters of Crockford's base32")
    }
}

impl std::error::Error for ReferenceError {}

impl Reference {
    /// From 8 random bytes, of which 50 bits are used.
    pub fn from_random(bytes: [u8; 8]) -> Self {
        let bits = u64::from_be_bytes(bytes);
        let digit = |i: usize| char::from(DIGITS[(bits >> (5 * i) & 31) as usize]);
        Self((0..LENGTH).map(digit).collect())
    }

    /// Reads a reference as a person may type it: lower case, and O, I, L for 0, 1, 1.
    pub fn parse(text: &str) -> Result<Self, ReferenceError> {
        let repaired: String = text
            .trim()
            .chars()
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            })
            .collect();
        let valid = repaired.len() == LENGTH && repaired.bytes().all(|b| DIGITS.contains(&b));
        if valid {
            Ok(Self(repaired))
        } else {
            Err(ReferenceError)
        }
    }

    /// The ten characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Reference {
    type Error = ReferenceError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_digits_that_read_back() {
        for bytes in [[0; 8], [0xFF; 8], [1, 2, 3, 4, 5, 6, 7, 8]] {
            let reference = Reference::from_random(bytes);
            assert_eq!(reference.as_str().len(), 10);
            assert_eq!(
                Reference::parse(&reference.to_string().to_lowercase()),
                Ok(reference)
            );
        }
        assert_eq!(
            Reference::parse("oil0000000"),
            Reference::parse("0110000000")
        );
        for bad in [
            "",
            "U000000000",
            "000000000",
            "00000000000",
            "００００００００００",
            "0000\r\n0000",
        ] {
            assert_eq!(Reference::parse(bad), Err(ReferenceError), "{bad}");
        }
    }
}
