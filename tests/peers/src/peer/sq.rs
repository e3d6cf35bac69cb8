//! `sq`, Sequoia's command line.

use std::path::Path;

use anyhow::Result;

use super::{Answer, Opened, Peer, command, run, version_of};

/// As Debian has it.
pub struct Sq;

impl Peer for Sq {
    fn name(&self) -> &'static str {
        "sq"
    }

    fn version(&mut self) -> Result<String> {
        version_of("sq", "--version")
    }

    fn import(&mut self, secret: &Path) -> Result<Answer<()>> {
        let said = run(command("sq").args(["key", "extract-cert"]).arg(secret))?;
        Ok(said.map(drop))
    }

    fn open(&mut self, secret: &Path, message: &Path) -> Result<Answer<Opened>> {
        let mut command = command("sq");
        command.arg("decrypt").arg("--recipient-key").arg(secret);
        Ok(run(command.arg(message))?.map(Opened::from))
    }
}
