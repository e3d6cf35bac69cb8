//! Making typed text safe to read in a terminal, without losing a letter of it.

/// `typed` as it will travel: line ends as line feeds, and control characters (which could drive
/// the terminal of whoever decrypts with `gpg -d`) as visible pictures, U+2400 to U+2421. Tabs and
/// line feeds stay. C1 controls, which have no picture, become U+FFFD.
#[must_use]
pub fn plain(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len());
    let mut characters = typed.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    text.push('\n');
                }
            }
            '\n' | '\t' => text.push(character),
            '\u{7f}' => text.push('\u{2421}'),
            '\u{80}'..='\u{9f}' => text.push('\u{fffd}'),
            control if control < ' ' => {
                text.push(char::from_u32(0x2400 + control as u32).unwrap_or('\u{fffd}'));
            }
            other => text.push(other),
        }
    }
    text
}

/// [`plain`] for an answer of one line: line ends become spaces, the ends are trimmed.
#[must_use]
pub fn plain_line(typed: &str) -> String {
    plain(typed).replace('\n', " ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_pictures_and_nothing_else_changes() {
        assert_eq!(plain("a\0b\u{1b}[31m\u{7f}\u{9b}"), "a␀b␛[31m␡\u{fffd}");
        assert_eq!(
            plain("one\r\ntwo\rthree\n\tfour"),
            "one\ntwo\nthree\n\tfour"
        );
        let kept = "emoji 🦀, 中文, עברית \u{202b}rtl\u{202c}, -----BEGIN PGP MESSAGE-----  ";
        assert_eq!(plain(kept), kept);
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(plain_line(" a\r\nb \n"), "a b");
    }
}
