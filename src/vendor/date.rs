//! Calendar days.

use super::VendorProblem;
use super::string_type::string_type;

string_type! {
    /// A day of the Gregorian calendar, written YYYY-MM-DD (RFC 3339, `full-date`). Dates compare
    /// in the order of time.
    Date, check, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
}

fn check(text: &str) -> Result<String, VendorProblem> {
    match crate::date::Date::parse(text) {
        Some(_) => Ok(text.to_owned()),
        None => Err(VendorProblem::BadDate),
    }
}
