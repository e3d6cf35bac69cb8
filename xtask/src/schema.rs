//! `cargo xtask schema`: the JSON Schemas in `docs/`, from the Rust types.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::paths;

/// The schemas by file name in `docs/`.
pub fn schemas() -> [(&'static str, Value); 2] {
    [
        ("vendor-file.schema.json", sealed_report::vendor::schema()),
        (
            "report.schema.json",
            sealed_report::report::document::schema(),
        ),
    ]
}

/// Writes each schema to its file.
pub fn schema() -> Result<()> {
    for (name, schema) in schemas() {
        let path = paths::root().join("docs").join(name);
        let text = serde_json::to_string_pretty(&schema)? + "\n";
        std::fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
        println!("Written: docs/{name}");
    }
    Ok(())
}
