//! Where in a JSON text something stands, as a path like `pins[0].fingerprint`.
//!
//! `serde_json` tells line and column; the path is found by reading the text again up to there,
//! only when there is an error to show. (`serde_path_to_error` would build every type a second
//! time into the page.)

use super::Position;

/// The path of the whole file.
pub(super) const ROOT: &str = "$";

/// The longest member name that a path repeats, in characters.
const MAX_NAME_CHARS: usize = 40;

enum Frame<'a> {
    /// An object, with the name of the member being read.
    Object {
        member: Option<&'a str>,
        name_next: bool,
    },
    /// An array, with the index of the item being read.
    Array { item: Option<usize> },
}

/// The path of the last member, item or value that begins or ends before `position`.
pub(super) fn path_at(json: &str, position: Position) -> String {
    let mut frames: Vec<Frame> = Vec::new();
    let mut at = 0;
    let end = offset(json, position);
    let bytes = json.as_bytes();
    while at < end {
        let byte = bytes[at];
        let begins_value =
            !matches!(byte, b',' | b']' | b'}' | b':') && !byte.is_ascii_whitespace();
        if begins_value && let Some(Frame::Array { item: item @ None }) = frames.last_mut() {
            *item = Some(0);
        }
        let mut next = at + 1;
        match byte {
            b'{' => frames.push(Frame::Object {
                member: None,
                name_next: true,
            }),
            b'[' => frames.push(Frame::Array { item: None }),
            b'}' | b']' => drop(frames.pop()),
            b',' => match frames.last_mut() {
                Some(Frame::Object { name_next, .. }) => *name_next = true,
                Some(Frame::Array { item }) => *item = item.map(|index| index + 1),
                None => {}
            },
            b'"' => {
                next = string_end(bytes, at, end);
                if let Some(Frame::Object {
                    member,
                    name_next: name_next @ true,
                }) = frames.last_mut()
                {
                    *member = json.get(at + 1..next.saturating_sub(1).max(at + 1));
                    *name_next = false;
                }
            }
            _ => {}
        }
        at = next;
    }
    write(&frames)
}

/// The byte offset of a position; `serde_json` counts columns in bytes.
fn offset(json: &str, Position { line, column }: Position) -> usize {
    let before: usize = json
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    before.saturating_add(column).min(json.len())
}

/// The offset after the closing quote of the string that starts at `start`, at most `end`.
fn string_end(bytes: &[u8], start: usize, end: usize) -> usize {
    let mut at = start + 1;
    while at < end {
        match bytes[at] {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    end
}

fn write(frames: &[Frame]) -> String {
    let mut path = String::new();
    for frame in frames {
        match frame {
            Frame::Object {
                member: Some(name), ..
            } => push_member(&mut path, name),
            Frame::Array { item: Some(index) } => path.push_str(&format!("[{index}]")),
            Frame::Object { member: None, .. } | Frame::Array { item: None } => {}
        }
    }
    if path.is_empty() {
        ROOT.to_owned()
    } else {
        path
    }
}

/// Adds a member name; one that could deceive the reader is escaped, a long one is cut.
fn push_member(path: &mut String, name: &str) {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '$');
    if (1..=MAX_NAME_CHARS).contains(&name.len()) && name.chars().all(is_plain) {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(name);
    } else {
        let cut: String = name.chars().take(MAX_NAME_CHARS).collect();
        path.push_str(&format!("[\"{}\"]", cut.escape_default()));
    }
}
