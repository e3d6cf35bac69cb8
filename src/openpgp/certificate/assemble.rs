//! From packets to certificates: what belongs to what, RFC 9580 section 10.1.

use pgp::packet::{Packet, PacketParser, Signature, SignatureType};
use pgp::types::{KeyDetails, KeyVersion};

use super::{Certificate, ReadError, Subkey, User};
use crate::openpgp::packets::Scan;

/// Packet type IDs, RFC 9580 section 5.
pub(super) mod tag {
    pub const SIGNATURE: u8 = 2;
    pub const SECRET_KEY: u8 = 5;
    pub const PUBLIC_KEY: u8 = 6;
    pub const SECRET_SUBKEY: u8 = 7;
    pub const USER_ID: u8 = 13;
    pub const PUBLIC_SUBKEY: u8 = 14;
    pub const USER_ATTRIBUTE: u8 = 17;
    /// Session keys, one-pass signatures, compressed, encrypted and literal data.
    pub const MESSAGE: [u8; 8] = [1, 3, 4, 8, 9, 11, 18, 20];
    /// Marker, trust, padding: no part of a certificate, and no harm.
    pub const IGNORED: [u8; 3] = [10, 12, 21];
}

/// Sorts packets into certificates: RFC 9580 section 10.1.
pub(super) fn assemble(bytes: &[u8], scan: &Scan) -> Result<Vec<Certificate>, ReadError> {
    let mut found: Vec<Certificate> = Vec::new();
    let mut target = Target::Nothing;
    for raw in &scan.packets {
        let parsed = PacketParser::new(&bytes[raw.whole.clone()])
            .next()
            .and_then(Result::ok);
        match (raw.tag, parsed) {
            (tag::PUBLIC_KEY, Some(Packet::PublicKey(primary)))
                if is_supported(&primary) && raw.body.len() <= largest(tag::PUBLIC_KEY) =>
            {
                found.push(Certificate {
                    primary,
                    signatures: Vec::new(),
                    users: Vec::new(),
                    subkeys: Vec::new(),
                    unreadable_subkeys: 0,
                    unreadable_revocation: false,
                });
                target = Target::Primary;
            }
            // Another certificate in the same block may still serve: skip this one.
            (tag::PUBLIC_KEY, _) => target = Target::Nothing,
            (_, _) if target == Target::Nothing => {}
            (tag, parsed) => {
                let Some(certificate) = found.last_mut() else {
                    continue;
                };
                target = add(certificate, target, tag, parsed, &bytes[raw.body.clone()])?;
            }
        }
    }
    if found.is_empty() {
        Err(ReadError::Unsupported)
    } else {
        Ok(found)
    }
}

/// What a signature packet belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    /// No certificate that can be used.
    Nothing,
    Primary,
    User,
    Subkey,
    /// A component that is left out, so its signatures are too.
    LeftOut,
}

fn add(
    certificate: &mut Certificate,
    target: Target,
    tag: u8,
    parsed: Option<Packet>,
    body: &[u8],
) -> Result<Target, ReadError> {
    match (tag, parsed) {
        (tag::SIGNATURE, Some(Packet::Signature(signature))) => {
            let signatures = match target {
                Target::Primary => Some(&mut certificate.signatures),
                // A revocation that was put behind everything else still counts.
                _ if is_of_primary(&signature, target) => Some(&mut certificate.signatures),
                Target::User => certificate
                    .users
                    .last_mut()
                    .map(|user| &mut user.signatures),
                Target::Subkey => certificate
                    .subkeys
                    .last_mut()
                    .map(|key| &mut key.signatures),
                Target::Nothing | Target::LeftOut => None,
            };
            if let Some(signatures) = signatures {
                signatures.push(signature);
            }
            Ok(target)
        }
        // A signature of a kind that the library does not know binds nothing; but what may withdraw
        // the key is not passed over in silence.
        (tag::SIGNATURE, _) => {
            certificate.unreadable_revocation |= is_key_revocation(body);
            Ok(target)
        }
        // Every signature on it would be taken over all of it.
        (tag::USER_ID | tag::PUBLIC_SUBKEY, _) if body.len() > largest(tag) => {
            certificate.unreadable_subkeys += usize::from(tag == tag::PUBLIC_SUBKEY);
            Ok(Target::LeftOut)
        }
        (tag::USER_ID, Some(Packet::UserId(id))) => {
            certificate.users.push(User {
                id,
                signatures: Vec::new(),
            });
            Ok(Target::User)
        }
        (tag::PUBLIC_SUBKEY, Some(Packet::PublicSubkey(key)))
            if is_supported(&key) && key.version() == certificate.primary.version() =>
        {
            certificate.subkeys.push(Subkey {
                key,
                signatures: Vec::new(),
            });
            Ok(Target::Subkey)
        }
        (tag::PUBLIC_SUBKEY, _) => {
            certificate.unreadable_subkeys += 1;
            Ok(Target::LeftOut)
        }
        (tag::USER_ID | tag::USER_ATTRIBUTE, _) => Ok(Target::LeftOut),
        (tag, _) if tag::IGNORED.contains(&tag) => Ok(target),
        // Unknown packets from 40 on are not critical, RFC 9580 section 4.3.
        (40.., _) => Ok(target),
        _ => Err(ReadError::Damaged),
    }
}

/// The largest body of a packet that is looked at, in octets. A user ID as GnuPG limits it; a key
/// of RSA 16384 has 2 KiB, the post-quantum ones of RFC 9980 have less than 3.
fn largest(tag: u8) -> usize {
    match tag {
        tag::USER_ID => 2048,
        _ => 8192,
    }
}

/// Whether a signature that cannot be read says that it is a key revocation (type 0x20): RFC 9580
/// sections 5.2.2 and 5.2.3.
fn is_key_revocation(body: &[u8]) -> bool {
    let kind = match body.first() {
        Some(2 | 3) => body.get(2),
        _ => body.get(1),
    };
    kind == Some(&0x20)
}

/// The revocations among packets that have no key: what GnuPG writes as a revocation certificate.
pub(super) fn revocations(bytes: &[u8], scan: &Scan) -> Vec<Signature> {
    let signatures = scan.packets.iter().filter(|raw| raw.tag == tag::SIGNATURE);
    let parsed = signatures.filter_map(|raw| {
        let mut parser = PacketParser::new(&bytes[raw.whole.clone()]);
        match parser.next() {
            Some(Ok(Packet::Signature(signature))) => Some(signature),
            _ => None,
        }
    });
    let of_keys = [
        SignatureType::KeyRevocation,
        SignatureType::SubkeyRevocation,
    ];
    parsed
        .filter(|signature| signature.typ().is_some_and(|kind| of_keys.contains(&kind)))
        .collect()
}

/// Whether a signature does not belong where it stands, but to the certificate as a whole: what
/// concerns the primary key, and revocations of subkeys before the first of them.
fn is_of_primary(signature: &Signature, target: Target) -> bool {
    match signature.typ() {
        Some(SignatureType::Key | SignatureType::KeyRevocation) => true,
        Some(SignatureType::SubkeyRevocation) => target != Target::Subkey,
        _ => false,
    }
}

/// Versions 4 and 6, RFC 9580 section 5.5.2; the library cannot compute with others.
fn is_supported(key: &impl KeyDetails) -> bool {
    matches!(key.version(), KeyVersion::V4 | KeyVersion::V6)
}

#[cfg(test)]
mod tests {
    /// A version 4 signature with `depth` signatures inside each other.
    fn nested(depth: usize) -> Vec<u8> {
        let mut body = vec![4, 0x18, 1, 8, 0, 0, 0, 0, 0, 0, 0, 1, 1];
        for _ in 0..depth {
            let length = u32::try_from(body.len() + 1).unwrap().to_be_bytes();
            let subpacket = [&[255], &length[..], &[32], &body[..]].concat();
            let area = u16::try_from(subpacket.len()).unwrap().to_be_bytes();
            body = [
                &[4, 0x18, 1, 8],
                &area[..],
                &subpacket,
                &[0, 0, 0, 0, 0, 1, 1],
            ]
            .concat();
        }
        body
    }

    /// The library refuses signatures nested more than once; a worker's stack depends on it.
    #[test]
    fn deep_nesting_does_not_overflow_the_stack() {
        let signature = nested(3000);
        let length = u32::try_from(signature.len()).unwrap().to_be_bytes();
        let armored = include_bytes!("../../../tests/vectors/cv25519.asc");
        let mut certificate = crate::openpgp::armor::blocks(armored).remove(0).bytes;
        certificate.extend([&[0xC2, 255], &length[..], &signature].concat());
        let read = super::Certificate::read(&certificate).unwrap();
        assert_eq!(read[0].subkeys.len(), 1);
    }
}
