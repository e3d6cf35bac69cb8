//! Copies of one certificate as one: what any of them carries counts.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use pgp::packet::Signature;
use pgp::ser::Serialize;

use super::{Certificate, Subkey, User, fingerprint};

/// Makes one of all copies, in the order of their first occurrence. What comes twice in a
/// certificate, within one copy too, is there once. Takes time in proportion to the octets.
pub(super) fn merge(copies: Vec<Certificate>) -> Vec<Certificate> {
    let same = group(copies, Certificate::fingerprint);
    same.into_iter().map(join).collect()
}

/// One of each kind: the first, with what the others carry.
fn join((mut first, others): (Certificate, Vec<Certificate>)) -> Certificate {
    for copy in others {
        first.signatures.extend(copy.signatures);
        first.users.extend(copy.users);
        first.subkeys.extend(copy.subkeys);
        first.unreadable_revocation |= copy.unreadable_revocation;
        first.unreadable_subkeys = first.unreadable_subkeys.max(copy.unreadable_subkeys);
    }
    let users = group(first.users, |user| user.id.id().to_vec()).into_iter();
    let users = users.map(|(user, others)| User {
        id: user.id,
        signatures: all(user.signatures, others.into_iter().map(|it| it.signatures)),
    });
    let subkeys = group(first.subkeys, |subkey| fingerprint(&subkey.key)).into_iter();
    let subkeys = subkeys.map(|(subkey, others)| Subkey {
        key: subkey.key,
        signatures: all(
            subkey.signatures,
            others.into_iter().map(|it| it.signatures),
        ),
    });
    Certificate {
        primary: first.primary,
        signatures: all(first.signatures, std::iter::empty()),
        users: users.collect(),
        subkeys: subkeys.collect(),
        unreadable_subkeys: first.unreadable_subkeys,
        unreadable_revocation: first.unreadable_revocation,
    }
}

/// Items of the same key together, in the order of the first of each.
fn group<T, K: Eq + Hash>(items: Vec<T>, key: impl Fn(&T) -> K) -> Vec<(T, Vec<T>)> {
    let mut groups: Vec<(T, Vec<T>)> = Vec::new();
    let mut places: HashMap<K, usize> = HashMap::new();
    for item in items {
        let end = groups.len();
        match *places.entry(key(&item)).or_insert(end) {
            place if place == end => groups.push((item, Vec::new())),
            place => groups[place].1.push(item),
        }
    }
    groups
}

/// Each signature once, by its octets.
fn all(first: Vec<Signature>, others: impl Iterator<Item = Vec<Signature>>) -> Vec<Signature> {
    let mut seen = HashSet::new();
    let mut signatures: Vec<Signature> = first.into_iter().chain(others.flatten()).collect();
    // What cannot be written again is kept: it is checked like every other.
    signatures.retain(|signature| {
        signature
            .to_bytes()
            .map_or(true, |bytes| seen.insert(bytes))
    });
    signatures
}
