//! A key that a session key is encrypted to: a primary key or a subkey.

use pgp::crypto::public_key::PublicKeyAlgorithm;
use pgp::packet::{PublicKey, PublicSubkey};
use pgp::types::{
    EncryptionKey, EskType, Fingerprint, KeyDetails, KeyId, KeyVersion, PkeskBytes, PublicParams,
    Timestamp,
};
use rand::{CryptoRng, Rng};

/// A key that was found fit; the library has a type for each of the two places it may have.
#[derive(Debug, Clone)]
pub(super) enum RecipientKey {
    Primary(PublicKey),
    Subkey(PublicSubkey),
}

/// Hands a call to whichever key is there.
macro_rules! either {
    ($self:ident, $key:ident => $call:expr) => {
        match $self {
            RecipientKey::Primary($key) => $call,
            RecipientKey::Subkey($key) => $call,
        }
    };
}

impl KeyDetails for RecipientKey {
    fn version(&self) -> KeyVersion {
        either!(self, key => key.version())
    }

    fn legacy_key_id(&self) -> KeyId {
        either!(self, key => key.legacy_key_id())
    }

    fn fingerprint(&self) -> Fingerprint {
        either!(self, key => key.fingerprint())
    }

    fn algorithm(&self) -> PublicKeyAlgorithm {
        either!(self, key => key.algorithm())
    }

    fn created_at(&self) -> Timestamp {
        either!(self, key => key.created_at())
    }

    fn legacy_v3_expiration_days(&self) -> Option<u16> {
        either!(self, key => key.legacy_v3_expiration_days())
    }

    fn public_params(&self) -> &PublicParams {
        either!(self, key => key.public_params())
    }
}

impl EncryptionKey for RecipientKey {
    fn encrypt<R: CryptoRng + Rng>(
        &self,
        rng: R,
        plain: &[u8],
        typ: EskType,
    ) -> pgp::errors::Result<PkeskBytes> {
        either!(self, key => key.encrypt(rng, plain, typ))
    }
}
