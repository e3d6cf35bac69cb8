//! Vendor files for tests.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use xtask::vendors::{Demo, VendorFile};

use crate::gpg::Certificate;

/// The vendor of most tests.
pub const ACME: &str = "acme";

/// A vendor with `certificate` pinned and shipped, mail, and uploads to `upload` if there are any.
/// Marked as a demonstration: others may not upload to this machine.
pub fn acme(certificate: &Certificate, upload: Option<&str>) -> Result<VendorFile> {
    acme_in("en", certificate, upload)
}

/// As [`acme`], for a vendor who reads reports in `language`.
pub fn acme_in(
    language: &str,
    certificate: &Certificate,
    upload: Option<&str>,
) -> Result<VendorFile> {
    let mut channels = vec![json!({ "kind": "mail", "address": "psirt@acme.example" })];
    channels.extend(upload.map(|url| json!({ "kind": "upload", "url": url })));
    let source = json!({ "name": { "en": "Made for this test" } });
    parse(&json!({
        "schema": 1,
        "id": ACME,
        "demo": true,
        "name": { "en": "Acme & Söhne", "zh-Hans": "顶点公司" },
        "language": language,
        "page": source,
        "checked": "2026-11-22",
        "pins": [{
            "fingerprint": certificate.fingerprint,
            "source": source,
            "checked": "2026-11-22",
            "certificate": certificate.armored,
        }],
        "channels": channels,
        "sites": [{ "name": { "en": "Acme's own form" }, "url": "https://acme.example/" }],
        "required": ["impact"],
        "fields": [
            { "key": "asset-tag", "label": { "en": "Asset tag" } },
            { "key": "serials", "label": { "en": "Serial numbers" }, "multiline": true },
        ],
    }))
}

/// A vendor with `certificate` pinned, but not shipped.
pub fn acme_without_certificate(certificate: &Certificate) -> Result<VendorFile> {
    let mut json: Value = serde_json::from_str(&acme(certificate, None)?.json)?;
    let pin = json["pins"][0].as_object_mut().context("has a pin")?;
    pin.remove("certificate");
    parse(&json)
}

/// How a vendor file pins a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pinned {
    /// With the certificate.
    Shipped,
    /// By its fingerprint alone.
    Bare,
    /// With the certificate, and reports may leave without it.
    Optional,
}

/// A vendor who is a team.
pub fn team(members: &[(&Certificate, Pinned)]) -> Result<VendorFile> {
    let (first, _) = members.first().context("someone")?;
    let mut json: Value = serde_json::from_str(&acme(first, None)?.json)?;
    let source = json["page"].clone();
    let pins = members.iter().map(|(certificate, pinned)| {
        let mut pin = json!({
            "fingerprint": certificate.fingerprint,
            "source": source,
            "checked": "2026-11-22",
            "optional": *pinned == Pinned::Optional,
        });
        if *pinned != Pinned::Bare {
            pin["certificate"] = json!(certificate.armored);
        }
        pin
    });
    json["pins"] = pins.collect();
    parse(&json)
}

fn parse(json: &Value) -> Result<VendorFile> {
    let id = json["id"].as_str().context("a vendor has an id")?;
    VendorFile::parse(&format!("{id}.json"), &json.to_string())
}

/// The vendor files that are shipped, the demonstration included.
pub fn shipped() -> Result<Vec<VendorFile>> {
    xtask::vendors::load(&root().join("vendors"), Demo::Include)
}

/// The shipped vendor file of this `id`.
pub fn shipped_one(id: &str) -> Result<VendorFile> {
    let mut files = shipped()?.into_iter();
    let wanted = format!("{id}.json");
    files
        .find(|file| file.name == wanted)
        .with_context(|| format!("{wanted} is not shipped"))
}

/// The folder of the project.
#[must_use]
pub fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}
