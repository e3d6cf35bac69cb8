//! What holds for any certificate, however it was mutilated, at any time.

use std::sync::LazyLock;

use crate::judged::{health, is_consistent};
use crate::maker::*;
use pgp::composed::KeyType;
use pgp::crypto::hash::HashAlgorithm::{Md5, Sha1};
use pgp::packet::RevocationCode;
use proptest::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;
use sealed_report::openpgp::health::{MAX_OWN_SIGNATURES, MAX_SIGNATURES, examine};
use sealed_report::openpgp::seal::seal;
use sealed_report::openpgp::{Certificate, Pinned, Recipient, Recipients};

/// The packets of a certificate in which much happened; the first is the primary key.
static PACKETS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let (owner, other) = (Key::rsa(), Key::owner(4));
    let subs = [
        Key::rsa_subkey(),
        Key::curve(4),
        Key::made(&KeyType::Ed25519, 4, 5),
    ];
    let says = at(MADE).flags(CERTIFY | SIGN);
    // Two that look the same once they are cleaned for display.
    let users = [
        USER,
        "\u{202E}B <b@example.com>",
        "\u{202D}B <b@example.com>",
    ];
    let mut packets = vec![
        owner.packet(),
        owner.direct(&says),
        owner.direct(&says.clone().names_revoker(&other)),
    ];
    packets.push(other.revoke_other(&owner, &at(MADE + DAY)));
    packets.push(owner.revoke(&at(MADE + 300 * DAY).reason(RevocationCode::KeySuperseded)));
    for (seed, user_id) in users.into_iter().enumerate() {
        packets.push(user(user_id));
        packets.push(owner.certify(user_id, &says.clone().key_lasts(500 * DAY)));
        packets.push(owner.certify(user_id, &at(MADE + DAY).flags(CERTIFY).hash(Sha1).primary()));
        packets.push(owner.revoke_user(user_id, &at(MADE + 200 * DAY)));
        packets.push(
            Key::made(&KeyType::Ed25519, 4, 50 + seed as u64).certify_other(
                &owner,
                user_id,
                &at(MADE),
            ),
        );
    }
    for sub in &subs {
        packets.push(sub.sub_packet());
        packets.push(owner.bind(sub, &at(MADE).flags(ENCRYPT).hash(Md5)));
        packets.push(owner.bind(
            sub,
            &at(MADE + 2).flags(MAIL).hash(Sha1).key_lasts(400 * DAY),
        ));
        packets.push(owner.bind(sub, &at(MADE + 400 * DAY).flags(ENCRYPT)));
        packets.push(owner.bind(sub, &at(MADE + 3).flags(SIGN | MAIL)));
        packets.push(owner.revoke_sub(
            sub,
            &at(MADE + 450 * DAY).reason(RevocationCode::KeyRetired),
        ));
    }
    packets.push(vec![0xCE, 2, 4, 0]);
    packets
});

/// One thing that happens to a certificate.
#[derive(Debug, Clone)]
enum Change {
    Drop(prop::sample::Index),
    Twice(prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
    Flip(prop::sample::Index, prop::sample::Index, u8),
}

fn change() -> impl Strategy<Value = Change> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        6 => index().prop_map(Change::Drop),
        1 => index().prop_map(Change::Twice),
        2 => (index(), index()).prop_map(|(a, b)| Change::Swap(a, b)),
        1 => (index(), index(), 1..=255u8).prop_map(|(a, b, c)| Change::Flip(a, b, c)),
    ]
}

fn time() -> impl Strategy<Value = u64> {
    prop_oneof![
        4 => u64::from(MADE) - 9..u64::from(MADE + 600 * DAY),
        1 => Just(0),
        1 => Just(u64::from(u32::MAX)),
        1 => Just(u64::MAX),
    ]
}

fn apply(mut packets: Vec<Vec<u8>>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        // The primary key stays in front.
        let place = |index: &prop::sample::Index, of: &[Vec<u8>]| 1 + index.index(of.len() - 1);
        if packets.len() < 3 {
            break;
        }
        match change {
            Change::Drop(at) => drop(packets.remove(place(at, &packets))),
            Change::Twice(at) => packets.push(packets[place(at, &packets)].clone()),
            Change::Swap(a, b) => {
                let (a, b) = (place(a, &packets), place(b, &packets));
                packets.swap(a, b);
            }
            Change::Flip(at, octet, with) => {
                let at = place(at, &packets);
                let octet = octet.index(packets[at].len());
                packets[at][octet] ^= with;
            }
        }
    }
    packets.concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn health_and_recipients_say_the_same(
        changes in prop::collection::vec(change(), 0..40),
        now in time(),
    ) {
        let bytes = apply(PACKETS.clone(), &changes);
        let Ok(certificates) = Certificate::read(&bytes) else { return Ok(()) };
        for certificate in &certificates {
            let health = examine(certificate, now);
            is_consistent(&health);
            let pin = certificate.fingerprint();
            let found = Recipient::check(&bytes, std::slice::from_ref(&pin), now);
            prop_assert_eq!(found.is_ok(), health.is_usable());
            if let Ok(recipient) = found {
                prop_assert_eq!(recipient.keys(), health.recipients());
                prop_assert!(health.expires.is_none_or(|end| end > now));
            }
            let mut foreign = health.clone();
            foreign.compare(&[]);
            is_consistent(&foreign);
            prop_assert!(!foreign.is_usable());
        }
    }
}

/// The way there: some of the mutilated ones are fit, some are not, or the test above sees nothing.
#[test]
fn what_is_mutilated_is_sometimes_fit() {
    let all = PACKETS.concat();
    let (fit, unfit) = (NOW - 100 * u64::from(DAY), NOW);
    assert!(health(&all, fit).is_usable());
    assert!(!health(&all, unfit).is_usable());
}

/// A message can be sealed to whatever was found fit.
#[test]
fn whatever_is_fit_can_be_sealed_to() {
    let kinds = [KeyType::X25519, KeyType::X448];
    for (version, kind) in [
        (4, &kinds[0]),
        (6, &kinds[0]),
        (4, &kinds[1]),
        (6, &kinds[1]),
    ] {
        let (owner, sub) = (Key::owner(version), Key::made(kind, version, 3));
        let pins = [Pinned {
            fingerprint: owner.fingerprint(),
            optional: false,
        }];
        let recipients = Recipients::gather(&[&plain(&owner, &sub)], &pins, NOW).expect("fit");
        let message =
            seal(recipients.as_slice(), b"text", StdRng::seed_from_u64(1)).expect("sealed");
        assert!(message.starts_with(b"-----BEGIN PGP MESSAGE-----"));
    }
}

/// A certificate that is not the pinned one is refused as a whole, a subkey's pin named as such.
#[test]
fn a_health_is_compared_with_its_pins() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let found = health(&plain(&owner, &sub), NOW);
    let code = |pins: &[_]| {
        let mut compared = found.clone();
        compared.compare(pins);
        is_consistent(&compared);
        compared.findings.first().map(|finding| finding.fact.code())
    };
    assert_eq!(code(&[owner.fingerprint()]), None);
    assert_eq!(code(&[Key::rsa().fingerprint(), owner.fingerprint()]), None);
    assert_eq!(code(&[Key::rsa().fingerprint()]), Some("not-pinned"));
    assert_eq!(code(&[sub.fingerprint()]), Some("subkey-pinned"));
    assert_eq!(code(&[]), Some("not-pinned"));
    const {
        assert!(
            MAX_SIGNATURES > 658 && MAX_OWN_SIGNATURES > 70,
            "the largest certificates in Debian's keyrings"
        )
    };
}
