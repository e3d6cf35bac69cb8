//! Calendar days.

use super::VendorProblem;
use super::string_type::string_type;

string_type! {
    /// A day of the Gregorian calendar, written YYYY-MM-DD (RFC 3339, `full-date`). Dates compare
    /// in the order of time.
    Date, check, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
}

fn check(text: &str) -> Result<String, VendorProblem> {
    if is_real_day(text.as_bytes()) {
        Ok(text.to_owned())
    } else {
        Err(VendorProblem::BadDate)
    }
}

fn is_real_day(text: &[u8]) -> bool {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else {
        return false;
    };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2];
    if !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let two = |tens: u8, ones: u8| u32::from(tens - b'0') * 10 + u32::from(ones - b'0');
    let year = two(y1, y2) * 100 + two(y3, y4);
    let day = two(d1, d2);
    let days = match two(m1, m2) {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}
