//! A report of 10 KB in the text format, from request to ciphertext: with a worker that has yet to
//! be started from code that the page holds compiled (cold), and with the same worker again (warm).

use anyhow::{Context, Result, bail};
use sealed_report_e2e::gpg::Gnupg;
use serde::Serialize;

use crate::browser::Browser;
use crate::figures::{Figures, Verdict};
use crate::job::{self, CURVE25519, Job, Key, RSA4096};

const ROUNDS: usize = 5;

/// Of the report.
const BYTES: usize = 10_000;

/// In each worker: the first is cold, the middle of the others is warm.
const TIMES: usize = 6;

/// What was measured, in milliseconds.
#[derive(Debug, Serialize)]
pub struct Short {
    contenders: Vec<Contender>,
    verdicts: Vec<Verdict>,
}

#[derive(Debug, Serialize)]
struct Contender {
    name: String,
    certificate: &'static str,
    /// What the page took to compile the worker's WebAssembly, which it does when it has fetched
    /// it: before anything is asked of a worker.
    compiled: Figures,
    /// From the start of the worker to the first ciphertext.
    cold: Figures,
    /// Of them, until the worker takes requests.
    started: Figures,
    warm: Figures,
}

/// Measures and prints.
pub fn measure(browser: &Browser) -> Result<Short> {
    let text = report();
    let mut contenders = Vec::new();
    let mut verdicts = Vec::new();
    println!(
        "\n{:<40} {:>8} {:>8} {:>11} {:>8}",
        "10 KB report, ms", "compiled", "cold", "of it start", "warm"
    );
    for key in [CURVE25519, RSA4096] {
        let jobs = [
            job::openpgpjs_text(key, &text, TIMES)?,
            job::our_text(key, &text, TIMES)?,
        ];
        let [theirs, ours] = pair(browser, key, &jobs, &text)?;
        for contender in [&theirs, &ours] {
            println!(
                "  {:<38} {:>8.0} {:>8.0} {:>11.0} {:>8.1}",
                format!("{}, {}", contender.name, key.title),
                contender.compiled.median,
                contender.cold.median,
                contender.started.median,
                contender.warm.median
            );
        }
        let goal = |what: &str, ours: &Figures, theirs: &Figures| {
            let what = format!("{}, {what}:", key.title);
            Verdict::at_most(&what, ours.median, theirs.median, "ms")
        };
        verdicts.push(goal("cold", &ours.cold, &theirs.cold));
        verdicts.push(goal("warm", &ours.warm, &theirs.warm));
        contenders.extend([theirs, ours]);
    }
    for verdict in &verdicts {
        verdict.print();
    }
    Ok(Short {
        contenders,
        verdicts,
    })
}

fn pair(browser: &Browser, key: Key, jobs: &[Job; 2], text: &str) -> Result<[Contender; 2]> {
    let mut ran = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS {
        for turn in 0..jobs.len() {
            let place = (round + turn) % jobs.len();
            ran[place].push(browser.run(&jobs[place], None)?);
            if round == 0 {
                let sealed = ran[place].last().map_or(0, |ran| ran.bytes);
                check(browser, key, sealed, text).with_context(|| jobs[place].name.clone())?;
            }
        }
    }
    let contender = |place: usize| {
        let ran = &ran[place];
        let cold = ran.iter().map(|ran| ran.started + ran.milliseconds[0]);
        let warm = ran
            .iter()
            .map(|ran| Figures::of(ran.milliseconds[1..].to_vec()).median);
        Contender {
            name: jobs[place].name.clone(),
            certificate: key.title,
            compiled: Figures::of(ran.iter().map(|ran| ran.compiled).collect()),
            cold: Figures::of(cold.collect()),
            started: Figures::of(ran.iter().map(|ran| ran.started).collect()),
            warm: Figures::of(warm.collect()),
        }
    };
    Ok([contender(0), contender(1)])
}

fn check(browser: &Browser, key: Key, sealed: u64, text: &str) -> Result<()> {
    let message = std::fs::read(browser.save(sealed)?)?;
    let gnupg = Gnupg::new()?;
    gnupg.import(key.secret()?.as_bytes())?;
    if gnupg.decrypt(&message)? != text.as_bytes() {
        bail!("what was sealed for {} is not the report", key.title);
    }
    Ok(())
}

fn report() -> String {
    let line = "A frame of 70,000 bytes ends the daemon before it asks who is there.\n";
    let mut text = line.repeat(BYTES / line.len() + 1);
    text.truncate(BYTES - 1);
    text.push('\n');
    text
}
