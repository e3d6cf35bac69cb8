//! Algorithms and sizes: what is used, warned of, refused, and named.

use crate::judged::{health, judged};
use crate::maker::*;
use pgp::packet::{Packet, PacketParser};
use sealed_report::openpgp::Certificate;
use sealed_report::openpgp::certificate::ReadError;
use sealed_report::openpgp::health::{Fact, Remedy, Use};

macro_rules! vector {
    ($name:literal) => {
        include_bytes!(concat!("../../vectors/health/", $name, ".asc"))
    };
}

/// Made by GnuPG; see `tests/vectors/health/generate.sh`.
#[test]
fn every_kind_that_gnupg_makes() {
    let table: [(&[u8], &str, &[&str]); 11] = [
        (vector!("rsa4096"), "sub0", &["RSA 4096", "RSA 4096"]),
        (
            vector!("rsa2048"),
            "sub0; warning primary short; warning sub0 short",
            &["RSA 2048", "RSA 2048"],
        ),
        (
            vector!("rsa1024-cv25519"),
            "none; refusal primary too-short",
            &["RSA 1024", "Curve25519"],
        ),
        (
            vector!("ed25519-rsa1024"),
            "none; refusal sub0 too-short",
            &["Ed25519", "RSA 1024"],
        ),
        (
            vector!("dsa1024-elgamal"),
            "none; refusal sub0 unsupported-algorithm; warning primary sha1; warning primary short",
            &["DSA 1024", "ElGamal 1024"],
        ),
        (
            vector!("dsa1024-rsa3072"),
            // GnuPG has no larger hash for so small a key.
            "sub0; warning primary sha1; warning primary short; warning sub0 sha1",
            &["DSA 1024", "RSA 3072"],
        ),
        (
            vector!("dsa2048-rsa3072"),
            "sub0",
            &["DSA 2048", "RSA 3072"],
        ),
        (
            vector!("ed25519-elgamal"),
            "none; refusal sub0 unsupported-algorithm",
            &["Ed25519", "ElGamal 2048"],
        ),
        (
            vector!("brainpool"),
            "none; refusal primary unsupported-algorithm; info <Test> unsupported-algorithm",
            &["brainpoolP256r1", "brainpoolP256r1"],
        ),
        (
            vector!("secp256k1"),
            // The library cannot even read a subkey of it.
            "none; refusal whole unreadable-subkeys",
            &["secp256k1"],
        ),
        (
            vector!("nistp384-nistp521"),
            "sub0",
            &["NIST P-384", "NIST P-521"],
        ),
    ];
    for (certificate, expected, names) in table {
        assert_eq!(judged(certificate, NOW), expected);
        let keys = health(certificate, NOW).keys;
        let found: Vec<&str> = keys.iter().map(|key| key.algorithm.as_str()).collect();
        assert_eq!(found, names);
        let used = expected.starts_with("sub0");
        assert_eq!(
            keys.last().expect("the primary key").use_ == Use::Encryption,
            used
        );
    }
}

#[test]
fn designated_revokers_as_gnupg_writes_them() {
    let [named, revoked] = [&vector!("designated")[..], vector!("designated-revoked")];
    assert_eq!(judged(named, NOW), "sub0; info whole designated-revoker");
    assert_eq!(
        judged(revoked, NOW),
        "sub0; warning whole revocation-not-checked"
    );
}

/// A subkey packet with this body after the owner's binding of it.
fn odd_subkey(owner: &Key, body: &[u8]) -> Vec<u8> {
    let packet = packet(14, body);
    match PacketParser::new(&packet[..]).next() {
        Some(Ok(Packet::PublicSubkey(key))) => {
            let binding = owner.bind_public(&key, &at(MADE).flags(ENCRYPT));
            [packet, binding].concat()
        }
        _ => packet,
    }
}

fn packet(tag: u8, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).expect("short").to_be_bytes();
    [&[0xC0 | tag, 255], &length[..], body].concat()
}

/// A version 4 key body.
fn body(algorithm: u8, material: &[u8]) -> Vec<u8> {
    [&[4][..], &MADE.to_be_bytes(), &[algorithm], material].concat()
}

/// A multiprecision integer of so many bits, all of them set.
fn mpi(bits: u16) -> Vec<u8> {
    let mut number = vec![0xFF; usize::from(bits).div_ceil(8)];
    number[0] >>= (8 - bits % 8) % 8;
    [&bits.to_be_bytes()[..], &number].concat()
}

/// RFC 9580 section 12.4 draws its lines to the bit.
#[test]
fn rsa_by_its_bits() {
    let owner = Key::owner(4);
    for (bits, expected) in [
        (1024, "none; refusal sub0 too-short"),
        (2047, "none; refusal sub0 too-short"),
        (2048, "sub0; warning sub0 short"),
        (3071, "sub0; warning sub0 short"),
        (3072, "sub0"),
        (4096, "sub0"),
        (8192, "sub0"),
        (16384, "sub0"),
    ] {
        let material = [mpi(bits), vec![0, 17, 1, 0, 1]].concat();
        for (algorithm, expected) in [
            (1, expected),
            (2, expected),
            // Sign only, though its flags say otherwise.
            (3, "none; refusal whole no-encryption-key"),
        ] {
            let certificate = [
                head(&owner),
                odd_subkey(&owner, &body(algorithm, &material)),
            ]
            .concat();
            assert_eq!(judged(&certificate, NOW), expected, "{bits} {algorithm}");
            assert_eq!(
                health(&certificate, NOW).keys[1].algorithm,
                format!("RSA {bits}")
            );
        }
    }
}

/// What cannot be read or computed with is named, and no hindrance where another subkey serves.
#[test]
fn unknown_kinds_are_named_and_passed_over() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let unknown_curve = [&[4, 0x2B, 6, 1, 99][..], &mpi(263), &[3, 1, 8, 7]].concat();
    let unsupported = "unsupported-algorithm";
    for (odd, part, fact) in [
        (body(18, &unknown_curve), "sub0", unsupported),
        (
            body(16, &[mpi(2048), mpi(3), mpi(2000)].concat()),
            "sub0",
            unsupported,
        ),
        (body(99, b"material"), "sub0", unsupported),
        (
            body(35, b"too short for ML-KEM"),
            // Without post-quantum algorithms it is as any that is not known.
            if cfg!(feature = "pqc") {
                "whole"
            } else {
                "sub0"
            },
            if cfg!(feature = "pqc") {
                "unreadable-subkeys"
            } else {
                unsupported
            },
        ),
        (
            body(25, b"too short for X25519"),
            "whole",
            "unreadable-subkeys",
        ),
        (
            [&[3][..], &body(1, &mpi(2048))[1..]].concat(),
            "whole",
            "unreadable-subkeys",
        ),
        (
            [&[5][..], &body(25, &[9; 32])[1..]].concat(),
            "whole",
            "unreadable-subkeys",
        ),
        (
            [&[6][..], &body(25, &[9; 32])[1..]].concat(),
            "whole",
            "unreadable-subkeys",
        ),
        (Vec::new(), "whole", "unreadable-subkeys"),
    ] {
        let odd = odd_subkey(&owner, &odd);
        let alone = [&head(&owner)[..], &odd].concat();
        assert_eq!(judged(&alone, NOW), format!("none; refusal {part} {fact}"));
        let beside = [alone, bound(&owner, &sub, &at(MADE).flags(ENCRYPT))].concat();
        let used = if part == "sub0" { "sub1" } else { "sub0" };
        assert_eq!(judged(&beside, NOW), format!("{used}; info {part} {fact}"));
    }
    let two = [
        head(&owner),
        packet(14, &[3]),
        packet(14, &[5]),
        bound(&owner, &sub, &at(MADE).flags(MAIL)),
    ];
    let fact = health(&two.concat(), NOW).findings[0].fact;
    assert_eq!(fact, Fact::UnreadableSubkeys { count: 2 });
    // A signature behind a subkey that is left out belongs to none.
    let stray = [
        head(&owner),
        packet(14, &[3]),
        owner.bind(&sub, &at(MADE).flags(ENCRYPT)),
    ]
    .concat();
    assert_eq!(
        judged(&stray, NOW),
        "none; refusal whole unreadable-subkeys"
    );
}

/// Primary keys of version 3 and 5 are not read at all; in a block with others they are passed over.
#[test]
fn old_and_foreign_versions_of_the_primary_key() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let version_3 = [
        &[3][..],
        &MADE.to_be_bytes(),
        &[0, 0, 1],
        &mpi(2048),
        &[0, 17, 1, 0, 1],
    ]
    .concat();
    let version_5 = [&[5][..], &MADE.to_be_bytes(), &[27, 0, 0, 0, 32], &[9; 32]].concat();
    for odd in [version_3, version_5] {
        let odd = [packet(6, &odd), user(USER)].concat();
        assert_eq!(
            Certificate::read(&odd).expect_err("not read"),
            ReadError::Unsupported
        );
        let behind = [odd, plain(&owner, &sub)].concat();
        assert_eq!(judged(&behind, NOW), "sub0");
    }
}

/// A version 4 subkey has no place behind a version 6 primary key, RFC 9580 section 10.1.1.
#[test]
fn versions_do_not_mix() {
    for (version, other) in [(6, 4), (4, 6)] {
        let owner = Key::owner(version);
        let certificate = [head(&owner), Key::curve(other).sub_packet()].concat();
        assert_eq!(
            judged(&certificate, NOW),
            "none; refusal whole unreadable-subkeys"
        );
    }
}

/// The remedies are what the page tells people to do: none is there by accident.
#[test]
fn every_fact_has_its_remedy() {
    use sealed_report::openpgp::health::Revocation;
    let at = 0;
    let (count, limit, days) = (1, 2, 3);
    let table: [(Fact, &str, Remedy); 26] = [
        (Fact::NotPinned, "not-pinned", Remedy::GetAgain),
        (Fact::SubkeyPinned, "subkey-pinned", Remedy::AskFingerprint),
        (
            Fact::TooManySignatures { count, limit },
            "too-many-signatures",
            Remedy::GetAgain,
        ),
        (
            Fact::TooManyParts { count, limit },
            "too-many-parts",
            Remedy::GetAgain,
        ),
        (
            Fact::NoEncryptionKey,
            "no-encryption-key",
            Remedy::AskAnother,
        ),
        (
            Fact::UnreadableSubkeys { count },
            "unreadable-subkeys",
            Remedy::AskAnother,
        ),
        (
            Fact::DesignatedRevoker,
            "designated-revoker",
            Remedy::Nothing,
        ),
        (
            Fact::RevocationNotChecked,
            "revocation-not-checked",
            Remedy::AskWhetherGood,
        ),
        (
            Fact::ExpiresSoon { at, days },
            "expires-soon",
            Remedy::TellVendor,
        ),
        (Fact::Expired { at }, "expired", Remedy::AskRenewed),
        (
            Fact::NotYetValid { at },
            "not-yet-valid",
            Remedy::CheckClock,
        ),
        (
            Fact::Revoked(Revocation::Unspecified),
            "revoked",
            Remedy::AskAnother,
        ),
        (
            Fact::Revoked(Revocation::Compromised),
            "revoked-compromised",
            Remedy::AskAnother,
        ),
        (
            Fact::Revoked(Revocation::Superseded),
            "revoked-superseded",
            Remedy::AskAnother,
        ),
        (
            Fact::Revoked(Revocation::Retired),
            "revoked-retired",
            Remedy::AskAnother,
        ),
        (Fact::NoBinding, "no-binding", Remedy::GetAgain),
        (Fact::BadBinding, "bad-binding", Remedy::GetAgain),
        (
            Fact::NoBackSignature,
            "no-back-signature",
            Remedy::AskAnother,
        ),
        (Fact::Md5, "md5", Remedy::AskAnother),
        (Fact::Sha1, "sha1", Remedy::TellVendor),
        (
            Fact::UnsupportedAlgorithm,
            "unsupported-algorithm",
            Remedy::AskAnother,
        ),
        (Fact::TooShort, "too-short", Remedy::AskAnother),
        (Fact::Short, "short", Remedy::TellVendor),
        (Fact::NotEncryption, "not-encryption", Remedy::Nothing),
        (Fact::PostQuantum, "post-quantum", Remedy::Nothing),
        (Fact::NotPreferred, "not-preferred", Remedy::Nothing),
    ];
    for (fact, code, remedy) in table {
        assert_eq!((fact.code(), fact.remedy()), (code, remedy));
    }
}
