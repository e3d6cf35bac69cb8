//! From an error to the sentence that says what happened and what to do.

use super::labels;
use super::view::View;
use crate::advice;
use crate::compose::{Attached, ReadFailure, SealFailure, UploadError};
use crate::file_name::FileName;
use crate::openpgp::Refusal;
use crate::openpgp::fingerprint::FingerprintError;
use crate::openpgp::source::FileError;
use crate::report::{Field, Mistake};

/// A mistake in the draft.
pub(super) fn mistake(view: &View, mistake: Mistake) -> String {
    let label = labels::field(view.words, view.state.vendor.as_deref(), mistake.field);
    let row = match mistake.field {
        Field::Product(row) | Field::Versions(row) | Field::Component(row) => row + 1,
        _ => 1,
    };
    view.with(
        mistake.message(),
        [("label", label.into()), ("row", row.into())],
    )
}

/// Why a certificate was refused.
pub(super) fn refusal(view: &View, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Unreadable { error } => advice::unreadable(view.words, error),
        Refusal::NotPinned { found } => {
            let found: Vec<String> = found.iter().map(|print| print.grouped()).collect();
            view.with("refusal-not-pinned", [("found", found.join("; ").into())])
        }
        Refusal::SubkeyPinned { primary } => view.with(
            "refusal-subkey-pinned",
            [("primary", primary.grouped().into())],
        ),
        Refusal::NoPins { .. } => view.text("refusal-no-pins"),
        Refusal::Unready { .. } => view.text("refusal-unready"),
    }
}

/// What is wrong with a typed fingerprint.
pub(super) fn fingerprint(view: &View, error: &FingerprintError) -> String {
    let digits = |digits: &usize| [("digits", (*digits).into())];
    match error {
        FingerprintError::Empty => view.text("fingerprint-empty"),
        FingerprintError::NotHex => view.text("fingerprint-not-hex"),
        FingerprintError::KeyId { digits: count } => view.with("fingerprint-key-id", digits(count)),
        FingerprintError::TooShort { digits: count } => {
            view.with("fingerprint-too-short", digits(count))
        }
        FingerprintError::WrongLength { digits: count } => {
            view.with("fingerprint-wrong-length", digits(count))
        }
    }
}

/// Why a file cannot be sent.
pub(super) fn file(view: &View, file: &Attached, failure: ReadFailure) -> String {
    match failure {
        ReadFailure::File(error) => unreadable_file(view, &file.name, error),
        ReadFailure::Worker(_) => view.with("file-not-read", [("name", file.name.as_str().into())]),
    }
}

fn unreadable_file(view: &View, name: &FileName, error: FileError) -> String {
    let name = [("name", name.as_str().into())];
    match error {
        FileError::Vanished => view.with("file-vanished", name),
        FileError::Changed => view.with("file-changed", name),
    }
}

/// Why there is no ciphertext.
pub(super) fn seal_failure(view: &View, failure: &SealFailure) -> String {
    match failure {
        SealFailure::Cancelled => view.text("seal-cancelled"),
        SealFailure::File(name, error) => unreadable_file(view, name, *error),
        SealFailure::Lost => view.text("seal-lost"),
        SealFailure::Worker(error) => view.text(error.message()),
        SealFailure::Refused(reason) => refusal(view, reason),
        SealFailure::OwnRefused(reason) => {
            view.with("own-refused", [("reason", own(view, reason).into())])
        }
    }
}

/// What is wrong with the researcher's own certificate: it has one pin, its own fingerprint.
fn own(view: &View, reason: &Refusal) -> String {
    match reason {
        Refusal::Unready { team } => advice::reasons(view.words, team),
        other => refusal(view, other),
    }
}

/// Why an upload failed.
pub(super) fn upload(view: &View, error: &UploadError) -> String {
    let status = match error {
        UploadError::Refused(answer) => u64::from(answer.status),
        _ => 0,
    };
    view.with(error.message(), [("status", status.into())])
}
