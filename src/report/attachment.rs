//! A file that goes with a report.

use crate::digest::Digest;
use crate::file_name::FileName;
use serde::{Deserialize, Serialize};

/// What is told of an attached file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Its name, as it will arrive.
    pub name: FileName,
    /// Its length in bytes.
    pub length: u64,
    /// SHA-256 of its content, hexadecimal.
    #[serde(rename = "sha256")]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "String", regex(pattern = "^[0-9a-f]{64}$"))
    )]
    pub digest: Digest,
}
