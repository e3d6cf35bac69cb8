//! The texts of the static part of a page.

use sealed_report::words::{Language, Words};

/// The text with that identifier in that language.
pub fn text(language: Language, id: &str) -> String {
    Words::new(language).text(id)
}
