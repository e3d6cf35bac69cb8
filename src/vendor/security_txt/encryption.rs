//! `Encryption` (RFC 9116 section 2.5.4): where the vendor's key is, or which one it is.

use super::super::{PinnedFingerprint, VendorProblem};
use super::field::{NoLink, has_scheme, link, scheme};
use super::{Fact, Reader};

/// Takes over the value of an `Encryption`.
pub(super) fn take(reader: &mut Reader, value: &str, line: usize) {
    match scheme(value) {
        Some(("https" | "http", _)) => match link(value) {
            Ok(url) => {
                if !reader.out.key_links.contains(&url) {
                    reader.out.key_links.push(url);
                }
            }
            Err(NoLink::Http) => reader.find(Fact::KeyHttp, line, value),
            Err(NoLink::Other) => reader.find(Fact::KeyUnusable, line, value),
        },
        Some(("openpgp4fpr", rest)) => fingerprint(reader, rest, value, line),
        // RFC 7929: it would have to be looked up.
        Some(("dns", _)) => reader.find(Fact::KeyDns, line, value),
        _ => match of_another_kind(value) {
            Some(fact) => reader.find(fact, line, value),
            None if is_hexadecimal(value) => {
                let before = reader.out.fingerprints.len();
                fingerprint(reader, value, value, line);
                if reader.out.fingerprints.len() > before {
                    reader.find(Fact::KeyNoScheme, line, value);
                }
            }
            None if has_scheme(value) => reader.find(Fact::KeyOther, line, value),
            None => reader.find(Fact::KeyUnusable, line, value),
        },
    }
}

fn fingerprint(reader: &mut Reader, digits: &str, value: &str, line: usize) {
    let digits: String = digits.trim_start_matches('/').replace([' ', '\t'], "");
    let digits = digits
        .strip_prefix("0x")
        .or_else(|| digits.strip_prefix("0X"))
        .unwrap_or(&digits);
    match PinnedFingerprint::parse(digits) {
        Ok(pin) => {
            if !reader.out.fingerprints.contains(&pin) {
                reader.out.fingerprints.push(pin);
            }
        }
        Err(VendorProblem::KeyIdOnly) => reader.find(Fact::KeyIdOnly, line, value),
        Err(_) => reader.find(Fact::KeyBadFingerprint, line, value),
    }
}

/// Digits and spaces alone, enough of them to be meant as a fingerprint or a key ID.
fn is_hexadecimal(value: &str) -> bool {
    let digits = value
        .strip_prefix("0x")
        .or_else(|| value.strip_prefix("0X"))
        .unwrap_or(value);
    let count = digits.bytes().filter(u8::is_ascii_hexdigit).count();
    count >= 8 && digits.bytes().all(|b| b.is_ascii_hexdigit() || b == b' ')
}

/// Keys of programs that are not OpenPGP, by how they begin.
fn of_another_kind(value: &str) -> Option<Fact> {
    let begins = |prefix: &str| {
        let head = value.get(..prefix.len()).unwrap_or_default();
        head.eq_ignore_ascii_case(prefix)
    };
    // age: Bech32 with this prefix. minisign: base64 of `Ed`, a key ID and a key, 56 characters.
    if begins("age1") || begins("age:") {
        Some(Fact::KeyAge)
    } else if begins("minisign") || (value.starts_with("RW") && value.len() == 56) {
        Some(Fact::KeyMinisign)
    } else if begins("ssh-") || begins("ecdsa-sha2-") {
        Some(Fact::KeySsh)
    } else {
        None
    }
}
