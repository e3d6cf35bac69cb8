//! What is found in a certificate, as one line to compare with.

// Each test file uses some of it.
#![allow(dead_code)]

use sealed_report::openpgp::Certificate;
use sealed_report::openpgp::health::{Component, Finding, Health, Remedy, Severity, Use, examine};

/// The health of the one certificate in `bytes`; what has to hold for every health is checked.
pub fn health(bytes: &[u8], now: u64) -> Health {
    let certificates = Certificate::read(bytes).expect("a certificate");
    assert_eq!(certificates.len(), 1);
    let health = examine(&certificates[0], now);
    is_consistent(&health);
    health
}

/// What holds for the health of any certificate.
pub fn is_consistent(health: &Health) {
    let refusals = health.of(Severity::Refusal).count();
    assert_eq!(health.is_usable(), refusals == 0, "{health:?}");
    assert_eq!(health.recipients().is_empty(), refusals > 0, "{health:?}");
    for (at, finding) in health.findings.iter().enumerate() {
        let same = |other: &&Finding| {
            other.component == finding.component && other.fact.code() == finding.fact.code()
        };
        assert!(
            !health.findings[..at].iter().any(|other| same(&other)),
            "twice: {finding:?}"
        );
    }
    // Whoever is refused or warned is told what to do.
    let mut grave = health
        .findings
        .iter()
        .filter(|it| it.severity != Severity::Info);
    assert!(
        grave.all(|it| it.fact.remedy() != Remedy::Nothing),
        "{health:?}"
    );
    assert!(
        health
            .findings
            .is_sorted_by_key(|finding| std::cmp::Reverse(finding.severity))
    );
    let json = serde_json::to_string(health).expect("JSON");
    assert_eq!(
        serde_json::from_str::<Health>(&json).expect("the same"),
        *health
    );
}

/// `sub0, primary; warning primary sha1; info sub1 revoked`: the keys that are used, or `none`,
/// then each finding in its order.
pub fn judged(bytes: &[u8], now: u64) -> String {
    told(&health(bytes, now))
}

pub fn told(health: &Health) -> String {
    let mut used: Vec<String> = Vec::new();
    for (at, key) in health.keys.iter().enumerate() {
        if key.use_ == Use::Encryption {
            used.push(name(at));
        }
    }
    if used.is_empty() {
        used.push("none".to_owned());
    }
    let mut line = used.join(", ");
    for finding in &health.findings {
        let severity = match finding.severity {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Refusal => "refusal",
        };
        let component = match &finding.component {
            Component::Certificate => "whole".to_owned(),
            Component::Primary => "primary".to_owned(),
            Component::Subkey(print) => {
                let mut keys = health.keys.iter();
                let at = keys.position(|key| key.fingerprint == *print);
                name(at.expect("a subkey that is there"))
            }
            Component::UserId(user) => format!("<{}>", user.split(' ').next().expect("a word")),
        };
        line += &format!("; {severity} {component} {}", finding.fact.code());
    }
    line
}

fn name(at: usize) -> String {
    match at {
        0 => "primary".to_owned(),
        _ => format!("sub{}", at - 1),
    }
}
