//! Copies of one certificate: what any of them carries counts, in any order, in good time.

use std::time::{Duration, Instant};

use crate::judged::{health, judged};
use crate::maker::*;
use sealed_report::openpgp::{Certificate, Pinned, Recipients};

fn both_ways(one: &[u8], other: &[u8], now: u64) -> String {
    let first = judged(&[one, other].concat(), now);
    assert_eq!(judged(&[other, one].concat(), now), first);
    first
}

#[test]
fn a_renewed_copy_makes_up_for_an_old_one() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let with = |time, seconds| {
        let says = at(time).flags(CERTIFY).key_lasts(seconds);
        let own = [user(USER), owner.certify(USER, &says)].concat();
        let binding = at(time).flags(ENCRYPT).key_lasts(seconds);
        [owner.packet(), own, bound(&owner, &sub, &binding)].concat()
    };
    let (old, renewed) = (with(MADE, DAY), with(MADE + DAY, 3650 * DAY));
    assert_eq!(judged(&old, NOW), "none; refusal primary expired");
    assert_eq!(both_ways(&old, &renewed, NOW), "sub0");
    // Copies that come one by one are as one block of both.
    let pins = [Pinned {
        fingerprint: owner.fingerprint(),
        optional: false,
    }];
    for inputs in [[&old[..], &renewed], [&renewed, &old]] {
        let recipients = Recipients::gather(&inputs, &pins, NOW).expect("fit");
        assert_eq!(recipients.keys(), [sub.fingerprint()]);
    }
}

#[test]
fn a_revocation_counts_from_any_copy() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let fit = plain(&owner, &sub);
    let primary = [owner.packet(), owner.revoke(&at(MADE))].concat();
    assert_eq!(
        both_ways(&fit, &primary, NOW),
        "none; refusal primary revoked"
    );
    let subkey = [
        owner.packet(),
        sub.sub_packet(),
        owner.revoke_sub(&sub, &at(MADE)),
    ]
    .concat();
    assert_eq!(both_ways(&fit, &subkey, NOW), "none; refusal sub0 revoked");
    let user = [
        owner.packet(),
        user(USER),
        owner.revoke_user(USER, &at(MADE)),
    ]
    .concat();
    assert_eq!(both_ways(&fit, &user, NOW), "sub0; info <Security> revoked");
}

#[test]
fn parts_that_only_one_copy_has_are_there() {
    let (owner, sub, other) = (Key::owner(4), Key::curve(4), Key::rsa_subkey());
    let say = at(MADE).flags(ENCRYPT);
    let second = "Other <other@example.com>";
    let one = plain(&owner, &sub);
    let named = [
        user(second),
        owner.certify(second, &at(MADE).flags(CERTIFY)),
    ]
    .concat();
    let two = [owner.packet(), named, bound(&owner, &other, &say)].concat();
    assert_eq!(both_ways(&one, &two, NOW), "sub0, sub1");
    let joined = health(&[one, two].concat(), NOW);
    assert_eq!(joined.user_ids, [USER, second]);
    // A subkey that stands twice in one copy, with a binding at each place.
    let split = [
        bound(&owner, &sub, &at(MADE).flags(SIGN)),
        bound(&owner, &sub, &at(MADE + 1).flags(ENCRYPT)),
    ];
    assert_eq!(
        judged(&[head(&owner), split.concat()].concat(), NOW),
        "sub0"
    );
}

/// One with many signatures, and as many copies with none: each by each would take minutes.
#[test]
fn merging_takes_linear_time() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let signature = owner.bind(&sub, &at(MADE).flags(ENCRYPT));
    let mut many = plain(&owner, &sub);
    for at in 0..8000u32 {
        let mut other = signature.clone();
        let end = other.len();
        other[end - 4..].copy_from_slice(&at.to_be_bytes());
        many.extend(other);
    }
    let bare = [owner.packet(), user(USER), sub.sub_packet()].concat();
    let input = [many, bare.repeat(16_000)].concat();
    assert!(input.len() < 4 << 20, "{}", input.len());
    let start = Instant::now();
    let certificates = Certificate::read(&input).expect("readable");
    let time = start.elapsed();
    assert_eq!(
        (certificates.len(), certificates[0].signature_count()),
        (1, 8003)
    );
    assert!(time < Duration::from_secs(15), "{time:?}");
}

/// As GnuPG writes it, revocation certificates included.
fn block(packets: &[u8]) -> String {
    let data = data_encoding::BASE64.encode(packets);
    format!("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{data}\n-----END PGP PUBLIC KEY BLOCK-----\n")
}

/// A vendor appends the revocation certificate to the file with its key: once it was passed over.
#[test]
fn a_revocation_in_a_block_of_its_own_counts() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let key = block(&plain(&owner, &sub));
    let whole = block(&owner.revoke(&at(MADE + DAY)));
    let part = block(&owner.revoke_sub(&sub, &at(MADE + DAY)));
    let others = block(&Key::rsa().revoke(&at(MADE + DAY)));
    let both = |one: &str, other: &str| {
        let text = format!("{one}Some words.\n{other}");
        judged(text.as_bytes(), NOW)
    };
    for (revocation, found) in [
        (whole, "none; refusal primary revoked"),
        (part, "none; refusal sub0 revoked"),
        (others, "sub0"),
    ] {
        assert_eq!(both(&key, &revocation), found);
        assert_eq!(both(&revocation, &key), found);
        let alone = Certificate::read(revocation.as_bytes()).expect_err("no key");
        assert_eq!(alone.code(), "signature");
    }
}

/// A revocation that the library cannot read may be a good one.
#[test]
fn a_revocation_that_cannot_be_read_warns() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    // Version 4, a key revocation, RSA, SHA-256; a reason without its octet.
    let body = [4, 0x20, 1, 8, 0, 2, 1, 29, 0, 0, 0, 0, 0, 8, 255];
    let packet = [&[0xC2, u8::try_from(body.len()).expect("short")], &body[..]].concat();
    let certificate = [plain(&owner, &sub), packet].concat();
    assert_eq!(
        judged(&certificate, NOW),
        "sub0; warning whole revocation-not-checked"
    );
}

/// Every signature on a part is taken over all of it: what is larger than any real one is left out.
#[test]
fn parts_too_large_to_be_real_are_left_out() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let name = |octets| "x".repeat(octets);
    let with = |octets: usize| {
        let name = name(octets);
        let user = [user(&name), owner.certify(&name, &at(MADE).flags(CERTIFY))].concat();
        [plain(&owner, &sub), user].concat()
    };
    assert_eq!(health(&with(2048), NOW).user_ids.len(), 2);
    assert_eq!(health(&with(2049), NOW).user_ids.len(), 1);
    // A version 6 subkey of an unknown algorithm.
    let mut body = vec![6, 0, 0, 0, 0, 99, 0, 0, 0x30, 0];
    body.resize(10 + 0x3000, 0);
    let length = u32::try_from(body.len()).expect("short").to_be_bytes();
    let large = [&[0xCE, 255], &length[..], &body].concat();
    let found = judged(&[plain(&owner, &sub), large].concat(), NOW);
    assert_eq!(found, "sub0; info whole unreadable-subkeys");
}
