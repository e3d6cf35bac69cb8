//! The report as Markdown: what a vendor reads after `gpg -d`.

use super::{Attachment, Document, ExploitStatus, Field, Plan, Reporter, Section};
use crate::words::Words;
use std::fmt::Write as _;

/// The report of `document`, addressed to `vendor_name`, with headings from `words`, which are the
/// vendor's language. Ends with a line feed; line ends are line feeds.
#[must_use]
pub fn markdown(document: &Document, vendor_name: &str, words: &Words) -> String {
    let mut page = Page {
        text: String::new(),
        words,
    };
    let report = &document.report;
    let heading = words.with(
        "report-heading",
        [("title", (&*report.vulnerability.title).into())],
    );
    page.write(format_args!("# {heading}\n\n"));
    page.labelled("report-reference", &document.reference);
    page.labelled("report-date", &document.date);
    page.labelled("report-to", vendor_name);

    page.section(Section::Reporter);
    match &report.reporter {
        Reporter::Anonymous => page.line(Field::Identity, &words.text("choice-anonymous")),
        Reporter::Named {
            organisation,
            name,
            email,
            certificate,
        } => {
            page.optional_line(Field::Organisation, organisation.as_deref());
            page.optional_line(Field::Name, name.as_deref());
            page.optional_line(Field::Email, email.as_deref());
            page.optional_block(Field::Certificate, certificate.as_deref());
        }
    }

    page.section(Section::Affected);
    for (index, affected) in report.affected.iter().enumerate() {
        if index > 0 {
            page.write(format_args!("\n"));
        }
        page.line(Field::Product(0), &affected.product);
        page.line(Field::Versions(0), &affected.versions);
        page.optional_line(Field::Component(0), affected.component.as_deref());
    }

    page.section(Section::Vulnerability);
    let vulnerability = &report.vulnerability;
    page.line(Field::Title, &vulnerability.title);
    page.optional_line(Field::Weakness, vulnerability.weakness.as_deref());
    page.optional_line(Field::Severity, vulnerability.severity.as_deref());
    page.block(Field::Description, &vulnerability.description);
    page.optional_block(Field::Impact, vulnerability.impact.as_deref());
    page.optional_block(Field::Discovery, vulnerability.discovery.as_deref());

    page.section(Section::Exploits);
    let status = match report.exploits.status {
        ExploitStatus::NoneKnown => "choice-none-known",
        ExploitStatus::ProofOfConcept => "choice-proof-of-concept",
        ExploitStatus::InTheWild => "choice-in-the-wild",
        ExploitStatus::Unknown => "choice-unknown",
    };
    page.line(Field::Exploits, &words.text(status));
    page.optional_block(Field::ExploitDetails, report.exploits.details.as_deref());
    page.optional_block(Field::Steps, report.exploits.steps.as_deref());

    page.section(Section::Disclosure);
    match &report.disclosure.plan {
        Plan::Coordinated { date } => {
            page.line(Field::Plan, &words.text("choice-coordinated"));
            page.line(Field::PlanDate, date);
        }
        Plan::Nothing => page.line(Field::Plan, &words.text("choice-no-plan")),
        Plan::Public { .. } => page.line(Field::Plan, &words.text("choice-public")),
    }
    page.optional_line(Field::Credit, report.disclosure.credit.as_deref());
    if let Plan::Public { links } = &report.disclosure.plan {
        page.block(Field::PlanLinks, &links.join("\n"));
    }
    page.optional_block(
        Field::OthersInformed,
        report.disclosure.others_informed.as_deref(),
    );

    if report.additional.is_some() || !report.extra.is_empty() {
        page.section(Section::Additional);
    }
    for extra in &report.extra {
        page.labelled_block(&extra.label, &extra.value);
    }
    page.optional_block(Field::Additional, report.additional.as_deref());
    page.attachments(&document.attachments);
    page.text
}

struct Page<'a> {
    text: String,
    words: &'a Words,
}

impl Page<'_> {
    fn write(&mut self, piece: std::fmt::Arguments<'_>) {
        // Writing into a `String` cannot fail.
        let _ = self.text.write_fmt(piece);
    }

    fn section(&mut self, section: Section) {
        let heading = self.words.text(section.heading());
        self.write(format_args!("\n## {heading}\n\n"));
    }

    /// The files, each with its name and length, then their digests as `sha256sum --check` reads them.
    fn attachments(&mut self, attachments: &[Attachment]) {
        if attachments.is_empty() {
            return;
        }
        let heading = self.words.text("report-attachments");
        self.write(format_args!("\n## {heading}\n\n"));
        for Attachment { name, length, .. } in attachments {
            let values = [
                ("name", code(name.as_str()).into()),
                ("length", length.to_string().into()),
            ];
            let line = self.words.with("report-attachment", values);
            self.write(format_args!("- {line}\n"));
        }
        let heading = self.words.text("report-attachment-digests");
        self.write(format_args!("\n### {heading}\n\n```\n"));
        for Attachment { name, digest, .. } in attachments {
            self.write(format_args!("{digest}  {name}\n"));
        }
        self.write(format_args!("```\n"));
    }

    fn labelled(&mut self, message: &str, value: &str) {
        let label = self.words.text(message);
        self.write(format_args!("- **{label}:** {value}\n"));
    }

    fn line(&mut self, field: Field, value: &str) {
        self.labelled(field.label(), value);
    }

    fn optional_line(&mut self, field: Field, value: Option<&str>) {
        if let Some(value) = value {
            self.line(field, value);
        }
    }

    fn block(&mut self, field: Field, value: &str) {
        let label = self.words.text(field.label());
        self.labelled_block(&label, value);
    }

    fn labelled_block(&mut self, label: &str, value: &str) {
        let gap = if self.text.ends_with("\n\n") {
            ""
        } else {
            "\n"
        };
        self.write(format_args!("{gap}### {label}\n\n{value}\n"));
    }

    fn optional_block(&mut self, field: Field, value: Option<&str>) {
        if let Some(value) = value {
            self.block(field, value);
        }
    }
}

/// Code in Markdown, between more backticks than stand together in it (CommonMark 0.31, section 6.1).
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let gap = if longest > 0 { " " } else { "" };
    format!("{fence}{gap}{text}{gap}{fence}")
}
