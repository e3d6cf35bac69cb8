//! Implementations of OpenPGP in other languages, in pinned versions, for `cargo xtask test peers`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{apt, paths, run};

/// From npm: the variable that tells the tests where it is, its name, its version.
const NPM: [(&str, &str, &str); 2] = [
    ("SEALED_REPORT_OPENPGPJS", "openpgp", "6.3.2"),
    ("SEALED_REPORT_KBPGP", "kbpgp", "2.1.19"),
];

/// From PyPI: PGPy in the fork that is kept up, and pysequoia; below them what they need.
const PYPI: [&str; 4] = [
    "PGPy13==0.6.1rc1",
    "pysequoia==0.1.35",
    "cryptography==50.0.2",
    "pyasn1==0.6.5",
];

/// Installs what is missing; the variables that tell the tests where everything is.
pub fn ensure() -> Result<Vec<(&'static str, OsString)>> {
    let mut variables = Vec::new();
    for (variable, name, version) in NPM {
        variables.push((variable, npm(name, version)?.into()));
    }
    variables.push(("PYTHONPATH", python()?.into()));
    Ok(variables)
}

/// As [`ensure`], for OpenPGP.js alone.
pub fn openpgpjs() -> Result<(&'static str, OsString)> {
    let (variable, name, version) = NPM[0];
    Ok((variable, npm(name, version)?.into()))
}

/// The folder of the package.
fn npm(name: &str, version: &str) -> Result<PathBuf> {
    let home = home(&format!("{name}-{version}"))?;
    if !is_done(&home) {
        println!("Installing {name} {version} from npm: it opens what the library sealed.");
        apt::need_program("npm", "it installs implementations in JavaScript")?;
        let mut install = Command::new("npm");
        install.args([
            "install",
            "--no-audit",
            "--no-fund",
            "--no-save",
            "--ignore-scripts",
        ]);
        install.arg("--prefix").arg(&home);
        run::run(install.arg(format!("{name}@{version}")))?;
        done(&home)?;
    }
    Ok(home.join("node_modules").join(name))
}

/// The folder that Python shall look into.
fn python() -> Result<PathBuf> {
    // Compiled packages fit one version of Python.
    let version = run::output(Command::new("python3").arg("--version"))?;
    let home = home(&format!(
        "{}-{}",
        PYPI.join("-").replace("==", "-"),
        version.trim().replace(' ', "-")
    ))?;
    if !is_done(&home) {
        println!(
            "Installing {} from PyPI: they open what the library sealed.",
            PYPI[..2].join(" and ")
        );
        let mut install = Command::new("python3");
        install.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]);
        install
            .args(["--only-binary", ":all:", "--target"])
            .arg(&home);
        run::run(install.args(PYPI))?;
        done(&home)?;
    }
    Ok(home)
}

fn home(name: &str) -> Result<PathBuf> {
    let home = paths::tool_cache()?.join(name);
    std::fs::create_dir_all(&home).with_context(|| format!("cannot make {}", home.display()))?;
    Ok(home)
}

/// An installation that was broken off is begun anew.
fn is_done(home: &Path) -> bool {
    home.join("installed").is_file()
}

fn done(home: &Path) -> Result<()> {
    std::fs::write(home.join("installed"), "").context("cannot note an installation")
}
