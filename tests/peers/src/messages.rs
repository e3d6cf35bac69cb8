//! What is sealed to every key type: each format, with plaintexts that are easy to get wrong.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use rand::SeedableRng;
use rand::rngs::StdRng;
use sealed_report::date::Date;
use sealed_report::digest::Digest;
use sealed_report::file_name::FileName;
use sealed_report::openpgp::bulk::Software;
use sealed_report::openpgp::seal::{Border, Bulk, Cut, Encoding, Form, KeyIds, seal, seal_from};
use sealed_report::openpgp::sink::Digested;
use sealed_report::openpgp::source::at_once;
use sealed_report::openpgp::{Certificate, Recipient};
use sealed_report::package::{Reference, archive, mail, text};
use sealed_report::report::Attachment;
use sequoia_openpgp::packet::header::BodyLength;
use sequoia_openpgp::packet::{SEIP, Tag};
use sequoia_openpgp::parse::{PacketParser, PacketParserResult, Parse};
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
    /// The archive with two attachments, unarmored: what is uploaded.
    Archive,
    /// Any bytes, unarmored.
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
    /// The same, with many short lengths in place of one (RFC 9580 section 4.2.1.4): as messages
    /// beyond 4 GiB are written, which need not be made for this.
    ShortPieces,
    /// The same, with longer ones.
    LongPieces,
}

impl Shape {
    /// As the table calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Mail => "mail",
            Self::Archive => "archive",
            Self::Binary => "binary",
            Self::Team => "team",
            Self::Everyone => "everyone",
            Self::Hidden => "hidden",
            Self::HiddenTeam => "hidden team",
            Self::Empty => "empty",
            Self::Large => "1 MiB",
            Self::ShortPieces => "in pieces of 512 B",
            Self::LongPieces => "in pieces of 64 KiB",
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

    /// Where pieces begin, if not where they have to.
    fn border(self) -> Border {
        let (whole_up_to, piece_bits) = match self {
            Self::ShortPieces => (4000, 9),
            Self::LongPieces => (100_000, 16),
            _ => return Border::default(),
        };
        Border {
            whole_up_to,
            piece_bits,
        }
    }

    /// What is sealed to `key`. The lengths of a plaintext have nothing to do with the algorithm of
    /// a key, so one key of each SEIPD version is enough for those; and version 2 is written by the
    /// library, which has no other lengths.
    pub fn of(key: &Key) -> &'static [Self] {
        const ALL: [Shape; 12] = [
            Shape::Text,
            Shape::Mail,
            Shape::Archive,
            Shape::Binary,
            Shape::Team,
            Shape::Everyone,
            Shape::Hidden,
            Shape::HiddenTeam,
            Shape::Empty,
            Shape::Large,
            Shape::ShortPieces,
            Shape::LongPieces,
        ];
        match *key {
            PLAIN_V1 => &ALL,
            PLAIN_V2 => &ALL[..10],
            _ => &ALL[..8],
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
    let plaintext = plaintext(shape)?;
    let form = Form {
        encoding: match shape {
            Shape::Archive
            | Shape::Binary
            | Shape::Large
            | Shape::ShortPieces
            | Shape::LongPieces => Encoding::Binary,
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
            let border = shape.border();
            let cut = Cut {
                border,
                ..Cut::default()
            };
            // As the page does: what is short goes by the library.
            let bulk = match shape {
                Shape::Large | Shape::ShortPieces | Shape::LongPieces => {
                    Bulk::Engine(Software, cut)
                }
                _ => Bulk::Library,
            };
            let quiet = &mut |_| {};
            let sink = Digested::new(&mut out);
            let sealed = seal_from(&recipients, source, sink, form, &bulk, rng, quiet);
            at_once(sealed).context("bytes in memory are ready")??;
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
    if seipd == "v1" {
        let whole = !matches!(shape, Shape::ShortPieces | Shape::LongPieces);
        ensure!(whole == has_one_length(&sealed)?, "{place}: lengths");
    }
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

fn plaintext(shape: Shape) -> Result<Vec<u8>> {
    const JSON: &str = r#"{"schema":2,"title":"漏洞"}"#;
    let reference = Reference::from_random([7; 8]);
    let files = [TRICKY.as_bytes(), &(0..=u8::MAX).collect::<Vec<_>>()];
    let attachments = [("崩溃 转储.txt", files[0]), ("dump.bin", files[1])];
    let attachments = attachments.map(|(name, bytes)| Attachment {
        name: FileName::safe(name),
        length: bytes.len() as u64,
        digest: Digest::of(bytes),
    });
    let package = match shape {
        Shape::Text | Shape::Team | Shape::Everyone | Shape::Hidden | Shape::HiddenTeam => {
            text::plan(reference, TRICKY)
        }
        Shape::Mail => mail::plan(reference, TRICKY, JSON, &attachments, [7; 16]),
        Shape::Archive => {
            let date = Date::from_unix(NOW);
            archive::plan(reference, TRICKY, JSON, date, &attachments)
        }
        Shape::Binary => return Ok((0..=u8::MAX).rev().chain(0..=u8::MAX).collect()),
        Shape::Empty => return Ok(Vec::new()),
        Shape::Large | Shape::ShortPieces | Shape::LongPieces => {
            let mut bytes = vec![0; 1 << 20];
            rand::RngCore::fill_bytes(&mut StdRng::seed_from_u64(1), &mut bytes);
            return Ok(bytes);
        }
    };
    package.to_bytes(&files).context("both files are there")
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

/// Whether the encrypted data says its length at its start, as another library reads it.
fn has_one_length(sealed: &[u8]) -> Result<bool> {
    let mut next = PacketParser::from_bytes(sealed)?;
    while let PacketParserResult::Some(packet) = next {
        if packet.packet.tag() == Tag::SEIP {
            return Ok(matches!(packet.header().length(), BodyLength::Full(_)));
        }
        next = packet.next()?.1;
    }
    anyhow::bail!("no encrypted data");
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
