//! Sequoia's library, the current major version, which Debian's programs are behind.

use std::io::Read;
use std::path::Path;

use anyhow::{Result, bail};
use sequoia_openpgp::crypto::SessionKey;
use sequoia_openpgp::packet::{PKESK, SKESK};
use sequoia_openpgp::parse::Parse;
use sequoia_openpgp::parse::stream::{
    DecryptionHelper, DecryptorBuilder, MessageStructure, VerificationHelper,
};
use sequoia_openpgp::policy::StandardPolicy;
use sequoia_openpgp::types::SymmetricAlgorithm;
use sequoia_openpgp::{Cert, KeyHandle};

use super::{Answer, Opened, Peer};

/// With its cryptography in Rust.
pub struct Sequoia;

impl Peer for Sequoia {
    fn name(&self) -> &'static str {
        "sequoia-openpgp"
    }

    fn version(&mut self) -> Result<String> {
        Ok(format!(
            "crate {}, crypto-rust",
            crate::table::locked("sequoia-openpgp")?
        ))
    }

    fn import(&mut self, secret: &Path) -> Result<Answer<()>> {
        Ok(key(&std::fs::read(secret)?).map(drop))
    }

    fn open(&mut self, secret: &Path, message: &Path) -> Result<Answer<Opened>> {
        let (secret, message) = (std::fs::read(secret)?, std::fs::read(message)?);
        Ok(key(&secret)
            .and_then(|key| decrypt(key, &message).map_err(|e| e.to_string()))
            .map(Opened::from))
    }
}

/// As strict as its programs: a certificate whose self-signatures it cannot verify is refused.
fn key(secret: &[u8]) -> Answer<Cert> {
    let cert = Cert::from_bytes(secret).map_err(|e| e.to_string())?;
    cert.with_policy(&StandardPolicy::new(), None)
        .map_err(|e| e.root_cause().to_string())?;
    Ok(cert)
}

fn decrypt(cert: Cert, message: &[u8]) -> Result<Vec<u8>> {
    let policy = StandardPolicy::new();
    let mut decryptor =
        DecryptorBuilder::from_bytes(message)?.with_policy(&policy, None, Helper(cert))?;
    let mut plaintext = Vec::new();
    decryptor.read_to_end(&mut plaintext)?;
    Ok(plaintext)
}

struct Helper(Cert);

impl VerificationHelper for Helper {
    fn get_certs(&mut self, _: &[KeyHandle]) -> Result<Vec<Cert>> {
        Ok(Vec::new())
    }

    fn check(&mut self, _: MessageStructure) -> Result<()> {
        Ok(())
    }
}

impl DecryptionHelper for Helper {
    fn decrypt(
        &mut self,
        pkesks: &[PKESK],
        _: &[SKESK],
        cipher: Option<SymmetricAlgorithm>,
        try_it: &mut dyn FnMut(Option<SymmetricAlgorithm>, &SessionKey) -> bool,
    ) -> Result<Option<Cert>> {
        for key in self.0.keys().unencrypted_secret() {
            let for_us = pkesks.iter().filter(|pkesk| match pkesk.recipient() {
                Some(recipient) => recipient.aliases(key.key().key_handle()),
                None => true,
            });
            let mut pair = key.key().clone().into_keypair()?;
            for pkesk in for_us {
                if let Some((cipher, session_key)) = pkesk.decrypt(&mut pair, cipher)
                    && try_it(cipher, &session_key)
                {
                    return Ok(Some(self.0.clone()));
                }
            }
        }
        bail!("none of the keys opens it")
    }
}
