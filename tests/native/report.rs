//! The report: what is required, what is a mistake, and what it looks like in the end.

mod form;

use form::{CERTIFICATE, CVSS_3, CVSS_4, MINIMUM, NOW, VENDORS};
use form::{changed_vendor, draft, full, minimum_with, strict_chinese_vendor, today, vendor};
use proptest::prelude::*;
use sealed_report::date::Date;
use sealed_report::report::draft::{MAX_AFFECTED_ROWS, MAX_ANSWER_BYTES};
use sealed_report::report::field::Shape;
use sealed_report::report::validation::{mistakes_in, validate};
use sealed_report::report::{Document, Draft, Field, Mistake, Problem, Section, text};
use sealed_report::vendor::{FieldKey, Vendor};
use sealed_report::words::{Language, Words};
use serde_json::{Value, json};

const REFERENCE: &str = "7ZK3M0Q4XB";

fn mistakes(draft: &Draft, vendor: &Vendor) -> Vec<Mistake> {
    validate(draft, vendor, today()).err().unwrap_or_default()
}

fn missing(draft: &Draft, vendor: &Vendor) -> Vec<Field> {
    let mistakes = mistakes(draft, vendor);
    assert!(mistakes.iter().all(|it| it.problem == Problem::Missing));
    mistakes.into_iter().map(|mistake| mistake.field).collect()
}

/// The one problem of the least draft with `answer` in `field`.
fn problem(field: Field, answer: &str) -> Option<Problem> {
    let mistakes = mistakes(&minimum_with(&[(field, answer)]), &vendor("debian"));
    assert!(
        mistakes.len() <= 1 && mistakes.iter().all(|it| it.field == field),
        "{field:?} {answer:?}: {mistakes:?}"
    );
    mistakes.first().map(|mistake| mistake.problem)
}

fn document(draft: &Draft, vendor: &Vendor) -> Document {
    let report = validate(draft, vendor, today()).expect("no mistake");
    Document::new(report, REFERENCE, today(), vendor)
}

fn markdown(draft: &Draft, vendor: &Vendor) -> String {
    let name = vendor.name.get(vendor.language);
    text::markdown(&document(draft, vendor), name, &Words::new(vendor.language))
}

fn json_of(draft: &Draft, vendor: &Vendor) -> Value {
    serde_json::from_str(&document(draft, vendor).json()).expect("JSON")
}

/// The form, field by field.
fn order(draft: &Draft, vendor: &Vendor) -> Vec<Field> {
    let sections = Section::ALL.into_iter();
    sections
        .flat_map(|section| draft.fields(section, vendor))
        .collect()
}

#[test]
fn an_empty_form_misses_what_its_vendor_requires_in_the_order_of_the_form() {
    use Field::*;
    let always = [Product(0), Versions(0), Title, Description, Exploits, Plan];
    assert_eq!(missing(&Draft::default(), &vendor("debian")), always);
    assert_eq!(missing(&Draft::default(), &vendor("kami")), always);
    assert_eq!(
        missing(&Draft::default(), &vendor("example")),
        [
            Product(0),
            Versions(0),
            Title,
            Description,
            Impact,
            Exploits,
            Plan
        ]
    );
    // Xiaomi's six: organisation, email, product and versions, description, exploits, disclosure.
    assert_eq!(
        missing(&Draft::default(), &vendor("xiaomi")),
        [
            Organisation,
            Email,
            Product(0),
            Versions(0),
            Title,
            Description,
            Exploits,
            ExploitDetails,
            Plan
        ]
    );
}

#[test]
fn the_minimum_of_each_vendor_is_enough() {
    for id in ["debian", "kami"] {
        assert_eq!(mistakes(&draft(MINIMUM), &vendor(id)), []);
    }
    let impact = minimum_with(&[(Field::Impact, "Everything")]);
    assert_eq!(mistakes(&impact, &vendor("example")), []);
    let reporter = [
        (Field::Organisation, "independent"),
        (Field::Email, "ada@example.org"),
    ];
    assert_eq!(mistakes(&minimum_with(&reporter), &vendor("xiaomi")), []);
    for id in VENDORS {
        assert_eq!(mistakes(&draft(full()), &vendor(id)), [], "{id}");
    }
}

#[test]
fn a_vendor_can_require_every_optional_field_and_its_own() {
    let strict = strict_chinese_vendor();
    let missing = missing(&Draft::default(), &strict);
    let expected: Vec<Field> = order(&Draft::default(), &strict)
        .into_iter()
        .filter(|field| *field != Field::Identity)
        .collect();
    assert_eq!(missing, expected);
    let keys: Vec<FieldKey> = missing.iter().filter_map(|field| field.key()).collect();
    assert_eq!(keys, FieldKey::ALL);
    assert_eq!(missing[missing.len() - 2], Field::Extra(0));
    // White space is no answer.
    let blank = draft(missing.iter().map(|field| (*field, " \r\n\t\u{3000}")));
    assert_eq!(self::missing(&blank, &strict), missing);
}

#[test]
fn every_mistake_has_its_sentence_in_every_language() {
    let problems = [
        Problem::Missing,
        Problem::TooLong,
        Problem::NotAnAddress,
        Problem::NotAWeakness,
        Problem::NotASeverity,
        Problem::NotADate,
        Problem::DateInThePast,
        Problem::NotALink,
        Problem::NotACertificate,
        Problem::SecretKey,
    ];
    for language in Language::ALL {
        let words = Words::new(language);
        for field in Field::KINDS {
            for problem in problems {
                let message = Mistake { field, problem }.message();
                assert!(words.has(message), "{message}");
            }
        }
    }
}

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_the_form() {
    use Field::*;
    let wrong = draft([
        (Email, "ada at example.org"),
        (Certificate, "my key"),
        (Product(1), "Router X2"),
        (Weakness, "XSS"),
        (Severity, "high"),
        (Exploits, "in-the-wild"),
        (Plan, "coordinated"),
        (PlanDate, "2026-11-21"),
        (Credit, "Ada"),
    ]);
    let expected = [
        (Organisation, Problem::Missing),
        (Email, Problem::NotAnAddress),
        (Certificate, Problem::NotACertificate),
        (Product(0), Problem::Missing),
        (Versions(0), Problem::Missing),
        (Versions(1), Problem::Missing),
        (Title, Problem::Missing),
        (Description, Problem::Missing),
        (Weakness, Problem::NotAWeakness),
        (Severity, Problem::NotASeverity),
        (ExploitDetails, Problem::Missing),
        (PlanDate, Problem::DateInThePast),
    ];
    let xiaomi = vendor("xiaomi");
    let found = mistakes(&wrong, &xiaomi);
    assert_eq!(
        found
            .iter()
            .map(|it| (it.field, it.problem))
            .collect::<Vec<_>>(),
        expected
    );
    // The sections together are the whole.
    let by_section = Section::ALL
        .into_iter()
        .flat_map(|section| mistakes_in(section, &wrong, &xiaomi, today()))
        .collect::<Vec<_>>();
    assert_eq!(found, by_section);
}

#[test]
fn an_answer_may_be_long_but_not_endless() {
    let longest = "x".repeat(MAX_ANSWER_BYTES);
    let longer = longest.clone() + "x";
    for field in Field::KINDS {
        if matches!(field.shape(), Shape::Choice(_)) || field == Field::Extra(0) {
            continue;
        }
        let mut changes = vec![(field, longer.as_str())];
        match field {
            Field::PlanDate => changes.push((Field::Plan, "coordinated")),
            Field::PlanLinks => changes.push((Field::Plan, "public")),
            _ => {}
        }
        let found = mistakes(&minimum_with(&changes), &vendor("debian"));
        let problem = Problem::TooLong;
        assert_eq!(found, [Mistake { field, problem }]);
    }
    let extra = minimum_with(&[(Field::Extra(0), &longer), (Field::Impact, "x")]);
    assert_eq!(
        mistakes(&extra, &vendor("example"))[0].problem,
        Problem::TooLong
    );
    assert_eq!(problem(Field::Description, &longest), None);
    // The ends do not count: they do not travel.
    assert_eq!(problem(Field::Description, &(longest + "\n\n\n")), None);
}

#[test]
fn an_unknown_choice_is_no_choice() {
    for field in [Field::Identity, Field::Exploits, Field::Plan] {
        for wrong in [
            "",
            "maybe",
            "NAMED",
            "no-plan\0",
            " no-plan",
            "in-the-wild ",
        ] {
            assert_eq!(problem(field, wrong), Some(Problem::Missing), "{wrong:?}");
        }
        let Shape::Choice(choices) = field.shape() else {
            panic!("{field:?} is a choice");
        };
        for (key, _) in choices {
            let with = [
                (Field::PlanDate, "2027-01-01"),
                (Field::PlanLinks, "https://example.org"),
                (field, key),
            ];
            assert_eq!(mistakes(&minimum_with(&with), &vendor("debian")), []);
        }
    }
}

#[test]
fn addresses() {
    for good in [
        "ada@example.org",
        " ada@example.org\n",
        "a.b+c-d_e@mail.example.co.uk",
        "阿达@例子.中国",
        "o'neill@example.org",
    ] {
        assert_eq!(problem(Field::Email, good), None, "{good}");
    }
    for wrong in [
        "ada",
        "@example.org",
        "ada@",
        "ada@example",
        "ada@example..org",
        "ada@.example.org",
        "ada@example.org.",
        "ada@b@example.org",
        "ada lovelace@example.org",
        "ada@example.org, bob@example.org",
        "Ada <ada@example.org>",
        "ada@example.org\r\nBcc: bob@example.org",
        "ada@exa\0mple.org",
        "ada@exa\u{1b}mple.org",
    ] {
        assert_eq!(
            problem(Field::Email, wrong),
            Some(Problem::NotAnAddress),
            "{wrong}"
        );
    }
}

#[test]
fn weaknesses() {
    let number = |typed: &str| {
        let draft = minimum_with(&[(Field::Weakness, typed)]);
        json_of(&draft, &vendor("debian"))["vulnerability"]["weakness"].clone()
    };
    for (typed, official) in [
        ("79", "CWE-79"),
        ("cwe-79", "CWE-79"),
        ("CWE 79", "CWE-79"),
        ("CWE79", "CWE-79"),
        ("CWE: 79", "CWE-79"),
        (" Cwe-0079 \n", "CWE-79"),
        ("CWE-1395", "CWE-1395"),
    ] {
        assert_eq!(number(typed), json!(official), "{typed}");
    }
    assert_eq!(number(""), Value::Null);
    for wrong in [
        "CWE-0",
        "0",
        "CWE-",
        "CWE",
        "XSS",
        "CWE-79a",
        "CWE-7 9",
        "CWE-79, CWE-80",
        "-1",
        "+79",
        "7.9",
        "CWE-100000",
        "CWE-７９",
        "CVE-2026-1234",
    ] {
        assert_eq!(
            problem(Field::Weakness, wrong),
            Some(Problem::NotAWeakness),
            "{wrong}"
        );
    }
}

#[test]
fn severities() {
    for good in [
        CVSS_4,
        CVSS_3,
        " CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:C/C:N/I:L/A:N/E:P/RL:T/RC:C\n",
        "CVSS:3.1/S:U/C:H/I:H/A:H/AV:N/AC:L/PR:N/UI:N",
        "CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:N/VI:N/VA:L/SC:L/SI:L/SA:H/E:A/MSI:S/U:Red",
    ] {
        assert_eq!(problem(Field::Severity, good), None, "{good}");
    }
    for wrong in [
        "9.8",
        "critical",
        "CVSS:4.0/",
        "CVSS:3.1/",
        "CVSS:3.1",
        "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "AV:N/AC:L/Au:N/C:P/I:P/A:P",
        "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:X",
        "CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:4.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N",
    ] {
        assert_eq!(
            problem(Field::Severity, wrong),
            Some(Problem::NotASeverity),
            "{wrong}"
        );
    }
}

/// A CVSS 3.1 vector that lacks a base metric is no severity; the parser alone takes it.
#[test]
fn a_cvss_3_vector_has_every_base_metric() {
    for metric in CVSS_3.split('/').skip(1) {
        let lacking = CVSS_3.replace(&format!("/{metric}"), "");
        assert_eq!(
            problem(Field::Severity, &lacking),
            Some(Problem::NotASeverity),
            "{lacking}"
        );
    }
}

#[test]
fn dates() {
    let planned = |date: &str| {
        let draft = minimum_with(&[(Field::Plan, "coordinated"), (Field::PlanDate, date)]);
        mistakes(&draft, &vendor("debian"))
            .first()
            .map(|it| it.problem)
    };
    for good in ["2026-11-22", "2028-02-29", "2027-03-31 ", "9999-12-31"] {
        assert_eq!(planned(good), None, "{good}");
    }
    for past in ["2026-11-21", "2024-02-29", "0001-01-01"] {
        assert_eq!(planned(past), Some(Problem::DateInThePast), "{past}");
    }
    for wrong in [
        "2027-02-29",
        "2100-02-29",
        "2027-13-01",
        "2027-04-31",
        "31.3.2027",
        "2027-3-31",
        "2027/03/31",
        "next week",
        "2027-03-31T00:00",
        "+027-03-31",
        "２０２７-03-31",
    ] {
        assert_eq!(planned(wrong), Some(Problem::NotADate), "{wrong}");
    }
    assert_eq!(planned(""), Some(Problem::Missing));
    assert_eq!(Date::from_unix(NOW), today());
}

#[test]
fn links() {
    let public = |links: &str| {
        let draft = minimum_with(&[(Field::Plan, "public"), (Field::PlanLinks, links)]);
        mistakes(&draft, &vendor("debian"))
            .first()
            .map(|it| it.problem)
    };
    for good in [
        "https://example.org",
        "http://example.org/a?b=c&d=%20#e",
        "\nhttps://example.org/1\r\nhttps://example.org/2 https://example.org/3\n\n",
        "https://例子.中国/漏洞",
    ] {
        assert_eq!(public(good), None, "{good}");
    }
    for wrong in [
        "example.org",
        "javascript:alert(1)",
        "ftp://example.org",
        "https://",
        "https://example.org\nand soon elsewhere",
    ] {
        assert_eq!(public(wrong), Some(Problem::NotALink), "{wrong}");
    }
    assert_eq!(public(" \n"), Some(Problem::Missing));
}

#[test]
fn certificates_for_the_answer() {
    assert_eq!(problem(Field::Certificate, CERTIFICATE), None);
    let secret = include_str!("../vectors/cv25519.secret.asc");
    assert_eq!(
        problem(Field::Certificate, secret),
        Some(Problem::SecretKey)
    );
    let both = format!("{CERTIFICATE}\n{secret}");
    assert_eq!(problem(Field::Certificate, &both), Some(Problem::SecretKey));
    let cut = &CERTIFICATE[..CERTIFICATE.len() / 2];
    for wrong in ["DCC2896C", "my key", cut] {
        assert_eq!(
            problem(Field::Certificate, wrong),
            Some(Problem::NotACertificate)
        );
    }
}

#[test]
fn whoever_stays_anonymous_is_asked_nothing_and_tells_nothing() {
    let anonymous = draft(
        full()
            .into_iter()
            .chain([(Field::Identity, "anonymous".to_owned())]),
    );
    for vendor in [vendor("xiaomi"), strict_chinese_vendor()] {
        assert_eq!(
            anonymous.fields(Section::Reporter, &vendor),
            [Field::Identity]
        );
        let text = markdown(&anonymous, &vendor);
        let json = json_of(&anonymous, &vendor);
        assert_eq!(json["reporter"], json!({ "identity": "anonymous" }));
        for typed in ["independent", "ada@example.org", "BEGIN PGP PUBLIC KEY"] {
            assert!(
                !text.contains(typed) && !json.to_string().contains(typed),
                "{typed}"
            );
        }
    }
    // Wrong answers that are no longer asked for are no mistakes.
    let draft = minimum_with(&[(Field::Identity, "anonymous"), (Field::Email, "nonsense")]);
    assert_eq!(mistakes(&draft, &vendor("xiaomi")), []);
}

#[test]
fn only_what_the_plan_asks_for_travels() {
    let all = [
        (Field::PlanDate, "2027-03-31"),
        (Field::PlanLinks, "https://example.org/public"),
    ];
    for (plan, expected, asks) in [
        (
            "coordinated",
            json!({ "plan": "coordinated", "date": "2027-03-31" }),
            vec![Field::PlanDate],
        ),
        ("no-plan", json!({ "plan": "no-plan" }), vec![]),
        (
            "public",
            json!({ "plan": "public", "links": ["https://example.org/public"] }),
            vec![Field::PlanLinks],
        ),
    ] {
        let debian = vendor("debian");
        let mut draft = minimum_with(&all);
        draft.set(Field::Plan, plan.to_owned());
        assert_eq!(json_of(&draft, &debian)["disclosure"], expected);
        let fields = draft.fields(Section::Disclosure, &debian);
        let tail = [Field::OthersInformed, Field::Credit];
        assert_eq!(fields, [vec![Field::Plan], asks, tail.to_vec()].concat());
        let text = markdown(&draft, &debian);
        assert_eq!(text.contains("2027-03-31"), plan == "coordinated");
        assert_eq!(
            text.contains("https://example.org/public"),
            plan == "public"
        );
    }
}

#[test]
fn exploit_details_are_required_where_there_is_something_to_tell() {
    let xiaomi = vendor("xiaomi");
    for (status, required) in [
        ("", true),
        ("none-known", false),
        ("proof-of-concept", true),
        ("in-the-wild", true),
        ("unknown", true),
    ] {
        let draft = minimum_with(&[(Field::Exploits, status)]);
        assert_eq!(
            draft.is_required(Field::ExploitDetails, &xiaomi),
            required,
            "{status}"
        );
        assert!(!draft.is_required(Field::ExploitDetails, &vendor("debian")));
    }
    // Details that were typed all the same travel.
    let draft = minimum_with(&[(Field::ExploitDetails, "none in my logs")]);
    let exploits = json_of(&draft, &vendor("debian"))["exploits"].clone();
    assert_eq!(
        exploits,
        json!({ "status": "none-known", "details": "none in my logs" })
    );
}

#[test]
fn a_removed_row_takes_its_answers_and_the_rows_below_move_up() {
    let mut draft = draft((0..3).flat_map(|row| {
        [
            (Field::Product(row), format!("product {row}")),
            (Field::Versions(row), format!("versions {row}")),
            (Field::Component(row), format!("component {row}")),
        ]
    }));
    let products = |draft: &Draft| {
        (0..draft.affected_rows())
            .map(|row| {
                let fields = [
                    Field::Product(row),
                    Field::Versions(row),
                    Field::Component(row),
                ];
                fields.map(|field| draft.get(field).to_owned()).join(", ")
            })
            .collect::<Vec<_>>()
    };
    draft.remove_affected_row(1);
    assert_eq!(
        products(&draft),
        [
            "product 0, versions 0, component 0",
            "product 2, versions 2, component 2"
        ]
    );
    // A new row is empty: nothing of a removed one comes back.
    draft.add_affected_row();
    assert_eq!(products(&draft)[2], ", , ");
    draft.remove_affected_row(0);
    draft.remove_affected_row(1);
    assert_eq!(products(&draft), ["product 2, versions 2, component 2"]);
    draft.remove_affected_row(0);
    assert_eq!(products(&draft), [", , "]);
    assert!(draft.is_blank());
}

#[test]
fn a_row_that_is_not_there_cannot_be_removed() {
    let mut draft = draft([(Field::Product(1), "Router X2")]);
    draft.remove_affected_row(2);
    assert_eq!(draft.affected_rows(), 2);
    assert_eq!(draft.get(Field::Product(1)), "Router X2");
}

#[test]
fn there_is_an_end_to_rows() {
    let mut draft = Draft::default();
    for _ in 0..2 * MAX_AFFECTED_ROWS {
        draft.add_affected_row();
    }
    assert_eq!(draft.affected_rows(), MAX_AFFECTED_ROWS);
}

#[test]
fn nothing_typed_is_blank_until_something_is() {
    assert!(Draft::default().is_blank());
    assert!(!Draft::default().is_anonymous());
    let mut draft = Draft::default();
    draft.set(Field::Identity, "anonymous".to_owned());
    assert!(draft.is_anonymous() && draft.is_blank());
    draft.set(Field::Extra(0), "x".to_owned());
    assert!(!draft.is_blank());
}

#[test]
fn a_fields_id_is_its_own() {
    let mut ids: Vec<String> = Field::KINDS.iter().map(|field| field.id()).collect();
    ids.extend([Field::Product(1).id(), Field::Extra(1).id()]);
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
    for section in Section::ALL {
        for field in draft(full()).fields(section, &vendor("example")) {
            assert_eq!(field.section(), section);
        }
    }
}

#[test]
fn odd_texts_travel_unharmed() {
    let large = "漏洞 \u{1F600} 1 MB\n".repeat(50_000);
    for (typed, travels) in [
        ("emoji 🦀👩‍💻, 中文, עברית \u{202b}rtl\u{202c}", None),
        (
            "-----BEGIN PGP MESSAGE-----\n\n-----END PGP MESSAGE-----\n- dash\nFrom me\n.\n..",
            None,
        ),
        ("```\nnot closed", None),
        (
            "line separators \u{2028}\u{2029} and no-break \u{a0}\u{feff}",
            None,
        ),
        ("one\r\ntwo\rthree\n\rfour", Some("one\ntwo\nthree\n\nfour")),
        (
            "nul\0 esc\u{1b}[2J del\u{7f} csi\u{9b}",
            Some("nul␀ esc␛[2J del␡ csi\u{fffd}"),
        ),
        ("  indented code  \n\n\n", Some("  indented code")),
        (large.as_str(), Some(large.trim_end())),
    ] {
        let draft = minimum_with(&[(Field::Description, typed)]);
        let debian = vendor("debian");
        let travels = travels.unwrap_or(typed);
        let json = json_of(&draft, &debian);
        assert_eq!(json["vulnerability"]["description"], json!(travels));
        let text = markdown(&draft, &debian);
        assert!(text.contains(&format!("\n\n{travels}\n")), "{travels}");
    }
}

/// An answer of one line can start no heading and no list of its own.
#[test]
fn an_answer_of_one_line_stays_on_its_line() {
    for breaks in ["\n", "\r\n", "\r", "\n\n"] {
        let typed = format!("a{breaks}## Faked heading{breaks}- **To:** b");
        let draft = minimum_with(&[
            (Field::Title, &typed),
            (Field::Name, &typed),
            (Field::Product(0), &typed),
            (Field::Credit, &typed),
        ]);
        let text = markdown(&draft, &vendor("debian"));
        assert!(
            !text.contains("\n## Faked") && !text.contains("\n- **To:** b"),
            "{text}"
        );
    }
}

/// What was checked is what travels: characters at the ends that the check ignores are gone.
#[test]
fn the_ends_that_are_not_checked_do_not_travel() {
    for end in ["\u{b}", "\u{c}", "\u{85}", "\u{2003}", "\n", "\r\n"] {
        let draft = minimum_with(&[
            (Field::Email, &format!("{end}ada@example.org{end}")),
            (Field::Severity, &format!("{end}{CVSS_3}{end}")),
            (Field::Plan, "coordinated"),
            (Field::PlanDate, &format!("{end}2027-03-31{end}")),
        ]);
        let json = json_of(&draft, &vendor("debian"));
        assert_eq!(json["reporter"]["email"], "ada@example.org");
        assert_eq!(json["vulnerability"]["severity"], CVSS_3);
        assert_eq!(json["disclosure"]["date"], "2027-03-31");
    }
}

/// Compares with a file of `tests/native/golden`, or writes it where `GOLDEN=write` says so.
fn golden(name: &str, text: &str) {
    let path = format!("{}/tests/native/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var("GOLDEN").as_deref() == Ok("write") {
        std::fs::write(&path, text).expect("written");
    }
    let expected = std::fs::read(&path).expect("a golden file");
    let same = expected == text.as_bytes();
    assert!(
        same,
        "{name} differs (GOLDEN=write, then look at the change):\n{text}"
    );
}

#[test]
fn a_full_report_reads_as_it_should() {
    let (full, english, chinese) = (draft(full()), vendor("example"), strict_chinese_vendor());
    golden("full.en.md", &markdown(&full, &english));
    golden("full.zh-Hans.md", &markdown(&full, &chinese));
    golden("full.json", &document(&full, &english).json());
}

#[test]
fn the_least_report_reads_as_it_should() {
    let anonymous = minimum_with(&[
        (Field::Identity, "anonymous"),
        (Field::Plan, "coordinated"),
        (Field::PlanDate, "2027-03-31"),
    ]);
    golden("least.en.md", &markdown(&anonymous, &vendor("xiaomi")));
    golden(
        "least.json",
        &document(&anonymous, &vendor("xiaomi")).json(),
    );
}

/// The vendor's language decides, and texts that the vendor file lacks in it are in English.
#[test]
fn headings_follow_the_vendor() {
    let chinese = changed_vendor("kami", |file| file["language"] = json!("zh-Hans"));
    let text = markdown(&draft(MINIMUM), &chinese);
    assert!(text.starts_with("# 漏洞报告：Login without password\n"));
    assert!(text.contains("- **收件方:** Kami\n"), "{text}");
}

/// The credit is an answer of its own and does not stand below the heading of the links.
#[test]
fn lines_stand_before_blocks() {
    let text = markdown(&draft(full()), &vendor("example"));
    for section in text.split("\n## ").skip(1) {
        let lines = section.lines().collect::<Vec<_>>();
        let block = lines.iter().position(|line| line.starts_with("### "));
        let ours = |line: &&str| line.starts_with("- **");
        let after = block.map_or(0, |at| lines[at..].iter().filter(|it| ours(it)).count());
        assert_eq!(after, 0, "{section}");
    }
}

fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        (0_u32..0xa0).prop_filter_map("a character", |code| char::from_u32(code).map(String::from)),
        prop::sample::select(vec![
            "\r\n",
            "\r",
            "\n",
            "\t",
            "\0",
            "\u{1b}[31m",
            "\u{202e}",
            "# ",
            "```\n",
            "- ",
            "{ $x }",
            "-----BEGIN PGP MESSAGE-----\n",
            "https://example.org",
            "a@b.example",
            "CWE-",
            "79",
            CVSS_3,
            CVSS_4,
            "2027-01-01",
            "\\",
            "\"",
            "漏洞",
            "👩‍💻",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// A draft that has good chances of becoming a report, with anything in any text.
fn drafts() -> impl Strategy<Value = Draft> {
    let choice = |keys: &[&'static str]| prop_oneof![8 => prop::sample::select(keys.to_vec()).prop_map(str::to_owned), 1 => typed()];
    let texts: Vec<Field> = Field::KINDS
        .into_iter()
        .chain([Field::Product(1), Field::Versions(1), Field::Component(1)])
        .filter(|field| !matches!(field.shape(), Shape::Choice(_)))
        .collect();
    let answers = prop::collection::vec((prop::sample::select(texts), typed()), 0..10);
    let choices = (
        choice(&["named", "anonymous"]),
        choice(&["none-known", "proof-of-concept", "in-the-wild", "unknown"]),
        choice(&["coordinated", "no-plan", "public"]),
    );
    (answers, choices, 0_usize..4).prop_map(|(answers, choices, removed)| {
        let mut draft = draft(full());
        draft.set(Field::PlanDate, "2027-01-01".to_owned());
        for (field, answer) in answers {
            draft.set(field, answer);
        }
        draft.set(Field::Identity, choices.0);
        draft.set(Field::Exploits, choices.1);
        draft.set(Field::Plan, choices.2);
        draft.remove_affected_row(removed);
        draft
    })
}

proptest! {
    #[test]
    fn whatever_is_typed_becomes_a_safe_text_or_mistakes_of_the_form(draft in drafts()) {
        for vendor in [vendor("example"), vendor("xiaomi")] {
            let form = order(&draft, &vendor);
            match validate(&draft, &vendor, today()) {
                Err(mistakes) => {
                    let places: Vec<_> = mistakes
                        .iter()
                        .map(|it| form.iter().position(|field| *field == it.field))
                        .collect();
                    prop_assert!(!places.is_empty() && places.iter().all(Option::is_some));
                    prop_assert!(places.is_sorted());
                }
                Ok(_) => {
                    let text = markdown(&draft, &vendor);
                    let json = document(&draft, &vendor).json();
                    let control = |c: char| c.is_control() && c != '\n' && c != '\t';
                    prop_assert!(!text.contains(control), "{:?}", text);
                    prop_assert!(!json.contains(control));
                    let ends = text.ends_with('\n') && json.ends_with("}\n");
                    prop_assert!(ends);
                    fn strings(value: &Value, all: &mut Vec<String>) {
                        match value {
                            Value::String(text) => all.push(text.clone()),
                            Value::Array(values) => values.iter().for_each(|it| strings(it, all)),
                            Value::Object(map) => map.values().for_each(|it| strings(it, all)),
                            _ => {}
                        }
                    }
                    let mut all = Vec::new();
                    strings(&serde_json::from_str(&json).expect("JSON"), &mut all);
                    for string in all {
                        prop_assert!(!string.contains(control), "{:?}", string);
                    }
                }
            }
        }
    }

    #[test]
    fn any_text_alone_never_panics(text in typed(), at in 0..Field::KINDS.len()) {
        let draft = minimum_with(&[(Field::KINDS[at], &text)]);
        for id in VENDORS {
            if let Ok(report) = validate(&draft, &vendor(id), today()) {
                let _ = Document::new(report, REFERENCE, today(), &vendor(id)).json();
            }
        }
    }
}

#[test]
fn a_secret_key_is_recognised_whatever_its_label_says() {
    let secret = include_str!("../vectors/cv25519.secret.asc");
    let relabelled = secret.replace("PRIVATE", "PUBLIC");
    assert!(!relabelled.contains("PRIVATE"));
    assert_eq!(
        problem(Field::Certificate, &relabelled),
        Some(Problem::SecretKey)
    );
    let nonsense = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nhello\n\
                    -----END PGP PUBLIC KEY BLOCK-----";
    assert_eq!(
        problem(Field::Certificate, nonsense),
        Some(Problem::NotACertificate)
    );
    let certificate = include_str!("../vectors/cv25519.asc");
    assert_eq!(problem(Field::Certificate, certificate), None);
    let with_header = certificate.replacen("-----\n", "-----\nComment: a key\n", 1);
    assert_eq!(problem(Field::Certificate, &with_header), None);
}
