//! rPGP, the library that seals here: it has to read itself.

use std::io::Read;
use std::path::Path;

use anyhow::Result;
use pgp::composed::{Deserializable, Message, SignedSecretKey};
use pgp::types::Password;

use super::{Answer, Opened, Peer};

/// As this project uses it.
pub struct Rpgp;

impl Peer for Rpgp {
    fn name(&self) -> &'static str {
        "rPGP"
    }

    fn version(&mut self) -> Result<String> {
        Ok(format!("crate pgp {}", crate::table::locked("pgp")?))
    }

    fn import(&mut self, secret: &Path) -> Result<Answer<()>> {
        Ok(key(&std::fs::read(secret)?).map(drop))
    }

    fn open(&mut self, secret: &Path, message: &Path) -> Result<Answer<Opened>> {
        let (secret, message) = (std::fs::read(secret)?, std::fs::read(message)?);
        Ok(key(&secret)
            .and_then(|key| decrypt(&key, &message).map_err(|e| e.to_string()))
            .map(Opened::from))
    }
}

fn key(secret: &[u8]) -> Answer<SignedSecretKey> {
    let (key, _) = SignedSecretKey::from_armor_single(secret).map_err(|e| e.to_string())?;
    key.verify_bindings().map_err(|e| e.to_string())?;
    Ok(key)
}

fn decrypt(key: &SignedSecretKey, message: &[u8]) -> Result<Vec<u8>> {
    let (message, _) = Message::from_reader(message)?;
    let mut message = message.decrypt(&Password::empty(), key)?;
    let mut plaintext = Vec::new();
    message.read_to_end(&mut plaintext)?;
    Ok(plaintext)
}
