//! Why nothing was sealed, told without a word of the report.

use std::path::PathBuf;

use super::attach::AttachError;
use super::exit::Exit;
use super::input::InputError;
use super::output::OutputError;
use super::terminal::one_line;
use crate::advice;
use crate::channel::raw_mail::RawMailError;
use crate::file_name::FileName;
use crate::openpgp::Refusal;
use crate::openpgp::health::Severity;
use crate::openpgp::recipients::Team;
use crate::package::ReferenceError;
use crate::report::written::WrittenError;
use crate::report::{Field, Mistake};
use crate::vendor::{Vendor, VendorError};
use crate::words::Words;

/// Why nothing was sealed.
pub(super) enum SealFailure {
    /// A file cannot be read.
    Input(File, InputError),
    /// A file cannot go with the report.
    Attachment(PathBuf, AttachError),
    /// The report tells of a file that is not among those that were given.
    NotAttached(FileName),
    /// The vendor file has a mistake.
    Vendor(VendorError),
    /// `report.json` is none, or of another vendor.
    Report(WrittenError),
    /// Its reference is none.
    Reference,
    /// The rules of the form do not let it pass.
    Mistakes {
        mistakes: Vec<Mistake>,
        vendor: Box<Vendor>,
    },
    /// The vendor's certificates.
    Refused(Box<Refusal>),
    /// The writer's own certificate.
    OwnRefused(Box<Refusal>),
    /// A mail, and the vendor file has no address.
    NoAddress,
    /// What was given for it is not one address.
    BadAddress,
    /// The library failed. It does not say anything that holds plaintext, and is not asked to.
    Seal,
    /// The result could not be written.
    Output(OutputError),
}

/// Which of the files.
#[derive(Debug, Clone, Copy)]
pub(super) enum File {
    Vendor,
    Certificate,
    Report,
    Own,
}

impl From<VendorError> for SealFailure {
    fn from(error: VendorError) -> Self {
        Self::Vendor(error)
    }
}

impl From<WrittenError> for SealFailure {
    fn from(error: WrittenError) -> Self {
        Self::Report(error)
    }
}

impl From<ReferenceError> for SealFailure {
    fn from(_: ReferenceError) -> Self {
        Self::Reference
    }
}

impl From<RawMailError> for SealFailure {
    fn from(error: RawMailError) -> Self {
        match error {
            RawMailError::Address => Self::BadAddress,
            RawMailError::NotMailFormat => Self::Seal,
        }
    }
}

impl From<OutputError> for SealFailure {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}

impl SealFailure {
    /// A stable name for this failure.
    fn code(&self) -> &str {
        match self {
            Self::Input(_, error) => error.code(),
            Self::Attachment(_, error) => error.code(),
            Self::NotAttached(_) => "not-attached",
            Self::Vendor(_) => "vendor-file",
            Self::Report(error) => error.code(),
            Self::Reference => "report-bad-reference",
            Self::Mistakes { .. } => "mistakes",
            Self::Refused(refusal) | Self::OwnRefused(refusal) => refusal.code(),
            Self::NoAddress => "no-address",
            Self::BadAddress => "bad-address",
            Self::Seal => "seal-failed",
            Self::Output(error) => error.code(),
        }
    }

    pub(super) fn exit(&self) -> Exit {
        let unreadable = |refusal: &Refusal| match refusal {
            Refusal::Unreadable { .. } => Exit::Unreadable,
            _ => Exit::Refused,
        };
        match self {
            Self::Refused(refusal) | Self::OwnRefused(refusal) => unreadable(refusal),
            Self::Mistakes { .. }
            | Self::NotAttached(_)
            | Self::Report(WrittenError::OtherVendor) => Exit::Refused,
            Self::Input(..)
            | Self::Attachment(..)
            | Self::Vendor(_)
            | Self::Report(_)
            | Self::Reference => Exit::Unreadable,
            Self::NoAddress | Self::BadAddress => Exit::Usage,
            Self::Seal | Self::Output(_) => Exit::Output,
        }
    }

    /// What happened and what to do, for people, with the code at its end.
    pub(super) fn sentence(&self, words: &Words) -> String {
        let reason = match self {
            Self::Input(file, error) => {
                let file = words.text(file.message());
                let reason = words.text(error.message());
                words.with(
                    "seal-input",
                    [("file", file.into()), ("reason", reason.into())],
                )
            }
            Self::Attachment(path, error) => {
                let file = one_line(&path.to_string_lossy());
                let reason = words.text(error.message());
                words.with(
                    "seal-input",
                    [("file", file.into()), ("reason", reason.into())],
                )
            }
            Self::NotAttached(name) => {
                words.with("seal-not-attached", [("file", name.as_str().into())])
            }
            Self::Vendor(error) => words.with(
                "check-vendor-file",
                [("detail", one_line(&error.to_string()).into())],
            ),
            Self::Report(error) => report(words, *error),
            Self::Reference => words.text("report-bad-reference"),
            Self::Mistakes { mistakes, vendor } => {
                let list = mistakes.iter().map(|it| mistake(words, vendor, *it));
                let list: Vec<String> = list.collect();
                words.with("seal-mistakes", [("list", list.join("\n").into())])
            }
            Self::Refused(refusal) => refused(words, refusal),
            Self::OwnRefused(refusal) => {
                let reason = match &**refusal {
                    Refusal::Unready { team } => advice::reasons(words, team),
                    other => refused(words, other),
                };
                words.with("seal-own", [("reason", reason.into())])
            }
            Self::NoAddress => words.text("seal-no-address"),
            Self::BadAddress => words.text("seal-bad-address"),
            Self::Seal => words.text("seal-failed"),
            Self::Output(error) => words.text(error.message()),
        };
        let failure = [("reason", reason.into()), ("code", self.code().into())];
        words.with("seal-nothing", failure)
    }
}

impl File {
    fn message(self) -> &'static str {
        match self {
            Self::Vendor => "file-vendor",
            Self::Certificate => "file-certificate",
            Self::Report => "file-report",
            Self::Own => "file-own",
        }
    }
}

fn report(words: &Words, error: WrittenError) -> String {
    match error {
        WrittenError::NotJson { line, column } => words.with(
            "report-not-json",
            [("line", line.into()), ("column", column.into())],
        ),
        WrittenError::NotAReport { line, column } => {
            let place = [("line", line.into()), ("column", column.into())];
            words.with("report-not-a-report", place)
        }
        WrittenError::TooManyProducts { limit } => {
            words.with("report-too-many-products", [("limit", limit.into())])
        }
        WrittenError::TooLarge => words.text("report-too-large"),
        WrittenError::OtherSchema => words.text("report-other-schema"),
        WrittenError::BadDate => words.text("report-bad-date"),
        WrittenError::OtherVendor => words.text("report-other-vendor"),
        WrittenError::UnknownExtra => words.text("report-unknown-extra"),
    }
}

/// The field and what is wrong with it, as the form says it.
fn mistake(words: &Words, vendor: &Vendor, mistake: Mistake) -> String {
    let label = match mistake.field {
        Field::Extra(index) => {
            let field = vendor.fields.get(index);
            field.map(|field| field.label.get(words.language()).to_owned())
        }
        _ => None,
    };
    let label = label.unwrap_or_else(|| words.text(mistake.field.label()));
    let row = match mistake.field {
        Field::Product(row) | Field::Versions(row) | Field::Component(row) => row + 1,
        _ => 1,
    };
    let places = [("label", label.into()), ("row", row.into())];
    let sentence = words.with(mistake.message(), places);
    format!("  {}: {sentence}", mistake.field.id())
}

fn refused(words: &Words, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Unreadable { error } => advice::unreadable(words, error),
        Refusal::NotPinned { found } => {
            let found: Vec<String> = found.iter().map(|print| print.grouped()).collect();
            words.with("refusal-not-pinned", [("found", found.join("; ").into())])
        }
        Refusal::SubkeyPinned { primary } => {
            let primary = [("primary", primary.grouped().into())];
            words.with("refusal-subkey-pinned", primary)
        }
        Refusal::NoPins { .. } => words.text("refusal-no-pins"),
        Refusal::Unready { team } => unready(words, team),
    }
}

/// Each certificate that is missing or unfit, and why.
fn unready(words: &Words, team: &Team) -> String {
    let mut lines = vec![words.text("seal-unready")];
    for member in team.members.iter().filter(|member| !member.is_fit()) {
        let fingerprint = member.pin.fingerprint.grouped();
        let reason = match &member.health {
            None => words.text("seal-missing"),
            Some(health) => {
                let refusals = health.of(Severity::Refusal);
                let facts = refusals.map(|finding| advice::finding(words, health, finding));
                let remedies = advice::remedies(words, health, Severity::Refusal);
                let sentences: Vec<String> = facts.chain(remedies).collect();
                sentences.join(" ")
            }
        };
        lines.push(format!("  {fingerprint}: {reason}"));
    }
    lines.join("\n")
}
