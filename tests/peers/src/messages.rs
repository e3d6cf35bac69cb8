//! What is sealed to every key type: each format, with plaintexts that are easy to get wrong.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use rand::SeedableRng;
use rand::rngs::StdRng;
use sealed_report::openpgp::seal::{Encoding, Form, KeyIds, seal, seal_stream};
use sealed_report::openpgp::{Certificate, Recipient};
use sealed_report::package::{Reference, mail, text};
use sequoia_openpgp::packet::{SEIP, Tag};
use sequoia_openpgp::parse::Parse;
use sequoia_openpgp::types::AEADAlgorithm;
use sequoia_openpgp::{Packet, PacketPile};

use crate::keys::{KEYS, Key, PLAIN_V1, PLAIN_V2};

/// 2026-01-01, a year after the vectors were made.
const NOW: u64 = 1_767_225_600;

/// UTF-8 with everything that a reader of text would mend: CRLF, a lone CR, white space at line
/// ends, dashes, a NUL, armor, no newline at the end.
const TRICKY: &str = "# \u{6f0f}\u{6d1e}\r\n\u{feff}\ttrailing \t\nlone\rCR\n\r\r\n- dash\n-- \n\
    --=_boundary--\n.\nFrom nobody\nnul \0 end\n\u{1F600} \u{202E}rtl e\u{301}\n\
    -----BEGIN PGP MESSAGE-----\n\n=aaaa\n-----END PGP MESSAGE-----\n\u{1a}no newline at end ";

/// A form that a sealed message takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The text package, armored: what is pasted.
    Text,
    /// The mail package, armored: what a mail carries.
    Mail,
    /// Any bytes, unarmored: what is uploaded.
    Binary,
    /// To every key of its kin in one message.
    Team,
    /// To every key of the matrix in one message, so that every reader has to pass over session keys
    /// that it cannot read.
    Everyone,
    /// Without saying whose key opens it.
    Hidden,
    /// To every key of its kin, without saying whose they are.
    HiddenTeam,
    /// Nothing at all.
    Empty,
    /// A mebibyte of random bytes, unarmored.
    Large,
}

impl Shape {
    /// As the table calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Mail => "mail",
            Self::Binary => "binary",
            Self::Team => "team",
            Self::Everyone => "everyone",
            Self::Hidden => "hidden",
            Self::HiddenTeam => "hidden team",
            Self::Empty => "empty",
            Self::Large => "1 MiB",
        }
    }

    /// Whether a message for `key` is sealed to `other` too.
    fn is_for(self, key: &Key, other: &Key) -> bool {
        match self {
            Self::Team | Self::HiddenTeam => other.kin() == key.kin(),
            Self::Everyone => true,
            _ => other == key,
        }
    }

    /// What is sealed to `key`. The lengths of a plaintext have nothing to do with the algorithm of
    /// a key, so one key of each SEIPD version is enough for those.
    pub fn of(key: &Key) -> &'static [Self] {
        const ALL: [Shape; 9] = [
            Shape::Text,
            Shape::Mail,
            Shape::Binary,
            Shape::Team,
            Shape::Everyone,
            Shape::Hidden,
            Shape::HiddenTeam,
            Shape::Empty,
            Shape::Large,
        ];
        match *key == PLAIN_V1 || *key == PLAIN_V2 {
            true => &ALL,
            false => &ALL[..7],
        }
    }
}

/// A sealed message in a file.
#[derive(Clone)]
pub struct Message {
    /// Whose secret key is to open it.
    pub key: Key,
    /// Its form.
    pub shape: Shape,
    /// Where it lies.
    pub file: PathBuf,
    /// What has to come out.
    pub plaintext: Vec<u8>,
    /// `v1`, `v2 OCB`, `v2 GCM`: the encryption that the library chose.
    pub seipd: String,
}

/// Seals everything to every key, into files of `folder`.
pub fn seal_all(folder: &Path) -> Result<Vec<Message>> {
    let all = KEYS.iter().map(|key| Ok((*key, recipient(key)?)));
    let all: Vec<(Key, Recipient)> = all.collect::<Result<_>>()?;
    let mut messages: Vec<Message> = Vec::new();
    for key in &KEYS {
        for shape in Shape::of(key) {
            let same =
                |message: &&Message| message.shape == *shape && shape.is_for(key, &message.key);
            let message = match messages.iter().find(same) {
                Some(message) => Message {
                    key: *key,
                    ..message.clone()
                },
                None => seal_one(key, *shape, &all, folder)?,
            };
            messages.push(message);
        }
    }
    Ok(messages)
}

/// A fit recipient; the pin is the fingerprint of its primary key.
pub fn recipient(key: &Key) -> Result<Recipient> {
    let bytes = std::fs::read(key.certificate())?;
    let certificates = Certificate::read(&bytes).with_context(|| key.name)?;
    ensure!(certificates.len() == 1, "{}: one certificate", key.name);
    let pin = certificates[0].fingerprint();
    Recipient::check(&bytes, &[pin], NOW).with_context(|| format!("{} is refused", key.name))
}

fn seal_one(key: &Key, shape: Shape, all: &[(Key, Recipient)], folder: &Path) -> Result<Message> {
    let place = format!("{}-{}", key.name, shape.name().replace(' ', "-"));
    let seed = place
        .bytes()
        .fold(0, |sum: u64, byte| sum.wrapping_mul(31) + u64::from(byte));
    let rng = StdRng::seed_from_u64(seed);
    let team = all.iter().filter(|(other, _)| shape.is_for(key, other));
    let recipients: Vec<Recipient> = team.map(|(_, recipient)| recipient.clone()).collect();
    let plaintext = plaintext(shape);
    let form = Form {
        encoding: match shape {
            Shape::Binary | Shape::Large => Encoding::Binary,
            _ => Encoding::Armored,
        },
        key_ids: match shape {
            Shape::Hidden | Shape::HiddenTeam => KeyIds::Hidden,
            _ => KeyIds::Shown,
        },
    };
    let sealed = match shape {
        Shape::Text => seal(&recipients, &plaintext, rng)?,
        _ => {
            let (mut out, source) = (Vec::new(), plaintext.as_slice());
            seal_stream(&recipients, source, &mut out, form, rng, &mut |_| {})?;
            out
        }
    };

    let pile = PacketPile::from_bytes(&sealed).with_context(|| place.clone())?;
    let packets: Vec<&Packet> = pile.children().collect();
    let (encrypted, session_keys) = packets.split_last().context("no packets")?;
    let keys: usize = recipients
        .iter()
        .map(|recipient| recipient.keys().len())
        .sum();
    ensure!(
        session_keys.len() == keys,
        "{place}: a session key for each key"
    );
    for packet in session_keys {
        ensure!(packet.tag() == Tag::PKESK, "{place}: {}", packet.tag());
        let shown = matches!(packet, Packet::PKESK(packet) if packet.recipient().is_some());
        ensure!(shown == (form.key_ids == KeyIds::Shown), "{place}: key IDs");
    }
    let seipd = seipd(encrypted).with_context(|| place.clone())?;
    let file = folder.join(format!("{place}.pgp"));
    std::fs::write(&file, &sealed)?;
    Ok(Message {
        key: *key,
        shape,
        file,
        plaintext,
        seipd,
    })
}

fn plaintext(shape: Shape) -> Vec<u8> {
    let reference = Reference::from_random([7; 8]);
    match shape {
        Shape::Text | Shape::Team | Shape::Everyone | Shape::Hidden | Shape::HiddenTeam => {
            text::plan(reference, TRICKY)
                .to_bytes(&[])
                .expect("no files")
        }
        Shape::Mail => {
            let json = r#"{"schema":1,"title":"漏洞"}"#;
            mail::plan(reference, TRICKY, json, &[], [7; 16])
                .to_bytes(&[])
                .expect("no files")
        }
        Shape::Binary => (0..=u8::MAX).rev().chain(0..=u8::MAX).collect(),
        Shape::Empty => Vec::new(),
        Shape::Large => {
            let mut bytes = vec![0; 1 << 20];
            rand::RngCore::fill_bytes(&mut StdRng::seed_from_u64(1), &mut bytes);
            bytes
        }
    }
}

/// How a message is encrypted, as another library reads it.
fn seipd(packet: &Packet) -> Result<String> {
    match packet {
        Packet::SEIP(SEIP::V1(_)) => Ok("v1".to_owned()),
        Packet::SEIP(SEIP::V2(packet)) => Ok(match packet.aead() {
            AEADAlgorithm::OCB => "v2 OCB".to_owned(),
            AEADAlgorithm::GCM => "v2 GCM".to_owned(),
            AEADAlgorithm::EAX => "v2 EAX".to_owned(),
            other => anyhow::bail!("{other} is not to be used"),
        }),
        other => anyhow::bail!("ends with {}", other.tag()),
    }
}

/// `message` with one bit of its ciphertext changed, `back` bytes before its end.
pub fn with_a_flipped_bit(message: &Message, back: usize, folder: &Path) -> Result<PathBuf> {
    let mut bytes = std::fs::read(&message.file)?;
    let at = bytes.len().checked_sub(back).context("long enough")?;
    bytes[at] ^= 1;
    let file = folder.join(format!(
        "flipped-{}-{}-{back}.pgp",
        message.key.name,
        message.shape.name()
    ));
    std::fs::write(&file, bytes)?;
    Ok(file)
}
