//! Foreign text made fit to be shown.

use crate::deceptive::is_deceptive;

/// `text` on one line of at most `max_chars` characters, without control, direction-changing and
/// invisible characters.
#[must_use]
pub fn shown(text: &str, max_chars: usize) -> String {
    let mut out = String::new();
    let mut left = max_chars;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        let mut begins = true;
        for c in word.chars().filter(|c| !is_deceptive(*c)) {
            let width = 1 + usize::from(begins && !out.is_empty());
            if left < width {
                out.push('…');
                return out;
            }
            if width == 2 {
                out.push(' ');
            }
            out.push(c);
            left -= width;
            begins = false;
        }
    }
    out
}
