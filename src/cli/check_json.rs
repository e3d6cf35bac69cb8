//! The findings of `check` for programs; `docs/command-line.md` says what each member means.

use serde::Serialize;
use std::fmt::Write as _;

use super::check_text::failure;
use super::group::{Entry, Group, Role};
use super::moment::rfc3339;
use super::remedy::{self, Remedy};
use crate::advice;
use crate::deceptive::is_deceptive;
use crate::openpgp::health::{Component, Fact, Finding, Severity};
use crate::openpgp::{Fingerprint, Health};
use crate::words::Words;

/// An array with one object for each certificate. `now` is in Unix seconds.
pub(super) fn json(words: &Words, groups: &[Group], now: u64) -> String {
    let mut records = Vec::new();
    for group in groups {
        for entry in &group.entries {
            records.push(Record::new(words, group, entry, now));
        }
    }
    let json = serde_json::to_string_pretty(&records)
        .expect("strings, numbers and lists always have a JSON form");
    escape(&json)
}

/// Whatever could drive a terminal stands inside of strings, where JSON has an escape for it.
fn escape(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || !is_deceptive(c) {
            escaped.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing into a `String` cannot fail.
            let _ = write!(escaped, "\\u{unit:04x}");
        }
    }
    escaped
}

#[derive(Serialize)]
struct Record<'a> {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    vendor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    optional: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<&'a Fingerprint>,
    #[serde(flatten)]
    state: State<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum State<'a> {
    Judged {
        verdict: Verdict,
        compared: bool,
        recipients: Vec<Fingerprint>,
        expires: Option<String>,
        user_ids: &'a [String],
        findings: Vec<Found<'a>>,
    },
    Failed {
        error: Failed,
    },
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Verdict {
    Usable,
    Refused,
}

#[derive(Serialize)]
struct Failed {
    code: &'static str,
    message: String,
}

#[derive(Serialize)]
struct Found<'a> {
    code: &'static str,
    severity: Severity,
    component: Part<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<usize>,
    message: String,
    remedy: Option<String>,
    commands: Vec<String>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Part<'a> {
    Certificate,
    Primary,
    Subkey { fingerprint: &'a Fingerprint },
    UserId { user_id: &'a str },
}

impl<'a> Record<'a> {
    fn new(words: &Words, group: &'a Group, entry: &'a Entry, now: u64) -> Self {
        let is_member = matches!(entry.role, Role::Required | Role::Optional);
        Self {
            file: entry.file.to_string_lossy().into_owned(),
            vendor: group.vendor.as_ref().map(|vendor| &*vendor.id),
            optional: is_member.then_some(entry.role == Role::Optional),
            fingerprint: match &entry.state {
                Ok(health) => Some(&health.fingerprint),
                Err(_) => entry.pin.as_ref(),
            },
            state: match &entry.state {
                Ok(health) => judged(words, entry, health, now),
                Err(error) => State::Failed {
                    error: Failed {
                        code: error.code(),
                        message: failure(words, entry, error),
                    },
                },
            },
        }
    }
}

fn judged<'a>(words: &Words, entry: &Entry, health: &'a Health, now: u64) -> State<'a> {
    let findings = health.findings.iter();
    State::Judged {
        verdict: match health.is_usable() {
            true => Verdict::Usable,
            false => Verdict::Refused,
        },
        compared: entry.role != Role::Bare,
        recipients: health.recipients(),
        expires: health.expires.map(rfc3339),
        user_ids: &health.user_ids,
        findings: findings.map(|it| found(words, health, it, now)).collect(),
    }
}

fn found<'a>(words: &Words, health: &Health, finding: &'a Finding, now: u64) -> Found<'a> {
    let (at, days, count, limit) = match finding.fact {
        Fact::Expired { at } | Fact::NotYetValid { at } => (Some(at), None, None, None),
        Fact::ExpiresSoon { at, days } => (Some(at), Some(days), None, None),
        Fact::TooManySignatures { count, limit } | Fact::TooManyParts { count, limit } => {
            (None, None, Some(count), Some(limit))
        }
        Fact::UnreadableSubkeys { count } => (None, None, Some(count), None),
        _ => (None, None, None, None),
    };
    let remedy = remedy::of(words, health, finding, now);
    let (remedy, commands) = match remedy {
        Some(Remedy { message, commands }) => (Some(message), commands),
        None => (None, Vec::new()),
    };
    Found {
        code: finding.fact.code(),
        severity: finding.severity,
        component: match &finding.component {
            Component::Certificate => Part::Certificate,
            Component::Primary => Part::Primary,
            Component::Subkey(fingerprint) => Part::Subkey { fingerprint },
            Component::UserId(user_id) => Part::UserId { user_id },
        },
        at: at.map(rfc3339),
        days,
        count,
        limit,
        message: advice::finding(words, health, finding),
        remedy,
        commands,
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn what_drives_a_terminal_is_escaped() {
        let json = serde_json::to_string("\u{1b}[2J\u{7f}\u{9b}\u{202e}\u{e0041}中").unwrap();
        let escaped = escape(&json);
        assert_eq!(escaped, r#""\u001b[2J\u007f\u009b\u202e\udb40\udc41中""#);
        let read: String = serde_json::from_str(&escaped).unwrap();
        assert_eq!(read, "\u{1b}[2J\u{7f}\u{9b}\u{202e}\u{e0041}中");
    }
}
