//! What the owner of a certificate does about a finding, with the commands of GnuPG that do it.
//! `tests/native/cli_remedies.rs` runs each of them and sees the finding vanish.

use crate::openpgp::health::{Component, Fact, Finding, KeyHealth, Severity, Use};
use crate::openpgp::{Fingerprint, Health};
use crate::words::Words;

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remedy {
    /// A sentence.
    pub message: String,
    /// For a shell. They hold hexadecimal digits and words of our own, nothing of the certificate's.
    pub commands: Vec<String>,
}

/// What kind of thing there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Compare,
    PublishWhole,
    FewerSignatures,
    Revocation,
    Extend,
    CheckClock,
    SignAgain,
    ReplaceKey,
    AddKey,
    ExportAgain,
    NewCertificate,
}

const DAY_SECONDS: u64 = 86_400;

/// The remedy of one finding; `None` where the owner has nothing to do. `now` is in Unix seconds.
pub(super) fn of(words: &Words, health: &Health, finding: &Finding, now: u64) -> Option<Remedy> {
    if finding.severity == Severity::Info {
        return None;
    }
    let subkey = match &finding.component {
        Component::Subkey(fingerprint) => Some(fingerprint),
        _ => None,
    };
    let action = action(finding.fact, subkey.is_some())?;
    let fingerprint = &health.fingerprint;
    let mut commands = match action {
        Action::Extend => extend(health, finding, now),
        Action::SignAgain => vec![sign_again(health, subkey)],
        Action::AddKey => vec![add_key(fingerprint)],
        Action::ReplaceKey => {
            let old = subkey.unwrap_or(fingerprint);
            let revoke = format!("gpg --edit-key {fingerprint} 'key {old}' revkey save");
            vec![add_key(fingerprint), revoke]
        }
        _ => Vec::new(),
    };
    match action {
        Action::FewerSignatures => commands.push(format!(
            "gpg --armor --export-options export-minimal --export {fingerprint}"
        )),
        Action::ExportAgain => commands.push(export(fingerprint)),
        _ if !commands.is_empty() => commands.push(export(fingerprint)),
        _ => {}
    }
    // GnuPG knows no keys of version 6.
    if fingerprint.as_bytes().len() != V4_BYTES {
        commands.clear();
    }
    let given = [("fingerprint", fingerprint.grouped().into())];
    Some(Remedy {
        message: words.with(message(action), given),
        commands,
    })
}

/// Bytes of a version 4 fingerprint, RFC 9580 section 5.5.4.2.
const V4_BYTES: usize = 20;

fn action(fact: Fact, of_subkey: bool) -> Option<Action> {
    Some(match fact {
        Fact::NotPinned => Action::Compare,
        Fact::SubkeyPinned => Action::PublishWhole,
        Fact::TooManySignatures { .. } => Action::FewerSignatures,
        Fact::RevocationNotChecked => Action::Revocation,
        Fact::Expired { .. } | Fact::ExpiresSoon { .. } => Action::Extend,
        Fact::NotYetValid { .. } => Action::CheckClock,
        Fact::Sha1 => Action::SignAgain,
        // Others may have added to it: the owner's own copy may be free of that.
        Fact::NoBinding | Fact::BadBinding | Fact::TooManyParts { .. } => Action::ExportAgain,
        Fact::NoEncryptionKey | Fact::UnreadableSubkeys { .. } | Fact::UnsupportedAlgorithm => {
            Action::AddKey
        }
        Fact::Short if of_subkey => Action::ReplaceKey,
        Fact::Revoked(_) | Fact::Md5 | Fact::TooShort | Fact::NoBackSignature if of_subkey => {
            Action::AddKey
        }
        Fact::Revoked(_) | Fact::Md5 | Fact::TooShort | Fact::Short | Fact::NoBackSignature => {
            Action::NewCertificate
        }
        Fact::DesignatedRevoker | Fact::NotEncryption | Fact::PostQuantum | Fact::NotPreferred => {
            return None;
        }
    })
}

fn message(action: Action) -> &'static str {
    match action {
        Action::Compare => "owner-compare",
        Action::PublishWhole => "owner-publish-whole",
        Action::FewerSignatures => "owner-fewer-signatures",
        Action::Revocation => "owner-revocation",
        Action::Extend => "owner-extend",
        Action::CheckClock => "owner-check-clock",
        Action::SignAgain => "owner-sign-again",
        Action::ReplaceKey => "owner-replace-key",
        Action::AddKey => "owner-add-key",
        Action::ExportAgain => "owner-export-again",
        Action::NewCertificate => "owner-new-certificate",
    }
}

fn export(fingerprint: &Fingerprint) -> String {
    format!("gpg --armor --export {fingerprint}")
}

fn add_key(fingerprint: &Fingerprint) -> String {
    format!("gpg --quick-add-key {fingerprint} cv25519 encr 2y")
}

/// What is past its end, or near it, is extended: the primary key, and then each such subkey by
/// name, since GnuPG's `*` passes over those that have expired.
fn extend(health: &Health, finding: &Finding, now: u64) -> Vec<String> {
    let days = match finding.fact {
        Fact::ExpiresSoon { days, .. } => days,
        _ => 0,
    };
    let limit = now.saturating_add(u64::from(days) * DAY_SECONDS);
    let is_due = |key: &KeyHealth| key.expires.is_some_and(|at| at <= limit);
    let fingerprint = &health.fingerprint;
    let mut commands = Vec::new();
    if health.keys.iter().any(|key| key.primary && is_due(key)) {
        commands.push(format!("gpg --quick-set-expire {fingerprint} 2y"));
    }
    let subkeys = health.keys.iter().filter(|key| !key.primary && is_due(key));
    let subkeys = subkeys.filter(|key| match (&finding.component, key.use_) {
        (Component::Subkey(subkey), _) => *subkey == key.fingerprint,
        (Component::Certificate, Use::Refused(_)) => false,
        _ => true,
    });
    let subkeys: Vec<String> = subkeys.map(|key| key.fingerprint.to_string()).collect();
    if !subkeys.is_empty() {
        let subkeys = subkeys.join(" ");
        commands.push(format!("gpg --quick-set-expire {fingerprint} 2y {subkeys}"));
    }
    commands
}

/// GnuPG signs anew whenever an end is set; where there is none, none is set again.
fn sign_again(health: &Health, subkey: Option<&Fingerprint>) -> String {
    let fingerprint = &health.fingerprint;
    let signed = subkey.unwrap_or(fingerprint);
    let mut keys = health.keys.iter();
    let key = keys.find(|key| key.fingerprint == *signed);
    let end = match key.and_then(|key| key.expires) {
        Some(_) => "2y",
        None => "never",
    };
    let subkey = subkey.map(|it| format!(" {it}")).unwrap_or_default();
    format!("gpg --cert-digest-algo SHA256 --quick-set-expire {fingerprint} {end}{subkey}")
}
