//! `sealed-report seal --attach`: files of any size, in constant memory, arrive as the report tells;
//! and nothing arrives where one of them is not what it was.

mod command;
mod gpg;

use command::{Run, names, run, start};
use gpg::Gpg;
use serde_json::{Value, json};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const VENDOR: &str = "vendors/example.json";
const REPORT: &str = "tests/native/golden/full.json";
const FOLDER: &str = "report-7ZK3M0Q4XB";
/// The demo vendor's secret key, which protects nothing.
const SECRET: &[u8] = include_bytes!("../keys/example-corp.secret.asc");
const AT: &str = "2026-12-24T18:00:00+01:00";

/// A vendor, and a folder for files.
struct Scene {
    gpg: Gpg,
    folder: TempDir,
}

impl Scene {
    fn new() -> Self {
        let gpg = Gpg::new();
        gpg.run(&["--import"], SECRET);
        let folder = tempfile::tempdir().expect("a folder");
        Self { gpg, folder }
    }

    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(&path, content).expect("written");
        path
    }

    /// A folder of its own with an empty one in it, for what is written.
    fn empty(&self) -> PathBuf {
        let folder = tempfile::tempdir_in(self.folder.path()).expect("a folder");
        folder.keep()
    }

    /// `gpg -d ARCHIVE | tar x`: where the report's folder is now.
    fn unpack(&self, archive: &Path) -> PathBuf {
        let into = self.empty();
        let mut gpg = Command::new("gpg");
        gpg.env("GNUPGHOME", self.gpg.path());
        gpg.args(["--batch", "--quiet", "--no-permission-warning"]);
        gpg.args(["--pinentry-mode", "loopback", "--passphrase", ""]);
        gpg.arg("--decrypt").arg(archive).stdout(Stdio::piped());
        let mut gpg = gpg.spawn().expect("gpg is installed");
        let plaintext = gpg.stdout.take().expect("piped");
        let mut tar = Command::new("tar");
        let tar = tar.arg("-xC").arg(&into).stdin(plaintext);
        let tar = tar.output().expect("tar is installed");
        assert!(gpg.wait().expect("it ran").success());
        assert!(tar.status.success() && tar.stderr.is_empty(), "{tar:?}");
        assert_eq!(names(&into), [FOLDER]);
        into.join(FOLDER)
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn arguments<'a>(format: &'a str, report: &'a str, files: &[&'a Path]) -> Vec<&'a str> {
    let mut arguments = vec!["seal", "--vendor", VENDOR, "--at", AT];
    arguments.extend(["--report", report, "--format", format]);
    for file in files {
        arguments.extend(["--attach", text(file)]);
    }
    arguments
}

fn seal(format: &str, files: &[&Path], out: &Path) -> Run {
    let mut arguments = arguments(format, REPORT, files);
    arguments.extend(["--out", text(out)]);
    run(&arguments)
}

fn sha256(path: &Path) -> String {
    let sum = Command::new("sha256sum").arg("--zero").arg(path).output();
    let sum = String::from_utf8(sum.expect("sha256sum is there").stdout).expect("UTF-8");
    sum.split(' ').next().expect("a digest").to_owned()
}

/// Every attachment in the folder of a report: it is the file that was given, and what the report
/// tells of it is true.
fn same(folder: &Path, given: &[(&str, &Path)]) {
    let json = fs::read_to_string(folder.join("report.json")).expect("report.json");
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let markdown = fs::read_to_string(folder.join("report.md")).expect("report.md");
    let attachments = folder.join("attachments");
    let expected: Vec<Value> = given
        .iter()
        .map(|(name, path)| {
            let digest = sha256(path);
            assert_eq!(sha256(&attachments.join(name)), digest, "{name}");
            assert!(markdown.contains(&digest), "{name} in {markdown}");
            let length = fs::metadata(path).expect("is there").len();
            json!({ "name": name, "length": length, "sha256": digest })
        })
        .collect();
    assert_eq!(json["attachments"], Value::from(expected));
    assert_eq!(names(&attachments).len(), given.len());
}

#[test]
fn an_archive_opens_with_gpg_and_tar() {
    let scene = Scene::new();
    let long = format!("{}.log", "长".repeat(80));
    let noise: Vec<u8> = (0..3_000_017_u32).map(|i| (i ^ (i >> 7)) as u8).collect();
    let files = [
        scene.file("a/dump.bin", &noise),
        scene.file("a/empty", b""),
        scene.file("a/崩溃 转储.txt", b"text\r\n"),
        scene.file("a/it's \"quoted\".txt", b"1"),
        scene.file("b/Dump.bin", &noise[..512]),
        scene.file(&format!("a/{long}"), b"2"),
    ];
    let paths: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let out = scene.empty().join("report.tar.pgp");
    let sealed = seal("archive", &paths, &out);
    assert_eq!(sealed.code, 0, "{sealed:?}");
    assert!(sealed.err.contains(&sha256(&out)), "{sealed:?}");
    let folder = scene.unpack(&out);
    let arrived = [
        "dump.bin",
        "empty",
        "崩溃 转储.txt",
        "it's _quoted_.txt",
        // On the disks of Windows and macOS it would be the same file.
        "Dump-2.bin",
        &long,
    ];
    let given: Vec<_> = arrived.into_iter().zip(paths.iter().copied()).collect();
    same(&folder, &given);

    // Without attachments there is no folder for them.
    let out = scene.empty().join("report.tar.pgp");
    assert_eq!(seal("archive", &[], &out).code, 0);
    let folder = scene.unpack(&out);
    assert_eq!(names(&folder), ["padding", "report.json", "report.md"]);
    let markdown = fs::read(folder.join("report.md")).expect("report.md");
    assert_eq!(markdown, include_bytes!("golden/full.en.md"));
}

#[test]
fn a_mail_opens_with_gpg_and_python() {
    const PYTHON: &str = "
import email, email.policy, pathlib, subprocess, sys
mail, folder = map(pathlib.Path, sys.argv[1:])
parse = lambda it: email.message_from_bytes(it, policy=email.policy.default)
outer = mail.read_bytes()
assert b'\\n' not in outer.replace(b'\\r\\n', b''), 'a bare line feed'
control, sealed = parse(outer).iter_parts()
opened = subprocess.run(['gpg', '--batch', '--quiet', '--no-permission-warning', '--pinentry-mode',
    'loopback', '--passphrase', '', '-d'], input=sealed.get_payload(decode=True),
    stdout=subprocess.PIPE, check=True)
text, report, *files = parse(opened.stdout).iter_parts()
(folder / 'report.md').write_bytes(text.get_payload(decode=True))
(folder / report.get_filename()).write_bytes(report.get_payload(decode=True))
(folder / 'attachments').mkdir()
for file in files:
    assert file.get_content_type() == 'application/octet-stream'
    with open(folder / 'attachments' / file.get_filename(), 'xb') as out:
        out.write(file.get_payload(decode=True))
";
    let scene = Scene::new();
    let noise: Vec<u8> = (0..1_000_003_u32).map(|i| (i ^ (i >> 9)) as u8).collect();
    let one = scene.file("“Aufnahme” №1 🎥.webm", &noise);
    let two = scene.file("nothing", b"");
    let large = scene.file("large.bin", &[7; 12_000_000]);
    for (files, note) in [(&[&*one, &two][..], false), (&[&*one, &large], true)] {
        // Standard output, as it goes to sendmail.
        let sealed = run(&arguments("mail", REPORT, files));
        assert_eq!(sealed.code, 0, "{}", sealed.err);
        assert_eq!(sealed.err.contains("20 MB"), note, "{}", sealed.err);
        let mail = scene.file("mail.eml", &sealed.out);
        let folder = scene.empty();
        let mut python = Command::new("python3");
        python.args(["-c", PYTHON]).arg(mail).arg(&folder);
        let python = python.env("GNUPGHOME", scene.gpg.path()).output();
        let python = python.expect("Python is installed");
        let said = String::from_utf8_lossy(&python.stderr);
        assert!(python.status.success(), "{said}");
        let name = |path: &Path| text(Path::new(path.file_name().expect("a name"))).to_owned();
        let given: Vec<_> = files.iter().map(|path| (name(path), *path)).collect();
        let given: Vec<_> = given.iter().map(|(name, path)| (&**name, *path)).collect();
        same(&folder, &given);
    }
}

#[test]
fn what_is_no_ordinary_file_is_refused_by_name() {
    let scene = Scene::new();
    let pipe = scene.folder.path().join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo is there").success());
    let missing = scene.folder.path().join("missing");
    for (file, code) in [
        (&*missing, "file-not-found"),
        (scene.folder.path(), "file-is-folder"),
        (&pipe, "file-not-a-file"),
        (Path::new("/dev/null"), "file-not-a-file"),
    ] {
        let good = scene.file("good.txt", b"good");
        let folder = scene.empty();
        let refused = seal("archive", &[&good, file], &folder.join("out"));
        assert_eq!(refused.code, 2, "{refused:?}");
        assert!(refused.err.contains(code), "{code}: {}", refused.err);
        assert!(refused.err.contains(text(file)), "{}", refused.err);
        assert_eq!(names(&folder), [""; 0]);
    }
    for (format, file) in [
        ("text", "README.md"),
        ("archive", "-"),
        ("zip", "README.md"),
    ] {
        let refused = run(&arguments(format, REPORT, &[Path::new(file)]));
        assert_eq!((refused.code, refused.text()), (64, ""), "{refused:?}");
    }
}

/// Sealing stands still while nobody reads standard output: by then the digests are known and the
/// second file was not read again.
#[test]
fn a_file_that_is_another_when_it_is_sealed_is_named() {
    type Change = fn(&Path);
    let changes: [(Change, &str); 4] = [
        (
            |path| fs::remove_file(path).expect("removed"),
            "file-vanished",
        ),
        (
            |path| fs::write(path, "other").expect("written"),
            "file-changed",
        ),
        (
            |path| fs::write(path, "longer").expect("written"),
            "file-changed",
        ),
        (
            |path| fs::write(path, "x").expect("written"),
            "file-changed",
        ),
    ];
    for (change, code) in changes {
        let scene = Scene::new();
        let large = scene.folder.path().join("large.bin");
        let file = fs::File::create(&large).expect("created");
        file.set_len(64 << 20).expect("room");
        let second = scene.file("notes.txt", b"first");
        let mut child = start(&arguments("archive", REPORT, &[&large, &second]));
        let mut stdout = child.stdout.take().expect("piped");
        stdout.read_exact(&mut [0]).expect("it began");
        change(&second);
        std::io::copy(&mut stdout, &mut std::io::sink()).expect("to the end");
        let output = child.wait_with_output().expect("it ran");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(code), "{code}: {said}");
        assert!(said.contains(text(&second)), "{said}");
    }
}

/// A file of the Linux kernel that says something else each time.
#[test]
#[cfg(target_os = "linux")]
fn where_sealing_fails_there_is_no_file() {
    let scene = Scene::new();
    let folder = scene.empty();
    let random = Path::new("/proc/sys/kernel/random/uuid");
    for format in ["archive", "mail"] {
        let refused = seal(format, &[random], &folder.join("out"));
        assert_eq!(refused.code, 2, "{refused:?}");
        assert!(refused.err.contains("file-changed"), "{}", refused.err);
        assert_eq!(names(&folder), [""; 0]);
        // Nor does a mail program get a part of a mail.
        let refused = run(&arguments(format, REPORT, &[random]));
        assert_eq!((refused.code, refused.text()), (2, ""));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let mut command = Command::new(env!("CARGO_BIN_EXE_sealed-report"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command.args(arguments("archive", REPORT, &[Path::new("README.md")]));
    let output = command.stdout(full.expect("is there")).output();
    let output = output.expect("it ran");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(74), "{said}");
    assert!(said.contains("output-full"), "{said}");
}

#[test]
fn memory_does_not_grow_with_the_file() {
    let scene = Scene::new();
    let large = scene.folder.path().join("large.bin");
    let file = fs::File::create(&large).expect("created");
    file.set_len(96 << 20).expect("room");
    for format in ["archive", "mail"] {
        let out = scene.empty().join("out");
        let mut limited = Command::new("sh");
        // In KiB: less than half of the file.
        limited.args(["-c", "ulimit -v 60000; exec \"$@\"", "sh"]);
        limited.arg(env!("CARGO_BIN_EXE_sealed-report"));
        limited.current_dir(env!("CARGO_MANIFEST_DIR"));
        limited.args(arguments(format, REPORT, &[&large]));
        let output = limited.arg("--out").arg(&out).output().expect("it ran");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{format}: {said}");
        let length = fs::metadata(&out).expect("written").len();
        assert!(length > 96 << 20, "{format}: {length}");
        if format == "archive" {
            same(&scene.unpack(&out), &[("large.bin", &large)]);
        }
    }
}

#[test]
fn a_report_that_tells_of_attachments_is_not_sealed_without_them() {
    let scene = Scene::new();
    let one = scene.file("one.txt", b"one");
    let two = scene.file("two.txt", b"two");
    let out = scene.empty().join("report.tar.pgp");
    assert_eq!(seal("archive", &[&one, &two], &out).code, 0);
    let folder = scene.unpack(&out);
    let report = folder.join("report.json");
    let again = |files: &[&Path]| {
        let out = scene.empty().join("again.tar.pgp");
        let mut arguments = arguments("archive", text(&report), files);
        arguments.extend(["--out", text(&out)]);
        (run(&arguments), out)
    };
    let other = scene.file("other/two.txt", b"other");
    for files in [&[][..], &[&*one], &[&*one, &other]] {
        let (refused, out) = again(files);
        assert_eq!(refused.code, 1, "{refused:?}");
        assert!(refused.err.contains("not-attached"), "{}", refused.err);
        assert!(!out.exists());
    }
    let (refused, _) = again(&[&one, &other]);
    assert!(refused.err.contains("two.txt"), "{}", refused.err);
    // All of them, also by other names, and one more.
    let copy = scene.file("copy of two.txt", b"two");
    let (sealed, out) = again(&[&other, &one, &copy]);
    assert_eq!(sealed.code, 0, "{sealed:?}");
    let given = [
        ("two.txt", &*other),
        ("one.txt", &one),
        ("copy of two.txt", &copy),
    ];
    same(&scene.unpack(&out), &given);
}
