//! The command line beside GnuPG: whole processes that seal the same file to the same certificate,
//! without compression.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{apt, paths, run};

const ROUNDS: usize = 5;
const MIB: u64 = 1024 * 1024;

/// How much longer the file is than the one in the browser: 1 GiB and 256 MiB.
const LONGER: u64 = 4;

const VENDOR: &str = "vendors/example.json";
const REPORT: &str = "tests/native/golden/full.json";
const SECRET: &str = "tests/keys/example-corp.secret.asc";
/// When the report was written: the certificate is good then.
const AT: &str = "2026-12-24T18:00:00+01:00";

/// Puts the times of a command behind what it says: wall clock, user, system, in seconds.
const TIMED: &str = "TIMEFORMAT='%R %U %S'; time \"$@\"";

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Native {
    mebibytes: u64,
    sealed_report: Times,
    gnupg: Times,
    /// GnuPG's wall clock by ours: above 1 we are faster.
    ratio: f64,
}

/// Medians, in seconds.
#[derive(Debug, Serialize)]
struct Times {
    wall_seconds: f64,
    cpu_seconds: f64,
    #[serde(skip)]
    all: Vec<(f64, f64)>,
}

/// Builds the program, measures and prints.
pub fn measure(mib: u64) -> Result<Native> {
    apt::ensure(&[apt::GNUPG])?;
    let target = paths::target_dir()?;
    let root = paths::root();
    let mut build = Command::new(paths::cargo());
    build
        .current_dir(&root)
        .args(["build", "--profile", "native", "--quiet"]);
    build.args(["--package", "sealed-report", "--bin", "sealed-report"]);
    run::run(build.args(["--no-default-features", "--features", "cli,pqc"]))?;

    let dir = target.join("bench-native");
    let home = dir.join("gnupg");
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    fs::create_dir_all(&home)?;
    run::output(Command::new("chmod").arg("700").arg(&home))?;
    let gpg = || {
        let mut gpg = Command::new("gpg");
        gpg.env("GNUPGHOME", &home);
        gpg.args(["--batch", "--quiet", "--pinentry-mode", "loopback"]);
        gpg.args(["--passphrase", "", "--trust-model", "always"]);
        gpg
    };
    run::run(gpg().arg("--import").arg(root.join(SECRET)))?;
    let listed = run::output(gpg().args(["--with-colons", "--list-keys"]))?;
    let fingerprint = listed.lines().find_map(|line| line.strip_prefix("fpr:"));
    let fingerprint = fingerprint.map(|rest| rest.trim_matches(':').to_owned());
    let fingerprint = fingerprint.context("GnuPG lists no key")?;
    let file = dir.join("file.bin");
    let digest = random_file(&file, mib * LONGER * MIB)?;

    let archive = dir.join("report.tar.pgp");
    let message = dir.join("file.gpg");
    let mut ours = Command::new(target.join("native/sealed-report"));
    ours.current_dir(&root);
    ours.args(["seal", "--vendor", VENDOR, "--report", REPORT, "--at", AT]);
    ours.args(["--format", "archive", "--force", "--attach"])
        .arg(&file);
    ours.arg("--out").arg(&archive);
    let mut theirs = gpg();
    theirs.args(["-z", "0", "--yes", "--recipient", &fingerprint, "--output"]);
    theirs.arg(&message).arg("--encrypt").arg(&file);

    let mut times = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS {
        for turn in 0..times.len() {
            let place = (round + turn) % times.len();
            times[place].push(timed([&ours, &theirs][place])?);
        }
    }
    let tar = Some(["--extract", "--to-stdout", "--wildcards", "*/attachments/*"]);
    for (sealed, tar) in [(&archive, tar), (&message, None)] {
        if opened(gpg().arg("--decrypt").arg(sealed), tar)? != digest {
            bail!("{} does not hold the file", sealed.display());
        }
    }
    let mut agent = Command::new("gpgconf");
    run::run(agent.env("GNUPGHOME", &home).args(["--kill", "all"]))?;
    fs::remove_dir_all(&dir)?;

    let [ours, theirs] = times.map(Times::of);
    let native = Native {
        mebibytes: mib * LONGER,
        ratio: theirs.wall_seconds / ours.wall_seconds,
        sealed_report: ours,
        gnupg: theirs,
    };
    native.print();
    Ok(native)
}

impl Times {
    fn of(all: Vec<(f64, f64)>) -> Self {
        let median = |of: fn(&(f64, f64)) -> f64| {
            let mut values: Vec<f64> = all.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
        };
        Self {
            wall_seconds: median(|(wall, _)| *wall),
            cpu_seconds: median(|(_, cpu)| *cpu),
            all,
        }
    }
}

impl Native {
    fn print(&self) {
        let title = format!("Whole processes, {} MiB", self.mebibytes);
        println!(
            "\n{title:<40} {:>8} {:>8} {:>13}",
            "wall s", "CPU s", "least-most"
        );
        for (name, times) in [
            ("sealed-report seal --format archive", &self.sealed_report),
            ("gpg -z 0 --encrypt", &self.gnupg),
        ] {
            let walls = times.all.iter().map(|(wall, _)| *wall);
            let least = walls.clone().fold(f64::INFINITY, f64::min);
            let range = format!("{least:.2}-{:.2}", walls.fold(0.0, f64::max));
            println!(
                "  {name:<38} {:>8.2} {:>8.2} {range:>13}",
                times.wall_seconds, times.cpu_seconds
            );
        }
        println!("  {:.2} x as fast as GnuPG", self.ratio);
    }
}

/// Wall clock and processor, in seconds.
fn timed(command: &Command) -> Result<(f64, f64)> {
    let mut timed = Command::new("bash");
    timed.args(["-c", TIMED, "bash"]).arg(command.get_program());
    timed.args(command.get_args()).stdin(Stdio::null());
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            timed.env(name, value);
        }
    }
    if let Some(dir) = command.get_current_dir() {
        timed.current_dir(dir);
    }
    let output = timed.output().context("cannot start bash")?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        bail!("{:?} failed: {said}", command.get_program());
    }
    let line = said.lines().next_back().unwrap_or_default();
    let times: Vec<f64> = line
        .split(' ')
        .filter_map(|time| time.parse().ok())
        .collect();
    match times[..] {
        [wall, user, system] => Ok((wall, user + system)),
        _ => bail!("no times in {line:?}"),
    }
}

/// The digest of what the message holds, through `tar` where it is an archive.
fn opened(open: &mut Command, tar: Option<[&str; 4]>) -> Result<[u8; 32]> {
    let mut open = open.stdout(Stdio::piped()).spawn()?;
    let plain = open.stdout.take().context("the output is piped")?;
    let digest = match tar {
        None => hashed(plain)?,
        Some(arguments) => {
            let mut tar = Command::new("tar");
            tar.args(arguments).stdin(plain).stdout(Stdio::piped());
            let mut tar = tar.spawn()?;
            let digest = hashed(tar.stdout.take().context("the output is piped")?)?;
            if !tar.wait()?.success() {
                bail!("tar does not take the archive");
            }
            digest
        }
    };
    if !open.wait()?.success() {
        bail!("gpg does not open the message");
    }
    Ok(digest)
}

/// Writes a file that does not compress.
fn random_file(path: &Path, length: u64) -> Result<[u8; 32]> {
    let mut file = io::BufWriter::new(File::create(path)?);
    let mut random = File::open("/dev/urandom")?.take(length);
    io::copy(&mut random, &mut file)?;
    drop(file);
    hashed(File::open(path)?)
}

fn hashed(mut from: impl Read) -> Result<[u8; 32]> {
    let mut hasher = Sha256::new();
    io::copy(&mut from, &mut hasher)?;
    Ok(hasher.finalize().into())
}
