//! The session key, and the packets that carry it to each recipient, RFC 9580 section 5.1.

use pgp::composed::RawSessionKey;
use pgp::crypto::sym::SymmetricKeyAlgorithm;
use pgp::packet::{PacketTrait, PublicKeyEncryptedSessionKey};
use pgp::types::KeyId;
use rand::{CryptoRng, Rng};

use super::recipient::Recipient;
use super::seal::{KeyIds, SealError};

/// A fresh session key, and the packets to write before the encrypted data: one for every key of
/// every recipient. It is wiped when it is dropped.
#[inline(never)]
pub(super) fn session(
    recipients: &[Recipient],
    cipher: SymmetricKeyAlgorithm,
    key_ids: KeyIds,
    mut rng: impl CryptoRng + Rng,
) -> Result<(RawSessionKey, Vec<u8>), SealError> {
    let session_key = cipher.new_session_key(&mut rng);
    let mut packets = Vec::new();
    for key in recipients.iter().flat_map(|recipient| &recipient.keys) {
        let mut packet =
            PublicKeyEncryptedSessionKey::from_session_key_v3(&mut rng, &session_key, cipher, key)?;
        if let (KeyIds::Hidden, PublicKeyEncryptedSessionKey::V3 { id, .. }) =
            (key_ids, &mut packet)
        {
            *id = KeyId::WILDCARD;
        }
        packet.to_writer_with_header(&mut packets)?;
    }
    Ok((session_key, packets))
}
