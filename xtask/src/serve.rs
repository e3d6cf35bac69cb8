//! `cargo xtask serve`: the whole main job on one machine.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::assemble::{Assembly, assemble};
use crate::http::free_port;
use crate::inbox::{Behaviour, Inbox};
use crate::server::Site;
use crate::stage::{self, Profile};
use crate::vendors::{self, Demo, VendorFile};
use crate::{apt, demo_key, digest, paths};

/// What `serve` can be told.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How to compile.
    pub profile: Profile,
    /// Where the page is served, if that is free.
    pub port: u16,
    /// Where uploads are received, if that is free.
    pub inbox_port: u16,
}

/// Builds, serves, and receives until it is interrupted.
pub fn serve(options: Options) -> Result<()> {
    let stage = stage::build(options.profile)?;
    apt::ensure(&[apt::GNUPG])?;
    let target = paths::target_dir()?;
    let gnupg = demo_key::ensure(&target)?;
    let announce = move |file: &Path| {
        let command = opening_command(&gnupg, file);
        println!("\nA report has arrived. This opens it:\n    {command}");
    };
    let inbox_dir = target.join("inbox");
    let port = free_port(options.inbox_port)?;
    let inbox = Inbox::start_with(&inbox_dir, port, Behaviour::Accept, announce)?;

    let shipped = vendors::load(&paths::root().join("vendors"), Demo::Include)?;
    let at_home = |vendor: VendorFile| match vendor.is_demo() {
        true => vendor.with_upload(&inbox.url()),
        false => Ok(vendor),
    };
    let vendors = shipped.into_iter().map(at_home).collect::<Result<_>>()?;
    let out = target.join("serve");
    assemble(
        &stage,
        &Assembly {
            vendors,
            out: out.clone(),
        },
    )?;
    fs::write(out.join("embed-demo.html"), embed_demo()).context("cannot write the frame")?;

    let site = Site::start(&out, free_port(options.port)?)?;
    let url = site.url();
    println!("\nThe page:       {url}");
    println!("In a frame:     {url}embed-demo.html");
    println!(
        "In one file:    file://{}",
        out.join("sealed-report.html").display()
    );
    println!("Uploads go to:  {}", paths::shown(&inbox_dir));
    println!("Stop with Ctrl-C.");
    loop {
        std::thread::park();
    }
}

/// The command that opens an arrived file with the key in the home `gnupg`; an archive is unpacked
/// where it arrived.
pub fn opening_command(gnupg: &Path, file: &Path) -> String {
    let folder = file.parent().unwrap_or(Path::new("."));
    let (gnupg, shown, folder) = (
        paths::shown(gnupg),
        paths::shown(file),
        paths::shown(folder),
    );
    let unpack = match file.to_string_lossy().ends_with(".tar.pgp") {
        true => format!(" | tar x -C {folder}"),
        false => String::new(),
    };
    format!("gpg --homedir {gnupg} -d {shown}{unpack}")
}

/// What a vendor's page with the frame in it looks like; the `sandbox` is the one in
/// `docs/embed.md`.
fn embed_demo() -> String {
    const STYLE: &str = "body { margin: 0; font: 16px system-ui } p { margin: 1em } \
                         iframe { width: 100%; height: 85vh; border: 0; border-top: 1px solid }";
    let hash = digest::csp(STYLE);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src {hash}; frame-src 'self'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>A vendor's page</title>\n<style>{STYLE}</style>\n\
         <p>This is a vendor's page. The form below is in a frame of its own.</p>\n\
         <iframe title=\"Sealed Report\" src=\"embed.html\" sandbox=\"{SANDBOX}\"></iframe>\n"
    )
}

/// The `sandbox` of a frame that the page works in.
pub const SANDBOX: &str = "allow-scripts allow-forms allow-modals allow-popups \
                           allow-popups-to-escape-sandbox allow-downloads";
