//! User IDs: which of them their owner stands by, and how they are shown.

use crate::deceptive::is_deceptive;
use pgp::packet::{Signature, SignatureType};
use pgp::types::Tag;

use super::signatures::{claims_issuer, created, newest};
use crate::openpgp::certificate::{Certificate, User};

/// A user ID in force, with the self-signature that puts it there.
pub(super) struct ValidUser<'a> {
    pub name: String,
    pub signature: &'a Signature,
}

/// The user IDs that have a valid self-signature and no later revocation.
pub(super) fn valid(certificate: &Certificate, now: u64) -> Vec<ValidUser<'_>> {
    let users = certificate.users.iter();
    users
        .filter_map(|user| valid_user(certificate, user, now))
        .collect()
}

fn valid_user<'a>(certificate: &Certificate, user: &'a User, now: u64) -> Option<ValidUser<'a>> {
    let key = &certificate.primary;
    let own = || {
        user.signatures
            .iter()
            .filter(|signature| claims_issuer(signature, key))
    };
    let verify = |signature: &Signature| {
        signature
            .verify_certification(key, Tag::UserId, &user.id)
            .is_ok()
    };
    let certifications = own().filter(|signature| signature.is_certification());
    let certifications = certifications.filter(|s| s.typ() != Some(SignatureType::CertRevocation));
    let signature = newest(certifications, now, verify).ok()?;
    let revoked = own().any(|revocation| {
        revocation.typ() == Some(SignatureType::CertRevocation)
            && created(revocation) >= created(signature)
            && verify(revocation)
    });
    (!revoked).then(|| ValidUser {
        name: clean(user.id.id()),
        signature,
    })
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
