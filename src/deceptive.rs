//! PURE. Characters with which a text can show something else than it holds.

/// Whether `c` breaks lines, changes the direction of writing (Unicode Standard Annex 9) or hides:
/// control characters, line separators, bidirectional controls, zero-width and tag characters.
/// The joiners U+200C and U+200D stay: some scripts cannot be written without them.
#[must_use]
pub fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{e0000}'..='\u{e007f}'
        )
}
