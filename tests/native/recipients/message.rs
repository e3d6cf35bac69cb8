//! The message: for whom, by which cipher, and what it does not say.

use crate::gpg::Gpg;
use crate::maker::*;
use pgp::composed::KeyType;
use pgp::crypto::aead::AeadAlgorithm::{self, Eax, Gcm, Ocb};
use pgp::crypto::sym::SymmetricKeyAlgorithm::{
    self, AES128, AES192, AES256, Camellia256, TripleDES,
};
use pgp::packet::{
    Packet, PacketParser, PublicKeyEncryptedSessionKey, SubpacketData, SymEncryptedProtectedData,
    SymEncryptedProtectedDataConfig,
};
use rand::SeedableRng;
use rand::rngs::StdRng;
use sealed_report::openpgp::seal::{Encoding, Form, KeyIds, SealError, seal_stream};
use sealed_report::openpgp::{Pinned, Recipient, Recipients};

const HIDDEN: Form = Form {
    encoding: Encoding::Binary,
    key_ids: KeyIds::Hidden,
};
const SHOWN: Form = Form {
    encoding: Encoding::Binary,
    key_ids: KeyIds::Shown,
};

fn sealed(recipients: &[Recipient], form: Form) -> Vec<u8> {
    let mut out = Vec::new();
    let rng = StdRng::seed_from_u64(7);
    seal_stream(recipients, &b"text"[..], &mut out, form, rng, &mut |_| {}).expect("sealed");
    out
}

fn packets(message: &[u8]) -> Vec<Packet> {
    PacketParser::new(message)
        .map(|packet| packet.expect("a packet"))
        .collect()
}

/// A certificate whose owner prefers what `say` adds.
fn preferring(version: u8, seed: u64, say: impl Fn(Say) -> Say) -> (Key, Vec<u8>) {
    let owner = Key::made(&KeyType::Ed25519, version, 300 + seed);
    let sub = Key::made(&KeyType::X25519, version, 400 + seed);
    let says = say(at(MADE).flags(CERTIFY));
    let own = match version {
        6 => owner.direct(&says),
        _ => [user(USER), owner.certify(USER, &says)].concat(),
    };
    let bytes = [
        owner.packet(),
        own,
        bound(&owner, &sub, &at(MADE).flags(ENCRYPT)),
    ]
    .concat();
    (owner, bytes)
}

fn gather(certificates: &[(Key, Vec<u8>)]) -> Recipients {
    let pins = certificates.iter().map(|(owner, _)| Pinned {
        fingerprint: owner.fingerprint(),
        optional: false,
    });
    let inputs: Vec<&[u8]> = certificates.iter().map(|(_, bytes)| &bytes[..]).collect();
    Recipients::gather(&inputs, &pins.collect::<Vec<_>>(), NOW).expect("fit")
}

/// How the data of a message is encrypted: version 1 hides its cipher in the session key.
#[derive(Debug, PartialEq)]
enum Data {
    V1,
    V2(SymmetricKeyAlgorithm, AeadAlgorithm),
}

fn data(certificates: &[(Key, Vec<u8>)]) -> Data {
    let message = sealed(gather(certificates).as_slice(), SHOWN);
    let mut packets = packets(&message);
    assert_eq!(
        packets.len(),
        certificates.len() + 1,
        "one session key for each, then the data"
    );
    match packets.pop() {
        Some(Packet::SymEncryptedProtectedData(data)) => data_of(&data),
        other => panic!("{other:?}"),
    }
}

fn data_of(data: &SymEncryptedProtectedData) -> Data {
    match data.config() {
        SymEncryptedProtectedDataConfig::V1 => Data::V1,
        SymEncryptedProtectedDataConfig::V2 { sym_alg, aead, .. } => Data::V2(*sym_alg, *aead),
    }
}

/// Features, RFC 9580 section 5.2.3.32; 0x02 is GnuPG's own, for its packet of type 20.
const V1: u8 = 0x01;
const GNUPG_OCB: u8 = 0x02;
const V2: u8 = 0x08;

#[test]
fn seipd_2_only_where_all_read_it() {
    let new = |seed| preferring(6, seed, |say| say.features(V1 | V2));
    let old = |seed| preferring(4, seed, |say| say.features(V1));
    let mute = |seed| preferring(6, seed, |say| say);
    assert_eq!(data(&[new(1)]), Data::V2(AES128, Ocb));
    assert_eq!(data(&[new(1), new(2)]), Data::V2(AES128, Ocb));
    assert_eq!(data(&[new(1), old(2)]), Data::V1);
    assert_eq!(data(&[old(2), new(1)]), Data::V1);
    assert_eq!(data(&[mute(1)]), Data::V1);
    let version_4 = preferring(4, 3, |say| say.features(V2));
    assert_eq!(data(&[version_4]), Data::V2(AES128, Ocb));
}

/// Preferences that stand beside the signature are anyone's.
#[test]
fn unsigned_features_count_for_nothing() {
    let features = || SubpacketData::Features((&[V2][..]).into());
    let owner = preferring(4, 1, |say| say.unsigned(features()));
    assert_eq!(data(&[owner]), Data::V1);
}

#[test]
fn the_suite_that_all_have_in_the_order_of_the_first() {
    let with = |seed, suites: &'static [_]| {
        preferring(6, seed, move |say| say.features(V1 | V2).suites(suites))
    };
    const GCM_FIRST: &[(SymmetricKeyAlgorithm, AeadAlgorithm)] =
        &[(AES256, Gcm), (AES192, Eax), (AES256, Ocb)];
    const OCB_FIRST: &[(SymmetricKeyAlgorithm, AeadAlgorithm)] = &[(AES256, Ocb), (AES256, Gcm)];
    const EAX_ONLY: &[(SymmetricKeyAlgorithm, AeadAlgorithm)] = &[(AES192, Eax)];
    const ODD: &[(SymmetricKeyAlgorithm, AeadAlgorithm)] = &[
        (Camellia256, Ocb),
        (AES256, AeadAlgorithm::Private100),
        (TripleDES, Gcm),
        (AES256, Gcm),
    ];
    assert_eq!(data(&[with(1, GCM_FIRST)]), Data::V2(AES256, Gcm));
    assert_eq!(
        data(&[with(1, GCM_FIRST), with(2, OCB_FIRST)]),
        Data::V2(AES256, Gcm)
    );
    assert_eq!(
        data(&[with(2, OCB_FIRST), with(1, GCM_FIRST)]),
        Data::V2(AES256, Ocb)
    );
    assert_eq!(
        data(&[with(1, GCM_FIRST), with(2, EAX_ONLY)]),
        Data::V2(AES192, Eax)
    );
    // Nothing in common but what everybody reads.
    assert_eq!(
        data(&[with(1, OCB_FIRST), with(2, EAX_ONLY)]),
        Data::V2(AES128, Ocb)
    );
    // What is not AES, or nobody knows, is passed over.
    assert_eq!(data(&[with(1, ODD)]), Data::V2(AES256, Gcm));
}

/// GnuPG's packet is in no RFC; certificates that ask for it get version 1.
#[test]
fn gnupgs_own_packet_is_never_written() {
    let asks = |seed| {
        preferring(4, seed, |say| {
            say.features(V1 | GNUPG_OCB)
                .suites(&[(AES256, Ocb)])
                .with(SubpacketData::PreferredEncryptionModes(vec![Ocb].into()))
        })
    };
    assert_eq!(data(&[asks(1)]), Data::V1);
    assert_eq!(data(&[asks(1), asks(2)]), Data::V1);
}

/// Version 1 gets the strongest AES of all: seen in what GnuPG says, in `tests/native/openpgp.rs`;
/// here for a team, by the length of its session key.
#[test]
fn the_strongest_cipher_that_all_list() {
    let with = |seed, ciphers: &'static [_]| preferring(4, seed, move |say| say.ciphers(ciphers));
    const STRONG: &[SymmetricKeyAlgorithm] = &[AES128, AES256, AES192];
    const MIDDLE: &[SymmetricKeyAlgorithm] = &[AES192, AES128];
    const OLD: &[SymmetricKeyAlgorithm] = &[TripleDES];
    let key = |team: &[(Key, Vec<u8>)]| {
        let message = sealed(gather(team).as_slice(), SHOWN);
        let Some(Packet::PublicKeyEncryptedSessionKey(first)) =
            packets(&message).into_iter().next()
        else {
            panic!("a session key");
        };
        match first.values().expect("known") {
            // The cipher stands before the wrapped key: RFC 9580 section 5.1.6.
            pgp::types::PkeskBytes::X25519 {
                session_key,
                sym_alg,
                ..
            } => (sym_alg.expect("version 3"), session_key.len() - 8),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(key(&[with(1, STRONG)]), (AES256, 32));
    assert_eq!(key(&[with(1, STRONG), with(2, MIDDLE)]), (AES192, 24));
    assert_eq!(key(&[with(1, STRONG), with(2, OLD)]), (AES128, 16));
    assert_eq!(key(&[with(2, OLD)]), (AES128, 16));
    assert_eq!(key(&[preferring(4, 3, |say| say)]), (AES128, 16));
}

/// What a newer direct-key signature leaves open stays as the user ID says: GnuPG names revokers so.
#[test]
fn a_direct_key_signature_without_preferences_hides_none() {
    let (owner, bytes) = preferring(4, 1, |say| say.features(V2).suites(&[(AES256, Gcm)]));
    let direct = owner.direct(&at(MADE + DAY).names_revoker(&Key::rsa()));
    let primary = owner.packet();
    let bytes = [&primary[..], &direct, &bytes[primary.len()..]].concat();
    assert_eq!(data(&[(owner, bytes)]), Data::V2(AES256, Gcm));
}

/// Whether `part` is anywhere in `whole`.
fn holds(whole: &[u8], part: &[u8]) -> bool {
    whole.windows(part.len()).any(|window| window == part)
}

#[test]
fn hidden_key_ids_are_nowhere() {
    for (version, features) in [(4, V1), (4, V2), (6, V1), (6, V2)] {
        let team = [1, 2].map(|seed| preferring(version, seed, |say| say.features(features)));
        let recipients = gather(&team);
        let (hidden, shown) = (
            sealed(recipients.as_slice(), HIDDEN),
            sealed(recipients.as_slice(), SHOWN),
        );
        for key in recipients.keys() {
            let print = key.as_bytes();
            let key_id = match print.len() {
                20 => &print[12..],
                _ => &print[..8],
            };
            assert!(
                holds(&shown, key_id) && !holds(&hidden, key_id),
                "{version} {features}"
            );
            // Nor a part of it long enough to tell.
            assert!(!print.windows(4).any(|part| holds(&hidden, part)));
        }
        let session_keys = packets(&hidden)
            .into_iter()
            .filter_map(|packet| match packet {
                Packet::PublicKeyEncryptedSessionKey(packet) => Some(packet),
                _ => None,
            });
        let session_keys: Vec<PublicKeyEncryptedSessionKey> = session_keys.collect();
        assert_eq!(session_keys.len(), 2);
        assert!(
            session_keys
                .iter()
                .all(|packet| packet.match_identity(&team[0].0.secret.public_key())),
            "a wildcard fits any key"
        );
    }
}

#[test]
fn gnupg_opens_what_hides_its_key_ids() {
    let [one, two] = ["ed25519", "rsa2048"].map(|kind| {
        let gpg = Gpg::new();
        let sub = if kind == "rsa2048" {
            "rsa2048"
        } else {
            "cv25519"
        };
        gpg.make(kind, "cert,sign", sub, &[]);
        gpg
    });
    let (a, b) = (one.export(), two.export());
    let pins = [&one, &two].map(|gpg| Pinned {
        fingerprint: gpg.fingerprint().parse().expect("a fingerprint"),
        optional: false,
    });
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .expect("after 1970")
        .as_secs();
    let recipients = Recipients::gather(&[&a, &b], &pins, now).expect("fit");
    let message = sealed(recipients.as_slice(), HIDDEN);
    for gpg in [&one, &two] {
        assert_eq!(gpg.decrypt(&message), b"text");
        let listing = gpg.run(&["--list-packets", "--list-only"], &message);
        let listing = String::from_utf8_lossy(&listing).into_owned();
        assert_eq!(
            listing.matches("keyid 0000000000000000").count(),
            2,
            "{listing}"
        );
    }
}

#[test]
fn nobody_is_no_recipient() {
    let rng = StdRng::seed_from_u64(1);
    let error = seal_stream(&[], &b"text"[..], Vec::new(), SHOWN, rng, &mut |_| {});
    assert_eq!(error.expect_err("nobody"), SealError::NoRecipients);
}
