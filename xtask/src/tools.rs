//! The tools that the tasks need: found, or installed with a line that says what and why.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{apt, paths, run};

/// A tool of a pinned version. Debian's packages are [`apt::Package`]s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Builds the two WebAssembly programs and the styles.
    Trunk,
    /// Makes the JavaScript glue; of the version that `Cargo.lock` names.
    WasmBindgen,
    /// Runs tests in the browser; comes with [`Tool::WasmBindgen`].
    WasmBindgenTestRunner,
    /// Makes WebAssembly smaller; from npm.
    WasmOpt,
    /// Checks licences, bans and sources.
    CargoDeny,
    /// Builds and runs the fuzz targets.
    CargoFuzz,
    /// Drives Firefox.
    Geckodriver,
}

/// Where a tool comes from when it has to be installed.
enum Source {
    /// `cargo install`, with or without the lock file the crate was published with.
    Crate { name: &'static str, locked: bool },
    /// `npm install`.
    Npm { name: &'static str },
}

impl Tool {
    /// The name of its program.
    pub fn program(self) -> &'static str {
        match self {
            Self::Trunk => "trunk",
            Self::WasmBindgen => "wasm-bindgen",
            Self::WasmBindgenTestRunner => "wasm-bindgen-test-runner",
            Self::WasmOpt => "wasm-opt",
            Self::CargoDeny => "cargo-deny",
            Self::CargoFuzz => "cargo-fuzz",
            Self::Geckodriver => "geckodriver",
        }
    }

    /// The one version that will do.
    pub fn version(self) -> Result<String> {
        Ok(match self {
            Self::Trunk => "0.21.14".into(),
            Self::WasmBindgen | Self::WasmBindgenTestRunner => locked_version("wasm-bindgen")?,
            Self::WasmOpt => "132".into(),
            Self::CargoDeny => "0.20.2".into(),
            Self::CargoFuzz => "0.13.2".into(),
            Self::Geckodriver => "0.37.1".into(),
        })
    }

    fn purpose(self) -> &'static str {
        match self {
            Self::Trunk => "it builds the page",
            Self::WasmBindgen => "it makes the JavaScript that starts the WebAssembly",
            Self::WasmBindgenTestRunner => "it runs tests in the browser",
            Self::WasmOpt => "it makes the WebAssembly of a release smaller",
            Self::CargoDeny => "it checks licences, bans and sources",
            Self::CargoFuzz => "it runs the readers on random input",
            Self::Geckodriver => "it drives Firefox in the end-to-end tests",
        }
    }

    fn source(self) -> Source {
        match self {
            Self::Trunk => Source::Crate {
                name: "trunk",
                locked: true,
            },
            // Its published lock file holds versions that were withdrawn since.
            Self::WasmBindgen | Self::WasmBindgenTestRunner => Source::Crate {
                name: "wasm-bindgen-cli",
                locked: false,
            },
            Self::WasmOpt => Source::Npm { name: "binaryen" },
            Self::CargoDeny => Source::Crate {
                name: "cargo-deny",
                locked: true,
            },
            Self::CargoFuzz => Source::Crate {
                name: "cargo-fuzz",
                locked: true,
            },
            Self::Geckodriver => Source::Crate {
                name: "geckodriver",
                locked: true,
            },
        }
    }
}

/// The program of `tool` in its pinned version, installed first if it is missing.
pub fn ensure(tool: Tool) -> Result<PathBuf> {
    let version = tool.version()?;
    let program = tool.program();
    let home = match tool.source() {
        Source::Crate { name, .. } | Source::Npm { name } => {
            paths::tool_cache()?.join(format!("{name}-{version}"))
        }
    };
    let installed = match tool.source() {
        Source::Crate { .. } => home.join("bin").join(program),
        Source::Npm { .. } => home.join("node_modules/.bin").join(program),
    };
    let candidates = search_path().into_iter().map(|folder| folder.join(program));
    for candidate in std::iter::once(installed.clone()).chain(candidates) {
        if candidate.is_file() && has_version(&candidate, &version) {
            return Ok(candidate);
        }
    }

    println!("Installing {program} {version}: {}.", tool.purpose());
    std::fs::create_dir_all(&home).with_context(|| format!("cannot make {}", home.display()))?;
    match tool.source() {
        Source::Crate { name, locked } => {
            let mut install = Command::new(paths::cargo());
            install
                .args(["install", name, "--version", &version, "--root"])
                .arg(&home);
            // Built beside the project, a tool would wait for and fill the project's own folder.
            install.env_remove("CARGO_TARGET_DIR").current_dir(&home);
            if locked {
                install.arg("--locked");
            }
            run::run(&mut install)?;
        }
        Source::Npm { name } => {
            apt::need_program("npm", "it installs wasm-opt")?;
            let package = format!("{name}@{version}.0.0");
            let mut install = Command::new("npm");
            install.args([
                "install",
                "--no-audit",
                "--no-fund",
                "--no-save",
                "--prefix",
            ]);
            run::run(install.arg(&home).arg(package))?;
        }
    }
    if !installed.is_file() {
        bail!(
            "{program} {version} was installed, but {} is not there",
            installed.display()
        );
    }
    Ok(installed)
}

/// Makes sure that rustc can compile for `wasm32-unknown-unknown`.
pub fn ensure_wasm_target() -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let library = run::output(
        Command::new(rustc)
            .args(["--print", "target-libdir", "--target", TARGET])
            .current_dir(paths::root()),
    )?;
    if Path::new(library.trim()).is_dir() {
        return Ok(());
    }
    println!("Installing the Rust target {TARGET}: the page is WebAssembly.");
    run::run(
        Command::new("rustup")
            .args(["target", "add", TARGET])
            .current_dir(paths::root()),
    )
    .context("without rustup, install the standard library for wasm32-unknown-unknown")
}

/// `PATH` with the folders of `programs` in front, for programs that look for others there.
pub fn path_with(programs: &[&Path]) -> Result<std::ffi::OsString> {
    let fronts = programs
        .iter()
        .filter_map(|program| program.parent())
        .map(Path::to_path_buf);
    Ok(std::env::join_paths(fronts.chain(search_path()))?)
}

/// The first program of that name in `PATH` or Cargo's own folder.
pub fn find(program: &str) -> Option<PathBuf> {
    search_path()
        .into_iter()
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

fn search_path() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    if let Some(home) = std::env::var_os("CARGO_HOME") {
        folders.push(PathBuf::from(home).join("bin"));
    } else if let Some(home) = std::env::var_os("HOME") {
        folders.push(PathBuf::from(home).join(".cargo/bin"));
    }
    folders
}

fn has_version(program: &Path, version: &str) -> bool {
    let said = run::output(Command::new(program).arg("--version")).unwrap_or_default();
    said.split(|c: char| c.is_whitespace() || c == '(' || c == ')')
        .any(|word| word == version)
}

/// The version of `package` in `Cargo.lock`.
fn locked_version(package: &str) -> Result<String> {
    let lock = std::fs::read_to_string(paths::root().join("Cargo.lock"))
        .context("cannot read Cargo.lock")?;
    let heading = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != heading).skip(1);
    let version = lines
        .next()
        .and_then(|line| line.strip_prefix("version = \""));
    let version = version.and_then(|rest| rest.strip_suffix('"'));
    Ok(version
        .with_context(|| format!("Cargo.lock has no package {package}"))?
        .into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_the_version_of_wasm_bindgen() {
        let version = locked_version("wasm-bindgen").expect("is locked");
        assert_eq!(version.split('.').count(), 3, "{version}");
        assert!(locked_version("wasm-bindge").is_err());
    }
}
