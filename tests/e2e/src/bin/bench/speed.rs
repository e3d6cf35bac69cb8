//! One file, one certificate, side by side: the order changes from round to round, and the middle
//! of the rounds counts.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rand::rngs::SmallRng;
use rand::{RngCore, SeedableRng};
use serde::Serialize;

use crate::browser::Browser;
use crate::figures::{Figures, Verdict};
use crate::job::{self, CURVE25519, Content, GCM, Held, Job, Key, OCB, Ran};
use crate::opened::{self, Inside};

const ROUNDS: usize = 5;
const MIB: u64 = 1024 * 1024;

/// OpenPGP.js computes OCB at a few MB/s: its rate is that of this part of the file.
const SLOW_PART: u64 = 16;

/// The slices in which the file is copied, in MiB: the fastest is the limit.
const COPY_SLICES_MIB: [u64; 6] = [1, 2, 4, 8, 16, 32];

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Speed {
    mebibytes: u64,
    tables: Vec<Table>,
}

#[derive(Debug, Serialize)]
struct Table {
    title: String,
    contenders: Vec<Contender>,
    verdicts: Vec<Verdict>,
}

#[derive(Debug, Serialize)]
struct Contender {
    name: String,
    /// 10^6 bytes of the file in a second.
    megabytes_per_second: Figures,
    #[serde(skip)]
    entry: Entry,
}

#[derive(Clone, Debug)]
struct Entry {
    job: Job,
    file: PathBuf,
    content: Content,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Theirs(Key),
    Ours(Key, Held),
    Copy,
}

/// Measures and prints.
pub fn measure(browser: &Browser, mib: u64) -> Result<Speed> {
    let file = browser.dir().join("file.bin");
    let content = random_file(&file, mib * MIB)?;
    let part = browser.dir().join("part.bin");
    let part_content = random_file(&part, (mib / SLOW_PART).max(1) * MIB)?;
    let whole = |job: Job, kind| Entry {
        job,
        file: file.clone(),
        content,
        kind,
    };
    let ours = |name: &str, key: Key, held| -> Result<Entry> {
        let job = job::ours(name, key, content, held)?;
        Ok(whole(job, Kind::Ours(key, held)))
    };

    let mut first = vec![
        whole(
            job::openpgpjs("OpenPGP.js", CURVE25519)?,
            Kind::Theirs(CURVE25519),
        ),
        ours("this project, Blob parts", CURVE25519, Held::Parts)?,
        ours("this project, private file system", CURVE25519, Held::Not)?,
        ours("this project, rPGP's cipher", CURVE25519, Held::OwnCipher)?,
    ];
    for slice in COPY_SLICES_MIB {
        let name = format!("copy, slices of {slice} MiB");
        first.push(whole(job::copy(&name, slice * MIB, 2), Kind::Copy));
    }
    let mut slow = whole(
        job::openpgpjs("OpenPGP.js (a part)", OCB)?,
        Kind::Theirs(OCB),
    );
    (slow.file, slow.content) = (part, part_content);
    let tables = [
        ("SEIPD v1 AES-256", first),
        (
            "SEIPD v2 GCM",
            vec![
                whole(job::openpgpjs("OpenPGP.js", GCM)?, Kind::Theirs(GCM)),
                ours("this project, Blob parts", GCM, Held::Parts)?,
            ],
        ),
        (
            "SEIPD v2 OCB",
            vec![slow, ours("this project, Blob parts", OCB, Held::Parts)?],
        ),
    ];
    let mut measured = Vec::new();
    for (title, entries) in tables {
        let table = table(browser, format!("{title}, {mib} MiB"), entries)?;
        table.print();
        measured.push(table);
    }
    Ok(Speed {
        mebibytes: mib,
        tables: measured,
    })
}

fn table(browser: &Browser, title: String, entries: Vec<Entry>) -> Result<Table> {
    let mut rates = vec![Vec::new(); entries.len()];
    for round in 0..ROUNDS {
        for turn in 0..entries.len() {
            let place = (round + turn) % entries.len();
            let entry = &entries[place];
            let ran = browser.run(&entry.job, Some(&entry.file))?;
            let milliseconds = ran.milliseconds.first().copied().unwrap_or(f64::NAN);
            #[allow(clippy::cast_precision_loss)]
            rates[place].push(entry.content.length as f64 / 1e3 / milliseconds);
            if round == 0 {
                check(browser, entry, &ran).with_context(|| entry.job.name.clone())?;
            }
        }
    }
    let contenders = entries
        .into_iter()
        .zip(rates)
        .map(|(entry, rates)| Contender {
            name: entry.job.name.clone(),
            megabytes_per_second: Figures::of(rates),
            entry,
        });
    let mut table = Table {
        title,
        contenders: contenders.collect(),
        verdicts: Vec::new(),
    };
    table.judge();
    Ok(table)
}

/// Opens what the contender sealed.
fn check(browser: &Browser, entry: &Entry, ran: &Ran) -> Result<()> {
    let sealed = browser.save(ran.bytes)?;
    match entry.kind {
        Kind::Theirs(key) => opened::check(&sealed, key, Inside::File, entry.content),
        Kind::Ours(key, _) => {
            let told = job::told(ran)?;
            let seen = opened::digest(&sealed)?;
            if (told.length, told.digest) != (seen.length, seen.digest) {
                bail!("the worker says {told:?}, the file is {seen:?}");
            }
            opened::check(&sealed, key, Inside::Archive, entry.content)
        }
        Kind::Copy => {
            let seen = opened::digest(&sealed)?;
            if seen.digest != entry.content.digest {
                bail!("the copy is another file");
            }
            Ok(())
        }
    }
}

impl Table {
    fn best(&self, fits: impl Fn(Kind) -> bool) -> Option<f64> {
        let fitting = self
            .contenders
            .iter()
            .filter(|contender| fits(contender.entry.kind));
        fitting
            .map(|contender| contender.megabytes_per_second.median)
            .max_by(f64::total_cmp)
    }

    /// Goals are for version 1, and for Blob parts, which all contenders write.
    fn judge(&mut self) {
        let openpgpjs = self.best(|kind| matches!(kind, Kind::Theirs(_)));
        let copy = self.best(|kind| kind == Kind::Copy);
        let ours = self.best(|kind| kind == Kind::Ours(CURVE25519, Held::Parts));
        let (Some(openpgpjs), Some(copy), Some(ours)) = (openpgpjs, copy, ours) else {
            return;
        };
        self.verdicts = vec![
            Verdict::at_least("x OpenPGP.js", ours / openpgpjs, 2.5),
            Verdict::at_least("of the copy limit", ours / copy, 0.5),
        ];
    }

    fn print(&self) {
        println!(
            "\n{:<40} {:>6} {:>13} {:>12} {:>8}",
            self.title, "MB/s", "least-most", "x OpenPGP.js", "x copy"
        );
        let openpgpjs = self.best(|kind| matches!(kind, Kind::Theirs(_)));
        let copy = self.best(|kind| kind == Kind::Copy);
        let ratio = |rate: f64, to: Option<f64>| match to {
            Some(to) => format!("{:.2}", rate / to),
            None => String::new(),
        };
        for Contender {
            name,
            megabytes_per_second: rate,
            ..
        } in &self.contenders
        {
            let range = format!("{:.0}-{:.0}", rate.least, rate.most);
            println!(
                "  {name:<38} {:>6.0} {range:>13} {:>12} {:>8}",
                rate.median,
                ratio(rate.median, openpgpjs),
                ratio(rate.median, copy)
            );
        }
        for verdict in &self.verdicts {
            verdict.print();
        }
    }
}

/// Random bytes: whatever compresses or is zero could be told from a real file.
fn random_file(path: &Path, length: u64) -> Result<Content> {
    let mut file = File::create(path)?;
    let mut random = Random(SmallRng::seed_from_u64(length)).take(length);
    io::copy(&mut random, &mut file)?;
    file.flush()?;
    opened::digest(path)
}

struct Random(SmallRng);

impl Read for Random {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.fill_bytes(buffer);
        Ok(buffer.len())
    }
}
