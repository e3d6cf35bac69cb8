//! What fuzzing found, natively: `cargo xtask fuzz` gives random input to the same functions.

#[path = "../../fuzz/src/lib.rs"]
mod targets;

use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use sealed_report::openpgp::{Certificate, Recipient, Refusal};
use targets::signed;

/// 2016-01-01, 2026-01-01 and the last second that a signature can name.
const TIMES: [u32; 3] = [1_451_606_400, 1_767_225_600, u32::MAX];

/// Where the keys of the tests lie.
const KEYS: [&str; 4] = [
    "tests/vectors",
    "tests/vectors/health",
    "tests/certificates",
    "tests/keys",
];

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

/// Gives every file of `folder` to `target`; the name of the file stands above a panic.
fn replay(folder: &str, target: impl Fn(&[u8])) {
    let files = files(folder);
    assert!(!files.is_empty(), "{folder} is empty");
    for file in &files {
        println!("{}", file.display());
        target(&std::fs::read(file).expect("readable"));
    }
}

/// Gives what was kept of a target to it: `found.txt`, one input in base64 on each line, and the
/// files with a name of their own. There are at least so many.
fn replay_kept(name: &str, least: usize, target: impl Fn(&[u8])) {
    let folder = kept(name);
    let found = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(&folder)
        .join("found.txt");
    let found = std::fs::read_to_string(found).expect("found inputs");
    let count = found.lines().count();
    assert!(count >= least, "{folder} has lost its inputs");
    for line in found.lines() {
        println!("{line}");
        target(&BASE64.decode(line.as_bytes()).expect("base64"));
    }
    replay(&folder, target);
}

fn kept(target: &str) -> String {
    format!("tests/regressions/{target}")
}

#[test]
fn armor() {
    replay_kept("armor", 100, targets::armor);
    for folder in KEYS {
        replay(folder, targets::armor);
    }
}

#[test]
fn certificate() {
    replay_kept("certificate", 100, targets::certificate);
    for folder in KEYS {
        for time in TIMES {
            replay(folder, |bytes| targets::certificate_at(bytes, time.into()));
        }
    }
}

#[test]
fn file_name() {
    replay_kept("file_name", 30, targets::packages::file_name);
}

#[test]
fn owner() {
    replay_kept("owner", 100, targets::owner);
}

#[test]
fn vendor_file() {
    replay_kept("vendor_file", 100, targets::vendor_file);
    replay("vendors", targets::vendor_file);
}

#[test]
fn security_txt() {
    replay_kept("security_txt", 100, targets::security_txt);
}

/// The target `owner` is worth nothing unless its signatures hold: what its owner calls fit is
/// fit, and what its owner revokes is refused for that reason alone.
#[test]
fn what_a_hostile_owner_signs_is_believed() {
    let mut seen = (0, 0);
    for file in files(&kept("owner")) {
        let name = file
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let data = std::fs::read(&file).expect("readable");
        let (fit, refused) = (name.starts_with("fit-"), name.starts_with("revoked-"));
        if !fit && !refused {
            continue;
        }
        let (bytes, now) = signed::build(&data).expect("long enough");
        let pin = Certificate::read(&bytes).expect("a certificate")[0].fingerprint();
        match Recipient::check(&bytes, &[pin], now) {
            Ok(recipient) => {
                assert!(fit, "{name}");
                assert_eq!(recipient.keys().len(), 1, "{name}");
                seen.0 += 1;
            }
            Err(refusal) => {
                assert!(
                    refused && matches!(refusal, Refusal::Unready { .. }),
                    "{name}: {refusal:?}"
                );
                assert!(refusal.code().starts_with("revoked"), "{name}");
                seen.1 += 1;
            }
        }
    }
    assert_eq!(
        seen,
        (3, 3),
        "version 4, old and new, and 6; fit and revoked"
    );
}
