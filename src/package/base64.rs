//! Base64 in lines for mail, RFC 2045 section 6.8, also of a file that comes in pieces.

use data_encoding::BASE64_MIME;

/// Bytes that one line holds: 57 make the 76 characters that RFC 2045 section 6.8 allows.
pub const BYTES_PER_LINE: usize = 57;
/// Characters of a whole line, with its CRLF.
pub(super) const WHOLE_LINE: usize = 78;

/// Writes the lines of the bytes that stand at `offset` in a file of `file_length` bytes, with CRLF
/// between lines and none at the end of the file.
///
/// `offset` is a multiple of [`BYTES_PER_LINE`], and so is the count of `bytes` unless they are the
/// file's last: then pieces put together are the same as the file in one.
pub fn encode_base64(offset: u64, bytes: &[u8], file_length: u64, out: &mut Vec<u8>) {
    let start = out.len();
    out.resize(start + BASE64_MIME.encode_len(bytes.len()), 0);
    BASE64_MIME.encode_mut(bytes, &mut out[start..]);
    let ends = offset.saturating_add(bytes.len() as u64) >= file_length;
    if ends && out[start..].ends_with(b"\r\n") {
        out.truncate(out.len() - 2);
    }
}

/// Bytes in lines, with CRLF between them.
pub(crate) fn base64_lines(bytes: &[u8]) -> String {
    let mut lines = BASE64_MIME.encode(bytes);
    lines.truncate(lines.trim_end_matches("\r\n").len());
    lines
}

/// How long the lines of a file are, in bytes.
pub(super) fn base64_len(file_length: u64) -> u64 {
    let breaks = file_length
        .div_ceil(BYTES_PER_LINE as u64)
        .saturating_sub(1);
    file_length
        .div_ceil(3)
        .saturating_mul(4)
        .saturating_add(breaks.saturating_mul(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::BASE64;
    use proptest::prelude::*;

    /// The definition: the whole in base64, cut into lines of 76.
    fn by_definition(bytes: &[u8]) -> String {
        let whole = BASE64.encode(bytes);
        let lines = whole.as_bytes().chunks(76);
        let lines: Vec<_> = lines
            .map(|line| String::from_utf8(line.to_vec()).unwrap())
            .collect();
        lines.join("\r\n")
    }

    #[test]
    fn lengths_at_the_borders_of_lines() {
        for length in (0..=400).chain([56 * 57, 57 * 57 - 1, 57 * 57 + 1]) {
            let bytes = vec![0xA5; length];
            let lines = base64_lines(&bytes);
            assert_eq!(lines, by_definition(&bytes), "{length}");
            assert_eq!(base64_len(length as u64), lines.len() as u64, "{length}");
        }
        assert_eq!(base64_len(u64::MAX), u64::MAX);
    }

    proptest! {
        #[test]
        fn pieces_are_the_whole(
            bytes in prop::collection::vec(any::<u8>(), 0..2000),
            lines in prop::collection::vec(1..9_usize, 1..9),
        ) {
            let mut out = b"before".to_vec();
            let mut at = 0;
            for lines in lines.iter().cycle() {
                let end = bytes.len().min(at + lines * BYTES_PER_LINE);
                encode_base64(at as u64, &bytes[at..end], bytes.len() as u64, &mut out);
                at = end;
                if at == bytes.len() {
                    break;
                }
            }
            let written = String::from_utf8(out.split_off(b"before".len())).unwrap();
            prop_assert_eq!(written, by_definition(&bytes));
        }
    }
}
