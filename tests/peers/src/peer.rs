//! The other implementations, each behind the same two questions.

mod gnupg;
mod rnp;
mod rpgp;
mod script;
mod sequoia;
mod sop;
mod sq;

use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail};

/// What an implementation answers: what was asked for, or a refusal in its own words. Everything
/// that is not its own answer, such as a program that is missing or was killed, is an error of the
/// `Result` around it.
pub type Answer<T> = std::result::Result<T, String>;

/// A message that was opened.
#[derive(Debug)]
pub struct Opened {
    /// What came out.
    pub plaintext: Vec<u8>,
    /// What it said, if it ended as after an error all the same.
    pub complaint: Option<String>,
}

impl From<Vec<u8>> for Opened {
    fn from(plaintext: Vec<u8>) -> Self {
        Self {
            plaintext,
            complaint: None,
        }
    }
}

/// An implementation of OpenPGP.
pub trait Peer: Send {
    /// As the table calls it.
    fn name(&self) -> &'static str;

    /// What it says about its version. Fails when it is not there.
    fn version(&mut self) -> Result<String>;

    /// Whether it takes this secret key.
    fn import(&mut self, secret: &Path) -> Result<Answer<()>>;

    /// The plaintext of this message, with this secret key, which it has taken before.
    fn open(&mut self, secret: &Path, message: &Path) -> Result<Answer<Opened>>;

    /// What it gives out where it has decrypted `plaintext`: those bytes, unless it takes everything
    /// for text and mends it.
    fn gives_out(&self, plaintext: &[u8]) -> Vec<u8> {
        plaintext.to_vec()
    }
}

/// All of them, in the order of the table.
pub fn all() -> Result<Vec<Box<dyn Peer>>> {
    Ok(vec![
        Box::new(gnupg::GnuPg::default()),
        Box::new(sq::Sq),
        Box::new(sop::Sop::new("sqop")),
        Box::new(rnp::Rnp),
        Box::new(sop::Sop::new("gosop")),
        Box::new(sop::Sop::new("pgpainless-cli")),
        Box::new(script::openpgpjs()?),
        Box::new(script::kbpgp()?),
        Box::new(script::pgpy()?),
        Box::new(script::pysequoia()?),
        Box::new(sequoia::Sequoia),
        Box::new(rpgp::Rpgp),
    ])
}

/// Longer than any of them needs; a program that waits for something is stopped then.
const SECONDS: &str = "120";

/// `program`, under a time limit.
fn command(program: &str) -> Command {
    let mut command = Command::new("timeout");
    command.args(["--kill-after=5", SECONDS, program]);
    command.stdin(Stdio::null());
    command
}

/// Runs it: its standard output, or what it said when it failed.
fn run(command: &mut Command) -> Result<Answer<Vec<u8>>> {
    let output = output(command)?;
    Ok(match output.status.success() {
        true => Ok(output.stdout),
        false => Err(words(&output)),
    })
}

/// Runs it to its own end.
fn output(command: &mut Command) -> Result<Output> {
    let shown = format!("{command:?}");
    let output = command.output().with_context(|| shown.clone())?;
    // 124 to 127: `timeout` stopped it, or could not run it. From 128: it was killed.
    if matches!(output.status.code(), Some(124..) | None) {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{shown}: {}: {said}", output.status);
    }
    Ok(output)
}

/// The first line that it said about the matter.
fn words(output: &Output) -> String {
    // Java about our options, GnuPG about cards, its answers for programs, RNP about a new home.
    const ELSE: [&str; 5] = [
        "NOTE: Picked up",
        "gpg: error getting version",
        "[GNUPG:]",
        "Keyring directory",
        "Use \"rnpkeys\"",
    ];
    let said = String::from_utf8_lossy(&output.stderr);
    let mut lines = said.lines().map(str::trim);
    let line = lines.find(|line| !line.is_empty() && !ELSE.iter().any(|it| line.starts_with(it)));
    line.map_or_else(|| output.status.to_string(), str::to_owned)
}

/// The first line of what `program` prints about its version.
fn version_of(program: &str, argument: &str) -> Result<String> {
    let said = run(command(program).arg(argument))?;
    let Ok(said) = said else {
        bail!("{program} {argument} fails");
    };
    let said = String::from_utf8_lossy(&said);
    let line = said.lines().next().unwrap_or_default().trim();
    Ok(line.to_owned())
}
