//! The vendor file: what is read, what is refused and where, and the four files that are shipped.

use proptest::prelude::*;
use sealed_report::vendor::{
    Channel, FieldKey, HttpsUrl, MAX_FILE_BYTES, MailAddress, PinnedFingerprint, UploadUrl, Vendor,
    VendorProblem,
};
use sealed_report::words::Language;
use serde_json::{Value, json};

const SHIPPED: [(&str, &str); 4] = [
    ("debian", include_str!("../../vendors/debian.json")),
    ("example", include_str!("../../vendors/example.json")),
    ("kami", include_str!("../../vendors/kami.json")),
    ("xiaomi", include_str!("../../vendors/xiaomi.json")),
];

fn shipped(id: &str) -> Vendor {
    let (_, json) = SHIPPED.iter().find(|(name, _)| *name == id).unwrap();
    Vendor::parse(json).unwrap_or_else(|error| panic!("vendors/{id}.json: {error}"))
}

/// The demo's file, where every member is used.
fn full() -> Value {
    serde_json::from_str(SHIPPED[1].1).unwrap()
}

fn edited(edit: impl FnOnce(&mut Value)) -> String {
    let mut file = full();
    edit(&mut file);
    serde_json::to_string_pretty(&file).unwrap()
}

/// Sets the value at a JSON pointer.
fn with(pointer: &str, value: Value) -> String {
    edited(|file| {
        *file
            .pointer_mut(pointer)
            .unwrap_or_else(|| panic!("no {pointer}")) = value
    })
}

/// Every way to break a file: the file, the place named, the problem named.
fn broken() -> Vec<(String, &'static str, VendorProblem)> {
    use VendorProblem as P;
    let pin = full()["pins"][0].clone();
    let field = full()["fields"][0].clone();
    let text = |english: &str| json!({ "en": english });
    vec![
        (" ".repeat(MAX_FILE_BYTES + 1), "$", P::TooLarge),
        (
            edited(|f| f["colour"] = json!("red")),
            "colour",
            P::UnknownMember,
        ),
        (
            edited(|f| f["pins"][0]["keyid"] = json!("x")),
            "pins[0].keyid",
            P::UnknownMember,
        ),
        (
            edited(|f| f["policy"]["answer"]["days"] = json!(2)),
            "policy.answer.days",
            P::UnknownMember,
        ),
        (
            edited(|f| f["channels"][1]["port"] = json!(25)),
            "channels[1].port",
            P::UnknownMember,
        ),
        (
            edited(|f| f["evil\u{202e}"] = json!(1)),
            "[\"evil\\u{202e}\"]",
            P::UnknownMember,
        ),
        (
            SHIPPED[1].1.replacen('{', "{ \"schema\": 1,", 1),
            "schema",
            P::DuplicateMember,
        ),
        (
            SHIPPED[1]
                .1
                .replacen("\"en\":", "\"en\": \"twice\", \"en\":", 1),
            "name.en",
            P::DuplicateMember,
        ),
        (with("/schema", json!(2)), "schema", P::WrongSchema),
        (with("/id", json!("Example Corp")), "id", P::BadSlug),
        (with("/id", json!("other")), "id", P::ReservedId),
        (
            with("/fields/0/key", json!("")),
            "fields[0].key",
            P::BadSlug,
        ),
        (with("/checked", json!("2026-02-29")), "checked", P::BadDate),
        (
            with("/pins/0/checked", json!("22.11.2026")),
            "pins[0].checked",
            P::BadDate,
        ),
        (
            with("/sites/0/url", json!("javascript:alert(1)")),
            "sites[0].url",
            P::BadUrl,
        ),
        (
            with("/policy/documents/0/url", json!("http://example.com/")),
            "policy.documents[0].url",
            P::BadUrl,
        ),
        (
            with("/channels/0/url", json!("https://example.com/;script-src")),
            "channels[0].url",
            P::BadUploadUrl,
        ),
        (
            edited(|f| f["demo"] = json!(false)),
            "channels[0].url",
            P::LoopbackUpload,
        ),
        (
            with(
                "/channels/1/address",
                json!("a@example.com?bcc=b@example.com"),
            ),
            "channels[1].address",
            P::BadMailAddress,
        ),
        (
            with(
                "/channels/1",
                json!({"kind": "mail", "url": "https://example.com/"}),
            ),
            "channels[1]",
            P::MailMembers,
        ),
        (
            with(
                "/channels/0",
                json!({"kind": "upload", "address": "a@example.com"}),
            ),
            "channels[0]",
            P::UploadMembers,
        ),
        (with("/name", text("  ")), "name.en", P::EmptyText),
        (
            with("/policy/support/0", text(&"x".repeat(4001))),
            "policy.support[0].en",
            P::LongText,
        ),
        (
            with("/policy/prohibited/activities/1", text("a\u{202e}b")),
            "policy.prohibited.activities[1].en",
            P::TextCharacter,
        ),
        (with("/name", text("a\nb")), "name.en", P::TextCharacter),
        (
            with("/fields/0/hint", json!({ "zh-Hans": "编号" })),
            "fields[0].hint",
            P::NoEnglish,
        ),
        (
            with("/pins/0/fingerprint", json!("DCC2896C")),
            "pins[0].fingerprint",
            P::KeyIdOnly,
        ),
        (
            with("/pins/0/fingerprint", json!("0xDCC2")),
            "pins[0].fingerprint",
            P::BadFingerprint,
        ),
        (
            with("/pins/0/certificate", json!("mDMEawJJ")),
            "pins[0].certificate",
            P::NotACertificate,
        ),
        (
            with(
                "/pins/0/certificate",
                json!(include_str!("../keys/example-corp.secret.asc")),
            ),
            "pins[0].certificate",
            P::SecretKey,
        ),
        (
            with("/pins", json!([pin, pin])),
            "pins[1].fingerprint",
            P::DuplicatePin,
        ),
        (
            with("/required", json!(["impact", "impact"])),
            "required[1]",
            P::DuplicateRequired,
        ),
        (
            with("/fields", json!([field, field])),
            "fields[1].key",
            P::DuplicateField,
        ),
        (
            edited(|f| {
                let again = f["channels"][0].clone();
                f["channels"].as_array_mut().unwrap().push(again);
            }),
            "channels[2]",
            P::DuplicateChannel,
        ),
        (
            edited(|f| {
                f["channels"] = json!([]);
                f["sites"] = json!([]);
            }),
            "channels",
            P::NoWay,
        ),
        (with("/pins", json!([])), "channels[0]", P::UploadWithoutPin),
        (
            edited(|f| drop(f.as_object_mut().unwrap().remove("name"))),
            "$",
            P::MissingMember("name".into()),
        ),
        (
            edited(|f| drop(f["pins"][0].as_object_mut().unwrap().remove("source"))),
            "pins[0]",
            P::MissingMember("source".into()),
        ),
        (
            with("/required/0", json!("shoe-size")),
            "required[0]",
            P::WrongValue(String::new()),
        ),
        (
            with("/name", json!({ "en": "a", "fr": "b" })),
            "name.fr",
            P::WrongValue(String::new()),
        ),
        (
            with("/policy/answer/hours", json!(-1)),
            "policy.answer.hours",
            P::WrongValue(String::new()),
        ),
        (
            with("/demo", json!("yes")),
            "demo",
            P::WrongValue(String::new()),
        ),
        (
            with("/pins/0/source/name", json!([])),
            "pins[0].source.name",
            P::WrongValue(String::new()),
        ),
        (
            SHIPPED[1].1.replacen("\"demo\": true", "\"demo\": ture", 1),
            "demo",
            P::Syntax(String::new()),
        ),
        (String::new(), "$", P::Syntax(String::new())),
    ]
}

#[test]
fn every_problem_is_named_with_its_place() {
    for (json, place, problem) in broken() {
        let error = Vendor::parse(&json).unwrap_err();
        assert_eq!(
            (error.place.as_str(), error.problem.code()),
            (place, problem.code()),
            "{error}"
        );
        if let VendorProblem::MissingMember(_) = problem {
            assert_eq!(error.problem, problem);
        }
    }
}

#[test]
fn every_problem_has_a_case_above_and_a_code_of_its_own() {
    let tested: Vec<_> = broken()
        .iter()
        .map(|(_, _, problem)| problem.code())
        .collect();
    let mut codes: Vec<_> = VendorProblem::PLAIN
        .iter()
        .map(VendorProblem::code)
        .collect();
    codes.extend(["syntax", "missing-member", "wrong-value"]);
    for code in &codes {
        assert!(tested.contains(code), "no case for {code}");
    }
    let all = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all);
}

#[test]
fn codes_are_what_is_serialized() {
    for problem in VendorProblem::PLAIN {
        assert_eq!(
            serde_json::to_value(problem).unwrap()["code"],
            problem.code()
        );
    }
}

#[test]
fn an_error_reads_as_one_line_that_cannot_deceive() {
    let error = Vendor::parse(&with("/required/0", json!("x\u{202e}\ny"))).unwrap_err();
    assert!(
        error.to_string().is_ascii() && !error.to_string().contains('\n'),
        "{error}"
    );
    let error = Vendor::parse("{\n  \"schema\": 1,\n  \"colour\": 2\n}").unwrap_err();
    assert_eq!(
        error.to_string(),
        "colour (line 3, column 10): this member is not part of the vendor file format"
    );
}

#[test]
fn shipped_files_are_read_and_written_back() {
    for (id, json) in SHIPPED {
        let vendor = shipped(id);
        assert_eq!(vendor.id.as_str(), id);
        assert_eq!(vendor.demo, id == "example");
        let written = serde_json::to_string(&vendor).unwrap();
        assert_eq!(Vendor::parse(&written).unwrap(), vendor);
        let texts = json.matches("\"en\":").count();
        let translated = json.matches("\"zh-Hans\":").count();
        let names_alike = if id == "kami" { 2 } else { 0 };
        assert_eq!(
            texts,
            translated + names_alike,
            "{id}: a text without Chinese"
        );
    }
}

#[test]
fn the_documented_file_is_read() {
    let page = include_str!("../../docs/vendor-file.md");
    let (_, rest) = page.split_once("```json\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    Vendor::parse(example).unwrap();
    for key in FieldKey::ALL {
        assert!(
            page.contains(&format!("`{}`", key.as_str())),
            "{key:?} is not documented"
        );
    }
}

#[test]
fn xiaomi_asks_for_its_published_minimum() {
    let xiaomi = shipped("xiaomi");
    // Of the page's six, products, versions, description, exploits known and disclosure plan are
    // part of every report; "additional information, if any" is optional by its own words.
    assert_eq!(
        xiaomi.required,
        [
            FieldKey::Organisation,
            FieldKey::Email,
            FieldKey::ExploitDetails
        ]
    );
    let [pin] = &xiaomi.pins[..] else {
        panic!("one pin")
    };
    assert_eq!(
        pin.fingerprint.as_str(),
        "EF25EADF40D198D12029F0A9B4A8E8AADCC2896C"
    );
    assert_eq!(pin.fingerprint.key_id(), "B4A8E8AADCC2896C");
    assert_eq!(pin.certificate, None);
    assert_eq!(xiaomi.mail().unwrap().as_str(), "security@xiaomi.com");
    assert_eq!(
        xiaomi.policy.prohibited.as_ref().unwrap().activities.len(),
        3
    );
    assert_eq!(xiaomi.policy.answer.as_ref().unwrap().hours, 48);
    assert_eq!(
        xiaomi.policy.documents[0].url, None,
        "the page gives no address"
    );
    let sites: Vec<_> = xiaomi
        .sites
        .iter()
        .map(|site| site.url.as_deref())
        .collect();
    assert_eq!(
        sites,
        [
            Some("https://hackerone.com/xiaomi"),
            Some("https://sec.xiaomi.com")
        ]
    );
}

#[test]
fn kami_has_no_key_and_names_its_sites_without_addresses() {
    let kami = shipped("kami");
    assert!(kami.pins.is_empty());
    assert!(kami.sites.iter().all(|site| site.url.is_none()) && kami.sites.len() == 2);
    assert_eq!(kami.uploads().count(), 0);
    assert!(
        kami.policy.disclosure[0]
            .text
            .get(Language::En)
            .contains("180 days")
    );
}

#[test]
fn debian_and_the_demo_bring_their_certificates() {
    let debian = shipped("debian");
    assert_eq!(
        debian.pins[0].fingerprint.as_str(),
        "0D59D2B15144766A14D241C66BAF400B05C3E651"
    );
    assert!(debian.pins[0].certificate.is_some());
    let demo = shipped("example");
    assert!(demo.pins[0].certificate.is_some());
    assert!(matches!(&demo.channels[0], Channel::Upload { url } if url.is_loopback()));
}

#[test]
fn a_text_falls_back_to_english() {
    let kami = shipped("kami");
    let site = &kami.sites[1].name;
    assert_eq!(site.get(Language::ZhHans), "HackerOne");
    assert_eq!(site.language(Language::ZhHans), Language::En);
    assert_eq!(kami.sites[0].name.get(Language::ZhHans), "Kami 安全中心");
}

#[test]
fn fingerprints_are_read_as_people_write_them() {
    let v4 =
        PinnedFingerprint::parse(" ef25 eadf 40d1 98d1 2029  f0a9 b4a8 e8aa dcc2 896c").unwrap();
    assert_eq!(v4.as_str(), "EF25EADF40D198D12029F0A9B4A8E8AADCC2896C");
    assert_eq!(
        v4.grouped(),
        "EF25 EADF 40D1 98D1 2029 F0A9 B4A8 E8AA DCC2 896C"
    );
    let v6 = PinnedFingerprint::parse(&"0123456789abcdef".repeat(4)).unwrap();
    assert_eq!((v6.key_id(), v6.len()), ("0123456789ABCDEF", 64));
    for id in ["DCC2896C", "B4A8E8AADCC2896C", "b4a8 e8aa dcc2 896c"] {
        assert_eq!(PinnedFingerprint::parse(id), Err(VendorProblem::KeyIdOnly));
    }
    for bad in [
        "",
        "ЕF25",
        &"A".repeat(39),
        &"A".repeat(63),
        &"A".repeat(65),
        &"G".repeat(40),
    ] {
        assert_eq!(
            PinnedFingerprint::parse(bad),
            Err(VendorProblem::BadFingerprint)
        );
    }
}

#[test]
fn addresses_are_refused_when_they_could_mean_something_else() {
    for good in [
        "https://a.example",
        "https://a.example:8443/x?y=z#w",
        "https://192.0.2.1/",
    ] {
        assert!(HttpsUrl::parse(good).is_ok(), "{good}");
    }
    for bad in [
        "",
        "https://",
        "https:///x",
        "http://a.example/",
        "HTTPS://a.example/",
        "//a.example/",
        "https://user@a.example/",
        "https://a.example:0/",
        "https://a.example:99999/",
        "https://a.example:+1/",
        "https://a.example:/",
        "https://a..example/",
        "https://-a.example/",
        "https://ä.example/",
        "https://a.example/\"",
        "https://a.example/ b",
        "https://a.example\\b",
        "https://a.example/\n",
        "https://*.example/",
        "data:text/html,x",
        " https://a.example/",
    ] {
        assert!(HttpsUrl::parse(bad).is_err(), "{bad}");
    }
    for good in [
        "https://a.example/",
        "https://a.example:8443/in/box",
        "http://127.0.0.1:8181/inbox/",
        "http://localhost/x",
    ] {
        assert!(UploadUrl::parse(good).is_ok(), "{good}");
    }
    for bad in [
        "http://a.example/",
        "http://127.0.0.1.a.example/",
        "http://localhost.a.example/",
        "https://a.example/?x",
        "https://a.example/#x",
        "https://a.example?x",
        "https://a.example;x",
        "https://a.example/,b",
        "https://a.example/'b'",
        "https://u@a.example/",
        "http://[::2]/",
        "ws://a.example/",
        "https://a.example/ b",
        "http://[::1]x/",
        // A policy cannot name these as sources.
        "http://[::1]:8181/",
        "https://a.example",
        "https://a.example/in/../out",
        "https://a.example/./",
    ] {
        assert!(UploadUrl::parse(bad).is_err(), "{bad}");
    }
    for good in ["security@example.com", "a.b+c@x-y.example"] {
        assert!(MailAddress::parse(good).is_ok(), "{good}");
    }
    for bad in [
        "",
        "@",
        "a@",
        "@b.c",
        "a@b",
        "a@b@c.d",
        "a b@c.d",
        "a@c.d,e@f.g",
        "a@c.d?cc=e",
        "<a@c.d>",
        "a@c.d\r\nBcc: e@f.g",
        ".a@c.d",
        "a..b@c.d",
        "a@c..d",
        "a@c.d.",
        "\"a\"@c.d",
        "ä@c.d",
        "a%40b@c.d",
    ] {
        assert!(MailAddress::parse(bad).is_err(), "{bad}");
    }
}

#[test]
fn field_keys_are_named_as_in_the_file() {
    for key in FieldKey::ALL {
        assert_eq!(serde_json::to_value(key).unwrap(), key.as_str());
    }
    for language in Language::ALL {
        assert_eq!(serde_json::to_value(language).unwrap(), language.tag());
    }
}

proptest! {
    #[test]
    fn any_text_is_answered(text in "\\PC*|[\\[\\]{}:,\"\\\\ \n0-9a-z]*") {
        let _ = Vendor::parse(&text);
    }

    #[test]
    fn a_damaged_file_is_answered(
        file in 0..SHIPPED.len(),
        start in any::<prop::sample::Index>(),
        length in 0..200usize,
        patch in "[\\[\\]{}:,\"\\\\ \n0-9a-z\u{0}\u{202e}ä]{0,6}",
    ) {
        let mut chars: Vec<char> = SHIPPED[file].1.chars().collect();
        let start = start.index(chars.len());
        let end = (start + length).min(chars.len());
        chars.splice(start..end, patch.chars());
        let damaged: String = chars.into_iter().collect();
        if let Err(error) = Vendor::parse(&damaged) {
            prop_assert!(!error.place.is_empty());
        }
    }
}
