//! Why one of us uses a key and the other does not, worked out from the certificate.

use std::time::Duration;

use sealed_report::openpgp::health::Fact;
use sequoia_openpgp::cert::amalgamation::key::ErasedKeyAmalgamation;
use sequoia_openpgp::crypto::mpi::PublicKey;
use sequoia_openpgp::packet::Signature;
use sequoia_openpgp::packet::Tag;
use sequoia_openpgp::packet::key::PublicParts;
use sequoia_openpgp::policy::{AsymmetricAlgorithm, StandardPolicy};
use sequoia_openpgp::types::{
    Curve, HashAlgorithm, PublicKeyAlgorithm, ReasonForRevocation, RevocationType, SignatureType,
};

use super::{Keys, Listed, Peer, chosen};

/// The highest public-key algorithm of GnuPG 2.2: EdDSA as it was before RFC 9580.
const LAST_OF_GNUPG: u8 = 22;

/// Kinds of difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Theirs: RSA below 2048 bits.
    WeakRsa,
    /// Theirs: ElGamal, Brainpool, or a curve that nobody names.
    Unsupported,
    /// Theirs: we use only the post-quantum keys where there are any.
    PostQuantumPreferred,
    /// Theirs: revoked for a soft reason, and bound anew after that.
    SoftRevocationOverridden,
    /// Theirs: of version 6, without a direct-key signature in force.
    NoDirectKeySignature,
    /// Theirs: of version 4, and nothing in force names its owner.
    UserIdsWithdrawn,
    /// Ours: Sequoia's Rust cryptography does not compute with the primary key or with this one.
    NotComputed,
    /// Ours: its self-signatures are made with RIPEMD-160.
    Ripemd160,
    /// Ours: the primary key is DSA or RSA of 1024 bits.
    SmallPrimary,
    /// Ours: its self-signatures are of version 3.
    VersionThree,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::WeakRsa,
        Self::Unsupported,
        Self::PostQuantumPreferred,
        Self::SoftRevocationOverridden,
        Self::NoDirectKeySignature,
        Self::UserIdsWithdrawn,
        Self::NotComputed,
        Self::Ripemd160,
        Self::SmallPrimary,
        Self::VersionThree,
    ];

    /// Who uses the key, and why the other does not.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::WeakRsa => "keys of Sequoia alone: RSA below 2048 bits",
            Self::Unsupported => "keys of Sequoia alone: ElGamal, Brainpool or an unknown curve",
            Self::PostQuantumPreferred => {
                "keys of Sequoia alone: a post-quantum key is there, and we use no other"
            }
            Self::SoftRevocationOverridden => {
                "keys of Sequoia alone: revoked for a soft reason, then bound anew; for us, as for GnuPG, \
                 withdrawn is withdrawn"
            }
            Self::NoDirectKeySignature => {
                "keys of Sequoia alone: version 6 without a direct-key signature in force, which \
                 RFC 9580 section 10.1.1 demands"
            }
            Self::UserIdsWithdrawn => {
                "keys of Sequoia alone: version 4, with every user ID revoked or not in force"
            }
            Self::NotComputed => {
                "keys of ours alone: Sequoia's Rust cryptography has no RSA above 4096 bits, no X448 and \
                 no Ed448"
            }
            Self::Ripemd160 => {
                "keys of ours alone: self-signatures with RIPEMD-160, accepted by GnuPG too"
            }
            Self::SmallPrimary => {
                "keys of ours alone: a primary key of 1024 bits, of which we warn: the pin vouches for it"
            }
            Self::VersionThree => "keys of ours alone: self-signatures of version 3",
        }
    }
}

impl Class {
    /// Whether `fact` is what we say where Sequoia alone uses a key.
    fn agrees_with(self, fact: Option<Fact>) -> bool {
        let Some(fact) = fact else { return false };
        match self {
            Self::WeakRsa => fact == Fact::TooShort,
            Self::Unsupported => fact == Fact::UnsupportedAlgorithm,
            Self::PostQuantumPreferred => fact == Fact::NotPreferred,
            Self::SoftRevocationOverridden => matches!(fact, Fact::Revoked(_)),
            Self::NoDirectKeySignature | Self::UserIdsWithdrawn => matches!(
                fact,
                Fact::NotYetValid { .. }
                    | Fact::Expired { .. }
                    | Fact::NoBinding
                    | Fact::Revoked(_)
            ),
            Self::NotComputed | Self::Ripemd160 | Self::SmallPrimary | Self::VersionThree => false,
        }
    }
}

/// What GnuPG makes of a key that we use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GnupgClass {
    /// The same.
    Uses,
    /// It was, or will be, withdrawn after the time in question, for a soft reason.
    RevokedLater,
    /// Of version 6, or of an algorithm that GnuPG 2.2 does not know.
    Unknown,
}

impl GnupgClass {
    /// What GnuPG makes of our keys.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Uses => "keys of ours that GnuPG would use too",
            Self::RevokedLater => {
                "keys of ours that GnuPG refuses: withdrawn for a soft reason, but later than this \
                 time"
            }
            Self::Unknown => "keys of ours that GnuPG 2.2 cannot read",
        }
    }
}

/// What GnuPG makes of `key`, which we use; `None` is a defect in one of us.
pub fn explain_gnupg(
    peer: Option<&Peer>,
    key: &str,
    listed: Option<&Listed>,
) -> Option<GnupgClass> {
    let amalgamation = peer?
        .cert
        .keys()
        .find(|it| it.key().fingerprint().to_hex() == key)?;
    let primary = peer?
        .cert
        .keys()
        .next()
        .expect("the primary key comes first");
    let is_known = |it: &ErasedKeyAmalgamation<PublicParts>| {
        it.key().version() == 4 && u8::from(it.key().pk_algo()) <= LAST_OF_GNUPG
    };
    match listed {
        Some(listed) if listed.encrypts() => Some(GnupgClass::Uses),
        _ if !is_known(&primary) || !is_known(&amalgamation) => Some(GnupgClass::Unknown),
        Some(listed) if listed.is_revoked() => {
            let mut revocations = primary
                .self_revocations()
                .chain(amalgamation.self_revocations());
            revocations
                .any(|it| is_soft(it) && it.signature_creation_time() > peer.map(|it| it.time))
                .then_some(GnupgClass::RevokedLater)
        }
        _ => None,
    }
}

/// Why `key` is in one of the two sets and not in the other; `None` is a defect in one of us.
/// `fact` is what we say against it ourselves: it has to say the same.
pub fn explain(
    peer: &Peer,
    key: &str,
    ours: &Keys,
    theirs: &Keys,
    fact: Option<Fact>,
) -> Option<Class> {
    let amalgamation = peer
        .cert
        .keys()
        .find(|it| it.key().fingerprint().to_hex() == key)?;
    if theirs.contains(key) {
        why_theirs(peer, &amalgamation, ours).filter(|class| class.agrees_with(fact))
    } else {
        why_ours(peer, &amalgamation, key)
    }
}

fn why_theirs(peer: &Peer, key: &ErasedKeyAmalgamation<PublicParts>, ours: &Keys) -> Option<Class> {
    let post_quantum =
        |it: &ErasedKeyAmalgamation<PublicParts>| is_post_quantum(it.key().pk_algo());
    let preferred = !post_quantum(key)
        && !ours.is_empty()
        && peer
            .cert
            .keys()
            .filter(|it| ours.contains(&it.key().fingerprint().to_hex()))
            .all(|it| post_quantum(&it));
    let primary = peer.cert.primary_key();
    let withdrawn = primary
        .self_revocations()
        .chain(key.self_revocations())
        .any(|revocation| {
            is_soft(revocation) && revocation.signature_creation_time() <= Some(peer.time)
        });
    match key.key().mpis() {
        PublicKey::RSA { .. } if bits(key) < 2048 => Some(Class::WeakRsa),
        PublicKey::ElGamal { .. } => Some(Class::Unsupported),
        PublicKey::ECDH { curve, .. } if !is_common(curve) => Some(Class::Unsupported),
        _ if preferred => Some(Class::PostQuantumPreferred),
        _ if nothing_speaks(peer) => Some(match primary.key().version() {
            6 => Class::NoDirectKeySignature,
            _ => Class::UserIdsWithdrawn,
        }),
        _ if withdrawn => Some(Class::SoftRevocationOverridden),
        _ => None,
    }
}

/// Each class by what would make Sequoia choose the key after all.
fn why_ours(peer: &Peer, key: &ErasedKeyAmalgamation<PublicParts>, name: &str) -> Option<Class> {
    let primary = peer
        .cert
        .keys()
        .next()
        .expect("the primary key comes first");
    if !is_computed(&primary) || !is_computed(key) {
        return Some(Class::NotComputed);
    }
    let relaxed = |relax: fn(&mut StandardPolicy<'static>)| {
        let mut policy = peer.policy();
        relax(&mut policy);
        chosen(peer, &policy).contains(name)
    };
    match () {
        () if relaxed(|policy| policy.accept_hash(HashAlgorithm::RipeMD)) => Some(Class::Ripemd160),
        () if relaxed(|policy| {
            policy.accept_asymmetric_algo(AsymmetricAlgorithm::DSA1024);
            policy.accept_asymmetric_algo(AsymmetricAlgorithm::RSA1024);
        }) =>
        {
            Some(Class::SmallPrimary)
        }
        () if relaxed(|policy| policy.accept_packet_tag_version(Tag::Signature, 3)) => {
            Some(Class::VersionThree)
        }
        () => None,
    }
}

/// Whether there is no direct-key signature in force, nor, for version 4, a user ID.
fn nothing_speaks(peer: &Peer) -> bool {
    let in_force = |signature: &&Signature| {
        signature.signature_creation_time() <= Some(peer.time)
            && signature.signature_alive(peer.time, Duration::ZERO).is_ok()
    };
    let primary = peer.cert.primary_key();
    let mut direct = primary.self_signatures().filter(in_force);
    let direct = direct.any(|signature| signature.typ() == SignatureType::DirectKey);
    let named = peer.cert.userids().any(|user| {
        let mut revocations = user.self_revocations();
        user.self_signatures().any(|signature| in_force(&signature))
            && !revocations.any(|it| !is_soft(it) || in_force(&it))
    });
    !direct && (primary.key().version() == 6 || !named)
}

fn is_soft(revocation: &Signature) -> bool {
    let reason = revocation.reason_for_revocation();
    reason.is_some_and(|(reason, _): (ReasonForRevocation, _)| {
        reason.revocation_type() == RevocationType::Soft
    })
}

fn is_common(curve: &Curve) -> bool {
    matches!(
        curve,
        Curve::NistP256 | Curve::NistP384 | Curve::NistP521 | Curve::Cv25519
    )
}

/// ML-KEM-768 with X25519 and ML-KEM-1024 with X448, by their numbers in RFC 9980.
fn is_post_quantum(algorithm: PublicKeyAlgorithm) -> bool {
    matches!(u8::from(algorithm), 35 | 36)
}

/// Whether Sequoia as it is built here computes with such keys.
fn is_computed(key: &ErasedKeyAmalgamation<PublicParts>) -> bool {
    let large = matches!(key.key().mpis(), PublicKey::RSA { .. }) && bits(key) > 4096;
    !large && key.key().pk_algo().is_supported()
}

fn bits(key: &ErasedKeyAmalgamation<PublicParts>) -> usize {
    key.key().mpis().bits().unwrap_or_default()
}
