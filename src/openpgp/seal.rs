//! Encryption of a package to its recipients, RFC 9580 sections 5.1, 5.9 and 5.13.
//!
//! The inner literal packet has mode `b`, no file name and date 0, so it tells nothing and changes
//! nothing; there is no compression, whose length would tell about the text, and no signature.

use std::io::{self, Read, Write};

use pgp::composed::{ArmorOptions, Encryption, MessageBuilder};
use pgp::crypto::aead::ChunkSize;
use rand::{CryptoRng, Rng};
use serde::{Deserialize, Serialize};

use super::cipher;
use super::recipient::Recipient;

/// How the message is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `PGP MESSAGE` armor in lines of 64, with the CRC-24 that older readers demand, without
    /// `Version` or `Comment`.
    Armored,
    /// Packets as they are.
    Binary,
}

/// Whether the message tells which keys can open it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyIds {
    /// It does, as usual: the recipient's program finds its key at once.
    #[default]
    Shown,
    /// It does not (RFC 9580 sections 5.1.1 and 5.1.2): the program tries each of its secret keys.
    /// The kinds and the number of keys still show.
    Hidden,
}

/// How the message is made, beside whom it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// How it is written.
    pub encoding: Encoding,
    /// Whether it tells which keys can open it.
    pub key_ids: KeyIds,
}

impl From<Encoding> for Form {
    fn from(encoding: Encoding) -> Self {
        Self {
            encoding,
            key_ids: KeyIds::Shown,
        }
    }
}

/// Why nothing was sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SealError {
    /// There is nobody to seal to.
    NoRecipients,
    /// The library refused a key, or the source or the destination failed.
    Failed {
        /// What the library said; English, for a log. It never holds plaintext.
        detail: String,
    },
}

impl SealError {
    /// A stable name for this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoRecipients => "no-recipients",
            Self::Failed { .. } => "seal-failed",
        }
    }
}

impl std::fmt::Display for SealError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for SealError {}

impl From<pgp::errors::Error> for SealError {
    fn from(error: pgp::errors::Error) -> Self {
        Self::Failed {
            detail: error.to_string(),
        }
    }
}

/// Seals bytes in memory to armored text: the common case. [`seal_stream`] takes any source and
/// destination and tells its progress.
pub fn seal(
    recipients: &[Recipient],
    plaintext: &[u8],
    rng: impl CryptoRng + Rng,
) -> Result<Vec<u8>, SealError> {
    let mut out = Vec::with_capacity(plaintext.len() / 2 * 3 + 4096);
    seal_stream(
        recipients,
        plaintext,
        &mut out,
        Encoding::Armored,
        rng,
        &mut |_| {},
    )?;
    Ok(out)
}

/// Seals what `source` gives, up to its end, and writes the message to `out`.
///
/// `progress` is called with the number of plaintext bytes read so far. A session key packet is
/// written for every key of every recipient.
///
/// SEIPD version 1 is used unless every recipient advertises version 2: hardly any published
/// certificate does. Its cipher is the strongest AES that all recipients list. One that lists
/// none gets AES-128, which RFC 9580 section 5.2.3.14 implies for everybody; that also holds where
/// a list names only ciphers older than AES, as every program of the last twenty years reads it.
/// The packet that GnuPG writes for OCB is not in any RFC and never written.
pub fn seal_stream(
    recipients: &[Recipient],
    source: impl Read,
    out: impl Write,
    form: impl Into<Form>,
    mut rng: impl CryptoRng + Rng,
    progress: &mut dyn FnMut(u64),
) -> Result<(), SealError> {
    if recipients.is_empty() {
        return Err(SealError::NoRecipients);
    }
    let form = form.into();
    let source = Counted {
        source,
        read: 0,
        progress,
    };
    let builder = MessageBuilder::from_reader("", source);
    let keys = recipients.iter().flat_map(|recipient| &recipient.keys);
    if cipher::all_read_seipd_v2(recipients) {
        let (cipher, aead) = cipher::common_suite(recipients);
        let mut builder = builder.seipd_v2(&mut rng, cipher, aead, ChunkSize::default());
        for key in keys {
            match form.key_ids {
                KeyIds::Shown => builder.encrypt_to_key(&mut rng, key)?,
                KeyIds::Hidden => builder.encrypt_to_key_anonymous(&mut rng, key)?,
            };
        }
        write(builder, rng, form.encoding, out)
    } else {
        let mut builder = builder.seipd_v1(&mut rng, cipher::common_cipher(recipients));
        for key in keys {
            match form.key_ids {
                KeyIds::Shown => builder.encrypt_to_key(&mut rng, key)?,
                KeyIds::Hidden => builder.encrypt_to_key_anonymous(&mut rng, key)?,
            };
        }
        write(builder, rng, form.encoding, out)
    }
}

fn write<R: Read, E: Encryption>(
    builder: MessageBuilder<'_, R, E>,
    rng: impl CryptoRng + Rng,
    encoding: Encoding,
    out: impl Write,
) -> Result<(), SealError> {
    match encoding {
        Encoding::Armored => {
            let options = ArmorOptions {
                headers: None,
                include_checksum: true,
            };
            builder.to_armored_writer(rng, options, out)?;
        }
        Encoding::Binary => builder.to_writer(rng, out)?,
    }
    Ok(())
}

/// Reports how much was read.
struct Counted<'a, R> {
    source: R,
    read: u64,
    progress: &'a mut dyn FnMut(u64),
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.read += count as u64;
        (self.progress)(self.read);
        Ok(count)
    }
}
