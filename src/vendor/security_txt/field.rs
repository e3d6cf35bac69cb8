//! The fields of RFC 9116 section 2.5, and what their values have in common.

use super::super::HttpsUrl;

/// A field with a known name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Contact,
    Encryption,
    Expires,
    Canonical,
    Policy,
    Acknowledgments,
    Csaf,
    Languages,
    Hiring,
}

impl Field {
    pub(super) const ALL: [Self; 9] = [
        Self::Contact,
        Self::Encryption,
        Self::Expires,
        Self::Canonical,
        Self::Policy,
        Self::Acknowledgments,
        Self::Csaf,
        Self::Languages,
        Self::Hiring,
    ];

    /// The field's name as RFC 9116 and the registry of IANA write it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Contact => "Contact",
            Self::Encryption => "Encryption",
            Self::Expires => "Expires",
            Self::Canonical => "Canonical",
            Self::Policy => "Policy",
            Self::Acknowledgments => "Acknowledgments",
            Self::Csaf => "CSAF",
            Self::Languages => "Preferred-Languages",
            Self::Hiring => "Hiring",
        }
    }

    /// The field of that name, in any case (section 2.2), or with the British spelling that the
    /// drafts before RFC 9116 had.
    pub(super) fn named(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("Acknowledgements") {
            return Some(Self::Acknowledgments);
        }
        Self::ALL
            .into_iter()
            .find(|field| field.name().eq_ignore_ascii_case(name))
    }
}

/// Why a value is no link to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoLink {
    /// `http:` only: section 3 asks for `https:`.
    Http,
    /// Another scheme, or not an address that is safe to link to.
    Other,
}

/// A value that should be a link.
pub(super) fn link(value: &str) -> Result<HttpsUrl, NoLink> {
    match scheme(value) {
        Some(("https", rest)) => {
            HttpsUrl::parse(&format!("https:{rest}")).map_err(|_| NoLink::Other)
        }
        Some(("http", _)) => Err(NoLink::Http),
        _ => Err(NoLink::Other),
    }
}

/// The schemes that mean something here.
const SCHEMES: [&str; 6] = ["https", "http", "mailto", "tel", "dns", "openpgp4fpr"];

/// A value's scheme, in lower case, and what follows its colon; none of a scheme that means
/// nothing here.
pub(super) fn scheme(value: &str) -> Option<(&'static str, &str)> {
    let (scheme, rest) = value.split_once(':')?;
    let known = SCHEMES
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(scheme))?;
    Some((known, rest))
}

/// Whether a value begins with any scheme (RFC 3986 section 3.1).
pub(super) fn has_scheme(value: &str) -> bool {
    value.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    })
}

/// What stands around the blanks of templates, and what is written into them by hand.
const BLANKS: [&str; 17] = [
    "{{",
    "}}",
    "${",
    "%%",
    "<%",
    "[",
    "your-domain",
    "yourdomain",
    "your_domain",
    "your-company",
    "yourcompany",
    "your-site",
    "yoursite",
    "your-email",
    "youremail",
    "your_email",
    "changeme",
];

/// Whether a value is the blank of a template that nobody filled in.
pub(super) fn is_placeholder(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    let bracketed = value
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    ["todo", "tbd", "xxx", "n/a", "none"].contains(&&*value)
        || bracketed.is_some_and(|inside| !inside.contains(['@', ':']))
        || BLANKS.iter().any(|blank| value.contains(blank))
}
