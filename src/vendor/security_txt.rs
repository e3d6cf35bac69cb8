//! security.txt (RFC 9116): what a vendor says about reporting, as the researcher pasted or chose
//! it. [`SecurityTxt::parse`] reads it leniently and names whatever it could not use;
//! [`made::vendor`] makes a vendor of it.
//!
//! The text comes from anywhere. Whatever is kept of it is either one of the checked types of
//! vendor files, or was cleaned by [`shown`]: one line, short, without control and
//! direction-changing characters. A signature around it is taken off and not verified.

mod contact;
mod encryption;
mod expires;
mod field;
mod finding;
mod lines;
pub mod made;
mod shown;

pub use contact::{Contact, Way};
pub use finding::{Fact, Finding, SecurityTxtError};
pub use shown::shown;

use super::{ArmoredCertificate, HttpsUrl, PinnedFingerprint};
use crate::words::Language;
use field::Field;
use lines::{Content, Kind, Line};
use std::collections::BTreeSet;

/// The longest security.txt that is looked at, in bytes. RFC 9116 section 5.4 names 32 KB as a
/// sensible limit.
pub const MAX_BYTES: usize = 128 * 1024;

/// How often a field is looked at. RFC 9116 sets no limit; no real file comes near this one.
const MAX_REPEATS: usize = 20;

/// How many names of unknown fields are repeated.
const MAX_UNKNOWN_NAMES: usize = 5;

/// The longest name of an unknown field that is repeated whole, in characters.
const MAX_NAME_CHARS: usize = 40;

/// What a security.txt says, and what was noticed in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityTxt {
    /// The ways to reach the vendor, most wanted first (section 2.5.3).
    pub contacts: Vec<Contact>,
    /// Links to the vendor's key, most wanted first (section 2.5.4). Nothing is fetched.
    pub key_links: Vec<HttpsUrl>,
    /// Fingerprints of the vendor's key, most wanted first.
    pub fingerprints: Vec<PinnedFingerprint>,
    /// A certificate that stands in the file itself.
    pub key_block: Option<ArmoredCertificate>,
    /// Until when it is valid, in seconds since 1970 (section 2.5.5).
    pub expires: Option<u64>,
    /// Where the file says that it is published (section 2.5.2).
    pub canonical: Vec<HttpsUrl>,
    /// Vulnerability disclosure policies (section 2.5.7).
    pub policies: Vec<HttpsUrl>,
    /// Pages that thank researchers (section 2.5.1).
    pub acknowledgments: Vec<HttpsUrl>,
    /// Descriptions of machine-readable advisories (OASIS CSAF 2.0 section 7.1.8).
    pub csaf: Vec<HttpsUrl>,
    /// The page's languages among those that the vendor prefers (section 2.5.8).
    pub languages: BTreeSet<Language>,
    /// What the reader should know, by line; what concerns the whole file comes first.
    pub findings: Vec<Finding>,
}

impl SecurityTxt {
    /// Reads a security.txt at the time `now`, in seconds since 1970. Takes time in proportion to
    /// its length, and fails only on what is no security.txt at all.
    ///
    /// # Errors
    ///
    /// What it is instead, as a [`SecurityTxtError`].
    pub fn parse(bytes: &[u8], now: u64) -> Result<Self, SecurityTxtError> {
        if bytes.len() > MAX_BYTES {
            return Err(SecurityTxtError::TooLarge);
        }
        if bytes.contains(&0) {
            return Err(SecurityTxtError::NotText);
        }
        let text = String::from_utf8_lossy(bytes);
        let content = Content::read(&text)?;
        let mut reader = Reader::new(now);
        reader.out.key_block = content.key_block;
        reader.out.findings = content.findings;
        if std::str::from_utf8(bytes).is_err() {
            reader.find(Fact::NotUtf8, 0, "");
        }
        for line in &content.lines {
            reader.take(line);
        }
        if reader.known == 0 {
            return Err(SecurityTxtError::of(&text));
        }
        Ok(reader.finish())
    }

    /// Whether it was valid at the time it was read; one without a date is not known to be.
    #[must_use]
    pub fn is_expired(&self, now: u64) -> bool {
        self.expires.is_some_and(|end| end <= now)
    }

    /// The mail addresses, most wanted first, each once, with what each is for.
    pub fn mails(&self) -> impl Iterator<Item = (&super::MailAddress, &Contact)> {
        self.contacts
            .iter()
            .filter_map(|contact| match &contact.way {
                Way::Mail(address) => Some((address, contact)),
                Way::Form(_) | Way::Phone(_) => None,
            })
    }

    /// What the vendor may be called: the host that the file says it comes from, else that of the
    /// first mail address.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        let published = self.canonical.first().map(|url| url.host());
        let mailed = || {
            let (address, _) = self.mails().next()?;
            address.split_once('@').map(|(_, domain)| domain)
        };
        let host = published.or_else(mailed)?.to_ascii_lowercase();
        Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
    }
}

/// The reading under way.
struct Reader<'a> {
    out: SecurityTxt,
    now: u64,
    /// Fields with a known name.
    known: usize,
    repeats: [usize; Field::ALL.len()],
    /// The comment above, as long as it may belong to the next line.
    comment: Vec<&'a str>,
    /// Whether the last line was a contact under this comment.
    in_contacts: bool,
    unknown: Vec<String>,
    first_unknown: usize,
    malformed: usize,
}

impl<'a> Reader<'a> {
    fn new(now: u64) -> Self {
        Self {
            out: SecurityTxt::default(),
            now,
            known: 0,
            repeats: [0; Field::ALL.len()],
            comment: Vec::new(),
            in_contacts: false,
            unknown: Vec::new(),
            first_unknown: 0,
            malformed: 0,
        }
    }

    /// Notes `fact` at `line`, counted from 1, or 0 for the whole file, with what it is about.
    fn find(&mut self, fact: Fact, line: usize, about: &str) {
        self.out.findings.push(Finding::new(fact, line, about));
    }

    fn take(&mut self, line: &Line<'a>) {
        match line.kind {
            Kind::Comment(text) => {
                if self.in_contacts {
                    self.forget_comment();
                }
                self.comment.push(text);
            }
            Kind::Blank => self.forget_comment(),
            Kind::Other => {
                self.forget_comment();
                if self.malformed == 0 {
                    self.malformed = line.number;
                }
            }
            Kind::Field { name, value } => match Field::named(name) {
                Some(field) => {
                    self.known += 1;
                    self.field(field, value, line.number);
                    self.in_contacts = field == Field::Contact;
                    if !self.in_contacts {
                        self.forget_comment();
                    }
                }
                None => {
                    self.forget_comment();
                    if self.unknown.is_empty() {
                        self.first_unknown = line.number;
                    }
                    let name = shown(name, MAX_NAME_CHARS);
                    // One more is kept, to tell that there are more.
                    if self.unknown.len() <= MAX_UNKNOWN_NAMES && !self.unknown.contains(&name) {
                        self.unknown.push(name);
                    }
                }
            },
        }
    }

    fn forget_comment(&mut self) {
        self.comment.clear();
        self.in_contacts = false;
    }

    fn field(&mut self, field: Field, value: &str, line: usize) {
        let repeats = &mut self.repeats[field as usize];
        *repeats += 1;
        if *repeats > MAX_REPEATS {
            if *repeats == MAX_REPEATS + 1 {
                self.find(Fact::TooMany, line, field.name());
            }
            return;
        }
        if value.is_empty() {
            return self.find(Fact::EmptyField, line, field.name());
        }
        if field::is_placeholder(value) {
            return self.find(Fact::Placeholder, line, value);
        }
        match field {
            Field::Contact => contact::take(self, value, line),
            Field::Encryption => encryption::take(self, value, line),
            Field::Expires => expires::take(self, value, line),
            Field::Canonical => self.link(|out| &mut out.canonical, value, line),
            Field::Policy => self.link(|out| &mut out.policies, value, line),
            Field::Acknowledgments => self.link(|out| &mut out.acknowledgments, value, line),
            Field::Csaf => self.link(|out| &mut out.csaf, value, line),
            Field::Languages => self.languages(value, line),
            // Of no use to who reports something.
            Field::Hiring => {}
        }
    }

    /// A field that is a link.
    fn link(
        &mut self,
        list: impl Fn(&mut SecurityTxt) -> &mut Vec<HttpsUrl>,
        value: &str,
        line: usize,
    ) {
        match field::link(value) {
            Ok(url) => {
                let list = list(&mut self.out);
                if !list.contains(&url) {
                    list.push(url);
                }
            }
            Err(field::NoLink::Http) => self.find(Fact::LinkHttp, line, value),
            Err(field::NoLink::Other) => self.find(Fact::LinkUnusable, line, value),
        }
    }

    fn languages(&mut self, value: &str, line: usize) {
        if self.repeats[Field::Languages as usize] == 2 {
            self.find(Fact::LanguagesRepeated, line, "");
        }
        for tag in value.split(',') {
            let tag = tag.trim().to_ascii_lowercase();
            match tag.split('-').next() {
                Some("en") => self.out.languages.insert(Language::En),
                Some("zh") => self.out.languages.insert(Language::ZhHans),
                _ => false,
            };
        }
    }

    fn finish(mut self) -> SecurityTxt {
        if self.malformed > 0 {
            self.find(Fact::MalformedLines, self.malformed, "");
        }
        if !self.unknown.is_empty() {
            let more = self.unknown.len() > MAX_UNKNOWN_NAMES;
            let names = self.unknown[..self.unknown.len().min(MAX_UNKNOWN_NAMES)].join(", ");
            let names = names + if more { ", …" } else { "" };
            self.find(Fact::UnknownFields, self.first_unknown, &names);
        }
        let out = &self.out;
        let missing = [
            (out.contacts.is_empty(), Fact::ContactMissing),
            (
                out.key_links.is_empty() && out.fingerprints.is_empty() && out.key_block.is_none(),
                Fact::KeyMissing,
            ),
            (
                self.repeats[Field::Expires as usize] == 0,
                Fact::ExpiresMissing,
            ),
        ];
        for (is_missing, fact) in missing {
            if is_missing {
                self.find(fact, 0, "");
            }
        }
        self.out.findings.sort_by_key(|finding| finding.line);
        self.out
    }
}
