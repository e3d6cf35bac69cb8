//! Pins: the fingerprints that a vendor publishes, with where and when they were found.

use serde::{Deserialize, Serialize};

use super::string_type::string_type;
use super::{Date, Source, VendorProblem};

/// A certificate's fingerprint, pinned: only a certificate with this fingerprint is encrypted to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// The fingerprint of the certificate's primary key.
    pub fingerprint: PinnedFingerprint,
    /// Where the vendor publishes the fingerprint.
    pub source: Source,
    /// The day on which the fingerprint was compared with its source.
    pub checked: Date,
    /// True when reports may be sealed without this certificate while another pinned one is fit:
    /// one of a team, say, who may let a certificate expire. Reports are sealed to all pinned
    /// certificates; one that is unfit and not optional stops every report.
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub optional: bool,
    /// The certificate, in ASCII armor. Left out where it is not to be had: the page then asks
    /// the researcher for it and accepts only the pinned one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<ArmoredCertificate>,
}

string_type! {
    /// A full OpenPGP fingerprint: 40 hexadecimal digits (version 4, RFC 9580 section 5.5.4.2) or
    /// 64 (version 6, section 5.5.4.3). Spaces and lower case are accepted in the file and
    /// dropped on reading. A key ID is refused: it can be forged.
    PinnedFingerprint, check_fingerprint, r"^ *([0-9A-Fa-f] *){40}(([0-9A-Fa-f] *){24})?$"
}

impl PinnedFingerprint {
    /// The key ID: 16 upper-case hexadecimal digits, the last ones of a version 4 fingerprint and
    /// the first ones of a version 6 fingerprint. To show beside the fingerprint; never to
    /// compare by.
    #[must_use]
    pub fn key_id(&self) -> &str {
        let digits = self.as_str();
        let range = if digits.len() == V6_DIGITS {
            0..16
        } else {
            digits.len().saturating_sub(16)..digits.len()
        };
        digits.get(range).unwrap_or_default()
    }

    /// The fingerprint in groups of four digits, to read and to compare by eye.
    #[must_use]
    pub fn grouped(&self) -> String {
        let mut grouped = String::with_capacity(self.len() * 5 / 4);
        for (index, digit) in self.chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                grouped.push(' ');
            }
            grouped.push(digit);
        }
        grouped
    }
}

const V4_DIGITS: usize = 40;
const V6_DIGITS: usize = 64;

fn check_fingerprint(text: &str) -> Result<String, VendorProblem> {
    let mut digits: String = text.chars().filter(|c| *c != ' ').collect();
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(VendorProblem::BadFingerprint);
    }
    digits.make_ascii_uppercase();
    match digits.len() {
        V4_DIGITS | V6_DIGITS => Ok(digits),
        8 | 16 => Err(VendorProblem::KeyIdOnly),
        _ => Err(VendorProblem::BadFingerprint),
    }
}

string_type! {
    /// An OpenPGP certificate in ASCII armor (RFC 9580 section 6.2): one "PUBLIC KEY BLOCK".
    /// Whether it is whole, valid and the pinned one is checked when it is used.
    ArmoredCertificate, check_armor, r"^\s*-----BEGIN PGP PUBLIC KEY BLOCK-----[\s\S]*-----END PGP PUBLIC KEY BLOCK-----\s*$"
}

const ARMOR_HEAD: &str = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
const ARMOR_TAIL: &str = "-----END PGP PUBLIC KEY BLOCK-----";

fn check_armor(text: &str) -> Result<String, VendorProblem> {
    if text.contains("PRIVATE KEY BLOCK") {
        return Err(VendorProblem::SecretKey);
    }
    let inside = text
        .trim()
        .strip_prefix(ARMOR_HEAD)
        .and_then(|rest| rest.strip_suffix(ARMOR_TAIL));
    match inside {
        Some(inside) if inside.is_ascii() && !inside.contains("-----") => Ok(text.to_owned()),
        _ => Err(VendorProblem::NotACertificate),
    }
}
