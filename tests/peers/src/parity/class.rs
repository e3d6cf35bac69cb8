//! Why one of us uses a key and the other does not, worked out from the certificate.

use std::collections::BTreeSet;
use std::time::Duration;

use sealed_report::openpgp::health::Fact;
use sequoia_openpgp::cert::amalgamation::UserIDAmalgamation;
use sequoia_openpgp::cert::amalgamation::key::ErasedKeyAmalgamation;
use sequoia_openpgp::crypto::mpi::PublicKey;
use sequoia_openpgp::packet::Signature;
use sequoia_openpgp::packet::key::PublicParts;
use sequoia_openpgp::policy::{AsymmetricAlgorithm, StandardPolicy};
use sequoia_openpgp::types::{HashAlgorithm, ReasonForRevocation, RevocationType, SignatureType};

use super::{Keys, Listed, Peer, chosen};

/// The highest public-key algorithm of GnuPG 2.2: EdDSA as it was before RFC 9580.
const LAST_OF_GNUPG: u8 = 22;

/// Kinds of difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
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
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::SoftRevocationOverridden,
        Self::NoDirectKeySignature,
        Self::UserIdsWithdrawn,
        Self::NotComputed,
        Self::Ripemd160,
        Self::SmallPrimary,
    ];

    /// Who uses the key, and why the other does not.
    pub fn sentence(self) -> &'static str {
        match self {
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
                "keys of ours alone: Sequoia's Rust cryptography has no RSA above 4096 bits, no \
                 X448 and Ed448, and nothing post-quantum"
            }
            Self::Ripemd160 => {
                "keys of ours alone: self-signatures with RIPEMD-160, accepted by GnuPG too"
            }
            Self::SmallPrimary => {
                "keys of ours alone: a primary key of 1024 bits, of which we warn: the pin vouches for it"
            }
        }
    }
}

impl Class {
    /// Whether `fact` is what we say where Sequoia alone uses a key.
    fn agrees_with(self, fact: Option<Fact>) -> bool {
        let Some(fact) = fact else { return false };
        match self {
            Self::SoftRevocationOverridden => matches!(fact, Fact::Revoked(_)),
            Self::NoDirectKeySignature | Self::UserIdsWithdrawn => matches!(
                fact,
                Fact::NotYetValid { .. }
                    | Fact::Expired { .. }
                    | Fact::NoBinding
                    | Fact::Revoked(_)
            ),
            Self::NotComputed | Self::Ripemd160 | Self::SmallPrimary => false,
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
    /// Something about it was signed after the time in question, which GnuPG heeds.
    SaidLater,
    /// One of its binding signatures has ended by itself; we, as Sequoia, go by those that have not.
    BindingEnded,
    /// Its user IDs tell different ends: GnuPG takes the newest one's, we the primary one's, as
    /// RFC 9580 section 5.2.3.10 advises and Sequoia does.
    OtherUserId,
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
            Self::SaidLater => {
                "keys of ours that GnuPG refuses for what was signed later than this time"
            }
            Self::BindingEnded => {
                "keys of ours that GnuPG refuses: a newer binding signature has ended, an older one \
                 has not"
            }
            Self::OtherUserId => {
                "keys of ours that GnuPG takes for expired: the newest user ID says so, the \
                 primary one does not"
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
    let peer = peer?;
    let is_later = |it: &Signature| it.signature_creation_time() > Some(peer.time);
    let mut keys = peer.cert.keys();
    let amalgamation = keys.find(|it| it.key().fingerprint().to_hex() == key)?;
    let mut keys = peer.cert.keys();
    let primary = keys.next().expect("the primary key comes first");
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
                .any(|it| is_soft(it) && is_later(it))
                .then_some(GnupgClass::RevokedLater)
        }
        Some(listed) => {
            let users = peer.cert.userids();
            let mut said = users
                .flat_map(|user| user.self_signatures().chain(user.self_revocations()))
                .chain(primary.self_signatures())
                .chain(amalgamation.self_signatures());
            if said.any(is_later) {
                return Some(GnupgClass::SaidLater);
            }
            let mut bindings = amalgamation.self_signatures();
            if bindings.any(|it| it.signature_alive(peer.time, Duration::ZERO).is_err()) {
                return Some(GnupgClass::BindingEnded);
            }
            let newest = |user: UserIDAmalgamation| {
                let signatures = user.self_signatures();
                let newest = signatures.max_by_key(|it| it.signature_creation_time())?;
                Some(newest.key_validity_period())
            };
            let ends: BTreeSet<_> = peer.cert.userids().filter_map(newest).collect();
            (listed.whole.0 == 'e' && ends.len() > 1).then_some(GnupgClass::OtherUserId)
        }
        None => None,
    }
}

/// Why `key` is in one of the two sets and not in the other; `None` is a defect in one of us.
/// `fact` is what we say against it ourselves: it has to say the same.
pub fn explain(peer: &Peer, key: &str, theirs: &Keys, fact: Option<Fact>) -> Option<Class> {
    let amalgamation = peer
        .cert
        .keys()
        .find(|it| it.key().fingerprint().to_hex() == key)?;
    if theirs.contains(key) {
        why_theirs(peer, &amalgamation).filter(|class| class.agrees_with(fact))
    } else {
        why_ours(peer, &amalgamation, key)
    }
}

fn why_theirs(peer: &Peer, key: &ErasedKeyAmalgamation<PublicParts>) -> Option<Class> {
    let primary = peer.cert.primary_key();
    let mut revocations = primary.self_revocations().chain(key.self_revocations());
    let is_withdrawn =
        revocations.any(|it| is_soft(it) && it.signature_creation_time() <= Some(peer.time));
    match () {
        () if nothing_speaks(peer) => Some(match primary.key().version() {
            6 => Class::NoDirectKeySignature,
            _ => Class::UserIdsWithdrawn,
        }),
        () if is_withdrawn => Some(Class::SoftRevocationOverridden),
        () => None,
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

/// Whether Sequoia as it is built here computes with such keys.
fn is_computed(key: &ErasedKeyAmalgamation<PublicParts>) -> bool {
    let large = matches!(key.key().mpis(), PublicKey::RSA { .. }) && bits(key) > 4096;
    !large && key.key().pk_algo().is_supported()
}

fn bits(key: &ErasedKeyAmalgamation<PublicParts>) -> usize {
    key.key().mpis().bits().unwrap_or_default()
}
