//! What people read. Names of files, certificates and vendor files go through here, and nothing in
//! them may drive the terminal.

use std::io::{self, Write};

use super::exit::Exit;
use crate::deceptive::is_deceptive;

/// What stands inside of a line, with every character that could break it, hide or reorder text as
/// a visible mark.
pub(super) fn one_line(text: &str) -> String {
    let harmless = |c: char| match is_deceptive(c) {
        true => char::REPLACEMENT_CHARACTER,
        false => c,
    };
    text.chars().map(harmless).collect()
}

/// Lines with every character that could hide or reorder text as a visible mark.
fn harmless(text: &str) -> String {
    let lines: Vec<String> = text.trim_end().split('\n').map(one_line).collect();
    lines.join("\n")
}

/// Writes the result to standard output. Whoever closes it early, as `head` does, has seen enough.
pub(super) fn show(text: &str, exit: Exit) -> Exit {
    let text = format!("{}\n", harmless(text));
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Exit::Output,
        _ => exit,
    }
}

/// Writes to standard error, where nothing is left to do should that fail.
pub(super) fn tell(text: &str) {
    let text = format!("{}\n", harmless(text));
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn nothing_drives_the_terminal() {
        assert_eq!(
            harmless("a\u{1b}[2Jb\u{9b}c\rd\te\u{202e}f\ng 中文\n\n"),
            "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}e\u{fffd}f\ng 中文"
        );
    }
}
