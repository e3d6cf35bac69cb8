//! RNP, the library of Thunderbird, by its command line.

use std::path::Path;

use anyhow::Result;

use super::{Answer, Opened, Peer, command, run, version_of};

/// As Debian has it.
pub struct Rnp;

impl Peer for Rnp {
    fn name(&self) -> &'static str {
        "rnp"
    }

    fn version(&mut self) -> Result<String> {
        version_of("rnp", "--version")
    }

    fn import(&mut self, secret: &Path) -> Result<Answer<()>> {
        let home = tempfile::tempdir()?;
        let mut command = command("rnpkeys");
        command.arg("--homedir").arg(home.path());
        command.args(["--notty", "--import-keys"]).arg(secret);
        Ok(run(&mut command)?.map(drop))
    }

    fn open(&mut self, secret: &Path, message: &Path) -> Result<Answer<Opened>> {
        let home = tempfile::tempdir()?;
        let mut command = command("rnp");
        command.arg("--homedir").arg(home.path());
        command.arg("--keyfile").arg(secret);
        command.args(["--notty", "--password", "", "--output", "-", "--decrypt"]);
        Ok(run(command.arg(message))?.map(Opened::from))
    }
}
