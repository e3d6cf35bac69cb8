//! A mail that asks a vendor for its key and tells nothing about a finding.

use super::mailto::{self, Mailto};

/// Made of the vendor's words alone; there is no way to put a report, or its reference, into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRequest {
    mailto: Mailto,
}

impl KeyRequest {
    /// From the vendor's address and fixed words in the vendor's language.
    pub fn new(vendor_address: &str, subject: &str, body: &str) -> Self {
        Self {
            mailto: mailto::plan(vendor_address, subject, body),
        }
    }

    /// The link that opens it.
    pub fn mailto(&self) -> &Mailto {
        &self.mailto
    }
}
