//! Options of the encryption: a copy for the writer, and key IDs left out.

use crate::form::full;
use crate::maker::*;
use crate::page::{self, DEMO_SECRET, Page};
use crate::vectors::decrypt;
use sealed_report::compose::{Action, Effect, SealFailure, Sealing, Step};
use sealed_report::openpgp::seal::KeyIds;
use sealed_report::report::Field;

const CURVE_SECRET: &[u8] = include_bytes!("../../vectors/cv25519.secret.asc");
const SEAL: Action = Action::Seal([9; 16]);

/// The key IDs in a message, as they stand in its packets.
fn key_ids(message: &[u8]) -> Vec<String> {
    use pgp::packet::{Packet, PacketParser};
    let mut binary = Vec::new();
    let mut armor = pgp::armor::Dearmor::new(message);
    std::io::Read::read_to_end(&mut armor, &mut binary).expect("armor");
    let packets = PacketParser::new(&binary[..]).map(|packet| packet.expect("a packet"));
    let keys = packets.filter_map(|packet| match packet {
        Packet::PublicKeyEncryptedSessionKey(packet) => {
            Some(packet.id().expect("version 3").to_string())
        }
        _ => None,
    });
    keys.collect()
}

#[test]
fn nothing_is_added_unless_it_is_asked_for() {
    let page = Page::sealed();
    let outcome = page.outcome().expect("sealed");
    assert!(!page.state.seal_to_own && page.state.key_ids == KeyIds::Shown);
    // A certificate for the answer was given; it is no recipient by that.
    assert!(page.state.own_certificate().is_some());
    assert_eq!(outcome.main.recipients().len(), 1);
    assert_eq!(key_ids(&page.bytes(&outcome.main)).len(), 1);
}

#[test]
fn the_writer_can_open_both_formats_when_asked_for() {
    let mut page = Page::reviewed();
    page.run(Action::SealToOwn(true));
    page.run(SEAL);
    let outcome = page.outcome().expect("sealed");
    let review = page.state.review.clone().expect("a review");
    for secret in [DEMO_SECRET, CURVE_SECRET] {
        assert_eq!(
            decrypt(&page.bytes(&outcome.main), secret),
            review.markdown.as_bytes()
        );
        assert!(!decrypt(&page.bytes(page::mail(&outcome)), secret).is_empty());
    }
    // The receipt names whoever can open it.
    assert_eq!(
        (
            outcome.main.recipients().len(),
            page::mail(&outcome).recipients().len()
        ),
        (2, 2)
    );
}

#[test]
fn hidden_key_ids_are_hidden_in_both_formats() {
    let mut page = Page::reviewed();
    page.run(Action::HideKeyIds(true));
    page.run(Action::SealToOwn(true));
    page.run(SEAL);
    let outcome = page.outcome().expect("sealed");
    for message in [
        &page.bytes(&outcome.main),
        &page.bytes(page::mail(&outcome)),
    ] {
        assert_eq!(key_ids(message), ["0000000000000000"; 2]);
        assert!(!decrypt(message, DEMO_SECRET).is_empty());
    }
}

#[test]
fn a_changed_option_drops_the_ciphertext() {
    for action in [
        || Action::HideKeyIds(true),
        || Action::HideKeyIds(false),
        || Action::SealToOwn(true),
        || Action::SealToOwn(false),
    ] {
        let mut page = Page::sealed();
        page.run(action());
        assert!(page.outcome().is_none());
        assert!(page.state.review.is_some(), "the text is as it was");
        // And what the worker is at, with the old option.
        let mut page = Page::reviewed();
        page.step(SEAL);
        assert_eq!(page.step(action()), [Effect::EndWorker]);
        assert!(matches!(page.state.sealing, Sealing::Idle));
    }
}

/// An own certificate that cannot be sealed to: told as such, with the form as it was.
#[test]
fn an_unfit_own_certificate_is_refused_as_the_writers() {
    let (owner, sub) = (Key::owner(4), Key::curve(4));
    let revoked = [owner.packet(), owner.revoke(&at(MADE))].concat();
    let unfit = [
        revoked,
        head(&owner)[owner.packet().len()..].to_vec(),
        bound(&owner, &sub, &at(MADE).flags(ENCRYPT)),
    ]
    .concat();
    let body = data_encoding::BASE64.encode(&unfit);
    let armored = format!(
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{body}\n-----END PGP PUBLIC KEY BLOCK-----\n"
    );
    let mut page = Page::at("#/example/start");
    page.fill(full());
    page.run(Action::Edit(Field::Certificate, armored.clone()));
    page.arrive("#/example/review");
    page.run(Action::SealToOwn(true));
    assert_eq!(page.run(SEAL), [Effect::FocusSummary]);
    let Sealing::Failed(SealFailure::OwnRefused(refusal)) = &page.state.sealing else {
        panic!("{:?}", page.state.sealing);
    };
    assert_eq!(refusal.code(), "revoked");
    assert!(
        page.is_ready(),
        "the vendor's certificate is not what is wrong"
    );
    assert!(page.outcome().is_none() && page.state.step == Step::Review);
    assert_eq!(page.state.draft.get(Field::Certificate), armored);
    assert!(page.state.seal_to_own && page.state.review.is_some());
    // Taken back, the report is sealed as ever.
    page.run(Action::SealToOwn(false));
    page.run(SEAL);
    assert_eq!(page.outcome().expect("sealed").main.recipients().len(), 1);
}

/// Who stays anonymous gives no certificate, so there is no copy that could tell who wrote.
#[test]
fn an_anonymous_report_has_no_own_copy() {
    let mut page = Page::reviewed();
    page.run(Action::SealToOwn(true));
    page.run(Action::Edit(Field::Identity, "anonymous".to_owned()));
    page.arrive("#/example/review");
    assert!(page.state.own_certificate().is_none());
    page.run(SEAL);
    assert_eq!(page.outcome().expect("sealed").main.recipients().len(), 1);
}
