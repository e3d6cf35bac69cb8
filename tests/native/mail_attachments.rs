//! Attachments in mail format, read by Python's email package and by mail-parser.

mod awkward;

use std::io::Write;
use std::process::{Command, Stdio};

use awkward::{attachments, awkward};
use data_encoding::BASE64;
use mail_parser::{MessageParser, MimeHeaders};
use proptest::prelude::*;
use sealed_report::package::padding::padme;
use sealed_report::package::{Package, Reference, mail};
use sealed_report::report::Attachment;

const MARKDOWN: &str = "# 漏洞\n\nText.\n";
const JSON: &str = "{\"schema\":2}\n";

fn plan(attachments: &[Attachment]) -> Package {
    let reference = Reference::from_random([0; 8]);
    mail::plan(reference, MARKDOWN, JSON, attachments, [7; 16])
}

fn bytes(files: &[(&str, &[u8])]) -> Vec<u8> {
    let package = plan(&attachments(files));
    let contents: Vec<&[u8]> = files.iter().map(|file| file.1).collect();
    let bytes = package.to_bytes(&contents).expect("the files");
    assert_eq!(package.len(), bytes.len() as u64);
    bytes
}

/// Names and contents of the attachments after `report.json`, as mail-parser has them.
fn by_mail_parser(entity: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mail = MessageParser::default().parse(entity).expect("an entity");
    assert_eq!(mail.parts[1].contents(), MARKDOWN.as_bytes());
    assert_eq!(mail.parts[2].attachment_name(), Some("report.json"));
    assert_eq!(mail.parts[2].contents(), JSON.as_bytes());
    let attached = mail.parts[3..].iter().map(|part| {
        let kind = part.content_type().expect("a type");
        let kind = (kind.ctype(), kind.subtype());
        assert_eq!(kind, ("application", Some("octet-stream")));
        let name = part.attachment_name().expect("a name").to_owned();
        (name, part.contents().to_vec())
    });
    attached.collect()
}

/// The same by Python, which is asked for what it takes for mistakes, too.
fn by_python(entity: &[u8]) -> Vec<(String, Vec<u8>)> {
    let script = "import sys, base64, json, email, email.policy\n\
        m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)\n\
        parts = list(m.iter_parts())\n\
        for p in [m] + parts:\n\
        \x20   bad = [d for h in p.values() for d in h.defects]\n\
        \x20   assert not p.defects and not bad, (p.defects, bad)\n\
        assert [p.get_content_disposition() for p in parts] == ['inline'] + ['attachment'] * (len(parts) - 1)\n\
        print(json.dumps([[p.get_filename(), base64.b64encode(p.get_payload(decode=True)).decode()] for p in parts[2:]]))";
    let mut child = Command::new("python3")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is installed");
    let mut stdin = child.stdin.take().expect("piped");
    stdin.write_all(entity).expect("read to its end");
    drop(stdin);
    let output = child.wait_with_output().expect("it ran");
    assert!(output.status.success());
    let found: Vec<(String, String)> = serde_json::from_slice(&output.stdout).expect("JSON");
    let decoded = |text: String| BASE64.decode(text.as_bytes()).expect("base64");
    found
        .into_iter()
        .map(|(name, text)| (name, decoded(text)))
        .collect()
}

fn wanted(files: &[(&str, &[u8])]) -> Vec<(String, Vec<u8>)> {
    let names = attachments(files);
    let pairs = names.iter().zip(files);
    pairs
        .map(|(it, file)| (it.name.to_string(), file.1.to_vec()))
        .collect()
}

#[test]
fn every_name_and_byte_returns() {
    let files = awkward();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, it)| (&**name, &**it)).collect();
    let entity = bytes(&files);
    assert!(by_python(&entity) == wanted(&files));
    assert!(by_mail_parser(&entity) == wanted(&files));
    for line in entity.split(|byte| *byte == b'\n') {
        assert!(line.len() <= 79, "{}", String::from_utf8_lossy(line));
        assert!(line.is_ascii());
    }
    assert!(
        entity.iter().filter(|byte| **byte == b'\n').count()
            == entity.windows(2).filter(|it| it == b"\r\n").count()
    );
    assert!(by_python(&bytes(&[])).is_empty());
}

#[test]
fn what_a_file_holds_is_neither_shown_nor_run() {
    for name in [
        "a.html",
        "a.eml",
        "a.svg",
        "a.js",
        "encrypted.asc",
        "a.ics",
        "smime.p7m",
    ] {
        let content = b"Content-Type: text/html\r\n\r\n<script>1</script>\r\n--=_07070707--\r\n";
        let entity = bytes(&[(name, content)]);
        let text = String::from_utf8(entity.clone()).expect("ASCII");
        let (_, part) = text.rsplit_once("Content-Type: ").expect("a part");
        let head = format!(
            "application/octet-stream;\r\n name=\"{name}\"\r\nContent-Disposition: attachment;\r\n filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        );
        assert!(part.starts_with(&head), "{part}");
        assert_eq!(by_python(&entity), wanted(&[(name, content)]));
    }
}

#[test]
fn old_clients_find_a_short_name() {
    let files: [(&str, &[u8]); 3] = [
        ("漏.tar.gz", b"1"),
        (&"x".repeat(80), b"2"),
        ("a b.txt", b"3"),
    ];
    let text = String::from_utf8(bytes(&files)).expect("ASCII");
    let names: Vec<&str> = text
        .split("application/octet-stream;\r\n name=\"")
        .skip(1)
        .filter_map(|part| part.split('"').next())
        .collect();
    assert_eq!(names, ["attachment-1.tar.gz", "attachment-2", "a b.txt"]);
}

#[test]
fn lengths_are_padded_by_at_most_12_percent() {
    let mut files = attachments(&[("a", b"")]);
    let mut length = |file: u64| {
        files[0].length = file;
        let package = plan(&files);
        let padding = package.segments.last().expect("padding").len();
        let (length, bare) = (package.len(), package.len() - padding);
        assert_eq!(length, padme(bare));
        let per_mille = if bare < 64 << 10 { 63 } else { 32 };
        let most = u128::from(bare) * per_mille;
        assert!(u128::from(padding) * 1000 <= most, "{file}");
        length
    };
    let lengths: std::collections::BTreeSet<u64> =
        (0..300_000).step_by(101).map(&mut length).collect();
    // Of 2,971 files.
    assert!(lengths.len() < 200, "{}", lengths.len());
    for bit in 0..60 {
        length((1 << bit) + 1);
    }
    assert_eq!(length(u64::MAX), u64::MAX);
}

/// The program that `docs/formats.md` gives to vendors, and its check.
#[test]
fn the_documented_program_takes_a_mail_apart() {
    let documented = include_str!("../../docs/formats.md");
    let (_, script) = documented.split_once("python3 -c '\n").expect("a script");
    let (script, _) = script.split_once("' < report.mime").expect("its end");
    let script: Vec<&str> = script
        .lines()
        .map(|line| line.strip_prefix("    ").expect("indented"))
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let files = awkward();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, it)| (&**name, &**it)).collect();
    let mail = folder.path().join("report.mime");
    std::fs::write(&mail, bytes(&files)).expect("written");
    let done = Command::new("python3")
        .args(["-c", &script.join("\n")])
        .stdin(std::fs::File::open(&mail).expect("there"))
        .current_dir(folder.path())
        .status();
    assert!(done.expect("python3 is installed").success());
    let own = [("report.md", MARKDOWN), ("report.json", JSON)];
    let own = own.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    for (name, content) in wanted(&files).into_iter().chain(own) {
        let found = std::fs::read(folder.path().join(&name)).expect("written");
        assert!(found == content, "{name}");
    }
    // Whatever a stranger's mail calls a file, nothing is written outside.
    let entity = String::from_utf8(bytes(&[("evil", b"x")])).expect("ASCII");
    std::fs::write(&mail, entity.replace("\"evil\"", "\"../evil\"")).expect("written");
    let inside = folder.path().join("inside");
    std::fs::create_dir(&inside).expect("created");
    let done = Command::new("python3")
        .args(["-c", &script.join("\n")])
        .stdin(std::fs::File::open(&mail).expect("there"))
        .current_dir(&inside)
        .status();
    assert!(done.expect("python3 is installed").success());
    assert!(inside.join("evil").exists() && !folder.path().join("evil").exists());
}

proptest! {
    #[test]
    fn any_names_and_contents_return(
        files in prop::collection::vec(("[ -~é漏\u{200d}😀]{0,90}", prop::collection::vec(any::<u8>(), 0..400)), 0..5)
    ) {
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, it)| (&**name, &**it)).collect();
        prop_assert_eq!(by_mail_parser(&bytes(&files)), wanted(&files));
    }
}
