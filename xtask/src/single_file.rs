//! The homes that are one file: everything inside, started without a single request.

use anyhow::{Context, Result, bail};
use data_encoding::BASE64;

use crate::assemble::{self, Parts};
use crate::csp::{self, Allowed};
use crate::stage::Stage;
use crate::vendors::{self, VendorFile};
use crate::{digest, fallback, html};

/// Where the page may connect to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Connections {
    /// Nowhere: the saved file.
    None,
    /// To the vendors' upload addresses: the page for a frame.
    Uploads,
}

/// The page.
pub(crate) fn page(
    stage: &Stage,
    vendors: &[VendorFile],
    connections: Connections,
) -> Result<String> {
    let (home, connections) = match connections {
        Connections::None => ("file", Vec::new()),
        Connections::Uploads => ("embed", vendors::upload_sources(vendors)?),
    };
    let style = format!("\n{}{}", fallback::STYLE, stage.text(Stage::STYLE)?);
    let style = html::raw(Stage::STYLE, &style)?;
    let start = start(stage)?;
    let policy = csp::policy(&Allowed {
        scripts: vec![digest::csp(fallback::MARK), digest::csp(&start)],
        styles: vec![digest::csp(style)],
        connections,
    });
    assemble::page(
        stage,
        vendors,
        &Parts {
            home,
            policy: &policy,
            head: &format!("<style>{style}</style>"),
            data: &data(stage, vendors)?,
            start: &format!("<script type=\"module\">{start}</script>"),
        },
    )
}

/// The glue of the page and what starts it, as one module.
fn start(stage: &Stage) -> Result<String> {
    let glue = stage.text("page.js")?;
    let init = default_export(&glue).context("page.js has no default export")?;
    if glue.lines().any(|line| line.starts_with("import ")) {
        bail!("page.js imports other files; a single-file page cannot hold them");
    }
    let boot = stage.text(Stage::BOOT)?;
    let start = format!(
        "\n{glue}\n{boot}boot(async () => {init}, () => Uint8Array.from(\
         atob(document.getElementById(\"page-wasm\").textContent), (c) => c.charCodeAt(0)));\n"
    );
    html::raw("page.js", &start)?;
    Ok(start)
}

/// The local name of what a module exports as its default, of `export { a, b as default };`.
fn default_export(module: &str) -> Option<&str> {
    let (before, _) = module.split_once(" as default")?;
    let start = before.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '$')?;
    Some(&before[start + 1..]).filter(|name| !name.is_empty())
}

/// The data blocks that the page reads.
fn data(stage: &Stage, vendors: &[VendorFile]) -> Result<String> {
    let worker = stage.text("worker.js")?;
    let worker = html::raw("worker.js", &worker)?;
    let files: Vec<(&str, &str)> = vendors
        .iter()
        .map(|vendor| (vendor.name.as_str(), vendor.json.as_str()))
        .collect();
    let blocks = [
        (
            "vendor-files",
            "application/json",
            html::json(&serde_json::to_string(&files)?),
        ),
        (
            "page-wasm",
            "application/octet-stream",
            BASE64.encode(&stage.bytes("page.wasm")?),
        ),
        ("worker-script", "text/plain", worker.to_string()),
        (
            "worker-wasm",
            "application/octet-stream",
            BASE64.encode(&stage.bytes("worker.wasm")?),
        ),
    ];
    let element = |(id, kind, content): &(&str, &str, String)| {
        format!("<script type=\"{kind}\" id=\"{id}\">{content}</script>\n")
    };
    Ok(blocks.iter().map(element).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_export_is_found() {
        let glue = "function a() {}\nexport { initSync, __wbg_init as default };\n";
        assert_eq!(default_export(glue), Some("__wbg_init"));
        assert_eq!(default_export("export function f() {}"), None);
    }
}
