//! Where a fact comes from.

use serde::{Deserialize, Serialize};

use super::{HttpsUrl, Text};

/// Where a fact was found: named for people, with its address where that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Title of the page or document, or the name of the package.
    pub name: Text,
    /// Its address. Left out where it is not known: no address is guessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<HttpsUrl>,
}
