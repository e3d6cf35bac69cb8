//! RFC 9980: certificates with a post-quantum subkey, from its appendix and made here.

use crate::judged::{health, judged};
use crate::maker::*;
use pgp::composed::KeyType;
use pgp::crypto::aead::AeadAlgorithm::{self, Gcm, Ocb};
use pgp::crypto::sym::SymmetricKeyAlgorithm::{self, AES128, AES256};
use pgp::packet::{
    Packet, PacketParser, RevocationCode, SymEncryptedProtectedDataConfig as Config,
};
use pgp::types::PkeskBytes;
use rand::SeedableRng;
use rand::rngs::StdRng;
use sealed_report::openpgp::seal::{Encoding, seal_stream};
use sealed_report::openpgp::{Pinned, Recipients};

macro_rules! vector {
    ($name:literal) => {
        include_bytes!(concat!("../../vectors/rfc9980-", $name, ".asc"))
    };
}

#[test]
fn the_samples_of_rfc_9980() {
    let samples: [(&[u8], &str, &str); 6] = [
        (vector!("v4-eddsa"), "Ed25519", "ML-KEM-768+X25519"),
        (vector!("v6-eddsa"), "Ed25519", "ML-KEM-768+X25519"),
        (
            vector!("v6-mldsa-65"),
            "ML-DSA-65+Ed25519",
            "ML-KEM-768+X25519",
        ),
        (
            vector!("v6-mldsa-87"),
            "ML-DSA-87+Ed448",
            "ML-KEM-1024+X448",
        ),
        (
            vector!("v6-slhdsa-128s"),
            "SLH-DSA-SHAKE-128s",
            "ML-KEM-768+X25519",
        ),
        (
            vector!("v6-slhdsa-256s"),
            "SLH-DSA-SHAKE-256s",
            "ML-KEM-1024+X448",
        ),
    ];
    for (certificate, primary, subkey) in samples {
        let health = health(certificate, NOW);
        assert_eq!(health.keys[0].algorithm, primary);
        assert_eq!(health.recipients().len(), 1, "{primary}");
        let used = health
            .keys
            .iter()
            .find(|key| health.recipients().contains(&key.fingerprint));
        assert_eq!(used.expect("one").algorithm, subkey);
        // One that has a classic subkey too has it named as passed over.
        let judged = judged(certificate, NOW);
        match health.keys.len() {
            2 => assert_eq!(judged, "sub0; info sub0 post-quantum"),
            _ => assert_eq!(
                judged,
                "sub0; info sub0 post-quantum; info sub1 not-preferred"
            ),
        }
        assert_eq!(cipher(&[certificate]).0, Some(AES256), "{primary}");
    }
}

fn owner_and_subs() -> (Key, Key, Key) {
    let quantum = Key::made(&KeyType::MlKem768X25519, 6, 3);
    (Key::owner(6), Key::curve(6), quantum)
}

/// What the session key says of the cipher, and what the data say of it in SEIPD version 2.
fn cipher(certificates: &[&[u8]]) -> (Option<SymmetricKeyAlgorithm>, Option<AeadAlgorithm>) {
    let pins = certificates.iter().map(|bytes| Pinned {
        fingerprint: health(bytes, NOW).fingerprint,
        optional: false,
    });
    let recipients = Recipients::gather(certificates, &pins.collect::<Vec<_>>(), NOW).expect("fit");
    let mut message = Vec::new();
    let rng = StdRng::seed_from_u64(5);
    let all = recipients.as_slice();
    seal_stream(
        all,
        &b"text"[..],
        &mut message,
        Encoding::Binary,
        rng,
        &mut |_| {},
    )
    .expect("sealed");
    let mut found = (None, None);
    for packet in PacketParser::new(&message[..]) {
        match packet.expect("a packet") {
            Packet::PublicKeyEncryptedSessionKey(packet) => match packet.values().expect("known") {
                PkeskBytes::MlKem768X25519 { sym_alg, .. }
                | PkeskBytes::MlKem1024X448 { sym_alg, .. }
                | PkeskBytes::X25519 { sym_alg, .. } => found.0 = found.0.or(*sym_alg),
                other => panic!("{other:?}"),
            },
            Packet::SymEncryptedProtectedData(data) => {
                if let Config::V2 { sym_alg, aead, .. } = data.config() {
                    found = (Some(*sym_alg), Some(*aead));
                }
            }
            other => panic!("{other:?}"),
        }
    }
    found
}

#[test]
fn a_fit_post_quantum_key_is_used_alone() {
    let (owner, classic, quantum) = owner_and_subs();
    let say = at(MADE).flags(ENCRYPT);
    let [classic, bound_quantum] = [&classic, &quantum].map(|sub| bound(&owner, sub, &say));
    let both = [head(&owner), classic.clone(), bound_quantum].concat();
    assert_eq!(
        judged(&both, NOW),
        "sub1; info sub0 not-preferred; info sub1 post-quantum"
    );
    // One that is not fit is no reason to leave the classic one out.
    let over = bound(&owner, &quantum, &at(MADE).flags(ENCRYPT).key_lasts(DAY));
    let both = [head(&owner), classic.clone(), over].concat();
    assert_eq!(judged(&both, NOW), "sub0; info sub1 expired");
    assert_eq!(
        judged(&both, u64::from(MADE) + 9),
        "sub1; warning whole expires-soon; info sub0 not-preferred; info sub1 post-quantum"
    );
    let retired = owner.revoke_sub(&quantum, &at(MADE).reason(RevocationCode::KeyRetired));
    let both = [
        head(&owner),
        classic,
        bound(&owner, &quantum, &say),
        retired,
    ]
    .concat();
    assert_eq!(judged(&both, NOW), "sub0; info sub1 revoked-retired");
}

/// RFC 9980: whoever has such a key reads AES-256, and OCB with it, without saying so.
#[test]
fn a_post_quantum_key_implies_aes_256() {
    let (owner, classic, quantum) = owner_and_subs();
    let with = |owner: &Key, sub: &Key, says: Say| {
        let own = owner.direct(&says.flags(CERTIFY));
        [
            owner.packet(),
            own,
            bound(owner, sub, &at(MADE).flags(ENCRYPT)),
        ]
        .concat()
    };
    let v1 = with(&owner, &quantum, at(MADE));
    assert_eq!(cipher(&[&v1]), (Some(AES256), None));
    let v2 = with(&owner, &quantum, at(MADE).features(0x09));
    assert_eq!(cipher(&[&v2]), (Some(AES256), Some(Ocb)));
    let prefers = with(
        &owner,
        &quantum,
        at(MADE).features(0x09).suites(&[(AES256, Gcm)]),
    );
    assert_eq!(cipher(&[&prefers]), (Some(AES256), Some(Gcm)));
    // Beside somebody who does not say that AES-256 is read.
    let other = Key::made(&KeyType::Ed25519, 6, 8);
    let plain = with(&other, &classic, at(MADE));
    assert_eq!(cipher(&[&v1, &plain]), (Some(AES128), None));
    let new = with(&other, &classic, at(MADE).features(0x09));
    assert_eq!(cipher(&[&v2, &new]), (Some(AES128), Some(Ocb)));
    let strong = with(
        &other,
        &classic,
        at(MADE).features(0x09).suites(&[(AES256, Ocb)]),
    );
    assert_eq!(cipher(&[&v2, &strong]), (Some(AES256), Some(Ocb)));
    assert_eq!(cipher(&[&strong, &v2]), (Some(AES256), Some(Ocb)));
}
