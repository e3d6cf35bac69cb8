//! Attachments too large for a mail, for memory, for the disk: what is offered, and what is said.

use crate::attachments::{file, reviewed};
use crate::desk::hold;
use crate::form::{changed_vendor, full};
use crate::page::{Page, asked, work};
use sealed_report::channel::{Body, ChannelKind, Piece, draft};
use sealed_report::compose::{Action, Chosen, Effect, Origin, Room, Sealing, Step};
use sealed_report::digest::Digest;
use sealed_report::openpgp::message::Inspected;
use sealed_report::package::Format;
use sealed_report::protocol::{Part, Request, Response};

const SEAL: Action = Action::Seal([9; 16]);
const MEGABYTE: u64 = 1_000_000;

/// A page at the review of a report with a file of this length, which nobody reads.
fn with_file_of(length: u64) -> Page {
    let mut page = reviewed(Vec::new());
    let large = Chosen {
        handle: hold(Vec::new()),
        given: "large.bin".to_owned(),
        length,
        media_type: String::new(),
        origin: Origin::Picked,
    };
    let effects = page.step(Action::Attach(vec![large]));
    let job = effects.iter().find_map(|effect| match effect {
        Effect::AskReader { job, .. } => Some(*job),
        _ => None,
    });
    let digested = Response::Digested(Digest::of(b""));
    page.run(Action::ReaderHeard(job.expect("read"), digested));
    assert!(page.state.review.is_some());
    page
}

/// The packages that the worker is asked for.
fn formats(page: &mut Page) -> Vec<Format> {
    match asked(page.step(SEAL)).1 {
        Request::Seal(sealing) => sealing.formats,
        other => panic!("{other:?}"),
    }
}

/// The same, sealed by a worker that says that the archive has this length.
fn sealed_with(length: u64) -> Page {
    let mut page = with_file_of(length);
    let (job, request, _) = asked(page.step(SEAL));
    let Request::Seal(sealing) = request else {
        panic!("{request:?}");
    };
    let inspected = Inspected {
        length,
        digest: Digest::of(b"large"),
    };
    let parts = sealing.formats.iter().map(|_| Part::File(hold(Vec::new())));
    let response = Response::Sealed {
        recipients: vec!["18BE0A57F66DD3E75E68B275A30B4B76F0DBC311".to_owned()],
        messages: vec![inspected; sealing.formats.len()],
    };
    page.run(Action::Heard(job, response, parts.collect()));
    assert_eq!(page.state.step, Step::HandOver);
    page
}

#[test]
fn a_mail_is_made_where_it_is_not_too_large_or_is_wanted_all_the_same() {
    // Base64 inside and armor outside: eleven megabytes are a mail of twenty.
    let mut small = with_file_of(10 * MEGABYTE);
    assert!(!small.state.is_mail_large() && !small.state.attachments.outgrow_mail());
    assert_eq!(formats(&mut small), [Format::Archive, Format::Mail]);
    let mut large = with_file_of(11 * MEGABYTE);
    assert!(large.state.is_mail_large() && large.state.attachments.outgrow_mail());
    assert_eq!(formats(&mut large), [Format::Archive]);
    large.run(Action::CancelSeal);
    large.run(Action::WithMail(true));
    assert_eq!(formats(&mut large), [Format::Archive, Format::Mail]);
    // The choice drops what is being made without it.
    let effects = large.step(Action::WithMail(false));
    assert!(effects.contains(&Effect::EndWorker));
}

#[test]
fn without_an_address_no_mail_is_made_and_none_is_offered() {
    let uploads_only = changed_vendor("example", |file| {
        let channels = file["channels"].as_array_mut().expect("channels");
        channels.retain(|channel| channel["kind"] == "upload");
    });
    let mut page = Page::with(vec![uploads_only], "#/example/start");
    page.fill(full());
    page.arrive("#/example/review");
    assert!(page.is_ready() && !page.state.offers_mail());
    assert_eq!(formats(&mut page), [Format::Text]);
    page.run(Action::CancelSeal);
    page.run(Action::Attach(vec![file("poc.bin", b"content")]));
    page.run(Action::WithMail(true));
    assert!(page.state.review.is_some() && !page.state.offers_mail());
    let alone = page.state.room_needed();
    assert_eq!(formats(&mut page), [Format::Archive]);
    // The same for a vendor with an address: the box counts.
    let mut page = reviewed(vec![file("poc.bin", b"content")]);
    assert!(page.state.offers_mail());
    page.run(Action::WithMail(true));
    assert!(page.state.room_needed() > alone);
    assert!(!Page::reviewed().state.offers_mail(), "nothing attached");
}

#[test]
fn the_archive_is_dated_as_the_report_that_was_shown() {
    let mut page = reviewed(vec![file("poc.bin", b"content")]);
    let shown = page.state.today();
    page.now += 24 * 60 * 60;
    match asked(page.step(SEAL)).1 {
        Request::Seal(sealing) => assert_eq!(sealing.date, shown),
        other => panic!("{other:?}"),
    }
    assert_ne!(page.state.today(), shown);
}

#[test]
fn a_large_archive_is_uploaded_and_saved_but_not_mailed_and_not_copied() {
    let mut page = sealed_with(4_000 * MEGABYTE);
    let outcome = page.outcome().expect("sealed");
    assert!(outcome.mail.is_none());
    for action in [Action::SaveDraft, Action::SaveRawMail, Action::CopyArmored] {
        assert_eq!(page.step(action), []);
    }
    assert!(page.state.hand_over.receipts.is_empty());
    let effects = page.step(Action::SaveSealed);
    let [Effect::Save(file, _)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(
        file.name(),
        format!("report-{}.tar.pgp", page.state.reference)
    );
    assert_eq!(file.pieces(), [Piece::Sealed(outcome.main.body().clone())]);
    let receipt = &page.state.hand_over.receipts[0];
    assert_eq!(receipt.channel, ChannelKind::File);
    assert_eq!(receipt.length, 4_000 * MEGABYTE);
    assert_eq!(receipt.digest, Digest::of(b"large"));
}

#[test]
fn a_small_archive_goes_by_draft_in_base64() {
    let mut page = reviewed(vec![file("poc.bin", b"content")]);
    page.run(SEAL);
    let outcome = page.outcome().expect("sealed");
    let effects = page.step(Action::SaveDraft);
    let [Effect::Save(saved, _)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert!(matches!(
        saved.pieces(),
        [
            Piece::Bytes(_),
            Piece::Base64(Body::Held(_)),
            Piece::Bytes(_)
        ]
    ));
    let draft = page.content(saved);
    assert!(draft.len() as u64 - draft::length(&outcome.main) < 2000);
    let mail = mail_parser::MessageParser::default().parse(&draft);
    let mail = mail.expect("a mail");
    let attachment = mail.attachment(0).expect("attached");
    assert_eq!(attachment.contents(), page.bytes(&outcome.main));
    // How the vendor opens it, and nothing of what is inside.
    let text = String::from_utf8_lossy(mail.parts[1].contents());
    let command = format!("gpg -d report-{}.tar.pgp | tar x", page.state.reference);
    assert!(text.contains(&command), "{text}");
    assert!(!text.contains("poc.bin"));
}

/// What the shell says when the file of this save cannot be put together.
fn failing(page: &mut Page, save: Action) -> Action {
    match &page.step(save)[..] {
        [Effect::Save(_, saved)] => Action::SaveFailed(*saved),
        other => panic!("{other:?}"),
    }
}

fn receipts(page: &Page) -> Vec<ChannelKind> {
    let receipts = page.state.hand_over.receipts.iter();
    receipts.map(|receipt| receipt.channel).collect()
}

#[test]
fn what_cannot_be_saved_any_more_has_left_no_receipt_and_is_made_anew() {
    let mut page = sealed_with(30 * MEGABYTE);
    let failed = failing(&mut page, Action::SaveSealed);
    let effects = page.run(failed);
    assert!(effects.contains(&Effect::FocusSummary));
    assert!(page.state.hand_over.receipts.is_empty() && page.outcome().is_none());
    assert_eq!(page.state.step, Step::Review);
    assert!(page.state.review.is_some(), "and can be sealed at once");
}

#[test]
fn a_failed_save_takes_back_its_own_receipt_alone() {
    let mut page = reviewed(vec![file("poc.bin", b"content")]);
    page.run(SEAL);
    page.step(Action::SaveSealed);
    let failed = failing(&mut page, Action::SaveRawMail);
    page.step(Action::SaveDraft);
    page.run(failed);
    assert_eq!(receipts(&page), [ChannelKind::File, ChannelKind::Draft]);
    assert!(page.outcome().is_none());
}

#[test]
fn a_late_failure_leaves_a_newer_message_and_what_is_being_made_alone() {
    let mut page = reviewed(vec![file("poc.bin", b"content")]);
    page.run(SEAL);
    let late = |page: &mut Page| failing(page, Action::SaveSealed);
    let (one, two) = (late(&mut page), late(&mut page));
    page.run(Action::HideKeyIds(true));
    page.arrive("#/example/review");
    let (job, request, parts) = asked(page.step(SEAL));
    assert_eq!(page.step(one), []);
    assert!(matches!(page.state.sealing, Sealing::Working { .. }));
    let (response, parts) = work(job, request, &parts, 77);
    page.run(Action::Heard(job, response, parts));
    let newer = page.outcome().expect("sealed anew");
    page.step(Action::SaveSealed);
    assert_eq!(page.step(two), []);
    let kept = page.outcome().expect("still there");
    assert_eq!(kept.main.digest(), newer.main.digest());
    assert_eq!(receipts(&page).len(), 3);
    assert_eq!(page.state.step, Step::HandOver);
}

#[test]
fn a_receipt_that_cannot_be_saved_costs_no_ciphertext() {
    let mut page = sealed_with(30 * MEGABYTE);
    page.step(Action::SaveSealed);
    let failed = failing(&mut page, Action::SaveReceipt(0));
    assert_eq!(page.step(failed), []);
    assert!(page.outcome().is_some() && receipts(&page) == [ChannelKind::File]);
}

#[test]
fn too_little_room_is_said_before_sealing() {
    for (length, room, too_large) in [
        (
            900 * MEGABYTE,
            Room::Disk {
                free: 1_000_000_000,
            },
            false,
        ),
        (990 * MEGABYTE, Room::Disk { free: 990_000_000 }, true),
        (900 * MEGABYTE, Room::Memory { limit: 1 << 30 }, false),
        (1_100 * MEGABYTE, Room::Memory { limit: 1 << 30 }, true),
    ] {
        let mut page = with_file_of(length);
        assert!(!page.state.is_too_large(), "not known yet");
        page.run(Action::RoomFound(room));
        assert_eq!(page.state.is_too_large(), too_large, "{room:?}");
        assert!(page.state.room_needed() >= length);
    }
    // A mail beside it needs room of its own.
    let mut page = with_file_of(400 * MEGABYTE);
    page.run(Action::RoomFound(Room::Disk { free: 900_000_000 }));
    assert!(!page.state.is_too_large());
    page.run(Action::WithMail(true));
    assert!(page.state.is_too_large());
}
