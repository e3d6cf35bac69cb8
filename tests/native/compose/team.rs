//! A vendor that pins several certificates: shipped, given one by one, missing, unfit.

use crate::form::{changed_vendor, full};
use crate::maker::*;
use crate::page::{Page, asked, work};
use crate::vectors::decrypt;
use pgp::composed::KeyType;
use sealed_report::compose::key::VERDICT;
use sealed_report::compose::{Action, Effect, KeyStatus, SealFailure, Sealing, Step};
use sealed_report::openpgp::{Certificate, ReadError, Refusal, Team};
use sealed_report::protocol::{Part, Request, Response};
use sealed_report::vendor::Vendor;
use serde_json::{Value, json};

const CURVE: &str = include_str!("../../vectors/cv25519.asc");
const CURVE_SECRET: &[u8] = include_bytes!("../../vectors/cv25519.secret.asc");
const RSA: &str = include_str!("../../vectors/rsa3072.asc");
const RSA_SECRET: &[u8] = include_bytes!("../../vectors/rsa3072.secret.asc");
const STRANGER: &str = include_str!("../../vectors/nistp256.asc");
const SEAL: Action = Action::Seal([9; 16]);

fn print_of(armored: &str) -> String {
    let certificates = Certificate::read(armored.as_bytes()).expect("a certificate");
    certificates[0].fingerprint().to_string()
}

fn pin(armored: &str, optional: bool, shipped: bool) -> Value {
    let mut pin = json!({
        "fingerprint": print_of(armored),
        "source": { "name": { "en": "Made for this test", "zh-Hans": "为此测试而作" } },
        "checked": "2026-11-22",
        "optional": optional,
    });
    if shipped {
        pin["certificate"] = json!(armored);
    }
    pin
}

fn vendor(pins: &[Value]) -> Vendor {
    changed_vendor("example", |file| file["pins"] = json!(pins))
}

/// A page at the step of the key; [`CURVE`] is shipped, [`RSA`] has to be given.
fn page(optional: bool) -> Page {
    let pins = [pin(CURVE, false, true), pin(RSA, optional, false)];
    let mut page = Page::with(vec![vendor(&pins)], "#/example/key");
    page.fill(full());
    page
}

fn offer<'a>(page: &'a mut Page, armored: &str) -> &'a [Effect] {
    page.run(Action::OfferCertificate(armored.as_bytes().to_vec()))
}

fn paste(page: &mut Page, armored: &str) {
    page.run(Action::EditPasted(armored.to_owned()));
    page.run(Action::CheckCertificate);
}

fn unready(page: &Page) -> &Team {
    match &page.state.key.status {
        KeyStatus::Unready(team) => team,
        other => panic!("{other:?}"),
    }
}

fn there(page: &Page) -> Vec<bool> {
    let team = page.state.key.status.team().expect("a team");
    team.members
        .iter()
        .map(|member| member.health.is_some())
        .collect()
}

/// The report opens with both secret keys and no other.
fn opens_for_both(page: &mut Page) {
    page.arrive("#/example/review");
    page.run(SEAL);
    let outcome = page.outcome().expect("sealed");
    let markdown = page
        .state
        .review
        .as_ref()
        .expect("a review")
        .markdown
        .clone();
    for secret in [CURVE_SECRET, RSA_SECRET] {
        assert_eq!(
            decrypt(&page.bytes(&outcome.main), secret),
            markdown.as_bytes()
        );
    }
    assert_eq!(outcome.main.recipients().len(), 2);
}

#[test]
fn the_missing_one_is_asked_for_and_nothing_sealed_before() {
    let mut page = page(false);
    assert_eq!(there(&page), [true, false]);
    assert!(!unready(&page).members[1].is_unfit());
    page.arrive("#/example/review");
    assert!(page.state.review.is_some() && page.step(SEAL).is_empty());
    page.arrive("#/example/key");
    assert_eq!(offer(&mut page, RSA), [Effect::Focus(VERDICT.to_owned())]);
    assert!(page.is_ready() && page.state.key.has_given());
    opens_for_both(&mut page);
}

#[test]
fn each_may_come_by_itself_or_all_in_one() {
    let pins = [pin(CURVE, false, false), pin(RSA, false, false)];
    let start = || {
        let mut page = Page::with(vec![vendor(&pins)], "#/example/key");
        page.fill(full());
        assert_eq!(page.state.key.status, KeyStatus::Absent);
        page
    };
    let mut one_by_one = start();
    assert_eq!(
        offer(&mut one_by_one, RSA),
        [Effect::Focus(VERDICT.to_owned())]
    );
    assert_eq!(there(&one_by_one), [false, true]);
    // The box is free for the next.
    assert_eq!(one_by_one.state.key.pasted, "");
    paste(&mut one_by_one, CURVE);
    assert_eq!(one_by_one.state.key.pasted, "");
    opens_for_both(&mut one_by_one);
    let mut pasted_first = start();
    paste(&mut pasted_first, CURVE);
    offer(&mut pasted_first, RSA);
    opens_for_both(&mut pasted_first);
    let mut at_once = start();
    paste(&mut at_once, &format!("{RSA}\n{CURVE}"));
    opens_for_both(&mut at_once);
}

#[test]
fn a_wrong_file_between_takes_nothing_away() {
    let pins = [pin(CURVE, false, false), pin(RSA, false, false)];
    let mut page = Page::with(vec![vendor(&pins)], "#/example/key");
    page.fill(full());
    offer(&mut page, CURVE);
    for wrong in [
        STRANGER,
        "no key",
        std::str::from_utf8(RSA_SECRET).expect("armor"),
    ] {
        assert_eq!(offer(&mut page, wrong), [Effect::FocusSummary]);
        let status = &page.state.key.status;
        assert!(matches!(status, KeyStatus::Refused(_)), "{status:?}");
        assert!(page.state.key.has_given() && page.step(SEAL).is_empty());
        paste(&mut page, wrong);
        assert_eq!(page.state.key.pasted, "");
    }
    // What is secret is not kept.
    let inside = std::str::from_utf8(RSA_SECRET)
        .expect("armor")
        .lines()
        .nth(3)
        .expect("a line");
    let bytes = format!("{:?}", inside.as_bytes());
    let bytes = bytes.trim_matches(['[', ']']);
    assert!(!format!("{:?}", page.state.key).contains(bytes));
    offer(&mut page, RSA);
    opens_for_both(&mut page);
}

#[test]
fn given_ones_are_forgotten_when_asked() {
    let mut page = page(false);
    offer(&mut page, RSA);
    assert!(page.is_ready());
    page.run(Action::ForgetCertificate);
    assert!(!page.state.key.has_given());
    // The shipped one is checked again.
    assert_eq!(there(&page), [true, false]);
    unready(&page);
}

#[test]
fn an_optional_one_may_be_left_out_and_still_be_given() {
    let mut page = page(true);
    assert!(page.is_ready());
    assert_eq!(there(&page), [true, false]);
    offer(&mut page, RSA);
    assert_eq!(there(&page), [true, true]);
    opens_for_both(&mut page);
}

/// A certificate made for this test, fit until a day after it was made.
fn fleeting() -> String {
    let (owner, sub) = (Key::owner(4), Key::made(&KeyType::X25519, 4, 2));
    let binding = at(MADE).flags(ENCRYPT).key_lasts(DAY);
    let bytes = [head(&owner), bound(&owner, &sub, &binding)].concat();
    let lines = data_encoding::BASE64.encode(&bytes);
    let lines: Vec<&str> = lines
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).expect("ASCII"))
        .collect();
    format!(
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{}\n-----END PGP PUBLIC KEY BLOCK-----\n",
        lines.join("\n")
    )
}

#[test]
fn an_unfit_one_stops_the_report_unless_it_is_optional() {
    let unfit = fleeting();
    let with = |optional| {
        let pins = [pin(CURVE, false, true), pin(&unfit, optional, false)];
        let mut page = Page::with(vec![vendor(&pins)], "#/example/key");
        page.fill(full());
        page
    };
    let mut page = with(false);
    assert_eq!(offer(&mut page, &unfit), [Effect::FocusSummary]);
    assert!(unready(&page).members[1].is_unfit());
    page.arrive("#/example/review");
    assert!(page.step(SEAL).is_empty());
    let mut page = with(true);
    assert_eq!(
        offer(&mut page, &unfit),
        [Effect::Focus(VERDICT.to_owned())]
    );
    let KeyStatus::Ready(team) = &page.state.key.status else {
        panic!("ready")
    };
    assert!(team.members[1].is_unfit());
    page.arrive("#/example/review");
    page.run(SEAL);
    let recipients = page.outcome().expect("sealed").main.recipients().len();
    assert_eq!(recipients, 1);
}

/// What was checked goes along, and is checked again when it is sealed to.
#[test]
fn sealing_sends_what_was_checked() {
    let mut page = page(false);
    offer(&mut page, RSA);
    page.arrive("#/example/review");
    // Typed after the check, and not checked.
    page.run(Action::EditPasted(STRANGER.to_owned()));
    let (_, request, parts) = asked(page.step(SEAL));
    let Request::Seal(sealing) = request else {
        panic!("{request:?}")
    };
    let (checking, own) = (&sealing.checking, sealing.own);
    assert_eq!(
        (checking.certificates, checking.pins.len(), own),
        (2, 2, false)
    );
    assert_eq!(checking.now, page.now);
    assert_eq!(
        parts[..2],
        [CURVE, RSA].map(|armored| Part::Bytes(armored.as_bytes().to_vec()))
    );
    assert!(
        parts[2..]
            .iter()
            .filter_map(Part::bytes)
            .all(|part| !part.starts_with(b"-----BEGIN PGP"))
    );
}

/// A certificate that ends between check and sealing: the step of the key says so afterwards.
#[test]
fn what_ends_between_check_and_sealing_is_told_in_both_places() {
    let unfit = fleeting();
    let pins = [pin(CURVE, false, true), pin(&unfit, false, true)];
    let mut page = Page::with(vec![vendor(&pins)], "#/example/start");
    page.now = u64::from(MADE) + 9;
    page.fill(full());
    page.run(Action::CheckCertificate);
    assert!(page.is_ready());
    page.arrive("#/example/review");
    page.now = u64::from(MADE + DAY);
    assert_eq!(page.run(SEAL), [Effect::FocusSummary]);
    let Sealing::Failed(SealFailure::Refused(refusal)) = &page.state.sealing else {
        panic!("{:?}", page.state.sealing);
    };
    assert_eq!(refusal.code(), "expired");
    assert!(unready(&page).members[1].is_unfit() && page.state.step == Step::Review);
    assert!(page.outcome().is_none() && page.step(SEAL).is_empty());
}

/// A worker that answers to sealing with a refusal of another kind is believed too.
#[test]
fn any_refusal_at_sealing_ends_the_readiness() {
    let mut page = page(true);
    page.arrive("#/example/review");
    let (job, request, parts) = asked(page.step(SEAL));
    let refusal = Refusal::Unreadable {
        error: ReadError::Damaged,
    };
    page.step(Action::Heard(
        job,
        Response::Refused(Box::new(refusal.clone())),
        Vec::new(),
    ));
    assert_eq!(page.state.key.status, KeyStatus::Refused(refusal));
    // The answer that comes too late changes nothing.
    let (response, parts) = work(job, request, &parts, 1);
    page.step(Action::Heard(job, response, parts));
    assert!(page.outcome().is_none());
}

/// An older copy does not undo a revocation that was seen, where the fingerprint is typed too.
#[test]
fn an_older_copy_beside_a_typed_fingerprint_does_not_hide_a_revocation() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let old = plain(&owner, &sub);
    let revoked = [owner.packet(), owner.revoke(&at(MADE))].concat();
    for copies in [[&revoked, &old], [&old, &revoked]] {
        let mut page = Page::at("#/kami/key");
        page.run(Action::EditFingerprint(owner.fingerprint().to_string()));
        for copy in copies {
            page.run(Action::OfferCertificate(copy.clone()));
        }
        let status = &page.state.key.status;
        assert!(matches!(status, KeyStatus::Unready(_)), "{status:?}");
    }
}

/// Where the fingerprint is typed there is one certificate: what comes last takes the place of
/// what was there, which could never fit again.
#[test]
fn another_fingerprint_and_certificate_replace_the_first() {
    let mut page = Page::at("#/kami/key");
    let ready_with = |page: &Page, armored: &str| {
        let KeyStatus::Ready(team) = &page.state.key.status else {
            panic!("{:?}", page.state.key.status);
        };
        assert_eq!(
            team.members[0].pin.fingerprint.to_string(),
            print_of(armored)
        );
    };
    page.run(Action::EditFingerprint(print_of(CURVE)));
    offer(&mut page, CURVE);
    ready_with(&page, CURVE);
    page.run(Action::EditFingerprint(print_of(RSA)));
    offer(&mut page, RSA);
    ready_with(&page, RSA);
    page.run(Action::EditFingerprint(print_of(STRANGER)));
    paste(&mut page, STRANGER);
    ready_with(&page, STRANGER);
    page.run(Action::CheckCertificate);
    ready_with(&page, STRANGER);
    // A file that does not fit stays to be compared, until something is pasted instead.
    offer(&mut page, CURVE);
    assert!(matches!(
        page.state.key.status,
        KeyStatus::Refused(Refusal::NotPinned { .. })
    ));
    page.run(Action::EditFingerprint(print_of(RSA)));
    paste(&mut page, RSA);
    ready_with(&page, RSA);
    page.run(Action::CheckCertificate);
    ready_with(&page, RSA);
    // What is no certificate takes nothing away.
    offer(&mut page, "no key");
    assert!(matches!(
        page.state.key.status,
        KeyStatus::Refused(Refusal::Unreadable { .. })
    ));
    page.run(Action::CheckCertificate);
    ready_with(&page, RSA);
}
