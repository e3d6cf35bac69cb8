//! What needs a browser is measured by a program of the end-to-end tests, which drive browsers.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::Part;
use crate::stage::Stage;
use crate::{apt, libraries, paths, run, tools};

/// Measures `part` with a file of `mib` MiB, and gives what was measured.
pub fn measure(part: Part, stage: &Stage, mib: u64) -> Result<Value> {
    apt::ensure(&[apt::CHROMIUM, apt::CHROMEDRIVER, apt::GNUPG])?;
    let json = paths::target_dir()?.join(format!("bench-{}.json", part.name()));
    let mut bench = Command::new(paths::cargo());
    bench
        .current_dir(paths::root())
        .args(["run", "--quiet", "--package", "sealed-report-e2e", "--bin"])
        .args(["bench", "--", part.name(), "--mib", &mib.to_string()])
        .arg(&json)
        .env("SEALED_REPORT_STAGE", stage.dir());
    let (variable, library) = libraries::openpgpjs()?;
    bench.env(variable, library);
    for (variable, package) in [
        ("CHROMIUM", apt::CHROMIUM),
        ("CHROMEDRIVER", apt::CHROMEDRIVER),
    ] {
        let program = tools::find(package.program);
        bench.env(
            variable,
            program.with_context(|| format!("no {}", package.program))?,
        );
    }
    run::run(&mut bench)?;
    let measured = std::fs::read(&json)?;
    std::fs::remove_file(&json)?;
    Ok(serde_json::from_slice(&measured)?)
}
