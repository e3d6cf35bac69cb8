//! `cargo xtask test`: native, beside other implementations, in the browser, end to end.

use std::path::PathBuf;
use std::process::Command;
use std::str::FromStr;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::stage::{self, Profile};
use crate::tools::{self, Tool};
use crate::{apt, libraries, paths, run};

/// A kind of tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suite {
    /// What needs no browser.
    Native,
    /// Other implementations of OpenPGP open what the library seals.
    Peers,
    /// The shell, in Chromium.
    Browser,
    /// The pages themselves, in Chromium and Firefox, with servers and GnuPG.
    EndToEnd,
}

impl Suite {
    /// All of them, the quickest first.
    pub const ALL: [Self; 4] = [Self::Native, Self::Peers, Self::Browser, Self::EndToEnd];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Peers => "peers",
            Self::Browser => "browser",
            Self::EndToEnd => "e2e",
        }
    }
}

impl FromStr for Suite {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> Result<Self> {
        let suite = Self::ALL.into_iter().find(|suite| suite.name() == name);
        suite.with_context(|| format!("there are no tests called {name:?}"))
    }
}

/// Runs `suites`, all of them even if one fails, and says at the end how each went.
pub fn test(suites: Vec<Suite>) -> Result<()> {
    let mut summary = Vec::new();
    let mut failed = false;
    for suite in suites {
        println!("\n== {} tests ==", suite.name());
        let begin = Instant::now();
        let outcome = match suite {
            Suite::Native => native(),
            Suite::Peers => peers(),
            Suite::Browser => browser(),
            Suite::EndToEnd => end_to_end(),
        };
        let seconds = begin.elapsed().as_secs();
        let word = match &outcome {
            Ok(()) => "passed",
            Err(_) => "FAILED",
        };
        if let Err(error) = outcome {
            eprintln!("error: {error:#}");
            failed = true;
        }
        summary.push(format!("{} {word} ({seconds} s)", suite.name()));
    }
    println!("\nTests: {}", summary.join(", "));
    if failed {
        bail!("not all tests passed");
    }
    Ok(())
}

fn native() -> Result<()> {
    // Some of the vectors are opened with GnuPG, and archives with what unpacks them elsewhere.
    apt::ensure(&[apt::GNUPG, apt::LIBARCHIVE])?;
    run::run(cargo().args([
        "test",
        "--no-default-features",
        "--features",
        "schema,pqc,cli",
        "--no-fail-fast",
    ]))?;
    run::run(cargo().args(["test", "--package", "xtask"]))
}

fn peers() -> Result<()> {
    apt::ensure(&apt::PEERS)?;
    let mut test = cargo();
    test.args(["test", "--package", "sealed-report-peers", "--no-fail-fast"]);
    for (variable, place) in libraries::ensure()? {
        test.env(variable, place);
    }
    run::run(&mut test)
}

fn browser() -> Result<()> {
    apt::ensure(&[apt::CHROMIUM, apt::CHROMEDRIVER])?;
    tools::ensure_wasm_target()?;
    let runner = tools::ensure(Tool::WasmBindgenTestRunner)?;
    let mut test = cargo();
    test.args(["test", "--target", "wasm32-unknown-unknown"]);
    test.args(["--test", "browser"]);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    test.env("CHROMEDRIVER", program(apt::CHROMEDRIVER)?);
    // The runner takes the first driver it finds, and other variables go before ours.
    test.env_remove("GECKODRIVER").env_remove("SAFARIDRIVER");
    run::run(&mut test)
}

fn end_to_end() -> Result<()> {
    apt::ensure(&[apt::CHROMIUM, apt::CHROMEDRIVER, apt::FIREFOX, apt::GNUPG])?;
    let geckodriver = tools::ensure(Tool::Geckodriver)?;
    // What is deployed is what is tested.
    let stage = stage::build(Profile::Release)?;
    let mut test = cargo();
    test.args(["test", "--package", "sealed-report-e2e", "--no-fail-fast"]);
    test.env("SEALED_REPORT_STAGE", stage.dir());
    test.env("CHROMIUM", program(apt::CHROMIUM)?);
    test.env("CHROMEDRIVER", program(apt::CHROMEDRIVER)?);
    test.env("FIREFOX", program(apt::FIREFOX)?);
    test.env("GECKODRIVER", geckodriver);
    run::run(&mut test)
}

fn cargo() -> Command {
    let mut cargo = Command::new(paths::cargo());
    cargo.current_dir(paths::root());
    cargo
}

fn program(package: apt::Package) -> Result<PathBuf> {
    tools::find(package.program).with_context(|| format!("{} is not there", package.program))
}
