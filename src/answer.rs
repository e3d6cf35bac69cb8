//! PURE. What the worker answers: a request and its parts in, a response and its parts out.

use crate::digest::Digest;
use crate::markdown;
use crate::openpgp::message::Inspected;
use crate::openpgp::seal::{Encoding, Form, KeyIds, seal_stream};
use crate::openpgp::{Recipient, Recipients, Refusal};
use crate::package::{Format, Package, archive, mail, text};
use crate::protocol::{Checking, Part, Request, Response, Sealing, WorkerError};
use rand::{CryptoRng, Rng};

/// How many bytes are sealed between two words of progress.
const PROGRESS_BYTES: u64 = 256 * 1024;

/// Does what is asked. `progress` is told the bytes sealed so far and those of all packages.
pub fn answer(
    request: Request,
    parts: &[Part],
    rng: impl CryptoRng + Rng,
    progress: &mut dyn FnMut(u64, u64),
) -> (Response, Vec<Part>) {
    let answered = match request {
        Request::Preview { text } => Ok((Response::Previewed(markdown::parse(&text)), Vec::new())),
        Request::Check(checking) => match gather(&checking, parts) {
            Ok(recipients) => Ok((Response::Checked(recipients.team().clone()), Vec::new())),
            Err(refusal) => Err(Response::Refused(Box::new(refusal))),
        },
        Request::Seal(sealing) => {
            let everyone = everyone(&sealing, parts);
            everyone.and_then(|(recipients, parts)| {
                let packages =
                    packages(&sealing, parts).ok_or(Response::Failed(WorkerError::Protocol))?;
                seal_all(&recipients, sealing.key_ids, &packages, rng, progress)
            })
        }
        Request::Digest => Err(Response::Failed(WorkerError::Protocol)),
    };
    answered.unwrap_or_else(|failure| (failure, Vec::new()))
}

fn gather(checking: &Checking, parts: &[Part]) -> Result<Recipients, Refusal> {
    let certificates = parts.iter().take(checking.certificates);
    let certificates: Vec<&[u8]> = certificates.filter_map(Part::bytes).collect();
    Recipients::gather(&certificates, &checking.pins, checking.now)
}

/// The vendor's recipients and the writer's own, and the parts that are to be sealed.
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

/// The packages that were asked for; `None` where page and worker are of different versions.
fn packages(sealing: &Sealing, parts: &[Part]) -> Option<Vec<Package>> {
    let [Part::Bytes(markdown), Part::Bytes(json)] = parts else {
        return None;
    };
    let texts = (str::from_utf8(markdown), str::from_utf8(json));
    let (Ok(markdown), Ok(json)) = texts else {
        return None;
    };
    let reference = &sealing.reference;
    let plan = |format: &Format| match format {
        Format::Text => text::plan(reference.clone(), markdown),
        Format::Mail => mail::plan(
            reference.clone(),
            markdown,
            json,
            &sealing.attachments,
            sealing.boundary_seed,
        ),
        Format::Archive => archive::plan(
            reference.clone(),
            markdown,
            json,
            sealing.date,
            &sealing.attachments,
        ),
    };
    Some(sealing.formats.iter().map(plan).collect())
}

fn seal_all(
    recipients: &Recipients,
    key_ids: KeyIds,
    packages: &[Package],
    mut rng: impl CryptoRng + Rng,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(Response, Vec<Part>), Response> {
    let form = Form {
        encoding: Encoding::Armored,
        key_ids,
    };
    let total: u64 = packages.iter().map(Package::len).sum();
    let mut before = 0;
    let (mut parts, mut messages) = (Vec::new(), Vec::new());
    for package in packages {
        let mut told = 0;
        let mut tell = |done: u64| {
            if done == 0 || done >= told + PROGRESS_BYTES {
                told = done;
                progress(before + done, total);
            }
        };
        tell(0);
        let mut message = Vec::new();
        let source = package.to_bytes(&[]);
        let source = source.ok_or(Response::Failed(WorkerError::Protocol))?;
        let keys = recipients.as_slice();
        seal_stream(
            keys,
            source.as_slice(),
            &mut message,
            form,
            &mut rng,
            &mut tell,
        )
        .map_err(|_| Response::Failed(WorkerError::Seal))?;
        messages.push(Inspected {
            length: message.len() as u64,
            digest: Digest::of(&message),
        });
        parts.push(Part::Bytes(message));
        before += package.len();
    }
    let recipients = recipients.keys().iter().map(ToString::to_string).collect();
    Ok((
        Response::Sealed {
            recipients,
            messages,
        },
        parts,
    ))
}
