//! `check`: every certificate of the files, each with how it stands at the given time.

use std::path::{Path, PathBuf};

use super::arguments::CheckOptions;
use super::group::{Entry, Failure, Group, Role};
use super::input::Inputs;
use crate::openpgp::certificate::MAX_BYTES;
use crate::openpgp::{Certificate, Fingerprint, Health, health};
use crate::vendor::{Pin, Vendor};

/// What a file held.
enum Content {
    Vendor(Box<Vendor>),
    Certificates(Vec<Certificate>),
    Nothing(Failure),
}

/// Certificates with the file that each came from.
type Pool<'a> = Vec<(&'a Path, Certificate)>;

/// Examines what is in the files. `now` is in Unix seconds.
///
/// A vendor's certificates are compared with its pins, and a certificate of another file that one
/// of the pins names joins them; all others are compared with `--fingerprint`, where that is given.
pub(super) fn check(options: &CheckOptions, inputs: &mut Inputs, now: u64) -> Vec<Group> {
    let contents: Vec<(&PathBuf, Content)> = options
        .files
        .iter()
        .map(|file| (file, read(inputs, file)))
        .collect();
    let mut bare: Pool = Vec::new();
    let mut pins: Vec<Fingerprint> = Vec::new();
    for (file, content) in &contents {
        match content {
            Content::Certificates(them) => {
                bare.extend(them.iter().map(|it| (file.as_path(), it.clone())));
            }
            Content::Vendor(vendor) => pins.extend(vendor.pins.iter().map(fingerprint)),
            Content::Nothing(_) => {}
        }
    }
    let mut groups = Vec::new();
    for (file, content) in &contents {
        match content {
            Content::Vendor(vendor) => groups.push(team(file, vendor, &bare, now)),
            Content::Certificates(them) => {
                let them: Vec<_> = them.iter().filter(|it| !concerns(it, &pins)).collect();
                groups.extend(singles(file, &them, &options.pins, now));
            }
            Content::Nothing(failure) => groups.push(Group::single(Entry {
                file: file.to_path_buf(),
                pin: None,
                role: Role::Bare,
                state: Err(failure.clone()),
            })),
        }
    }
    let warn = |health: &mut Health| {
        if let Some(days) = options.warn_days {
            health.warn_before(days, now);
        }
    };
    let entries = groups.iter_mut().flat_map(|group| &mut group.entries);
    entries
        .filter_map(|entry| entry.state.as_mut().ok())
        .for_each(warn);
    groups
}

/// A vendor file begins with a brace, and no certificate does.
fn read(inputs: &mut Inputs, file: &Path) -> Content {
    let bytes = match inputs.read(file, MAX_BYTES) {
        Ok(bytes) => bytes,
        Err(error) => return Content::Nothing(Failure::Input(error)),
    };
    let bytes = bytes.strip_prefix(super::input::BOM).unwrap_or(&bytes);
    if bytes.trim_ascii_start().starts_with(b"{") {
        return match Vendor::parse(&String::from_utf8_lossy(bytes)) {
            Ok(vendor) => Content::Vendor(Box::new(vendor)),
            Err(error) => Content::Nothing(Failure::Vendor(error)),
        };
    }
    match Certificate::read(bytes) {
        Ok(certificates) => Content::Certificates(certificates),
        Err(error) => Content::Nothing(Failure::Certificate(error)),
    }
}

/// Certificates that no vendor pins. Where one of a file is the expected one, the others in it are
/// passed over, as they are when a report is sealed.
fn singles(file: &Path, them: &[&Certificate], pins: &[Fingerprint], now: u64) -> Vec<Group> {
    let is_expected = |it: &Certificate| pins.contains(&it.fingerprint());
    let one_is = them.iter().any(|it| is_expected(it));
    let them = them.iter().filter(|it| !one_is || is_expected(it));
    let groups = them.map(|certificate| {
        let mut health = health::examine(certificate, now);
        if !pins.is_empty() {
            health.compare(pins);
        }
        Group::single(Entry {
            file: file.to_path_buf(),
            pin: None,
            role: match pins.is_empty() {
                true => Role::Bare,
                false => Role::Expected,
            },
            state: Ok(health),
        })
    });
    groups.collect()
}

/// The certificates that a vendor pins: what sealing would make of them, one by one.
fn team(file: &Path, vendor: &Vendor, bare: &Pool, now: u64) -> Group {
    let pins: Vec<Fingerprint> = vendor.pins.iter().map(fingerprint).collect();
    let mut pool: Pool = Vec::new();
    let mut entries = Vec::new();
    let entry = |pin: &Pin, role, state| Entry {
        file: file.to_path_buf(),
        pin: Some(fingerprint(pin)),
        role,
        state,
    };
    // Those whose certificate is told of already, because it is not what it should be.
    let mut told = Vec::new();
    for pin in &vendor.pins {
        let Some(armored) = &pin.certificate else {
            continue;
        };
        // Sealing refuses such a file whole, so that even an optional pin has to be right.
        match Certificate::read(armored.as_bytes()) {
            Err(error) => {
                told.push(fingerprint(pin));
                let failure = Failure::Certificate(error);
                entries.push(entry(pin, Role::Required, Err(failure)));
            }
            Ok(them) if them.iter().any(|it| pins.contains(&it.fingerprint())) => {
                pool.extend(them.into_iter().map(|it| (file, it)));
            }
            Ok(them) => {
                told.push(fingerprint(pin));
                entries.extend(them.iter().map(|certificate| {
                    let mut health = health::examine(certificate, now);
                    health.compare(&pins);
                    entry(pin, Role::Required, Ok(health))
                }));
            }
        }
    }
    let joining = bare.iter().filter(|(_, it)| concerns(it, &pins));
    pool.extend(joining.cloned());
    for pin in &vendor.pins {
        let role = match pin.optional {
            true => Role::Optional,
            false => Role::Required,
        };
        let print = fingerprint(pin);
        let fits = |it: &Certificate| it.fingerprint() == print;
        let found = pool.iter().find(|(_, it)| fits(it));
        // One with the pinned key as a subkey is not it, but tells what went wrong.
        let found = found.or_else(|| {
            let own = std::slice::from_ref(&print);
            pool.iter().find(|(_, it)| concerns(it, own))
        });
        match found {
            Some((origin, certificate)) => {
                let copies = pool.iter().map(|(_, it)| it);
                let copies = copies.filter(|it| it.fingerprint() == certificate.fingerprint());
                let merged = Certificate::merge(copies.cloned().collect());
                entries.extend(merged.iter().map(|certificate| {
                    let mut health = health::examine(certificate, now);
                    health.compare(std::slice::from_ref(&print));
                    Entry {
                        file: origin.to_path_buf(),
                        ..entry(pin, role, Ok(health))
                    }
                }));
            }
            None if told.contains(&print) => {}
            None => entries.push(entry(pin, role, Err(Failure::Missing))),
        }
    }
    if vendor.pins.is_empty() {
        entries.push(Entry {
            file: file.to_path_buf(),
            pin: None,
            role: Role::Required,
            state: Err(Failure::NoPins),
        });
    }
    Group {
        vendor: Some(vendor.clone()),
        entries,
    }
}

/// Whether it is, or has as a subkey, one of the keys that these fingerprints name.
fn concerns(certificate: &Certificate, pins: &[Fingerprint]) -> bool {
    let subkeys = certificate.subkey_fingerprints();
    pins.contains(&certificate.fingerprint()) || subkeys.iter().any(|it| pins.contains(it))
}

fn fingerprint(pin: &Pin) -> Fingerprint {
    Fingerprint::parse(&pin.fingerprint)
        .expect("a vendor file's pins have 40 or 64 digits: its reader checks them")
}
