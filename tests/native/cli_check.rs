//! `sealed-report check`: every exit, what it says, and what it keeps from the terminal.

mod command;
mod gpg;

use command::{run, run_unread, run_with};
use gpg::Gpg;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

const CURVE: &str = "tests/vectors/cv25519.asc";
const CURVE_PRINT: &str = "77B97161B3B492E3FB4661E77D6B169E9743A374";
const CURVE_SUBKEY: &str = "E05B891FFDCF6A870DAEB485A2FE7B942783C511";
/// Expires on 2027-08-22.
const DEBIAN: &str = "tests/certificates/debian-security-team.asc";
const DEBIAN_PRINT: &str = "0D59D2B15144766A14D241C66BAF400B05C3E651";
const SECRET: &str = "tests/vectors/cv25519.secret.asc";
const BEFORE: &str = "2026-11-22";
const AFTER: &str = "2028-01-01";

fn code(arguments: &[&str]) -> i32 {
    run(&[&["check"], arguments].concat()).code
}

/// One name for each object: the verdict, or the code of the error.
fn verdicts(arguments: &[&str]) -> Vec<String> {
    let records = run(&[&["check", "--json"], arguments].concat()).json();
    let records = records.as_array().expect("an array");
    let name = |record: &Value| {
        let name = match &record["verdict"] {
            Value::String(verdict) => verdict,
            _ => record["error"]["code"].as_str().expect("an error"),
        };
        name.to_owned()
    };
    records.iter().map(name).collect()
}

/// The example vendor's file with these pins.
fn vendor_file(folder: &Path, pins: &[Value]) -> String {
    let mut vendor: Value =
        serde_json::from_str(include_str!("../../vendors/example.json")).expect("JSON");
    vendor["pins"] = json!(pins);
    let path = folder.join("vendor.json");
    fs::write(&path, vendor.to_string()).expect("written");
    path.to_str().expect("UTF-8").to_owned()
}

fn pin(fingerprint: &str, certificate: Option<&str>, optional: bool) -> Value {
    let mut pin = json!({
        "fingerprint": fingerprint,
        "source": {"name": {"en": "Test"}},
        "checked": "2026-11-22",
        "optional": optional,
    });
    if let Some(path) = certificate {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        pin["certificate"] = json!(fs::read_to_string(path).expect("armor"));
    }
    pin
}

#[test]
fn each_exit_has_its_reason() {
    for (expected, arguments) in [
        (0, &[CURVE][..]),
        (0, &[CURVE, DEBIAN, "--at", BEFORE]),
        (
            0,
            &[
                "vendors/debian.json",
                "vendors/example.json",
                "--at",
                BEFORE,
            ],
        ),
        (1, &[DEBIAN, "--at", AFTER]),
        (1, &["vendors/debian.json", "--at", "2028-01-01T00:00:00Z"]),
        // Before it was made.
        (1, &[CURVE, "--at", "@1000000000"]),
        (2, &["no/such/file"]),
        (2, &["src"]),
        (2, &[SECRET]),
        (2, &["README.md"]),
        (2, &["Cargo.toml"]),
        // A JSON file, but no vendor's.
        (2, &["tests/native/golden/full.json"]),
        // Its certificate is not included; it publishes none.
        (2, &["vendors/xiaomi.json"]),
        (2, &["vendors/kami.json"]),
        (3, &[DEBIAN, "--at", BEFORE, "--warn-days", "300"]),
        (0, &[DEBIAN, "--at", BEFORE, "--warn-days", "200"]),
        // Without being asked for, a warning is no exit: ten days before the end.
        (0, &[DEBIAN, "--at", "2027-08-12"]),
        (0, &["--help"]),
    ] {
        assert_eq!(code(arguments), expected, "{arguments:?}");
    }
}

#[test]
fn the_worst_counts() {
    for (expected, arguments) in [
        (1, &[CURVE, DEBIAN, "--at", AFTER][..]),
        (1, &[DEBIAN, CURVE, "--at", AFTER]),
        (2, &["no/such/file", DEBIAN, "--at", AFTER]),
        (2, &[DEBIAN, SECRET, "--at", AFTER, "--warn-days", "30"]),
        (3, &[CURVE, DEBIAN, "--at", BEFORE, "--warn-days", "300"]),
    ] {
        assert_eq!(code(arguments), expected, "{arguments:?}");
    }
    // A warning beside a refusal: of two files, one ends soon and one is not the right one.
    let arguments = [
        &[DEBIAN, CURVE, "--at", BEFORE, "--warn-days", "300"][..],
        &["--fingerprint", DEBIAN_PRINT],
    ];
    assert_eq!(code(&arguments.concat()), 1);
}

#[test]
fn wrong_arguments_exit_with_64_and_a_hint() {
    for arguments in [
        &[][..],
        &["check"],
        &["chek", CURVE],
        &["check", CURVE, "--colour"],
        &["check", CURVE, "--at"],
        &["check", CURVE, "--at", "tomorrow"],
        &["check", CURVE, "--json=1"],
        &["check", CURVE, "--warn-days", "-1"],
        &["check", CURVE, "--warn-days", "4294967296"],
        &["check", CURVE, "--lang", "fr"],
        // A key ID pins nothing.
        &["check", CURVE, "--fingerprint", "7D6B169E9743A374"],
        &["seal"],
        &["seal", "--vendor", "x", "--report", "y"],
        &["seal", "--vendor", "x", "--report", "y", "--format", "zip"],
        &["seal", "x"],
    ] {
        let run = run(arguments);
        assert_eq!((run.code, run.text()), (64, ""), "{arguments:?}");
        assert!(run.err.contains("sealed-report --help"), "{run:?}");
    }
}

#[test]
fn help_and_version_are_told() {
    let version = run(&["--version"]);
    assert_eq!(
        version.text(),
        concat!("sealed-report ", env!("CARGO_PKG_VERSION"), "\n")
    );
    for arguments in [&["-h"][..], &["--help"], &["help"]] {
        assert!(run(arguments).text().contains("sealed-report check"));
    }
    for option in ["--fingerprint", "--at", "--json", "--warn-days", "--lang"] {
        for language in ["en", "zh-Hans"] {
            let help = run(&["check", "--lang", language, "-h"]);
            assert!(help.text().contains(option), "{help:?}");
        }
    }
    for option in [
        "--vendor",
        "--cert",
        "--report",
        "--format",
        "--to",
        "--out",
        "--force",
        "--own",
        "--hide-key-ids",
        "--at",
        "--lang",
    ] {
        for language in ["en", "zh-Hans"] {
            let help = run(&["seal", "--lang", language, "--help"]);
            assert!(help.text().contains(option), "{help:?}");
        }
    }
}

/// The shape that `docs/command-line.md` promises.
#[test]
fn json_is_as_documented() {
    let arguments = [
        "check",
        DEBIAN,
        "vendors/xiaomi.json",
        "vendors/example.json",
        "--json",
        "--warn-days",
        "300",
        "--at",
        BEFORE,
    ];
    let found = run(&arguments).json();
    let golden: Value = serde_json::from_str(include_str!("golden/check.json")).expect("JSON");
    assert_eq!(found, golden, "{found:#}");
}

/// The documentation lists every code that the JSON can have.
#[test]
fn every_code_is_documented() {
    let documented = include_str!("../../docs/command-line.md");
    let mut codes = 0;
    for source in [
        include_str!("../../src/openpgp/health/finding.rs"),
        include_str!("../../src/openpgp/certificate.rs"),
        include_str!("../../src/cli/group.rs"),
        include_str!("../../src/cli/input.rs"),
    ] {
        let (_, body) = source.split_once("fn code(").expect("the function");
        let body = body.split("\n    }\n").next().expect("its body");
        let literals = body.split('"').skip(1).step_by(2);
        for code in literals {
            assert!(documented.contains(&format!("`{code}`")), "{code}");
            codes += 1;
        }
    }
    assert!(codes > 45, "only {codes} were found");
}

#[test]
fn the_fingerprint_decides_which_certificate_it_is() {
    let spaced = "77b9 7161 b3b4 92e3 fb46  61e7 7d6b 169e 9743 a374";
    assert_eq!(code(&[CURVE, "--fingerprint", spaced]), 0);
    for (print, reason) in [
        (DEBIAN_PRINT, "not-pinned"),
        (CURVE_SUBKEY, "subkey-pinned"),
    ] {
        let run = run(&["check", CURVE, "--fingerprint", print, "--json"]);
        let record = &run.json()[0];
        assert_eq!(run.code, 1);
        assert_eq!(record["findings"][0]["code"], reason);
        assert_eq!(record["recipients"], json!([]));
        assert_eq!(record["compared"], true);
    }
    let said = run(&["check", CURVE]);
    assert!(said.text().contains("Not compared with any fingerprint"));
    let said = run(&["check", CURVE, "--fingerprint", CURVE_PRINT]);
    assert!(said.text().contains("the fingerprint that was given"));
}

#[test]
fn several_certificates_in_one_file_and_standard_input() {
    let both = [
        fs::read(CURVE).expect("a file"),
        fs::read(DEBIAN).expect("a file"),
    ]
    .concat();
    let check = |arguments: &[&str]| {
        let arguments = [&["check", "-", "--json", "--at", AFTER], arguments].concat();
        let run = run_with(&arguments, &both);
        let count = run.json().as_array().map(Vec::len);
        (run.code, count)
    };
    assert_eq!(check(&[]), (1, Some(2)));
    // What is beside the expected one does not matter, as it does not when a report is sealed.
    assert_eq!(check(&["--fingerprint", CURVE_PRINT]), (0, Some(1)));
    assert_eq!(check(&["--fingerprint", DEBIAN_PRINT]), (1, Some(1)));
    assert_eq!(check(&["--fingerprint", CURVE_SUBKEY]), (1, Some(2)));
    assert_eq!(check(&["-"]), (2, Some(3)));
    let with_mark = [
        b"\xEF\xBB\xBF",
        include_bytes!("../../vendors/example.json") as &[u8],
    ];
    assert_eq!(run_with(&["check", "-"], &with_mark.concat()).code, 0);
}

#[test]
fn a_certificate_file_serves_the_pin_that_names_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let vendor = vendor_file(folder.path(), &[pin(CURVE_PRINT, None, false)]);
    assert_eq!(verdicts(&[&vendor]), ["missing"]);
    assert_eq!(verdicts(&[&vendor, CURVE]), ["usable"]);
    assert_eq!(verdicts(&[CURVE, &vendor]), ["usable"]);
    let said = run(&["check", &vendor, CURVE]);
    assert!(said.text().contains("that Example Corp (demo) pins"));
    // Another one serves nothing, and stands for itself.
    assert_eq!(
        verdicts(&[&vendor, DEBIAN, "--at", BEFORE]),
        ["missing", "usable"]
    );

    // A subkey is pinned by mistake, and a foreign certificate is included.
    let vendor = vendor_file(folder.path(), &[pin(CURVE_SUBKEY, None, false)]);
    assert_eq!(verdicts(&[&vendor, CURVE]), ["refused"]);
    let vendor = vendor_file(folder.path(), &[pin(DEBIAN_PRINT, Some(CURVE), true)]);
    assert_eq!(verdicts(&[&vendor]), ["refused"]);
    assert_eq!(code(&[&vendor, DEBIAN, "--at", BEFORE]), 1);
}

#[test]
fn a_team_is_ready_without_those_it_can_do_without() {
    let folder = tempfile::tempdir().expect("a folder");
    let team = |optional, shipped: bool| {
        let second = pin(DEBIAN_PRINT, shipped.then_some(DEBIAN), optional);
        vendor_file(
            folder.path(),
            &[pin(CURVE_PRINT, Some(CURVE), false), second],
        )
    };
    for (optional, shipped, at, expected, warned) in [
        (false, true, BEFORE, 0, 0),
        (false, true, AFTER, 1, 1),
        (true, true, AFTER, 0, 3),
        (true, false, BEFORE, 0, 3),
        (false, false, BEFORE, 2, 2),
    ] {
        let vendor = team(optional, shipped);
        let arguments = [&*vendor, "--at", at];
        let which = format!("optional {optional}, shipped {shipped}, {at}");
        assert_eq!(code(&arguments), expected, "{which}");
        let arguments = [&arguments[..], &["--warn-days", "30"]].concat();
        assert_eq!(code(&arguments), warned, "{which}");
    }
    let said = run(&["check", &team(true, true), "--at", AFTER]);
    assert!(
        said.text()
            .contains("Reports can be encrypted to Example Corp")
    );
    let said = run(&["check", &team(false, true), "--at", AFTER]);
    assert!(
        said.text()
            .contains("Reports cannot be encrypted to Example Corp")
    );
    // No one is left.
    let alone = vendor_file(folder.path(), &[pin(DEBIAN_PRINT, Some(DEBIAN), true)]);
    assert_eq!(code(&[&alone, "--at", AFTER]), 1);
    // The page refuses a vendor file with a certificate that cannot be read, so this does too.
    let mut damaged = pin(DEBIAN_PRINT, Some(DEBIAN), true);
    let armor = damaged["certificate"]
        .as_str()
        .expect("armor")
        .replacen("mQIN", "mQIM", 1);
    damaged["certificate"] = json!(armor);
    let vendor = vendor_file(
        folder.path(),
        &[pin(CURVE_PRINT, Some(CURVE), false), damaged],
    );
    assert_eq!(code(&[&vendor]), 2);
}

#[test]
fn people_read_a_verdict_the_reason_and_the_remedy() {
    let said = run(&["check", DEBIAN, "--at", AFTER]);
    let command = format!("gpg --quick-set-expire {DEBIAN_PRINT} 2y\n");
    for part in [
        "debian-security-team.asc: refused",
        "User ID: Debian Security Team <security@debian.org>",
        "refusal: Main key: It expired on 2027-08-22.",
        &command,
    ] {
        assert!(said.text().contains(part), "{part}: {}", said.text());
    }
    let said = run(&["check", DEBIAN, "--lang", "zh-Hans", "--at", AFTER]);
    let reason = "    拒绝：主密钥：它已于 2027-08-22 过期。";
    assert!(said.text().contains(reason), "{said:?}");
    assert!(
        !said.text().contains('['),
        "a message is missing: {}",
        said.text()
    );
}

/// Whatever a certificate, a file name or a vendor file holds.
#[test]
fn nothing_drives_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let gpg = Gpg::new();
    let id = "x\u{9b}2J\u{202e}evil\u{200b}\u{7f} <x@example.com>";
    gpg.run(
        &[
            "--allow-freeform-uid",
            "--quick-generate-key",
            id,
            "ed25519",
            "sign",
            "never",
        ],
        b"",
    );
    let name = |name: &str| -> PathBuf { folder.path().join(name) };
    let hostile = name("a\u{1b}]0;title\u{7}\n\u{202e}.asc");
    fs::write(&hostile, gpg.export()).expect("written");
    let member = name("b.json");
    fs::write(
        &member,
        "{\"\u{1b}[2J\u{9b}\": 1, \"schema\": \"\\u001b[2J\u{9b}\"}",
    )
    .expect("written");
    let missing = name("c\u{1b}[2J");
    for layout in ["--json", "--lang=en", "--lang=zh-Hans"] {
        let files = [&hostile, &member, &missing].map(|it| it.as_os_str());
        let run = run(&[&["check".as_ref(), layout.as_ref()], &files[..]].concat());
        assert_eq!(run.code, 2);
        for text in [run.text(), &run.err] {
            let found = text
                .chars()
                .find(|c| (c.is_control() && *c != '\n') || ('\u{200b}'..='\u{202e}').contains(c));
            assert_eq!(found, None, "{text:?}");
        }
        if layout == "--json" {
            let json = run.json();
            assert_eq!(json[0]["file"], hostile.to_str().expect("UTF-8"));
            assert!(
                json[0]["user_ids"][0]
                    .as_str()
                    .expect("one")
                    .contains("evil")
            );
        } else {
            let first = run.text().lines().next().expect("a line");
            assert!(first.contains("title") && first.contains(".asc"), "{first}");
        }
    }
    let usage = run(&["check", "--at", "\u{1b}[2J"]);
    assert!(!usage.err.contains('\u{1b}'), "{usage:?}");
}

#[test]
fn whoever_stops_reading_is_no_error() {
    let armor = fs::read(DEBIAN).expect("a file");
    let (code, said) = run_unread(&["check", "-", "--at", BEFORE], &armor);
    assert_eq!((code, &*said), (Some(0), ""));
    let (code, said) = run_unread(&["check", "-", "--at", AFTER], &armor);
    assert_eq!((code, &*said), (Some(1), ""));
}
