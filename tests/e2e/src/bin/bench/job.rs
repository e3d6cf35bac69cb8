//! What the bench page is asked to do, and what it answers.

use std::fs;

use anyhow::{Context, Result, bail};
use sealed_report::date::Date;
use sealed_report::digest::Digest;
use sealed_report::file_name::FileName;
use sealed_report::openpgp::Pinned;
use sealed_report::openpgp::certificate::Certificate;
use sealed_report::openpgp::message::Inspected;
use sealed_report::openpgp::seal::KeyIds;
use sealed_report::package::{Format, Reference};
use sealed_report::protocol::{Checking, Head, Request, Response, Sealing};
use sealed_report::report::Attachment;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use xtask::paths;

/// A certificate of `tests/vectors`, whose secret key lies beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The file's name, without its end.
    pub name: &'static str,
    /// For people.
    pub title: &'static str,
    /// SEIPD version 2 with this AEAD algorithm (RFC 9580 section 9.6); none: version 1.
    pub aead: Option<u8>,
}

/// What practically every certificate is like.
pub const CURVE25519: Key = Key {
    name: "cv25519",
    title: "Curve25519",
    aead: None,
};
/// What the others are like.
pub const RSA4096: Key = Key {
    name: "rsa4096",
    title: "RSA-4096",
    aead: None,
};
/// Asks for SEIPD version 2 with GCM.
pub const GCM: Key = Key {
    name: "v4-gcm",
    title: "SEIPD v2 GCM",
    aead: Some(3),
};
/// Asks for SEIPD version 2 with OCB.
pub const OCB: Key = Key {
    name: "v4-ocb",
    title: "SEIPD v2 OCB",
    aead: Some(2),
};

impl Key {
    /// The certificate in armor.
    pub fn certificate(self) -> Result<String> {
        self.read(".asc")
    }

    /// The secret key in armor.
    pub fn secret(self) -> Result<String> {
        self.read(".secret.asc")
    }

    fn read(self, end: &str) -> Result<String> {
        let path = paths::root().join(format!("tests/vectors/{}{end}", self.name));
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    }
}

/// One job.
#[derive(Clone, Debug, Serialize)]
pub struct Job {
    /// For people.
    pub name: String,
    /// The scripts of a worker that is not ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scripts: Option<Vec<&'static str>>,
    /// What is done in the worker before its own script.
    pub prelude: &'static str,
    /// What it is asked.
    pub task: Value,
    /// How often.
    pub times: usize,
    /// Whether it waits once the worker has started.
    pub paused: bool,
}

/// How a job went.
#[derive(Clone, Debug, Deserialize)]
pub struct Ran {
    /// What the page took to compile the worker's WebAssembly, before the beginning, in
    /// milliseconds.
    pub compiled: f64,
    /// From the beginning to the started worker, in milliseconds.
    pub started: f64,
    /// Of each time, from request to answer.
    pub milliseconds: Vec<f64>,
    /// The worker's last words.
    pub head: String,
    /// The length of what was sealed.
    pub bytes: u64,
}

/// How our worker is held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Not at all: it writes into the browser's private file system.
    Not,
    /// It has no private file system, so it writes Blob parts.
    Parts,
    /// Also no cipher of the browser's, so it uses rPGP's own.
    OwnCipher,
}

impl Held {
    fn prelude(self) -> &'static str {
        match self {
            Self::Not => "",
            Self::Parts => "delete StorageManager.prototype.getDirectory;\n",
            Self::OwnCipher => {
                "delete StorageManager.prototype.getDirectory;\n\
                 Object.defineProperty(self.crypto, 'subtle', { value: undefined });\n"
            }
        }
    }
}

/// The file that is sealed.
#[derive(Clone, Copy, Debug)]
pub struct Content {
    /// In bytes.
    pub length: u64,
    /// Of the whole.
    pub digest: Digest,
}

const OPENPGPJS: [&str; 3] = ["openpgp.min.js", "parts.js", "openpgpjs.js"];

/// Our worker seals an archive that holds the report and the file.
pub fn ours(name: &str, key: Key, content: Content, held: Held) -> Result<Job> {
    let attachment = Attachment {
        name: FileName::safe("firmware.bin"),
        length: content.length,
        digest: content.digest,
    };
    seal(
        name,
        key,
        Format::Archive,
        vec![attachment],
        "A report.\n",
        held,
    )
}

/// Our worker seals a text.
pub fn our_text(key: Key, text: &str, times: usize) -> Result<Job> {
    let mut job = seal(
        "this project",
        key,
        Format::Text,
        Vec::new(),
        text,
        Held::Not,
    )?;
    job.times = times;
    Ok(job)
}

fn seal(
    name: &str,
    key: Key,
    format: Format,
    attachments: Vec<Attachment>,
    text: &str,
    held: Held,
) -> Result<Job> {
    /// 2026-01-01.
    const NOW: u64 = 1_767_225_600;
    let certificate = key.certificate()?;
    let read = Certificate::read(certificate.as_bytes());
    let read = read.map_err(|error| anyhow::anyhow!("{}: {}", key.name, error.code()))?;
    let primary = read.first().context("no certificate")?;
    let pin = Pinned {
        fingerprint: primary.fingerprint(),
        optional: false,
    };
    let with_file = !attachments.is_empty();
    let request = Request::Seal(Box::new(Sealing {
        checking: Checking {
            pins: vec![pin],
            certificates: 1,
            now: NOW,
        },
        own: false,
        key_ids: KeyIds::Shown,
        reference: Reference::from_random([7; 8]),
        date: Date::from_unix(NOW),
        boundary_seed: [7; 16],
        attachments,
        formats: vec![format],
    }));
    Ok(Job {
        name: name.to_owned(),
        scripts: None,
        prelude: held.prelude(),
        task: json!({
            "head": request,
            "certificates": [certificate],
            "texts": [text, "{}"],
            "withFile": with_file,
        }),
        times: 1,
        paused: false,
    })
}

/// OpenPGP.js seals the file.
pub fn openpgpjs(name: &str, key: Key) -> Result<Job> {
    let task =
        json!({ "certificate": key.certificate()?, "config": config(key), "withFile": true });
    Ok(theirs(name, OPENPGPJS.to_vec(), task))
}

/// OpenPGP.js seals a text.
pub fn openpgpjs_text(key: Key, text: &str, times: usize) -> Result<Job> {
    let task = json!({ "certificate": key.certificate()?, "config": config(key), "text": text });
    let mut job = theirs("OpenPGP.js", OPENPGPJS.to_vec(), task);
    job.times = times;
    Ok(job)
}

/// The file is read and written.
pub fn copy(name: &str, slice_bytes: u64, ahead: u32) -> Job {
    let task = json!({ "sliceBytes": slice_bytes, "ahead": ahead, "withFile": true });
    theirs(name, vec!["copy.js"], task)
}

fn theirs(name: &str, scripts: Vec<&'static str>, task: Value) -> Job {
    Job {
        name: name.to_owned(),
        scripts: Some(scripts),
        prelude: "",
        task,
        times: 1,
        paused: false,
    }
}

/// AES-256 without compression, in the packet that our worker writes for the same certificate.
fn config(key: Key) -> Value {
    /// RFC 9580 section 9.3.
    const AES256: u8 = 9;
    let mut config = json!({
        "preferredSymmetricAlgorithm": AES256,
        "preferredCompressionAlgorithm": 0,
        "aeadProtect": key.aead.is_some(),
    });
    if let Some(aead) = key.aead {
        config["preferredAEADAlgorithm"] = aead.into();
    }
    config
}

/// What our worker says of the message that it sealed.
pub fn told(ran: &Ran) -> Result<Inspected> {
    let head: Head<Response> = serde_json::from_str(&ran.head)?;
    let Response::Sealed { messages, .. } = head.body else {
        bail!("the worker says {}", ran.head);
    };
    messages.into_iter().next().context("no message was sealed")
}
