//! Ways to reach a vendor: channels for sealed reports, sites for what is typed in by hand.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::{HttpsUrl, MailAddress, Text, UploadUrl, VendorProblem};

/// A way to hand over a sealed report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Channel {
    /// Mail to the vendor's address.
    Mail {
        /// The address that the vendor publishes for reports.
        address: MailAddress,
    },
    /// An HTTP `PUT` of the sealed message.
    Upload {
        /// Where the message is put.
        url: UploadUrl,
    },
}

impl Channel {
    /// The kind, as in the vendor file.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Channel::Mail { .. } => "mail",
            Channel::Upload { .. } => "upload",
        }
    }
}

/// A web form elsewhere, which the researcher fills in by hand and unencrypted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The site's name.
    pub name: Text,
    /// Its address. Left out where the vendor names the site without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<HttpsUrl>,
    /// What the vendor says about using it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// A channel as it stands in the file. `serde`'s own reading of tagged enums forgets where a
/// refused member stands; this keeps it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Members {
    kind: Kind,
    address: Option<MailAddress>,
    url: Option<UploadUrl>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Mail,
    Upload,
}

impl<'de> Deserialize<'de> for Channel {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(ChannelVisitor)
    }
}

struct ChannelVisitor;

impl<'de> Visitor<'de> for ChannelVisitor {
    type Value = Channel;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the member `kind`")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Channel, A::Error> {
        match Members::deserialize(MapAccessDeserializer::new(map))? {
            Members {
                kind: Kind::Mail,
                address: Some(address),
                url: None,
            } => Ok(Channel::Mail { address }),
            Members {
                kind: Kind::Upload,
                address: None,
                url: Some(url),
            } => Ok(Channel::Upload { url }),
            Members {
                kind: Kind::Mail, ..
            } => Err(A::Error::custom(VendorProblem::MailMembers)),
            Members {
                kind: Kind::Upload, ..
            } => Err(A::Error::custom(VendorProblem::UploadMembers)),
        }
    }
}
