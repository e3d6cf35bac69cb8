//! When keys begin and end, and which self-signature says so.

use crate::judged::{health, judged};
use crate::maker::*;
use pgp::packet::RevocationCode;
use sealed_report::openpgp::health::{Fact, Use};

const YEAR: u32 = 365 * DAY;

/// An owner whose certificate ends `seconds` after it was made, by its one user ID.
fn ending(version: u8, seconds: u32) -> Vec<u8> {
    let (owner, sub) = (Key::owner(version), Key::curve(version));
    let says = at(MADE).flags(CERTIFY).key_lasts(seconds);
    let own = match version {
        6 => owner.direct(&says),
        _ => [user(USER), owner.certify(USER, &says)].concat(),
    };
    let sub = bound(&owner, &sub, &at(MADE).flags(ENCRYPT));
    [owner.packet(), own, sub].concat()
}

#[test]
fn a_fit_certificate_has_nothing_to_tell() {
    for version in [4, 6] {
        let (owner, sub) = (Key::owner(version), Key::curve(version));
        let certificate = plain(&owner, &sub);
        assert_eq!(judged(&certificate, NOW), "sub0");
        let health = health(&certificate, NOW);
        assert_eq!(health.fingerprint, owner.fingerprint());
        assert_eq!(health.recipients(), [sub.fingerprint()]);
        assert_eq!(health.user_ids, [USER]);
        assert_eq!((health.created, health.expires), (u64::from(MADE), None));
        // Made for signing: no reason to tell, no key to use.
        assert_eq!(health.keys[0].use_, Use::Refused(Fact::NotEncryption));
    }
}

#[test]
fn the_primary_ends_to_the_second() {
    for version in [4, 6] {
        let certificate = ending(version, YEAR);
        let end = u64::from(MADE + YEAR);
        assert_eq!(
            judged(&certificate, end - 1),
            "sub0; warning whole expires-soon"
        );
        for now in [end, end + 1, u64::from(u32::MAX), u64::MAX] {
            assert_eq!(judged(&certificate, now), "none; refusal primary expired");
        }
        let after = health(&certificate, end);
        assert_eq!(after.findings[0].fact, Fact::Expired { at: end });
        assert_eq!(after.expires, Some(end));
        assert_eq!(after.keys[1].use_, Use::Refused(Fact::Expired { at: end }));
    }
}

/// RFC 9580 section 5.2.3.13: none and zero are never.
#[test]
fn zero_is_never() {
    for version in [4, 6] {
        let certificate = ending(version, 0);
        assert_eq!(judged(&certificate, u64::MAX), "sub0");
        assert_eq!(health(&certificate, NOW).expires, None);
    }
}

/// The sum does not fit in 32 bits, and must not wrap round.
#[test]
fn an_end_beyond_2106_is_far() {
    let certificate = ending(4, u32::MAX);
    let end = u64::from(MADE) + u64::from(u32::MAX);
    assert_eq!(health(&certificate, NOW).expires, Some(end));
    assert_eq!(judged(&certificate, u64::from(u32::MAX)), "sub0");
    assert_eq!(judged(&certificate, end), "none; refusal primary expired");
}

#[test]
fn a_subkey_ends_to_the_second() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let binding = bound(&owner, &sub, &at(MADE).flags(ENCRYPT).key_lasts(YEAR));
    let one = [head(&owner), binding].concat();
    let end = u64::from(MADE + YEAR);
    assert_eq!(judged(&one, end - 1), "sub0; warning whole expires-soon");
    assert_eq!(judged(&one, end), "none; refusal sub0 expired");
    assert_eq!(
        health(&one, end).findings[0].fact,
        Fact::Expired { at: end }
    );
    // Counted from the making of the subkey, not from that of its binding.
    let late = bound(
        &owner,
        &sub,
        &at(MADE + 9 * DAY).flags(ENCRYPT).key_lasts(YEAR),
    );
    assert_eq!(
        health(&[head(&owner), late].concat(), NOW - 99).expires,
        Some(end)
    );
    // Another subkey lives on: no reason to refuse, and no end in sight.
    let other = Key::rsa_subkey();
    let both = [one, bound(&owner, &other, &at(MADE).flags(MAIL))].concat();
    assert_eq!(judged(&both, end - 1), "sub0, sub1");
    assert_eq!(judged(&both, end), "sub1; info sub0 expired");
    assert_eq!(health(&both, end).expires, None);
}

#[test]
fn the_end_is_announced_30_and_7_days_before() {
    let certificate = ending(4, YEAR);
    let end = u64::from(MADE + YEAR);
    for (before, days) in [
        (30 * DAY + 1, None),
        (30 * DAY, Some(30)),
        (7 * DAY + 1, Some(30)),
        (7 * DAY, Some(7)),
        (1, Some(7)),
    ] {
        let findings = health(&certificate, end - u64::from(before)).findings;
        let expected = days.map(|days| Fact::ExpiresSoon { at: end, days });
        assert_eq!(findings.first().map(|it| it.fact), expected, "{before}");
    }
}

#[test]
fn other_thresholds_replace_the_usual_ones() {
    let certificate = ending(4, YEAR);
    let end = u64::from(MADE + YEAR);
    let mut near = health(&certificate, end - 5);
    near.warn_before(90, end - 5);
    assert_eq!(near.findings.len(), 1);
    assert_eq!(
        near.findings[0].fact,
        Fact::ExpiresSoon { at: end, days: 90 }
    );
    near.warn_before(0, end - 5);
    assert_eq!(near.findings, []);
    let mut over = health(&certificate, end);
    over.warn_before(90, end);
    assert_eq!(over.findings.len(), 1);
    assert_eq!(over.findings[0].fact, Fact::Expired { at: end });
}

/// A signature that ends takes what it says with it: RFC 9580 section 5.2.3.18.
#[test]
fn the_end_of_a_signature_is_the_end_of_its_key() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let end = u64::from(MADE + YEAR);
    let fleeting = at(MADE).flags(ENCRYPT).lasts(YEAR);
    let binding = [head(&owner), bound(&owner, &sub, &fleeting)].concat();
    let says = at(MADE).flags(CERTIFY).lasts(YEAR);
    let own = [user(USER), owner.certify(USER, &says)].concat();
    let own = [
        owner.packet(),
        own,
        bound(&owner, &sub, &at(MADE).flags(ENCRYPT)),
    ]
    .concat();
    for (certificate, part, told) in [
        (binding, "sub0", ""),
        (own, "primary", "; info <Security> expired"),
    ] {
        assert_eq!(
            judged(&certificate, end - 1),
            "sub0; warning whole expires-soon"
        );
        assert_eq!(
            judged(&certificate, end),
            format!("none; refusal {part} expired{told}")
        );
        assert_eq!(health(&certificate, end - 1).expires, Some(end));
    }
    // Whichever ends first, the key or what is said of it.
    for (key, signature) in [(YEAR, 2 * YEAR), (2 * YEAR, YEAR)] {
        let say = at(MADE).flags(ENCRYPT).key_lasts(key).lasts(signature);
        let certificate = [head(&owner), bound(&owner, &sub, &say)].concat();
        assert_eq!(health(&certificate, end - 1).expires, Some(end));
        assert_eq!(judged(&certificate, end), "none; refusal sub0 expired");
    }
    // An older one that does not end is uncovered.
    let old = [
        sub.sub_packet(),
        owner.bind(&sub, &at(MADE).flags(ENCRYPT)),
        owner.bind(&sub, &at(MADE + 1).flags(0x20).lasts(9)),
    ];
    let old = [head(&owner), old.concat()].concat();
    assert_eq!(
        judged(&old, u64::from(MADE) + 9),
        "none; refusal whole no-encryption-key"
    );
    assert_eq!(judged(&old, u64::from(MADE) + 10), "sub0");
}

#[test]
fn keys_of_the_future_are_not_used_yet() {
    for version in [4, 6] {
        let (owner, sub) = (Key::owner(version), Key::curve(version));
        let made = u64::from(MADE);
        assert_eq!(judged(&plain(&owner, &sub), made), "sub0");
        for now in [0, made - 1] {
            let early = judged(&plain(&owner, &sub), now);
            assert!(
                early.starts_with("none; refusal primary not-yet-valid"),
                "{early}"
            );
        }
        // Whose own word is older than itself.
        let young = owner.made_at(MADE + DAY);
        let early = judged(&plain(&young, &sub), made + 9);
        assert_eq!(early, "none; refusal primary not-yet-valid");
        // A subkey alone; its binding is older than itself, which nothing forbids.
        let later = sub.made_at(MADE + DAY);
        let early = plain(&owner, &later);
        assert_eq!(
            judged(&early, made + u64::from(DAY) - 1),
            "none; refusal sub0 not-yet-valid"
        );
        assert_eq!(judged(&early, made + u64::from(DAY)), "sub0");
        // A binding alone.
        let binding = at(MADE + DAY).flags(ENCRYPT);
        let early = [head(&owner), bound(&owner, &sub, &binding)].concat();
        assert_eq!(
            judged(&early, made + u64::from(DAY) - 1),
            "none; refusal sub0 not-yet-valid"
        );
        let fact = health(&early, made).findings[0].fact;
        assert_eq!(
            fact,
            Fact::NotYetValid {
                at: made + u64::from(DAY)
            }
        );
        assert_eq!(judged(&early, made + u64::from(DAY)), "sub0");
    }
}

/// What is dated in the future has no say yet; what it replaces has.
#[test]
fn a_binding_of_the_future_hides_no_older_one() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let now = at(MADE).flags(ENCRYPT).key_lasts(2 * YEAR);
    let later = at(MADE + YEAR).flags(ENCRYPT).key_lasts(3 * YEAR);
    for pair in [[&now, &later], [&later, &now]] {
        let bindings = pair.map(|say| owner.bind(&sub, say)).concat();
        let certificate = [head(&owner), sub.sub_packet(), bindings].concat();
        let ends = |now| health(&certificate, now).expires;
        assert_eq!(
            ends(u64::from(MADE + YEAR) - 1),
            Some(u64::from(MADE + 2 * YEAR))
        );
        assert_eq!(
            ends(u64::from(MADE + YEAR)),
            Some(u64::from(MADE + 3 * YEAR))
        );
    }
}

/// Version 4: the self-signatures on user IDs and on the key, in any order; the newest wins.
#[test]
fn the_newest_self_signature_wins() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let short = |time| at(time).flags(CERTIFY).key_lasts(YEAR);
    let long = |time| at(time).flags(CERTIFY).key_lasts(3 * YEAR);
    let sub = bound(&owner, &sub, &at(MADE).flags(ENCRYPT));
    let with = |direct: &Say, on_user: &Say| {
        let own = [
            owner.direct(direct),
            user(USER),
            owner.certify(USER, on_user),
        ];
        [&owner.packet()[..], &own.concat(), &sub].concat()
    };
    let now = u64::from(MADE + 2 * YEAR);
    let (gone, fit) = ("none; refusal primary expired", "sub0");
    assert_eq!(judged(&with(&short(MADE), &long(MADE + 9)), now), fit);
    assert_eq!(judged(&with(&short(MADE + 9), &long(MADE)), now), gone);
    assert_eq!(judged(&with(&long(MADE + 9), &short(MADE)), now), fit);
    assert_eq!(judged(&with(&long(MADE), &short(MADE + 9)), now), gone);
    // What the newest leaves open is as the other says: GnuPG names revokers in a direct-key
    // signature that says nothing else.
    assert_eq!(judged(&with(&at(MADE + 9), &short(MADE)), now), gone);
    assert_eq!(judged(&with(&short(MADE), &at(MADE + 9)), now), gone);
    // Two on one user ID.
    for pair in [[short(MADE), long(MADE + 9)], [long(MADE + 9), short(MADE)]] {
        let own = [
            user(USER),
            pair.map(|say| owner.certify(USER, &say)).concat(),
        ]
        .concat();
        assert_eq!(
            judged(&[&owner.packet()[..], &own, &sub].concat(), now),
            fit
        );
    }
}

/// Version 6: only the direct-key signature speaks for the key, RFC 9580 section 5.2.3.10.
#[test]
fn a_user_id_says_nothing_of_a_version_6_key() {
    let (owner, sub) = (Key::owner(6), Key::curve(6));
    let sub = bound(&owner, &sub, &at(MADE).flags(ENCRYPT));
    let says = at(MADE + 9).flags(CERTIFY).key_lasts(YEAR);
    let on_user = [user(USER), owner.certify(USER, &says)].concat();
    let direct = owner.direct(&at(MADE).flags(CERTIFY));
    let now = u64::from(MADE + 2 * YEAR);
    assert_eq!(
        judged(
            &[&owner.packet()[..], &direct, &on_user, &sub].concat(),
            now
        ),
        "sub0"
    );
    let without = [&owner.packet()[..], &on_user, &sub].concat();
    assert_eq!(judged(&without, NOW), "none; refusal primary no-binding");
    // What is wrong with the user ID is not what is wrong with the key.
    let old = owner.direct(&at(MADE).flags(CERTIFY).lasts(DAY));
    let retired = owner.revoke_user(
        USER,
        &at(MADE + 99).reason(RevocationCode::CertUserIdInvalid),
    );
    let both = [&owner.packet()[..], &old, &on_user, &retired, &sub].concat();
    assert_eq!(
        judged(&both, NOW),
        "none; refusal primary expired; info <Security> revoked-retired"
    );
}

#[test]
fn the_primary_user_id_speaks_for_the_key() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let (a, b) = ("A <a@example.com>", "B <b@example.com>");
    let sub = bound(&owner, &sub, &at(MADE).flags(ENCRYPT));
    let first = at(MADE).flags(CERTIFY).key_lasts(YEAR).primary();
    let second = at(MADE + 9).flags(CERTIFY).key_lasts(3 * YEAR);
    let with = |more: &[u8], first: &Say, second: &Say| {
        let first = [user(a), owner.certify(a, first)].concat();
        let second = [user(b), owner.certify(b, second)].concat();
        [&owner.packet()[..], &first, more, &second, &sub].concat()
    };
    let now = u64::from(MADE + 2 * YEAR);
    let gone = "none; refusal primary expired";
    assert_eq!(judged(&with(&[], &first, &second), now), gone);
    // Revoked, it no longer speaks.
    let revoked = owner.revoke_user(a, &at(MADE + DAY));
    assert_eq!(
        judged(&with(&revoked, &first, &second), now),
        "sub0; info <A> revoked"
    );
    // Nor once its signature ended, nor before that begins.
    let ended = first.clone().lasts(DAY);
    assert_eq!(
        judged(&with(&[], &ended, &second), now),
        "sub0; info <A> expired"
    );
    let later = at(MADE + 3 * YEAR).flags(CERTIFY).key_lasts(YEAR).primary();
    assert_eq!(
        judged(&with(&[], &later, &second), now),
        "sub0; info <A> not-yet-valid"
    );
    // Of two that are called primary the newest.
    assert_eq!(
        judged(&with(&[], &first, &second.clone().primary()), now),
        "sub0"
    );
}

#[test]
fn a_certificate_needs_no_user_id() {
    for version in [4, 6] {
        let (owner, sub) = (Key::owner(version), Key::curve(version));
        let sub = bound(&owner, &sub, &at(MADE).flags(ENCRYPT));
        let direct = owner.direct(&at(MADE).flags(CERTIFY));
        let certificate = [&owner.packet()[..], &direct, &sub].concat();
        assert_eq!(judged(&certificate, NOW), "sub0");
        assert_eq!(health(&certificate, NOW).user_ids, [""; 0]);
        // But somebody has to speak for it.
        let mute = [&owner.packet()[..], &sub].concat();
        assert_eq!(judged(&mute, NOW), "none; refusal primary no-binding");
    }
}

#[test]
fn user_ids_come_and_go() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let start = head(&owner);
    let sub = bound(&owner, &sub, &at(MADE).flags(ENCRYPT));
    let other = "Other <other@example.com>";
    let revoked = owner.revoke_user(other, &at(MADE + DAY).reason(RevocationCode::NoReason));
    let first = owner.certify(other, &at(MADE).flags(CERTIFY));
    let renewed = owner.certify(other, &at(MADE + 2 * DAY).flags(CERTIFY));
    let with =
        |signatures: &[&[u8]]| [&start[..], &user(other), &signatures.concat(), &sub].concat();
    assert_eq!(judged(&with(&[&first]), NOW), "sub0");
    assert_eq!(
        judged(&with(&[&revoked, &first]), NOW),
        "sub0; info <Other> revoked"
    );
    assert_eq!(judged(&with(&[&first, &renewed, &revoked]), NOW), "sub0");
    assert_eq!(
        health(&with(&[&first, &renewed, &revoked]), NOW).user_ids,
        [USER, other]
    );
    // Revoked in the second in which it was made.
    let at_once = owner.revoke_user(other, &at(MADE));
    assert_eq!(
        judged(&with(&[&first, &at_once]), NOW),
        "sub0; info <Other> revoked"
    );
    // To be revoked later.
    let later = owner.revoke_user(other, &at(u32::MAX));
    assert_eq!(judged(&with(&[&first, &later]), NOW), "sub0");
    // Unbound, or bound by somebody else, or to another certificate.
    let stranger = Key::rsa();
    let foreign = stranger.certify_other(&owner, other, &at(MADE).flags(CERTIFY));
    let elsewhere = owner.certify_other(&stranger, other, &at(MADE).flags(CERTIFY));
    assert_eq!(judged(&with(&[]), NOW), "sub0; info <Other> no-binding");
    assert_eq!(
        judged(&with(&[&foreign]), NOW),
        "sub0; info <Other> no-binding"
    );
    assert_eq!(
        judged(&with(&[&elsewhere]), NOW),
        "sub0; info <Other> bad-binding"
    );
    let by_stranger = owner.revoke_user(
        other,
        &at(MADE + DAY)
            .unsigned(pgp::packet::SubpacketData::IssuerKeyId(
                pgp::types::KeyDetails::legacy_key_id(&stranger.secret),
            ))
            .nameless(),
    );
    assert_eq!(judged(&with(&[&first, &by_stranger]), NOW), "sub0");
}

#[test]
fn flags_decide() {
    let (owner, sub) = (Key::rsa(), Key::rsa_subkey());
    for (flags, expected) in [
        (Some(MAIL), "sub0"),
        (Some(STORAGE), "sub0"),
        (Some(ENCRYPT), "sub0"),
        (Some(0), "none; refusal whole no-encryption-key"),
        (Some(0x20), "none; refusal whole no-encryption-key"),
        (None, "none; refusal whole no-encryption-key"),
    ] {
        let say = flags.map_or(at(MADE), |flags| at(MADE).flags(flags));
        let certificate = [head(&owner), bound(&owner, &sub, &say)].concat();
        assert_eq!(judged(&certificate, NOW), expected, "{flags:?}");
    }
    // The primary too, beside a subkey or alone.
    let says = at(MADE).flags(CERTIFY | MAIL);
    let alone = [owner.packet(), user(USER), owner.certify(USER, &says)].concat();
    assert_eq!(judged(&alone, NOW), "primary");
    let beside = [alone, bound(&owner, &sub, &at(MADE).flags(ENCRYPT))].concat();
    assert_eq!(judged(&beside, NOW), "primary, sub0");
    // What the flags promise and the algorithm cannot do.
    let owner = Key::owner(4);
    let says = at(MADE).flags(CERTIFY | ENCRYPT);
    let alone = [owner.packet(), user(USER), owner.certify(USER, &says)].concat();
    assert_eq!(judged(&alone, NOW), "none; refusal whole no-encryption-key");
}
