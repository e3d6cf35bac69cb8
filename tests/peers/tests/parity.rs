//! The keys that get used are those that `sequoia-openpgp` would choose. Every difference has a
//! reason that the certificate itself bears out, and nothing is used that GnuPG would not use.

use std::path::{Path, PathBuf};

use sealed_report_peers::parity::{Counts, compare, made, split};

/// From the package `debian-keyring`.
const DEBIAN: [&str; 4] = [
    "debian-role-keys.gpg",
    "debian-nonupload.gpg",
    "debian-maintainers.gpg",
    "debian-keyring.gpg",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> Vec<Vec<u8>> {
    let file = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    split(&file)
}

/// The certificates of all files in `folder`.
fn folder(folder: &Path) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let wanted = |path: &&PathBuf| {
        let name = path.to_string_lossy();
        !name.ends_with(".secret.asc") && (name.ends_with(".asc") || name.ends_with(".pgp"))
    };
    let files = paths.iter().filter(wanted);
    files.flat_map(|path| read(path)).collect()
}

fn compared(certificates: &[Vec<u8>]) -> Counts {
    let counts = compare(certificates).unwrap_or_else(|error| panic!("{error:#}"));
    println!("{}", counts.table());
    counts
}

/// With `GOLDEN=write` the page is written anew; otherwise all but the last part must not have
/// changed. Debian's keyrings do, with every release.
#[test]
fn the_keys_used_are_those_that_sequoia_chooses() {
    let mut ours = folder(&root().join("tests/vectors"));
    ours.extend(folder(&root().join("tests/vectors/health")));
    ours.extend(folder(&root().join("tests/certificates")));
    let ours = compared(&ours);
    let made = compared(&(0..MADE).map(made).collect::<Vec<_>>());
    let keyrings = Path::new("/usr/share/keyrings");
    let debian = DEBIAN.iter().flat_map(|name| read(&keyrings.join(name)));
    let debian = compared(&debian.collect::<Vec<_>>());
    for counts in [&made, &debian] {
        assert!(counts.certificates > 500, "{}", counts.certificates);
        let met = |counts: &[usize; 4]| counts.iter().all(|count| *count > 50);
        assert!(met(&counts.same) && met(&counts.refused), "{counts:?}");
    }

    let page = root().join("docs/parity.md");
    let committed = std::fs::read_to_string(&page).expect("the page");
    let (head, _) = committed.split_once(OURS).expect("a heading");
    let fixed = format!(
        "{head}{OURS}\n\n{}\n{RANDOM}\n\n{}",
        ours.table(),
        made.table()
    );
    let whole = format!("{fixed}\n{THEIRS}\n\n{}", debian.table());
    if std::env::var_os("GOLDEN").is_some_and(|it| it == "write") {
        std::fs::write(page, whole).expect("written");
        return;
    }
    let last = format!("\n{THEIRS}");
    let (committed, _) = committed.split_once(&last).expect("a heading");
    assert_eq!(committed, fixed, "GOLDEN=write writes docs/parity.md anew");
}

/// How many certificates are made.
const MADE: u64 = 2000;
const OURS: &str = "## Our own test keys";
const RANDOM: &str = "## Certificates made at random";
const THEIRS: &str = "## Debian's developers";

/// Other certificates, from a folder named by `PARITY_EXTRA`.
#[test]
fn other_keys_are_those_that_sequoia_chooses() {
    let Some(extra) = std::env::var_os("PARITY_EXTRA") else {
        return;
    };
    let certificates = folder(Path::new(&extra));
    assert!(!certificates.is_empty());
    let counts = compared(&certificates);
    assert_eq!(counts.certificates, certificates.len());
}
