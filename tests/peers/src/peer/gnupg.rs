//! GnuPG, with a throw-away home for each key: it can open a message with that key alone.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use super::{Answer, Opened, Peer, command, output, run, version_of, words};

/// As Debian has it.
#[derive(Default)]
pub struct GnuPg {
    homes: HashMap<PathBuf, Home>,
}

/// A home that goes away with its agent.
struct Home(TempDir);

impl Home {
    /// The path is short: the agent's socket lies in it.
    fn new() -> Result<Self> {
        let builder = tempfile::Builder::new().prefix("g").tempdir_in("/tmp")?;
        Ok(Self(builder))
    }

    fn gpg(&self) -> Command {
        let mut gpg = command("gpg");
        gpg.env("GNUPGHOME", self.0.path());
        gpg.args(["--batch", "--quiet", "--no-permission-warning"]);
        gpg.args(["--no-auto-key-retrieve", "--pinentry-mode", "loopback"]);
        gpg.args(["--passphrase", ""]);
        gpg
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let mut kill = Command::new("gpgconf");
        kill.env("GNUPGHOME", self.0.path()).args(["--kill", "all"]);
        // A home whose agent never ran has none to stop.
        let _ = kill.output();
    }
}

impl Peer for GnuPg {
    fn name(&self) -> &'static str {
        "gpg"
    }

    fn version(&mut self) -> Result<String> {
        version_of("gpg", "--version")
    }

    fn import(&mut self, secret: &Path) -> Result<Answer<()>> {
        let home = Home::new()?;
        let answer = run(home.gpg().arg("--import").arg(secret))?;
        self.homes.insert(secret.to_owned(), home);
        Ok(answer.map(drop))
    }

    /// What counts is what it tells other programs. Its exit status is 2 after every complaint, even
    /// where it went on and decrypted.
    fn open(&mut self, secret: &Path, message: &Path) -> Result<Answer<Opened>> {
        let home = self.homes.get(secret).context("was imported before")?;
        let mut gpg = home.gpg();
        gpg.args(["--status-fd", "2", "--decrypt"]).arg(message);
        let output = output(&mut gpg)?;
        let said = String::from_utf8_lossy(&output.stderr);
        let tells = |word: &str| said.lines().any(|line| line == format!("[GNUPG:] {word}"));
        let good = tells("DECRYPTION_OKAY") && tells("GOODMDC") && !tells("DECRYPTION_FAILED");
        if !good {
            ensure!(
                !output.status.success(),
                "gpg ends well without a word: {said}"
            );
            return Ok(Err(words(&output)));
        }
        let complaint = (!output.status.success()).then(|| words(&output));
        Ok(Ok(Opened {
            plaintext: output.stdout,
            complaint,
        }))
    }
}
