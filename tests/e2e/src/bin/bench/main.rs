//! The measurements of `cargo xtask bench` that need a browser, with the stage's folder in
//! `SEALED_REPORT_STAGE` and OpenPGP.js in `SEALED_REPORT_OPENPGPJS`:
//! `cargo run -p sealed-report-e2e --bin bench -- speed|memory [--mib N] JSON`.

mod browser;
mod figures;
mod job;
mod memory;
mod opened;
mod pss;
mod short;
mod speed;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// The size of the file that is sealed, in MiB.
const FILE_MIB: u64 = 256;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (mut what, mut json, mut mib) = (None, None, FILE_MIB);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--mib" => mib = arguments.next().context("--mib takes a number")?.parse()?,
            _ if what.is_none() => what = Some(argument),
            _ => json = Some(PathBuf::from(argument)),
        }
    }
    let json = json.context("usage: bench speed|memory [--mib N] JSON")?;
    let browser = browser::Browser::start()?;
    println!("\n{}", browser.version());
    let measured = match what.as_deref() {
        Some("speed") => speed_and_short(&browser, mib)?,
        Some("memory") => serde_json::to_value(memory::measure(&browser, mib)?)?,
        _ => bail!("neither speed nor memory"),
    };
    fs::write(&json, serde_json::to_string_pretty(&measured)? + "\n")
        .with_context(|| format!("cannot write {}", json.display()))
}

fn speed_and_short(browser: &browser::Browser, mib: u64) -> Result<Value> {
    let short = short::measure(browser)?;
    let speed = speed::measure(browser, mib)?;
    Ok(serde_json::json!({
        "browser": browser.version(),
        "short": short,
        "speed": speed,
    }))
}
