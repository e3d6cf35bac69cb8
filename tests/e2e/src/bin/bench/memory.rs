//! The most memory that the whole browser needs while a file is sealed, over what it needs beside
//! the started worker.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Serialize;

use crate::browser::Browser;
use crate::figures::Verdict;
use crate::job::{self, CURVE25519, Content, Held};
use crate::opened::{self, Inside};
use crate::pss::{self, Watch};

const MIB: u64 = 1024 * 1024;

/// How much longer the large file is than the usual one: 4 GiB and 256 MiB.
const LARGE: u64 = 16;

/// The goal for either size, in MiB.
const GOAL_MIB: f64 = 64.0;

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Memory {
    browser: String,
    rows: Vec<Row>,
    verdicts: Vec<Verdict>,
}

#[derive(Debug, Serialize)]
struct Row {
    name: String,
    file_mebibytes: u64,
    idle_mebibytes: f64,
    /// Over idle.
    peak_mebibytes: f64,
    seconds: f64,
}

/// Measures and prints.
pub fn measure(browser: &Browser, mib: u64) -> Result<Memory> {
    let usual = file(browser, mib)?;
    let large = file(browser, mib * LARGE)?;
    println!(
        "\n{:<40} {:>9} {:>10} {:>10} {:>8}",
        "PSS of the browser, MiB", "file", "idle", "over it", "seconds"
    );
    let mut rows = Vec::new();
    let mut verdicts = Vec::new();
    for (name, held, (path, content)) in [
        ("private file system", Held::Not, &usual),
        ("private file system", Held::Not, &large),
        ("Blob parts", Held::Parts, &usual),
    ] {
        let row = row(browser, name, held, path, *content)?;
        println!(
            "  {:<38} {:>9} {:>10.0} {:>10.0} {:>8.1}",
            row.name, row.file_mebibytes, row.idle_mebibytes, row.peak_mebibytes, row.seconds
        );
        if held == Held::Not {
            let what = format!("{} MiB:", row.file_mebibytes);
            verdicts.push(Verdict::at_most(&what, row.peak_mebibytes, GOAL_MIB, "MiB"));
        }
        rows.push(row);
    }
    for verdict in &verdicts {
        verdict.print();
    }
    Ok(Memory {
        browser: browser.version(),
        rows,
        verdicts,
    })
}

fn row(browser: &Browser, name: &str, held: Held, path: &Path, content: Content) -> Result<Row> {
    let job = job::ours(name, CURVE25519, content, held)?;
    browser.run_to_pause(&job, Some(path))?;
    let process = browser.process()?;
    let idle = pss::at_rest(process)?;
    let watch = Watch::begin(process);
    let ran = browser.go_on(&job);
    let peak = watch.peak()?;
    let ran = ran?;
    let sealed = browser.save(ran.bytes)?;
    let told = job::told(&ran)?;
    if told.length != ran.bytes {
        bail!("the worker says {told:?} of {} bytes", ran.bytes);
    }
    opened::check(&sealed, CURVE25519, Inside::Archive, content).context(job.name)?;
    Ok(Row {
        name: name.to_owned(),
        file_mebibytes: content.length / MIB,
        idle_mebibytes: mebibytes(idle),
        peak_mebibytes: mebibytes(peak.saturating_sub(idle)),
        seconds: ran.milliseconds.first().copied().unwrap_or(f64::NAN) / 1e3,
    })
}

/// A file of zeros that takes no room on the disk, but for its first bytes.
fn file(browser: &Browser, mib: u64) -> Result<(PathBuf, Content)> {
    let path = browser.dir().join(format!("zeros-{mib}.bin"));
    let file = File::create(&path)?;
    file.set_len(mib * MIB)?;
    let content = opened::digest(&path)?;
    Ok((path, content))
}

#[allow(clippy::cast_precision_loss)]
fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / MIB as f64
}
