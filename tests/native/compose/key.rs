//! The vendor's certificate: shipped, given, refused, forgotten.

use crate::form::{MINIMUM, full, vendor};
use crate::page::Page;
use crate::vectors::decrypt;
use sealed_report::compose::key::asks_for_fingerprint;
use sealed_report::compose::{Action, Effect, KeyStatus, Step};
use sealed_report::openpgp::{FingerprintError, ReadError, Refusal};
use sealed_report::report::Field;

const CURVE: &str = include_str!("../../vectors/cv25519.asc");
const CURVE_SECRET: &str = include_str!("../../vectors/cv25519.secret.asc");
const RSA: &str = include_str!("../../vectors/rsa3072.asc");
const SEAL: Action = Action::Seal([9; 16]);

/// The fingerprint of [`CURVE`], as a person reads it out.
fn fingerprint() -> String {
    let certificates = sealed_report::openpgp::Certificate::read(CURVE.as_bytes());
    certificates.expect("a certificate")[0]
        .fingerprint()
        .grouped()
        .to_lowercase()
}

fn paste(page: &mut Page, text: &str) -> Vec<String> {
    page.run(Action::EditPasted(text.to_owned()));
    let effects = page.run(Action::CheckCertificate);
    effects.iter().map(|effect| format!("{effect:?}")).collect()
}

/// No certificate is kept, in whatever state.
fn holds_nothing(page: &Page) -> bool {
    let key = format!("{:?}", page.state.key);
    key.contains("offered: None, given: []") && key.contains("candidates: []")
}

/// Refused, with nothing kept: not the text, and no certificate that could be sealed to.
fn refused(page: &mut Page) -> Refusal {
    let KeyStatus::Refused(refusal) = page.state.key.status.clone() else {
        panic!("{:?}", page.state.key.status);
    };
    assert_eq!(page.state.key.pasted, "");
    assert!(holds_nothing(page));
    assert!(page.step(SEAL).is_empty());
    refusal
}

#[test]
fn xiaomis_certificate_is_asked_for_and_nothing_sealed_without_it() {
    let mut page = Page::at("#/xiaomi/start");
    page.fill(full());
    page.arrive("#/xiaomi/review");
    assert!(!asks_for_fingerprint(&vendor("xiaomi")) && page.asked == 0);
    assert_eq!(page.state.key.status, KeyStatus::Absent);
    assert!(page.state.review.is_some() && page.step(SEAL).is_empty());
}

#[test]
fn only_the_pinned_certificate_is_taken() {
    let mut page = Page::at("#/xiaomi/key");
    page.fill(full());
    assert_eq!(paste(&mut page, CURVE), ["FocusSummary"]);
    let Refusal::NotPinned { found } = refused(&mut page) else {
        panic!("another's");
    };
    assert_eq!(found[0].grouped().to_lowercase(), fingerprint());
    // By file or drop just the same.
    page.run(Action::OfferCertificate(RSA.as_bytes().to_vec()));
    assert!(matches!(refused(&mut page), Refusal::NotPinned { .. }));
    // The demo's is not Debian's, although it is shipped with the page.
    let mut page = Page::at("#/debian/key");
    let demo = vendor("example").pins[0]
        .certificate
        .as_deref()
        .expect("shipped")
        .to_owned();
    page.run(Action::OfferCertificate(demo.into_bytes()));
    assert!(matches!(refused(&mut page), Refusal::NotPinned { .. }));
}

#[test]
fn whatever_is_no_certificate_is_refused_by_name_and_not_kept() {
    let cut = &CURVE[..CURVE.len() / 2];
    let signature =
        "-----BEGIN PGP SIGNATURE-----\n\niHUEABYIAB0WIQ==\n-----END PGP SIGNATURE-----\n";
    for (given, error) in [
        (CURVE_SECRET, ReadError::SecretKey),
        (signature, ReadError::Signature),
        ("my key", ReadError::NotOpenPgp),
        (cut, ReadError::Truncated),
    ] {
        let mut page = Page::at("#/xiaomi/key");
        assert_eq!(paste(&mut page, given), ["FocusSummary"]);
        assert_eq!(refused(&mut page), Refusal::Unreadable { error });
        let inside = given.lines().nth(3).unwrap_or(given);
        assert!(!format!("{:?}", page.state).contains(inside), "{given}");
    }
    let mut page = Page::at("#/xiaomi/key");
    page.run(Action::OfferCertificate(vec![b'x'; 20 << 20]));
    let Refusal::Unreadable { error } = refused(&mut page) else {
        panic!("unreadable");
    };
    assert_eq!(error.code(), "too-large");
    page.run(Action::OfferCertificate(Vec::new()));
    assert_eq!(
        refused(&mut page),
        Refusal::Unreadable {
            error: ReadError::Empty
        }
    );
}

/// "Check the key" with nothing given says so, and does not leave the focus nowhere.
#[test]
fn nothing_given_is_told() {
    for id in ["xiaomi", "kami"] {
        let mut page = Page::at(&format!("#/{id}/key"));
        page.run(Action::EditFingerprint(fingerprint()));
        assert_eq!(paste(&mut page, " \n"), ["FocusSummary"]);
        let error = ReadError::Empty;
        assert_eq!(
            page.state.key.status,
            KeyStatus::Refused(Refusal::Unreadable { error })
        );
        assert_eq!(page.asked, 0);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let mut page = Page::at("#/xiaomi/key");
    page.run(Action::EditPasted("half a key".to_owned()));
    assert_eq!(page.run(Action::CertificateUnread), [Effect::FocusSummary]);
    assert_eq!(page.state.key.status, KeyStatus::Unread);
    assert_eq!(page.state.key.pasted, "");
}

#[test]
fn kamis_certificate_comes_with_a_fingerprint_confirmed_elsewhere() {
    assert!(asks_for_fingerprint(&vendor("kami")));
    let mut page = Page::at("#/kami/start");
    page.fill(MINIMUM);
    page.arrive("#/kami/key");
    let half = &fingerprint()[..20];
    for (typed, error) in [
        ("", FingerprintError::Empty),
        ("ask Kami", FingerprintError::NotHex),
        ("dcc2 896c", FingerprintError::KeyId { digits: 8 }),
        ("B4A8E8AADCC2896C", FingerprintError::KeyId { digits: 16 }),
        (half, FingerprintError::KeyId { digits: 16 }),
        (
            "EF25EADF40D198D12029F0A9B4A8E8AADCC2896",
            FingerprintError::TooShort { digits: 39 },
        ),
        (
            "EF25EADF40D198D12029F0A9B4A8E8AADCC2896C0",
            FingerprintError::WrongLength { digits: 41 },
        ),
    ] {
        page.run(Action::EditFingerprint(typed.to_owned()));
        assert_eq!(paste(&mut page, CURVE), ["FocusSummary"]);
        assert_eq!(
            page.state.key.status,
            KeyStatus::NoFingerprint(error),
            "{typed}"
        );
        // What was pasted stays: only the fingerprint is to be mended.
        assert_eq!((page.state.key.pasted.as_str(), page.asked), (CURVE, 0));
    }
    page.run(Action::EditFingerprint(fingerprint()));
    assert_eq!(paste(&mut page, CURVE), ["Focus(\"verdict\")"]);
    let KeyStatus::Ready(team) = page.state.key.status.clone() else {
        panic!("{:?}", page.state.key.status);
    };
    let health = team.members[0].health.as_ref().expect("there");
    assert_eq!(health.fingerprint.grouped().to_lowercase(), fingerprint());

    page.arrive("#/kami/review");
    page.run(SEAL);
    let sealed = page.outcome().expect("sealed");
    let review = page.state.review.as_ref().expect("a review");
    let opened = decrypt(&page.bytes(&sealed.main), CURVE_SECRET.as_bytes());
    assert_eq!(opened, review.markdown.as_bytes());
}

#[test]
fn kamis_certificate_with_another_fingerprint_is_refused() {
    let mut page = Page::at("#/kami/key");
    page.run(Action::EditFingerprint(
        "EF25EADF40D198D12029F0A9B4A8E8AADCC2896C".to_owned(),
    ));
    page.run(Action::OfferCertificate(CURVE.as_bytes().to_vec()));
    let status = &page.state.key.status;
    let refused = matches!(status, KeyStatus::Refused(Refusal::NotPinned { .. }));
    assert!(refused, "{status:?}");
    assert!(page.step(SEAL).is_empty());
    // Both stay, to be compared: if the fingerprint was mistyped, the certificate is at hand.
    assert!(page.state.key.fingerprint.starts_with("EF25"));
    page.run(Action::EditFingerprint(fingerprint()));
    page.run(Action::CheckCertificate);
    assert!(page.is_ready());
}

#[test]
fn a_file_may_come_before_its_fingerprint() {
    let mut page = Page::at("#/kami/key");
    page.run(Action::OfferCertificate(CURVE.as_bytes().to_vec()));
    let error = FingerprintError::Empty;
    assert_eq!(page.state.key.status, KeyStatus::NoFingerprint(error));
    page.run(Action::EditFingerprint(fingerprint()));
    page.run(Action::CheckCertificate);
    assert!(page.is_ready());
}

/// The typed fingerprint is the pin: another one does not let the first certificate through.
#[test]
fn a_fingerprint_changed_after_the_check_is_checked_again() {
    let mut page = Page::at("#/kami/start");
    page.fill(MINIMUM);
    page.run(Action::EditFingerprint(fingerprint()));
    page.run(Action::OfferCertificate(CURVE.as_bytes().to_vec()));
    page.arrive("#/kami/review");
    page.run(Action::EditFingerprint(
        "EF25EADF40D198D12029F0A9B4A8E8AADCC2896C".to_owned(),
    ));
    page.run(SEAL);
    assert!(page.outcome().is_none());
}

#[test]
fn another_certificate_can_be_taken() {
    let mut page = Page::at("#/kami/key");
    page.run(Action::EditFingerprint(fingerprint()));
    page.run(Action::OfferCertificate(CURVE.as_bytes().to_vec()));
    assert!(page.is_ready());
    assert_eq!(page.run(Action::ForgetCertificate), [Effect::FocusHeading]);
    assert_eq!(page.state.key.status, KeyStatus::Absent);
    assert!(holds_nothing(&page));
}

#[test]
fn a_check_that_was_overtaken_counts_no_more() {
    let mut page = Page::at("#/xiaomi/key");
    let first = page.step(Action::OfferCertificate(CURVE.as_bytes().to_vec()));
    let (job, request, parts) = crate::page::asked(first);
    page.step(Action::OfferCertificate(RSA.as_bytes().to_vec()));
    let before = page.state.key.status.clone();
    let (response, parts) = crate::page::work(job, request, &parts, 1);
    assert_eq!(page.step(Action::Heard(job, response, parts)), []);
    assert_eq!(page.state.key.status, before);
}

#[test]
fn the_key_comes_after_the_questions_and_may_wait() {
    let mut page = Page::at("#/xiaomi/additional");
    page.run(Action::Continue);
    assert_eq!(page.state.step, Step::Key);
    page.run(Action::Continue);
    assert_eq!(page.state.step, Step::Review);
    page.fill([(Field::Title, "kept")]);
    page.arrive("#/xiaomi/key");
    paste(&mut page, CURVE);
    assert_eq!(page.state.draft.get(Field::Title), "kept");
}

#[test]
fn the_shipped_certificate_comes_back_after_another_was_refused() {
    let mut page = Page::at("#/example/key");
    assert!(page.is_ready());
    page.run(Action::OfferCertificate(CURVE.as_bytes().to_vec()));
    assert!(matches!(refused(&mut page), Refusal::NotPinned { .. }));
    page.run(Action::CheckCertificate);
    assert!(page.is_ready());
}
