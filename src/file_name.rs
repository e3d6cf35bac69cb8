//! PURE. The name of an attached file, as it will arrive.

use serde::{Deserialize, Serialize};

/// A name that is safe in a tar, in MIME and on any disk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileName(String);

impl FileName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
