//! The archive, opened by the programs that vendors have: GNU tar, libarchive, gpgtar, Python.

mod awkward;
mod gpg;

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use awkward::{attachments, awkward};
use gpg::Gpg;
use sealed_report::date::Date;
use sealed_report::package::padding::padme;
use sealed_report::package::{Format, Package, Pieces, Reference, Segment, Want, archive};

const MARKDOWN: &str = "# 漏洞\n\nText.\n";
const JSON: &str = "{\"schema\":2}\n";
const FOLDER: &str = "report-0000000000";
/// 2026-11-22T00:00:00Z.
const TIME: i64 = 1_795_305_600;

fn reference() -> Reference {
    Reference::from_random([0; 8])
}

fn date() -> Date {
    Date::parse("2026-11-22").expect("a day")
}

fn plan(files: &[(&str, &[u8])]) -> Package {
    archive::plan(reference(), MARKDOWN, JSON, date(), &attachments(files))
}

fn bytes(files: &[(&str, &[u8])]) -> Vec<u8> {
    let contents: Vec<&[u8]> = files.iter().map(|file| file.1).collect();
    plan(files).to_bytes(&contents).expect("the files")
}

/// Runs a program in `folder` with `input`, all of which it has to read: `gpg -d` before it would fail.
fn run(folder: &Path, program: &str, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} is installed: {error}"));
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("it ran");
    let written = writer.join().expect("no panic");
    assert!(written.is_ok(), "{program} left the end of its input");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {error}");
    assert_eq!(error, "", "{program} {arguments:?}");
    output
}

/// Each way of unpacking: a program, and what it is told, with the archive on standard input.
const UNPACKERS: [(&str, &[&str]); 4] = [
    ("tar", &["-x"]),
    ("bsdtar", &["-xf", "-"]),
    (
        "gpgtar",
        &[
            "--quiet",
            "--skip-crypto",
            "--decrypt",
            "--directory",
            ".",
            "-",
        ],
    ),
    (
        "python3",
        &[
            "-c",
            "import sys, tarfile; tarfile.open(fileobj=sys.stdin.buffer, mode='r|').extractall('.'); sys.stdin.buffer.read()",
        ],
    ),
];

#[test]
fn every_name_and_byte_returns() {
    let files = awkward();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, it)| (&**name, &**it)).collect();
    let archive = bytes(&files);
    for (program, arguments) in UNPACKERS {
        let folder = tempfile::tempdir().expect("a folder");
        run(folder.path(), program, arguments, &archive);
        let report = folder.path().join(FOLDER);
        let read = |name: &str| {
            std::fs::read(report.join(name)).unwrap_or_else(|e| panic!("{program}: {name}: {e}"))
        };
        assert_eq!(read("report.md"), MARKDOWN.as_bytes(), "{program}");
        assert_eq!(read("report.json"), JSON.as_bytes(), "{program}");
        for (attachment, (_, content)) in attachments(&files).iter().zip(&files) {
            let found = read(&format!("attachments/{}", attachment.name));
            assert!(found == *content, "{program}: {}", attachment.name);
        }
        let names = |path: &Path| {
            let entries = std::fs::read_dir(path).expect("a folder");
            let names = entries.map(|it| it.expect("an entry").file_name().into_string());
            names.collect::<Result<std::collections::BTreeSet<_>, _>>()
        };
        let all = ["report.md", "report.json", "attachments", "padding"];
        assert_eq!(
            names(folder.path()),
            Ok([FOLDER.to_owned()].into()),
            "{program}"
        );
        assert_eq!(
            names(&report),
            Ok(all.map(str::to_owned).into()),
            "{program}"
        );
        let attached = names(&report.join("attachments")).expect("UTF-8");
        assert_eq!(attached.len(), files.len(), "{program}");
        assert!(read("padding").iter().all(|byte| *byte == 0), "{program}");
    }
}

#[test]
fn programs_read_all_of_the_padding() {
    // More zeros than a pipe holds, so that a program which stops reading at the end of the tar is
    // noticed by the one that writes: `gpg -d` would fail.
    let content = vec![7; (4 << 20) + 512];
    let files: [(&str, &[u8]); 1] = [("a", &content)];
    let Some(Segment::Fill { length, .. }) = plan(&files).segments.pop() else {
        panic!("no padding");
    };
    assert!(length > 128 << 10, "{length}");
    for (program, arguments) in UNPACKERS {
        let folder = tempfile::tempdir().expect("a folder");
        run(folder.path(), program, arguments, &bytes(&files));
        let found = folder.path().join(FOLDER).join("attachments/a");
        assert!(
            std::fs::read(found).expect("a file") == content,
            "{program}"
        );
    }
}

/// The two lines of `docs/formats.md`: gpg has to come to its end, or it has not checked the integrity.
#[test]
fn what_gpg_decrypts_is_unpacked_and_checked() {
    let gpg = Gpg::new();
    gpg.run(
        &["--import"],
        include_bytes!("../vectors/cv25519.secret.asc"),
    );
    let content = vec![7; (4 << 20) + 512];
    let tar = bytes(&[("a", &content), ("漏.txt", b"abc")]);
    let encrypt = [
        "--encrypt",
        "--default-recipient-self",
        "--trust-model",
        "always",
    ];
    let message = gpg.run(&encrypt, &tar);
    for command in [
        "set -o pipefail; gpg --batch --quiet -d r.tar.pgp | tar x",
        "set -o pipefail; gpg --batch --quiet -d r.tar.pgp | bsdtar xf -",
        "gpgtar --gpg-args=--batch --quiet --decrypt --directory . r.tar.pgp",
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("r.tar.pgp"), &message).expect("written");
        let output = Command::new("bash")
            .args(["-c", command])
            .current_dir(folder.path())
            .env("GNUPGHOME", gpg.path())
            .env("LC_ALL", "C.UTF-8")
            .output()
            .expect("bash is installed");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}: {error}");
        assert!(
            !error.contains("error") && !error.contains("roken"),
            "{command}: {error}"
        );
        let attached = folder.path().join(FOLDER).join("attachments");
        assert!(std::fs::read(attached.join("a")).expect("a file") == content);
        assert_eq!(
            std::fs::read(attached.join("漏.txt")).expect("a file"),
            b"abc"
        );
    }
}

#[test]
fn headers_tell_of_nobody_and_no_hour() {
    let script = "import sys, tarfile, json, io\n\
        t = tarfile.open(fileobj=io.BytesIO(sys.stdin.buffer.read()))\n\
        print(json.dumps([[m.name, m.mode, m.uid, m.gid, m.uname, m.gname, m.mtime, m.size, m.isdir(), m.pax_headers] for m in t]))";
    let files: [(&str, &[u8]); 2] = [("a.txt", b"abc"), ("漏.txt", b"")];
    let folder = tempfile::tempdir().expect("a folder");
    let output = run(folder.path(), "python3", &["-c", script], &bytes(&files));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let entry = |name: &str, mode: u32, size: usize, pax: serde_json::Value| {
        let (name, is_folder) = (format!("{FOLDER}{name}"), mode == 0o755);
        serde_json::json!([name, mode, 0, 0, "", "", TIME, size, is_folder, pax])
    };
    let none = serde_json::json!({});
    let wanted = serde_json::json!([
        entry("", 0o755, 0, none.clone()),
        entry("/report.md", 0o644, MARKDOWN.len(), none.clone()),
        entry("/report.json", 0o644, JSON.len(), none.clone()),
        entry("/attachments", 0o755, 0, none.clone()),
        entry("/attachments/a.txt", 0o644, 3, none.clone()),
        entry(
            "/attachments/漏.txt",
            0o644,
            0,
            serde_json::json!({"path": format!("{FOLDER}/attachments/漏.txt")})
        ),
        // 13 blocks are there without it, and 14 is a length of Padmé: its header is enough.
        entry("/padding", 0o644, 0, none),
    ]);
    assert_eq!(found, wanted);
    assert_eq!(bytes(&files), bytes(&files));

    run(folder.path(), "tar", &["-x"], &bytes(&[]));
    let report = folder.path().join(FOLDER);
    assert!(
        !report.join("attachments").exists(),
        "without attachments there is no folder for them"
    );
    let mode = std::fs::metadata(report.join("report.md"))
        .expect("there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o111, 0, "nothing can be executed");
}

#[test]
fn old_programs_find_short_names() {
    // What a program sees that takes extended headers for files.
    let files: [(&str, &[u8]); 3] = [
        ("漏.tar.gz", b"1"),
        (&"x".repeat(80), b"2"),
        ("漏.漏", b"3"),
    ];
    let archive = bytes(&files);
    let names: Vec<String> = archive
        .chunks(512)
        .filter(|block| &block[257..262] == b"ustar")
        .map(|block| block[..100].split(|b| *b == 0).next().expect("a piece"))
        .map(|name| String::from_utf8(name.to_vec()).expect("ASCII"))
        .skip(4)
        .collect();
    let wanted: Vec<String> = ["1.tar.gz", "2", "3"]
        .iter()
        .flat_map(|end| {
            ["PaxHeaders/", ""].map(|it| format!("{FOLDER}/{it}attachments/attachment-{end}"))
        })
        .collect();
    assert_eq!(names, wanted);
}

/// Writes a package whose files are holes, without taking room on the disk.
fn write_sparse(package: &Package, path: &Path) {
    use std::io::{Seek, SeekFrom};
    let mut file = std::fs::File::create(path).expect("a file");
    let mut pieces = Pieces::new(package);
    while let Some(want) = pieces.next(1 << 30) {
        match want {
            Want::Bytes(bytes) => file.write_all(bytes).expect("written"),
            Want::File { length, .. } | Want::Fill { length, .. } => {
                let skipped = file.seek(SeekFrom::Current(length as i64));
                skipped.expect("a place in the file");
            }
            Want::Base64 { .. } => panic!("no base64 in an archive"),
        }
    }
    file.set_len(package.len()).expect("the length");
}

#[test]
fn files_beyond_eight_gigabytes_have_their_size() {
    // The last size that a header holds, the first that it does not, and far more.
    let lengths = [(8_u64 << 30) - 1, 8 << 30, (100 << 30) + 1];
    let mut files = attachments(&[("a", b""), ("b", b""), ("漏.bin", b""), ("end", b"")]);
    for (file, length) in files.iter_mut().zip(lengths) {
        file.length = length;
    }
    let package = archive::plan(reference(), MARKDOWN, JSON, date(), &files);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("big.tar");
    write_sparse(&package, &path);
    let names = [
        "",
        "report.md",
        "report.json",
        "attachments/",
        "attachments/a",
        "attachments/b",
        "attachments/漏.bin",
        "attachments/end",
        "padding",
    ];
    let names: Vec<String> = names
        .iter()
        .map(|name| format!("{FOLDER}/{name}"))
        .collect();
    for (program, arguments) in [("tar", ["-tf", "big.tar"]), ("bsdtar", ["-tf", "big.tar"])] {
        let output = run(folder.path(), program, &arguments, b"");
        let listed = String::from_utf8(output.stdout).expect("UTF-8");
        let listed: Vec<&str> = listed.lines().collect();
        // GNU tar writes what is not ASCII in octal.
        let listed: Vec<String> = listed
            .iter()
            .map(|name| name.replace("\\346\\274\\217", "漏"))
            .collect();
        assert_eq!(listed, names, "{program}");
    }
    let script =
        "import tarfile; print([m.size for m in tarfile.open('big.tar') if m.isfile()][2:-1])";
    let output = run(folder.path(), "python3", &["-c", script], b"");
    let sizes = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(
        sizes.trim(),
        format!("[{}, {}, {}, 0]", lengths[0], lengths[1], lengths[2])
    );
}

#[test]
fn padding_beyond_eight_gigabytes_has_its_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("big.tar");
    // Around the first padding that needs an extended header, in blocks.
    let border = 8 << 21;
    for missing in (border - 2..border + 4).chain([2 * border - 1]) {
        // A length of Padmé, and what stands around an attachment of that size.
        let target = (1 << 30) + (1 << 25);
        let around = 11;
        let mut files = attachments(&[("a", b"")]);
        files[0].length = (target - missing - around) * 512;
        let package = archive::plan(reference(), MARKDOWN, JSON, date(), &files);
        assert_eq!(package.len(), target * 512, "{missing}");
        write_sparse(&package, &path);
        let script = "import tarfile; t = tarfile.open('big.tar'); m = t.getmembers()[-1]; print(m.name, m.offset_data, m.size, t.offset)";
        let output = run(folder.path(), "python3", &["-c", script], b"");
        let found = String::from_utf8(output.stdout).expect("UTF-8");
        let found: Vec<&str> = found.split_whitespace().collect();
        let number = |i: usize| found[i].parse::<u64>().expect("a number");
        assert_eq!(found[0], format!("{FOLDER}/padding"));
        let end = number(1) + number(2);
        // Two blocks end the tar; where one or two more do, no program minds.
        let behind = package.len() - end;
        assert!((2 * 512..=4 * 512).contains(&behind), "{missing}: {behind}");
        run(folder.path(), "tar", &["-tf", "big.tar"], b"");
    }
}

#[test]
fn lengths_are_padded_by_at_most_12_percent() {
    let length = |file: u64| {
        let mut files = attachments(&[("a", b"")]);
        files[0].length = file;
        let package = archive::plan(reference(), MARKDOWN, JSON, date(), &files);
        let length = package.len();
        assert_eq!(length % 512, 0);
        let content = file.div_ceil(512) * 512;
        // An extended header for the file, one for its name.
        let around = if file < 8 << 30 { 9 } else { 11 } * 512;
        let bare = content + around;
        assert_eq!(length, 512 * padme(bare / 512));
        let per_mille = match bare {
            0..0x2_0000 => 120,
            0x2_0000..0x200_0000 => 63,
            _ => 32,
        };
        let (padding, most) = (
            u128::from(length - bare) * 1000,
            u128::from(bare) * per_mille,
        );
        assert!(padding <= most, "{file}: {bare} to {length}");
        length
    };
    let mut lengths = std::collections::BTreeSet::new();
    for file in (0..3_000_000).step_by(509) {
        lengths.insert(length(file));
    }
    // 5,894 files, and hardly any length that only one of them has.
    assert!(lengths.len() < 120, "{}", lengths.len());
    for bit in 0..53 {
        for off in [0, 1, 511] {
            length((1 << bit) + off);
        }
    }
    assert_eq!(length(1_000_000), length(1_005_000));
    // Nothing overflows, however long a file is said to be.
    let mut files = attachments(&[("a", b""), ("b", b"")]);
    files[0].length = u64::MAX;
    files[1].length = u64::MAX;
    let package = archive::plan(reference(), MARKDOWN, JSON, date(), &files);
    assert_eq!((package.format, package.len()), (Format::Archive, u64::MAX));
}
