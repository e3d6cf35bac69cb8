//! PURE. From findings to sentences: what was found in a certificate, and what to do about it.

use crate::date::Date;
use crate::openpgp::health::{Component, Fact, Finding, Remedy, Revocation, Severity};
use crate::openpgp::{Health, ReadError, Team};
use crate::words::Words;

/// A finding as one line: the part that it concerns, where that is not the whole, and the fact.
#[must_use]
pub fn finding(words: &Words, health: &Health, finding: &Finding) -> String {
    let fact = fact(words, finding.fact);
    match component(words, health, &finding.component) {
        Some(part) => words.with("finding-of", [("part", part.into()), ("fact", fact.into())]),
        None => fact,
    }
}

/// The name of a part, for people; `None` for the certificate as a whole.
#[must_use]
pub fn component(words: &Words, health: &Health, component: &Component) -> Option<String> {
    match component {
        Component::Certificate => None,
        Component::Primary => Some(words.text("component-primary")),
        Component::Subkey(fingerprint) => {
            let mut keys = health.keys.iter();
            let key = keys.find(|key| key.fingerprint == *fingerprint);
            let algorithm = key.map(|key| key.algorithm.as_str()).unwrap_or_default();
            Some(words.with(
                "component-subkey",
                [
                    ("id", fingerprint.key_id().into()),
                    ("algorithm", algorithm.into()),
                ],
            ))
        }
        Component::UserId(name) => Some(name.clone()),
    }
}

/// The sentence that tells a fact.
#[must_use]
pub fn fact(words: &Words, fact: Fact) -> String {
    let (day, number, limit) = match fact {
        Fact::Expired { at } | Fact::NotYetValid { at } => (Some(at), 0, 0),
        Fact::ExpiresSoon { at, days } => (Some(at), days as usize, 0),
        Fact::TooManySignatures { count, limit } | Fact::TooManyParts { count, limit } => {
            (None, count, limit)
        }
        Fact::UnreadableSubkeys { count } => (None, count, 0),
        _ => (None, 0, 0),
    };
    let day = day.map(|at| Date::from_unix(at).to_string());
    words.with(
        message(fact),
        [
            ("day", day.unwrap_or_default().into()),
            ("number", number.into()),
            ("limit", limit.into()),
        ],
    )
}

fn message(fact: Fact) -> &'static str {
    match fact {
        Fact::NotPinned => "fact-not-pinned",
        Fact::SubkeyPinned => "fact-subkey-pinned",
        Fact::TooManySignatures { .. } => "fact-too-many-signatures",
        Fact::TooManyParts { .. } => "fact-too-many-parts",
        Fact::NoEncryptionKey => "fact-no-encryption-key",
        Fact::UnreadableSubkeys { .. } => "fact-unreadable-subkeys",
        Fact::DesignatedRevoker => "fact-designated-revoker",
        Fact::RevocationNotChecked => "fact-revocation-not-checked",
        Fact::ExpiresSoon { .. } => "fact-expires-soon",
        Fact::Expired { .. } => "fact-expired",
        Fact::NotYetValid { .. } => "fact-not-yet-valid",
        Fact::Revoked(Revocation::Unspecified) => "fact-revoked",
        Fact::Revoked(Revocation::Compromised) => "fact-revoked-compromised",
        Fact::Revoked(Revocation::Superseded) => "fact-revoked-superseded",
        Fact::Revoked(Revocation::Retired) => "fact-revoked-retired",
        Fact::NoBinding => "fact-no-binding",
        Fact::BadBinding => "fact-bad-binding",
        Fact::NoBackSignature => "fact-no-back-signature",
        Fact::Md5 => "fact-md5",
        Fact::Sha1 => "fact-sha1",
        Fact::UnsupportedAlgorithm => "fact-unsupported-algorithm",
        Fact::TooShort => "fact-too-short",
        Fact::Short => "fact-short",
        Fact::NotEncryption => "fact-not-encryption",
        Fact::PostQuantum => "fact-post-quantum",
        Fact::NotPreferred => "fact-not-preferred",
    }
}

/// What to do about the findings of one severity: each remedy once, the one that helps most first.
#[must_use]
pub fn remedies(words: &Words, health: &Health, severity: Severity) -> Vec<String> {
    let findings = health.of(severity);
    let mut remedies: Vec<Remedy> = findings.map(|finding| finding.fact.remedy()).collect();
    remedies.sort_unstable();
    remedies.dedup();
    remedies
        .into_iter()
        .filter_map(|it| remedy(words, it))
        .collect()
}

/// Why the certificates of a team that are there cannot be sealed to, in sentences.
#[must_use]
pub fn reasons(words: &Words, team: &Team) -> String {
    let healths = team.members.iter().filter_map(|it| it.health.as_ref());
    let sentences = healths.flat_map(|health| {
        let findings = health.of(Severity::Refusal);
        findings.map(|it| finding(words, health, it))
    });
    sentences.collect::<Vec<_>>().join(" ")
}

/// The sentence that tells what to do; `None` where nothing has to be done.
#[must_use]
pub fn remedy(words: &Words, remedy: Remedy) -> Option<String> {
    let message = match remedy {
        Remedy::Nothing => return None,
        Remedy::CheckClock => "remedy-check-clock",
        Remedy::AskRenewed => "remedy-ask-renewed",
        Remedy::GetAgain => "remedy-get-again",
        Remedy::AskFingerprint => "remedy-ask-fingerprint",
        Remedy::AskWhetherGood => "remedy-ask-whether-good",
        Remedy::AskAnother => "remedy-ask-another",
        Remedy::TellVendor => "remedy-tell-vendor",
    };
    Some(words.text(message))
}

/// The sentence that tells why there is no certificate in what was given.
#[must_use]
pub fn unreadable(words: &Words, error: &ReadError) -> String {
    match error {
        ReadError::TooLarge { .. } => words.text("unreadable-too-large"),
        ReadError::SecretKey => words.text("unreadable-secret-key"),
        ReadError::Signature => words.text("unreadable-signature"),
        ReadError::Message => words.text("unreadable-message"),
        ReadError::Empty => words.text("unreadable-empty"),
        ReadError::NotOpenPgp => words.text("unreadable-not-openpgp"),
        ReadError::Link => words.text("unreadable-link"),
        ReadError::Fingerprint => words.text("unreadable-fingerprint"),
        ReadError::Placeholder => words.text("unreadable-placeholder"),
        ReadError::SshKey => words.text("unreadable-ssh-key"),
        ReadError::AgeKey => words.text("unreadable-age-key"),
        ReadError::Minisign => words.text("unreadable-minisign"),
        ReadError::X509 => words.text("unreadable-x509"),
        ReadError::WebPage => words.text("unreadable-web-page"),
        ReadError::Keybox => words.text("unreadable-keybox"),
        ReadError::OtherFile => words.text("unreadable-other-file"),
        ReadError::Truncated => words.text("unreadable-truncated"),
        ReadError::Damaged => words.text("unreadable-damaged"),
        ReadError::Unsupported => words.text("unreadable-unsupported"),
    }
}
