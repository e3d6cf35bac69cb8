//! The findings of `check` as a person reads them.

use super::group::{Entry, Failure, Group, Role};
use super::input;
use super::moment::rfc3339;
use super::remedy::{self, Remedy};
use super::terminal::one_line;
use crate::advice;
use crate::openpgp::Health;
use crate::openpgp::health::{KeyHealth, Severity, Use};
use crate::words::Words;

/// All of it. `now` is in Unix seconds.
pub(super) fn text(words: &Words, groups: &[Group], now: u64) -> String {
    let mut page = Page {
        words,
        now,
        text: String::new(),
    };
    for group in groups {
        for entry in &group.entries {
            page.entry(group, entry);
        }
        if let Some(vendor) = &group.vendor
            && group.entries.len() > 1
        {
            let vendor = [("vendor", vendor.name.get(words.language()).into())];
            let line = match group.is_ready() {
                true => words.with("team-ready", vendor),
                false => words.with("team-not-ready", vendor),
            };
            page.line(0, &line);
            page.text.push('\n');
        }
    }
    page.text
}

/// Why there is no certificate to judge.
pub(super) fn failure(words: &Words, entry: &Entry, failure: &Failure) -> String {
    let fingerprint = entry.pin.as_ref().map(|pin| pin.grouped());
    let fingerprint = fingerprint.unwrap_or_default();
    match failure {
        Failure::Input(error) => words.text(error.message()),
        Failure::Certificate(error) if entry.pin.is_some() => words.with(
            "check-pinned-unreadable",
            [
                ("fingerprint", fingerprint.into()),
                ("reason", advice::unreadable(words, error).into()),
            ],
        ),
        Failure::Certificate(error) => advice::unreadable(words, error),
        Failure::Vendor(error) => words.with(
            "check-vendor-file",
            [("detail", one_line(&error.to_string()).into())],
        ),
        Failure::NoPins => words.text("check-no-pins"),
        Failure::Missing => words.with("check-missing", [("fingerprint", fingerprint.into())]),
    }
}

struct Page<'a> {
    words: &'a Words,
    now: u64,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, depth: usize, line: &str) {
        self.text += &"  ".repeat(depth);
        self.text += line.trim_end();
        self.text.push('\n');
    }

    fn labelled(&mut self, id: &str, value: &str) {
        let label = self.words.text(id);
        let line = self.pair(&label, value);
        self.line(1, &line);
    }

    fn pair(&self, label: &str, value: &str) -> String {
        let pair = [("label", label.into()), ("value", value.into())];
        self.words.with("check-line", pair)
    }

    fn heading(&mut self, id: &str) {
        self.labelled(id, "");
    }

    fn entry(&mut self, group: &Group, entry: &Entry) {
        let file = input::name(self.words, &entry.file);
        match &entry.state {
            Err(error) => {
                let reason = failure(self.words, entry, error);
                let verdict = [("file", file.into()), ("reason", reason.into())];
                let verdict = self.words.with("check-unreadable", verdict);
                self.line(0, &verdict);
            }
            Ok(health) => {
                let verdict = match () {
                    () if !health.is_usable() => {
                        self.words.with("check-refused", [("file", file.into())])
                    }
                    () if health.of(Severity::Warning).next().is_some() => self
                        .words
                        .with("check-usable-warned", [("file", file.into())]),
                    () => self.words.with("check-usable", [("file", file.into())]),
                };
                self.line(0, &verdict);
                self.certificate(group, entry, health);
            }
        }
        if entry.role == Role::Optional && !entry.is_fit() {
            self.line(1, &self.words.text("check-optional"));
        }
        self.text.push('\n');
    }

    fn certificate(&mut self, group: &Group, entry: &Entry, health: &Health) {
        self.labelled("key-fingerprint", &health.fingerprint.grouped());
        let is_the_one = entry
            .pin
            .as_ref()
            .is_none_or(|it| *it == health.fingerprint);
        match entry.role {
            Role::Bare => self.line(1, &self.words.text("check-not-compared")),
            Role::Expected if health.is_usable() => {
                self.line(1, &self.words.text("check-compared"));
            }
            Role::Required | Role::Optional if is_the_one => {
                let vendor = group.vendor.as_ref();
                let vendor = vendor.map(|it| it.name.get(self.words.language()));
                let vendor = [("vendor", vendor.unwrap_or_default().into())];
                let line = self.words.with("check-compared-vendor", vendor);
                self.line(1, &line);
            }
            _ => {}
        }
        for id in &health.user_ids {
            self.labelled("check-user-id", id);
        }
        let expires = match health.expires {
            Some(at) => rfc3339(at),
            None => self.words.text("key-expires-never"),
        };
        self.labelled("key-expires", &expires);
        self.heading("key-keys");
        for key in &health.keys {
            let line = self.key(key);
            self.line(2, &line);
        }
        self.findings(health);
    }

    fn key(&self, key: &KeyHealth) -> String {
        let used = match key.use_ {
            Use::Encryption => self.words.text("check-key-used"),
            Use::Refused(fact) => {
                let reason = advice::fact(self.words, fact);
                self.words.with("key-not-used", [("reason", reason.into())])
            }
        };
        let end = match key.expires {
            Some(at) => {
                let day = rfc3339(at);
                self.words.with("check-key-ends", [("time", day.into())])
            }
            None => String::new(),
        };
        let key = format!("{} {}{end}", key.fingerprint, key.algorithm);
        self.pair(&key, &used)
    }

    fn findings(&mut self, health: &Health) {
        if health.findings.is_empty() {
            return;
        }
        self.heading("check-findings");
        let mut remedies: Vec<Remedy> = Vec::new();
        for finding in &health.findings {
            let severity = self.words.text(message(finding.severity));
            let told = advice::finding(self.words, health, finding);
            let line = self.pair(&severity, &told);
            self.line(2, &line);
            let remedy = remedy::of(self.words, health, finding, self.now);
            remedies.extend(remedy.filter(|it| !remedies.contains(it)));
        }
        if remedies.is_empty() {
            return;
        }
        self.heading("verdict-next");
        for remedy in remedies {
            self.line(2, &remedy.message);
            for command in remedy.commands {
                self.line(4, &command);
            }
        }
    }
}

fn message(severity: Severity) -> &'static str {
    match severity {
        Severity::Refusal => "severity-refusal",
        Severity::Warning => "severity-warning",
        Severity::Info => "severity-info",
    }
}
