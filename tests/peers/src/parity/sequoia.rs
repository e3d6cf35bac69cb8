//! What `sequoia-openpgp` would encrypt to.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sequoia_openpgp::Cert;
use sequoia_openpgp::parse::Parse;
use sequoia_openpgp::policy::StandardPolicy;
use sequoia_openpgp::types::{HashAlgorithm, RevocationStatus};

use super::Keys;

/// A certificate as Sequoia read it, at one time.
pub struct Peer {
    pub(super) cert: Cert,
    pub(super) time: SystemTime,
}

impl Peer {
    /// `None` when Sequoia cannot read it. `now` is in Unix seconds.
    pub fn read(bytes: &[u8], now: u64) -> Option<Self> {
        let cert = Cert::from_bytes(bytes).ok()?;
        Some(Self::at(cert, now))
    }

    /// The same certificate at another time, with the signatures that were verified already.
    pub fn again(&self, now: u64) -> Self {
        Self::at(self.cert.clone(), now)
    }

    fn at(cert: Cert, now: u64) -> Self {
        Self {
            cert,
            time: UNIX_EPOCH + Duration::from_secs(now),
        }
    }

    /// Sequoia's rules as they were at that time, but with SHA-1 accepted, as here.
    pub(super) fn policy(&self) -> StandardPolicy<'static> {
        let mut policy = StandardPolicy::at(self.time);
        policy.accept_hash(HashAlgorithm::SHA1);
        policy
    }

    /// The keys that Sequoia would encrypt to.
    pub fn keys(&self) -> Keys {
        chosen(self, &self.policy())
    }
}

/// The keys that Sequoia would encrypt to under `policy`: those flagged for transport or storage,
/// alive and not revoked, in a certificate that is alive and not revoked.
pub fn chosen(peer: &Peer, policy: &StandardPolicy) -> Keys {
    let Ok(valid) = peer.cert.with_policy(policy, peer.time) else {
        return Keys::new();
    };
    let revoked = matches!(valid.revocation_status(), RevocationStatus::Revoked(_));
    if revoked || valid.alive().is_err() {
        return Keys::new();
    }
    let keys = peer.cert.keys().with_policy(policy, peer.time);
    let keys = keys.supported().alive().revoked(false);
    let keys = keys.for_transport_encryption().for_storage_encryption();
    // Flags are only words: a key that signs may be flagged for encryption.
    let keys = keys.filter(|key| key.key().pk_algo().for_encryption());
    keys.map(|key| key.key().fingerprint().to_hex()).collect()
}
