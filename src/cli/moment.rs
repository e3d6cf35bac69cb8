//! Times as arguments and JSON have them: RFC 3339.

use crate::date::Date;

/// The end of the year 9999, where RFC 3339 ends, in Unix seconds.
const LAST: u64 = 253_402_300_799;

/// Unix seconds from a day (its midnight UTC), a date and time with `Z` or an offset (RFC 3339
/// section 5.6), or `@` and the seconds themselves. `None` for anything else, before 1970, and
/// after 9999. Fractions of a second are dropped.
pub(super) fn parse(text: &str) -> Option<u64> {
    let seconds = match text.strip_prefix('@') {
        Some(seconds) => number(seconds)?,
        None => match text.split_once(['T', 't', ' ']) {
            None => midnight(text)?,
            Some((day, time)) => midnight(day)?.checked_add_signed(of_day(time)?)?,
        },
    };
    (seconds <= LAST).then_some(seconds)
}

fn midnight(day: &str) -> Option<u64> {
    let day = Date::parse(day)?;
    (day >= Date::from_unix(0)).then(|| day.to_unix())
}

/// Seconds since midnight UTC; fewer than none where the offset reaches into the day before.
fn of_day(text: &str) -> Option<i64> {
    let (clock, offset) = text.split_at_checked(8)?;
    let mut parts = clock.split(':');
    let mut part = |last: u64| {
        let part = parts.next().filter(|part| part.len() == 2)?;
        number(part).filter(|number| *number <= last)
    };
    let seconds = part(23)? * 3600 + part(59)? * 60 + part(60)?;
    let offset = match offset.strip_prefix('.') {
        Some(fraction) => {
            let digits = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            (digits.len() < fraction.len()).then_some(digits)?
        }
        None => offset,
    };
    let east = match offset {
        "Z" | "z" => 0,
        _ => {
            let (sign, offset) = offset.split_at_checked(1)?;
            let (hours, minutes) = offset.split_once(':')?;
            let is_pair = hours.len() == 2 && minutes.len() == 2;
            let hours = number(hours).filter(|it| is_pair && *it <= 23)?;
            let minutes = number(minutes).filter(|it| *it <= 59)?;
            let offset = i64::try_from(hours * 3600 + minutes * 60).ok()?;
            match sign {
                "+" => offset,
                "-" => -offset,
                _ => return None,
            }
        }
    };
    Some(i64::try_from(seconds).ok()? - east)
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
