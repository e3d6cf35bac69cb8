//! Attachments as the report tells of them: in its text, in `report.json`, and read back.

mod form;

use std::process::Command;

use form::{MINIMUM, draft, strict_chinese_vendor, today, vendor};
use sealed_report::digest::Digest;
use sealed_report::file_name::FileName;
use sealed_report::markdown;
use sealed_report::report::validation::validate;
use sealed_report::report::written::WrittenError;
use sealed_report::report::{Attachment, Document, Draft, Written, text};
use sealed_report::vendor::Vendor;
use sealed_report::words::Words;
use serde_json::{Value, json};

const REFERENCE: &str = "7ZK3M0Q4XB";
const SCHEMA: &str = include_str!("../../docs/report.schema.json");
/// SHA-256 of "abc" and of nothing: FIPS 180-4's examples, NIST's "SHA_All.pdf".
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn attachment(name: &str, content: &[u8]) -> Attachment {
    Attachment {
        name: FileName::safe(name),
        length: content.len() as u64,
        digest: Digest::of(content),
    }
}

fn two() -> Vec<Attachment> {
    vec![
        attachment("poc `` _[x](y).py", b"abc"),
        attachment("漏洞.bin", b""),
    ]
}

fn document(draft: &Draft, vendor: &Vendor, attachments: Vec<Attachment>) -> Document {
    let report = validate(draft, vendor, today()).expect("no mistake");
    Document::new(report, REFERENCE, today(), vendor).with_attachments(attachments)
}

fn text_of(document: &Document, vendor: &Vendor) -> String {
    text::markdown(document, "Vendor", &Words::new(vendor.language))
}

fn json_of(attachments: Vec<Attachment>) -> Value {
    let document = document(&draft(MINIMUM), &vendor("debian"), attachments);
    serde_json::from_str(&document.json()).expect("JSON")
}

#[test]
fn the_text_ends_with_names_lengths_and_digests() {
    for (draft, vendor, heading, unit, digests) in [
        (
            draft(MINIMUM),
            vendor("debian"),
            "Attachments",
            ", 3 bytes",
            "SHA-256 of the attachments",
        ),
        (
            draft(form::full()),
            strict_chinese_vendor(),
            "附件",
            "，3 字节",
            "附件的 SHA-256",
        ),
    ] {
        let without = text_of(&document(&draft, &vendor, Vec::new()), &vendor);
        let with = text_of(&document(&draft, &vendor, two()), &vendor);
        let section = with.strip_prefix(&without).expect("the same before");
        let nothing = unit.replace('3', "0");
        assert_eq!(
            section,
            format!(
                "\n## {heading}\n\n\
                 - ``` poc `` _[x](y).py ```{unit}\n\
                 - `漏洞.bin`{nothing}\n\n\
                 ### {digests}\n\n\
                 ```\n{ABC}  poc `` _[x](y).py\n{NOTHING}  漏洞.bin\n```\n"
            )
        );
        assert!(!without.contains(heading));
    }
}

#[test]
fn names_are_shown_as_they_are() {
    for name in [
        "`",
        "a`b",
        "``",
        "<b>.txt",
        "[x](y).md",
        "&amp;.txt",
        "![](x)",
        "*a*_b_",
    ] {
        let attachments = vec![attachment(name, b"")];
        let name = attachments[0].name.as_str().to_owned();
        let vendor = vendor("debian");
        let all = text_of(&document(&draft(MINIMUM), &vendor, attachments), &vendor);
        let (_, section) = all.split_once("## Attachments\n\n").expect("the section");
        let (list, _) = section.split_once("\n\n").expect("the list");
        let found = format!("{:?}", markdown::parse(list));
        assert!(
            found.contains(&format!("Code({name:?})")),
            "{name}: {found}"
        );
    }
}

#[test]
fn sha256sum_checks_the_attachments_with_the_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let vendor = vendor("debian");
    let report = text_of(&document(&draft(MINIMUM), &vendor, two()), &vendor);
    let attached = folder.path().join("attachments");
    std::fs::create_dir(&attached).expect("created");
    std::fs::write(folder.path().join("report.md"), report).expect("written");
    std::fs::write(attached.join("poc `` _[x](y).py"), b"abc").expect("written");
    std::fs::write(attached.join("漏洞.bin"), b"").expect("written");
    let check = || {
        let mut command = Command::new("sha256sum");
        command
            .args(["--check", "../report.md"])
            .current_dir(&attached);
        command
            .env("LC_ALL", "C.UTF-8")
            .output()
            .expect("coreutils")
    };
    let output = check();
    assert!(output.status.success());
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "poc `` _[x](y).py: OK\n漏洞.bin: OK\n"
    );
    std::fs::write(attached.join("漏洞.bin"), b"changed").expect("written");
    assert!(!check().status.success());
}

#[test]
fn json_names_them_and_is_read_back() {
    let json = json_of(two());
    assert_eq!(
        json["attachments"],
        json!([
            {"name": "poc `` _[x](y).py", "length": 3, "sha256": ABC},
            {"name": "漏洞.bin", "length": 0, "sha256": NOTHING},
        ])
    );
    assert_eq!(json["schema"], 2);
    assert_eq!(json_of(Vec::new()).get("attachments"), None);
    let read = |json: &Value| Written::parse(json.to_string().as_bytes(), &vendor("debian"));
    assert_eq!(read(&json).expect("a report").attachments, two());
    assert_eq!(
        read(&json_of(Vec::new())).expect("a report").attachments,
        []
    );

    let schema = serde_json::from_str(SCHEMA).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert!(validator.is_valid(&json) && validator.is_valid(&json_of(Vec::new())));
    for (member, bad) in [
        ("name", json!("../x")),
        ("name", json!("CON")),
        ("sha256", json!("abc")),
        ("length", json!(-1)),
        ("other", json!(1)),
    ] {
        let mut json = json.clone();
        json["attachments"][1][member] = bad;
        let refused = read(&json).expect_err("refused");
        assert!(
            matches!(refused, WrittenError::NotAReport { .. }),
            "{member}"
        );
        // A schema cannot say all that makes a name safe.
        assert!(!validator.is_valid(&json) || json["attachments"][1]["name"] == "CON");
    }
}

#[test]
fn the_first_schema_is_still_read_and_knows_no_attachments() {
    let mut json = json_of(Vec::new());
    let read = |json: &Value| Written::parse(json.to_string().as_bytes(), &vendor("debian"));
    let now = read(&json).expect("a report").draft;
    json["schema"] = json!(1);
    let before = read(&json).expect("a report").draft;
    assert_eq!(
        validate(&before, &vendor("debian"), today()),
        validate(&now, &vendor("debian"), today())
    );
    json["attachments"] = json_of(two())["attachments"].clone();
    assert_eq!(read(&json).expect_err("refused"), WrittenError::OtherSchema);
    for other in [0, 3] {
        json["schema"] = json!(other);
        assert_eq!(read(&json).expect_err("refused"), WrittenError::OtherSchema);
    }
}
