//! What a vendor says about reporting to it: shown before the form, in the vendor's own words.

use serde::{Deserialize, Serialize};

use super::{HttpsUrl, Text};

/// The vendor's terms. Whatever the vendor does not state is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// What to know first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub introduction: Option<Text>,
    /// What researchers must not do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prohibited: Option<Prohibited>,
    /// When the vendor answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// What the vendor does with a report, step by step.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub process: Vec<Text>,
    /// In which ways the vendor makes vulnerabilities public.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disclosure: Vec<Disclosure>,
    /// What is to be kept secret, and until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidentiality: Option<Text>,
    /// For how long products get security updates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub support: Vec<Text>,
    /// Further documents that the vendor refers to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Document>,
}

/// What researchers must not do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Prohibited {
    /// The sentence before the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduction: Option<Text>,
    /// One prohibited activity each.
    pub activities: Vec<Text>,
}

/// When the vendor answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Within how many hours.
    pub hours: u32,
    /// What the vendor adds to this number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// One way in which the vendor makes vulnerabilities public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    /// What the vendor calls it.
    pub name: Text,
    /// What it is and when it is used.
    pub text: Text,
}

/// A document that the vendor refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Its title.
    pub name: Text,
    /// Its address. Left out where the vendor names the document without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<HttpsUrl>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}
