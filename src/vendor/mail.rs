//! Mail addresses.

use super::VendorProblem;
use super::string_type::string_type;
use super::url::is_host_name;

string_type! {
    /// A mail address in the unquoted ASCII form of RFC 5321, without the characters that mean
    /// something in a `mailto:` link or a mail header.
    MailAddress, check, r"^[A-Za-z0-9_+=~-]+(\.[A-Za-z0-9_+=~-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
}

/// RFC 5321 section 4.5.3.1.1, in bytes.
const MAX_LOCAL_BYTES: usize = 64;

/// RFC 5321 section 4.5.3.1.3 less the angle brackets, in bytes.
const MAX_BYTES: usize = 254;

fn check(text: &str) -> Result<String, VendorProblem> {
    let fits = text.len() <= MAX_BYTES
        && text.split_once('@').is_some_and(|(local, domain)| {
            local.len() <= MAX_LOCAL_BYTES
                && local.split('.').all(is_atom)
                && domain.contains('.')
                && is_host_name(domain)
        });
    if fits {
        Ok(text.to_owned())
    } else {
        Err(VendorProblem::BadMailAddress)
    }
}

fn is_atom(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'+' | b'=' | b'~' | b'-'))
}
