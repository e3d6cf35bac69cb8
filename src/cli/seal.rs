//! `seal`: a `report.json` that the page wrote, sealed as the page would, with the files that go with
//! it. Plaintext stays in memory, and attachments of any size pass through it.

use std::io::Write;
use std::path::{Path, PathBuf};

use rand::RngCore;
use rand::rngs::OsRng;

use super::arguments::SealOptions;
use super::attach::{self, AttachError, Attached, Disk};
use super::input::{BOM, Inputs};
use super::output::{self, Output};
use super::seal_error::{File, SealFailure};
use crate::channel::LARGE_MAIL_BYTES;
use crate::channel::raw_mail::{self, Frame};
use crate::compose::Reviewed;
use crate::date::Date;
use crate::digest::Digest;
use crate::openpgp::certificate::MAX_BYTES;
use crate::openpgp::message::Inspected;
use crate::openpgp::seal::{Encoding, Form, SealError, seal_stream};
use crate::openpgp::source::SourceError;
use crate::openpgp::{Fingerprint, Pinned, Recipient, Recipients};
use crate::package::files::Snapshots;
use crate::package::source::PackageSource;
use crate::package::{Format, Package, Reference, archive, mail, text};
use crate::report::validation::validate;
use crate::report::{Attachment, Written, written};
use crate::vendor::{self, Vendor};
use crate::words::Words;

/// What was done.
pub(super) struct Done {
    reference: Reference,
    digest: Digest,
    recipients: Recipients,
    /// The length of the mail in bytes, where it is one.
    mail: Option<u64>,
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
    let written = read_report(options, inputs, &vendor)?;
    let (package, attached) = package(options, &vendor, written, now)?;
    let frame = match to {
        None => None,
        Some(to) => {
            let subject = mail_subject(&package.reference, &vendor);
            Some(raw_mail::frame(&package.reference, &to, &subject)?)
        }
    };
    let sealed = output::write(options, |out| match &frame {
        None => stream(options, &recipients, &package, &attached, out),
        Some(Frame { head, tail }) => {
            put(out, head)?;
            let sealed = stream(options, &recipients, &package, &attached, out)?;
            put(out, tail)?;
            Ok(sealed)
        }
    })?;
    let around = frame.map(|frame| (frame.head.len() + frame.tail.len()) as u64);
    Ok(Done {
        reference: package.reference,
        digest: sealed.digest,
        recipients,
        mail: around.map(|around| sealed.length + around),
    })
}

/// Seals the package, in constant memory.
fn stream(
    options: &SealOptions,
    recipients: &Recipients,
    package: &Package,
    attached: &[Attached],
    out: &mut Output<'_>,
) -> Result<Inspected, SealFailure> {
    let form = Form {
        encoding: match options.format {
            Format::Text => Encoding::Armored,
            Format::Mail => Encoding::ArmoredForMail,
            Format::Archive => Encoding::Binary,
        },
        key_ids: options.key_ids,
    };
    let told: Vec<Attachment> = attached.iter().map(|it| it.attachment.clone()).collect();
    let source = PackageSource::new(package, Disk::of(attached), &told, Snapshots::NotKept);
    let keys = recipients.as_slice();
    let sealed = seal_stream(keys, source, &mut *out, form, OsRng, &mut |_| {});
    sealed.map_err(|error| match (error, out.error()) {
        (_, Some(error)) => SealFailure::Output(error),
        (SealError::Source(SourceError { file, error }), None) => {
            SealFailure::Attachment(attached[file].path.clone(), AttachError::Failed(error))
        }
        (_, None) => SealFailure::Seal,
    })
}

/// Writes what stands around a message.
fn put(out: &mut Output<'_>, text: &str) -> Result<(), SealFailure> {
    let written = out.write_all(text.as_bytes());
    written.map_err(|error| SealFailure::Output(error.into()))
}

fn mail_subject(reference: &Reference, vendor: &Vendor) -> String {
    let reference = [("reference", reference.to_string().into())];
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

fn read_report(
    options: &SealOptions,
    inputs: &mut Inputs,
    vendor: &Vendor,
) -> Result<Written, SealFailure> {
    let json = inputs.read(&options.report, written::MAX_BYTES);
    let json = json.map_err(|error| SealFailure::Input(File::Report, error))?;
    Ok(Written::parse(&json, vendor)?)
}

/// The report under the rules of the form, as it was dated and named first. The attachments are read
/// once nothing else is in the way.
fn package(
    options: &SealOptions,
    vendor: &Vendor,
    written: Written,
    now: u64,
) -> Result<(Package, Vec<Attached>), SealFailure> {
    let reference = Reference::parse(&written.reference)?;
    let report = validate(&written.draft, vendor, Date::from_unix(now));
    let report = report.map_err(|mistakes| SealFailure::Mistakes {
        mistakes,
        vendor: Box::new(vendor.clone()),
    })?;
    let attached = attach::read(&options.attachments)?;
    let files: Vec<Attachment> = attached.iter().map(|it| it.attachment.clone()).collect();
    let is_there = |told: &Attachment| files.iter().any(|file| file.digest == told.digest);
    if let Some(told) = written.attachments.into_iter().find(|it| !is_there(it)) {
        return Err(SealFailure::NotAttached(told.name));
    }
    let reviewed = Reviewed::of(report, vendor, &reference, written.date, files.clone());
    let (markdown, json) = (&reviewed.markdown, &reviewed.json);
    let package = match options.format {
        Format::Text => text::plan(reference, markdown),
        Format::Archive => archive::plan(reference, markdown, json, written.date, &files),
        Format::Mail => {
            let mut seed = [0; 16];
            OsRng.fill_bytes(&mut seed);
            mail::plan(reference, markdown, json, &files, seed)
        }
    };
    Ok((package, attached))
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
        if let Some(length) = self.mail.filter(|length| *length > LARGE_MAIL_BYTES) {
            let megabytes = [("megabytes", length.div_ceil(1_000_000).into())];
            lines.push(words.with("seal-large-mail", megabytes));
        }
        lines.join("\n")
    }
}
