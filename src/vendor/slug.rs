//! Short names for machines.

use super::VendorProblem;
use super::string_type::string_type;

string_type! {
    /// A short name of lower-case letters, digits and hyphens, at most 40 of them: safe in file
    /// names, addresses and HTML attributes.
    Slug, check, "^[a-z0-9-]{1,40}$"
}

fn check(text: &str) -> Result<String, VendorProblem> {
    let fits = (1..=40).contains(&text.len())
        && text
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    if fits {
        Ok(text.to_owned())
    } else {
        Err(VendorProblem::BadSlug)
    }
}
