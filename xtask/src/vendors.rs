//! Vendor files as the pages need them: read, checked, and their texts for the static part.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sealed_report::vendor::{Channel, Vendor};
use sealed_report::words::Language;

use crate::csp;

/// Whether vendor files that are marked `demo` take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demo {
    /// For `serve`, tests and `build --demo`.
    Include,
    /// What is deployed.
    Leave,
}

/// One vendor file: its name, its text, and what the static parts of a page take from it.
#[derive(Clone, Debug)]
pub struct VendorFile {
    /// The file's name, `<id>.json`.
    pub name: String,
    /// The file as it is.
    pub json: String,
    vendor: Vendor,
}

impl VendorFile {
    /// Reads and checks a vendor file. Errors name the file and the place in it.
    pub fn parse(name: &str, json: &str) -> Result<Self> {
        let stem = name.strip_suffix(".json").unwrap_or_default();
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if stem.is_empty() || !stem.bytes().all(plain) {
            bail!("{name}: a vendor file's name is made of a-z, 0-9 and hyphens, then .json");
        }
        let vendor = Vendor::parse(json).with_context(|| name.to_string())?;
        let file = Self {
            name: name.into(),
            json: json.into(),
            vendor,
        };
        for url in file.uploads() {
            csp::upload_source(url).with_context(|| name.to_string())?;
        }
        Ok(file)
    }

    /// The file with the upload address `from` exchanged for `to`, as `serve` and tests need it,
    /// whose receivers listen where there is room.
    pub fn with_upload(&self, to: &str) -> Result<Self> {
        let mut json = self.json.clone();
        for from in self.uploads() {
            json = json.replace(&serde_json::to_string(from)?, &serde_json::to_string(to)?);
        }
        Self::parse(&self.name, &json)
    }

    /// Marked as a demonstration, whose secret key everybody has.
    pub fn is_demo(&self) -> bool {
        self.vendor.demo
    }

    /// The vendor's name in `language`, or in one that the file has.
    pub fn display_name(&self, language: Language) -> &str {
        self.vendor.name.get(language)
    }

    /// The addresses for mail.
    pub fn mail_addresses(&self) -> impl Iterator<Item = &str> {
        self.vendor
            .channels
            .iter()
            .filter_map(|channel| match channel {
                Channel::Mail { address } => Some(address.as_str()),
                Channel::Upload { .. } => None,
            })
    }

    /// The full fingerprints of the pinned certificates, in groups as people compare them.
    pub fn fingerprints(&self) -> impl Iterator<Item = String> {
        self.vendor.pins.iter().map(|pin| pin.fingerprint.grouped())
    }

    /// The addresses for uploads.
    pub fn uploads(&self) -> impl Iterator<Item = &str> {
        self.vendor.uploads().map(|url| url.as_str())
    }
}

/// The vendor files in `dir`, in display order: that of `index.json` if there is one, otherwise
/// by name.
pub fn load(dir: &Path, demo: Demo) -> Result<Vec<VendorFile>> {
    let mut names = Vec::new();
    let index = dir.join("index.json");
    if index.is_file() {
        let text = fs::read_to_string(&index)?;
        names = serde_json::from_str(&text)
            .with_context(|| format!("{}: not an array of file names", index.display()))?;
    } else {
        let entries = fs::read_dir(dir)
            .with_context(|| format!("cannot read the vendor files in {}", dir.display()))?;
        for entry in entries {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.ends_with(".json") {
                names.push(name);
            }
        }
        names.sort();
    }
    let mut files = Vec::new();
    for name in names {
        let path = dir.join(&name);
        let json =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let file =
            VendorFile::parse(&name, &json).with_context(|| format!("in {}", dir.display()))?;
        if format!("{}.json", file.vendor.id) != name {
            bail!(
                "{}: the vendor's id is {:?}, and the file is named after it",
                path.display(),
                &*file.vendor.id
            );
        }
        if demo == Demo::Include || !file.is_demo() {
            files.push(file);
        }
    }
    if files.is_empty() {
        bail!("{} has no vendor file to ship", dir.display());
    }
    Ok(files)
}

/// The sources that uploads to any of `vendors` need in a policy, each once.
pub fn upload_sources(vendors: &[VendorFile]) -> Result<Vec<String>> {
    let mut sources = Vec::new();
    for url in vendors.iter().flat_map(VendorFile::uploads) {
        let source = csp::upload_source(url)?;
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    Ok(sources)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const EXAMPLE: &str = r#"{
        "schema": 1, "id": "example", "demo": true, "language": "en", "checked": "2026-11-22",
        "name": {"en": "Example <Corp> & Sons", "zh-Hans": "示例公司"},
        "pins": [{
            "fingerprint": "0123456789ABCDEF0123456789ABCDEF01234567",
            "source": {"name": {"en": "a test"}},
            "checked": "2026-11-22"
        }],
        "channels": [
            {"kind": "mail", "address": "psirt@example.com"},
            {"kind": "upload", "url": "http://127.0.0.1:8181/inbox/"}
        ]
    }"#;

    #[test]
    fn an_upload_address_can_be_moved() {
        let file = VendorFile::parse("example.json", EXAMPLE).expect("is good");
        let moved = file
            .with_upload("http://127.0.0.1:9999/inbox/")
            .expect("is good");
        assert_eq!(
            moved.uploads().collect::<Vec<_>>(),
            ["http://127.0.0.1:9999/inbox/"]
        );
        assert!(!moved.json.contains("8181"));
        let inject = file.with_upload("https://x.example/; script-src *");
        assert!(inject.is_err());
    }

    #[test]
    fn a_bad_file_is_refused_and_the_place_named() {
        let error = VendorFile::parse("example.json", "{\n \"name\": 7}").expect_err("is bad");
        assert!(format!("{error:#}").contains("example.json"), "{error:#}");
        assert!(format!("{error:#}").contains("line 2"), "{error:#}");
        assert!(VendorFile::parse("../x.json", EXAMPLE).is_err());
    }

    #[test]
    fn a_demo_is_left_out_of_what_is_deployed() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("example.json"), EXAMPLE).expect("is written");
        assert_eq!(load(dir.path(), Demo::Include).expect("is good").len(), 1);
        assert!(load(dir.path(), Demo::Leave).is_err());
    }
}
