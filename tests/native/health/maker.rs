//! Certificates of an owner who signs anything: real signatures with whatever subpackets, hash
//! algorithms and times a test needs. The same octets on every run.

// Each test file uses some of it.
#![allow(dead_code)]

use pgp::composed::{Deserializable, KeyType, SignedSecretKey};
use pgp::crypto::aead::AeadAlgorithm;
use pgp::crypto::hash::HashAlgorithm;
use pgp::crypto::public_key::PublicKeyAlgorithm;
use pgp::crypto::sym::SymmetricKeyAlgorithm;
use pgp::packet::{
    Features, KeyFlags, Notation, PacketTrait, PubKeyInner, PublicKey, PublicSubkey,
    RevocationCode, SecretKey, SecretSubkey, Signature, SignatureConfig, SignatureType, Subpacket,
    SubpacketData, UserId,
};
use pgp::types::{
    Duration, KeyDetails, KeyVersion, Password, PublicParams, RevocationKey, RevocationKeyClass,
    SecretParams, Tag, Timestamp,
};
use rand::SeedableRng;
use rand::rngs::StdRng;
use sealed_report::openpgp::Fingerprint;

/// 2025-01-01: when every key is made, unless it is said otherwise.
pub const MADE: u32 = 1_735_689_600;
/// 2026-01-01.
pub const NOW: u64 = 1_767_225_600;
pub const DAY: u32 = 86_400;

/// Key flags, RFC 9580 section 5.2.3.29.
pub const CERTIFY: u8 = 0x01;
pub const SIGN: u8 = 0x02;
pub const MAIL: u8 = 0x04;
pub const STORAGE: u8 = 0x08;
pub const ENCRYPT: u8 = MAIL | STORAGE;

/// Key material that can stand in either place of a certificate.
pub struct Key {
    pub secret: SecretKey,
    pub subkey: SecretSubkey,
}

impl Key {
    fn new(
        version: KeyVersion,
        algorithm: PublicKeyAlgorithm,
        made: u32,
        params: PublicParams,
        secret: SecretParams,
    ) -> Self {
        let made = Timestamp::from_secs(made);
        let inner = PubKeyInner::new(version, algorithm, made, None, params).expect("a key");
        let public = PublicKey::from_inner(inner.clone()).expect("a key");
        let public_subkey = PublicSubkey::from_inner(inner).expect("a key");
        Self {
            secret: SecretKey::new(public, secret.clone()).expect("a key"),
            subkey: SecretSubkey::new(public_subkey, secret).expect("a key"),
        }
    }

    /// A key of version 4 or 6, made from a seed.
    pub fn made(kind: &KeyType, version: u8, seed: u64) -> Self {
        let rng = StdRng::seed_from_u64(seed);
        let (params, secret) = kind.generate(rng).expect("a kind that can be made");
        let version = if version == 6 {
            KeyVersion::V6
        } else {
            KeyVersion::V4
        };
        Self::new(version, kind.to_alg(), MADE, params, secret)
    }

    /// The primary key of a test vector: for signatures over any hash algorithm, RSA.
    pub fn rsa() -> Self {
        let secret = secret_of(include_str!("../../vectors/rsa3072.secret.asc"));
        let key = secret.primary_key;
        let (params, parts) = (key.public_params().clone(), key.secret_params().clone());
        Self::new(KeyVersion::V4, key.algorithm(), MADE, params, parts)
    }

    /// The encryption subkey of the same vector.
    pub fn rsa_subkey() -> Self {
        let secret = secret_of(include_str!("../../vectors/rsa3072.secret.asc"));
        let key = &secret.secret_subkeys[0].key;
        let (params, parts) = (key.public_params().clone(), key.secret_params().clone());
        Self::new(KeyVersion::V4, key.algorithm(), MADE, params, parts)
    }

    /// An owner of version 4 or 6 with Ed25519.
    pub fn owner(version: u8) -> Self {
        Self::made(&KeyType::Ed25519, version, 1)
    }

    /// An encryption key with X25519.
    pub fn curve(version: u8) -> Self {
        Self::made(&KeyType::X25519, version, 2)
    }

    /// The same key, made at another time.
    pub fn made_at(&self, made: u32) -> Self {
        let params = self.secret.public_params().clone();
        let secret = self.secret.secret_params().clone();
        let (version, algorithm) = (self.secret.version(), self.secret.algorithm());
        Self::new(version, algorithm, made, params, secret)
    }

    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::from_bytes(self.secret.fingerprint().as_bytes()).expect("20 or 32 octets")
    }

    /// As a primary key.
    pub fn packet(&self) -> Vec<u8> {
        bytes(self.secret.public_key())
    }

    /// As a subkey.
    pub fn sub_packet(&self) -> Vec<u8> {
        bytes(self.subkey.public_key())
    }

    fn config(&self, kind: SignatureType, say: &Say) -> SignatureConfig {
        let algorithm = self.secret.algorithm();
        let mut config = match self.secret.version() {
            KeyVersion::V6 => {
                let salt = vec![7; say.hash.salt_len().expect("a hash for version 6")];
                SignatureConfig::v6_with_salt(kind, algorithm, say.hash, salt)
            }
            _ => SignatureConfig::v4(kind, algorithm, say.hash),
        };
        config.hashed_subpackets = say.hashed.clone();
        config.unhashed_subpackets = say.unhashed.clone();
        if say.names_issuer {
            let issuer = SubpacketData::IssuerFingerprint(self.secret.fingerprint());
            config.unhashed_subpackets.push(regular(issuer));
            if self.secret.version() == KeyVersion::V4 {
                let issuer = SubpacketData::IssuerKeyId(self.secret.legacy_key_id());
                config.unhashed_subpackets.push(regular(issuer));
            }
        }
        config
    }

    /// A certification of `user`, who has `signee` as primary key.
    pub fn certify_other(&self, signee: &Self, user: &str, say: &Say) -> Vec<u8> {
        self.on_user(SignatureType::CertPositive, signee, user, say)
    }

    /// A self-signature on a user ID.
    pub fn certify(&self, user: &str, say: &Say) -> Vec<u8> {
        self.certify_other(self, user, say)
    }

    /// A revocation of an own user ID.
    pub fn revoke_user(&self, user: &str, say: &Say) -> Vec<u8> {
        self.on_user(SignatureType::CertRevocation, self, user, say)
    }

    fn on_user(&self, kind: SignatureType, signee: &Self, user: &str, say: &Say) -> Vec<u8> {
        let (id, none) = (user_id(user), Password::empty());
        let config = self.config(kind, say);
        let public = signee.secret.public_key();
        let signature =
            config.sign_certification_third_party(&self.secret, &none, public, Tag::UserId, &id);
        bytes(&signature.expect("signed"))
    }

    /// A direct-key signature on `signee`.
    pub fn direct_on(&self, signee: &Self, say: &Say) -> Vec<u8> {
        self.on_key(SignatureType::Key, signee, say)
    }

    /// A direct-key signature of the owner.
    pub fn direct(&self, say: &Say) -> Vec<u8> {
        self.direct_on(self, say)
    }

    /// A revocation of `signee`, with all of its certificate.
    pub fn revoke_other(&self, signee: &Self, say: &Say) -> Vec<u8> {
        self.on_key(SignatureType::KeyRevocation, signee, say)
    }

    /// The owner's revocation of everything.
    pub fn revoke(&self, say: &Say) -> Vec<u8> {
        self.revoke_other(self, say)
    }

    fn on_key(&self, kind: SignatureType, signee: &Self, say: &Say) -> Vec<u8> {
        let config = self.config(kind, say);
        let public = signee.secret.public_key();
        bytes(
            &config
                .sign_key(&self.secret, &Password::empty(), public)
                .expect("signed"),
        )
    }

    /// A binding of `sub`.
    pub fn bind(&self, sub: &Self, say: &Say) -> Vec<u8> {
        self.bind_public(sub.subkey.public_key(), say)
    }

    /// A binding of a subkey whose secret part nobody has.
    pub fn bind_public(&self, sub: &PublicSubkey, say: &Say) -> Vec<u8> {
        self.on_subkey(SignatureType::SubkeyBinding, sub, say)
    }

    /// A revocation of `sub`.
    pub fn revoke_sub(&self, sub: &Self, say: &Say) -> Vec<u8> {
        self.on_subkey(
            SignatureType::SubkeyRevocation,
            sub.subkey.public_key(),
            say,
        )
    }

    fn on_subkey(&self, kind: SignatureType, sub: &PublicSubkey, say: &Say) -> Vec<u8> {
        let config = self.config(kind, say);
        let (public, none) = (self.secret.public_key(), Password::empty());
        bytes(
            &config
                .sign_subkey_binding(&self.secret, public, &none, sub)
                .expect("signed"),
        )
    }

    /// As a subkey: that it belongs to `primary`, RFC 9580 section 5.2.1.10. To be embedded.
    pub fn back(&self, primary: &Self, say: &Say) -> Signature {
        let config = self.config(SignatureType::KeyBinding, say);
        let (public, none) = (self.subkey.public_key(), Password::empty());
        let to = primary.secret.public_key();
        let signature = config.sign_primary_key_binding(&self.subkey, public, &none, to);
        signature.expect("signed")
    }
}

fn secret_of(armored: &str) -> SignedSecretKey {
    SignedSecretKey::from_string(armored)
        .expect("a secret key")
        .0
}

fn user_id(user: &str) -> UserId {
    UserId::from_str(Default::default(), user).expect("a user ID")
}

/// A user ID.
pub fn user(user: &str) -> Vec<u8> {
    bytes(&user_id(user))
}

fn bytes(packet: &impl PacketTrait) -> Vec<u8> {
    let mut bytes = Vec::new();
    packet.to_writer_with_header(&mut bytes).expect("written");
    bytes
}

fn regular(data: SubpacketData) -> Subpacket {
    Subpacket::regular(data).expect("a subpacket")
}

/// What a signature says.
#[derive(Clone)]
pub struct Say {
    hash: HashAlgorithm,
    hashed: Vec<Subpacket>,
    unhashed: Vec<Subpacket>,
    names_issuer: bool,
}

/// A signature of this time, over SHA-256.
pub fn at(seconds: u32) -> Say {
    let time = SubpacketData::SignatureCreationTime(Timestamp::from_secs(seconds));
    Say {
        hash: HashAlgorithm::Sha256,
        hashed: vec![regular(time)],
        unhashed: Vec::new(),
        names_issuer: true,
    }
}

impl Say {
    pub fn hash(mut self, hash: HashAlgorithm) -> Self {
        self.hash = hash;
        self
    }

    pub fn with(mut self, data: SubpacketData) -> Self {
        self.hashed.push(regular(data));
        self
    }

    pub fn critical(mut self, data: SubpacketData) -> Self {
        self.hashed
            .push(Subpacket::critical(data).expect("a subpacket"));
        self
    }

    /// Said beside the signature: anyone can add it.
    pub fn unsigned(mut self, data: SubpacketData) -> Self {
        self.unhashed.push(regular(data));
        self
    }

    /// Without the name of its maker.
    pub fn nameless(mut self) -> Self {
        self.names_issuer = false;
        self
    }

    pub fn flags(self, flags: u8) -> Self {
        let flags = KeyFlags::try_from_reader(&[flags][..]).expect("flags");
        self.with(SubpacketData::KeyFlags(flags))
    }

    /// The key ends so many seconds after it was made.
    pub fn key_lasts(self, seconds: u32) -> Self {
        self.with(SubpacketData::KeyExpirationTime(Duration::from_secs(
            seconds,
        )))
    }

    /// The signature ends so many seconds after it was made.
    pub fn lasts(self, seconds: u32) -> Self {
        let seconds = Duration::from_secs(seconds);
        self.with(SubpacketData::SignatureExpirationTime(seconds))
    }

    pub fn primary(self) -> Self {
        self.with(SubpacketData::IsPrimary(true))
    }

    pub fn reason(self, reason: RevocationCode) -> Self {
        self.with(SubpacketData::RevocationReason(reason, "".into()))
    }

    pub fn embeds(self, signature: Signature) -> Self {
        self.with(SubpacketData::EmbeddedSignature(Box::new(signature)))
    }

    pub fn ciphers(self, ciphers: &[SymmetricKeyAlgorithm]) -> Self {
        self.with(SubpacketData::PreferredSymmetricAlgorithms(ciphers.into()))
    }

    pub fn suites(self, suites: &[(SymmetricKeyAlgorithm, AeadAlgorithm)]) -> Self {
        self.with(SubpacketData::PreferredAeadAlgorithms(suites.into()))
    }

    /// Feature octets, RFC 9580 section 5.2.3.32.
    pub fn features(self, features: u8) -> Self {
        self.with(SubpacketData::Features(Features::from(&[features][..])))
    }

    pub fn names_revoker(self, revoker: &Key) -> Self {
        self.with(SubpacketData::RevocationKey(RevocationKey::new(
            RevocationKeyClass::Default,
            revoker.secret.algorithm(),
            revoker.secret.fingerprint().as_bytes(),
        )))
    }
}

/// A notation that nobody knows.
pub fn notation() -> SubpacketData {
    SubpacketData::Notation(Notation {
        readable: true,
        name: "rule@example.com".into(),
        value: "must".into(),
    })
}

/// The user ID of [`plain`].
pub const USER: &str = "Security <security@example.com>";

/// The start of a fit certificate: primary key, user ID, self-signature.
pub fn head(owner: &Key) -> Vec<u8> {
    let says = at(MADE).flags(CERTIFY | SIGN);
    [
        owner.packet(),
        owner.direct(&says),
        user(USER),
        owner.certify(USER, &says),
    ]
    .concat()
}

/// A subkey with one binding.
pub fn bound(owner: &Key, sub: &Key, say: &Say) -> Vec<u8> {
    [sub.sub_packet(), owner.bind(sub, say)].concat()
}

/// A fit certificate.
pub fn plain(owner: &Key, sub: &Key) -> Vec<u8> {
    [head(owner), bound(owner, sub, &at(MADE).flags(ENCRYPT))].concat()
}
