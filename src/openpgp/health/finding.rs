//! Findings: one fact each about a certificate, with what it concerns and what to do.

use serde::{Deserialize, Serialize};

use crate::openpgp::fingerprint::Fingerprint;

/// One fact about one component of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was found.
    pub fact: Fact,
    /// What it means for the certificate.
    pub severity: Severity,
    /// What it concerns.
    pub component: Component,
}

/// What a fact means for the certificate as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; another key serves.
    Info,
    /// Reports are sealed to it, but its owner should mend something.
    Warning,
    /// Nothing is sealed to it.
    Refusal,
}

/// The part of a certificate that a fact concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Component {
    /// The certificate as a whole.
    Certificate,
    /// The primary key, and what its owner says of it.
    Primary,
    /// A subkey.
    Subkey(Fingerprint),
    /// A user ID, cleaned for display.
    UserId(String),
}

/// A fact. A component has each at most once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// Not the certificate that was asked for: its fingerprint is another.
    NotPinned,
    /// What was asked for is the fingerprint of a subkey. A subkey says nothing about the rest of
    /// the certificate: the pin has to be the primary key's fingerprint.
    SubkeyPinned,
    /// More signatures than are looked at; none was verified.
    TooManySignatures {
        /// How many there are.
        count: usize,
        /// How many may be there.
        limit: usize,
    },
    /// More user IDs and subkeys than are looked at; nothing was verified.
    TooManyParts {
        /// How many there are.
        count: usize,
        /// How many may be there.
        limit: usize,
    },
    /// No key is made for encryption, whatever its state.
    NoEncryptionKey,
    /// Subkeys that could not be read: an unknown version or algorithm, or a damaged key.
    UnreadableSubkeys {
        /// How many there are.
        count: usize,
    },
    /// Its owner lets another key revoke it (RFC 9580 section 5.2.3.23, deprecated). Whether that
    /// has happened elsewhere is not checked.
    DesignatedRevoker,
    /// A revocation that claims to be made by another key, which is not at hand to check it.
    RevocationNotChecked,
    /// The last key that can be used ends soon.
    ExpiresSoon {
        /// When, in Unix seconds.
        at: u64,
        /// The threshold that was passed, in days.
        days: u32,
    },
    /// Past the end of its validity.
    Expired {
        /// When that was, in Unix seconds.
        at: u64,
    },
    /// Made in the future, by this clock.
    NotYetValid {
        /// When it says that it begins, in Unix seconds.
        at: u64,
    },
    /// Withdrawn by its owner.
    Revoked(Revocation),
    /// No signature ties it to the primary key, or the primary key to what it is for.
    NoBinding,
    /// The signatures that tie it do not verify, or demand what is not understood.
    BadBinding,
    /// A subkey for signing too, that does not sign that it belongs here (RFC 9580
    /// section 5.2.1.10): it may be somebody else's.
    NoBackSignature,
    /// It is tied by signatures over MD5 alone, which anyone can forge.
    Md5,
    /// It is tied by a signature over SHA-1 or RIPEMD-160.
    Sha1,
    /// An algorithm or curve that cannot be encrypted to here: ElGamal, Brainpool, unknown ones.
    UnsupportedAlgorithm,
    /// RSA below 2048 bits, or DSA below 1024.
    TooShort,
    /// RSA below 3072 bits, or a primary key of DSA with 1024.
    Short,
    /// Made for signing or certifying, by its flags or its algorithm.
    NotEncryption,
    /// Resists quantum computers, RFC 9980. Reports are sealed to keys of this kind alone.
    PostQuantum,
    /// It could be used, but a post-quantum key is there.
    NotPreferred,
}

/// Why its owner withdrew something, RFC 9580 section 5.2.3.31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Revocation {
    /// No reason that is known: to be taken for the worst. Hard.
    Unspecified,
    /// Somebody else may have the secret key. Hard.
    Compromised,
    /// Another key has its place. Soft.
    Superseded,
    /// It is no longer used. Soft. Also a user ID that no longer holds.
    Retired,
}

impl Revocation {
    /// A hard revocation holds for all times, before it was made too; a soft one from then on.
    pub fn is_hard(self) -> bool {
        matches!(self, Self::Unspecified | Self::Compromised)
    }
}

impl Fact {
    /// A stable name for this fact.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotPinned => "not-pinned",
            Self::SubkeyPinned => "subkey-pinned",
            Self::TooManySignatures { .. } => "too-many-signatures",
            Self::TooManyParts { .. } => "too-many-parts",
            Self::NoEncryptionKey => "no-encryption-key",
            Self::UnreadableSubkeys { .. } => "unreadable-subkeys",
            Self::DesignatedRevoker => "designated-revoker",
            Self::RevocationNotChecked => "revocation-not-checked",
            Self::ExpiresSoon { .. } => "expires-soon",
            Self::Expired { .. } => "expired",
            Self::NotYetValid { .. } => "not-yet-valid",
            Self::Revoked(Revocation::Unspecified) => "revoked",
            Self::Revoked(Revocation::Compromised) => "revoked-compromised",
            Self::Revoked(Revocation::Superseded) => "revoked-superseded",
            Self::Revoked(Revocation::Retired) => "revoked-retired",
            Self::NoBinding => "no-binding",
            Self::BadBinding => "bad-binding",
            Self::NoBackSignature => "no-back-signature",
            Self::Md5 => "md5",
            Self::Sha1 => "sha1",
            Self::UnsupportedAlgorithm => "unsupported-algorithm",
            Self::TooShort => "too-short",
            Self::Short => "short",
            Self::NotEncryption => "not-encryption",
            Self::PostQuantum => "post-quantum",
            Self::NotPreferred => "not-preferred",
        }
    }

    /// What a researcher does about it.
    pub fn remedy(self) -> Remedy {
        match self {
            // Anyone can load a certificate with more than its owner put there: not so its own place.
            Self::NotPinned
            | Self::TooManySignatures { .. }
            | Self::TooManyParts { .. }
            | Self::BadBinding
            | Self::NoBinding => Remedy::GetAgain,
            Self::SubkeyPinned => Remedy::AskFingerprint,
            Self::Expired { .. } => Remedy::AskRenewed,
            Self::NotYetValid { .. } => Remedy::CheckClock,
            Self::NoEncryptionKey
            | Self::UnreadableSubkeys { .. }
            | Self::Revoked(_)
            | Self::NoBackSignature
            | Self::Md5
            | Self::UnsupportedAlgorithm
            | Self::TooShort => Remedy::AskAnother,
            Self::ExpiresSoon { .. } | Self::Sha1 | Self::Short => Remedy::TellVendor,
            Self::RevocationNotChecked => Remedy::AskWhetherGood,
            Self::DesignatedRevoker
            | Self::NotEncryption
            | Self::PostQuantum
            | Self::NotPreferred => Remedy::Nothing,
        }
    }
}

/// What a researcher does about a fact; what helps most comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remedy {
    /// Set the clock of this device, or ask for another certificate.
    CheckClock,
    /// Look for a renewed copy, else ask the vendor for one.
    AskRenewed,
    /// Get the certificate again, from where the vendor publishes it.
    GetAgain,
    /// Ask the vendor for the fingerprint of the whole certificate.
    AskFingerprint,
    /// Ask the vendor whether the certificate still holds.
    AskWhetherGood,
    /// Ask the vendor for another certificate.
    AskAnother,
    /// Go on, and tell the vendor with the report or after it.
    TellVendor,
    /// Nothing has to be done.
    Nothing,
}

impl Remedy {
    /// A stable name for this remedy.
    pub fn code(self) -> &'static str {
        match self {
            Self::CheckClock => "check-clock",
            Self::AskRenewed => "ask-renewed",
            Self::GetAgain => "get-again",
            Self::AskFingerprint => "ask-fingerprint",
            Self::AskWhetherGood => "ask-whether-good",
            Self::AskAnother => "ask-another",
            Self::TellVendor => "tell-vendor",
            Self::Nothing => "nothing",
        }
    }
}
