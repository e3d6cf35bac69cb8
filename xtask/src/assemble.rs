//! Pages out of a stage: the three homes. Files are read and written, nothing is compiled.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::hosted;
use crate::single_file::{self, Connections};
use crate::stage::Stage;
use crate::vendors::VendorFile;
use crate::{fallback, html};

/// What to assemble besides the stage.
#[derive(Clone, Debug)]
pub struct Assembly {
    /// The vendors, in display order.
    pub vendors: Vec<VendorFile>,
    /// The folder that the homes are written to; other files in it are left alone.
    pub out: PathBuf,
}

/// Where the three homes are.
#[derive(Clone, Debug)]
pub struct Homes {
    /// The hosted page, `index.html`; its folder can be put anywhere on a static host.
    pub hosted: PathBuf,
    /// `sealed-report.html`, which connects to nothing.
    pub file: PathBuf,
    /// `embed.html`, for a frame; it can upload.
    pub embed: PathBuf,
}

/// Writes the three homes.
pub fn assemble(stage: &Stage, assembly: &Assembly) -> Result<Homes> {
    let out = &assembly.out;
    fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
    let homes = Homes {
        hosted: out.join("index.html"),
        file: out.join("sealed-report.html"),
        embed: out.join("embed.html"),
    };
    let vendors = &assembly.vendors;
    write(&homes.hosted, &hosted::page(stage, vendors, out)?)?;
    write(
        &homes.file,
        &single_file::page(stage, vendors, Connections::None)?,
    )?;
    write(
        &homes.embed,
        &single_file::page(stage, vendors, Connections::Uploads)?,
    )?;
    Ok(homes)
}

/// The parts in which the homes differ.
pub(crate) struct Parts<'a> {
    pub home: &'a str,
    pub policy: &'a str,
    /// Style and preloads.
    pub head: &'a str,
    /// Inert data for the page, in the body.
    pub data: &'a str,
    /// The script element that starts the page.
    pub start: &'a str,
}

/// A page: the stage's template, filled.
pub(crate) fn page(stage: &Stage, vendors: &[VendorFile], parts: &Parts) -> Result<String> {
    let template = stage.text(Stage::TEMPLATE)?;
    let template = without_trunk_links(&template)?;
    let head = format!("<script>{}</script>\n{}", fallback::MARK, parts.head);
    html::fill(
        &template,
        &[
            ("home", parts.home),
            ("policy", &html_attribute(parts.policy)?),
            ("head", head.trim_end()),
            ("loading", &fallback::loading()),
            ("without", fallback::html(vendors).trim_end()),
            ("data", parts.data.trim_end()),
            ("start", parts.start),
        ],
    )
}

/// A policy between double quotes. Its single quotes stay as they are, for people who read the
/// page.
fn html_attribute(policy: &str) -> Result<String> {
    if policy.contains(['"', '<', '>']) {
        bail!("a policy with characters that no source has: {policy}");
    }
    Ok(policy.replace('&', "&amp;"))
}

/// The template without the links that only Trunk reads and the comments around them.
fn without_trunk_links(template: &str) -> Result<String> {
    const BEGIN: &str = "<!-- What Trunk builds";
    const END: &str = "<!-- That was it. -->\n";
    let (before, rest) = template
        .split_once(BEGIN)
        .context("the template has no links")?;
    let (_, after) = rest
        .split_once(END)
        .context("the template's links have no end")?;
    Ok(format!("{before}{after}"))
}

fn write(path: &std::path::Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
