//! The keys that get used are those that `sequoia-openpgp` would choose; every difference has a
//! reason that the certificate itself bears out, and none is against GnuPG.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use sealed_report_peers::parity::{Counts, Listed, Peer, TIMES, explain, ours, split};

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
    paths
        .iter()
        .filter(wanted)
        .flat_map(|path| read(path))
        .collect()
}

/// Compares one certificate at all times; what has no reason goes to `unexplained`.
fn compare(bytes: &[u8], unexplained: &mut Vec<String>) -> Counts {
    let mut counts = Counts {
        certificates: 1,
        ..Counts::default()
    };
    let mut peer = Peer::read(bytes, 0);
    for (index, (day, now)) in TIMES.into_iter().enumerate() {
        let ours = ours(bytes, now);
        peer = peer.map(|peer| peer.again(now));
        let theirs = peer.as_ref().map(Peer::keys).unwrap_or_default();
        if ours == theirs {
            let count = if ours.is_empty() {
                &mut counts.refused
            } else {
                &mut counts.same
            };
            count[index] += 1;
        }
        for key in ours.symmetric_difference(&theirs) {
            let class = peer
                .as_ref()
                .and_then(|peer| explain(peer, key, &ours, &theirs));
            match class {
                Some(class) => counts.differences.entry(class).or_default()[index] += 1,
                None => {
                    let who = if ours.contains(key) { "we" } else { "Sequoia" };
                    unexplained.push(format!("{day}: {who} alone would use {key}"));
                }
            }
        }
    }
    counts
}

/// Compares all, on as many threads as there are processors.
fn compare_all(certificates: &[Vec<u8>]) -> Counts {
    let total = Mutex::new((Counts::default(), Vec::new()));
    let next = std::sync::atomic::AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut unexplained = Vec::new();
                let mut sum = Counts::default();
                while let Some(bytes) =
                    certificates.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
                {
                    sum.add(&compare(bytes, &mut unexplained));
                }
                let mut total = total.lock().expect("no thread panicked");
                total.0.add(&sum);
                total.1.extend(unexplained);
            });
        }
    });
    let (counts, mut unexplained) = total.into_inner().expect("no thread panicked");
    unexplained.sort();
    assert!(
        unexplained.is_empty(),
        "no reason for:\n{}",
        unexplained.join("\n")
    );
    counts
}

/// Nothing that GnuPG shows as revoked or not fit for encryption is used.
fn compare_with_gnupg(certificates: &[Vec<u8>]) -> usize {
    let mut used = 0;
    for (day, now) in TIMES {
        let listing = Listed::all(certificates, now).expect("gpg lists them");
        for key in certificates.iter().flat_map(|bytes| ours(bytes, now)) {
            // GnuPG leaves out what it cannot read: version 6.
            let Some(listed) = listing.get(&key) else {
                assert_eq!(key.len(), 64, "{day}: {key} is not listed");
                continue;
            };
            assert!(listed.encrypts(), "{day}: {key} is {listed:?}");
            used += 1;
        }
    }
    used
}

fn vectors() -> Vec<Vec<u8>> {
    let mut all = folder(&root().join("tests/vectors"));
    all.extend(folder(&root().join("tests/certificates")));
    all
}

fn debian() -> Vec<Vec<u8>> {
    let folder = Path::new("/usr/share/keyrings");
    let files = DEBIAN.iter().map(|name| read(&folder.join(name)));
    files.flatten().collect()
}

#[test]
fn the_keys_of_our_vectors_are_those_that_sequoia_chooses() {
    let counts = compare_all(&vectors());
    println!("{}", counts.table());
}

#[test]
fn the_keys_of_debians_developers_are_those_that_sequoia_chooses() {
    let counts = compare_all(&debian());
    println!("{}", counts.table());
    assert!(counts.certificates > 500, "{}", counts.certificates);
    assert!(counts.same.iter().all(|same| *same > 200), "{counts:?}");
}

#[test]
fn nothing_is_used_that_gnupg_would_not_use() {
    let mut all = vectors();
    all.extend(debian());
    let used = compare_with_gnupg(&all);
    assert!(used > 2000, "{used}");
}

/// Other certificates, from a folder named by `PARITY_EXTRA`.
#[test]
fn other_keys_are_those_that_sequoia_chooses() {
    let Some(extra) = std::env::var_os("PARITY_EXTRA") else {
        return;
    };
    let certificates = folder(Path::new(&extra));
    assert!(!certificates.is_empty());
    println!("{}", compare_all(&certificates).table());
    println!(
        "{} keys are used by GnuPG too",
        compare_with_gnupg(&certificates)
    );
}
