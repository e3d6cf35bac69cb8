//! User IDs: which of them their owner stands by, and how they are shown.

use crate::deceptive::is_deceptive;
use pgp::packet::{Signature, SignatureType};
use pgp::types::Tag;

use super::Fact;
use super::algorithm::not_verified;
use super::revocation;
use super::signatures::{claims_issuer, created, newest};
use crate::openpgp::certificate::{Certificate, User};

/// How a user ID stands.
pub(in crate::openpgp) struct UserState {
    /// Cleaned for display.
    pub name: String,
    /// Why it does not count, if it does not.
    pub fact: Option<Fact>,
}

/// A user ID in force, with the self-signature that puts it there.
pub(super) type Binding<'a> = Result<&'a Signature, Fact>;

/// Each user ID with the self-signature that puts it in force, or with what it lacks.
pub(super) fn bindings(certificate: &Certificate, now: u64) -> Vec<(&User, Binding<'_>)> {
    let users = certificate.users.iter();
    users
        .map(|user| (user, binding(certificate, user, now)))
        .collect()
}

fn binding<'a>(certificate: &Certificate, user: &'a User, now: u64) -> Binding<'a> {
    let key = &certificate.primary;
    let own = || {
        user.signatures
            .iter()
            .filter(|signature| claims_issuer(signature, key))
    };
    let verify = |signature: &Signature| {
        signature
            .verify_certification(key, Tag::UserId, &user.id)
            .map_err(|_| not_verified(key))
    };
    let is_revocation = |s: &Signature| s.typ() == Some(SignatureType::CertRevocation);
    let certifications = own().filter(|s| s.is_certification() && !is_revocation(s));
    let signature = newest(certifications, now, verify)?;
    // A user ID can be put back in force by a newer self-signature: RFC 9580 section 5.2.3.31
    // knows no hard reason for it.
    let revocations =
        own().filter(|s| is_revocation(s) && created(s) >= created(signature) && created(s) <= now);
    match revocation::in_force(revocations, now, |s| verify(s).is_ok()) {
        Some(reason) => Err(Fact::Revoked(reason)),
        None => Ok(signature),
    }
}

/// What is told of a user ID.
pub(super) fn told(user: &User, binding: Binding<'_>) -> UserState {
    UserState {
        name: clean(user.id.id()),
        fact: binding.err(),
    }
}

/// User IDs are text by convention only, and their owner chose them: what could break a line,
/// hide or reorder text on the page becomes a visible mark.
fn clean(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let harmless = |c: char| {
        if is_deceptive(c) {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    text.chars().map(harmless).collect()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn deceptive_characters_become_visible() {
        assert_eq!(
            clean("a\u{202E}b\nc\u{200B}".as_bytes()),
            "a\u{FFFD}b\u{FFFD}c\u{FFFD}"
        );
        assert_eq!(
            clean("小米 <security@example.com>".as_bytes()),
            "小米 <security@example.com>"
        );
        assert_eq!(clean(b"caf\xE9"), "caf\u{FFFD}");
    }
}
