//! `seal`: a `report.json` that the page wrote, sealed as the page would. Plaintext stays in memory,
//! and nothing is written unless all went well.

use std::path::{Path, PathBuf};

use rand::RngCore;
use rand::rngs::OsRng;
use zeroize::Zeroizing;

use super::arguments::SealOptions;
use super::input::{BOM, Inputs};
use super::output;
use super::seal_error::{File, SealFailure};
use crate::channel::{Sealed, file, raw_mail};
use crate::compose::Reviewed;
use crate::date::Date;
use crate::digest::Digest;
use crate::openpgp::certificate::MAX_BYTES;
use crate::openpgp::seal::{Encoding, Form, seal_stream};
use crate::openpgp::{Fingerprint, Pinned, Recipient, Recipients};
use crate::package::{Format, Package, Reference, archive, mail, text};
use crate::report::validation::validate;
use crate::report::{Written, written};
use crate::vendor::{self, Vendor};
use crate::words::Words;

/// What was done.
pub(super) struct Done {
    reference: Reference,
    digest: Digest,
    recipients: Recipients,
}

/// Reads, checks, seals and writes. `now` is in Unix seconds.
pub(super) fn seal(
    options: &SealOptions,
    inputs: &mut Inputs,
    now: u64,
) -> Result<Done, SealFailure> {
    if let Some(path) = &options.out {
        output::check(path, options.overwrite)?;
    }
    let vendor = read_vendor(inputs, &options.vendor)?;
    let to = match options.format {
        Format::Text | Format::Archive => None,
        Format::Mail => Some(address(options, &vendor)?),
    };
    let recipients = recipients(options, inputs, &vendor, now)?;
    let package = package(options, inputs, &vendor, now)?;
    let plaintext = package.to_bytes(&[]);
    let plaintext = Zeroizing::new(plaintext.expect("a package without attachments reads no file"));
    let mut message = Vec::new();
    let form = Form {
        encoding: match options.format {
            Format::Mail => Encoding::ArmoredForMail,
            _ => Encoding::Armored,
        },
        key_ids: options.key_ids,
    };
    let (keys, source) = (recipients.as_slice(), plaintext.as_slice());
    seal_stream(keys, source, &mut message, form, OsRng, &mut |_| {})?;
    let reference = package.reference.clone();
    let sealed = Sealed::new(reference, options.format, message, recipients.keys())?;
    let file = match to {
        None => file::plan(&sealed),
        Some(to) => raw_mail::plan(&sealed, &to, &mail_subject(&sealed, &vendor))?,
    };
    output::write(options, &file.in_memory().ok_or(SealFailure::Seal)?)?;
    Ok(Done {
        reference: package.reference,
        digest: sealed.digest(),
        recipients,
    })
}

fn mail_subject(sealed: &Sealed, vendor: &Vendor) -> String {
    let reference = [("reference", sealed.reference().to_string().into())];
    Words::shared(vendor.language).with("mail-subject", reference)
}

fn read_vendor(inputs: &mut Inputs, path: &Path) -> Result<Vendor, SealFailure> {
    let json = inputs.read(path, vendor::MAX_FILE_BYTES);
    let json = json.map_err(|error| SealFailure::Input(File::Vendor, error))?;
    let json = json.strip_prefix(BOM).unwrap_or(&json);
    Ok(Vendor::parse(&String::from_utf8_lossy(json))?)
}

/// Where the mail goes, refused before anything is sealed.
fn address(options: &SealOptions, vendor: &Vendor) -> Result<String, SealFailure> {
    let given = options.to.clone();
    let address = given.or_else(|| vendor.mail().map(ToString::to_string));
    address.ok_or(SealFailure::NoAddress)
}

/// Everyone that the vendor pins, of the vendor file's certificates and of those given beside it.
fn recipients(
    options: &SealOptions,
    inputs: &mut Inputs,
    vendor: &Vendor,
    now: u64,
) -> Result<Recipients, SealFailure> {
    let pins = vendor.pins.iter().map(|pin| Pinned {
        fingerprint: Fingerprint::parse(&pin.fingerprint)
            .expect("a vendor file's pins have 40 or 64 digits: its reader checks them"),
        optional: pin.optional,
    });
    let pins: Vec<Pinned> = pins.collect();
    let mut read = |path: &PathBuf, file: File| {
        let bytes = inputs.read(path, MAX_BYTES);
        bytes.map_err(|error| SealFailure::Input(file, error))
    };
    let mut given = Vec::new();
    for path in &options.certificates {
        given.push(read(path, File::Certificate)?);
    }
    let shipped = vendor
        .pins
        .iter()
        .filter_map(|pin| pin.certificate.as_ref());
    let shipped = shipped.map(|armored| armored.as_bytes());
    let all: Vec<&[u8]> = shipped
        .chain(given.iter().map(|it| it.as_slice()))
        .collect();
    let mut recipients =
        Recipients::gather(&all, &pins, now).map_err(|it| SealFailure::Refused(Box::new(it)))?;
    if let Some(path) = &options.own {
        let bytes = read(path, File::Own)?;
        let own = Recipient::own(&bytes, now);
        recipients.add_own(own.map_err(|it| SealFailure::OwnRefused(Box::new(it)))?);
    }
    Ok(recipients)
}

/// The report under the rules of the form, as it was dated and named first.
fn package(
    options: &SealOptions,
    inputs: &mut Inputs,
    vendor: &Vendor,
    now: u64,
) -> Result<Package, SealFailure> {
    let json = inputs.read(&options.report, written::MAX_BYTES);
    let json = json.map_err(|error| SealFailure::Input(File::Report, error))?;
    let written = Written::parse(&json, vendor)?;
    let reference = Reference::parse(&written.reference)?;
    let report = validate(&written.draft, vendor, Date::from_unix(now));
    let report = report.map_err(|mistakes| SealFailure::Mistakes {
        mistakes,
        vendor: Box::new(vendor.clone()),
    })?;
    let reviewed = Reviewed::of(report, vendor, &reference, written.date, Vec::new());
    Ok(match options.format {
        Format::Text => text::plan(reference, &reviewed.markdown),
        Format::Mail => {
            let mut seed = [0; 16];
            OsRng.fill_bytes(&mut seed);
            mail::plan(reference, &reviewed.markdown, &reviewed.json, &[], seed)
        }
        Format::Archive => {
            let (markdown, json) = (&reviewed.markdown, &reviewed.json);
            archive::plan(reference, markdown, json, written.date, &[])
        }
    })
}

impl Done {
    /// What to tell on the terminal: who can read it, and who of the vendor cannot.
    pub(super) fn told(&self, words: &Words) -> String {
        let mut lines = vec![words.with(
            "seal-done",
            [
                ("reference", self.reference.to_string().into()),
                ("digest", self.digest.to_string().into()),
            ],
        )];
        for recipient in self.recipients.as_slice() {
            let health = recipient.health();
            let name = health.user_ids.first().cloned().unwrap_or_default();
            let fingerprint = recipient.fingerprint().to_string();
            let recipient = [("fingerprint", fingerprint.into()), ("name", name.into())];
            lines.push(words.with("seal-recipient", recipient));
        }
        let members = self.recipients.team().members.iter();
        for member in members.filter(|member| !member.is_fit()) {
            let fingerprint = member.pin.fingerprint.to_string();
            lines.push(words.with("seal-left-out", [("fingerprint", fingerprint.into())]));
        }
        lines.join("\n")
    }
}
