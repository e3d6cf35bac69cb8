//! `Expires` (RFC 9116 section 2.5.5): a date and time of RFC 3339.

use super::{Fact, Reader};
use crate::date::rfc3339::{self, Written};

/// Section 2.5.5 recommends less than a year; a leap day and a day's slack are no one's fault.
const FAR_SECONDS: u64 = 367 * 86_400;

/// Takes over the value of an `Expires`. Of several the earliest counts.
pub(super) fn take(reader: &mut Reader, value: &str, line: usize) {
    let Some((end, exact)) = read(value) else {
        return reader.find(Fact::ExpiresUnreadable, line, value);
    };
    if !exact {
        reader.find(Fact::ExpiresLoose, line, value);
    }
    let first = reader.out.expires.replace(match reader.out.expires {
        Some(first) => first.min(end),
        None => end,
    });
    if first.is_some() {
        return reader.find(Fact::ExpiresRepeated, line, value);
    }
    if end <= reader.now {
        reader.find(Fact::ExpiresPast, line, value);
    } else if end > reader.now.saturating_add(FAR_SECONDS) {
        reader.find(Fact::ExpiresFar, line, value);
    }
}

/// A moment in seconds since 1970, and whether it was written as RFC 3339 section 5.6 wants it: a
/// day alone, or a time without offset, is read as UTC.
fn read(value: &str) -> Option<(u64, bool)> {
    let moment = rfc3339::read(value)?;
    let seconds = u64::try_from(moment.seconds).unwrap_or(0);
    Some((seconds, moment.written == Written::Exactly))
}

#[cfg(test)]
mod tests {
    use super::read;

    /// RFC 3339 section 5.8; the seconds since 1970 are from `date -ud TIME +%s` (GNU coreutils).
    #[test]
    fn the_examples_of_the_rfc_are_read() {
        for (text, seconds) in [
            ("1985-04-12T23:20:50.52Z", 482_196_050),
            ("1996-12-19T16:39:57-08:00", 851_042_397),
            ("1990-12-31T23:59:60Z", 662_688_000),
            ("2021-12-31t18:37:07z", 1_640_975_827),
        ] {
            assert_eq!(read(text), Some((seconds, true)), "{text}");
        }
    }

    #[test]
    fn what_is_left_out_is_read_as_utc_and_told() {
        for (text, seconds) in [
            ("2026-11-22", 1_795_305_600),
            ("2026-11-22 01:01:01", 1_795_305_600 + 3_661),
            ("2026-11-22T01:01:01", 1_795_305_600 + 3_661),
            ("2026-11-22 01:01:01Z", 1_795_305_600 + 3_661),
        ] {
            assert_eq!(read(text), Some((seconds, false)), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_not_read() {
        for text in [
            "",
            "soon",
            "2026-13-01T00:00:00Z",
            "2026-11-31T00:00:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T00:60:00Z",
            "2026-11-22T00:00:61Z",
            "2026-11-22T00:00Z",
            "2026-11-22T00-00-00Z",
            "2026-11-22T00:00:00+8",
            "2026-11-22T00:00:00+24:00",
            "2026-11-22T00:00:00?01:00",
            "2026-11-22T00:00:00é",
            "2026-11-22é",
            "2026-11-22X00:00:00Z",
            "2026-11-22T+1:00:00Z",
            "Thu, 31 Dec 2026 18:37:07 -0800",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
