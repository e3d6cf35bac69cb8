//! Certificates (transferable public keys, RFC 9580 section 10.1) from whatever a vendor publishes.

mod assemble;
mod merge;
mod other;
mod parse;

use pgp::packet::{PublicKey, PublicSubkey, Signature, UserId};
use pgp::types::KeyDetails;
use serde::{Deserialize, Serialize};

use super::fingerprint::Fingerprint;

/// The largest input that is looked at. Debian's largest real certificates stay below 1 MiB.
pub const MAX_BYTES: usize = 4 << 20;

/// A certificate as it was read. Nothing of it is verified yet: see [`super::health::examine`].
#[derive(Debug, Clone)]
pub struct Certificate {
    pub(super) primary: PublicKey,
    /// Direct-key signatures and key revocations, by whomever, wherever they stood; and revocations
    /// of subkeys that stood before the first subkey.
    pub(super) signatures: Vec<Signature>,
    pub(super) users: Vec<User>,
    pub(super) subkeys: Vec<Subkey>,
    /// Subkeys that the library cannot read: an unknown version, a point off its curve.
    pub(super) unreadable_subkeys: usize,
    /// There is something that says that it withdraws the primary key, and cannot be read.
    pub(super) unreadable_revocation: bool,
}

/// A user ID with the signatures that follow it.
#[derive(Debug, Clone)]
pub(super) struct User {
    pub id: UserId,
    pub signatures: Vec<Signature>,
}

/// A subkey with the signatures that follow it.
#[derive(Debug, Clone)]
pub(super) struct Subkey {
    pub key: PublicSubkey,
    pub signatures: Vec<Signature>,
}

/// Why there is no certificate in some bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReadError {
    /// More than [`MAX_BYTES`]; nothing was parsed.
    TooLarge {
        /// Size of the input.
        bytes: usize,
        /// [`MAX_BYTES`].
        limit: usize,
    },
    /// There is a secret key in it. It must not be kept, whatever else is there.
    SecretKey,
    /// Only a signature, or a signed text.
    Signature,
    /// An OpenPGP message, not a key.
    Message,
    /// No bytes, or only white space.
    Empty,
    /// Not OpenPGP at all, nor anything that has a name of its own here.
    NotOpenPgp,
    /// No key, but an `http:` or `https:` link, perhaps to one.
    Link,
    /// No key, but a fingerprint, an `openpgp4fpr:` URI, a key ID, or a listing of a key.
    Fingerprint,
    /// Words or dots where the key should be.
    Placeholder,
    /// A public key of SSH.
    SshKey,
    /// A recipient of age, or something encrypted with it.
    AgeKey,
    /// A public key of minisign or signify: for signatures only.
    Minisign,
    /// A certificate, public key or message of the X.509 and S/MIME world.
    X509,
    /// A page of HTML without a key in it.
    WebPage,
    /// GnuPG's own database of keys, `pubring.kbx`.
    Keybox,
    /// A compressed file or a PDF.
    OtherFile,
    /// It ends in the middle.
    Truncated,
    /// It was altered on its way: the checksum or the packet structure does not fit.
    Damaged,
    /// A certificate, but of a version or algorithm that the library cannot read.
    Unsupported,
}

impl ReadError {
    /// A stable name for this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too-large",
            Self::SecretKey => "secret-key",
            Self::Signature => "signature",
            Self::Message => "message",
            Self::Empty => "empty",
            Self::NotOpenPgp => "not-open-pgp",
            Self::Link => "link",
            Self::Fingerprint => "fingerprint",
            Self::Placeholder => "placeholder",
            Self::SshKey => "ssh-key",
            Self::AgeKey => "age-key",
            Self::Minisign => "minisign",
            Self::X509 => "x509",
            Self::WebPage => "web-page",
            Self::Keybox => "keybox",
            Self::OtherFile => "other-file",
            Self::Truncated => "truncated",
            Self::Damaged => "damaged",
            Self::Unsupported => "unsupported",
        }
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for ReadError {}

impl Certificate {
    /// Reads all certificates in `bytes`: armored or binary, one or several, with text around the
    /// armor, which is repaired where its data is beyond doubt. A secret key anywhere in it
    /// refuses the whole input. Copies of one certificate become one that carries what each of
    /// them carries.
    pub fn read(bytes: &[u8]) -> Result<Vec<Self>, ReadError> {
        parse::read(bytes).map(Self::merge)
    }

    /// Makes one of all copies of a certificate, so that a renewal or a revocation that only one of
    /// them carries counts.
    pub fn merge(copies: Vec<Self>) -> Vec<Self> {
        merge::merge(copies)
    }

    /// How many signatures it carries, by whomever.
    pub fn signature_count(&self) -> usize {
        let users = self.users.iter().map(|user| user.signatures.len());
        let subkeys = self.subkeys.iter().map(|subkey| subkey.signatures.len());
        users.chain(subkeys).sum::<usize>() + self.signatures.len()
    }

    /// The fingerprint of the primary key.
    pub fn fingerprint(&self) -> Fingerprint {
        fingerprint(&self.primary)
    }

    /// The fingerprints of the subkeys that could be read.
    pub fn subkey_fingerprints(&self) -> Vec<Fingerprint> {
        self.subkeys
            .iter()
            .map(|subkey| fingerprint(&subkey.key))
            .collect()
    }
}

/// The fingerprint of a key that `assemble` let through.
pub(super) fn fingerprint(key: &impl KeyDetails) -> Fingerprint {
    Fingerprint::from_bytes(key.fingerprint().as_bytes())
        .expect("only keys of version 4 and 6 are kept, with fingerprints of 20 and 32 bytes")
}
