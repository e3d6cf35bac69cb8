//! `sealed-report seal`: what the page wrote is what the vendor reads, and nothing is written where
//! anything is wrong.

mod command;
mod gpg;

use command::{Run, names, run, run_unread, run_with};
use gpg::Gpg;
use mail_parser::{MessageParser, MimeHeaders};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const VENDOR: &str = "vendors/example.json";
const REPORT: &str = "tests/native/golden/full.json";
const JSON: &str = include_str!("golden/full.json");
const MARKDOWN: &str = include_str!("golden/full.en.md");
/// The demo vendor's secret key, which protects nothing.
const SECRET: &[u8] = include_bytes!("../keys/example-corp.secret.asc");
const OWN: &str = "tests/vectors/rsa3072.asc";
const OWN_SECRET: &[u8] = include_bytes!("../vectors/rsa3072.secret.asc");
const AT: &str = "2026-12-24T18:00:00+01:00";

fn vendors_gpg() -> Gpg {
    let gpg = Gpg::new();
    gpg.run(&["--import"], SECRET);
    gpg
}

fn seal(vendor: &str, report: &str, format: &str, more: &[&str]) -> Run {
    let arguments = [
        "seal", "--vendor", vendor, "--report", report, "--format", format,
    ];
    run(&[&arguments, more, &["--at", AT]].concat())
}

/// Writes a changed copy of a JSON file; its path.
fn changed(folder: &Path, file: &str, change: impl FnOnce(&mut Value)) -> String {
    let text = fs::read_to_string(file).expect("a file");
    let mut value = serde_json::from_str(&text).expect("JSON");
    change(&mut value);
    let path = folder.join(Path::new(file).file_name().expect("a name"));
    fs::write(&path, value.to_string()).expect("written");
    path.to_str().expect("UTF-8").to_owned()
}

/// Runs it with `--out` into a folder of its own, which stays empty.
fn fails(vendor: &str, report: &str, format: &str, more: &[&str]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let out = ["--out", out.to_str().expect("UTF-8")];
    let run = seal(vendor, report, format, &[more, &out].concat());
    assert_ne!(run.code, 0, "{run:?}");
    assert_eq!(run.text(), "");
    assert_eq!(names(folder.path()), [""; 0], "{run:?}");
    run
}

#[test]
fn gpg_reads_the_text_that_the_page_made() {
    let gpg = vendors_gpg();
    let sealed = seal(VENDOR, REPORT, "text", &[]);
    assert_eq!(sealed.code, 0, "{sealed:?}");
    assert!(sealed.text().starts_with("-----BEGIN PGP MESSAGE-----\n"));
    // The day and the reference are those of the report, not of today.
    assert_eq!(
        String::from_utf8(gpg.decrypt(&sealed.out)).expect("UTF-8"),
        MARKDOWN
    );
    assert!(sealed.err.contains("7ZK3M0Q4XB") && sealed.err.contains("18BE0A57F66DD3E7"));

    let arguments = [
        "seal", "--vendor", VENDOR, "--report", "-", "--format", "text",
    ];
    let piped = run_with(&[&arguments[..], &["--at", AT]].concat(), JSON.as_bytes());
    assert_eq!(gpg.decrypt(&piped.out), MARKDOWN.as_bytes());
    assert_ne!(piped.out, sealed.out);
}

#[test]
fn a_mail_is_ready_to_send_and_holds_text_and_json() {
    let gpg = vendors_gpg();
    for (more, to) in [
        (&[][..], "security@example.com"),
        (&["--to", "psirt@example.org"], "psirt@example.org"),
    ] {
        let sealed = seal(VENDOR, REPORT, "mail", more);
        assert_eq!(sealed.code, 0, "{sealed:?}");
        let outer = MessageParser::default().parse(&sealed.out).expect("a mail");
        let found = outer
            .to()
            .and_then(|to| to.first())
            .and_then(|it| it.address());
        assert_eq!(found, Some(to));
        assert_eq!(outer.subject(), Some("Encrypted report 7ZK3M0Q4XB"));
        let kind = outer.content_type().expect("a content type");
        assert_eq!(
            (kind.ctype(), kind.subtype()),
            ("multipart", Some("encrypted"))
        );
        let entity = gpg.decrypt(outer.parts[2].contents());
        let inner = MessageParser::default().parse(&entity).expect("an entity");
        assert_eq!(inner.parts[1].contents(), MARKDOWN.as_bytes());
        assert_eq!(inner.parts[2].attachment_name(), Some("report.json"));
        assert_eq!(inner.parts[2].contents(), JSON.as_bytes());
    }
}

#[test]
fn ones_own_copy_opens_and_key_ids_can_be_hidden() {
    let own = Gpg::new();
    own.run(&["--import"], OWN_SECRET);
    let ids = |message: &[u8]| {
        let packets = own.run(&["--list-packets", "--list-only"], message);
        let packets = String::from_utf8_lossy(&packets).into_owned();
        let lines = packets
            .lines()
            .filter(|line| line.contains("pubkey enc packet"));
        let ids = lines.filter_map(|line| line.rsplit("keyid ").next().map(str::to_owned));
        ids.collect::<Vec<_>>()
    };
    let shown = seal(VENDOR, REPORT, "text", &["--own", OWN]);
    assert_eq!(ids(&shown.out), ["96682238C21684F1", "04D02951A5A8B406"]);
    assert_eq!(own.decrypt(&shown.out), MARKDOWN.as_bytes());
    let hidden = seal(VENDOR, REPORT, "text", &["--own", OWN, "--hide-key-ids"]);
    assert_eq!(ids(&hidden.out), ["0000000000000000"; 2]);
    assert_eq!(own.decrypt(&hidden.out), MARKDOWN.as_bytes());
    let secret = "tests/vectors/rsa3072.secret.asc";
    let refused = fails(VENDOR, REPORT, "text", &["--own", secret]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("Your own certificate") && refused.err.contains("secret-key"));
}

#[test]
fn a_file_is_never_replaced_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out.asc");
    let out = ["--out", path.to_str().expect("UTF-8")];
    let force = [&out[..], &["--force"]].concat();
    assert_eq!(seal(VENDOR, REPORT, "text", &out).code, 0);
    let first = fs::read(&path).expect("written");
    let again = seal(VENDOR, REPORT, "text", &out);
    assert_eq!(again.code, 74);
    assert!(again.err.contains("output-exists"));
    assert_eq!(fs::read(&path).expect("still there"), first);
    assert_eq!(seal(VENDOR, REPORT, "text", &force).code, 0);
    let second = fs::read(&path).expect("replaced");
    assert_ne!(second, first);
    assert_eq!(vendors_gpg().decrypt(&second), MARKDOWN.as_bytes());
    assert_eq!(names(folder.path()), ["out.asc"]);

    // A link or a folder is not replaced by any word, and a folder that is not there is not made.
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(&path, &link).expect("a link");
    fs::create_dir(folder.path().join("folder")).expect("a folder");
    for (name, code) in [
        ("link", "output-not-a-file"),
        ("folder", "output-not-a-file"),
        ("none/out.asc", "output-not-writable"),
    ] {
        let out = folder.path().join(name);
        let force = ["--force", "--out", out.to_str().expect("UTF-8")];
        let refused = seal(VENDOR, REPORT, "text", &force);
        assert_eq!(refused.code, 74);
        assert!(refused.err.contains(code), "{refused:?}");
    }
    assert_eq!(fs::read(&path).expect("still there"), second);
    assert_eq!(names(folder.path()), ["folder", "link", "out.asc"]);
}

#[test]
fn mistakes_are_told_by_field_and_without_a_word_of_the_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let canary = "canary-5f3a";
    let report = changed(folder.path(), REPORT, |report| {
        report["vulnerability"] = json!({"title": canary, "description": canary});
        report["reporter"]["email"] = json!(canary);
        report["affected"][1]["versions"] = json!(" ");
        report["disclosure"]["links"] = json!([canary]);
    });
    let refused = fails(VENDOR, &report, "text", &[]);
    assert_eq!(refused.code, 1);
    for line in [
        "  email: Enter an email address",
        "  versions-2: Enter the versions of product 2",
        "  impact: Fill in “Impact”",
        "  plan-links: Enter only whole links",
    ] {
        assert!(refused.err.contains(line), "{line}: {}", refused.err);
    }
    assert!(!refused.err.contains(canary));
    let chinese = fails(VENDOR, &report, "text", &["--lang", "zh-Hans"]);
    assert!(chinese.err.contains("  email: 请"), "{}", chinese.err);

    // The rules are those of the time of sealing.
    let report = changed(folder.path(), REPORT, |report| {
        report["disclosure"] = json!({"plan": "coordinated", "date": "2026-12-23"});
    });
    let refused = fails(VENDOR, &report, "mail", &[]);
    assert!(refused.err.contains("  plan-date: "), "{}", refused.err);
}

#[test]
fn a_file_that_is_none_tells_nothing_of_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let path = path.to_str().expect("UTF-8");
    for (text, code) in [
        ("canary-5f3a", "report-not-json"),
        ("{\"canary-5f3a\": 1}", "report-not-a-report"),
        ("{\"schema\": \"canary-5f3a\"}", "report-not-a-report"),
        (
            &JSON.replace("7ZK3M0Q4XB", "canary-5f3a"),
            "report-bad-reference",
        ),
        (
            &JSON.replace("2026-11-22\"", "canary-5f3a\""),
            "report-bad-date",
        ),
    ] {
        fs::write(path, text).expect("written");
        let refused = fails(VENDOR, path, "text", &[]);
        assert_eq!(refused.code, 2, "{refused:?}");
        assert!(refused.err.contains(code), "{code}: {}", refused.err);
        assert!(!refused.err.contains("canary"), "{}", refused.err);
    }
    let other = JSON.replace("\"vendor\": \"example\"", "\"vendor\": \"debian\"");
    fs::write(path, other).expect("written");
    let refused = fails(VENDOR, path, "text", &[]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("report-other-vendor"));
    for (vendor, report) in [("no/such", REPORT), (VENDOR, "no/such"), (REPORT, REPORT)] {
        assert_eq!(fails(vendor, report, "text", &[]).code, 2);
    }
}

#[test]
fn nothing_is_sealed_to_what_is_not_pinned_or_not_fit() {
    let folder = tempfile::tempdir().expect("a folder");
    let debian = "tests/certificates/debian-security-team.asc";
    let print = "0D59D2B15144766A14D241C66BAF400B05C3E651";
    let without = |optional: bool| {
        changed(folder.path(), VENDOR, |vendor| {
            let source = json!({"name": {"en": "Test"}});
            let pins = vendor["pins"].as_array_mut().expect("pins");
            pins.push(json!({
                "fingerprint": print, "source": source, "checked": "2026-11-22",
                "optional": optional,
            }));
        })
    };
    let vendor = without(false);
    let refused = fails(&vendor, REPORT, "text", &[]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("Give its file with --cert"),
        "{}",
        refused.err
    );
    assert_eq!(seal(&vendor, REPORT, "text", &["--cert", debian]).code, 0);
    for (certificate, exit, code) in [
        ("tests/vectors/cv25519.asc", 1, "not-pinned"),
        ("tests/vectors/cv25519.secret.asc", 2, "secret-key"),
        ("README.md", 2, "not-open-pgp"),
        ("no/such", 2, "file-not-found"),
    ] {
        let refused = fails(
            &vendor,
            REPORT,
            "text",
            &["--cert", debian, "--cert", certificate],
        );
        assert_eq!(refused.code, exit, "{refused:?}");
        assert!(refused.err.contains(code), "{}", refused.err);
    }
    let late = [
        "seal", "--vendor", &vendor, "--report", REPORT, "--format", "text",
    ];
    let late = [&late[..], &["--cert", debian, "--at", "2028-01-01"]].concat();
    let refused = run(&late);
    assert_eq!((refused.code, refused.text()), (1, ""));
    assert!(
        refused.err.contains("It expired on 2027-08-22"),
        "{}",
        refused.err
    );
    // One that the vendor can do without is left out, and that is said.
    let vendor = without(true);
    let left_out = seal(&vendor, REPORT, "text", &[]);
    assert_eq!(left_out.code, 0);
    assert!(
        left_out.err.contains(&format!("without it: {print}")),
        "{}",
        left_out.err
    );
}

#[test]
fn a_mail_needs_one_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let vendor = changed(folder.path(), VENDOR, |vendor| {
        let channels = vendor["channels"].as_array_mut().expect("channels");
        channels.retain(|channel| channel["kind"] != "mail");
    });
    for (vendor, more, code) in [
        (&*vendor, &[][..], "no-address"),
        (
            VENDOR,
            &["--to", "a@example.com, b@example.com"],
            "bad-address",
        ),
        (
            VENDOR,
            &["--to", "a@example.com\r\nBcc: b@example.com"],
            "bad-address",
        ),
    ] {
        let refused = fails(vendor, REPORT, "mail", more);
        assert_eq!(refused.code, 64);
        assert!(refused.err.contains(code), "{}", refused.err);
    }
    assert_eq!(seal(&vendor, REPORT, "text", &[]).code, 0);
    assert_eq!(
        seal(&vendor, REPORT, "mail", &["--to", "a@example.com"]).code,
        0
    );
}

#[test]
fn a_message_that_nobody_took_is_a_failure() {
    let arguments = [
        "seal", "--vendor", VENDOR, "--report", "-", "--format", "text", "--at", AT,
    ];
    let (code, said) = run_unread(&arguments, JSON.as_bytes());
    assert_eq!(code, Some(74));
    assert!(
        said.contains("output-not-writable") && !said.contains("panicked"),
        "{said}"
    );
}
