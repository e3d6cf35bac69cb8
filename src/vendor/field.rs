//! Fields that a vendor file may require or add.

use serde::{Deserialize, Serialize};

use super::{Slug, Text};

/// A field of the report that is optional in itself and that a vendor may make required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FieldKey {
    /// The reporter's organisation, or "independent".
    Organisation,
    /// The reporter's name.
    Name,
    /// The reporter's mail address.
    Email,
    /// The reporter's OpenPGP certificate, for the answer.
    Certificate,
    /// The affected component.
    Component,
    /// What an attacker gains.
    Impact,
    /// The kind of weakness, as a CWE number.
    Weakness,
    /// How severe it is, as a CVSS vector.
    Severity,
    /// How and when it was found.
    Discovery,
    /// What is known about exploits.
    ExploitDetails,
    /// Steps to reproduce.
    Steps,
    /// Who else was told.
    OthersInformed,
    /// How the reporter wants to be credited.
    Credit,
    /// Anything else.
    Additional,
}

impl FieldKey {
    /// Every key, in the order of the form.
    pub const ALL: [Self; 14] = [
        Self::Organisation,
        Self::Name,
        Self::Email,
        Self::Certificate,
        Self::Component,
        Self::Impact,
        Self::Weakness,
        Self::Severity,
        Self::Discovery,
        Self::ExploitDetails,
        Self::Steps,
        Self::OthersInformed,
        Self::Credit,
        Self::Additional,
    ];

    /// The key as it stands in vendor files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Name => "name",
            Self::Email => "email",
            Self::Certificate => "certificate",
            Self::Component => "component",
            Self::Impact => "impact",
            Self::Weakness => "weakness",
            Self::Severity => "severity",
            Self::Discovery => "discovery",
            Self::ExploitDetails => "exploit-details",
            Self::Steps => "steps",
            Self::OthersInformed => "others-informed",
            Self::Credit => "credit",
            Self::Additional => "additional",
        }
    }
}

/// A field of the vendor's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExtraField {
    /// Its name in `report.json`.
    pub key: Slug,
    /// Its label in the form and its heading in the report text.
    pub label: Text,
    /// What to write there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// Whether a report without it is refused.
    #[serde(default)]
    pub required: bool,
    /// Whether it takes more than one line.
    #[serde(default)]
    pub multiline: bool,
}
