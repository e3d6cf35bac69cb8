//! Which keys of a certificate get used: ours beside `sequoia-openpgp`'s and GnuPG's.

mod class;
mod compare;
mod gnupg;
mod made;
mod sequoia;
mod table;

use std::collections::BTreeSet;

use sealed_report::openpgp::health::{Fact, Use, examine};
use sealed_report::openpgp::{Certificate, Recipient};
use sequoia_openpgp::cert::raw::RawCertParser;
use sequoia_openpgp::parse::Parse;

pub use class::{Class, GnupgClass, explain, explain_gnupg};
pub use compare::compare;
pub use gnupg::{Listed, Listing};
pub use made::made;
pub use sequoia::{Peer, chosen};
pub use table::{Counts, TIMES};

/// Keys by fingerprint, in upper-case hexadecimal digits.
pub type Keys = BTreeSet<String>;

/// The certificates in `file`, binary or armored, each as binary packets. What Sequoia's splitter
/// cannot follow is left out.
pub fn split(file: &[u8]) -> Vec<Vec<u8>> {
    let Ok(parser) = RawCertParser::from_bytes(file) else {
        return Vec::new();
    };
    let found = parser.filter_map(Result::ok);
    found.map(|raw| raw.as_bytes().to_vec()).collect()
}

/// The keys that we seal to at `now`, in Unix seconds: none when the certificate is refused.
pub fn ours(bytes: &[u8], now: u64) -> Keys {
    let Ok(certificates) = Certificate::read(bytes) else {
        return Keys::new();
    };
    let pins: Vec<_> = certificates.iter().map(Certificate::fingerprint).collect();
    match Recipient::check(bytes, &pins, now) {
        Ok(recipient) => recipient.keys().iter().map(ToString::to_string).collect(),
        Err(_) => Keys::new(),
    }
}

/// What we say against sealing to `key` at `now`: `None` when nothing, or when it is not there.
pub fn objection(bytes: &[u8], key: &str, now: u64) -> Option<Fact> {
    let certificates = Certificate::read(bytes).ok()?;
    let mut keys = certificates
        .iter()
        .flat_map(|certificate| examine(certificate, now).keys);
    let key = keys.find(|it| it.fingerprint.to_string() == key)?;
    match key.use_ {
        Use::Refused(fact) => Some(fact),
        Use::Encryption => None,
    }
}
