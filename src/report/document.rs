//! `report.json`: the report for machines, with a JSON Schema in `docs/`.

use super::{Attachment, Report};
use crate::date::Date;
use crate::vendor::Vendor;
use serde::Serialize;

/// The number of the shape of `report.json`; it grows when the shape changes.
pub const SCHEMA: u32 = 2;

/// A report with what identifies it: the whole of `report.json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// The number of this shape.
    pub(super) schema: u32,
    /// The random reference that is also in the subject, the file names and the receipt.
    pub(super) reference: String,
    /// The day on which the report was sealed, UTC, `YYYY-MM-DD`.
    pub(super) date: String,
    /// The vendor file's `id`.
    pub(super) vendor: String,
    #[serde(flatten)]
    pub(super) report: Report,
    /// The files that go with it, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) attachments: Vec<Attachment>,
}

impl Document {
    /// The document of `report` for `vendor`.
    #[must_use]
    pub fn new(report: Report, reference: &str, today: Date, vendor: &Vendor) -> Self {
        Self {
            schema: SCHEMA,
            reference: reference.to_owned(),
            date: today.to_string(),
            vendor: vendor.id.to_string(),
            report,
            attachments: Vec::new(),
        }
    }

    /// With the files that go with the report.
    #[must_use]
    pub fn with_attachments(self, attachments: Vec<Attachment>) -> Self {
        Self {
            attachments,
            ..self
        }
    }

    /// `report.json`, indented, with a line feed at the end.
    #[must_use]
    pub fn json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self)
            .expect("strings, numbers and lists always have a JSON form");
        json.push('\n');
        json
    }
}

/// The JSON Schema of `report.json`, as it is written: what may be left out is not required.
#[cfg(feature = "schema")]
#[must_use]
pub fn schema() -> serde_json::Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    settings
        .into_generator()
        .into_root_schema_for::<Document>()
        .into()
}
