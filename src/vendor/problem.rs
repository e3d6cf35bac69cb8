//! What can be wrong with a vendor file: codes for programs, sentences for build tools.

use std::fmt;

use serde::Serialize;

/// Defines the problems with a fixed sentence, with their codes, so that none misses either.
macro_rules! problems {
    ($($(#[doc = $doc:literal])* $name:ident $code:literal $sentence:literal,)*) => {
        /// What is wrong with a vendor file.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(tag = "code", content = "detail", rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum VendorProblem {
            /// The text is not JSON. Holds the parser's reason.
            Syntax(String),
            /// A member is missing. Holds its name.
            MissingMember(String),
            /// A value is of the wrong kind or not one of those allowed. Holds the reason.
            WrongValue(String),
            $($(#[doc = $doc])* $name,)*
        }

        impl VendorProblem {
            /// The problems that need no detail.
            pub const PLAIN: &[Self] = &[$(Self::$name),*];

            /// A stable name, in kebab case.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    Self::Syntax(_) => "syntax",
                    Self::MissingMember(_) => "missing-member",
                    Self::WrongValue(_) => "wrong-value",
                    $(Self::$name => $code,)*
                }
            }
        }

        impl fmt::Display for VendorProblem {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    Self::Syntax(reason) => write!(f, "this is not JSON: {reason}"),
                    Self::MissingMember(name) => write!(f, "the member `{name}` is missing here"),
                    Self::WrongValue(reason) => f.write_str(reason),
                    $(Self::$name => f.write_str($sentence),)*
                }
            }
        }
    };
}

problems! {
    /// The file is longer than [`MAX_FILE_BYTES`](super::MAX_FILE_BYTES).
    TooLarge "too-large" "the file is larger than 256 KiB",
    /// A member that the format does not know.
    UnknownMember "unknown-member" "this member is not part of the vendor file format",
    /// A member that stands twice in one object.
    DuplicateMember "duplicate-member" "this member stands here twice",
    /// Another version of the format.
    WrongSchema "wrong-schema" "only schema 1 is known",
    /// Not a [`Slug`](super::Slug).
    BadSlug "bad-slug" "use 1 to 40 lower-case letters, digits or hyphens",
    /// The `id` that belongs to vendors made on the page.
    ReservedId "reserved-id" "the id `other` belongs to vendors that the researcher names on the page: choose another",
    /// Not a day.
    BadDate "bad-date" "use a real day, written YYYY-MM-DD",
    /// Not an [`HttpsUrl`](super::HttpsUrl).
    BadUrl "bad-url" "use an https address in ASCII, without user name, spaces or quotes",
    /// Not an [`UploadUrl`](super::UploadUrl).
    BadUploadUrl "bad-upload-url" "use an https address with a path, if only a slash, without query, fragment, quotes, commas, semicolons or parts that go up (http only on the own machine)",
    /// An upload to the own machine in a vendor that is not a demo.
    LoopbackUpload "loopback-upload" "only a demo vendor may upload to the own machine",
    /// Not a [`MailAddress`](super::MailAddress).
    BadMailAddress "bad-mail-address" "use a mail address in plain ASCII, like security@example.com",
    /// A mail channel with other members than its address.
    MailMembers "mail-members" "a channel of kind `mail` has the member `address`, and no `url`",
    /// An upload channel with other members than its address.
    UploadMembers "upload-members" "a channel of kind `upload` has the member `url`, and no `address`",
    /// A text of nothing but spaces.
    EmptyText "empty-text" "the text is empty: write it or leave the member out",
    /// A text longer than 4000 characters.
    LongText "long-text" "the text is longer than 4000 characters",
    /// A text with characters that break lines, change direction or hide.
    TextCharacter "text-character" "the text holds a line break, a control character or an invisible direction mark",
    /// A text without English.
    NoEnglish "no-english" "the text needs at least the language `en`",
    /// A key ID in place of a fingerprint.
    KeyIdOnly "key-id-only" "this is a key ID, which can be forged: use the full fingerprint of 40 or 64 hexadecimal digits",
    /// Not a fingerprint.
    BadFingerprint "bad-fingerprint" "a fingerprint has 40 or 64 hexadecimal digits; only spaces may stand between them",
    /// Not an armored certificate.
    NotACertificate "not-a-certificate" "use one OpenPGP certificate in ASCII armor (PGP PUBLIC KEY BLOCK)",
    /// A secret key where a certificate belongs.
    SecretKey "secret-key" "this is a secret key: take it out at once and put the certificate (public key) here",
    /// Two pins with one fingerprint.
    DuplicatePin "duplicate-pin" "an earlier pin has the same fingerprint",
    /// A field required twice.
    DuplicateRequired "duplicate-required" "this field stands here twice",
    /// Two extra fields with one key.
    DuplicateField "duplicate-field" "an earlier field has the same key",
    /// Two channels of one kind.
    DuplicateChannel "duplicate-channel" "an earlier channel is of the same kind",
    /// Neither a channel nor a site.
    NoWay "no-way" "the vendor needs at least one channel or site",
    /// An upload without a certificate to seal for.
    UploadWithoutPin "upload-without-pin" "an upload needs a pin: without a certificate there is nothing to upload",
}

impl VendorProblem {
    /// `serde` carries an error as text only; this finds the problem again. What the types of
    /// this module refuse has a fixed sentence, what `serde` refuses a fixed beginning.
    pub(super) fn from_json(error: &serde_json::Error) -> Self {
        let message = error.to_string();
        let reason = message
            .rfind(" at line ")
            .map_or(&*message, |end| &message[..end]);
        if let Some(problem) = Self::PLAIN
            .iter()
            .find(|problem| problem.to_string() == reason)
        {
            return problem.clone();
        }
        if !error.is_data() {
            return Self::Syntax(harmless(reason));
        }
        if reason.starts_with("unknown field") {
            return Self::UnknownMember;
        }
        if reason.starts_with("duplicate field") {
            return Self::DuplicateMember;
        }
        match reason
            .strip_prefix("missing field `")
            .and_then(|rest| rest.strip_suffix('`'))
        {
            Some(name) => Self::MissingMember(harmless(name)),
            None => Self::WrongValue(harmless(reason)),
        }
    }
}

/// Repeats a reason without what could deceive its reader: it may quote the file.
fn harmless(reason: &str) -> String {
    const MAX_CHARS: usize = 200;
    let mut shown = String::new();
    for c in reason.chars().take(MAX_CHARS) {
        if c.is_ascii_graphic() || c == ' ' {
            shown.push(c);
        } else {
            shown.extend(c.escape_default());
        }
    }
    shown
}
