//! Which keys of a certificate get used: ours beside `sequoia-openpgp`'s and GnuPG's.

mod class;
mod compare;
mod gnupg;
mod sequoia;
mod table;

use std::collections::BTreeSet;

use sealed_report::openpgp::{Certificate, Recipient};
use sequoia_openpgp::cert::raw::RawCertParser;
use sequoia_openpgp::parse::Parse;

pub use class::{Class, GnupgClass, explain, explain_gnupg};
pub use compare::compare;
pub use gnupg::{Listed, Listing};
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
