//! `Contact` (RFC 9116 section 2.5.3): mail, form, telephone.

use super::super::{HttpsUrl, MailAddress};
use super::field::{NoLink, has_scheme, link, scheme};
use super::{Fact, MAX_REPEATS, Reader, shown};

/// The longest comment that is kept of what a contact is for, in characters.
const MAX_PURPOSE_CHARS: usize = 200;

/// The longest telephone number, in characters: the 15 digits of E.164 with room for spaces and an
/// extension.
const MAX_PHONE_CHARS: usize = 40;

/// One way to reach the vendor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Where it leads.
    pub way: Way,
    /// The comment above it, which says what it is for where there are several.
    pub purpose: Option<String>,
}

/// Where a contact leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// A mail address.
    Mail(MailAddress),
    /// A page of the web: a form, or an explanation.
    Form(HttpsUrl),
    /// A telephone number, to be read.
    Phone(String),
}

/// Takes over the value of a `Contact`.
pub(super) fn take(reader: &mut Reader, value: &str, line: usize) {
    match scheme(value) {
        Some(("mailto", rest)) => mail(reader, value, rest, line),
        Some(("https" | "http", _)) => match link(value) {
            Ok(url) => add(reader, Way::Form(url)),
            Err(NoLink::Http) => reader.find(Fact::ContactHttp, line, value),
            Err(NoLink::Other) => reader.find(Fact::ContactUnusable, line, value),
        },
        Some(("tel", rest)) => {
            let number = shown(rest, MAX_PHONE_CHARS);
            if number.chars().any(|c| c.is_ascii_digit()) {
                add(reader, Way::Phone(number));
            } else {
                reader.find(Fact::ContactUnusable, line, value);
            }
        }
        _ if has_scheme(value) => reader.find(Fact::ContactOther, line, value),
        _ => {
            let bare = value.trim_start_matches('<').trim_end_matches('>');
            match MailAddress::parse(bare) {
                Ok(address) => {
                    add(reader, Way::Mail(address));
                    reader.find(Fact::ContactNoScheme, line, value);
                }
                Err(_) => reader.find(Fact::ContactUnusable, line, value),
            }
        }
    }
}

/// A `mailto:` link (RFC 6068): addresses, and header fields that are left off.
fn mail(reader: &mut Reader, value: &str, rest: &str, line: usize) {
    // `mailto://` is a common slip.
    let rest = rest.trim_start_matches('/').trim();
    let (addresses, headers) = rest.split_once('?').unwrap_or((rest, ""));
    let read = addresses
        .split(',')
        .map(|address| MailAddress::parse(unescaped(address).trim()))
        .collect::<Result<Vec<_>, _>>();
    match read {
        Ok(read) => {
            if read.len() > MAX_REPEATS {
                reader.find(Fact::TooMany, line, "Contact");
            }
            for address in read.into_iter().take(MAX_REPEATS) {
                add(reader, Way::Mail(address));
            }
            if !headers.is_empty() {
                reader.find(Fact::ContactMailHeaders, line, value);
            }
        }
        Err(_) => reader.find(Fact::ContactBadMail, line, value),
    }
}

fn add(reader: &mut Reader, way: Way) {
    if reader.out.contacts.iter().any(|known| known.way == way) {
        return;
    }
    let purpose = shown(&reader.comment.join(" "), MAX_PURPOSE_CHARS);
    reader.out.contacts.push(Contact {
        way,
        purpose: Some(purpose).filter(|purpose| !purpose.is_empty()),
    });
}

/// Undoes percent-encoding (RFC 3986 section 2.1). A byte beyond ASCII becomes some character that
/// no address has.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let byte = after
            .get(..2)
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) => {
                out.push(char::from(byte));
                rest = &after[2..];
            }
            None => {
                out.push('%');
                rest = after;
            }
        }
    }
    out + rest
}
