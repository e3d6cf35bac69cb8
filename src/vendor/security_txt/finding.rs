//! What the reader of a security.txt should know, and what a text is that is no security.txt.

use super::shown;

/// How much of a value is repeated beside a finding, in characters.
const MAX_ABOUT_CHARS: usize = 160;

/// One thing noticed in a security.txt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub fact: Fact,
    /// The line, counted from 1; 0 for the whole file.
    pub line: usize,
    /// What it is about, cleaned and cut; may be empty.
    pub about: String,
}

impl Finding {
    pub(super) fn new(fact: Fact, line: usize, about: &str) -> Self {
        Self {
            fact,
            line,
            about: shown(about, MAX_ABOUT_CHARS),
        }
    }
}

/// What can be noticed in a security.txt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// It is signed (RFC 9580 section 7), and nobody verified that.
    Signed,
    /// There is text before or behind the signed part; it was left out.
    OutsideSigned,
    /// A signature without its beginning or its end.
    SignatureIncomplete,
    /// Some bytes are not UTF-8 (RFC 9116 section 2.2).
    NotUtf8,
    /// Lines that are neither field nor comment.
    MalformedLines,
    /// Fields that RFC 9116 and its registry do not have.
    UnknownFields,
    /// A field without a value.
    EmptyField,
    /// The blank of a template.
    Placeholder,
    /// A field more often than is looked at.
    TooMany,
    /// No contact that can be used, though the RFC requires one (section 2.5.3).
    ContactMissing,
    /// A mail address without `mailto:`; it is used.
    ContactNoScheme,
    /// A form that is not encrypted on its way.
    ContactHttp,
    /// A `mailto:` with something else than plain addresses.
    ContactBadMail,
    /// A `mailto:` with header fields, which were left off.
    ContactMailHeaders,
    /// A contact by a scheme that means nothing here.
    ContactOther,
    /// A contact that is nothing known.
    ContactUnusable,
    /// No key, nor a way to one.
    KeyMissing,
    /// A whole key in the file.
    KeyBlock,
    /// A key in the Domain Name System (RFC 7929), which is not looked up.
    KeyDns,
    /// A key behind a link that anyone on the way can change.
    KeyHttp,
    /// A key ID in place of a fingerprint.
    KeyIdOnly,
    /// `openpgp4fpr:` with something else than a fingerprint.
    KeyBadFingerprint,
    /// A fingerprint without `openpgp4fpr:`; it is used.
    KeyNoScheme,
    /// A key for age.
    KeyAge,
    /// A key for minisign, which only signs.
    KeyMinisign,
    /// A key for SSH.
    KeySsh,
    /// A key by a scheme that means nothing here.
    KeyOther,
    /// A key that is nothing known.
    KeyUnusable,
    /// No `Expires`, though the RFC requires one (section 2.5.5).
    ExpiresMissing,
    /// A second `Expires`; the earlier date counts.
    ExpiresRepeated,
    /// An `Expires` that is no date.
    ExpiresUnreadable,
    /// An `Expires` that is not in the form of RFC 3339, read all the same.
    ExpiresLoose,
    /// It is no longer valid.
    ExpiresPast,
    /// It is valid for more than a year, against the RFC's advice.
    ExpiresFar,
    /// A second `Preferred-Languages`.
    LanguagesRepeated,
    /// A link that is not encrypted on its way.
    LinkHttp,
    /// A link that is none.
    LinkUnusable,
}

/// Before each message of a [`Fact`]; the rest is its code.
const PREFIX: &str = "security-txt-";

impl Fact {
    /// All of them.
    pub const ALL: [Self; 37] = [
        Self::Signed,
        Self::OutsideSigned,
        Self::SignatureIncomplete,
        Self::NotUtf8,
        Self::MalformedLines,
        Self::UnknownFields,
        Self::EmptyField,
        Self::Placeholder,
        Self::TooMany,
        Self::ContactMissing,
        Self::ContactNoScheme,
        Self::ContactHttp,
        Self::ContactBadMail,
        Self::ContactMailHeaders,
        Self::ContactOther,
        Self::ContactUnusable,
        Self::KeyMissing,
        Self::KeyBlock,
        Self::KeyDns,
        Self::KeyHttp,
        Self::KeyIdOnly,
        Self::KeyBadFingerprint,
        Self::KeyNoScheme,
        Self::KeyAge,
        Self::KeyMinisign,
        Self::KeySsh,
        Self::KeyOther,
        Self::KeyUnusable,
        Self::ExpiresMissing,
        Self::ExpiresRepeated,
        Self::ExpiresUnreadable,
        Self::ExpiresLoose,
        Self::ExpiresPast,
        Self::ExpiresFar,
        Self::LanguagesRepeated,
        Self::LinkHttp,
        Self::LinkUnusable,
    ];

    /// A stable name, in kebab case.
    #[must_use]
    pub fn code(self) -> &'static str {
        let message = self.message();
        message.strip_prefix(PREFIX).unwrap_or(message)
    }

    /// The message that says what it is, and what to do.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Signed => "security-txt-signed",
            Self::OutsideSigned => "security-txt-outside-signed",
            Self::SignatureIncomplete => "security-txt-signature-incomplete",
            Self::NotUtf8 => "security-txt-not-utf8",
            Self::MalformedLines => "security-txt-malformed-lines",
            Self::UnknownFields => "security-txt-unknown-fields",
            Self::EmptyField => "security-txt-empty-field",
            Self::Placeholder => "security-txt-placeholder",
            Self::TooMany => "security-txt-too-many",
            Self::ContactMissing => "security-txt-contact-missing",
            Self::ContactNoScheme => "security-txt-contact-no-scheme",
            Self::ContactHttp => "security-txt-contact-http",
            Self::ContactBadMail => "security-txt-contact-bad-mail",
            Self::ContactMailHeaders => "security-txt-contact-mail-headers",
            Self::ContactOther => "security-txt-contact-other",
            Self::ContactUnusable => "security-txt-contact-unusable",
            Self::KeyMissing => "security-txt-key-missing",
            Self::KeyBlock => "security-txt-key-block",
            Self::KeyDns => "security-txt-key-dns",
            Self::KeyHttp => "security-txt-key-http",
            Self::KeyIdOnly => "security-txt-key-id-only",
            Self::KeyBadFingerprint => "security-txt-key-bad-fingerprint",
            Self::KeyNoScheme => "security-txt-key-no-scheme",
            Self::KeyAge => "security-txt-key-age",
            Self::KeyMinisign => "security-txt-key-minisign",
            Self::KeySsh => "security-txt-key-ssh",
            Self::KeyOther => "security-txt-key-other",
            Self::KeyUnusable => "security-txt-key-unusable",
            Self::ExpiresMissing => "security-txt-expires-missing",
            Self::ExpiresRepeated => "security-txt-expires-repeated",
            Self::ExpiresUnreadable => "security-txt-expires-unreadable",
            Self::ExpiresLoose => "security-txt-expires-loose",
            Self::ExpiresPast => "security-txt-expires-past",
            Self::ExpiresFar => "security-txt-expires-far",
            Self::LanguagesRepeated => "security-txt-languages-repeated",
            Self::LinkHttp => "security-txt-link-http",
            Self::LinkUnusable => "security-txt-link-unusable",
        }
    }

    /// Whether the researcher should look twice, or cannot use something; the others are to be
    /// known and change nothing.
    #[must_use]
    pub fn is_warning(self) -> bool {
        !matches!(
            self,
            Self::Signed
                | Self::MalformedLines
                | Self::UnknownFields
                | Self::EmptyField
                | Self::TooMany
                | Self::ContactNoScheme
                | Self::ContactMailHeaders
                | Self::KeyBlock
                | Self::KeyNoScheme
                | Self::ExpiresLoose
                | Self::ExpiresFar
                | Self::LanguagesRepeated
                | Self::LinkHttp
                | Self::LinkUnusable
        )
    }
}

/// What a text is instead of a security.txt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecurityTxtError {
    /// Longer than [`MAX_BYTES`](super::MAX_BYTES).
    TooLarge,
    /// Nothing.
    Empty,
    /// Bytes, not text.
    NotText,
    /// A page of the web.
    Html,
    /// An OpenPGP certificate.
    Key,
    /// A secret key, alone or among other text.
    SecretKey,
    /// A link, perhaps to a security.txt.
    Link,
    /// Text without a single field of RFC 9116.
    NoField,
}

impl SecurityTxtError {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::TooLarge,
        Self::Empty,
        Self::NotText,
        Self::Html,
        Self::Key,
        Self::SecretKey,
        Self::Link,
        Self::NoField,
    ];

    /// What `text` is, which has no known field.
    pub(super) fn of(text: &str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let begins = |prefix: &str| {
            let head = text.get(..prefix.len()).unwrap_or_default();
            head.eq_ignore_ascii_case(prefix)
        };
        if text.is_empty() {
            Self::Empty
        } else if text.contains("-----BEGIN PGP PUBLIC KEY BLOCK-----") {
            Self::Key
        } else if text.starts_with('<') && text.ends_with('>') {
            Self::Html
        } else if (begins("https://") || begins("http://")) && !text.contains(char::is_whitespace) {
            Self::Link
        } else {
            Self::NoField
        }
    }

    /// A stable name, in kebab case.
    #[must_use]
    pub fn code(self) -> &'static str {
        let message = self.message();
        message.strip_prefix("no-security-txt-").unwrap_or(message)
    }

    /// The message that says what it is, and what to do.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::TooLarge => "no-security-txt-too-large",
            Self::Empty => "no-security-txt-empty",
            Self::NotText => "no-security-txt-not-text",
            Self::Html => "no-security-txt-html",
            Self::Key => "no-security-txt-key",
            Self::SecretKey => "no-security-txt-secret-key",
            Self::Link => "no-security-txt-link",
            Self::NoField => "no-security-txt-no-field",
        }
    }
}
