//! Files to save. Their names hold the reference and nothing else about the report.

use super::Sealed;

/// A file to save. Only this folder makes one, from ciphertext or from a receipt: what was typed
/// cannot be saved by mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    name: String,
    media_type: &'static str,
    bytes: Vec<u8>,
}

impl File {
    pub(super) fn new(name: String, media_type: &'static str, bytes: Vec<u8>) -> Self {
        Self {
            name,
            media_type,
            bytes,
        }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The media type.
    pub fn media_type(&self) -> &'static str {
        self.media_type
    }

    /// The content.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The sealed message itself, byte for byte.
pub fn plan(sealed: &Sealed) -> File {
    File::new(
        name(sealed),
        "application/octet-stream",
        sealed.bytes().to_vec(),
    )
}

/// `report-REF.asc`, or `report-REF.pgp` for a message that is not armored.
pub fn name(sealed: &Sealed) -> String {
    let extension = if sealed.armored().is_some() {
        "asc"
    } else {
        "pgp"
    };
    format!("report-{}.{extension}", sealed.reference())
}

/// A MIME boundary from the ciphertext's digest. It holds `=_`, which occurs neither in base64 nor in
/// armor.
pub(super) fn boundary(sealed: &Sealed) -> String {
    let digest = sealed.digest().to_string();
    format!("=_{}", &digest[..32])
}
