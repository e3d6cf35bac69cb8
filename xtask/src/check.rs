//! `cargo xtask check`: formatting, clippy, documentation, licences.

use std::process::Command;

use anyhow::{Result, bail};

use crate::tools::{self, Tool};
use crate::{paths, run};

/// Checks everything, and says at the end what was not in order.
pub fn check() -> Result<()> {
    tools::ensure_wasm_target()?;
    let cargo_deny = tools::ensure(Tool::CargoDeny)?;
    let checks = [
        ("formatting", cargo(&["fmt", "--all", "--check"])),
        (
            "clippy",
            cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ]),
        ),
        (
            "clippy without features",
            cargo(&[
                "clippy",
                "--no-default-features",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ]),
        ),
        (
            "clippy of the command line",
            cargo(&[
                "clippy",
                "--no-default-features",
                "--features",
                "cli,pqc",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ]),
        ),
        (
            "clippy for WebAssembly",
            cargo(&[
                "clippy",
                "--lib",
                "--bins",
                "--target",
                "wasm32-unknown-unknown",
                "--",
                "-D",
                "warnings",
            ]),
        ),
        ("documentation", documentation()),
        ("licences, bans and sources", {
            let mut deny = Command::new(cargo_deny);
            deny.args(["--workspace", "check", "licenses", "bans", "sources"]);
            deny
        }),
    ];
    let mut wrong = Vec::new();
    for (name, mut command) in checks {
        println!("\n== {name} ==");
        if let Err(error) = run::run(command.current_dir(paths::root())) {
            eprintln!("error: {error:#}");
            wrong.push(name);
        }
    }
    if !wrong.is_empty() {
        bail!("not in order: {}", wrong.join(", "));
    }
    println!("\nCheck: everything is in order");
    Ok(())
}

fn documentation() -> Command {
    let mut doc = cargo(&["doc", "--workspace", "--no-deps", "--lib"]);
    doc.env(
        "RUSTDOCFLAGS",
        "-D rustdoc::broken_intra_doc_links -D rustdoc::private_intra_doc_links \
         -D rustdoc::bare_urls -D rustdoc::invalid_html_tags",
    );
    doc
}

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new(paths::cargo());
    cargo.args(arguments);
    cargo
}
