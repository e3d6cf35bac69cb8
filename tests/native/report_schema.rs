//! The JSON Schema of `report.json` is the one of the types, and reports follow it.

mod form;

use form::{MINIMUM, draft, full, strict_chinese_vendor, today, vendor};
use sealed_report::report::validation::validate;
use sealed_report::report::{Document, Draft, Field, document};
use sealed_report::vendor::Vendor;
use serde_json::{Value, json};

const DOCUMENTED: &str = include_str!("../../docs/report.schema.json");

fn report(draft: &Draft, vendor: &Vendor) -> Value {
    let report = validate(draft, vendor, today()).expect("no mistake");
    let document = Document::new(report, "7ZK3M0Q4XB", today(), vendor);
    serde_json::from_str(&document.json()).expect("JSON")
}

fn documented() -> jsonschema::Validator {
    let schema = serde_json::from_str(DOCUMENTED).expect("JSON");
    jsonschema::validator_for(&schema).expect("a schema")
}

#[test]
fn the_documented_schema_is_the_generated_one() {
    let schema: Value = serde_json::from_str(DOCUMENTED).expect("JSON");
    assert!(
        schema == document::schema(),
        "docs/report.schema.json is out of date: run `cargo xtask schema`"
    );
}

#[test]
fn reports_follow_the_schema() {
    let validator = documented();
    let mut reports = vec![
        report(&draft(full()), &vendor("example")),
        report(&draft(full()), &strict_chinese_vendor()),
        // Without any optional answer: what is absent must not be required.
        report(&draft(MINIMUM), &vendor("debian")),
    ];
    for (field, answer) in [
        (Field::Identity, "anonymous"),
        (Field::Plan, "coordinated"),
        (Field::Plan, "public"),
        (Field::Exploits, "unknown"),
        (Field::Exploits, "in-the-wild"),
    ] {
        let conditional = [
            (Field::PlanDate, "2027-03-31"),
            (Field::PlanLinks, "https://example.org"),
            (field, answer),
        ];
        reports.push(report(
            &draft(MINIMUM.into_iter().chain(conditional)),
            &vendor("kami"),
        ));
    }
    for report in reports {
        if let Err(error) = validator.validate(&report) {
            panic!("{error} at {}:\n{report:#}", error.instance_path());
        }
    }
}

#[test]
fn what_is_no_report_fails() {
    let validator = documented();
    let full = report(&draft(full()), &vendor("example"));
    for required in [
        "schema",
        "reference",
        "date",
        "vendor",
        "reporter",
        "affected",
        "vulnerability",
        "exploits",
        "disclosure",
    ] {
        let mut lacking = full.clone();
        lacking.as_object_mut().expect("an object").remove(required);
        assert!(!validator.is_valid(&lacking), "{required} may be absent");
    }
    for (pointer, value) in [
        ("/schema", json!("1")),
        ("/affected", json!("Router X1")),
        ("/affected/0/product", json!(1)),
        ("/exploits/status", json!("maybe")),
        ("/disclosure/plan", json!("later")),
        ("/disclosure/links", json!("https://example.org")),
        ("/reporter/identity", json!("someone")),
        ("/vulnerability/title", json!(null)),
    ] {
        let mut wrong = full.clone();
        *wrong.pointer_mut(pointer).expect("a place") = value;
        assert!(!validator.is_valid(&wrong), "{pointer} may be anything");
    }
}
