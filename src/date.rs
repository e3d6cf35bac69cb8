//! Calendar dates, as typed and as the clock gives them.

pub mod rfc3339;

use serde::{Deserialize, Serialize};

/// A day in the proleptic Gregorian calendar, in ISO 8601 as `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u32,
    month: u32,
    day: u32,
}

impl Date {
    /// Reads `YYYY-MM-DD`; `None` when it is not a day that exists.
    #[must_use]
    pub fn parse(text: &str) -> Option<Date> {
        let digits = |part: &str, length| {
            (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())
                .flatten()
        };
        let mut parts = text.split('-');
        let date = Date {
            year: digits(parts.next()?, 4)?,
            month: digits(parts.next()?, 2)?,
            day: digits(parts.next()?, 2)?,
        };
        let exists = parts.next().is_none()
            && (1..=12).contains(&date.month)
            && (1..=date.days_in_month()).contains(&date.day);
        exists.then_some(date)
    }

    /// The day, in UTC, of `seconds` since 1970.
    #[must_use]
    pub fn from_unix(seconds: u64) -> Date {
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
        let days = seconds / 86_400 + 719_468;
        let era = days / 146_097;
        let of_era = days % 146_097;
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * of_year + 2) / 153;
        let month = if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Date {
            year: small(year),
            month: small(month),
            day: small(of_year - (153 * shifted_month + 2) / 5 + 1),
        }
    }

    /// The day's first second, in seconds since 1970; 0 for earlier days.
    #[must_use]
    pub fn to_unix(self) -> u64 {
        u64::try_from(self.days_since_1970()).unwrap_or(0) * 86_400
    }

    /// Fewer than none for days before 1970.
    fn days_since_1970(self) -> i64 {
        // As above, days_from_civil; 400 years more keep the year 0 from going below 0.
        let year = i64::from(self.year) + 400 - i64::from(self.month <= 2);
        let of_era = year % 400;
        let of_year = (153 * i64::from((self.month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        let days = year / 400 * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        days - (719_468 + 146_097)
    }

    fn days_in_month(self) -> u32 {
        match self.month {
            2 if self.year.is_multiple_of(4)
                && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400)) =>
            {
                29
            }
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "{:04}-{:02}-{:02}",
            self.year, self.month, self.day
        )
    }
}

/// A moment as `YYYY-MM-DD HH:MM UTC`, from `seconds` since 1970.
#[must_use]
pub fn moment(seconds: u64) -> String {
    let of_day = seconds % 86_400;
    format!(
        "{} {:02}:{:02} UTC",
        Date::from_unix(seconds),
        of_day / 3_600,
        of_day / 60 % 60
    )
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Date::parse(&text).ok_or("a date is written YYYY-MM-DD")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_gives_the_calendar_day() {
        for (seconds, day) in [
            (0, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (1_795_305_600, "2026-11-22"),
            (4_107_542_399, "2100-02-28"),
        ] {
            assert_eq!(Date::from_unix(seconds).to_string(), day);
            let first = Date::from_unix(seconds).to_unix();
            assert_eq!(first, seconds - seconds % 86_400);
        }
        for early in ["0000-01-01", "1582-10-15", "1969-12-31"] {
            assert_eq!(Date::parse(early).map(Date::to_unix), Some(0));
        }
        assert_eq!(moment(1_795_305_600 + 3_661), "2026-11-22 01:01 UTC");
    }

    #[test]
    fn only_days_that_exist_are_read() {
        assert!(Date::parse("2028-02-29").is_some());
        for wrong in [
            "2027-02-29",
            "2026-13-01",
            "2026-00-10",
            "26-01-01",
            "2026-1-1",
            "",
            "x",
        ] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }
}
