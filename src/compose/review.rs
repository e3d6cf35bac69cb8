//! What will be encrypted, to the byte: made once, shown, and then sealed as it was shown.

use crate::channel::raw_mail;
use crate::date::Date;
use crate::package::{Reference, mail};
use crate::report::validation::validate;
use crate::report::{Attachment, Document, Draft, Mistake, Report, text};
use crate::vendor::Vendor;
use crate::words::Words;

/// The parts that travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// The report as Markdown, in the vendor's language.
    pub markdown: String,
    /// `report.json`.
    pub json: String,
    /// Its date.
    pub date: Date,
    /// About how long a mail with all of it is, in bytes.
    pub mail_length: u64,
}

impl Reviewed {
    /// The parts of `draft` for `vendor`.
    ///
    /// # Errors
    /// Every mistake in the draft.
    pub fn new(
        draft: &Draft,
        vendor: &Vendor,
        reference: &Reference,
        today: Date,
        attachments: Vec<Attachment>,
    ) -> Result<Reviewed, Vec<Mistake>> {
        let report = validate(draft, vendor, today)?;
        Ok(Self::of(report, vendor, reference, today, attachments))
    }

    /// The parts of a report that was dated `date`.
    #[must_use]
    pub fn of(
        report: Report,
        vendor: &Vendor,
        reference: &Reference,
        date: Date,
        attachments: Vec<Attachment>,
    ) -> Reviewed {
        let document = Document::new(report, reference.as_str(), date, vendor);
        let document = document.with_attachments(attachments.clone());
        let name = vendor.name.get(vendor.language);
        let markdown = text::markdown(&document, name, &Words::shared(vendor.language));
        let json = document.json();
        // No boundary is longer than another.
        let mail = mail::plan(reference.clone(), &markdown, &json, &attachments, [0; 16]);
        Reviewed {
            markdown,
            json,
            date,
            mail_length: raw_mail::length(mail.len()),
        }
    }
}
