//! What was withdrawn: by whom, when, for which reason, and what GnuPG says of the same certificate.

use crate::judged::{health, judged};
use crate::maker::*;
use crate::oracle::gpg_encrypts;
use pgp::composed::KeyType;
use pgp::packet::{RevocationCode, SubpacketData};
use pgp::types::KeyDetails;

const NO_REASON: RevocationCode = RevocationCode::NoReason;
const SUPERSEDED: RevocationCode = RevocationCode::KeySuperseded;
const COMPROMISED: RevocationCode = RevocationCode::KeyCompromised;
const RETIRED: RevocationCode = RevocationCode::KeyRetired;

/// Every reason, with its name here and whether it is hard.
const REASONS: [(RevocationCode, &str, bool); 6] = [
    (NO_REASON, "revoked", true),
    (COMPROMISED, "revoked-compromised", true),
    (RevocationCode::Private100, "revoked", true),
    (SUPERSEDED, "revoked-superseded", false),
    (RETIRED, "revoked-retired", false),
    (RevocationCode::CertUserIdInvalid, "revoked-retired", false),
];

const AT: u32 = MADE + 100 * DAY;

fn sub_say() -> Say {
    at(MADE).flags(ENCRYPT)
}

/// A certificate with these packets after the primary key, and those after the subkey.
fn with(version: u8, on_primary: &[u8], on_subkey: &[u8]) -> Vec<u8> {
    let (owner, sub) = (Key::owner(version), Key::curve(version));
    let says = at(MADE).flags(CERTIFY | SIGN);
    let own = [owner.direct(&says), user(USER), owner.certify(USER, &says)].concat();
    let sub = bound(&owner, &sub, &sub_say());
    [&owner.packet()[..], on_primary, &own, &sub, on_subkey].concat()
}

#[test]
fn a_hard_reason_holds_at_all_times_and_a_soft_one_from_its_date_on() {
    for version in [4, 6] {
        let (owner, sub) = (Key::owner(version), Key::curve(version));
        for (reason, code, hard) in REASONS {
            let say = at(AT).reason(reason);
            let primary = with(version, &owner.revoke(&say), &[]);
            let subkey = with(version, &[], &owner.revoke_sub(&sub, &say));
            let refused = |part| format!("none; refusal {part} {code}");
            for now in [u64::from(AT), NOW, u64::from(u32::MAX), u64::MAX] {
                assert_eq!(judged(&primary, now), refused("primary"), "{reason:?}");
                assert_eq!(judged(&subkey, now), refused("sub0"), "{reason:?}");
            }
            let before = u64::from(AT) - 1;
            let fit = "sub0".to_owned();
            assert_eq!(
                judged(&primary, before),
                if hard {
                    refused("primary")
                } else {
                    fit.clone()
                }
            );
            assert_eq!(
                judged(&subkey, before),
                if hard { refused("sub0") } else { fit }
            );
        }
        // Without a reason it is to be taken for the worst.
        let primary = with(version, &owner.revoke(&at(AT)), &[]);
        assert_eq!(
            judged(&primary, 1 + u64::from(MADE)),
            "none; refusal primary revoked"
        );
    }
}

/// Of several the gravest is told, and a hard one is not hidden by a soft one.
#[test]
fn the_gravest_reason_is_told() {
    let owner = Key::owner(4);
    let [soft, plain, worst] =
        [RETIRED, NO_REASON, COMPROMISED].map(|r| owner.revoke(&at(AT).reason(r)));
    let judge = |list: &[&Vec<u8>]| {
        let list: Vec<u8> = list.iter().flat_map(|it| it.iter().copied()).collect();
        judged(&with(4, &list, &[]), NOW)
    };
    assert_eq!(judge(&[&soft, &plain]), "none; refusal primary revoked");
    assert_eq!(judge(&[&plain, &soft]), "none; refusal primary revoked");
    assert_eq!(
        judge(&[&worst, &plain, &soft]),
        "none; refusal primary revoked-compromised"
    );
    assert_eq!(
        judge(&[&soft, &plain, &worst]),
        "none; refusal primary revoked-compromised"
    );
}

/// A reason that is not signed is anyone's: it makes no hard revocation soft.
#[test]
fn an_unsigned_reason_softens_nothing() {
    let owner = Key::owner(4);
    let reason = SubpacketData::RevocationReason(SUPERSEDED, "".into());
    let say = at(AT).unsigned(reason);
    let certificate = with(4, &owner.revoke(&say), &[]);
    assert_eq!(
        judged(&certificate, u64::from(AT) - 1),
        "none; refusal primary revoked"
    );
}

/// Wherever it was put: owners append it to the file.
#[test]
fn a_revocation_counts_at_any_place() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let primary = owner.revoke(&at(AT));
    assert_eq!(
        judged(&with(4, &[], &primary), NOW),
        "none; refusal primary revoked"
    );
    let attribute = [0xD1, 2, 1, 2].to_vec();
    let unknown = [0xCE, 6, 4, 0, 0, 0, 0, 77].to_vec();
    for left_out in [&attribute, &unknown] {
        let behind = [&left_out[..], &primary].concat();
        let judged = judged(&with(4, &[], &behind), NOW);
        assert!(
            judged.starts_with("none; refusal primary revoked"),
            "{judged}"
        );
    }
    // A subkey's: before it, or behind another subkey.
    let other = Key::made(&KeyType::X25519, 4, 3);
    let revoked = owner.revoke_sub(&sub, &at(AT));
    let start = with(4, &revoked, &[]);
    assert_eq!(judged(&start, NOW), "none; refusal sub0 revoked");
    let end = with(
        4,
        &[],
        &[bound(&owner, &other, &sub_say()), revoked.clone()].concat(),
    );
    assert_eq!(judged(&end, NOW), "sub1; info sub0 revoked");
    let users = [user("B"), revoked].concat();
    let judged = judged(&with(4, &users, &[]), NOW);
    assert_eq!(judged, "none; refusal sub0 revoked; info <B> no-binding");
}

/// Only the owner revokes.
#[test]
fn others_cannot_revoke() {
    let (owner, sub, other) = (Key::owner(4), Key::curve(4), Key::rsa());
    let by_other = [
        other.revoke_other(&owner, &at(AT)),
        other.revoke_other(&owner, &at(AT).nameless()),
    ];
    assert_eq!(judged(&with(4, &by_other.concat(), &[]), NOW), "sub0");
    // In the name of the owner.
    let name = SubpacketData::IssuerKeyId(owner.secret.legacy_key_id());
    let false_name = at(AT).nameless().unsigned(name);
    assert_eq!(
        judged(&with(4, &other.revoke_other(&owner, &false_name), &[]), NOW),
        "sub0"
    );
    let config = other.revoke_sub(&sub, &false_name);
    assert_eq!(judged(&with(4, &[], &config), NOW), "sub0");
    // The owner's revocation of another subkey, or of another certificate.
    let elsewhere = Key::made(&KeyType::X25519, 4, 3);
    assert_eq!(
        judged(&with(4, &[], &owner.revoke_sub(&elsewhere, &at(AT))), NOW),
        "sub0"
    );
    assert_eq!(
        judged(&with(4, &owner.revoke_other(&other, &at(AT)), &[]), NOW),
        "sub0"
    );
    // Damaged on its way.
    let mut damaged = owner.revoke(&at(AT));
    *damaged.last_mut().expect("a signature") ^= 1;
    assert_eq!(judged(&with(4, &damaged, &[]), NOW), "sub0");
}

#[test]
fn a_designated_revoker_is_named_and_its_revocation_warned_of() {
    let (owner, revoker, stranger) = (Key::owner(4), Key::rsa(), Key::rsa_subkey());
    let named = owner.direct(&at(MADE + 1).names_revoker(&revoker));
    let by = |key: &Key| key.revoke_other(&owner, &at(AT));
    let judge = |list: &[&[u8]]| judged(&with(4, &list.concat(), &[]), NOW);
    assert_eq!(judge(&[&named]), "sub0; info whole designated-revoker");
    assert_eq!(
        judge(&[&named, &by(&revoker)]),
        "sub0; warning whole revocation-not-checked"
    );
    assert_eq!(
        judge(&[&named, &by(&stranger)]),
        "sub0; info whole designated-revoker"
    );
    assert_eq!(judge(&[&by(&revoker)]), "sub0");
    // By its key ID alone, as old programs name themselves.
    let id = SubpacketData::IssuerKeyId(revoker.secret.legacy_key_id());
    let old = revoker.revoke_other(&owner, &at(AT).nameless().unsigned(id));
    assert_eq!(
        judge(&[&named, &old]),
        "sub0; warning whole revocation-not-checked"
    );
    // The second of two in one signature.
    let both = at(MADE + 1)
        .names_revoker(&stranger)
        .names_revoker(&revoker);
    assert_eq!(
        judge(&[&owner.direct(&both), &by(&revoker)]),
        "sub0; warning whole revocation-not-checked"
    );
    // Named by somebody else, or beside the signature.
    let foreign = revoker.direct_on(&owner, &at(MADE + 1).names_revoker(&revoker));
    assert_eq!(judge(&[&foreign, &by(&revoker)]), "sub0");
    // The owner's own revocation goes before.
    let own = owner.revoke(&at(AT));
    assert_eq!(
        judge(&[&named, &own]),
        "none; refusal primary revoked; info whole designated-revoker"
    );
}

/// GnuPG is the oracle: signed again after a soft revocation, a key stays revoked. The date of a
/// soft revocation is where the two part: GnuPG looks at no date, here one in the future waits.
#[test]
fn gnupg_agrees_on_revocations() {
    let (owner, sub) = (Key::rsa(), Key::rsa_subkey());
    let later = at(AT + DAY);
    for (reason, code, hard) in REASONS {
        let say = at(AT).reason(reason);
        let renewed = [
            owner.bind(&sub, &later.clone().flags(ENCRYPT)),
            owner.revoke_sub(&sub, &say),
        ];
        let subkey = [plain(&owner, &sub), renewed.concat()].concat();
        let says = |time: Say| owner.certify(USER, &time.flags(CERTIFY | SIGN));
        let signed = [says(at(MADE)), says(later.clone())].concat();
        let signed = [owner.revoke(&say), user(USER), signed];
        let primary = [
            owner.packet(),
            signed.concat(),
            bound(&owner, &sub, &sub_say()),
        ]
        .concat();
        for (certificate, part) in [(subkey, "sub0"), (primary, "primary")] {
            let refused = format!("none; refusal {part} {code}");
            assert_eq!(judged(&certificate, NOW), refused);
            assert!(!gpg_encrypts(&certificate, NOW), "{refused}");
            let early = u64::from(AT) - 1;
            assert_eq!(health(&certificate, early).is_usable(), !hard, "{refused}");
            assert!(!gpg_encrypts(&certificate, early), "{refused}");
        }
    }
    assert!(gpg_encrypts(&plain(&owner, &sub), NOW));
}
