//! File names: the reference, and nothing else about the report.

use super::Sealed;

/// `report-REF.asc`, or `report-REF.pgp` for a message that is not armored.
pub fn name(sealed: &Sealed) -> String {
    let extension = if sealed.armored().is_some() {
        "asc"
    } else {
        "pgp"
    };
    format!("report-{}.{extension}", sealed.reference())
}

/// `report-REF.eml`: the mail draft.
pub fn draft_name(sealed: &Sealed) -> String {
    format!("report-{}.eml", sealed.reference())
}

/// `report-REF-raw.eml`: the raw mail, beside the draft.
pub fn raw_mail_name(sealed: &Sealed) -> String {
    format!("report-{}-raw.eml", sealed.reference())
}

/// `report-REF-receipt.json`.
pub fn receipt_name(sealed: &Sealed) -> String {
    format!("report-{}-receipt.json", sealed.reference())
}

/// A MIME boundary from the ciphertext's digest. It holds `=_`, which occurs neither in base64 nor in
/// armor.
pub(super) fn boundary(sealed: &Sealed) -> String {
    let digest = sealed.digest().to_string();
    format!("=_{}", &digest[..32])
}
