//! What will be encrypted, to the byte: made once, shown, and then sealed as it was shown.

use crate::date::Date;
use crate::package::Reference;
use crate::report::validation::validate;
use crate::report::{Document, Draft, Mistake, Report, text};
use crate::vendor::Vendor;
use crate::words::Words;

/// The parts that travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// The report as Markdown, in the vendor's language.
    pub markdown: String,
    /// `report.json`.
    pub json: String,
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
    ) -> Result<Reviewed, Vec<Mistake>> {
        let report = validate(draft, vendor, today)?;
        Ok(Self::of(report, vendor, reference, today))
    }

    /// The parts of a report that was dated `date`.
    #[must_use]
    pub fn of(report: Report, vendor: &Vendor, reference: &Reference, date: Date) -> Reviewed {
        let document = Document::new(report, reference.as_str(), date, vendor);
        let name = vendor.name.get(vendor.language);
        Reviewed {
            markdown: text::markdown(&document, name, &Words::shared(vendor.language)),
            json: document.json(),
        }
    }
}
