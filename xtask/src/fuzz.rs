//! `cargo xtask fuzz`: random input to everything that reads what strangers give.
//!
//! Corpora, crashes and logs lie in `fuzz/` of Cargo's target directory. What is worth keeping
//! goes to `tests/regressions/`, where the native tests replay it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use data_encoding::BASE64;

use crate::tools::{self, Tool};
use crate::{paths, run};

/// One input may take so long, in seconds: what people give is read at once or not at all.
const TIMEOUT_SECONDS: u32 = 10;
/// One run may take so much memory.
const MEMORY_MIB: u32 = 2048;
/// The longest input that is kept as a regression test.
const KEPT_BYTES: u32 = 2048;
/// 2026-01-01, at which seeds for a target with a time are looked at; Unix seconds.
const SEED_TIME: u32 = 1_767_225_600;

/// A program in `fuzz/`.
#[derive(Debug, PartialEq, Eq)]
pub struct Target {
    name: &'static str,
    /// The longest input that is tried, in bytes: long enough for two real ones.
    max_len: u32,
    seeds: Seeds,
}

/// The found inputs of a target, in `tests/regressions/`: one in base64 on each line.
const FOUND: &str = "found.txt";

/// What a target starts from, besides `tests/regressions/`.
#[derive(Debug, PartialEq, Eq)]
enum Seeds {
    /// The armored keys of the tests.
    Armor,
    /// The same as packets, and the time.
    Packets,
    /// The shipped vendor files.
    Vendors,
    /// Its folder in `tests/regressions/` is all there is.
    Kept,
}

/// All of them.
pub const TARGETS: [Target; 6] = [
    Target {
        name: "armor",
        max_len: 64 << 10,
        seeds: Seeds::Armor,
    },
    Target {
        name: "certificate",
        max_len: 16 << 10,
        seeds: Seeds::Packets,
    },
    Target {
        name: "file_name",
        max_len: 4 << 10,
        seeds: Seeds::Kept,
    },
    Target {
        name: "owner",
        max_len: 4 << 10,
        seeds: Seeds::Kept,
    },
    Target {
        name: "security_txt",
        max_len: 8 << 10,
        seeds: Seeds::Kept,
    },
    Target {
        name: "vendor_file",
        max_len: 16 << 10,
        seeds: Seeds::Vendors,
    },
];

/// What the command line asks for.
#[derive(Debug)]
pub struct Options {
    /// How long each target runs.
    pub seconds: u32,
    /// Which targets run; all when empty.
    pub targets: Vec<String>,
    /// Whether the found inputs are written to `tests/regressions/` afterwards.
    pub keep: bool,
}

/// Runs the targets one after another, and says at the end how each went.
pub fn fuzz(options: &Options) -> Result<()> {
    for name in &options.targets {
        if !TARGETS.iter().any(|target| target.name == name) {
            let names = TARGETS.map(|target| target.name).join(", ");
            bail!("there is no fuzz target {name:?}, only {names}");
        }
    }
    let home = paths::target_dir()?.join("fuzz");
    let fuzzer = Fuzzer {
        program: tools::ensure(Tool::CargoFuzz)?,
        home,
    };
    let mut summary = Vec::new();
    let mut crashed = false;
    for target in TARGETS {
        if !options.targets.is_empty() && !options.targets.iter().any(|name| target.name == name) {
            continue;
        }
        println!("\n== fuzz {} ==", target.name);
        let outcome = fuzzer.run(&target, options.seconds);
        let log = fs::read_to_string(fuzzer.log(&target)).unwrap_or_default();
        let line = figures(&log);
        match outcome {
            Ok(()) => summary.push(format!("{}: no crash; {line}", target.name)),
            Err(error) => {
                eprintln!("error: {error:#}");
                crashed = true;
                summary.push(format!("{}: CRASHED; {line}", target.name));
            }
        }
        if options.keep {
            fuzzer.keep(&target)?;
        }
    }
    println!("\n{}", summary.join("\n"));
    if crashed {
        bail!("a target crashed");
    }
    Ok(())
}

struct Fuzzer {
    program: PathBuf,
    home: PathBuf,
}

impl Fuzzer {
    fn log(&self, target: &Target) -> PathBuf {
        self.home.join(format!("{}.log", target.name))
    }

    /// A folder of this target, made if need be.
    fn folder(&self, kind: &str, target: &Target) -> Result<PathBuf> {
        let folder = self.home.join(kind).join(target.name);
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(folder)
    }

    /// `cargo fuzz run`, without a sanitizer: those need another compiler, and there is no
    /// `unsafe` here that they could look at.
    fn command(&self, target: &Target, folders: &[&Path]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(["fuzz", "run", "--sanitizer", "none", "--fuzz-dir"]);
        command.arg(paths::root().join("fuzz"));
        command.arg("--target-dir").arg(self.home.join("build"));
        command.arg(target.name).args(folders).arg("--");
        command
            .current_dir(paths::root())
            .env_remove("CARGO_TARGET_DIR");
        command
    }

    fn run(&self, target: &Target, seconds: u32) -> Result<()> {
        let corpus = self.folder("corpus", target)?;
        let seeds = self.folder("seeds", target)?;
        write_seeds(target, &seeds)?;
        let artifacts = self.folder("artifacts", target)?;
        let log = self.log(target);
        println!("{seconds} s; the log is {}", paths::shown(&log));
        let mut command = self.command(target, &[&corpus, &seeds]);
        command.args([
            format!("-max_total_time={seconds}"),
            format!("-timeout={TIMEOUT_SECONDS}"),
            format!("-rss_limit_mb={MEMORY_MIB}"),
            format!("-max_len={}", target.max_len),
            format!("-artifact_prefix={}/", artifacts.display()),
            format!("-dict={}", dictionary(target).display()),
            "-print_final_stats=1".into(),
        ]);
        let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(file);
        run::run(&mut command).with_context(|| {
            format!(
                "see the end of {}; the input is in {}",
                paths::shown(&log),
                paths::shown(&artifacts)
            )
        })
    }

    /// Replaces what was kept of this target by the smallest set of found inputs that reaches as
    /// much.
    fn keep(&self, target: &Target) -> Result<()> {
        let corpus = self.folder("corpus", target)?;
        let seeds = self.folder("seeds", target)?;
        let fresh = self.folder("kept", target)?;
        fs::remove_dir_all(&fresh)?;
        fs::create_dir(&fresh)?;
        let mut command = self.command(target, &[&fresh, &seeds, &corpus]);
        // Without counters: how often a place is passed would keep twice as many.
        command.args(["-merge=1", "-set_cover_merge=1", "-use_counters=0"]);
        command.arg(format!("-max_len={KEPT_BYTES}"));
        run::run(command.stderr(Stdio::null())).context("cannot minimise the corpus")?;
        let mut lines = Vec::new();
        for path in files(&fresh)? {
            lines.push(BASE64.encode(&fs::read(path)?));
        }
        lines.sort_by_key(|line| (line.len(), line.clone()));
        println!("{} inputs are kept", lines.len());
        let path = kept(target).join(FOUND);
        fs::write(&path, lines.join("\n") + "\n")
            .with_context(|| format!("cannot write {}", path.display()))
    }
}

fn kept(target: &Target) -> PathBuf {
    paths::root().join("tests/regressions").join(target.name)
}

fn dictionary(target: &Target) -> PathBuf {
    let name = format!("{}.dict", target.name);
    paths::root().join("fuzz/dictionaries").join(name)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    entries.map(|entry| Ok(entry?.path())).collect()
}

fn write_seeds(target: &Target, folder: &Path) -> Result<()> {
    for path in files(&kept(target))? {
        let name = path.file_name().context("a file has a name")?;
        let content = fs::read(&path)?;
        if name != FOUND {
            fs::write(folder.join(name), content)?;
            continue;
        }
        for (number, line) in content.split(|b| *b == b'\n').enumerate() {
            let input = BASE64.decode(line);
            let input = input.with_context(|| format!("{}: not base64", path.display()))?;
            fs::write(folder.join(format!("found-{number}")), input)?;
        }
    }
    let (sources, extension): (&[&str], _) = match target.seeds {
        Seeds::Armor | Seeds::Packets => (
            &[
                "tests/vectors",
                "tests/vectors/health",
                "tests/certificates",
                "tests/keys",
            ],
            "asc",
        ),
        Seeds::Vendors => (&["vendors"], "json"),
        Seeds::Kept => (&[], ""),
    };
    for source in sources {
        for path in files(&paths::root().join(source))? {
            if path.extension().is_none_or(|it| it != extension) {
                continue;
            }
            let mut seed = fs::read(&path)?;
            if target.seeds == Seeds::Packets {
                seed = without_armor(&String::from_utf8_lossy(&seed))
                    .with_context(|| format!("{} is not armored", path.display()))?;
                seed.extend(SEED_TIME.to_be_bytes());
            }
            let name = path.file_name().context("a file has a name")?;
            fs::write(folder.join(name), seed)?;
        }
    }
    Ok(())
}

/// What is in a text with one block of well-formed armor.
fn without_armor(text: &str) -> Option<Vec<u8>> {
    let body = text.lines().skip_while(|line| !line.is_empty());
    let body: String = body
        .take_while(|line| !line.starts_with('=') && !line.starts_with('-'))
        .collect();
    BASE64
        .decode(body.as_bytes())
        .ok()
        .filter(|it| !it.is_empty())
}

/// Executions and coverage, from the fuzzer's log.
fn figures(log: &str) -> String {
    let executed = log
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    let mut words = log
        .lines()
        .rev()
        .filter(|line| line.starts_with('#'))
        .find_map(|line| line.split_once("cov: "))
        .map(|(_, rest)| rest.split_whitespace());
    let edges = words.as_mut().and_then(Iterator::next).unwrap_or("?");
    let features = words.as_mut().and_then(|words| words.nth(1)).unwrap_or("?");
    let executed = executed.map_or("?", str::trim);
    format!("{executed} executions, {edges} edges, {features} features")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_its_program_dictionary_and_kept_inputs() {
        let manifest = fs::read_to_string(paths::root().join("fuzz/Cargo.toml")).expect("read");
        assert_eq!(manifest.matches("[[bin]]").count(), TARGETS.len());
        for target in &TARGETS {
            let line = format!("name = \"{}\"", target.name);
            assert!(manifest.contains(&line), "{}", target.name);
            assert!(dictionary(target).is_file(), "{}", target.name);
            let kept = files(&kept(target)).expect("a folder");
            assert!(!kept.is_empty(), "{}", target.name);
        }
    }

    #[test]
    fn the_log_tells_executions_and_coverage() {
        let log = "#12\tNEW    cov: 5 ft: 6 corp: 1/1b\n\
            #9000\tDONE   cov: 4860 ft: 9179 corp: 1621/2299Kb lim: 10988\n\
            stat::number_of_executed_units: 9001\n";
        assert_eq!(figures(log), "9001 executions, 4860 edges, 9179 features");
        assert_eq!(figures(""), "? executions, ? edges, ? features");
    }

    #[test]
    fn armor_comes_off() {
        let text = "-----BEGIN X-----\nComment: c\n\nQUJD\nRA==\n=abcd\n-----END X-----\n";
        assert_eq!(without_armor(text).as_deref(), Some(&b"ABCD"[..]));
        assert_eq!(without_armor("no armor"), None);
    }
}
