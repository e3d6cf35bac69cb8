//! SHA-256, in the spellings that are needed here.

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};

/// The digest in lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// What file names carry: the first 64 bits of the digest.
pub fn short(bytes: &[u8]) -> String {
    hex(bytes)[..16].to_string()
}

/// The digest as a Content Security Policy names an inline script or style.
pub fn csp(text: &str) -> String {
    format!(
        "'sha256-{}'",
        BASE64.encode(&Sha256::digest(text.as_bytes()))
    )
}
