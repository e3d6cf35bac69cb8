//! The stage: what was compiled, before pages are made of it. [`crate::assemble`] needs nothing
//! else, so that tests can make pages for their own vendors without compiling again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::tools::{self, Tool};
use crate::{optimise, paths, run};

/// How the programs are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build, large.
    Debug,
    /// Small, as it is deployed.
    Release,
}

impl Profile {
    /// The name of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// The style sheets, in the order in which they apply.
const STYLES: [&str; 3] = ["tokens.css", "base.css", "components.css"];

/// A folder with everything that pages are assembled from.
#[derive(Clone, Debug)]
pub struct Stage {
    dir: PathBuf,
}

impl Stage {
    /// The template of every page.
    pub const TEMPLATE: &str = "index.html";
    /// The style of every page.
    pub const STYLE: &str = "style.css";
    /// Starts the page.
    pub const BOOT: &str = "boot.js";

    /// The stage that was built into `dir`.
    pub fn open(dir: impl Into<PathBuf>) -> Result<Self> {
        let stage = Self { dir: dir.into() };
        for file in [
            Self::TEMPLATE,
            Self::STYLE,
            Self::BOOT,
            "page.wasm",
            "worker.wasm",
        ] {
            if !stage.dir.join(file).is_file() {
                bail!("{} is no stage: it has no {file}", stage.dir.display());
            }
        }
        Ok(stage)
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// A file of the stage as text.
    pub fn text(&self, file: &str) -> Result<String> {
        let path = self.dir.join(file);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    }

    /// A file of the stage.
    pub fn bytes(&self, file: &str) -> Result<Vec<u8>> {
        let path = self.dir.join(file);
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    }
}

/// Compiles what has changed, and gives the stage in `target/stage/`.
pub fn build(profile: Profile) -> Result<Stage> {
    let target = paths::target_dir()?;
    let compiled = target.join("trunk").join(profile.name());
    let dir = target.join("stage").join(profile.name());
    trunk(profile, &compiled)?;

    fs::create_dir_all(&dir)?;
    if compiled.join("snippets").exists() {
        bail!(
            "a dependency brings JavaScript files of its own; a single-file page cannot hold them"
        );
    }
    let root = paths::root();
    copy(&root.join("index.html"), &dir.join(Stage::TEMPLATE))?;
    copy(&root.join("src/browser/boot.js"), &dir.join(Stage::BOOT))?;
    let mut style = String::new();
    for file in STYLES {
        let path = compiled.join(file);
        style += &fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
    }
    fs::write(dir.join(Stage::STYLE), style)?;
    for program in ["page", "worker"] {
        copy(
            &compiled.join(format!("{program}.js")),
            &dir.join(format!("{program}.js")),
        )?;
        let wasm = compiled.join(format!("{program}_bg.wasm"));
        match profile {
            Profile::Debug => copy(&wasm, &dir.join(format!("{program}.wasm")))?,
            Profile::Release => {
                refuse_folders(&wasm)?;
                optimise::optimise(&wasm, &dir, program)?;
            }
        }
    }
    Stage::open(dir)
}

/// Refuses a module that names a folder of the building machine.
fn refuse_folders(wasm: &Path) -> Result<()> {
    let bytes = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    for folder in [paths::root(), paths::cargo_home()] {
        let name = folder.as_os_str().as_encoded_bytes();
        if bytes.windows(name.len()).any(|window| window == name) {
            bail!("{} names the folder {}", wasm.display(), folder.display());
        }
    }
    Ok(())
}

/// Keeps the folders of the building machine out of what is deployed: panics name source files.
/// Separated as `CARGO_ENCODED_RUSTFLAGS` asks for.
fn release_flags() -> std::ffi::OsString {
    let mut flags = std::ffi::OsString::new();
    let registry = paths::cargo_home().join("registry").join("src");
    for (folder, name) in [(registry, "crates"), (paths::root(), "sealed-report")] {
        if !flags.is_empty() {
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(folder);
        flags.push("=");
        flags.push(name);
    }
    flags
}

fn trunk(profile: Profile, out: &Path) -> Result<()> {
    tools::ensure_wasm_target()?;
    let trunk = tools::ensure(Tool::Trunk)?;
    let wasm_bindgen = tools::ensure(Tool::WasmBindgen)?;
    let mut build = Command::new(trunk);
    build
        .args(["build", "--skip-version-check", "--log", "warn", "--dist"])
        .arg(out);
    if profile == Profile::Release {
        build
            .arg("--release")
            .env("CARGO_ENCODED_RUSTFLAGS", release_flags());
    }
    build
        .current_dir(paths::root())
        .env("PATH", tools::path_with(&[&wasm_bindgen])?);
    // Trunk 0.21 takes only `true` or `false` in it, others take any value.
    build.env_remove("NO_COLOR");
    // Set by the Cargo that runs us; with them the same crates would be compiled anew.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR" {
            build.env_remove(name);
        }
    }
    println!("Building the page ({}).", profile.name());
    run::run(&mut build)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}
