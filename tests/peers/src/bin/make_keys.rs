//! Makes the keys of `tests/vectors` that GnuPG 2.2 cannot make, with rPGP. Every run writes the
//! same bytes: random numbers come from a generator seeded with the name, the clock stands still.
//!
//!     cargo run --package sealed-report-peers --bin make_keys

use std::path::{Path, PathBuf};

use anyhow::Result;
use pgp::composed::{ArmorOptions, KeyType, SignedKeyDetails, SignedSecretKey, SignedSecretSubKey};
use pgp::crypto::aead::AeadAlgorithm::{self, Eax, Gcm, Ocb};
use pgp::crypto::ecc_curve::ECCCurve::{Curve25519Legacy, P256, P384, P521};
use pgp::crypto::sym::SymmetricKeyAlgorithm::{AES128, AES256};
use pgp::packet::{
    Features, KeyFlags, PubKeyInner, PublicKey, PublicSubkey, SecretKey, SecretSubkey, Signature,
    SignatureConfig, SignatureType, Subpacket, SubpacketData, UserId,
};
use pgp::types::{KeyDetails, KeyVersion, PacketHeaderVersion, Password, Tag, Timestamp};
use rand::SeedableRng;
use rand::rngs::StdRng;

/// 2025-01-01, as for the keys that GnuPG made.
const CREATED: u32 = 1_735_689_600;

/// A certificate to make: one primary key that signs, one subkey that encrypts.
struct Plan {
    name: &'static str,
    version: KeyVersion,
    primary: KeyType,
    subkey: KeyType,
    /// Its AEAD algorithms in order of preference, with AES-256; it advertises SEIPD v2 unless
    /// there are none.
    aead: &'static [AeadAlgorithm],
}

fn plans() -> Vec<Plan> {
    let plan = |name, version, primary, subkey, aead| Plan {
        name,
        version,
        primary,
        subkey,
        aead,
    };
    let (v4, v6) = (KeyVersion::V4, KeyVersion::V6);
    vec![
        plan("v4-x25519", v4, KeyType::Ed25519, KeyType::X25519, &[]),
        plan("v4-x448", v4, KeyType::Ed448, KeyType::X448, &[]),
        plan(
            "v4-ocb",
            v4,
            KeyType::Ed25519Legacy,
            KeyType::ECDH(Curve25519Legacy),
            &[Ocb],
        ),
        plan(
            "v4-gcm",
            v4,
            KeyType::ECDSA(P256),
            KeyType::ECDH(P256),
            &[Gcm, Ocb],
        ),
        plan("v6-gcm", v6, KeyType::Ed25519, KeyType::X25519, &[Gcm, Ocb]),
        plan("v6-eax", v6, KeyType::Ed25519, KeyType::X25519, &[Eax]),
        plan("v6-x448", v6, KeyType::Ed448, KeyType::X448, &[Ocb]),
        plan(
            "v6-rsa3072",
            v6,
            KeyType::Rsa(3072),
            KeyType::Rsa(3072),
            &[Ocb],
        ),
        plan(
            "v6-nistp256",
            v6,
            KeyType::ECDSA(P256),
            KeyType::ECDH(P256),
            &[Ocb],
        ),
        plan(
            "v6-nistp384",
            v6,
            KeyType::ECDSA(P384),
            KeyType::ECDH(P384),
            &[Ocb],
        ),
        plan(
            "v6-nistp521",
            v6,
            KeyType::ECDSA(P521),
            KeyType::ECDH(P521),
            &[Ocb],
        ),
    ]
}

fn main() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vectors");
    for plan in plans() {
        let key = make(&plan)?;
        key.verify_bindings()?;
        let armor = ArmorOptions::default;
        let file = |end: &str| -> PathBuf { folder.join(format!("{}{end}", plan.name)) };
        let certificate = key.to_public_key().to_armored_string(armor())?;
        std::fs::write(file(".asc"), certificate)?;
        std::fs::write(file(".secret.asc"), key.to_armored_string(armor())?)?;
    }
    Ok(())
}

fn make(plan: &Plan) -> Result<SignedSecretKey> {
    let mut seed = [0; 32];
    seed[..plan.name.len()].copy_from_slice(plan.name.as_bytes());
    let mut rng = StdRng::from_seed(seed);

    let (public, secret) = plan.primary.generate(&mut rng)?;
    let created = Timestamp::from_secs(CREATED);
    let algorithm = plan.primary.to_alg();
    let inner = PubKeyInner::new(plan.version, algorithm, created, None, public)?;
    let primary = SecretKey::new(PublicKey::from_inner(inner)?, secret)?;

    let (public, secret) = plan.subkey.generate(&mut rng)?;
    let algorithm = plan.subkey.to_alg();
    let inner = PubKeyInner::new(plan.version, algorithm, created, None, public)?;
    let subkey = SecretSubkey::new(PublicSubkey::from_inner(inner)?, secret)?;

    // RFC 9580 section 5.2.3.10: of v6 keys a direct key signature tells the preferences, of v4
    // keys the self-signature of the primary user ID.
    let name = format!("Test vector {0} <{0}@example.com>", plan.name);
    let user = UserId::from_str(PacketHeaderVersion::New, name)?;
    let mut direct = Vec::new();
    let mut about_user = vec![SubpacketData::IsPrimary(true)];
    if plan.version == KeyVersion::V6 {
        let config = signature(&mut rng, &primary, SignatureType::Key, preferences(plan))?;
        direct.push(config.sign_key(&primary, &Password::empty(), primary.public_key())?);
    } else {
        about_user.extend(preferences(plan));
    }
    let config = signature(&mut rng, &primary, SignatureType::CertPositive, about_user)?;
    let about_user: Signature = config.sign_certification(
        &primary,
        primary.public_key(),
        &Password::empty(),
        Tag::UserId,
        &user,
    )?;

    let mut flags = KeyFlags::default();
    flags.set_encrypt_comms(true);
    flags.set_encrypt_storage(true);
    let binding = vec![SubpacketData::KeyFlags(flags)];
    let config = signature(&mut rng, &primary, SignatureType::SubkeyBinding, binding)?;
    let binding = config.sign_subkey_binding(
        &primary,
        primary.public_key(),
        &Password::empty(),
        subkey.public_key(),
    )?;

    Ok(SignedSecretKey::new(
        primary,
        SignedKeyDetails::new(vec![], direct, vec![user.into_signed(about_user)], vec![]),
        vec![],
        vec![SignedSecretSubKey::new(subkey, vec![binding])],
    ))
}

/// What the primary key may do, and what its owner's software reads.
fn preferences(plan: &Plan) -> Vec<SubpacketData> {
    let mut flags = KeyFlags::default();
    flags.set_certify(true);
    flags.set_sign(true);
    let mut features = Features::default();
    features.set_seipd_v1(true);
    features.set_seipd_v2(!plan.aead.is_empty());
    let mut all = vec![
        SubpacketData::KeyFlags(flags),
        SubpacketData::Features(features),
        SubpacketData::PreferredSymmetricAlgorithms([AES256, AES128].into_iter().collect()),
    ];
    if !plan.aead.is_empty() {
        let suites = plan.aead.iter().map(|aead| (AES256, *aead)).collect();
        all.push(SubpacketData::PreferredAeadAlgorithms(suites));
    }
    all
}

fn signature(
    rng: &mut StdRng,
    primary: &SecretKey,
    kind: SignatureType,
    says: Vec<SubpacketData>,
) -> Result<SignatureConfig> {
    let mut config = SignatureConfig::from_key(rng, primary, kind)?;
    let mut hashed = vec![
        SubpacketData::SignatureCreationTime(Timestamp::from_secs(CREATED)),
        SubpacketData::IssuerFingerprint(primary.fingerprint()),
    ];
    hashed.extend(says);
    let hashed = hashed.into_iter().map(Subpacket::regular);
    config.hashed_subpackets = hashed.collect::<Result<_, _>>()?;
    if primary.version() == KeyVersion::V4 {
        let issuer = SubpacketData::IssuerKeyId(primary.legacy_key_id());
        config.unhashed_subpackets = vec![Subpacket::regular(issuer)?];
    }
    Ok(config)
}
