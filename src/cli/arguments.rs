//! From the arguments to what is asked for.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::*;

use super::moment;
use super::terminal::one_line;
use crate::openpgp::Fingerprint;
use crate::openpgp::seal::KeyIds;
use crate::package::Format;
use crate::words::{Language, Words};

/// What is asked for.
pub(super) enum Command {
    Help(Topic),
    Version,
    Check(CheckOptions),
    Seal(SealOptions),
}

/// What help is about.
#[derive(Clone, Copy)]
pub(super) enum Topic {
    All,
    Check,
    Seal,
}

impl Topic {
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::All => "help",
            Self::Check => "help-check",
            Self::Seal => "help-seal",
        }
    }
}

/// How the findings are laid out.
#[derive(Clone, Copy)]
pub(super) enum Layout {
    Text,
    Json,
}

/// `sealed-report check`.
pub(super) struct CheckOptions {
    pub files: Vec<PathBuf>,
    /// What certificates outside of vendor files are compared with; empty: with nothing.
    pub pins: Vec<Fingerprint>,
    /// Unix seconds; `None` is now.
    pub at: Option<u64>,
    pub layout: Layout,
    pub warn_days: Option<u32>,
}

/// `sealed-report seal`.
pub(super) struct SealOptions {
    pub vendor: PathBuf,
    pub certificates: Vec<PathBuf>,
    pub report: PathBuf,
    pub format: Format,
    /// What goes with the report, in this order.
    pub attachments: Vec<PathBuf>,
    /// `None` is standard output.
    pub out: Option<PathBuf>,
    pub overwrite: Overwrite,
    pub own: Option<PathBuf>,
    pub key_ids: KeyIds,
    /// Unix seconds; `None` is now.
    pub at: Option<u64>,
    /// Where a mail goes, instead of to the vendor file's address.
    pub to: Option<String>,
}

/// Whether a file that is there may be replaced.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Overwrite {
    Refuse,
    Replace,
}

/// What is wrong with the arguments.
pub(super) enum UsageError {
    NoCommand,
    UnknownCommand(String),
    UnknownOption(String),
    UnexpectedArgument(String),
    UnexpectedValue(String),
    MissingValue(String),
    MissingOption(&'static str),
    MissingFile,
    BadFingerprint(String),
    BadTime(String),
    BadDays(String),
    BadFormat(String),
    BadLanguage(String),
    /// The text format has no room for attachments.
    AttachedToText,
    /// An attachment is read twice, which standard input cannot be.
    AttachedStdin,
}

impl UsageError {
    pub(super) fn sentence(&self, words: &Words) -> String {
        words.with(self.message(), [("given", one_line(self.given()).into())])
    }

    fn message(&self) -> &'static str {
        match self {
            Self::NoCommand => "usage-no-command",
            Self::UnknownCommand(_) => "usage-unknown-command",
            Self::UnknownOption(_) => "usage-unknown-option",
            Self::UnexpectedArgument(_) => "usage-unexpected-argument",
            Self::UnexpectedValue(_) => "usage-unexpected-value",
            Self::MissingValue(_) => "usage-missing-value",
            Self::MissingOption(_) => "usage-missing-option",
            Self::MissingFile => "usage-missing-file",
            Self::BadFingerprint(_) => "usage-bad-fingerprint",
            Self::BadTime(_) => "usage-bad-time",
            Self::BadDays(_) => "usage-bad-days",
            Self::BadFormat(_) => "usage-bad-format",
            Self::BadLanguage(_) => "usage-bad-language",
            Self::AttachedToText => "usage-attached-to-text",
            Self::AttachedStdin => "usage-attached-stdin",
        }
    }

    fn given(&self) -> &str {
        match self {
            Self::NoCommand | Self::MissingFile | Self::AttachedToText | Self::AttachedStdin => "",
            Self::MissingOption(option) => option,
            Self::UnknownCommand(given)
            | Self::UnknownOption(given)
            | Self::UnexpectedArgument(given)
            | Self::UnexpectedValue(given)
            | Self::MissingValue(given)
            | Self::BadFingerprint(given)
            | Self::BadTime(given)
            | Self::BadDays(given)
            | Self::BadFormat(given)
            | Self::BadLanguage(given) => given,
        }
    }
}

impl From<lexopt::Error> for UsageError {
    fn from(error: lexopt::Error) -> Self {
        match error {
            lexopt::Error::MissingValue { option } => {
                Self::MissingValue(option.unwrap_or_default())
            }
            lexopt::Error::UnexpectedValue { option, .. } => Self::UnexpectedValue(option),
            lexopt::Error::UnexpectedOption(option) => Self::UnknownOption(option),
            lexopt::Error::UnexpectedArgument(it) | lexopt::Error::NonUnicodeValue(it) => {
                Self::UnexpectedArgument(text(it))
            }
            // Values are parsed below, with errors of their own.
            other => Self::UnexpectedArgument(other.to_string()),
        }
    }
}

fn text(argument: OsString) -> String {
    argument.to_string_lossy().into_owned()
}

/// Reads the arguments; `language` is set as soon as it is read, for the errors too.
pub(super) fn parse(
    mut arguments: lexopt::Parser,
    language: &mut Language,
) -> Result<Command, UsageError> {
    loop {
        match arguments.next()? {
            None => return Err(UsageError::NoCommand),
            Some(Short('h') | Long("help")) => return Ok(Command::Help(Topic::All)),
            Some(Short('V') | Long("version")) => return Ok(Command::Version),
            Some(Long("lang")) => *language = parse_language(&mut arguments)?,
            Some(Value(command)) => {
                return match &*text(command) {
                    "check" => check(arguments, language),
                    "seal" => seal(arguments, language),
                    "help" => Ok(Command::Help(Topic::All)),
                    other => Err(UsageError::UnknownCommand(other.to_owned())),
                };
            }
            Some(other) => return Err(other.unexpected().into()),
        }
    }
}

fn check(mut arguments: lexopt::Parser, language: &mut Language) -> Result<Command, UsageError> {
    let mut options = CheckOptions {
        files: Vec::new(),
        pins: Vec::new(),
        at: None,
        layout: Layout::Text,
        warn_days: None,
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help(Topic::Check)),
            Long("lang") => *language = parse_language(&mut arguments)?,
            Long("json") => options.layout = Layout::Json,
            Long("at") => options.at = Some(time(&mut arguments)?),
            Long("fingerprint") => {
                let given = text(arguments.value()?);
                let pin = Fingerprint::parse(&given);
                options
                    .pins
                    .push(pin.map_err(|_| UsageError::BadFingerprint(given))?);
            }
            Long("warn-days") => {
                let given = text(arguments.value()?);
                let days = given.parse();
                options.warn_days = Some(days.map_err(|_| UsageError::BadDays(given))?);
            }
            Value(file) => options.files.push(file.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    match options.files.is_empty() {
        true => Err(UsageError::MissingFile),
        false => Ok(Command::Check(options)),
    }
}

fn seal(mut arguments: lexopt::Parser, language: &mut Language) -> Result<Command, UsageError> {
    let (mut vendor, mut report, mut format, mut out) = (None, None, None, None);
    let (mut own, mut at, mut to) = (None, None, None);
    let (mut overwrite, mut key_ids) = (Overwrite::Refuse, KeyIds::Shown);
    let (mut certificates, mut attachments) = (Vec::new(), Vec::new());
    while let Some(argument) = arguments.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help(Topic::Seal)),
            Long("lang") => *language = parse_language(&mut arguments)?,
            Long("vendor") => vendor = Some(arguments.value()?.into()),
            Long("cert") => certificates.push(arguments.value()?.into()),
            Long("attach") => attachments.push(attachment(&mut arguments)?),
            Long("report") => report = Some(arguments.value()?.into()),
            Long("own") => own = Some(arguments.value()?.into()),
            Long("out") => out = Some(arguments.value()?.into()),
            Long("force") => overwrite = Overwrite::Replace,
            Long("hide-key-ids") => key_ids = KeyIds::Hidden,
            Long("at") => at = Some(time(&mut arguments)?),
            Long("to") => to = Some(text(arguments.value()?)),
            Long("format") => {
                format = Some(match text(arguments.value()?) {
                    it if it == "text" => Format::Text,
                    it if it == "mail" => Format::Mail,
                    it if it == "archive" => Format::Archive,
                    it => return Err(UsageError::BadFormat(it)),
                });
            }
            other => return Err(other.unexpected().into()),
        }
    }
    if format == Some(Format::Text) && !attachments.is_empty() {
        return Err(UsageError::AttachedToText);
    }
    Ok(Command::Seal(SealOptions {
        vendor: vendor.ok_or(UsageError::MissingOption("--vendor"))?,
        report: report.ok_or(UsageError::MissingOption("--report"))?,
        format: format.ok_or(UsageError::MissingOption("--format"))?,
        out: out.filter(|path: &PathBuf| !super::input::is_stdin(path)),
        certificates,
        attachments,
        overwrite,
        own,
        key_ids,
        at,
        to,
    }))
}

fn attachment(arguments: &mut lexopt::Parser) -> Result<PathBuf, UsageError> {
    let path = PathBuf::from(arguments.value()?);
    match super::input::is_stdin(&path) {
        true => Err(UsageError::AttachedStdin),
        false => Ok(path),
    }
}

fn time(arguments: &mut lexopt::Parser) -> Result<u64, UsageError> {
    let given = text(arguments.value()?);
    moment::parse(&given).ok_or(UsageError::BadTime(given))
}

fn parse_language(arguments: &mut lexopt::Parser) -> Result<Language, UsageError> {
    let given = text(arguments.value()?);
    let mut languages = Language::ALL.into_iter();
    let language = languages.find(|language| language.tag() == given);
    language.ok_or(UsageError::BadLanguage(given))
}
