//! From how the parts of a certificate stand to one list of findings.

use std::cmp::Reverse;
use std::collections::HashSet;

use pgp::types::KeyDetails;

use super::validity::{KeyState, Standing};
use super::{
    Component, EXPIRY_WARNING_DAYS, Fact, Finding, Health, KeyHealth, Severity, Use, algorithm,
};
use crate::openpgp::certificate::{Certificate, fingerprint};

const DAY_SECONDS: u64 = 86_400;

/// What `standing`, which has cost the verification of every signature, says of `certificate`.
pub(in crate::openpgp) fn judge(
    certificate: &Certificate,
    standing: &Standing,
    now: u64,
) -> Health {
    let mut keys = vec![key_health(&certificate.primary, true, &standing.primary)];
    for (subkey, state) in certificate.subkeys.iter().zip(&standing.subkeys) {
        keys.push(key_health(&subkey.key, false, state));
    }
    let usable = keys.iter().filter(|key| key.use_ == Use::Encryption);
    // `None` is "never", which is later than any time.
    let last = usable.map(|key| key.expires.unwrap_or(u64::MAX)).max();
    let end = last.into_iter().chain(standing.primary.expires).min();
    let mut health = Health {
        fingerprint: certificate.fingerprint(),
        user_ids: standing
            .users
            .iter()
            .filter(|user| user.fact.is_none())
            .map(|user| user.name.clone())
            .collect(),
        created: u64::from(certificate.primary.created_at().as_secs()),
        expires: end.filter(|end| *end != u64::MAX),
        keys,
        findings: Vec::new(),
    };
    collect(&mut health, certificate, standing);
    warn_of_expiry(&mut health, &EXPIRY_WARNING_DAYS, now);
    sort(&mut health.findings);
    health
}

fn collect(health: &mut Health, certificate: &Certificate, standing: &Standing) {
    let is_used = !health.recipients().is_empty();
    let mut findings = Vec::new();
    let mut add = |fact: Fact, severity, component: &Component| {
        findings.push(Finding {
            fact,
            severity,
            component: component.clone(),
        });
    };
    // What stands in the way of one key matters for the whole only where no other key serves.
    let obstacle = if is_used {
        Severity::Info
    } else {
        Severity::Refusal
    };
    let components = health.keys.iter().map(|key| match key.primary {
        true => Component::Primary,
        false => Component::Subkey(key.fingerprint.clone()),
    });
    let states = std::iter::once(&standing.primary).chain(&standing.subkeys);
    let mut is_hindered = false;
    for (component, state) in components.zip(states) {
        for fact in &state.facts {
            match fact {
                // The ordinary state of keys for signing: told only where no key is for encryption.
                Fact::NotEncryption => {}
                Fact::Sha1 | Fact::Short => add(*fact, Severity::Warning, &component),
                Fact::PostQuantum | Fact::NotPreferred => add(*fact, Severity::Info, &component),
                _ => {
                    is_hindered = true;
                    add(*fact, obstacle, &component);
                }
            }
        }
    }
    let whole = &Component::Certificate;
    if certificate.unreadable_subkeys > 0 {
        let count = certificate.unreadable_subkeys;
        is_hindered = true;
        add(Fact::UnreadableSubkeys { count }, obstacle, whole);
    }
    if !is_used && !is_hindered {
        add(Fact::NoEncryptionKey, Severity::Refusal, whole);
    }
    for fact in &standing.facts {
        let severity = match fact {
            Fact::RevocationNotChecked => Severity::Warning,
            _ => Severity::Info,
        };
        add(*fact, severity, whole);
    }
    // Different ones may look the same once they are cleaned.
    let mut told = HashSet::new();
    for user in &standing.users {
        if let Some(fact) = user.fact
            && told.insert((user.name.as_str(), fact.code()))
        {
            add(fact, Severity::Info, &Component::UserId(user.name.clone()));
        }
    }
    health.findings = findings;
}

/// Adds a warning when the certificate is usable and ends within the first of `days` that applies.
pub(super) fn warn_of_expiry(health: &mut Health, days: &[u32], now: u64) {
    let Some(at) = health.expires.filter(|_| health.is_usable()) else {
        return;
    };
    let is_near = |days: &&u32| at <= now.saturating_add(u64::from(**days) * DAY_SECONDS);
    if let Some(days) = days.iter().find(is_near).copied() {
        health.findings.push(Finding {
            fact: Fact::ExpiresSoon { at, days },
            severity: Severity::Warning,
            component: Component::Certificate,
        });
    }
}

/// The gravest first; otherwise in the order of the certificate.
pub(super) fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| Reverse(finding.severity));
}

fn key_health(key: &impl KeyDetails, primary: bool, state: &KeyState) -> KeyHealth {
    let fingerprint = fingerprint(key);
    KeyHealth {
        key_id: fingerprint.key_id(),
        fingerprint,
        algorithm: algorithm::name(key.public_params()),
        primary,
        created: u64::from(key.created_at().as_secs()),
        expires: state.expires,
        use_: state.use_,
    }
}
