//! The JSON Schema in `docs/` is the one of the types, and the shipped vendor files follow it.

use serde_json::{Value, json};

const DOCUMENTED: &str = include_str!("../../docs/vendor-file.schema.json");

#[test]
fn the_documented_schema_is_the_generated_one() {
    let documented: Value = serde_json::from_str(DOCUMENTED).unwrap();
    assert!(
        documented == sealed_report::vendor::schema(),
        "docs/vendor-file.schema.json is out of date: run `cargo xtask schema`"
    );
}

#[test]
fn shipped_vendor_files_follow_the_schema() {
    let validator = jsonschema::validator_for(&sealed_report::vendor::schema()).unwrap();
    for json in [
        include_str!("../../vendors/debian.json"),
        include_str!("../../vendors/example.json"),
        include_str!("../../vendors/kami.json"),
        include_str!("../../vendors/xiaomi.json"),
    ] {
        let mut file: Value = serde_json::from_str(json).unwrap();
        if let Err(error) = validator.validate(&file) {
            panic!("{}: {error} at {}", file["id"], error.instance_path());
        }
        file["colour"] = json!("red");
        assert!(
            !validator.is_valid(&file),
            "{}: an unknown member passes",
            file["id"]
        );
    }
}

#[test]
fn the_schema_refuses_what_the_types_refuse() {
    let validator = jsonschema::validator_for(&sealed_report::vendor::schema()).unwrap();
    let full: Value = serde_json::from_str(include_str!("../../vendors/example.json")).unwrap();
    assert!(validator.is_valid(&full));
    for (pointer, value) in [
        ("/schema", json!(2)),
        ("/id", json!("No Slug")),
        ("/checked", json!("22.11.2026")),
        ("/name", json!({ "zh-Hans": "示例公司" })),
        ("/name/en", json!("a\u{202e}b")),
        ("/pins/0/fingerprint", json!("DCC2896C")),
        ("/sites/0/url", json!("javascript:alert(1)")),
        ("/sites/0/url", json!("https://example.com/\"")),
        ("/channels/0/url", json!("https://example.com/;x")),
        ("/channels/0/kind", json!("pigeon")),
        (
            "/channels/1/address",
            json!("a@example.com?bcc=b@example.com"),
        ),
        ("/channels/1/port", json!(25)),
        ("/required/0", json!("shoe-size")),
    ] {
        let mut file = full.clone();
        match file.pointer_mut(pointer) {
            Some(place) => *place = value,
            None => file["channels"][1]["port"] = value,
        }
        assert!(!validator.is_valid(&file), "{pointer} passes");
    }
}
