//! A file that goes with a report.

use crate::digest::Digest;
use crate::file_name::FileName;
use serde::{Deserialize, Serialize};

/// What is told of an attached file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name, as it will arrive.
    pub name: FileName,
    /// Its length in bytes.
    pub length: u64,
    /// SHA-256 of its content.
    #[serde(rename = "sha256")]
    pub digest: Digest,
}
