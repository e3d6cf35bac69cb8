//! Times as arguments and JSON have them: RFC 3339.

use crate::date::Date;
use crate::date::rfc3339::{self, Written};

/// The end of the year 9999, where RFC 3339 ends, in Unix seconds.
const LAST: u64 = 253_402_300_799;

/// Unix seconds from a day (its midnight UTC), a date and time with `Z` or an offset (RFC 3339
/// section 5.6), or `@` and the seconds themselves. `None` for anything else, before 1970, and
/// after 9999. Fractions of a second are dropped.
pub(super) fn parse(text: &str) -> Option<u64> {
    let seconds = match text.strip_prefix('@') {
        Some(seconds) => number(seconds)?,
        None => {
            let moment = rfc3339::read(text)?;
            // Whose noon is meant must be said.
            let is_told = moment.written != Written::WithoutOffset;
            u64::try_from(moment.seconds).ok().filter(|_| is_told)?
        }
    };
    (seconds <= LAST).then_some(seconds)
}

/// A number of digits alone, without a sign.
fn number(text: &str) -> Option<u64> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// `2026-11-22T09:26:40Z`, from Unix seconds.
pub(super) fn rfc3339(seconds: u64) -> String {
    let of_day = seconds % 86_400;
    format!(
        "{}T{:02}:{:02}:{:02}Z",
        Date::from_unix(seconds),
        of_day / 3600,
        of_day / 60 % 60,
        of_day % 60
    )
}

#[cfg(test)]
mod tests {
    use super::{LAST, parse, rfc3339};

    #[test]
    fn days_times_offsets_and_seconds() {
        // As `date -u -d TEXT +%s` has them.
        for (text, seconds) in [
            ("2026-11-22", 1_795_305_600),
            ("2026-11-22T09:26:40Z", 1_795_339_600),
            ("2026-11-22t09:26:40.999z", 1_795_339_600),
            ("2026-11-22 17:26:40+08:00", 1_795_339_600),
            ("2026-11-21T23:56:40-09:30", 1_795_339_600),
            ("2016-12-31T23:59:60Z", 1_483_228_800),
            ("@1795339600", 1_795_339_600),
            ("@0", 0),
            ("9999-12-31T23:59:59Z", LAST),
        ] {
            assert_eq!(parse(text), Some(seconds), "{text}");
        }
        assert_eq!(rfc3339(1_795_339_600), "2026-11-22T09:26:40Z");
        assert_eq!(rfc3339(LAST), "9999-12-31T23:59:59Z");
    }

    #[test]
    fn nothing_else() {
        for text in [
            "",
            "@",
            "@-1",
            "@+1",
            "@253402300800",
            "@99999999999999999999",
            "now",
            "2026-11-31",
            "2026-11-22T",
            "2026-11-22T09:26:40",
            "2026-11-22T09:26Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T09:26:40.Z",
            "2026-11-22T09:26:40+8:00",
            "2026-11-22T09:26:40+08",
            "2026-11-22T+9:26:40Z",
            "1969-12-31T23:59:59Z",
            "1970-01-01T00:00:00+01:00",
            "2026-11-22T09:26:4é",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
