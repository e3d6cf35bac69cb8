//! From the review to ciphertext, and everything that can come between.

use crate::form::{MINIMUM, full};
use crate::page::{self, DEMO_SECRET, Page, arrive, asked, work};
use crate::vectors::decrypt;
use mail_parser::{MessageParser, MimeHeaders};
use sealed_report::compose::{
    Action, Effect, KeyStatus, Preview, Progress, Route, SealFailure, Sealing, Step,
};
use sealed_report::openpgp::seal::KeyIds;
use sealed_report::openpgp::{Recipient, Refusal};
use sealed_report::package::Format;
use sealed_report::protocol::{Part, Request, Response, WorkerError};
use sealed_report::report::Field;

const SEAL: Action = Action::Seal([9; 16]);

fn progress(done: u64, total: u64) -> Response {
    Response::Progress {
        done,
        total,
        milliseconds: 1,
    }
}

fn failure(page: &Page) -> Option<&SealFailure> {
    match &page.state.sealing {
        Sealing::Failed(failure) => Some(failure),
        _ => None,
    }
}

/// The release of every file among what the worker gave: nobody wants them.
fn files(parts: &[Part]) -> Vec<Effect> {
    let files = parts.iter().filter_map(|part| match part {
        Part::File(handle) => Some(Effect::Release(*handle)),
        Part::Bytes(_) => None,
    });
    files.collect()
}

/// How far the encryption is, as the page shows it.
fn shown(page: &Page) -> Progress {
    match &page.state.sealing {
        Sealing::Working { course, .. } => course.shown,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_was_reviewed_is_what_is_sealed_to_the_byte() {
    let mut page = Page::reviewed();
    let review = page.state.review.clone().expect("a review");
    let effects = page.run(SEAL);
    let to = Effect::Navigate(Route::parse("#/example/hand-over"));
    assert_eq!(effects, [to, Effect::FocusHeading]);
    let outcome = page.outcome().expect("sealed");

    assert_eq!(outcome.main.format(), Format::Text);
    assert_eq!(
        decrypt(&page.bytes(&outcome.main), DEMO_SECRET),
        review.markdown.as_bytes()
    );

    assert_eq!(page::mail(&outcome).format(), Format::Mail);
    let entity = decrypt(&page.bytes(page::mail(&outcome)), DEMO_SECRET);
    let inner = MessageParser::default().parse(&entity).expect("an entity");
    assert_eq!(inner.parts.len(), 3);
    assert_eq!(inner.parts[1].contents(), review.markdown.as_bytes());
    assert_eq!(inner.parts[2].attachment_name(), Some("report.json"));
    assert_eq!(inner.parts[2].contents(), review.json.as_bytes());

    // The review stays as it was, beside the ciphertext.
    assert_eq!(page.state.review, Some(review));
    for sealed in [&outcome.main, page::mail(&outcome)] {
        assert_eq!(sealed.reference(), &page.state.reference);
        let KeyStatus::Ready(team) = &page.state.key.status else {
            panic!("ready");
        };
        let health = team.members[0].health.as_ref().expect("there");
        assert_eq!(sealed.recipients(), health.recipients());
    }
}

#[test]
fn the_debian_security_teams_report_is_sealed_to_its_shipped_subkey() {
    let mut page = Page::at("#/debian/start");
    page.fill(MINIMUM);
    page.arrive("#/debian/review");
    page.run(SEAL);
    let certificate = include_bytes!("../../certificates/debian-security-team.asc");
    let pin = sealed_report::openpgp::Certificate::read(certificate).expect("a certificate")[0]
        .fingerprint();
    let recipient = Recipient::check(certificate, &[pin], page.now).expect("fit");
    let outcome = page.outcome().expect("sealed");
    assert_eq!(outcome.main.recipients(), recipient.keys());
    assert!(!recipient.keys().contains(recipient.fingerprint()));
}

#[test]
fn the_worker_is_given_what_it_needs_and_no_more() {
    let mut page = Page::reviewed();
    let review = page.state.review.clone().expect("a review");
    let (_, request, parts) = asked(page.step(SEAL));
    let Request::Seal(sealing) = request else {
        panic!("a seal");
    };
    let checking = &sealing.checking;
    assert_eq!(
        (checking.certificates, sealing.own, sealing.key_ids),
        (1, false, KeyIds::Shown)
    );
    assert_eq!((checking.pins.len(), checking.now), (1, page.now));
    assert_eq!(sealing.formats, [Format::Text, Format::Mail]);
    assert_eq!(sealing.reference, page.state.reference);
    assert_eq!(sealing.date, page.state.today());
    assert_eq!(sealing.boundary_seed, [9; 16]);
    assert_eq!(parts.len(), 3);
    let certificate = parts[0].bytes().expect("bytes");
    assert!(certificate.starts_with(b"-----BEGIN PGP PUBLIC KEY BLOCK-----"));
    assert_eq!(parts[1].bytes(), Some(review.markdown.as_bytes()));
    assert_eq!(parts[2].bytes(), Some(review.json.as_bytes()));
    assert_eq!(shown(&page), Progress::default());
}

#[test]
fn nothing_is_sealed_without_a_review_and_a_fit_key() {
    let mut page = Page::at("#/example/review");
    assert!(page.is_ready() && page.step(SEAL).is_empty());

    let mut page = Page::at("#/xiaomi/start");
    page.fill(full());
    page.arrive("#/xiaomi/review");
    assert!(page.state.review.is_some() && page.step(SEAL).is_empty());

    let mut page = Page::at("#/");
    page.step(arrive("#/example/start"));
    page.fill(full());
    page.arrive("#/example/review");
    // The certificate is still being checked.
    assert!(matches!(page.state.key.status, KeyStatus::Checking(_)) && page.step(SEAL).is_empty());
}

#[test]
fn whatever_changes_the_report_drops_the_ciphertext() {
    let changes: [fn() -> Action; 6] = [
        || Action::Edit(Field::Title, "Another title".to_owned()),
        || Action::AddAffected,
        || Action::RemoveAffected(0),
        || arrive("#/debian/review"),
        || Action::ForgetCertificate,
        || Action::OfferCertificate(b"another".to_vec()),
    ];
    for change in changes {
        let mut page = Page::sealed();
        page.run(Action::SaveSealed);
        assert_eq!(page.state.hand_over.receipts.len(), 1);
        page.run(change());
        assert!(page.outcome().is_none(), "{:?}", change());
        let before = page.effects.len();
        for action in [Action::SaveDraft, Action::SaveRawMail, Action::SaveSealed] {
            page.run(action);
        }
        page.run(Action::CopyArmored);
        page.run(Action::Upload);
        assert_eq!(page.effects.len(), before, "{:?}", change());
        page.arrive("#/example/hand-over");
        assert_eq!(page.state.step, Step::Review);
    }
}

#[test]
fn looking_back_without_a_change_keeps_the_ciphertext() {
    let mut page = Page::sealed();
    let digest = page.outcome().expect("sealed").main.digest();
    for step in Step::ALL.into_iter().filter(|step| *step != Step::Vendor) {
        page.arrive(&format!("#/example/{}", step.slug()));
    }
    page.run(Action::Speak(sealed_report::words::Language::ZhHans));
    page.run(Action::TogglePreview);
    page.arrive("#/example/hand-over");
    assert_eq!(page.state.step, Step::HandOver);
    assert_eq!(page.outcome().expect("sealed").main.digest(), digest);
}

#[test]
fn what_was_sealed_before_an_edit_is_not_taken_after_it() {
    let mut page = Page::reviewed();
    let (job, request, parts) = asked(page.step(SEAL));
    page.run(Action::Edit(Field::Title, "Another title".to_owned()));
    let (response, parts) = work(job, request, &parts, 1);
    let released = files(&parts);
    assert_eq!(page.step(Action::Heard(job, response, parts)), released);
    assert!(page.outcome().is_none() && matches!(page.state.sealing, Sealing::Idle));
}

#[test]
fn answers_to_other_jobs_are_ignored() {
    let mut page = Page::reviewed();
    page.step(Action::TogglePreview);
    let (job, request, parts) = asked(page.step(SEAL));
    let (response, sealed) = work(job, request, &parts, 1);
    let health = match &page.state.key.status {
        KeyStatus::Ready(health) => health.clone(),
        other => panic!("{other:?}"),
    };
    let before = format!("{:?}", page.state);
    let stale = job - 2;
    let refusal = || Box::new(Refusal::NoPins { found: Vec::new() });
    for (other, response, parts) in [
        (stale, response.clone(), sealed.clone()),
        (stale, progress(5, 5), Vec::new()),
        (stale, Response::Refused(refusal()), Vec::new()),
        (stale, Response::Checked(health), Vec::new()),
        (stale, Response::Previewed(Vec::new()), Vec::new()),
        (stale, Response::Failed(WorkerError::Seal), Vec::new()),
        (job + 1, response.clone(), sealed.clone()),
        (0, Response::Ready, Vec::new()),
    ] {
        let what = format!("{response:?}");
        let released = files(&parts);
        let effects = page.step(Action::Heard(other, response, parts));
        assert_eq!(effects, released, "{what}");
        assert_eq!(format!("{:?}", page.state), before, "{what}");
    }
    page.run(Action::Heard(job, response, sealed));
    assert!(page.outcome().is_some());
}

#[test]
fn progress_is_shown() {
    let mut page = Page::reviewed();
    let (job, ..) = asked(page.step(SEAL));
    assert_eq!(page.step(Action::Heard(job, progress(3, 9), vec![])), []);
    assert_eq!((shown(&page).done, shown(&page).total), (3, 9));
}

#[test]
fn a_worker_that_fails_leaves_no_part_waiting_and_the_next_try_works() {
    for error in WorkerError::ALL {
        // The whole worker is gone, or it says which job failed.
        for job_failed in [false, true] {
            let fail = |page: &mut Page, job| match job_failed {
                true => page.step(Action::Heard(job, Response::Failed(error), Vec::new())),
                false => page.step(Action::WorkerFailed(error)),
            };

            let mut page = Page::at("");
            let (job, ..) = asked(page.step(arrive("#/example/key")));
            fail(&mut page, job);
            assert_eq!(page.state.key.status, KeyStatus::Failed(error));
            page.run(Action::CheckCertificate);
            assert!(page.is_ready());

            page.fill(full());
            let (job, ..) = asked(page.step(Action::TogglePreview));
            fail(&mut page, job);
            assert_eq!(page.state.preview, Preview::Failed(error));
            assert!(page.is_ready(), "only what waited has failed");
            page.run(Action::Edit(Field::Description, "once more".to_owned()));
            assert!(matches!(page.state.preview, Preview::Ready(_)));

            page.arrive("#/example/review");
            let draft = page.state.draft.clone();
            let (job, ..) = asked(page.step(SEAL));
            assert_eq!(fail(&mut page, job), [Effect::FocusSummary]);
            assert_eq!(failure(&page), Some(&SealFailure::Worker(error)));
            assert_eq!((page.state.step, &page.state.draft), (Step::Review, &draft));
            page.run(SEAL);
            assert!(page.outcome().is_some());
        }
    }
}

#[test]
fn a_worker_that_is_gone_fails_everything_that_waits() {
    let mut page = Page::reviewed();
    page.step(Action::TogglePreview);
    page.step(SEAL);
    page.step(Action::WorkerFailed(WorkerError::Crashed));
    assert_eq!(page.state.preview, Preview::Failed(WorkerError::Crashed));
    assert_eq!(
        failure(&page),
        Some(&SealFailure::Worker(WorkerError::Crashed))
    );
    // A failure that belongs to no job is everyone's.
    page.step(Action::TogglePreview);
    page.step(Action::TogglePreview);
    page.step(SEAL);
    page.step(Action::Heard(
        0,
        Response::Failed(WorkerError::Protocol),
        Vec::new(),
    ));
    assert_eq!(page.state.preview, Preview::Failed(WorkerError::Protocol));
    assert_eq!(
        failure(&page),
        Some(&SealFailure::Worker(WorkerError::Protocol))
    );
}

/// The failure of one job is no other's.
#[test]
fn a_failed_preview_does_not_fail_the_sealing() {
    let mut page = Page::reviewed();
    let (preview, ..) = asked(page.step(Action::TogglePreview));
    let (job, request, parts) = asked(page.step(SEAL));
    page.step(Action::Heard(
        preview,
        Response::Failed(WorkerError::Seal),
        Vec::new(),
    ));
    assert_eq!(page.state.preview, Preview::Failed(WorkerError::Seal));
    let (response, parts) = work(job, request, &parts, 1);
    page.run(Action::Heard(job, response, parts));
    assert!(page.outcome().is_some());
}

#[test]
fn cancel_ends_the_worker_and_the_next_try_works() {
    let mut page = Page::reviewed();
    let (job, request, parts) = asked(page.step(SEAL));
    let effects = page.step(Action::CancelSeal);
    assert_eq!(effects, [Effect::EndWorker, Effect::FocusSummary]);
    assert_eq!(failure(&page), Some(&SealFailure::Cancelled));
    // Its last word comes too late.
    let (response, parts) = work(job, request, &parts, 1);
    let released = files(&parts);
    assert_eq!(page.step(Action::Heard(job, response, parts)), released);
    assert_eq!(failure(&page), Some(&SealFailure::Cancelled));
    page.run(SEAL);
    assert!(page.outcome().is_some());
}

/// With the worker its preview ends, too; it must not be waited for.
#[test]
fn cancel_leaves_no_preview_waiting() {
    let mut page = Page::reviewed();
    page.step(Action::TogglePreview);
    page.step(SEAL);
    page.step(Action::CancelSeal);
    assert_eq!(page.state.preview, Preview::Closed);
}

/// A click on Cancel that comes too late costs nothing.
#[test]
fn cancel_does_not_drop_what_is_sealed() {
    let mut page = Page::sealed();
    assert_eq!(page.step(Action::CancelSeal), []);
    assert!(page.outcome().is_some());
}

#[test]
fn what_is_not_ciphertext_is_never_kept() {
    let mut page = Page::reviewed();
    let review = page.state.review.clone().expect("a review");
    let (_, request, parts) = asked(page.step(SEAL));
    let (Response::Sealed { messages, .. }, good) = work(0, request, &parts, 1) else {
        panic!("sealed");
    };
    let plain = Part::Bytes(review.markdown.clone().into_bytes());
    let both = [&good[0], &plain]
        .map(|part| part.bytes().expect("bytes"))
        .concat();
    for wrong in [
        vec![],
        vec![good[0].clone()],
        vec![plain.clone(), good[1].clone()],
        vec![good[0].clone(), plain.clone()],
        vec![Part::Bytes(both), good[1].clone()],
    ] {
        let (job, ..) = asked(page.step(SEAL));
        let recipients = vec!["18BE0A57F66DD3E75E68B275A30B4B76F0DBC311".to_owned()];
        let response = Response::Sealed {
            recipients,
            messages: messages.clone(),
        };
        page.step(Action::Heard(job, response, wrong));
        assert_eq!(
            failure(&page),
            Some(&SealFailure::Worker(WorkerError::NotSealed))
        );
        assert_eq!(page.state.step, Step::Review);
    }
}

#[test]
fn a_certificate_that_went_bad_since_its_check_is_refused() {
    let mut page = Page::reviewed();
    let (job, mut request, parts) = asked(page.step(SEAL));
    let Request::Seal(sealing) = &mut request else {
        panic!("a seal");
    };
    // Before the key was made: the worker checks again with the clock of now.
    sealing.checking.now = 1_000_000_000;
    let (response, parts) = work(job, request, &parts, 1);
    assert_eq!(
        page.step(Action::Heard(job, response, parts)),
        [Effect::FocusSummary]
    );
    let Some(SealFailure::Refused(refusal)) = failure(&page) else {
        panic!("refused");
    };
    assert_eq!(refusal.code(), "not-yet-valid");
}

#[test]
fn an_edit_while_the_worker_seals_ends_the_worker() {
    let mut page = Page::reviewed();
    page.step(SEAL);
    assert!(matches!(page.state.sealing, Sealing::Working { .. }));
    let effects = page.step(Action::Edit(Field::Title, "Another title".to_owned()));
    assert_eq!(effects, [Effect::EndWorker]);
    assert!(matches!(page.state.sealing, Sealing::Idle));
}
