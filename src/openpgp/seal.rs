//! Encryption of a package to its recipients, RFC 9580 sections 5.1, 5.9 and 5.13.
//!
//! The inner literal packet has mode `b`, no file name and date 0, so it tells nothing and changes
//! nothing; there is no compression, whose length would tell about the text, and no signature.

use std::io::{self, Write};

use rand::{CryptoRng, Rng};
use serde::{Deserialize, Serialize};

use super::bulk::{BLOCK_BYTES, Engine, EngineError, Software};
use super::message::Inspected;
use super::outgoing::Outgoing;
use super::recipient::Recipient;
use super::sink::{Digested, Sink};
use super::source::{Source, SourceError, at_once};
use super::{cipher, library, seipd_v1, session};
use crate::apart::apart;

pub use super::armor::LineEnd;
pub use super::lengths::Border;
pub use super::seipd_v1::Cut;

/// How the message is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `PGP MESSAGE` armor in lines of 64, with the CRC-24 that older readers demand, without
    /// `Version` or `Comment`, with line feeds.
    Armored,
    /// The same with CRLF, as it stands in a mail.
    ArmoredForMail,
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

/// Who encrypts the bulk of a message.
#[derive(Debug, Clone, Copy)]
pub enum Bulk<E> {
    /// The library, which does all by itself. SEIPD version 2 is always its work.
    Library,
    /// This engine, in pieces of this kind.
    Engine(E, Cut),
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealError {
    /// There is nobody to seal to.
    NoRecipients,
    /// A file could not be read.
    Source(SourceError),
    /// Where the message goes there is no room for it.
    NoRoom,
    /// The library refused a key, or the destination failed.
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
            Self::Source(failed) => failed.error.code(),
            Self::NoRoom => "no-room",
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

impl From<io::Error> for SealError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoRoom,
            kind => Self::Failed {
                detail: kind.to_string(),
            },
        }
    }
}

impl From<SourceError> for SealError {
    fn from(error: SourceError) -> Self {
        Self::Source(error)
    }
}

impl From<EngineError> for SealError {
    fn from(_: EngineError) -> Self {
        Self::Failed {
            detail: "the cipher refused".to_owned(),
        }
    }
}

/// Seals bytes in memory to armored text: the common case. [`seal_from`] takes any source, destination
/// and engine, and tells its progress.
pub fn seal(
    recipients: &[Recipient],
    plaintext: &[u8],
    rng: impl CryptoRng + Rng,
) -> Result<Vec<u8>, SealError> {
    let mut out = Vec::with_capacity(plaintext.len() / 2 * 3 + 4096);
    let form = Encoding::Armored;
    seal_stream(recipients, plaintext, &mut out, form, rng, &mut |_| {})?;
    Ok(out)
}

/// [`seal_from`] without waiting, with [`Software`]: `source` has to be ready at once.
pub fn seal_stream(
    recipients: &[Recipient],
    source: impl Source,
    out: impl Write,
    form: impl Into<Form>,
    rng: impl CryptoRng + Rng,
    progress: &mut dyn FnMut(u64),
) -> Result<Inspected, SealError> {
    let bulk = Bulk::Engine(Software, Cut::default());
    let form = form.into();
    let out = Digested::new(out);
    let sealed = at_once(seal_from(
        recipients, source, out, form, &bulk, rng, progress,
    ));
    sealed.unwrap_or_else(|| {
        let detail = "the source was not ready".to_owned();
        Err(SealError::Failed { detail })
    })
}

/// Seals all that `source` gives, and writes the message to `out`.
///
/// `progress` is called with the number of plaintext bytes done so far. A session key packet is
/// written for every key of every recipient.
///
/// SEIPD version 1 is used unless every recipient advertises version 2: hardly any published
/// certificate does. Its cipher is the strongest AES that all recipients list. One that lists
/// none gets AES-128, which RFC 9580 section 5.2.3.14 implies for everybody; that also holds where
/// a list names only ciphers older than AES, as every program of the last twenty years reads it.
/// The packet that GnuPG writes for OCB is not in any RFC and never written.
///
/// # Errors
/// The first that fails of recipients, source and destination. What was written is then no message.
pub async fn seal_from<E: Engine>(
    recipients: &[Recipient],
    source: impl Source,
    out: impl Sink,
    form: Form,
    bulk: &Bulk<E>,
    mut rng: impl CryptoRng + Rng,
    progress: &mut dyn FnMut(u64),
) -> Result<Inspected, SealError> {
    if recipients.is_empty() {
        return Err(SealError::NoRecipients);
    }
    let armor = match form.encoding {
        Encoding::Armored => Some(LineEnd::Lf),
        Encoding::ArmoredForMail => Some(LineEnd::CrLf),
        Encoding::Binary => None,
    };
    let mut out = Outgoing::begin(out, armor)?;
    let key_ids = form.key_ids;
    match bulk {
        Bulk::Engine(engine, cut) if !is_pulled(recipients, bulk) => {
            let cipher = cipher::common_cipher(recipients);
            let (key, packets) = session::session(recipients, cipher, key_ids, &mut rng)?;
            out.write_all(&packets)?;
            let mut prefix = [0; BLOCK_BYTES];
            rng.fill_bytes(&mut prefix);
            let key = (engine, key.as_ref());
            let writing = seipd_v1::write(source, &mut out, key, &prefix, *cut, progress);
            apart(writing).await?;
        }
        _ => library::write(recipients, source, &mut out, key_ids, rng, progress)?,
    }
    let inspected = out.finish().await?;
    inspected.ok_or_else(|| SealError::Failed {
        detail: "what was written is no message".to_owned(),
    })
}

/// Whether [`seal_from`] leaves the work to the library, which pulls at its source: then the source
/// has to be ready at once.
pub fn is_pulled<E: Engine>(recipients: &[Recipient], bulk: &Bulk<E>) -> bool {
    match bulk {
        Bulk::Library => true,
        Bulk::Engine(engine, _) => {
            let key_octets = cipher::common_cipher(recipients).key_size();
            cipher::all_read_seipd_v2(recipients) || !engine.takes(key_octets)
        }
    }
}
