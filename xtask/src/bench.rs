//! `cargo xtask bench`: what a visitor downloads, how fast the page seals and in how much memory,
//! and how fast the command line does.

mod browser;
mod native;
mod sizes;

use std::fs;
use std::path::Path;
use std::str::FromStr;

use anyhow::{Context, Result};
use serde_json::{Map, Value};

use crate::paths;
use crate::stage::{self, Profile};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What a visitor downloads.
    Sizes,
    /// In Chromium, beside OpenPGP.js and a copy without a cipher.
    Speed,
    /// Of all processes of Chromium.
    Memory,
    /// The command line, beside GnuPG.
    Native,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Sizes, Self::Speed, Self::Memory, Self::Native];

    /// Its name on the command line and in the results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sizes => "sizes",
            Self::Speed => "speed",
            Self::Memory => "memory",
            Self::Native => "native",
        }
    }
}

impl FromStr for Part {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> Result<Self> {
        let part = Self::ALL.into_iter().find(|part| part.name() == name);
        part.with_context(|| format!("nothing called {name:?} is measured"))
    }
}

/// What is measured, and with how much.
#[derive(Clone, Debug)]
pub struct Options {
    /// In their order.
    pub parts: Vec<Part>,
    /// The size of the file that is sealed, in MiB; for `memory` a second one is 16 times as long,
    /// for `native` it is 4 times as long.
    pub mib: u64,
}

impl Options {
    /// The size at which goals are set.
    pub const MIB: u64 = 256;
}

/// Builds a release, measures, prints tables, and puts the results into `target/bench.json`.
/// Results of parts that are not measured now stay there.
pub fn bench(options: &Options) -> Result<()> {
    let json = paths::target_dir()?.join("bench.json");
    let mut results = earlier(&json);
    let needs_pages = options.parts.iter().any(|part| *part != Part::Native);
    let stage = needs_pages.then(|| stage::build(Profile::Release));
    let stage = stage.transpose()?;
    for part in &options.parts {
        let measured = match (part, &stage) {
            (Part::Sizes, Some(stage)) => serde_json::to_value(sizes::measure(stage)?)?,
            (Part::Speed | Part::Memory, Some(stage)) => {
                browser::measure(*part, stage, options.mib)?
            }
            // The only one without pages.
            _ => serde_json::to_value(native::measure(options.mib)?)?,
        };
        results.insert(part.name().to_owned(), measured);
        fs::write(&json, serde_json::to_string_pretty(&results)? + "\n")
            .with_context(|| format!("cannot write {}", json.display()))?;
    }
    println!("\nWritten to {}", paths::shown(&json));
    Ok(())
}

fn earlier(json: &Path) -> Map<String, Value> {
    let text = fs::read(json).unwrap_or_default();
    let results: Map<String, Value> = serde_json::from_slice(&text).unwrap_or_default();
    let is_part = |name: &str| name.parse::<Part>().is_ok();
    results
        .into_iter()
        .filter(|(name, _)| is_part(name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_other_parts_stay() {
        let dir = tempfile::tempdir().expect("a folder");
        let json = dir.path().join("bench.json");
        assert!(earlier(&json).is_empty());
        fs::write(&json, r#"{"form": {}, "memory": {"rows": []}}"#).expect("is written");
        let kept: Vec<String> = earlier(&json).into_iter().map(|(name, _)| name).collect();
        assert_eq!(kept, ["memory"]);
    }
}
