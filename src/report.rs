//! PURE. What a researcher writes: [`Draft`], the fields, their validation, and [`Report`] with its
//! renderings as text and JSON.

pub mod attachment;
pub mod document;
pub mod draft;
pub mod field;
pub mod plain;
pub mod text;
pub mod validation;
pub mod written;

pub use attachment::Attachment;
pub use document::Document;
pub use draft::Draft;
pub use field::{Field, Section};
pub use validation::{Mistake, Problem};
pub use written::Written;

use serde::Serialize;

/// A validated [`Draft`]. It can only be made by [`validation::validate`], so one with a required
/// field missing does not exist.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    reporter: Reporter,
    affected: Vec<Affected>,
    vulnerability: Vulnerability,
    exploits: Exploits,
    disclosure: Disclosure,
    /// Anything else that the vendor should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    additional: Option<String>,
    /// The answers to the vendor's own fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    extra: Vec<Extra>,
}

/// Who reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "identity", rename_all = "kebab-case")]
enum Reporter {
    /// The reporter chose to say nothing about themself.
    Anonymous,
    /// The reporter can be answered.
    Named {
        /// The organisation, or "independent".
        #[serde(skip_serializing_if = "Option::is_none")]
        organisation: Option<String>,
        /// The reporter's name.
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// The address for the answer.
        #[serde(skip_serializing_if = "Option::is_none")]
        email: Option<String>,
        /// The OpenPGP certificate for the answer, armored.
        #[serde(skip_serializing_if = "Option::is_none")]
        certificate: Option<String>,
    },
}

/// One affected product.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Affected {
    product: String,
    /// The versions; "unknown" is an answer.
    versions: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    component: Option<String>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Vulnerability {
    title: String,
    /// Markdown.
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    impact: Option<String>,
    /// The weakness, as `CWE-` and a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    weakness: Option<String>,
    /// The severity, as a CVSS 4.0 or 3.1 vector.
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<String>,
    /// How and when it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    discovery: Option<String>,
}

/// What is known of exploits.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Exploits {
    status: ExploitStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<String>,
    /// Steps to reproduce.
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<String>,
}

/// Whether an exploit is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum ExploitStatus {
    NoneKnown,
    ProofOfConcept,
    InTheWild,
    Unknown,
}

/// What is planned for, or has become of, publication.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Disclosure {
    #[serde(flatten)]
    plan: Plan,
    /// Who else was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    others_informed: Option<String>,
    /// The credit that the reporter wants.
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<String>,
}

/// The disclosure plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "plan", rename_all = "kebab-case")]
enum Plan {
    /// Publication together with the vendor, aimed at a date.
    Coordinated {
        /// `YYYY-MM-DD`.
        date: String,
    },
    /// Nothing is planned.
    #[serde(rename = "no-plan")]
    Nothing,
    /// It is public already.
    Public {
        /// Where.
        links: Vec<String>,
    },
}

/// The answer to a field of the vendor's own.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Extra {
    /// The field's key in the vendor file.
    key: String,
    /// The field's label, in the vendor's language.
    label: String,
    value: String,
}
