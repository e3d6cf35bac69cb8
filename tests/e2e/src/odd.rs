//! Attachments whose names and lengths are easy to get wrong, and what has to become of them.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::attached::Listed;
use crate::files::{Made, noise};
use crate::form::Reviewed;
use crate::unpacked::{self, Digests};

/// The longest name that disks take, in bytes.
const MAX_NAME_BYTES: usize = 255;

/// What becomes of a name.
enum Arrives {
    /// It stays.
    Same,
    /// It becomes this one.
    As(&'static str),
    /// It becomes one that begins and ends so and that a disk takes.
    Cut(&'static str, &'static str),
}

fn all() -> Vec<(Made, Arrives)> {
    // One over and under whole lines of base64 and whole blocks of tar.
    let lengths = [0, 1, 56, 57, 58, 511, 512, 513, 70_001];
    let long = format!("{}.log", "x".repeat(296));
    let long_chinese = format!("{}.png", "长".repeat(296));
    let names: [(&str, Arrives); 9] = [
        ("empty.txt", Arrives::Same),
        ("崩溃 转储.txt", Arrives::Same),
        ("it's a 'test' (1).txt", Arrives::Same),
        ("say \"hi\".txt", Arrives::As("say _hi_.txt")),
        ("../../etc/passwd", Arrives::As("passwd")),
        ("C:\\crash\\dump.dmp", Arrives::As("dump.dmp")),
        ("invoice\u{202e}fdp.exe", Arrives::As("invoicefdp.exe")),
        (&long, Arrives::Cut("xxxxxxxx", ".log")),
        (&long_chinese, Arrives::Cut("长长长长", ".png")),
    ];
    let files = names.into_iter().zip(lengths).zip(1..);
    let files = files.map(|(((name, arrives), length), seed)| {
        let made = Made::new(name, noise(seed, length));
        (made, arrives)
    });
    files.collect()
}

/// The files: an empty one, and names in Chinese, with quotes, slashes and 300 characters.
#[must_use]
pub fn files() -> Vec<Made> {
    all().into_iter().map(|(made, _)| made).collect()
}

/// Fails unless the form lists [`files`] as they have to arrive, and tells of the names that differ
/// and of the file that is empty.
pub fn ensure_listed(listed: &[Listed]) -> Result<()> {
    let all = all();
    ensure!(listed.len() == all.len(), "listed are {listed:#?}");
    for ((made, arrives), listed) in all.iter().zip(listed) {
        let (given, name) = (made.name.as_str(), listed.name.as_str());
        let good = match arrives {
            Arrives::Same => name == given,
            Arrives::As(other) => name == *other,
            Arrives::Cut(begin, end) => {
                name.starts_with(begin) && name.ends_with(end) && name.len() <= MAX_NAME_BYTES
            }
        };
        ensure!(good, "{given:?} arrives as {name:?}");
        ensure!(listed.error.is_none(), "{listed:?}");
        ensure!(
            listed.given.is_some() == (name != given),
            "of a name that differs, and of no other, the old one is shown: {listed:?}"
        );
        let noted = !listed.notes.is_empty();
        ensure!(
            noted == (name != given || made.content.is_empty()),
            "a note is there where there is something to note: {listed:?}"
        );
    }
    Ok(())
}

/// Fails unless `folder`, where an archive was unpacked, holds the report as it was reviewed and
/// the attachments as they were listed, and nothing else.
pub fn ensure_unpacked(folder: &Path, reviewed: &Reviewed, listed: &[Listed]) -> Result<()> {
    let json: Value = serde_json::from_str(&reviewed.json)?;
    let reference = json["reference"].as_str().context("a reference")?;
    let only = |folder: &Path| -> Result<Vec<String>> {
        let entries = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name()));
        let names: Vec<_> = entries.collect::<Result<_>>()?;
        let mut names: Vec<_> = names.iter().map(|it| it.to_string_lossy().into()).collect();
        names.sort();
        Ok(names)
    };
    let top = only(folder)?;
    ensure!(top == [format!("report-{reference}")], "there is {top:?}");
    let folder = folder.join(&top[0]);
    let mut inside = only(&folder)?;
    // Where the length is already one of those that are left, there is none.
    inside.retain(|name| name != "padding");
    ensure!(
        inside == ["attachments", "report.json", "report.md"],
        "there is {inside:?}"
    );
    ensure_report(&folder, reviewed, listed)
}

/// The same for `report.md`, `report.json` and `attachments` in `folder`.
pub fn ensure_report(folder: &Path, reviewed: &Reviewed, listed: &[Listed]) -> Result<()> {
    let text = std::fs::read(folder.join("report.md"))?;
    ensure!(
        text == reviewed.text.as_bytes(),
        "report.md is another text"
    );
    let json = std::fs::read(folder.join("report.json"))?;
    ensure!(json == reviewed.json.as_bytes(), "report.json is another");

    let attachments = folder.join("attachments");
    let digests = unpacked::digests(&attachments)?;
    let expected = listed.iter().map(|listed| {
        let digest = listed.digest.clone().context("was not read")?;
        Ok((listed.name.clone(), digest))
    });
    let expected: Digests = expected.collect::<Result<_>>()?;
    ensure!(
        expected.len() == listed.len(),
        "two have one name: {listed:#?}"
    );
    ensure!(
        digests == expected,
        "listed {expected:#?}, found {digests:#?}"
    );

    let json: Value = serde_json::from_slice(&json)?;
    let told = listed.iter().map(|listed| {
        let length = std::fs::metadata(attachments.join(&listed.name))?.len();
        Ok(json!({ "name": listed.name, "length": length, "sha256": listed.digest }))
    });
    let told: Value = told.collect::<Result<Vec<_>>>()?.into();
    ensure!(
        json["attachments"] == told,
        "told is {}",
        json["attachments"]
    );
    for listed in listed {
        let digest = listed.digest.as_deref().unwrap_or_default();
        ensure!(reviewed.text.contains(digest), "report.md lacks {digest}");
    }
    Ok(())
}
