//! PURE. What the worker answers: a request and its parts in, a response and its parts out. Files
//! and ciphertext stay with the shell, which lends what is needed to read and to keep them.

use std::future::Future;

use rand::{CryptoRng, Rng};
use zeroize::Zeroizing;

use crate::apart::apart;
use crate::digest::Digesting;
use crate::handle::Handle;
use crate::markdown;
use crate::openpgp::bulk::Engine;
use crate::openpgp::message::Inspected;
use crate::openpgp::seal::{Bulk, Encoding, Form, SealError, is_pulled, seal_from};
use crate::openpgp::sink::{Digested, Sink};
use crate::openpgp::source::{FileError, Source, SourceError};
use crate::openpgp::{Recipient, Recipients, Refusal};
use crate::package::files::{Slice, Snapshots};
use crate::package::{Files, Format, Package, PackageSource, archive, mail, text};
use crate::protocol::{Checking, Part, Request, Response, Sealing, WorkerError};

/// Up to this length a message is made by the library alone: an engine that has to be waited for
/// would take longer than the cipher.
const SMALL_BYTES: u64 = 256 * 1024;

/// How files are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Waiting for each slice, which is there when it is asked for.
    AtOnce,
    /// Beside the other work.
    Ahead,
    /// Likewise, from the start to the end.
    Stream,
}

/// How the work that writes to a place goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// It waits for the place now and then.
    Waiting,
    /// From the beginning to the end, and hears nothing.
    Breathless,
}

/// What the surroundings lend to the worker.
pub trait Lender {
    /// Reads files.
    type Files: Files;
    /// Encrypts the bulk.
    type Engine: Engine;
    /// Takes ciphertext.
    type Store: Store;

    /// These files, in this order.
    fn files(&self, handles: Vec<Handle>, pace: Pace) -> Self::Files;

    /// How they are read best where the work waits for them, beside writing to `store`.
    fn pace(&self, store: Option<&Self::Store>) -> Pace;

    /// Whether files can change while they are read.
    fn snapshots(&self) -> Snapshots;

    /// Who encrypts the bulk of a long message.
    fn bulk(&self) -> &Bulk<Self::Engine>;

    /// A place for a message of about `length` bytes. `None` if there is no room for one that long.
    fn store(&self, length: u64, rhythm: Rhythm) -> impl Future<Output = Option<Self::Store>>;
}

/// A place for ciphertext. One that is dropped before it was kept leaves nothing behind.
pub trait Store: Sink {
    /// Keeps what was written.
    fn keep(self) -> impl Future<Output = Option<Handle>>;
}

/// Does what is asked. `progress` is told the bytes done so far and those of all.
pub async fn answer(
    request: Request,
    parts: &[Part],
    lender: &impl Lender,
    rng: impl CryptoRng + Rng,
    progress: &mut dyn FnMut(u64, u64),
) -> (Response, Vec<Part>) {
    let answered = match request {
        Request::Preview { text } => Ok((Response::Previewed(markdown::parse(&text)), Vec::new())),
        Request::Check(checking) => check(&checking, parts),
        Request::Seal(sealing) => apart(seal(&sealing, parts, lender, rng, progress)).await,
        Request::Digest { length } => apart(digest(length, parts, lender, progress)).await,
    };
    answered.unwrap_or_else(|failure| (failure, Vec::new()))
}

#[inline(never)]
fn check(checking: &Checking, parts: &[Part]) -> Result<(Response, Vec<Part>), Response> {
    match gather(checking, parts) {
        Ok(recipients) => Ok((Response::Checked(recipients.team().clone()), Vec::new())),
        Err(refusal) => Err(Response::Refused(Box::new(refusal))),
    }
}

fn gather(checking: &Checking, parts: &[Part]) -> Result<Recipients, Refusal> {
    let certificates = parts.iter().take(checking.certificates);
    let certificates: Vec<&[u8]> = certificates.filter_map(Part::bytes).collect();
    Recipients::gather(&certificates, &checking.pins, checking.now)
}

/// The vendor's recipients and the writer's own, and the parts that are to be sealed.
#[inline(never)]
fn everyone<'a>(
    sealing: &Sealing,
    parts: &'a [Part],
) -> Result<(Recipients, &'a [Part]), Response> {
    let checking = &sealing.checking;
    let mut recipients =
        gather(checking, parts).map_err(|refusal| Response::Refused(Box::new(refusal)))?;
    let mut rest = parts.get(checking.certificates..).unwrap_or(&[]);
    if sealing.own
        && let Some((Part::Bytes(certificate), texts)) = rest.split_first()
    {
        let own = Recipient::own(certificate, checking.now);
        recipients.add_own(own.map_err(|refusal| Response::OwnRefused(Box::new(refusal)))?);
        rest = texts;
    }
    Ok((recipients, rest))
}

/// The packages that were asked for, and the attachments' files; `None` where page and worker are
/// of different versions.
#[inline(never)]
fn packages(sealing: &Sealing, parts: &[Part]) -> Option<(Vec<Package>, Vec<Handle>)> {
    let [Part::Bytes(markdown), Part::Bytes(json), files @ ..] = parts else {
        return None;
    };
    let (markdown, json) = (str::from_utf8(markdown).ok()?, str::from_utf8(json).ok()?);
    let handles = files.iter().filter_map(|part| match part {
        Part::File(handle) => Some(*handle),
        Part::Bytes(_) => None,
    });
    let handles: Vec<Handle> = handles.collect();
    if handles.len() != files.len() || handles.len() != sealing.attachments.len() {
        return None;
    }
    let (reference, attachments) = (&sealing.reference, &sealing.attachments);
    let plan = |format: &Format| {
        let reference = reference.clone();
        match format {
            Format::Text => text::plan(reference, markdown),
            Format::Mail => mail::plan(
                reference,
                markdown,
                json,
                attachments,
                sealing.boundary_seed,
            ),
            Format::Archive => archive::plan(reference, markdown, json, sealing.date, attachments),
        }
    };
    Some((sealing.formats.iter().map(plan).collect(), handles))
}

async fn seal<L: Lender>(
    sealing: &Sealing,
    parts: &[Part],
    lender: &L,
    mut rng: impl CryptoRng + Rng,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(Response, Vec<Part>), Response> {
    let (recipients, parts) = everyone(sealing, parts)?;
    let (packages, handles) =
        packages(sealing, parts).ok_or(Response::Failed(WorkerError::Protocol))?;
    let total: u64 = packages.iter().map(Package::len).sum();
    let (mut before, mut made, mut messages) = (0, Vec::new(), Vec::new());
    let no_room = || Response::Failed(WorkerError::NoRoom);
    progress(0, total);
    for package in &packages {
        let small = package.len() <= SMALL_BYTES;
        let bulk = if small { &Bulk::Library } else { lender.bulk() };
        let message = Message {
            recipients: recipients.as_slice(),
            form: Form {
                encoding: encoding(package.format),
                key_ids: sealing.key_ids,
            },
            bulk,
        };
        let rhythm = match is_pulled(recipients.as_slice(), bulk) {
            true => Rhythm::Breathless,
            false => Rhythm::Waiting,
        };
        let source = |store: Option<&L::Store>| {
            let pace = match rhythm {
                Rhythm::Breathless => Pace::AtOnce,
                Rhythm::Waiting => lender.pace(store),
            };
            let files = lender.files(handles.clone(), pace);
            PackageSource::new(package, files, &sealing.attachments, lender.snapshots())
        };
        let mut tell = |done: u64| progress(before + done, total);
        let (message, inspected) = match package.format {
            Format::Text => {
                let (source, mut bytes) = (source(None), Vec::new());
                let out = Digested::new(&mut bytes);
                let inspected = apart(message.seal(source, out, &mut rng, &mut tell)).await?;
                (Made::Bytes(bytes), inspected)
            }
            Format::Mail | Format::Archive => {
                // A report without attachments is not stored.
                let length = match sealing.attachments.is_empty() {
                    true => 0,
                    false => package.len(),
                };
                let mut store = lender.store(length, rhythm).await.ok_or_else(no_room)?;
                let source = source(Some(&store));
                let sealing = message.seal(source, &mut store, &mut rng, &mut tell);
                let inspected = apart(sealing).await?;
                (Made::Stored(store), inspected)
            }
        };
        made.push(message);
        messages.push(inspected);
        before += package.len();
    }
    // All or none: what is kept is not taken back.
    let mut out = Vec::new();
    for message in made {
        out.push(match message {
            Made::Bytes(bytes) => Part::Bytes(bytes),
            Made::Stored(store) => Part::File(store.keep().await.ok_or_else(no_room)?),
        });
    }
    let recipients = recipients.keys().iter().map(ToString::to_string).collect();
    Ok((
        Response::Sealed {
            recipients,
            messages,
        },
        out,
    ))
}

/// A message that was made.
enum Made<S> {
    Bytes(Vec<u8>),
    Stored(S),
}

/// Text to paste and mail are armored; an archive is a file.
fn encoding(format: Format) -> Encoding {
    match format {
        Format::Text => Encoding::Armored,
        Format::Mail => Encoding::ArmoredForMail,
        Format::Archive => Encoding::Binary,
    }
}

/// A message to be made.
struct Message<'a, E> {
    recipients: &'a [Recipient],
    form: Form,
    bulk: &'a Bulk<E>,
}

impl<E: Engine> Message<'_, E> {
    async fn seal(
        &self,
        source: impl Source,
        out: impl Sink,
        rng: impl CryptoRng + Rng,
        tell: &mut dyn FnMut(u64),
    ) -> Result<Inspected, Response> {
        let sealed = seal_from(
            self.recipients,
            source,
            out,
            self.form,
            self.bulk,
            rng,
            tell,
        );
        sealed.await.map_err(|error| match error {
            SealError::Source(failed) => file_failed(failed),
            SealError::NoRoom => Response::Failed(WorkerError::NoRoom),
            SealError::NoRecipients | SealError::Failed { .. } => {
                Response::Failed(WorkerError::Seal)
            }
        })
    }
}

fn file_failed(SourceError { file, error }: SourceError) -> Response {
    Response::FileFailed { file, error }
}

/// SHA-256 of one file, read as it would be sealed.
async fn digest(
    length: u64,
    parts: &[Part],
    lender: &impl Lender,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(Response, Vec<Part>), Response> {
    let [Part::File(handle)] = parts else {
        return Err(Response::Failed(WorkerError::Protocol));
    };
    let files = lender.files(vec![*handle], lender.pace(None));
    let slice_bytes = files.slice_bytes() as u64;
    let slice = |from: u64| files.read(0, from, (length - from).min(slice_bytes) as usize);
    let failed = |error| Response::FileFailed { file: 0, error };
    let mut buffer = Zeroizing::new(Vec::new());
    let (mut digesting, mut done) = (Digesting::default(), 0);
    let mut reading = (length > 0).then(|| slice(0));
    progress(0, length);
    while let Some(read) = reading {
        let read = read.await.map_err(failed)?;
        let wanted = (length - done).min(slice_bytes);
        if read.length() as u64 != wanted {
            return Err(failed(FileError::Changed));
        }
        done += wanted;
        // On its way while this one is digested.
        reading = (done < length).then(|| slice(done));
        buffer.resize(read.length(), 0);
        read.copy(0, &mut buffer);
        digesting.update(&buffer);
        progress(done, length);
    }
    Ok((Response::Digested(digesting.finish()), Vec::new()))
}
