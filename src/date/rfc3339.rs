//! Moments as RFC 3339 section 5.6 writes them, and as people shorten them.

use super::Date;

/// A moment that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970, fewer than none before that. Without an offset it is taken for UTC.
    pub seconds: i64,
    /// How much of it was written.
    pub written: Written,
}

/// How a moment was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// As the RFC wants it.
    Exactly,
    /// With a space between date and time, which the RFC lets applications allow.
    Spaced,
    /// Without an offset from UTC.
    WithoutOffset,
    /// A day alone: its midnight.
    Day,
}

/// Reads a moment; `None` where it is none. Fractions of a second are dropped, and a leap second has
/// the number 60.
#[must_use]
pub fn read(text: &str) -> Option<Moment> {
    let Some(at) = text.find(['T', 't', ' ']) else {
        let seconds = midnight(text)?;
        let written = Written::Day;
        return Some(Moment { seconds, written });
    };
    let (day, time) = text.split_at_checked(at)?;
    let spaced = time.starts_with(' ');
    let (clock, offset) = time.get(1..)?.split_at_checked(8)?;
    let local = midnight(day)? + of_day(clock)?;
    let (east, written) = match without_fraction(offset)? {
        "" => (0, Written::WithoutOffset),
        offset if spaced => (east(offset)?, Written::Spaced),
        offset => (east(offset)?, Written::Exactly),
    };
    let seconds = local - east;
    Some(Moment { seconds, written })
}

fn midnight(day: &str) -> Option<i64> {
    Date::parse(day).map(|day| day.days_since_1970() * 86_400)
}

/// `HH:MM:SS` in seconds.
fn of_day(clock: &str) -> Option<i64> {
    let mut parts = clock.split(':');
    let hours = two_digits(parts.next()?, 23)?;
    let minutes = two_digits(parts.next()?, 59)?;
    let seconds = two_digits(parts.next()?, 60)?;
    Some(hours * 3_600 + minutes * 60 + seconds)
}

fn without_fraction(text: &str) -> Option<&str> {
    let Some(fraction) = text.strip_prefix('.') else {
        return Some(text);
    };
    let rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < fraction.len()).then_some(rest)
}

/// Seconds east of UTC.
fn east(offset: &str) -> Option<i64> {
    if matches!(offset, "Z" | "z") {
        return Some(0);
    }
    let (sign, digits) = offset.split_at_checked(1)?;
    let (hours, minutes) = digits.split_once(':')?;
    let seconds = two_digits(hours, 23)? * 3_600 + two_digits(minutes, 59)? * 60;
    match sign {
        "+" => Some(seconds),
        "-" => Some(-seconds),
        _ => None,
    }
}

fn two_digits(text: &str, last: i64) -> Option<i64> {
    let fits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    let number = text.parse().ok().filter(|_| fits);
    number.filter(|number| *number <= last)
}
