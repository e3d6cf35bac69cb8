//! Addresses that a page may link to or upload to: less than the URL standard allows, so that
//! nothing needs escaping where they are used.

use super::VendorProblem;
use super::string_type::string_type;

string_type! {
    /// An `https` address to link to: ASCII, without user name, spaces or quotes.
    HttpsUrl, check_https, r"^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][!#-&(-;=?-\[\]_a-z~]*)?$"
}

string_type! {
    /// An address that accepts an HTTP `PUT` of a sealed report: `https`, or in a demo vendor
    /// `http` on the own machine. With a path, without query or fragment, and without anything that
    /// would mean more in a Content-Security-Policy than this address and what lies below it.
    UploadUrl, check_upload, r"^(https://[A-Za-z0-9.-]+|http://(127\.0\.0\.1|localhost))(:[0-9]{1,5})?(/[A-Za-z0-9._~%!$&()*+=:@-]*)+$"
}

/// Longer addresses are cut by some servers and browsers; in bytes.
const MAX_BYTES: usize = 2048;

/// The names of the own machine that browsers treat as trustworthy without TLS.
/// A policy cannot name `[::1]`.
const LOOPBACK_HOSTS: [&str; 2] = ["127.0.0.1", "localhost"];

impl HttpsUrl {
    /// The host name, as it stands in the address.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.strip_prefix("https://").unwrap_or(self);
        rest.split(['/', '?', '#', ':']).next().unwrap_or_default()
    }
}

impl UploadUrl {
    /// Whether the address is on the machine that shows the page.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let after_scheme = self.split_once("://").map_or("", |(_, rest)| rest);
        let authority = after_scheme.split('/').next().unwrap_or_default();
        split_port(authority).is_some_and(|host| {
            LOOPBACK_HOSTS
                .iter()
                .any(|loopback| host.eq_ignore_ascii_case(loopback))
        })
    }
}

fn check_https(text: &str) -> Result<String, VendorProblem> {
    let fits = text.len() <= MAX_BYTES
        && text
            .bytes()
            .all(|b| b.is_ascii_graphic() && !br#""'<>\^`{|}"#.contains(&b))
        && text.strip_prefix("https://").is_some_and(|rest| {
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            split_port(&rest[..end]).is_some_and(is_host_name)
        });
    if fits {
        Ok(text.to_owned())
    } else {
        Err(VendorProblem::BadUrl)
    }
}

fn check_upload(text: &str) -> Result<String, VendorProblem> {
    let (secure, rest) = if let Some(rest) = text.strip_prefix("https://") {
        (true, rest)
    } else if let Some(rest) = text.strip_prefix("http://") {
        (false, rest)
    } else {
        return Err(VendorProblem::BadUploadUrl);
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host_fits = split_port(authority).is_some_and(|host| {
        if secure {
            is_host_name(host)
        } else {
            LOOPBACK_HOSTS.contains(&host)
        }
    });
    let path_fits = path.starts_with('/')
        && !path.split('/').any(|part| part == "." || part == "..")
        && path
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"._~%!$&()*+=:@/-".contains(&b));
    if host_fits && path_fits && text.len() <= MAX_BYTES {
        Ok(text.to_owned())
    } else {
        Err(VendorProblem::BadUploadUrl)
    }
}

/// The host of an authority, or `None` when what follows it is not a port.
fn split_port(authority: &str) -> Option<&str> {
    let host_end = authority.find(':').unwrap_or(authority.len());
    let (host, port) = authority.split_at(host_end);
    let port_fits = match port.strip_prefix(':') {
        Some(digits) => {
            digits.bytes().all(|b| b.is_ascii_digit())
                && digits.parse::<u16>().is_ok_and(|number| number != 0)
        }
        None => port.is_empty(),
    };
    port_fits.then_some(host)
}

/// Whether `text` is a host name of letters, digits and hyphens (RFC 1123 section 2.1); dotted
/// IPv4 addresses pass too.
pub(super) fn is_host_name(text: &str) -> bool {
    text.len() <= 253
        && text.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}
