//! Making the WebAssembly of a release smaller, only when it has changed.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::tools::{self, Tool};
use crate::{digest, run, wasm};

/// Smallest, with names kept so that `bench` can say whose code it is; the features are those
/// that rustc emits.
const ARGUMENTS: &[&str] = &[
    // A large function with one caller stays a function of its own, as does every future that is
    // kept apart: see src/apart.rs.
    "--no-inline=*Apart*",
    "-Oz",
    "--one-caller-inline-max-function-size=500",
    "-g",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Writes `wasm`, made smaller, to `<program>.wasm` in `dir`, and with the names of its functions
/// to `<program>.named.wasm`.
pub fn optimise(wasm: &Path, dir: &Path, program: &str) -> Result<()> {
    let input = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let version = Tool::WasmOpt.version()?;
    let stamp = format!(
        "{} {version} {}\n",
        digest::hex(&input),
        ARGUMENTS.join(" ")
    );
    let stamp_file = dir.join(format!("{program}.stamp"));
    let output = dir.join(format!("{program}.wasm"));
    let named = dir.join(format!("{program}.named.wasm"));
    let done = fs::read_to_string(&stamp_file).is_ok_and(|before| before == stamp);
    if done && output.is_file() && named.is_file() {
        return Ok(());
    }
    let wasm_opt = tools::ensure(Tool::WasmOpt)?;
    println!("Making {program}.wasm smaller.");
    run::run(
        Command::new(wasm_opt)
            .args(ARGUMENTS)
            .arg(wasm)
            .arg("-o")
            .arg(&named),
    )?;
    let small = wasm::without_custom_sections(&fs::read(&named)?)?;
    fs::write(&output, small)?;
    fs::write(stamp_file, stamp)?;
    Ok(())
}
