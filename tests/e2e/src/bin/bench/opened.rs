//! Opens what was sealed with the tools of others: a contender that writes anything else than the
//! file has not taken part.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use pgp::composed::{Deserializable, Message, SignedSecretKey};
use pgp::types::Password;
use sealed_report::digest::{Digest, Digesting};
use sealed_report_e2e::gpg::Gnupg;

use crate::job::{Content, Key};

/// What is inside the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    /// The file.
    File,
    /// An archive in which the file is the attachment.
    Archive,
}

/// Fails unless `sealed` opens with the secret key and holds `content`.
pub fn check(sealed: &Path, key: Key, inside: Inside, content: Content) -> Result<()> {
    let (length, digest) = match key.aead {
        None => with_gnupg(sealed, key, inside)?,
        Some(_) => with_rpgp(sealed, key, inside)?,
    };
    if (length, digest) != (content.length, content.digest) {
        bail!(
            "what was sealed for {} is not the file: {length} bytes, {digest}",
            key.title
        );
    }
    Ok(())
}

/// The length and the digest of a file.
pub fn digest(file: &Path) -> Result<Content> {
    let file = File::open(file).with_context(|| format!("no {}", file.display()))?;
    let (length, digest) = hashed(file)?;
    Ok(Content { length, digest })
}

fn with_gnupg(sealed: &Path, key: Key, inside: Inside) -> Result<(u64, Digest)> {
    let gnupg = Gnupg::new()?;
    gnupg.import(key.secret()?.as_bytes())?;
    let mut open = Command::new("gpg");
    open.args([
        "--batch",
        "--quiet",
        "--pinentry-mode",
        "loopback",
        "--passphrase",
        "",
    ])
    .env("GNUPGHOME", gnupg.path())
    .arg("--decrypt")
    .arg(sealed)
    .stdin(Stdio::null())
    .stdout(Stdio::piped())
    .stderr(Stdio::null());
    let mut open = open.spawn().context("cannot start gpg")?;
    let plain = open.stdout.take().context("the output is piped")?;
    let found = match inside {
        Inside::File => hashed(plain),
        Inside::Archive => {
            let mut tar = untar(Stdio::from(plain))?;
            let found = hashed(tar.stdout.take().context("the output is piped")?)?;
            ended("tar", tar)?;
            Ok(found)
        }
    };
    ended("gpg", open)?;
    found
}

fn with_rpgp(sealed: &Path, key: Key, inside: Inside) -> Result<(u64, Digest)> {
    let (secret, _) = SignedSecretKey::from_string(&key.secret()?)?;
    let message = Message::from_bytes(BufReader::new(File::open(sealed)?))?;
    let mut plain = message.decrypt(&Password::empty(), &secret)?;
    match inside {
        Inside::File => hashed(plain),
        Inside::Archive => {
            let mut tar = untar(Stdio::piped())?;
            let mut into = tar.stdin.take().context("the input is piped")?;
            let from = tar.stdout.take().context("the output is piped")?;
            let found = std::thread::spawn(move || hashed(from));
            io::copy(&mut plain, &mut into)?;
            drop(into);
            let found = found.join().ok().context("the reader ended early")??;
            ended("tar", tar)?;
            Ok(found)
        }
    }
}

/// Writes the attachment of the archive that it is given.
fn untar(archive: Stdio) -> Result<Child> {
    let mut tar = Command::new("tar");
    tar.args(["--extract", "--to-stdout", "--wildcards", "*/attachments/*"])
        .stdin(archive)
        .stdout(Stdio::piped());
    tar.spawn().context("cannot start tar")
}

fn ended(name: &str, mut child: Child) -> Result<()> {
    let status = child.wait()?;
    if !status.success() {
        bail!("{name} failed: {status}");
    }
    Ok(())
}

fn hashed(mut from: impl Read) -> Result<(u64, Digest)> {
    let mut hasher = Digesting::default();
    let mut length = 0;
    let mut buffer = vec![0; 1024 * 1024];
    loop {
        let read = from.read(&mut buffer)?;
        if read == 0 {
            return Ok((length, hasher.finish()));
        }
        hasher.update(&buffer[..read]);
        length += read as u64;
    }
}
