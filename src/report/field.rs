//! The fields of a report: their identifiers, sections, shapes and messages.

use crate::vendor::FieldKey;

/// One field of the form. An index names the row (affected products) or the place in the vendor
/// file's own `fields`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are those of the form; `locales/` explains each
pub enum Field {
    Identity,
    Organisation,
    Name,
    Email,
    Certificate,
    Product(usize),
    Versions(usize),
    Component(usize),
    Title,
    Description,
    Impact,
    Weakness,
    Severity,
    Discovery,
    Exploits,
    ExploitDetails,
    Steps,
    Plan,
    PlanDate,
    PlanLinks,
    OthersInformed,
    Credit,
    Additional,
    Extra(usize),
}

/// How a field is typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// One of a few answers: key and message.
    Choice(&'static [(&'static str, &'static str)]),
}

/// A step of the form that asks for fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Section {
    Reporter,
    Affected,
    Vulnerability,
    Exploits,
    Disclosure,
    Additional,
}

impl Section {
    /// All sections, in the order of the form.
    pub const ALL: [Section; 6] = [
        Section::Reporter,
        Section::Affected,
        Section::Vulnerability,
        Section::Exploits,
        Section::Disclosure,
        Section::Additional,
    ];

    /// The message that names the section.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Section::Reporter => "section-reporter",
            Section::Affected => "section-affected",
            Section::Vulnerability => "section-vulnerability",
            Section::Exploits => "section-exploits",
            Section::Disclosure => "section-disclosure",
            Section::Additional => "section-additional",
        }
    }
}

/// The answers to [`Field::Identity`].
pub const IDENTITIES: &[(&str, &str)] =
    &[("named", "choice-named"), ("anonymous", "choice-anonymous")];
/// The answers to [`Field::Exploits`].
pub const EXPLOITS: &[(&str, &str)] = &[
    ("none-known", "choice-none-known"),
    ("proof-of-concept", "choice-proof-of-concept"),
    ("in-the-wild", "choice-in-the-wild"),
    ("unknown", "choice-unknown"),
];
/// The answers to [`Field::Plan`].
pub const PLANS: &[(&str, &str)] = &[
    ("coordinated", "choice-coordinated"),
    ("no-plan", "choice-no-plan"),
    ("public", "choice-public"),
];

impl Field {
    /// One of each kind, for tests and for tables.
    pub const KINDS: [Field; 24] = [
        Field::Identity,
        Field::Organisation,
        Field::Name,
        Field::Email,
        Field::Certificate,
        Field::Product(0),
        Field::Versions(0),
        Field::Component(0),
        Field::Title,
        Field::Description,
        Field::Impact,
        Field::Weakness,
        Field::Severity,
        Field::Discovery,
        Field::Exploits,
        Field::ExploitDetails,
        Field::Steps,
        Field::Plan,
        Field::PlanDate,
        Field::PlanLinks,
        Field::OthersInformed,
        Field::Credit,
        Field::Additional,
        Field::Extra(0),
    ];

    /// The section that asks for this field.
    #[must_use]
    pub fn section(self) -> Section {
        use Field::*;
        match self {
            Identity | Organisation | Name | Email | Certificate => Section::Reporter,
            Product(_) | Versions(_) | Component(_) => Section::Affected,
            Title | Description | Impact | Weakness | Severity | Discovery => {
                Section::Vulnerability
            }
            Exploits | ExploitDetails | Steps => Section::Exploits,
            Plan | PlanDate | PlanLinks | OthersInformed | Credit => Section::Disclosure,
            Additional | Extra(_) => Section::Additional,
        }
    }

    /// The element's `id` on the page: words and numbers of the form's own, nothing typed.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Field::Product(row) => format!("product-{}", row + 1),
            Field::Versions(row) => format!("versions-{}", row + 1),
            Field::Component(row) => format!("component-{}", row + 1),
            Field::Extra(index) => format!("extra-{}", index + 1),
            other => other.label().trim_start_matches("field-").to_owned(),
        }
    }

    /// The message with the field's label. A vendor's own field has its label in the vendor file.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Field::Identity => "field-identity",
            Field::Organisation => "field-organisation",
            Field::Name => "field-name",
            Field::Email => "field-email",
            Field::Certificate => "field-certificate",
            Field::Product(_) => "field-product",
            Field::Versions(_) => "field-versions",
            Field::Component(_) => "field-component",
            Field::Title => "field-title",
            Field::Description => "field-description",
            Field::Impact => "field-impact",
            Field::Weakness => "field-weakness",
            Field::Severity => "field-severity",
            Field::Discovery => "field-discovery",
            Field::Exploits => "field-exploits",
            Field::ExploitDetails => "field-exploit-details",
            Field::Steps => "field-steps",
            Field::Plan => "field-plan",
            Field::PlanDate => "field-plan-date",
            Field::PlanLinks => "field-plan-links",
            Field::OthersInformed => "field-others-informed",
            Field::Credit => "field-credit",
            Field::Additional => "field-additional",
            Field::Extra(_) => "field-extra",
        }
    }

    /// The message with the field's hint, where a label alone would leave a question.
    #[must_use]
    pub fn hint(self) -> Option<&'static str> {
        Some(match self {
            Field::Organisation => "hint-organisation",
            Field::Email => "hint-email",
            Field::Certificate => "hint-certificate",
            Field::Product(_) => "hint-product",
            Field::Versions(_) => "hint-versions",
            Field::Component(_) => "hint-component",
            Field::Title => "hint-title",
            Field::Description => "hint-description",
            Field::Impact => "hint-impact",
            Field::Weakness => "hint-weakness",
            Field::Severity => "hint-severity",
            Field::Discovery => "hint-discovery",
            Field::Steps => "hint-steps",
            Field::PlanDate => "hint-plan-date",
            Field::PlanLinks => "hint-plan-links",
            Field::OthersInformed => "hint-others-informed",
            Field::Credit => "hint-credit",
            Field::Additional => "hint-additional",
            _ => return None,
        })
    }

    /// How the field is typed in. A vendor's own field says it in the vendor file.
    #[must_use]
    pub fn shape(self) -> Shape {
        match self {
            Field::Identity => Shape::Choice(IDENTITIES),
            Field::Exploits => Shape::Choice(EXPLOITS),
            Field::Plan => Shape::Choice(PLANS),
            Field::Certificate
            | Field::Description
            | Field::Impact
            | Field::Discovery
            | Field::ExploitDetails
            | Field::Steps
            | Field::PlanLinks
            | Field::OthersInformed
            | Field::Additional => Shape::Lines,
            _ => Shape::Line,
        }
    }

    /// The key by which a vendor file can require this field; none for those always required.
    #[must_use]
    pub fn key(self) -> Option<FieldKey> {
        Some(match self {
            Field::Organisation => FieldKey::Organisation,
            Field::Name => FieldKey::Name,
            Field::Email => FieldKey::Email,
            Field::Certificate => FieldKey::Certificate,
            Field::Component(_) => FieldKey::Component,
            Field::Impact => FieldKey::Impact,
            Field::Weakness => FieldKey::Weakness,
            Field::Severity => FieldKey::Severity,
            Field::Discovery => FieldKey::Discovery,
            Field::ExploitDetails => FieldKey::ExploitDetails,
            Field::Steps => FieldKey::Steps,
            Field::OthersInformed => FieldKey::OthersInformed,
            Field::Credit => FieldKey::Credit,
            Field::Additional => FieldKey::Additional,
            _ => return None,
        })
    }
}
