//! Attached files: their list, and the reader that takes their digests.

use crate::desk::hold;
use crate::form::full;
use crate::page::{DEMO_SECRET, Page, work};
use crate::vectors::decrypt_packets;
use sealed_report::compose::{
    Action, Chosen, Effect, FileNews, KeyStatus, Origin, Reading, Sealing, Step,
};
use sealed_report::compose::{ReadFailure, SealFailure};
use sealed_report::digest::Digest;
use sealed_report::handle::Handle;
use sealed_report::openpgp::source::FileError;
use sealed_report::package::Format;
use sealed_report::protocol::{Job, Part, Request, Response, WorkerError};
use sealed_report::report::Section;
use std::io::Read;

const SEAL: Action = Action::Seal([9; 16]);

/// A file with this content.
pub fn file(name: &str, content: &[u8]) -> Chosen {
    Chosen {
        handle: hold(content.to_vec()),
        given: name.to_owned(),
        length: content.len() as u64,
        media_type: String::new(),
        origin: Origin::Picked,
    }
}

/// A pasted picture, named as browsers name it.
fn picture() -> Chosen {
    Chosen {
        media_type: "image/png".to_owned(),
        origin: Origin::Pasted,
        ..file("image.png", b"a picture")
    }
}

fn names(page: &Page) -> Vec<String> {
    let files = page.state.attachments.files().iter();
    files.map(|file| file.name.to_string()).collect()
}

fn handles(page: &Page) -> Vec<Handle> {
    let files = page.state.attachments.files().iter();
    files.map(|file| file.handle).collect()
}

/// The request to the reader among the effects.
fn read(effects: &[Effect]) -> (Job, Handle) {
    let asked = effects.iter().filter_map(|effect| match effect {
        Effect::AskReader { job, file, .. } => Some((*job, *file)),
        _ => None,
    });
    let asked: Vec<_> = asked.collect();
    assert_eq!(asked.len(), 1, "{effects:?}");
    asked[0]
}

/// A page with a full report and these files, at its review.
pub fn reviewed(files: Vec<Chosen>) -> Page {
    let mut page = Page::at("#/example/start");
    page.fill(full());
    page.run(Action::Attach(files));
    page.arrive("#/example/review");
    assert!(page.state.review.is_some() && page.is_ready());
    page
}

/// What stands in a tar, by path.
pub fn unpacked(tar: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = tar::Archive::new(tar);
    let entries = archive.entries().expect("a tar").map(|entry| {
        let mut entry = entry.expect("an entry");
        let path = entry.path().expect("a path").display().to_string();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("its content");
        (path, content)
    });
    entries.collect()
}

#[test]
fn files_are_read_one_after_the_other_by_the_reader_alone() {
    let mut page = Page::at("#/example/additional");
    let (one, two) = (file("one", b"1"), file("two", b"22"));
    let (first, second) = (one.handle, two.handle);
    let effects = page.step(Action::Attach(vec![one, two]));
    assert_eq!(effects.first(), Some(&Effect::FindRoom));
    assert!(!effects.iter().any(|it| matches!(it, Effect::Ask { .. })));
    let (job, asked) = read(&effects);
    assert_eq!(asked, first);
    assert_eq!(page.state.attachments.files()[1].reading, Reading::Waiting);

    // Progress, and words of jobs that are over.
    let progress = |done| Response::Progress {
        done,
        total: 1,
        milliseconds: 5,
    };
    assert_eq!(page.step(Action::ReaderHeard(job, progress(1))), []);
    assert_eq!(page.state.attachments.reading(), Some((1, 3)));
    let digest = Digest::of(b"1");
    let stale = Action::ReaderHeard(job + 1, Response::Digested(digest));
    assert_eq!(page.step(stale), []);
    assert!(page.state.attachments.described().is_none());

    let effects = page.step(Action::ReaderHeard(job, Response::Digested(digest)));
    let (job, asked) = read(&effects);
    assert_eq!(asked, second);
    assert_ne!(page.state.attachments.news, Some(FileNews::AllRead));
    let last = Action::ReaderHeard(job, Response::Digested(Digest::of(b"22")));
    assert_eq!(page.step(last), [Effect::EndReader]);
    assert_eq!(page.state.attachments.news, Some(FileNews::AllRead));
    let described = page.state.attachments.described().expect("all read");
    let digests: Vec<Digest> = described.iter().map(|it| it.digest).collect();
    assert_eq!(digests, [digest, Digest::of(b"22")]);
}

#[test]
fn names_arrive_safe_and_each_once() {
    let mut page = Page::at("#/example/additional");
    page.run(Action::Attach(vec![
        file("../poc.py", b"a"),
        file("poc.py", b"b"),
        file("POC.PY", b"c"),
        picture(),
        picture(),
        Chosen {
            origin: Origin::Pasted,
            ..file("photo.png", b"from a file manager")
        },
    ]));
    let given: Vec<Option<&str>> = page.state.attachments.files()[..5]
        .iter()
        .map(|file| file.given.as_deref())
        .collect();
    assert_eq!(
        given,
        [
            Some("../poc.py"),
            Some("poc.py"),
            Some("POC.PY"),
            None,
            None
        ]
    );
    let expected = [
        "poc.py",
        "poc-2.py",
        "POC-3.PY",
        "screenshot-1.png",
        "screenshot-2.png",
        "photo.png",
    ];
    assert_eq!(names(&page), expected);
    // A number that is free again is given again.
    let first = handles(&page)[3];
    page.run(Action::Detach(first));
    page.run(Action::Attach(vec![picture()]));
    assert_eq!(names(&page).last().expect("a name"), "screenshot-1.png");
}

#[test]
fn the_same_content_twice_is_noticed_and_empty_files_are_not_the_same() {
    let mut page = Page::at("#/example/additional");
    page.run(Action::Attach(vec![
        file("a", b"same"),
        file("b", b"other"),
        file("c", b"same"),
        file("d", b""),
        file("e", b""),
    ]));
    let repeated = page.state.attachments.repeated();
    let third = handles(&page)[2];
    assert_eq!(repeated.len(), 1);
    assert_eq!(repeated[&third].as_str(), "a");
}

#[test]
fn removal_ends_the_reading_and_goes_on_with_the_next() {
    let mut page = Page::at("#/example/additional");
    let files = vec![file("a", b"1"), file("b", b"2"), file("c", b"3")];
    let effects = page.step(Action::Attach(files));
    let (job, first) = read(&effects);
    let all = handles(&page);
    let effects = page.step(Action::Detach(first));
    assert_eq!(effects[0], Effect::EndReader);
    assert_eq!(read(&effects).1, all[1]);
    assert!(effects.contains(&Effect::Focus("remove-attachment-1".to_owned())));
    assert_eq!(effects.last(), Some(&Effect::Release(first)));
    // What the ended reader still said is not taken for the next file's.
    let late = Action::ReaderHeard(job, Response::Digested(Digest::of(b"1")));
    assert_eq!(page.step(late), []);

    // One that waits: nothing is ended for it, and the keyboard stays at the list's end.
    let effects = page.step(Action::Detach(all[2]));
    assert!(!effects.contains(&Effect::EndReader));
    assert!(effects.contains(&Effect::Focus("remove-attachment-1".to_owned())));
    let effects = page.step(Action::Detach(all[1]));
    assert!(effects.contains(&Effect::Focus("attach".to_owned())));
    assert!(page.state.attachments.is_empty() && effects.contains(&Effect::EndReader));
    assert_eq!(page.step(Action::Detach(all[1])), []);
}

#[test]
fn the_review_waits_for_the_digests_and_tells_them() {
    let mut page = Page::at("#/example/start");
    page.fill(full());
    let effects = page.step(Action::Attach(vec![file("poc.bin", b"content")]));
    let (job, _) = read(&effects);
    page.arrive("#/example/review");
    assert!(page.state.review.is_none());
    assert_eq!(page.step(SEAL), []);
    assert!(page.state.mistakes().is_empty());
    page.step(Action::ReaderHeard(
        job,
        Response::Digested(Digest::of(b"content")),
    ));
    let review = page.state.review.clone().expect("a review");
    let digest = Digest::of(b"content").to_string();
    for text in [&review.markdown, &review.json] {
        assert!(text.contains("poc.bin") && text.contains(&digest), "{text}");
    }
}

#[test]
fn a_report_with_files_is_sealed_as_an_archive_and_a_mail() {
    let contents: [&[u8]; 2] = [b"first", b""];
    let page = &mut reviewed(vec![file("poc.bin", contents[0]), file("空 1.txt", b"")]);
    let review = page.state.review.clone().expect("a review");
    page.run(SEAL);
    let outcome = page.outcome().expect("sealed");
    assert_eq!(outcome.main.format(), Format::Archive);
    assert_eq!(outcome.main.armored(), None);
    let message = page.bytes(&outcome.main);
    assert_eq!(outcome.main.digest(), Digest::of(&message));
    assert_eq!(outcome.main.length(), message.len() as u64);
    let folder = format!("report-{}", page.state.reference);
    let files = unpacked(&decrypt_packets(&message, DEMO_SECRET));
    for (path, content) in [
        ("report.md", review.markdown.as_bytes()),
        ("report.json", review.json.as_bytes()),
        ("attachments/poc.bin", contents[0]),
        ("attachments/空 1.txt", contents[1]),
    ] {
        let path = format!("{folder}/{path}");
        let found = files.iter().find(|(name, _)| *name == path);
        assert_eq!(found.expect(&path).1, content, "{path}");
    }
    let mail = outcome.mail.as_ref().expect("a mail");
    assert_eq!(mail.format(), Format::Mail);
}

#[test]
fn whatever_changes_the_files_drops_review_and_ciphertext() {
    let mut page = reviewed(vec![file("a", b"1"), file("b", b"2")]);
    page.run(SEAL);
    let outcome = page.outcome().expect("sealed");
    let first = handles(&page)[0];
    for action in [Action::Attach(vec![file("c", b"3")]), Action::Detach(first)] {
        page.run(SEAL);
        assert!(page.outcome().is_some());
        let effects = page.step(action);
        assert!(page.outcome().is_none() && page.state.review.is_none());
        // The archive and the mail, and what was detached.
        let released = |effect: &&Effect| matches!(effect, Effect::Release(_));
        assert!(effects.iter().filter(released).count() >= 2, "{effects:?}");
        if let Some((job, _)) = effects.iter().find_map(|effect| match effect {
            Effect::AskReader { job, file, .. } => Some((*job, *file)),
            _ => None,
        }) {
            let digested = Response::Digested(Digest::of(b"3"));
            page.run(Action::ReaderHeard(job, digested));
        }
        page.arrive("#/example/start");
        page.arrive("#/example/review");
    }
    let review = page.state.review.as_ref().expect("a review");
    assert!(!review.markdown.contains(&Digest::of(b"1").to_string()));
    assert!(review.markdown.contains(&Digest::of(b"3").to_string()));
    assert_ne!(
        page.outcome().map(|it| it.main.digest()),
        Some(outcome.main.digest())
    );
}

#[test]
fn a_file_that_cannot_be_read_holds_the_report_up_until_it_is_removed_or_chosen_again() {
    let failures = [
        Response::FileFailed {
            file: 0,
            error: FileError::Vanished,
        },
        Response::Failed(WorkerError::Protocol),
    ];
    for (failure, response) in [
        ReadFailure::File(FileError::Vanished),
        ReadFailure::Worker(WorkerError::Protocol),
    ]
    .into_iter()
    .zip(failures)
    {
        let mut page = Page::at("#/example/start");
        page.fill(full());
        page.arrive("#/example/additional");
        let effects = page.step(Action::Attach(vec![file("a", b"1"), file("b", b"2")]));
        let (job, first) = read(&effects);
        // The next one is read all the same.
        let effects = page.step(Action::ReaderHeard(job, response));
        let (job, _) = read(&effects);
        page.step(Action::ReaderHeard(
            job,
            Response::Digested(Digest::of(b"2")),
        ));
        let failed: Vec<_> = page.state.attachments.failed().collect();
        assert_eq!((failed.len(), failed[0].1), (1, failure));
        let section = Section::Additional;
        assert!(
            !page.state.shows_failed_files(section),
            "not before Continue"
        );
        assert_eq!(page.step(Action::Continue), [Effect::FocusSummary]);
        assert!(page.state.shows_failed_files(section) && page.state.shows_mistakes());
        let focus = Effect::Focus("remove-attachment-1".to_owned());
        assert!(page.step(Action::VisitFile(first)).contains(&focus));
        page.arrive("#/example/review");
        assert!(page.state.review.is_none() && page.state.shows_mistakes());
        assert_eq!(page.step(SEAL), []);
        // Chosen again it takes the same place.
        page.arrive("#/example/additional");
        page.run(Action::Attach(vec![file("a", b"1")]));
        assert_eq!(names(&page), ["a", "b"]);
        page.arrive("#/example/review");
        assert!(page.state.review.is_some());
    }
}

#[test]
fn a_reader_that_is_gone_fails_what_it_was_at_and_no_more() {
    let mut page = Page::at("#/example/additional");
    let effects = page.step(Action::Attach(vec![file("a", b"1"), file("b", b"2")]));
    read(&effects);
    let effects = page.step(Action::ReaderFailed(WorkerError::Crashed));
    read(&effects);
    let readings = page.state.attachments.files().iter();
    let readings: Vec<_> = readings.map(|file| file.reading.clone()).collect();
    let crashed = ReadFailure::Worker(WorkerError::Crashed);
    assert_eq!(readings[0], Reading::Failed(crashed));
    assert!(matches!(readings[1], Reading::Working(_)));
    // The worker that seals and checks has nothing to do with it.
    assert!(!matches!(page.state.key.status, KeyStatus::Failed(_)));
}

#[test]
fn a_file_that_fails_while_sealing_is_named_and_the_next_try_works() {
    for error in [FileError::Vanished, FileError::Changed] {
        let mut page = reviewed(vec![file("a", b"1"), file("b", b"2")]);
        let (job, ..) = crate::page::asked(page.step(SEAL));
        let before = page.state.review.clone();
        let failed = Response::FileFailed { file: 1, error };
        let effects = page.step(Action::Heard(job, failed, Vec::new()));
        assert_eq!(effects, [Effect::FocusSummary]);
        let Sealing::Failed(SealFailure::File(name, why)) = &page.state.sealing else {
            panic!("{:?}", page.state.sealing);
        };
        assert_eq!((name.as_str(), *why), ("b", error));
        assert!(page.state.review == before && page.state.step == Step::Review);
        assert_eq!(page.step(SEAL), [], "not with that file");
        page.run(Action::Detach(handles(&page)[1]));
        page.arrive("#/example/additional");
        page.arrive("#/example/review");
        page.run(SEAL);
        assert_eq!(
            page.outcome().expect("sealed").main.format(),
            Format::Archive
        );
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told_to_whoever_waits_on_the_review() {
    let vanished = || Response::FileFailed {
        file: 0,
        error: FileError::Vanished,
    };
    let mut page = Page::at("#/example/additional");
    page.fill(full());
    let (first, _) = read(&page.step(Action::Attach(vec![file("a", b"1"), file("b", b"2")])));
    assert!(page.state.is_complete(Section::Additional));
    // On the step of the files the list says it, and the keyboard stays where it is.
    let effects = page.step(Action::ReaderHeard(first, vanished()));
    let (second, _) = read(&effects);
    assert!(!effects.contains(&Effect::FocusSummary));
    assert!(!page.state.is_complete(Section::Additional));
    assert!(page.state.mistakes_in(Section::Additional).is_empty());
    page.arrive("#/example/review");
    let effects = page.step(Action::ReaderHeard(second, vanished()));
    assert_eq!(effects, [Effect::EndReader, Effect::FocusSummary]);
    assert!(page.state.is_complete(Section::Vulnerability));
    page.run(Action::Detach(handles(&page)[0]));
    page.run(Action::Detach(handles(&page)[0]));
    assert!(page.state.is_complete(Section::Additional));
}

#[test]
fn the_room_is_measured_at_the_review_and_when_ciphertext_is_given_up() {
    let mut page = reviewed(vec![file("a", b"1")]);
    assert_eq!(page.effects.last(), Some(&Effect::FindRoom));
    page.run(SEAL);
    page.arrive("#/example/review");
    let effects = page.step(Action::HideKeyIds(true));
    let released = effects.iter().filter(|it| matches!(it, Effect::Release(_)));
    assert_eq!(released.count(), 2, "the archive and the mail");
    assert_eq!(effects.last(), Some(&Effect::FindRoom), "after them");
    let mut page = Page::reviewed();
    page.run(SEAL);
    page.arrive("#/example/review");
    assert!(
        !page.effects.contains(&Effect::FindRoom),
        "nothing attached"
    );
}

#[test]
fn too_little_room_leaves_the_form_as_it_was() {
    let mut page = reviewed(vec![file("a", b"1")]);
    let (job, ..) = crate::page::asked(page.step(SEAL));
    let no_room = Response::Failed(WorkerError::NoRoom);
    let effects = page.step(Action::Heard(job, no_room, Vec::new()));
    assert_eq!(effects, [Effect::FocusSummary, Effect::FindRoom]);
    let failure = SealFailure::Worker(WorkerError::NoRoom);
    assert!(matches!(&page.state.sealing, Sealing::Failed(it) if *it == failure));
    assert!(page.state.review.is_some() && names(&page) == ["a"]);
    page.run(SEAL);
    assert!(page.outcome().is_some());
}

#[test]
fn the_worker_gets_the_files_in_their_order_and_the_digests_they_had() {
    let mut page = reviewed(vec![file("a", b"1"), file("b", b"2")]);
    let all = handles(&page);
    let (job, request, parts) = crate::page::asked(page.step(SEAL));
    let Request::Seal(sealing) = &request else {
        panic!("{request:?}");
    };
    assert_eq!(sealing.formats, [Format::Archive, Format::Mail]);
    assert_eq!(sealing.attachments[1].digest, Digest::of(b"2"));
    assert_eq!(parts[3..], [Part::File(all[0]), Part::File(all[1])]);
    let (response, parts) = work(job, request, &parts, 1);
    page.run(Action::Heard(job, response, parts));
    assert!(page.outcome().is_some());
}

#[test]
fn files_belong_to_the_report_and_not_to_a_vendor() {
    let mut page = reviewed(vec![file("a", b"1")]);
    page.arrive("#/debian/review");
    assert_eq!(names(&page), ["a"]);
    assert!(page.state.is_unsaved());
    let review = page.state.review.as_ref();
    assert!(review.is_none_or(|review| review.markdown.contains("SHA-256")));
}

#[test]
fn starting_again_lets_go_of_everything() {
    let mut page = Page::at("#/example/additional");
    assert!(!page.state.is_unsaved());
    page.run(Action::Attach(vec![file("a", b"1")]));
    assert!(page.state.is_unsaved());
    let mut page = reviewed(vec![file("a", b"1")]);
    page.run(SEAL);
    let kept = handles(&page)[0];
    let effects = page.step(Action::StartAgain);
    assert!(effects.contains(&Effect::EndReader) && effects.contains(&Effect::Release(kept)));
    let released = effects.iter().filter(|it| matches!(it, Effect::Release(_)));
    assert_eq!(released.count(), 3, "the file, the archive and the mail");
    assert!(page.state.attachments.is_empty() && !page.state.is_unsaved());
}

#[test]
fn nothing_is_done_for_nothing() {
    let mut page = Page::sealed();
    assert_eq!(page.step(Action::Attach(Vec::new())), []);
    assert!(page.outcome().is_some());
    assert_eq!(page.step(Action::ReaderFailed(WorkerError::Silent)), []);
    assert!(page.outcome().is_some());
}
