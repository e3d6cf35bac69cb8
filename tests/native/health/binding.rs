//! What ties a subkey to its primary key, over which hash, and how much of it is looked at.

use std::time::Instant;

use crate::judged::{health, judged};
use crate::maker::*;
use crate::signed;
use pgp::composed::KeyType;
use pgp::crypto::hash::HashAlgorithm::{Md5, Ripemd160, Sha1, Sha512};
use pgp::packet::SubpacketData;
use sealed_report::openpgp::Certificate;
use sealed_report::openpgp::health::{
    Fact, MAX_OWN_SIGNATURES, MAX_PARTS, MAX_SIGNATURES, examine,
};

fn with_sub(owner: &Key, sub: &[u8]) -> Vec<u8> {
    [&head(owner)[..], sub].concat()
}

/// A subkey that signs, and whose algorithm can encrypt too.
fn both() -> Key {
    Key::rsa_subkey()
}

/// RFC 9580 section 5.2.1.10: without its own word, anyone could adopt another's subkey.
#[test]
fn a_subkey_that_signs_has_to_sign_back() {
    let (owner, sub, other) = (Key::owner(4), both(), Key::made(&KeyType::Ed25519, 4, 9));
    let say = at(MADE).flags(SIGN | ENCRYPT);
    let judge = |say: &Say| judged(&with_sub(&owner, &bound(&owner, &sub, say)), NOW);
    let refused = "none; refusal sub0 no-back-signature";
    let back = sub.back(&owner, &at(MADE));
    assert_eq!(judge(&say.clone().embeds(back.clone())), "sub0");
    // Where it usually is, in the part that is not signed.
    let embedded = SubpacketData::EmbeddedSignature(Box::new(back));
    assert_eq!(judge(&say.clone().unsigned(embedded)), "sub0");
    assert_eq!(judge(&say), refused);
    // By another subkey, or for another primary key.
    assert_eq!(
        judge(&say.clone().embeds(other.back(&owner, &at(MADE)))),
        refused
    );
    assert_eq!(
        judge(&say.clone().embeds(sub.back(&other, &at(MADE)))),
        refused
    );
    // Of a kind that does not count for a binding either.
    for bad in [
        at(MADE).hash(Md5),
        at(MADE).critical(notation()),
        at(MADE).lasts(DAY),
        at(u32::MAX),
    ] {
        assert_eq!(judge(&say.clone().embeds(sub.back(&owner, &bad))), refused);
    }
    // A subkey for encryption alone cannot sign back, and need not.
    assert_eq!(judge(&at(MADE).flags(ENCRYPT)), "sub0");
    // An older binding with a back signature counts.
    let old = owner.bind(
        &sub,
        &at(MADE - 1)
            .flags(SIGN | MAIL)
            .embeds(sub.back(&owner, &at(MADE))),
    );
    let two = [sub.sub_packet(), old, owner.bind(&sub, &say)].concat();
    assert_eq!(judged(&with_sub(&owner, &two), NOW), "sub0");
}

#[test]
fn only_its_owner_binds_a_subkey() {
    let (owner, sub, other) = (Key::owner(4), Key::curve(4), Key::rsa());
    let say = at(MADE).flags(ENCRYPT);
    // What says that it is another's is not looked at.
    assert_eq!(
        judged(&with_sub(&owner, &bound(&other, &sub, &say)), NOW),
        "none; refusal sub0 no-binding"
    );
    let refused = "none; refusal sub0 bad-binding";
    assert_eq!(
        judged(
            &with_sub(&owner, &bound(&other, &sub, &say.clone().nameless())),
            NOW
        ),
        refused
    );
    assert_eq!(
        judged(&with_sub(&owner, &sub.sub_packet()), NOW),
        "none; refusal sub0 no-binding"
    );
    // With the binding of the subkey beside it.
    let own = [
        bound(&owner, &both(), &say),
        sub.sub_packet(),
        owner.bind(&both(), &say),
    ]
    .concat();
    assert_eq!(
        judged(&with_sub(&owner, &own), NOW),
        "sub0; info sub1 bad-binding"
    );
    // A stranger's binding beside the owner's changes nothing, though it is newer.
    let late = other.bind(&sub, &at(MADE + 9).flags(0));
    let two = [bound(&owner, &sub, &say), late].concat();
    assert_eq!(judged(&with_sub(&owner, &two), NOW), "sub0");
    // A subkey for signing of which nothing is known is no hindrance worth telling.
    let signer = Key::made(&KeyType::Ed25519, 4, 9);
    let none = with_sub(&owner, &signer.sub_packet());
    assert_eq!(judged(&none, NOW), "none; refusal whole no-encryption-key");
}

/// RFC 9580 section 5.2.3.7: what is critical and not understood makes its signature void.
#[test]
fn critical_subpackets_that_nobody_knows_void_a_signature() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let say = at(MADE).flags(ENCRYPT);
    let private = || SubpacketData::Experimental(101, "x".into());
    for (critical, harmless) in [
        (say.clone().critical(private()), say.clone().with(private())),
        (
            say.clone().critical(notation()),
            say.clone().with(notation()),
        ),
    ] {
        let judge = |say: &Say| judged(&with_sub(&owner, &bound(&owner, &sub, say)), NOW);
        assert_eq!(judge(&critical), "none; refusal sub0 bad-binding");
        assert_eq!(judge(&harmless), "sub0");
        // An older one, without demands, counts.
        let old = owner.bind(&sub, &at(MADE - 1).flags(ENCRYPT));
        let two = [bound(&owner, &sub, &critical), old].concat();
        assert_eq!(judged(&with_sub(&owner, &two), NOW), "sub0");
    }
    let demands = at(MADE).flags(CERTIFY).critical(notation());
    let own = [user(USER), owner.certify(USER, &demands)].concat();
    let certificate = [owner.packet(), own, bound(&owner, &sub, &say)].concat();
    let judged = judged(&certificate, NOW);
    assert_eq!(
        judged,
        "none; refusal primary bad-binding; info <Security> bad-binding"
    );
}

/// The same for a kind that no program knows; the library signs none, so they are made by hand.
#[test]
fn an_unknown_critical_subpacket_voids_a_signature() {
    let made = MADE.to_be_bytes();
    let time = [&[5, 2][..], &made].concat();
    let record = |kind: u8, content: &[u8]| {
        let length = u8::try_from(content.len()).expect("short");
        [&[kind, length], content].concat()
    };
    let with = |subpacket: &[u8]| {
        let direct = record(0, &[&time[..], &[2, 27, CERTIFY]].concat());
        let binding = record(9, &[&time[..], &[2, 27, ENCRYPT], subpacket].concat());
        let now = u32::try_from(NOW).expect("before 2106").to_be_bytes();
        let data = [&[4][..], &made, &direct, &record(6, &made), &binding, &now].concat();
        let (bytes, now) = signed::build(&data).expect("long enough");
        judged(&bytes, now)
    };
    assert_eq!(with(&[]), "sub0");
    for kind in [77, 101] {
        assert_eq!(with(&[2, kind, 0]), "sub0");
        assert_eq!(with(&[2, kind | 0x80, 0]), "none; refusal sub0 bad-binding");
    }
}

#[test]
fn md5_binds_nothing() {
    let (owner, sub) = (Key::rsa(), Key::rsa_subkey());
    let say = at(MADE).flags(ENCRYPT);
    let alone = with_sub(&owner, &bound(&owner, &sub, &say.clone().hash(Md5)));
    assert_eq!(judged(&alone, NOW), "none; refusal sub0 md5");
    // Newer than a good one, it does not replace it.
    let newer = owner.bind(&sub, &at(MADE + 9).flags(0).hash(Md5));
    let two = [bound(&owner, &sub, &say), newer].concat();
    assert_eq!(judged(&with_sub(&owner, &two), NOW), "sub0");
    // On the primary key.
    let own = [
        user(USER),
        owner.certify(USER, &at(MADE).flags(CERTIFY).hash(Md5)),
    ]
    .concat();
    let certificate = [owner.packet(), own, bound(&owner, &sub, &say)].concat();
    assert_eq!(
        judged(&certificate, NOW),
        "none; refusal primary md5; info <Security> md5"
    );
    // A revocation over it would be an easy forgery that stops reports; yet one that verifies was
    // made by the owner's key, and nobody is helped by passing it over.
    let revoked = owner.revoke_sub(&sub, &at(MADE).hash(Md5));
    let certificate = with_sub(&owner, &[bound(&owner, &sub, &say), revoked].concat());
    assert_eq!(judged(&certificate, NOW), "none; refusal sub0 revoked");
}

/// Accepted, since the pin vouches for the primary key, and told where it stands.
#[test]
fn hashes_of_old_are_warned_of() {
    let (owner, sub) = (Key::rsa(), Key::rsa_subkey());
    for old in [Sha1, Ripemd160] {
        let binding = bound(&owner, &sub, &at(MADE).flags(ENCRYPT).hash(old));
        assert_eq!(
            judged(&with_sub(&owner, &binding), NOW),
            "sub0; warning sub0 sha1"
        );
        let own = |hash| {
            [
                user(USER),
                owner.certify(USER, &at(MADE).flags(CERTIFY).hash(hash)),
            ]
            .concat()
        };
        let certificate = [&owner.packet()[..], &own(old), &binding].concat();
        assert_eq!(
            judged(&certificate, NOW),
            "sub0; warning primary sha1; warning sub0 sha1"
        );
        let good = bound(&owner, &sub, &at(MADE).flags(ENCRYPT).hash(Sha512));
        let certificate = [&owner.packet()[..], &own(old), &good].concat();
        assert_eq!(judged(&certificate, NOW), "sub0; warning primary sha1");
        let certificate = [&owner.packet()[..], &own(Sha512), &good].concat();
        assert_eq!(judged(&certificate, NOW), "sub0");
        // Renewed over SHA-512: the old one is no longer what counts.
        let renewed = owner.bind(&sub, &at(MADE + 9).flags(ENCRYPT).hash(Sha512));
        assert_eq!(
            judged(&with_sub(&owner, &[binding, renewed].concat()), NOW),
            "sub0"
        );
    }
}

#[test]
fn others_signatures_by_the_hundred_change_nothing() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let mut own = head(&owner);
    for seed in 0..300 {
        let other = Key::made(&KeyType::Ed25519, 4, 1000 + seed);
        let say = at(MADE + 9).flags(0).key_lasts(1);
        own.extend(other.certify_other(&owner, USER, &say));
        own.extend(other.direct_on(&owner, &say));
    }
    let certificate = [own, bound(&owner, &sub, &at(MADE).flags(ENCRYPT))].concat();
    assert_eq!(judged(&certificate, NOW), "sub0");
}

/// At the cap all are verified, above it none: told by what is said, and by the time it takes.
#[test]
fn a_certificate_with_too_many_signatures_is_not_looked_at() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let start = plain(&owner, &sub);
    // Each newer than the last and valid, but over.
    let fleeting = (0..MAX_OWN_SIGNATURES).map(|i| {
        let time = MADE + 1 + u32::try_from(i).expect("few");
        owner.bind(&sub, &at(time).flags(ENCRYPT).lasts(1))
    });
    let fleeting: Vec<Vec<u8>> = fleeting.collect();
    let read = |certificate: &[u8]| Certificate::read(certificate).expect("readable").remove(0);
    let room = MAX_OWN_SIGNATURES - read(&start).signature_count();
    let at_cap = [&start[..], &fleeting[..room].concat()].concat();
    let above = [&start[..], &fleeting[..=room].concat()].concat();
    assert_eq!(judged(&at_cap, NOW), "sub0");
    let count = MAX_OWN_SIGNATURES + 1;
    let fact = Fact::TooManySignatures {
        count,
        limit: MAX_OWN_SIGNATURES,
    };
    let findings = health(&above, NOW).findings;
    assert_eq!((findings.len(), findings[0].fact), (1, fact));
    assert_eq!(
        judged(&above, NOW),
        "none; refusal primary too-many-signatures"
    );
    let time = |certificate: &[u8]| {
        let certificate = read(certificate);
        let start = Instant::now();
        let _ = examine(&certificate, NOW);
        start.elapsed()
    };
    let (slow, fast) = (time(&at_cap), time(&above));
    assert!(fast * 20 < slow, "{fast:?} against {slow:?}");
    // What comes twice counts once, within one copy and among several.
    let twice = [&at_cap[..], &fleeting[..room].concat(), &at_cap].concat();
    assert_eq!(judged(&twice, NOW), "sub0");
}

/// Those that name another key are not verified, and have a cap of their own.
#[test]
fn too_many_signatures_of_others_are_not_looked_at() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let other = Key::made(&KeyType::Ed25519, 4, 1);
    let others = (0..u32::try_from(MAX_SIGNATURES).expect("few"))
        .flat_map(|i| other.direct_on(&owner, &at(MADE + i)))
        .collect();
    let certificate = [plain(&owner, &sub), others].concat();
    assert_eq!(
        judged(&certificate, NOW),
        "none; refusal primary too-many-signatures"
    );
}

#[test]
fn a_certificate_of_too_many_parts_is_not_looked_at() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let users = |count: usize| {
        (0..count)
            .flat_map(|at| user(&format!("{at}")))
            .collect::<Vec<u8>>()
    };
    let with = |count| {
        [
            head(&owner),
            users(count),
            bound(&owner, &sub, &at(MADE).flags(ENCRYPT)),
        ]
        .concat()
    };
    // The start has a user ID and a subkey.
    assert_eq!(health(&with(MAX_PARTS - 2), NOW).recipients().len(), 1);
    let over = health(&with(MAX_PARTS - 1), NOW);
    let fact = Fact::TooManyParts {
        count: MAX_PARTS + 1,
        limit: MAX_PARTS,
    };
    assert_eq!((over.findings.len(), over.findings[0].fact), (1, fact));
    assert_eq!(over.user_ids, [""; 0]);
    assert_eq!(
        judged(&with(300_000), NOW),
        "none; refusal primary too-many-parts"
    );
}
