//! Implementations in JavaScript and Python. A script of ours loads the library once and then
//! answers a line of JSON with a line of JSON.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{Answer, Opened, Peer};

/// A library in another language.
pub struct Script {
    name: &'static str,
    folder: tempfile::TempDir,
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

/// OpenPGP.js, from npm.
pub fn openpgpjs() -> Result<Script> {
    let library = installed("SEALED_REPORT_OPENPGPJS")?;
    Script::start("OpenPGP.js", "node", "openpgpjs.mjs", Some(library))
}

/// kbpgp, from npm.
pub fn kbpgp() -> Result<Script> {
    let library = installed("SEALED_REPORT_KBPGP")?;
    Script::start("kbpgp", "node", "kbpgp.mjs", Some(library))
}

/// PGPy, from PyPI; it has to be in `PYTHONPATH`.
pub fn pgpy() -> Result<Script> {
    Script::start("PGPy", "python3", "pgpy_peer.py", None)
}

/// pysequoia, from PyPI: Sequoia's library again, in a later version than fits beside rPGP.
pub fn pysequoia() -> Result<Script> {
    Script::start("pysequoia", "python3", "pysequoia_peer.py", None)
}

/// Where `cargo xtask test peers` has put it.
fn installed(variable: &str) -> Result<PathBuf> {
    let place = std::env::var_os(variable);
    let place = place.with_context(|| format!("{variable} is not set: cargo xtask test peers"))?;
    Ok(place.into())
}

impl Script {
    fn start(
        name: &'static str,
        program: &str,
        script: &str,
        library: Option<PathBuf>,
    ) -> Result<Self> {
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts");
        let mut command = Command::new(program);
        command.arg(scripts.join(script)).args(library);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        let output = child.stdout.take().context("piped")?;
        Ok(Self {
            name,
            folder: tempfile::tempdir()?,
            input: child.stdin.take(),
            output: BufReader::new(output),
            child,
        })
    }

    fn ask(&mut self, question: &Value) -> Result<Value> {
        let input = self.input.as_mut().context("piped")?;
        writeln!(input, "{question}")?;
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        serde_json::from_str(&line).with_context(|| format!("{} said {line:?}", self.name))
    }

    fn answer(&mut self, question: &Value) -> Result<Answer<()>> {
        let answer = self.ask(question)?;
        match (&answer["done"], answer["words"].as_str()) {
            (Value::Bool(true), None) => Ok(Ok(())),
            (Value::Bool(false), Some(words)) => Ok(Err(words.to_owned())),
            _ => bail!("{} said {answer}", self.name),
        }
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        // The end of its input is the end of its work.
        self.input = None;
        let _ = self.child.wait();
    }
}

impl Peer for Script {
    fn name(&self) -> &'static str {
        self.name
    }

    fn version(&mut self) -> Result<String> {
        let answer = self.ask(&json!({ "task": "version" }))?;
        let version = answer["version"].as_str();
        Ok(version
            .with_context(|| format!("{} said {answer}", self.name))?
            .to_owned())
    }

    fn import(&mut self, secret: &Path) -> Result<Answer<()>> {
        self.answer(&json!({ "task": "import", "secret": secret }))
    }

    fn open(&mut self, secret: &Path, message: &Path) -> Result<Answer<Opened>> {
        let plaintext = self.folder.path().join("plaintext");
        let question = json!({
            "task": "open", "secret": secret, "message": message, "plaintext": plaintext,
        });
        Ok(match self.answer(&question)? {
            Ok(()) => {
                let bytes = std::fs::read(&plaintext)?;
                std::fs::remove_file(&plaintext)?;
                Ok(bytes.into())
            }
            Err(words) => Err(words),
        })
    }
}
