//! Certificates by a hostile owner: made from random octets, yet every signature is valid.
//!
//! Random changes of a real certificate break its signatures, and then nothing they say is looked
//! at. Here the octets say what is signed, and the signatures are made afterwards, with keys that
//! everybody knows.

use ed25519_dalek::{Signer, SigningKey};
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// RFC 9580 section 9.1.
const ED25519: u8 = 27;
const X25519: u8 = 25;
const ECDH: u8 = 18;
const EDDSA_LEGACY: u8 = 22;
/// RFC 9580 section 9.2, with the octet of its length before it.
const ED25519_LEGACY: &[u8] = &[9, 0x2B, 6, 1, 4, 1, 0xDA, 0x47, 0x0F, 1];
const CURVE25519_LEGACY: &[u8] = &[10, 0x2B, 6, 1, 4, 1, 0x97, 0x55, 1, 5, 1];
/// SHA-256 and AES-128, RFC 9580 section 11.5.
const KDF: &[u8] = &[3, 1, 8, 7];
/// RFC 9580 section 9.5.
const SHA256: u8 = 8;
/// The size that goes with SHA-256, RFC 9580 section 9.5.
const SALT: [u8; 16] = [7; 16];
/// The base point of Curve25519, a point as good as any.
const POINT: [u8; 32] = {
    let mut point = [0; 32];
    point[0] = 9;
    point
};

/// A key packet's body, with the key that signs where it can.
struct Key {
    body: Vec<u8>,
    secret: Option<SigningKey>,
}

/// The certificate that `data` describes, and the time to look at it, in Unix seconds.
///
/// One octet: 1 for version 6, 2 for version 4 with algorithms as they were before RFC 9580 (which
/// GnuPG 2.2 reads), 0 for version 4 with the new ones; its other bits mean nothing. Four octets: creation of the primary key.
/// Then records of one octet for the kind, one for the length of the content, and the content.
/// The last four octets are the time. `None` when there is not even that much.
pub fn build(data: &[u8]) -> Option<(Vec<u8>, u64)> {
    let (data, now) = data.split_last_chunk::<4>()?;
    let (version, data) = data.split_first()?;
    let (created, mut records) = data.split_first_chunk::<4>()?;
    let form = match version & 3 {
        1 | 3 => Form::V6,
        2 => Form::V4Legacy,
        _ => Form::V4,
    };
    let mut maker = Maker::new(form, *created);
    while let [kind, length, rest @ ..] = records {
        let (content, rest) = rest.split_at(rest.len().min(usize::from(*length)));
        maker.add(*kind, content);
        records = rest;
    }
    Some((maker.out, u64::from(u32::from_be_bytes(*now))))
}

/// Version of all keys and signatures, and what they are made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    V4,
    V4Legacy,
    V6,
}

impl Form {
    fn version(self) -> u8 {
        if self == Self::V6 { 6 } else { 4 }
    }

    fn signing_algorithm(self) -> u8 {
        match self {
            Self::V4Legacy => EDDSA_LEGACY,
            Self::V4 | Self::V6 => ED25519,
        }
    }

    /// A public key packet's body, for a key that signs.
    fn signing_key(self, created: [u8; 4], secret: &SigningKey) -> Vec<u8> {
        let public = secret.verifying_key();
        let material = match self {
            Self::V4Legacy => legacy(ED25519_LEGACY, public.as_bytes()),
            Self::V4 | Self::V6 => public.as_bytes().to_vec(),
        };
        key_body(self.version(), created, self.signing_algorithm(), &material)
    }

    /// The same for a key that is encrypted to.
    fn encryption_key(self, created: [u8; 4]) -> Vec<u8> {
        match self {
            Self::V4Legacy => {
                let material = [&legacy(CURVE25519_LEGACY, &POINT)[..], KDF].concat();
                key_body(4, created, ECDH, &material)
            }
            Self::V4 | Self::V6 => key_body(self.version(), created, X25519, &POINT),
        }
    }
}

/// A curve and a point on it, RFC 9580 section 11.2.
fn legacy(curve: &[u8], point: &[u8; 32]) -> Vec<u8> {
    [curve, &number(&[&[0x40], &point[..]].concat())].concat()
}

/// A number in as few bits as it takes, RFC 9580 section 3.2.
fn number(octets: &[u8]) -> Vec<u8> {
    let zeros = octets.iter().take_while(|octet| **octet == 0).count();
    let octets = &octets[zeros..];
    let first = octets.first().map_or(0, |octet| octet.leading_zeros());
    let bits = u32::try_from(octets.len()).expect("33 octets at most") * 8 - first;
    let bits = u16::try_from(bits).expect("264 bits at most");
    [&bits.to_be_bytes()[..], octets].concat()
}

struct Maker {
    form: Form,
    version: u8,
    primary: Key,
    subkey: Option<Key>,
    user: Option<Vec<u8>>,
    /// What the next signature says without signing it.
    unhashed: Vec<u8>,
    out: Vec<u8>,
}

impl Maker {
    fn new(form: Form, created: [u8; 4]) -> Self {
        let secret = SigningKey::from_bytes(&[1; 32]);
        let primary = Key {
            body: form.signing_key(created, &secret),
            secret: Some(secret),
        };
        let mut out = Vec::new();
        packet(&mut out, 6, &primary.body);
        Self {
            form,
            version: form.version(),
            primary,
            subkey: None,
            user: None,
            unhashed: Vec::new(),
            out,
        }
    }

    fn add(&mut self, kind: u8, content: &[u8]) {
        match kind % 16 {
            0 => self.sign(0x1F, &[&self.framed_primary()], content),
            1 => self.sign(0x20, &[&self.framed_primary()], content),
            2 => {
                self.user = Some(content.to_vec());
                packet(&mut self.out, 13, content);
            }
            kind @ (3..=5) => {
                if let Some(user) = &self.user {
                    let framed = frame(0xB4, user);
                    let signature_type = [0x13, 0x30, 0x10][usize::from(kind - 3)];
                    self.sign(signature_type, &[&self.framed_primary(), &framed], content);
                }
            }
            kind @ (6..=8) => self.add_subkey(kind, content),
            kind @ (9 | 10) => {
                if let Some(subkey) = &self.subkey {
                    let framed = self.framed(subkey);
                    let signature_type = if kind == 9 { 0x18 } else { 0x28 };
                    self.sign(signature_type, &[&self.framed_primary(), &framed], content);
                }
            }
            11 => self.sign_back(content),
            12 => self.unhashed = content.to_vec(),
            // A signature by somebody else.
            13 => {
                let stranger = SigningKey::from_bytes(&[2; 32]);
                let mut area = vec![9, 16];
                area.extend([3; 8]);
                let body = self.signature(&stranger, 0x10, &[], content, &area);
                packet(&mut self.out, 2, &body);
            }
            _ => {
                if let Some((tag, body)) = content.split_first() {
                    packet(&mut self.out, tag & 0x3F, body);
                }
            }
        }
    }

    fn add_subkey(&mut self, kind: u8, content: &[u8]) {
        let (created, rest) = content.split_first_chunk().unwrap_or((&[94, 0, 0, 0], &[]));
        let secret = SigningKey::from_bytes(&[4; 32]);
        let key = match kind {
            6 => Key {
                body: self.form.encryption_key(*created),
                secret: None,
            },
            7 => Key {
                body: self.form.signing_key(*created, &secret),
                secret: Some(secret),
            },
            // Any other material, of an algorithm that the content names.
            _ => {
                let (algorithm, material) = rest.split_first().unwrap_or((&ECDH, &[]));
                Key {
                    body: key_body(self.version, *created, *algorithm, material),
                    secret: None,
                }
            }
        };
        packet(&mut self.out, 14, &key.body);
        self.subkey = Some(key);
    }

    /// A binding of a subkey that signs, with its signature back, RFC 9580 section 5.2.3.34. The
    /// content is what both say.
    fn sign_back(&mut self, content: &[u8]) {
        let Some(subkey) = &self.subkey else { return };
        let Some(secret) = &subkey.secret else { return };
        let framed = self.framed(subkey);
        let both = [&self.framed_primary()[..], &framed];
        let back = self.signature(secret, 0x19, &both, content, &[]);
        let mut area = content.to_vec();
        let length = u32::try_from(back.len() + 1).expect("a few hundred octets");
        area.push(255);
        area.extend(length.to_be_bytes());
        area.push(32);
        area.extend(back);
        self.sign(0x18, &both, &area);
    }

    /// Adds a signature by the primary key.
    fn sign(&mut self, signature_type: u8, parts: &[&[u8]], hashed: &[u8]) {
        let secret = self.primary.secret.as_ref().expect("made with one");
        let mut unhashed = std::mem::take(&mut self.unhashed);
        let fingerprint = self.fingerprint();
        let length = u8::try_from(fingerprint.len() + 2).expect("20 or 32 octets");
        if self.version == 4 {
            // GnuPG goes by the key ID.
            unhashed.extend([9, 16]);
            unhashed.extend(&fingerprint[12..]);
        }
        unhashed.extend([length, 33, self.version]);
        unhashed.extend(fingerprint);
        let body = self.signature(secret, signature_type, parts, hashed, &unhashed);
        packet(&mut self.out, 2, &body);
    }

    /// A signature packet's body, RFC 9580 sections 5.2.3 and 5.2.4.
    fn signature(
        &self,
        secret: &SigningKey,
        signature_type: u8,
        parts: &[&[u8]],
        hashed: &[u8],
        unhashed: &[u8],
    ) -> Vec<u8> {
        let algorithm = self.form.signing_algorithm();
        let mut body = vec![self.version, signature_type, algorithm, SHA256];
        self.area(&mut body, hashed);
        let mut digest = Sha256::new();
        if self.version == 6 {
            digest.update(SALT);
        }
        parts.iter().for_each(|part| digest.update(part));
        digest.update(&body);
        digest.update([self.version, 0xFF]);
        let length = u32::try_from(body.len()).expect("below 64 KiB");
        digest.update(length.to_be_bytes());
        let digest = digest.finalize();
        self.area(&mut body, unhashed);
        body.extend(&digest[..2]);
        if self.version == 6 {
            body.push(16);
            body.extend(SALT);
        }
        let signature = secret.sign(&digest);
        match self.form {
            Form::V4Legacy => {
                body.extend(number(signature.r_bytes()));
                body.extend(number(signature.s_bytes()));
            }
            Form::V4 | Form::V6 => body.extend(signature.to_bytes()),
        }
        body
    }

    fn area(&self, body: &mut Vec<u8>, area: &[u8]) {
        let length = u32::try_from(area.len())
            .expect("below 64 KiB")
            .to_be_bytes();
        body.extend(if self.version == 6 {
            &length[..]
        } else {
            &length[2..]
        });
        body.extend(area);
    }

    /// A key as it is hashed, RFC 9580 section 5.2.4.
    fn framed(&self, key: &Key) -> Vec<u8> {
        let length = u32::try_from(key.body.len())
            .expect("below 64 KiB")
            .to_be_bytes();
        let head = match self.version {
            6 => [&[0x9B], &length[..]].concat(),
            _ => [&[0x99], &length[2..]].concat(),
        };
        [&head[..], &key.body].concat()
    }

    fn framed_primary(&self) -> Vec<u8> {
        self.framed(&self.primary)
    }

    /// RFC 9580 section 5.5.4.
    fn fingerprint(&self) -> Vec<u8> {
        match self.version {
            6 => Sha256::digest(self.framed_primary()).to_vec(),
            _ => Sha1::digest(self.framed_primary()).to_vec(),
        }
    }
}

/// A public key packet's body, RFC 9580 section 5.5.2.
fn key_body(version: u8, created: [u8; 4], algorithm: u8, material: &[u8]) -> Vec<u8> {
    let mut body = vec![version];
    body.extend(created);
    body.push(algorithm);
    if version == 6 {
        let length = u32::try_from(material.len()).expect("below 256 octets");
        body.extend(length.to_be_bytes());
    }
    body.extend(material);
    body
}

/// A user ID as it is hashed, RFC 9580 section 5.2.4.
fn frame(octet: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("below 256 octets");
    [&[octet], &length.to_be_bytes()[..], content].concat()
}

/// RFC 9580 section 4.2.1.
fn packet(out: &mut Vec<u8>, tag: u8, body: &[u8]) {
    let length = u32::try_from(body.len()).expect("below 64 KiB");
    out.extend([0xC0 | tag, 255]);
    out.extend(length.to_be_bytes());
    out.extend(body);
}
