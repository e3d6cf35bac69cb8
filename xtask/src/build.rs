//! `cargo xtask build`: what is deployed.

use std::path::PathBuf;

use anyhow::Result;

use crate::assemble::{Assembly, assemble};
use crate::paths;
use crate::stage::{self, Profile};
use crate::vendors::{self, Demo};

/// What `build` can be told.
#[derive(Clone, Debug)]
pub struct Options {
    /// How to compile.
    pub profile: Profile,
    /// Whether to take demo vendors in.
    pub demo: Demo,
    /// Where the vendor files are; the shipped ones if `None`.
    pub vendors: Option<PathBuf>,
    /// Where to write; `dist/` if `None`.
    pub out: Option<PathBuf>,
}

/// Compiles and assembles.
pub fn build(options: Options) -> Result<()> {
    let root = paths::root();
    // Before the long part, so that a mistake in them is told at once.
    let dir = options.vendors.unwrap_or_else(|| root.join("vendors"));
    let vendors = vendors::load(&dir, options.demo)?;
    let stage = stage::build(options.profile)?;
    let out = options.out.unwrap_or_else(|| root.join("dist"));
    let homes = assemble(&stage, &Assembly { vendors, out })?;
    println!("Hosted:      {}", paths::shown(&homes.hosted));
    println!("In one file: {}", paths::shown(&homes.file));
    println!("For a frame: {}", paths::shown(&homes.embed));
    Ok(())
}
