//! The shipped vendor files and a filled-in form, for tests.

// Each test file uses some of it.
#![allow(dead_code)]

use sealed_report::date::Date;
use sealed_report::report::{Draft, Field};
use sealed_report::vendor::Vendor;
use serde_json::{Value, json};

/// 2026-11-22, 09:26:40 UTC.
pub const NOW: u64 = 1_795_339_600;

/// The day of [`NOW`].
pub fn today() -> Date {
    Date::parse("2026-11-22").expect("a day")
}

/// A complete vector of each version that is accepted.
pub const CVSS_4: &str = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";
pub const CVSS_3: &str = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";

/// A certificate for the answer.
pub const CERTIFICATE: &str = include_str!("../vectors/cv25519.asc");

/// Every vendor that is shipped, by its `id`.
pub const VENDORS: [&str; 4] = ["debian", "example", "kami", "xiaomi"];

fn vendor_json(id: &str) -> &'static str {
    match id {
        "debian" => include_str!("../../vendors/debian.json"),
        "example" => include_str!("../../vendors/example.json"),
        "kami" => include_str!("../../vendors/kami.json"),
        "xiaomi" => include_str!("../../vendors/xiaomi.json"),
        other => panic!("no vendor {other}"),
    }
}

/// A shipped vendor.
pub fn vendor(id: &str) -> Vendor {
    Vendor::parse(vendor_json(id)).expect("shipped files are read")
}

/// A shipped vendor whose file was changed.
pub fn changed_vendor(id: &str, change: impl FnOnce(&mut Value)) -> Vendor {
    let mut file = serde_json::from_str(vendor_json(id)).expect("JSON");
    change(&mut file);
    Vendor::parse(&file.to_string()).expect("still a vendor file")
}

/// The demo vendor, reading Chinese, requiring whatever can be required.
pub fn strict_chinese_vendor() -> Vendor {
    changed_vendor("example", |file| {
        file["language"] = json!("zh-Hans");
        file["fields"][0]["required"] = json!(true);
        let keys = sealed_report::vendor::FieldKey::ALL.map(|key| json!(key.as_str()));
        file["required"] = json!(keys);
    })
}

/// What every vendor asks for, and nothing more.
pub const MINIMUM: [(Field, &str); 6] = [
    (Field::Product(0), "Router X1"),
    (Field::Versions(0), "unknown"),
    (Field::Title, "Login without password"),
    (
        Field::Description,
        "The login page accepts an empty password.",
    ),
    (Field::Exploits, "none-known"),
    (Field::Plan, "no-plan"),
];

/// Every field answered, two products, with whatever texts hold in real life.
pub fn full() -> Vec<(Field, String)> {
    let texts = [
        (Field::Organisation, "independent"),
        (Field::Name, "Ada Löwe 🦁"),
        (Field::Email, " ada@example.org "),
        (Field::Product(0), "Router X1"),
        (Field::Versions(0), "1.0 – 1.4"),
        (Field::Component(0), "httpd\r\n(login)"),
        (Field::Product(1), "路由器 X2"),
        (Field::Versions(1), "unknown"),
        (Field::Component(1), "httpd"),
        (
            Field::Title,
            "Login\twith\u{1b}[31m empty password: { $title }",
        ),
        (
            Field::Description,
            "# The flaw\r\n\r\nThe login *page* accepts an empty password.\r\n\r\n```c\r\n\
             if (!strcmp(given, \"\")) ok();\r\n```\r\n\
             -----BEGIN PGP MESSAGE-----\r\n- dash\r\nFrom me\r\n.\r\n\
             中文描述。עברית \u{202b}rtl\u{202c}\r\n<script>alert(1)</script>\r\n\r\n",
        ),
        (
            Field::Impact,
            "Everything\0 behind the login.\rOn the device.",
        ),
        (Field::Weakness, "cwe 287"),
        (Field::Severity, CVSS_4),
        (Field::Discovery, "By hand, on 2026-11-01."),
        (Field::Exploits, "proof-of-concept"),
        (Field::ExploitDetails, "A script of three lines."),
        (Field::Steps, "1. Open the page.\n2. Press \"Log in\"."),
        (Field::Plan, "public"),
        (
            Field::PlanLinks,
            "https://example.org/a?b=c#d\n\n  http://example.org/e\n",
        ),
        (Field::OthersInformed, "CERT/CC\nDebian"),
        (Field::Credit, "Ada Löwe"),
        (Field::Extra(0), "A-42"),
        (Field::Additional, "Thanks!\n"),
    ];
    let mut answers: Vec<_> = texts
        .map(|(field, text)| (field, text.to_owned()))
        .into_iter()
        .collect();
    answers.push((Field::Certificate, CERTIFICATE.to_owned()));
    answers
}

/// A draft with these answers, and as many rows as they name.
pub fn draft<T: AsRef<str>>(answers: impl IntoIterator<Item = (Field, T)>) -> Draft {
    let mut draft = Draft::default();
    for (field, answer) in answers {
        if let Field::Product(row) = field {
            while draft.affected_rows() <= row {
                draft.add_affected_row();
            }
        }
        draft.set(field, answer.as_ref().to_owned());
    }
    draft
}

/// The least draft, changed in some answers.
pub fn minimum_with(changes: &[(Field, &str)]) -> Draft {
    draft(MINIMUM.into_iter().chain(changes.iter().copied()))
}
