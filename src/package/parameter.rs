//! Parameters of MIME headers, RFC 2231: names of any script and length on lines of 78 characters.

/// RFC 5322 section 2.1.1: the longest line that should be, without its CRLF.
const MAX_LINE: usize = 78;

/// `key` with `value`, each line of it begun by a fold and none ended by a semicolon.
///
/// Short ASCII is quoted. All else is in UTF-8 and percent-encoded (RFC 2231 section 4), and on several
/// lines where it needs them (section 3), each of which holds whole characters.
pub(super) fn parameter(key: &str, value: &str) -> String {
    let quotable = |b: u8| (b == b' ' || b.is_ascii_graphic()) && b != b'"' && b != b'\\';
    let quoted = format!("\r\n {key}=\"{value}\"");
    if value.bytes().all(quotable) && quoted.len() - "\r\n".len() < MAX_LINE {
        return quoted;
    }
    let whole = format!("\r\n {key}*=utf-8''{}", encoded(value));
    if whole.len() - "\r\n".len() < MAX_LINE {
        return whole;
    }
    let mut lines: Vec<String> = Vec::new();
    for c in value.chars() {
        let c = encoded(c.encode_utf8(&mut [0; 4]));
        match lines.last_mut() {
            // A semicolon comes behind it.
            Some(line) if line.len() + c.len() < MAX_LINE => line.push_str(&c),
            _ => {
                let charset = if lines.is_empty() { "utf-8''" } else { "" };
                lines.push(format!(" {key}*{}*={charset}{c}", lines.len()));
            }
        }
    }
    format!("\r\n{}", lines.join(";\r\n"))
}

/// RFC 2231 section 7: everything that is not surely an `attribute-char` as `%` and two digits.
fn encoded(text: &str) -> String {
    let encoded = text.bytes().map(|byte| match byte {
        b'-' | b'.' | b'_' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    encoded.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_encoded_or_on_several_lines() {
        assert_eq!(parameter("name", "a b.txt"), "\r\n name=\"a b.txt\"");
        assert_eq!(parameter("n", "é'%"), "\r\n n*=utf-8''%C3%A9%27%25");
        assert_eq!(parameter("n", "a\"\r\nb"), "\r\n n*=utf-8''a%22%0D%0Ab");
        let long = parameter("filename", &"漏".repeat(20));
        let lines: Vec<_> = long.split("\r\n").collect();
        assert!(lines[1].starts_with(" filename*0*=utf-8''%E6%BC%8F%E6"));
        assert!(lines[2].starts_with(" filename*1*=%E6%BC%8F%E6"));
        assert!(lines.iter().all(|line| line.len() <= MAX_LINE));
        assert_eq!(long.matches("%E6%BC%8F").count(), 20);
        assert_eq!(parameter("k", &"x".repeat(71)).lines().count(), 2);
        for length in 1..300 {
            let long = parameter("filename", &"x".repeat(length));
            assert_eq!(long.matches('x').count(), length);
            let mut lines = long.split("\r\n");
            assert!(lines.all(|line| line.len() <= MAX_LINE), "{length}");
        }
    }
}
