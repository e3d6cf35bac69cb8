//! The longest that the check of one certificate can take: as many signatures as may be there,
//! all of them wrong, so that none of them spares the next.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use sealed_report::openpgp::Certificate;
use sealed_report::openpgp::health::{Fact, MAX_OWN_SIGNATURES, Use, examine};
use sha2::{Digest, Sha256};

/// 2026-01-01, in Unix seconds.
const NOW: u32 = 1_767_225_600;
const USER_ID: &[u8] = b"Test <test@example.com>";

/// How long a certificate at the cap takes, with an RSA key of so many bits.
///
/// # Errors
///
/// What was made is not what is meant: nothing would have been measured.
pub fn time(bits: usize) -> Result<Duration> {
    let bytes = certificate(bits, MAX_OWN_SIGNATURES);
    let read = Certificate::read(&bytes)?;
    let begin = Instant::now();
    let health = examine(&read[0], NOW.into());
    let time = begin.elapsed();
    let use_ = health.keys[0].use_;
    ensure!(use_ == Use::Refused(Fact::BadBinding), "found {use_:?}");
    Ok(time)
}

/// A certificate whose signatures look right up to the arithmetic with the key.
fn certificate(bits: usize, signatures: usize) -> Vec<u8> {
    let mut key = vec![4];
    key.extend((NOW - 1_000_000).to_be_bytes());
    key.push(1);
    key.extend(number(bits, 0));
    key.extend([0, 17, 1, 0, 1]);
    let mut out = packet(6, &key);
    out.extend(packet(13, USER_ID));
    for count in 0..signatures {
        let count = u32::try_from(count).expect("a few thousand");
        // Version 4, a certification, RSA, SHA-256; one hashed subpacket: the date.
        let mut body = vec![4, 0x13, 1, 8, 0, 6, 5, 2];
        body.extend((NOW - 1 - count).to_be_bytes());
        let digest = digest(&key, &body);
        body.extend([0, 0]);
        body.extend(&digest[..2]);
        body.extend(number(bits - 8, count + 1));
        out.extend(packet(2, &body));
    }
    out
}

/// RFC 9580 section 5.2.4.
fn digest(key: &[u8], hashed: &[u8]) -> Vec<u8> {
    let length = |octets: usize| u32::try_from(octets).expect("short").to_be_bytes();
    let mut digest = Sha256::new();
    digest.update([0x99]);
    digest.update(&length(key.len())[2..]);
    digest.update(key);
    digest.update([0xB4]);
    digest.update(length(USER_ID.len()));
    digest.update(USER_ID);
    digest.update(hashed);
    digest.update([4, 0xFF]);
    digest.update(length(hashed.len()));
    digest.finalize().to_vec()
}

/// An odd number of exactly so many bits, a multiple of 8, as RFC 9580 section 3.2 writes it.
fn number(bits: usize, seed: u32) -> Vec<u8> {
    let mut octets: Vec<u8> = (0_u32..)
        .flat_map(|block| Sha256::digest([seed.to_be_bytes(), block.to_be_bytes()].concat()))
        .take(bits / 8)
        .collect();
    octets[0] |= 0x80;
    octets[bits / 8 - 1] |= 1;
    let length = u16::try_from(bits).expect("at most 8192");
    [&length.to_be_bytes()[..], &octets].concat()
}

/// RFC 9580 section 4.2.1, with a length of five octets.
fn packet(tag: u8, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).expect("short").to_be_bytes();
    [&[0xC0 | tag, 255], &length[..], body].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_signature_more_is_refused_before_any_is_verified() {
        let limit = MAX_OWN_SIGNATURES;
        let count = limit + 1;
        let read = Certificate::read(&certificate(2048, count)).expect("a certificate");
        let health = examine(&read[0], NOW.into());
        let fact = Fact::TooManySignatures { count, limit };
        assert_eq!(health.keys[0].use_, Use::Refused(fact));
    }

    #[test]
    fn signatures_at_the_cap_are_verified() {
        time(2048).expect("measured");
    }
}
