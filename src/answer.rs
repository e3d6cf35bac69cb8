//! PURE. What the worker answers: a request and its parts in, a response and its parts out.

use crate::markdown;
use crate::openpgp::seal::{Encoding, Form, seal_stream};
use crate::openpgp::{Recipient, Recipients, Refusal};
use crate::protocol::{Checking, Request, Response, WorkerError};
use rand::{CryptoRng, Rng};

/// How many bytes are sealed between two words of progress.
const PROGRESS_BYTES: u64 = 256 * 1024;

/// Does what is asked. `progress` is told the bytes sealed so far and those of all packages.
pub fn answer(
    request: Request,
    parts: &[Vec<u8>],
    rng: impl CryptoRng + Rng,
    progress: &mut dyn FnMut(u64, u64),
) -> (Response, Vec<Vec<u8>>) {
    let answered = match request {
        Request::Preview { text } => Ok((Response::Previewed(markdown::parse(&text)), Vec::new())),
        Request::Check(checking) => match gather(&checking, parts) {
            Ok(recipients) => Ok((Response::Checked(recipients.team().clone()), Vec::new())),
            Err(refusal) => Err(Response::Refused(Box::new(refusal))),
        },
        Request::Seal {
            checking,
            own,
            key_ids,
            formats,
        } => {
            let form = Form {
                encoding: Encoding::Armored,
                key_ids,
            };
            let everyone = everyone(&checking, own, parts);
            everyone.and_then(|(recipients, plaintexts)| match plaintexts.len() {
                count if count == formats.len() => {
                    seal_all(&recipients, form, plaintexts, rng, progress)
                }
                // Page and worker of one version agree on what was sent.
                _ => Err(Response::Failed(WorkerError::Protocol)),
            })
        }
    };
    answered.unwrap_or_else(|failure| (failure, Vec::new()))
}

fn gather(checking: &Checking, parts: &[Vec<u8>]) -> Result<Recipients, Refusal> {
    let certificates = parts.iter().take(checking.certificates);
    let certificates: Vec<&[u8]> = certificates.map(Vec::as_slice).collect();
    Recipients::gather(&certificates, &checking.pins, checking.now)
}

/// The vendor's recipients and the writer's own, and the parts that are to be sealed.
fn everyone<'a>(
    checking: &Checking,
    own: bool,
    parts: &'a [Vec<u8>],
) -> Result<(Recipients, &'a [Vec<u8>]), Response> {
    let mut recipients =
        gather(checking, parts).map_err(|refusal| Response::Refused(Box::new(refusal)))?;
    let mut rest = parts.get(checking.certificates..).unwrap_or(&[]);
    if own && let Some((certificate, plaintexts)) = rest.split_first() {
        let own = Recipient::own(certificate, checking.now);
        recipients.add_own(own.map_err(|refusal| Response::OwnRefused(Box::new(refusal)))?);
        rest = plaintexts;
    }
    Ok((recipients, rest))
}

fn seal_all(
    recipients: &Recipients,
    form: Form,
    plaintexts: &[Vec<u8>],
    mut rng: impl CryptoRng + Rng,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(Response, Vec<Vec<u8>>), Response> {
    let total: u64 = plaintexts.iter().map(|part| part.len() as u64).sum();
    let mut before = 0;
    let mut messages = Vec::new();
    for plaintext in plaintexts {
        let mut told = 0;
        let mut tell = |done: u64| {
            if done == 0 || done >= told + PROGRESS_BYTES {
                told = done;
                progress(before + done, total);
            }
        };
        tell(0);
        let mut message = Vec::new();
        let (keys, source) = (recipients.as_slice(), plaintext.as_slice());
        seal_stream(keys, source, &mut message, form, &mut rng, &mut tell)
            .map_err(|_| Response::Failed(WorkerError::Seal))?;
        messages.push(message);
        before += plaintext.len() as u64;
    }
    let recipients = recipients.keys().iter().map(ToString::to_string).collect();
    Ok((Response::Sealed { recipients }, messages))
}
