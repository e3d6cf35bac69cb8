//! Many certificates at several times, beside Sequoia and GnuPG.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Result, bail};

use super::{Counts, Listed, Listing, Peer, TIMES, explain, explain_gnupg, objection};

/// Compares all at [`TIMES`].
///
/// # Errors
///
/// GnuPG is missing, or a difference has no reason; it names all of those.
pub fn compare(certificates: &[Vec<u8>]) -> Result<Counts> {
    let mut listings = Vec::new();
    for (_, now) in TIMES {
        listings.push(Listed::all(certificates, now)?);
    }
    let next = AtomicUsize::new(0);
    let total = Mutex::new(Counts::default());
    let unexplained = Mutex::new(Vec::new());
    let work = || {
        while let Some(bytes) = certificates.get(next.fetch_add(1, Ordering::Relaxed)) {
            let (counts, odd) = compare_one(bytes, &listings);
            total.lock().expect("no panic holds it").add(&counts);
            unexplained.lock().expect("no panic holds it").extend(odd);
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    let mut unexplained = unexplained.into_inner().expect("no thread panicked");
    unexplained.sort();
    if !unexplained.is_empty() {
        bail!("there is no reason why\n{}", unexplained.join("\n"));
    }
    Ok(total.into_inner().expect("no thread panicked"))
}

/// One certificate: its counts, and the differences without a reason.
fn compare_one(bytes: &[u8], listings: &[Listing]) -> (Counts, Vec<String>) {
    let mut unexplained = Vec::new();
    let mut counts = Counts {
        certificates: 1,
        ..Counts::default()
    };
    let mut peer = Peer::read(bytes, 0);
    for (index, (day, now)) in TIMES.into_iter().enumerate() {
        let ours = super::ours(bytes, now);
        peer = peer.map(|peer| peer.again(now));
        let theirs = peer.as_ref().map(Peer::keys).unwrap_or_default();
        if ours == theirs && !ours.is_empty() {
            counts.same[index] += 1;
        }
        if ours.is_empty() && theirs.is_empty() {
            counts.refused[index] += 1;
        }
        for key in ours.symmetric_difference(&theirs) {
            let fact = objection(bytes, key, now);
            let class = peer
                .as_ref()
                .and_then(|peer| explain(peer, key, &theirs, fact));
            match class {
                Some(class) => counts.differences.entry(class).or_default()[index] += 1,
                None if ours.contains(key) => {
                    unexplained.push(format!("{day}: we alone would use {key}"));
                }
                None => unexplained.push(format!("{day}: Sequoia alone would use {key}: {fact:?}")),
            }
        }
        for key in &ours {
            let listed = listings[index].get(key);
            match explain_gnupg(peer.as_ref(), key, listed) {
                Some(class) => counts.gnupg.entry(class).or_default()[index] += 1,
                None => unexplained.push(format!("{day}: GnuPG would not use {key}: {listed:?}")),
            }
        }
    }
    (counts, unexplained)
}
