//! The hosted home: files named after their content, and vendors that are read at run time.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::assemble::{self, Parts};
use crate::csp::{self, Allowed};
use crate::stage::Stage;
use crate::vendors::{self, VendorFile};
use crate::{digest, fallback, html};

/// Writes the hosted page's files into `out` and gives the page itself. Every address is relative,
/// so that it works below any path.
pub(crate) fn page(stage: &Stage, vendors: &[VendorFile], out: &Path) -> Result<String> {
    let style = format!("{}{}", fallback::STYLE, stage.text(Stage::STYLE)?);
    let files = Files {
        style: put(out, "style", "css", style.as_bytes())?,
        page_script: put(out, "page", "js", &stage.bytes("page.js")?)?,
        page_wasm: put(out, "page", "wasm", &stage.bytes("page.wasm")?)?,
        worker_script: put(out, "worker", "js", &stage.bytes("worker.js")?)?,
        worker_wasm: put(out, "worker", "wasm", &stage.bytes("worker.wasm")?)?,
    };
    remove_stale(out, &files)?;
    put_vendors(&out.join("vendors"), vendors)?;

    let Files {
        style,
        page_script,
        page_wasm,
        worker_script,
        worker_wasm,
    } = &files;
    let boot = stage.text(Stage::BOOT)?;
    let start = format!(
        "\n{boot}boot(async () => (await import(\"./{page_script}\")).default, \
         () => \"./{page_wasm}\");\n"
    );
    let start = html::raw(Stage::BOOT, &start)?;
    let mut connections = vec!["'self'".to_string()];
    connections.extend(vendors::upload_sources(vendors)?);
    let policy = csp::policy(&Allowed {
        // The hash allows the inline script, but not what it imports.
        scripts: vec![
            "'self'".into(),
            digest::csp(fallback::MARK),
            digest::csp(start),
        ],
        styles: vec!["'self'".into()],
        connections,
    });
    assemble::page(
        stage,
        vendors,
        &Parts {
            home: "hosted",
            policy: &policy,
            head: &format!(
                "<link rel=\"stylesheet\" href=\"./{style}\">\n\
                 <link rel=\"modulepreload\" href=\"./{page_script}\">\n\
                 <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin \
                 href=\"./{page_wasm}\">"
            ),
            data: &format!(
                "<template id=\"worker\" data-script=\"./{worker_script}\" \
                 data-wasm=\"./{worker_wasm}\"></template>\n\
                 <template id=\"vendors\" data-index=\"./vendors/index.json\"></template>"
            ),
            start: &format!("<script type=\"module\">{start}</script>"),
        },
    )
}

/// The names of the files that the page is made of.
struct Files {
    style: String,
    page_script: String,
    page_wasm: String,
    worker_script: String,
    worker_wasm: String,
}

fn put(out: &Path, kind: &str, extension: &str, bytes: &[u8]) -> Result<String> {
    let name = format!("{kind}-{}.{extension}", digest::short(bytes));
    let path = out.join(&name);
    fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(name)
}

/// Removes the files of earlier builds, and no others.
fn remove_stale(out: &Path, files: &Files) -> Result<()> {
    let Files {
        style,
        page_script,
        page_wasm,
        worker_script,
        worker_wasm,
    } = files;
    let current = [style, page_script, page_wasm, worker_script, worker_wasm];
    for entry in fs::read_dir(out)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if is_hashed(&name) && !current.contains(&&name) {
            fs::remove_file(out.join(name))?;
        }
    }
    Ok(())
}

fn is_hashed(name: &str) -> bool {
    let Some((kind, rest)) = name.split_once('-') else {
        return false;
    };
    let Some((hash, extension)) = rest.split_once('.') else {
        return false;
    };
    ["style", "page", "worker"].contains(&kind)
        && ["css", "js", "wasm"].contains(&extension)
        && hash.len() == 16
        && hash.bytes().all(|b| b.is_ascii_hexdigit())
}

fn put_vendors(dir: &Path, vendors: &[VendorFile]) -> Result<()> {
    fs::create_dir_all(dir)?;
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            fs::remove_file(path)?;
        }
    }
    for vendor in vendors {
        fs::write(dir.join(&vendor.name), &vendor.json)?;
    }
    let names: Vec<&str> = vendors.iter().map(|vendor| vendor.name.as_str()).collect();
    fs::write(
        dir.join("index.json"),
        serde_json::to_string_pretty(&names)? + "\n",
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_files_are_stale() {
        assert!(is_hashed("page-0123456789abcdef.wasm"));
        for name in [
            "page.wasm",
            "page-notes.js",
            "photo-0123456789abcdef.js",
            "index.html",
        ] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
