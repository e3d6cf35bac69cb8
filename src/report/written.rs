//! `report.json` read back into a [`Draft`], so that the rules of the form apply to it as to
//! whatever is typed.

use super::document::SCHEMA;
use super::draft::MAX_AFFECTED_ROWS;
use super::{Attachment, Draft, Field};
use crate::date::Date;
use crate::vendor::Vendor;
use serde::Deserialize;

/// The longest `report.json` that is looked at, in bytes: far more than a person writes.
pub const MAX_BYTES: usize = 64 << 20;

/// The version that knew no attachments, and is the same otherwise.
const FIRST_SCHEMA: u32 = 1;

/// What stands in a `report.json`. It is only read: nothing in it was checked but its shape.
#[derive(Debug)]
pub struct Written {
    /// The report's reference, as it stands there.
    pub reference: String,
    /// The day on which it was sealed first.
    pub date: Date,
    /// The answers.
    pub draft: Draft,
    /// The files that it says go with it.
    pub attachments: Vec<Attachment>,
}

/// Why a file is not read as a report. Nothing of the file's content is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenError {
    /// More than [`MAX_BYTES`].
    TooLarge,
    /// Not JSON, or not in UTF-8.
    NotJson {
        /// Counted from 1.
        line: usize,
        /// Counted in bytes from 1.
        column: usize,
    },
    /// JSON, but there is an unknown member, one twice, or one of another type.
    NotAReport {
        /// Counted from 1.
        line: usize,
        /// Counted in bytes from 1.
        column: usize,
    },
    /// Of a version of the format later than [`SCHEMA`], or with attachments in one before they were.
    OtherSchema,
    /// `date` is not a day, as `YYYY-MM-DD`.
    BadDate,
    /// It was written for another vendor. It may not be meant for this one's eyes.
    OtherVendor,
    /// More affected products than the form takes.
    TooManyProducts {
        /// How many it takes.
        limit: usize,
    },
    /// An answer to a question that the vendor file does not ask, or a second one to the same.
    UnknownExtra,
}

impl WrittenError {
    /// A stable name for this error.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "report-too-large",
            Self::NotJson { .. } => "report-not-json",
            Self::NotAReport { .. } => "report-not-a-report",
            Self::OtherSchema => "report-other-schema",
            Self::BadDate => "report-bad-date",
            Self::OtherVendor => "report-other-vendor",
            Self::TooManyProducts { .. } => "report-too-many-products",
            Self::UnknownExtra => "report-unknown-extra",
        }
    }
}

impl std::fmt::Display for WrittenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for WrittenError {}

impl Written {
    /// Reads a `report.json` that was written for `vendor`.
    ///
    /// An answer that is missing, or a choice that there is not, is left to
    /// [`validate`](super::validation::validate), which tells them as it does for the form. As in the
    /// form, what the chosen answers do not ask for (a name beside `anonymous`) goes no further.
    ///
    /// # Errors
    /// The first [`WrittenError`] found.
    pub fn parse(json: &[u8], vendor: &Vendor) -> Result<Self, WrittenError> {
        if json.len() > MAX_BYTES {
            return Err(WrittenError::TooLarge);
        }
        let json = json.strip_prefix("\u{feff}".as_bytes()).unwrap_or(json);
        let file: File = serde_json::from_slice(json).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            // The message of the error may quote the file.
            match error.classify() {
                serde_json::error::Category::Data => WrittenError::NotAReport { line, column },
                _ => WrittenError::NotJson { line, column },
            }
        })?;
        file.into_written(vendor)
    }
}

/// The whole file; a member that is not known refuses it, since its content would be lost.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u32,
    reference: String,
    date: String,
    vendor: String,
    #[serde(default)]
    reporter: Reporter,
    #[serde(default)]
    affected: Vec<Affected>,
    #[serde(default)]
    vulnerability: Vulnerability,
    #[serde(default)]
    exploits: Exploits,
    #[serde(default)]
    disclosure: Disclosure,
    additional: Option<String>,
    #[serde(default)]
    extra: Vec<Extra>,
    #[serde(default)]
    attachments: Vec<Attachment>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reporter {
    identity: Option<String>,
    organisation: Option<String>,
    name: Option<String>,
    email: Option<String>,
    certificate: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Affected {
    product: Option<String>,
    versions: Option<String>,
    component: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vulnerability {
    title: Option<String>,
    description: Option<String>,
    impact: Option<String>,
    weakness: Option<String>,
    severity: Option<String>,
    discovery: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exploits {
    status: Option<String>,
    details: Option<String>,
    steps: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Disclosure {
    plan: Option<String>,
    date: Option<String>,
    links: Option<Vec<String>>,
    others_informed: Option<String>,
    credit: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Extra {
    key: String,
    /// The vendor file's label takes its place.
    #[serde(rename = "label")]
    _label: Option<String>,
    value: String,
}

impl File {
    fn into_written(self, vendor: &Vendor) -> Result<Written, WrittenError> {
        let known = match self.schema {
            FIRST_SCHEMA => self.attachments.is_empty(),
            schema => schema == SCHEMA,
        };
        if !known {
            return Err(WrittenError::OtherSchema);
        }
        if self.vendor != *vendor.id {
            return Err(WrittenError::OtherVendor);
        }
        let date = Date::parse(&self.date).ok_or(WrittenError::BadDate)?;
        let mut draft = Draft::default();
        let mut set = |field, answer: Option<String>| {
            if let Some(answer) = answer {
                draft.set(field, answer);
            }
        };
        // Whoever does not say it is asked, as the form always asks.
        set(
            Field::Identity,
            Some(self.reporter.identity.unwrap_or_default()),
        );
        set(Field::Organisation, self.reporter.organisation);
        set(Field::Name, self.reporter.name);
        set(Field::Email, self.reporter.email);
        set(Field::Certificate, self.reporter.certificate);
        set(Field::Title, self.vulnerability.title);
        set(Field::Description, self.vulnerability.description);
        set(Field::Impact, self.vulnerability.impact);
        set(Field::Weakness, self.vulnerability.weakness);
        set(Field::Severity, self.vulnerability.severity);
        set(Field::Discovery, self.vulnerability.discovery);
        set(Field::Exploits, self.exploits.status);
        set(Field::ExploitDetails, self.exploits.details);
        set(Field::Steps, self.exploits.steps);
        set(Field::Plan, self.disclosure.plan);
        set(Field::PlanDate, self.disclosure.date);
        let links = self.disclosure.links.map(|links| links.join("\n"));
        set(Field::PlanLinks, links);
        set(Field::OthersInformed, self.disclosure.others_informed);
        set(Field::Credit, self.disclosure.credit);
        set(Field::Additional, self.additional);
        add_products(&mut draft, self.affected)?;
        add_extra(&mut draft, self.extra, vendor)?;
        Ok(Written {
            reference: self.reference,
            date,
            draft,
            attachments: self.attachments,
        })
    }
}

fn add_products(draft: &mut Draft, affected: Vec<Affected>) -> Result<(), WrittenError> {
    if affected.len() > MAX_AFFECTED_ROWS {
        let limit = MAX_AFFECTED_ROWS;
        return Err(WrittenError::TooManyProducts { limit });
    }
    for (row, affected) in affected.into_iter().enumerate() {
        if row > 0 {
            draft.add_affected_row();
        }
        draft.set(Field::Product(row), affected.product.unwrap_or_default());
        draft.set(Field::Versions(row), affected.versions.unwrap_or_default());
        draft.set(
            Field::Component(row),
            affected.component.unwrap_or_default(),
        );
    }
    Ok(())
}

fn add_extra(draft: &mut Draft, extra: Vec<Extra>, vendor: &Vendor) -> Result<(), WrittenError> {
    for Extra { key, value, .. } in extra {
        let mut fields = vendor.fields.iter();
        let index = fields.position(|field| *field.key == key);
        let field = Field::Extra(index.ok_or(WrittenError::UnknownExtra)?);
        if !draft.get(field).is_empty() {
            return Err(WrittenError::UnknownExtra);
        }
        draft.set(field, value);
    }
    Ok(())
}
