//! Copies of one certificate as one: what any of them carries counts.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use pgp::packet::Signature;
use pgp::ser::Serialize;

use super::{Certificate, fingerprint};

/// Merges copies into the first of them, in the order of their first occurrence.
pub(super) fn merge(copies: Vec<Certificate>) -> Vec<Certificate> {
    let mut merged: Vec<Certificate> = Vec::new();
    merge_into(
        &mut merged,
        copies,
        Certificate::fingerprint,
        |known, copy| {
            add(&mut known.signatures, copy.signatures);
            merge_into(
                &mut known.users,
                copy.users,
                |user| user.id.id().to_vec(),
                |known, user| {
                    add(&mut known.signatures, user.signatures);
                },
            );
            let print = |subkey: &super::Subkey| fingerprint(&subkey.key);
            merge_into(&mut known.subkeys, copy.subkeys, print, |known, subkey| {
                add(&mut known.signatures, subkey.signatures);
            });
            known.unreadable_subkeys = known.unreadable_subkeys.max(copy.unreadable_subkeys);
        },
    );
    merged
}

/// Adds `more` to `known`; `join` takes what has the key of one that is there. In linear time.
fn merge_into<T, K: Eq + Hash>(
    known: &mut Vec<T>,
    more: Vec<T>,
    key: impl Fn(&T) -> K,
    join: impl Fn(&mut T, T),
) {
    let keys = known.iter().enumerate().map(|(at, item)| (key(item), at));
    let mut places: HashMap<K, usize> = keys.collect();
    for item in more {
        match places.entry(key(&item)) {
            std::collections::hash_map::Entry::Occupied(place) => {
                join(&mut known[*place.get()], item)
            }
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(known.len());
                known.push(item);
            }
        }
    }
}

/// Adds the signatures that are not there yet, by their bytes.
fn add(known: &mut Vec<Signature>, more: Vec<Signature>) {
    // What cannot be written again is kept: it is checked like every other.
    let bytes = |signature: &Signature| signature.to_bytes().unwrap_or_default();
    let mut seen: HashSet<Vec<u8>> = known.iter().map(bytes).collect();
    for signature in more {
        let bytes = bytes(&signature);
        if bytes.is_empty() || seen.insert(bytes) {
            known.push(signature);
        }
    }
}
