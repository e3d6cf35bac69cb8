//! Vendor: who receives a report. One JSON file each, read by [`Vendor::parse`] and checked whole.
//!
//! Nothing in a vendor file can run or escape: texts are plain text without control or
//! direction-changing characters, links are `https`, upload addresses hold no character that
//! means something in a Content-Security-Policy, and unknown members are refused. So the types
//! here may be shown, linked and written into a policy without a second look.

mod channel;
mod check;
mod date;
mod error;
mod field;
mod mail;
mod pin;
mod place;
mod policy;
mod problem;
#[cfg(feature = "schema")]
mod schema;
pub mod security_txt;
mod slug;
mod source;
mod string_type;
mod text;
mod url;

pub use channel::{Channel, Site};
pub use date::Date;
pub use error::{Position, VendorError};
pub use field::{ExtraField, FieldKey};
pub use mail::MailAddress;
pub use pin::{ArmoredCertificate, Pin, PinnedFingerprint};
pub use policy::{Answer, Disclosure, Document, Policy, Prohibited};
pub use problem::VendorProblem;
#[cfg(feature = "schema")]
pub use schema::schema;
pub use slug::Slug;
pub use source::Source;
pub use text::Text;
pub use url::{HttpsUrl, UploadUrl};

use crate::words::Language;
use serde::{Deserialize, Serialize};

/// The vendor file format this code reads and writes: the `schema` member.
pub const SCHEMA: u32 = 1;

/// The `id` of the vendor that the researcher names on the page. No vendor file may have it.
pub const OTHER: &str = "other";

/// The longest vendor file that is looked at, in bytes. A certificate with many signatures is
/// some ten kilobytes; this leaves room for several.
pub const MAX_FILE_BYTES: usize = 256 * 1024;

/// A vendor file: who receives reports, by which ways, under which certificate, on which terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Vendor {
    /// Version of this file format: always 1.
    #[cfg_attr(feature = "schema", schemars(extend("const" = SCHEMA)))]
    pub schema: u32,
    /// Short name for addresses and file names, unique among the vendors of one page.
    pub id: Slug,
    /// True for a vendor whose secret key is public: the page says so, and ordinary builds leave
    /// it out.
    #[serde(default, skip_serializing_if = "is_false")]
    pub demo: bool,
    /// The vendor's name.
    pub name: Text,
    /// The language in which the vendor reads reports: the headings of the report text follow it.
    pub language: Language,
    /// The vendor's own page that this file was taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Source>,
    /// The day on which this file was last compared with the vendor's page.
    pub checked: Date,
    /// Fingerprints of the certificates that reports are encrypted to. Empty: the vendor
    /// publishes no key, and nothing is sealed until the researcher obtains one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pins: Vec<Pin>,
    /// Ways to hand over a sealed report, in the order that fits the vendor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// Web forms elsewhere that the researcher fills in by hand, unencrypted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<Site>,
    /// What the vendor says about reporting, shown before the form.
    #[serde(default)]
    pub policy: Policy,
    /// Fields that this vendor requires beyond those that every report has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<FieldKey>,
    /// Fields of the vendor's own, asked in the section "Additional".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<ExtraField>,
}

impl Vendor {
    /// Reads and checks a vendor file. This is the only door that checks everything: `serde`
    /// alone checks each member, but not how members fit together.
    ///
    /// # Errors
    ///
    /// The first [`VendorError`] found, with its place.
    pub fn parse(json: &str) -> Result<Self, VendorError> {
        if json.len() > MAX_FILE_BYTES {
            return Err(VendorError::at(place::ROOT, VendorProblem::TooLarge));
        }
        let vendor: Self =
            serde_json::from_str(json).map_err(|error| VendorError::from_json(json, &error))?;
        check::check(&vendor)?;
        Ok(vendor)
    }

    /// The mail address of the first mail channel.
    #[must_use]
    pub fn mail(&self) -> Option<&MailAddress> {
        self.channels.iter().find_map(|channel| match channel {
            Channel::Mail { address } => Some(address),
            Channel::Upload { .. } => None,
        })
    }

    /// The addresses of all upload channels, as a page's `connect-src` must name them.
    pub fn uploads(&self) -> impl Iterator<Item = &UploadUrl> {
        self.channels.iter().filter_map(|channel| match channel {
            Channel::Upload { url } => Some(url),
            Channel::Mail { .. } => None,
        })
    }

    /// Whether this vendor's file makes the field required.
    #[must_use]
    pub fn requires(&self, field: FieldKey) -> bool {
        self.required.contains(&field)
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde's signature
fn is_false(value: &bool) -> bool {
    !value
}
