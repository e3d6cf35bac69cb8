//! `report.json` read back: what the page wrote comes out again, and nothing else gets in.

mod form;

use form::{MINIMUM, draft, full, strict_chinese_vendor, today, vendor};
use proptest::prelude::*;
use sealed_report::compose::Reviewed;
use sealed_report::date::Date;
use sealed_report::package::Reference;
use sealed_report::report::validation::validate;
use sealed_report::report::written::{MAX_BYTES, WrittenError};
use sealed_report::report::{Draft, Field, Mistake, Problem, Written};
use sealed_report::vendor::Vendor;
use serde_json::{Value, json};

const GOLDEN: &str = include_str!("golden/full.json");
const LEAST: &str = include_str!("golden/least.json");
const REFERENCE: &str = "7ZK3M0Q4XB";

fn reference() -> Reference {
    Reference::parse(REFERENCE).expect("a reference")
}

fn reviewed(draft: &Draft, vendor: &Vendor) -> Reviewed {
    Reviewed::new(draft, vendor, &reference(), today(), Vec::new()).expect("no mistake")
}

/// What is sealed from a `report.json`.
fn again(json: &str, vendor: &Vendor, now: Date) -> Reviewed {
    let written = Written::parse(json.as_bytes(), vendor).expect("a report");
    assert_eq!(written.reference, REFERENCE);
    let report = validate(&written.draft, vendor, now).expect("no mistake");
    Reviewed::of(report, vendor, &reference(), written.date, Vec::new())
}

fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut report = serde_json::from_str(GOLDEN).expect("JSON");
    change(&mut report);
    report.to_string()
}

fn refused(json: &str) -> WrittenError {
    Written::parse(json.as_bytes(), &vendor("example")).expect_err("refused")
}

fn mistakes(json: &str) -> Vec<Mistake> {
    let vendor = vendor("example");
    let written = Written::parse(json.as_bytes(), &vendor).expect("a report");
    validate(&written.draft, &vendor, today()).expect_err("mistakes")
}

#[test]
fn text_and_json_come_out_as_the_page_made_them() {
    let later = Date::parse("2027-02-01").expect("a day");
    for (draft, vendor) in [
        (draft(full()), vendor("example")),
        (draft(full()), strict_chinese_vendor()),
        (draft(MINIMUM), vendor("debian")),
    ] {
        let first = reviewed(&draft, &vendor);
        assert_eq!(again(&first.json, &vendor, later), first);
        let with_mark = format!("\u{feff}{}", first.json);
        assert_eq!(again(&with_mark, &vendor, later), first);
    }
    for golden in [GOLDEN, LEAST] {
        let id: Value = serde_json::from_str(golden).expect("JSON");
        let vendor = vendor(id["vendor"].as_str().expect("an id"));
        assert_eq!(again(golden, &vendor, today()).json, golden);
    }
}

/// Texts with whatever ends, controls and line ends there are.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{1,20}",
        "[ \t\r\n\u{b}\u{c}\u{85}\u{a0}\u{2028}\u{1b}\u{0}a#-]{0,12}x[ \r\n\u{85}\u{1c}]{0,4}",
    ]
}

proptest! {
    #[test]
    fn whatever_was_typed_comes_out_again(
        texts in prop::collection::vec(typed(), 14),
        plan in 0..3_usize,
        anonymous: bool,
        rows in 1..4_usize,
    ) {
        use Field::*;
        let vendor = vendor("example");
        let fields = [
            Organisation, Name, Title, Description, Impact, Discovery, ExploitDetails, Steps,
            OthersInformed, Credit, Additional, Extra(0), Component(0), Component(1),
        ];
        let mut answers: Vec<(Field, String)> = fields.into_iter().zip(texts.clone()).collect();
        for row in 0..rows {
            answers.push((Product(row), texts[row].clone()));
            answers.push((Versions(row), texts[row + 1].clone()));
        }
        let fixed = [
            (Identity, if anonymous { "anonymous" } else { "named" }),
            (Email, " a@example.com "),
            (Exploits, "in-the-wild"),
            (Plan, ["coordinated", "no-plan", "public"][plan]),
            (PlanDate, "2027-03-31"),
            (PlanLinks, " https://example.com/a\u{85}\r\nhttp://example.com/\u{1b}[m "),
        ];
        answers.extend(fixed.map(|(field, text)| (field, text.to_owned())));
        let draft = draft(answers);
        if let Ok(first) = Reviewed::new(&draft, &vendor, &reference(), today(), Vec::new()) {
            prop_assert_eq!(again(&first.json, &vendor, today()), first);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), at in 0..2000_usize) {
        let vendor = vendor("example");
        prop_assert!(Written::parse(&bytes, &vendor).is_err());
        let mut damaged = GOLDEN.as_bytes().to_vec();
        let at = at % damaged.len();
        let end = damaged.len().min(at + bytes.len());
        damaged[at..end].copy_from_slice(&bytes[..end - at]);
        let _ = Written::parse(&damaged, &vendor);
    }
}

#[test]
fn the_rules_of_the_form_hold() {
    let only = |field, problem| vec![Mistake { field, problem }];
    for (change, expected) in [
        (
            json!({"vulnerability": {"title": "T", "description": "D"}}),
            only(Field::Impact, Problem::Missing),
        ),
        (json!({"affected": []}), {
            let missing = |field| Mistake {
                field,
                problem: Problem::Missing,
            };
            vec![missing(Field::Product(0)), missing(Field::Versions(0))]
        }),
        (
            json!({"exploits": {"status": "maybe"}}),
            only(Field::Exploits, Problem::Missing),
        ),
        (
            json!({"reporter": {}}),
            only(Field::Identity, Problem::Missing),
        ),
        (
            json!({"reporter": {"identity": "named", "email": "nobody"}}),
            only(Field::Email, Problem::NotAnAddress),
        ),
        (
            json!({"disclosure": {"plan": "coordinated", "date": "2026-11-21"}}),
            only(Field::PlanDate, Problem::DateInThePast),
        ),
        (
            json!({"disclosure": {"plan": "public", "links": ["javascript:alert(1)"]}}),
            only(Field::PlanLinks, Problem::NotALink),
        ),
    ] {
        let json = changed(|report| {
            for (member, value) in change.as_object().expect("an object") {
                report[member] = value.clone();
            }
        });
        assert_eq!(mistakes(&json), expected, "{change}");
    }
}

#[test]
fn whoever_is_anonymous_tells_nothing() {
    let vendor = vendor("example");
    let json = changed(|report| report["reporter"]["identity"] = json!("anonymous"));
    let again = again(&json, &vendor, today());
    assert!(!again.markdown.contains("Löwe <") && !again.json.contains("ada@example.org"));
}

#[test]
fn what_is_no_report_of_this_vendor_is_refused() {
    let set = |member: &str, value: Value| changed(|report| report[member] = value);
    let products = json!(vec![json!({"product": "p", "versions": "1"}); 51]);
    let twice = json!([{"key": "asset-tag", "value": "1"}, {"key": "asset-tag", "value": "2"}]);
    for (json, error) in [
        (set("schema", json!(3)), WrittenError::OtherSchema),
        (set("vendor", json!("kami")), WrittenError::OtherVendor),
        (set("date", json!("2026-02-30")), WrittenError::BadDate),
        (
            set("affected", products),
            WrittenError::TooManyProducts { limit: 50 },
        ),
        (
            set("extra", json!([{"key": "other", "value": "1"}])),
            WrittenError::UnknownExtra,
        ),
        (set("extra", twice), WrittenError::UnknownExtra),
        (" ".repeat(MAX_BYTES + 1), WrittenError::TooLarge),
        ("".to_owned(), WrittenError::NotJson { line: 1, column: 0 }),
        (
            "{\n\"schema\": 1, oops".to_owned(),
            WrittenError::NotJson {
                line: 2,
                column: 14,
            },
        ),
        (
            "{\"schema\": 1,\n \"secret finding\": 1}".to_owned(),
            WrittenError::NotAReport {
                line: 2,
                column: 17,
            },
        ),
        (
            "{\"schema\": \"secret finding\"}".to_owned(),
            WrittenError::NotAReport {
                line: 1,
                column: 27,
            },
        ),
    ] {
        let found = refused(&json);
        assert_eq!(found, error);
        assert!(!format!("{found} {found:?}").contains("secret"));
    }
    let misspelt = changed(|report| report["vulnerability"]["descripton"] = json!("lost"));
    assert!(matches!(
        refused(&misspelt),
        WrittenError::NotAReport { .. }
    ));
}
