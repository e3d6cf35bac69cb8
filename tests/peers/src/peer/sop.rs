//! Programs with the Stateless OpenPGP interface (draft-dkg-openpgp-stateless-cli).

use std::path::Path;

use anyhow::Result;

use super::{Answer, Opened, Peer, command, run, version_of};

/// One of them.
pub struct Sop {
    program: &'static str,
}

impl Sop {
    /// By the name of its program.
    pub fn new(program: &'static str) -> Self {
        Self { program }
    }
}

impl Peer for Sop {
    fn name(&self) -> &'static str {
        self.program
    }

    fn version(&mut self) -> Result<String> {
        version_of(self.program, "version")
    }

    fn import(&mut self, secret: &Path) -> Result<Answer<()>> {
        let mut command = command(self.program);
        quicker_java(&mut command);
        command
            .arg("extract-cert")
            .stdin(std::fs::File::open(secret)?);
        Ok(run(&mut command)?.map(drop))
    }

    fn open(&mut self, secret: &Path, message: &Path) -> Result<Answer<Opened>> {
        let mut command = command(self.program);
        quicker_java(&mut command);
        command.arg("decrypt").arg(secret);
        Ok(run(command.stdin(std::fs::File::open(message)?))?.map(Opened::from))
    }

    fn gives_out(&self, plaintext: &[u8]) -> Vec<u8> {
        match self.program {
            "gosop" => as_gosop_mends(plaintext),
            _ => plaintext.to_vec(),
        }
    }
}

/// `gosop` prints `GetString()` of its library, whatever the mode of the literal packet says: CRLF
/// becomes LF, and every run of bytes that is not UTF-8 one U+FFFD.
fn as_gosop_mends(plaintext: &[u8]) -> Vec<u8> {
    let mut text = String::new();
    let mut after_invalid = false;
    for chunk in plaintext.utf8_chunks() {
        text += chunk.valid();
        after_invalid &= chunk.valid().is_empty();
        if !chunk.invalid().is_empty() && !after_invalid {
            text.push('\u{FFFD}');
            after_invalid = true;
        }
    }
    text.replace("\r\n", "\n").into_bytes()
}

/// `pgpainless-cli` starts a virtual machine for every message: without its optimising compiler it
/// starts sooner.
fn quicker_java(command: &mut std::process::Command) {
    command.env(
        "JDK_JAVA_OPTIONS",
        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    );
}
