//! The JSON Schema of the vendor file, generated from the types of this module.

/// The JSON Schema (2020-12) of a vendor file. `docs/vendor-file.schema.json` is this value; it is
/// written by `cargo xtask schema`, and a test compares the two.
#[must_use]
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(super::Vendor);
    schema.insert("title".to_owned(), "Sealed Report vendor file".into());
    schema.to_value()
}
