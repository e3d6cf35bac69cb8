//! Vendors, addresses, Continue and Back, mistakes, the review.

use crate::form::{MINIMUM, NOW, full, vendor};
use crate::page::{Page, arrive, asked, work};
use sealed_report::compose::{Action, Effect, Home, KeyStatus, Preview, Route, State, Step};
use sealed_report::compose::{VendorProblem, Vendors};
use sealed_report::protocol::{Part, Request};
use sealed_report::report::{Field, Mistake, Problem, Section};
use sealed_report::words::Language;

const SECRET: &str = include_str!("../../vectors/cv25519.secret.asc");

fn section(section: Section) -> Step {
    Step::Section(section)
}

#[test]
fn several_vendors_are_to_choose_from_and_one_is_not() {
    let page = Page::at("");
    assert_eq!(
        (page.state.step, page.hash().as_str()),
        (Step::Vendor, "#/")
    );
    assert!(page.state.vendor.is_none() && page.effects.is_empty());

    let page = Page::with(vec![vendor("kami")], "");
    assert_eq!(
        (page.state.step, page.hash().as_str()),
        (Step::Start, "#/kami/start")
    );
    let replaced = Effect::Replace(Route::parse("#/kami/start"));
    assert_eq!(page.effects, [replaced, Effect::FocusHeading]);
}

#[test]
fn vendors_that_are_not_there_are_told_apart() {
    let mut state = State::new(Home::Hosted, Language::En, [0; 32], NOW);
    assert_eq!(state.vendors, Vendors::Loading);
    assert_eq!(state.step(arrive("#/kami/review"), NOW), []);
    let problem = |file: &str| VendorProblem::NotLoaded {
        file: file.to_owned(),
    };
    let read = |vendors, problems| Action::VendorsRead(vendors, problems);
    assert_eq!(
        state.step(read(Vec::new(), vec![problem("a.json")]), NOW),
        []
    );
    assert_eq!(state.vendors, Vendors::Failed(problem("a.json")));
    state.step(read(Vec::new(), Vec::new()), NOW);
    assert_eq!(state.vendors, Vendors::Failed(VendorProblem::NoneShipped));
    // One bad file does not take the others along, and is told.
    let kami = std::rc::Rc::new(vendor("kami"));
    state.step(read(vec![kami.clone()], vec![problem("b.json")]), NOW);
    assert_eq!(state.vendors, Vendors::Ready(vec![kami]));
    assert_eq!(state.vendor_problems, [problem("b.json")]);
    state.step(Action::StartAgain, NOW);
    assert_eq!(state.vendor_problems, [problem("b.json")]);
}

#[test]
fn every_address_leads_to_its_step() {
    let mut page = Page::at("");
    for step in Step::ALL {
        if [Step::Vendor, Step::OtherVendor].contains(&step) {
            continue;
        }
        let hash = format!("#/debian/{}", step.slug());
        let effects = format!("{:?}", page.arrive(&hash));
        let there = if step == Step::HandOver {
            Step::Review
        } else {
            step
        };
        assert_eq!(page.state.step, there);
        assert_eq!(
            effects.contains("Replace"),
            there != step,
            "{hash}: {effects}"
        );
    }
    assert_eq!(
        page.state.vendor.as_ref().map(|it| it.id.as_str()),
        Some("debian")
    );
    for nowhere in ["#/nobody/review", "#", "", "#/vendor", "x", "#/../../etc"] {
        page.arrive(nowhere);
        assert_eq!(page.state.step, Step::Vendor, "{nowhere}");
    }
    page.arrive("#/debian/nonsense");
    assert_eq!(page.hash(), "#/debian/start");
}

#[test]
fn choosing_a_vendor_has_its_shipped_certificate_checked() {
    for (id, shipped) in [
        ("debian", true),
        ("example", true),
        ("kami", false),
        ("xiaomi", false),
    ] {
        let mut page = Page::at("");
        let effects = page.step(arrive(&format!("#/{id}/start")));
        let asks = effects
            .iter()
            .any(|effect| matches!(effect, Effect::Ask { .. }));
        assert_eq!(asks, shipped, "{id}");
        if !shipped {
            assert_eq!(page.state.key.status, KeyStatus::Absent);
            continue;
        }
        let (job, request, parts) = asked(effects);
        assert_eq!(page.state.key.status, KeyStatus::Checking(job));
        let Request::Check(checking) = request else {
            panic!("a check");
        };
        let pin = &vendor(id).pins[0];
        let pinned = &checking.pins[0];
        assert_eq!(pinned.fingerprint.to_string(), pin.fingerprint.as_str());
        assert_eq!((checking.pins.len(), pinned.optional), (1, false));
        assert_eq!(checking.now, NOW);
        let certificate = pin.certificate.as_deref().expect("shipped");
        assert_eq!(parts, [Part::Bytes(certificate.as_bytes().to_vec())]);
        assert!(Page::at(&format!("#/{id}/start")).is_ready());
    }
}

#[test]
fn continue_walks_through_the_form_and_stops_at_mistakes() {
    let mut page = Page::at("#/debian/start");
    page.run(Action::Continue);
    assert_eq!(page.state.step, section(Section::Reporter));
    page.run(Action::Continue);
    assert_eq!(page.state.step, section(Section::Affected));
    // Nothing is shown before it was tried.
    assert_eq!(page.state.shown_mistakes(Section::Affected), []);
    assert!(!page.state.shows_mistakes());
    for _ in 0..2 {
        assert_eq!(page.run(Action::Continue), [Effect::FocusSummary]);
        assert_eq!(page.state.step, section(Section::Affected));
        let shown = page.state.shown_mistakes(Section::Affected);
        let fields = shown
            .iter()
            .map(|mistake| mistake.field)
            .collect::<Vec<_>>();
        assert_eq!(fields, [Field::Product(0), Field::Versions(0)]);
        assert!(page.state.shows_mistakes());
    }
    // Other sections are not scolded yet.
    assert_eq!(page.state.shown_mistakes(Section::Vulnerability), []);
    page.fill(MINIMUM);
    assert!(!page.state.shows_mistakes());
    let mut walked = vec![page.state.step];
    for _ in 0..6 {
        let effects = page.run(Action::Continue);
        let navigated = matches!(effects, [Effect::Navigate(_), Effect::FocusHeading]);
        assert!(navigated, "{effects:?}");
        walked.push(page.state.step);
    }
    let expected = [
        section(Section::Affected),
        section(Section::Vulnerability),
        section(Section::Exploits),
        section(Section::Disclosure),
        section(Section::Additional),
        Step::Key,
        Step::Review,
    ];
    assert_eq!(walked, expected);
}

/// The review is left by sealing, and the choice of a vendor by choosing one.
#[test]
fn continue_does_not_pass_what_is_not_done() {
    let mut page = Page::at("#/debian/review");
    assert_eq!(page.step(Action::Continue), []);
    assert_eq!(page.state.step, Step::Review);
    let mut page = Page::at("");
    assert_eq!(page.step(Action::Continue), []);
    assert_eq!(page.state.step, Step::Vendor);
}

#[test]
fn back_and_forward_keep_everything_typed() {
    let mut page = Page::at("#/example/start");
    page.fill(full());
    let (draft, reference) = (page.state.draft.clone(), page.state.reference.clone());
    let steps = Step::ALL.into_iter().chain(Step::ALL.into_iter().rev());
    for step in steps {
        page.arrive(&format!("#/example/{}", step.slug()));
        assert_eq!(page.state.draft, draft, "{step:?}");
    }
    assert_eq!(page.state.reference, reference);
    // Through the choice of a vendor, another one, and back.
    for hash in ["#/", "#/nobody/start", "#/example/affected"] {
        page.arrive(hash);
        assert_eq!(page.state.draft, draft, "{hash}");
    }
    assert_eq!(page.state.reference, reference);
    // Arriving where one is, as the browser tells after each Navigate, moves no focus.
    page.arrive("#/example/key");
    assert_eq!(page.arrive("#/example/key"), []);
}

#[test]
fn a_link_to_a_field_leads_to_its_step_and_focuses_it() {
    let mut page = Page::at("#/debian/review");
    let effects = page.run(Action::Visit(Field::Versions(1)));
    let navigate = Effect::Navigate(Route::parse("#/debian/affected"));
    let focus = Effect::Focus("versions-2".to_owned());
    assert_eq!(effects, [navigate, Effect::FocusHeading, focus]);
    assert_eq!(page.state.step, section(Section::Affected));
}

#[test]
fn rows_are_added_with_the_keyboard_in_them_and_removed() {
    let mut page = Page::at("#/debian/affected");
    page.fill([
        (Field::Product(0), "A"),
        (Field::Product(1), "B"),
        (Field::Product(2), "C"),
    ]);
    let effects = page.run(Action::AddAffected);
    assert_eq!(effects, [Effect::Focus("product-4".to_owned())]);
    assert_eq!(page.run(Action::RemoveAffected(1)), [Effect::FocusHeading]);
    let draft = &page.state.draft;
    assert_eq!(
        (draft.affected_rows(), draft.get(Field::Product(1))),
        (3, "C")
    );
}

#[test]
fn there_is_a_review_only_when_nothing_is_missing() {
    let mut page = Page::at("#/xiaomi/review");
    assert!(page.state.review.is_none() && page.state.shows_mistakes());
    assert_eq!(page.state.mistakes().len(), 9);
    // Whoever looked at the review has tried every section.
    assert_eq!(page.state.shown_mistakes(Section::Reporter).len(), 2);

    let mut answers = full();
    answers.retain(|(field, _)| *field != Field::ExploitDetails);
    page.fill(answers);
    page.arrive("#/xiaomi/key");
    page.arrive("#/xiaomi/review");
    let (field, problem) = (Field::ExploitDetails, Problem::Missing);
    assert_eq!(page.state.mistakes(), [Mistake { field, problem }]);
    assert!(page.state.review.is_none());

    page.fill([(Field::ExploitDetails, "A script.")]);
    page.arrive("#/xiaomi/key");
    page.arrive("#/xiaomi/review");
    let review = page.state.review.clone().expect("a review");
    let reference = page.state.reference.to_string();
    for part in [&review.markdown, &review.json] {
        assert!(part.contains(&reference) && part.contains("2026-11-22"));
    }
    assert!(review.markdown.contains("- **To:** Xiaomi\n"));
    // It stays the one that was shown, until something is typed.
    page.now += 86_400;
    page.arrive("#/xiaomi/key");
    page.arrive("#/xiaomi/review");
    assert_eq!(page.state.review.as_ref(), Some(&review));
    page.fill([(Field::Title, "Another")]);
    assert!(page.state.review.is_none());
}

#[test]
fn the_pages_language_is_not_the_reports() {
    let mut page = Page::reviewed();
    let review = page.state.review.clone();
    assert_eq!(page.run(Action::Speak(Language::ZhHans)), []);
    assert_eq!(page.state.language, Language::ZhHans);
    page.arrive("#/example/key");
    page.arrive("#/example/review");
    assert_eq!(page.state.review, review);
}

#[test]
fn another_vendor_gets_a_review_a_key_and_a_reference_of_its_own() {
    let mut page = Page::sealed();
    let (draft, reference) = (page.state.draft.clone(), page.state.reference.clone());
    page.arrive("#/xiaomi/review");
    assert_eq!(page.state.key.status, KeyStatus::Absent);
    assert!(page.outcome().is_none());
    assert_ne!(page.state.reference, reference);
    let review = page.state.review.clone().expect("a review");
    assert!(review.json.contains("\"vendor\": \"xiaomi\"") && !review.json.contains("asset-tag"));
    page.arrive("#/debian/review");
    assert!(page.is_ready());
    assert_eq!(page.state.draft.get(Field::Extra(0)), "");
    // Back at the first, everything is as it was, its reference too.
    page.arrive("#/example/review");
    for field in Field::KINDS {
        assert_eq!(page.state.draft.get(field), draft.get(field), "{field:?}");
    }
    assert_eq!(page.state.reference, reference);
}

#[test]
fn what_was_sealed_for_another_vendor_is_not_handed_over() {
    let mut page = Page::sealed();
    page.arrive("#/debian/review");
    page.run(Action::Seal([9; 16]));
    assert_eq!(page.state.step, Step::HandOver);
    // The ciphertext in hand is Debian's; Example's step is the review again, not a blank page.
    page.arrive("#/example/hand-over");
    assert_eq!(page.state.step, Step::Review);
    assert!(page.state.review.is_some() && page.outcome().is_none());
}

#[test]
fn a_key_that_was_given_is_there_again_after_a_look_at_another_vendor() {
    let mut page = Page::at("#/kami/key");
    page.run(Action::EditFingerprint("AB CD".to_owned()));
    page.run(Action::EditPasted("-----BEGIN".to_owned()));
    page.arrive("#/xiaomi/key");
    assert_eq!(page.state.key.pasted, "");
    assert!(page.state.is_unsaved());
    page.arrive("#/kami/key");
    assert_eq!(page.state.key.fingerprint, "AB CD");
    assert_eq!(page.state.key.pasted, "-----BEGIN");
}

#[test]
fn what_leaves_after_an_edit_has_another_reference() {
    let mut page = Page::sealed();
    let first = page.state.reference.clone();
    page.run(Action::Edit(Field::Title, "Not handed over yet".to_owned()));
    assert_eq!(page.state.reference, first);
    page.arrive("#/example/review");
    page.run(Action::Seal([9; 16]));
    page.run(Action::SaveSealed);
    page.run(Action::Edit(Field::Title, "Handed over".to_owned()));
    assert_ne!(page.state.reference, first);
}

#[test]
fn of_two_vendor_files_with_one_id_the_first_counts() {
    let twice = vec![vendor("example"), vendor("debian"), vendor("example")];
    let page = Page::with(twice, "#/");
    let Vendors::Ready(vendors) = &page.state.vendors else {
        panic!("ready");
    };
    assert_eq!(vendors.len(), 2);
    assert_eq!(page.state.vendor_problems.len(), 1);
}

#[test]
fn continue_uses_the_key_that_was_pasted() {
    let mut page = Page::at("#/kami/key");
    page.run(Action::EditPasted("nonsense".to_owned()));
    page.run(Action::Continue);
    assert_eq!(page.state.step, Step::Key);
    assert!(matches!(page.state.key.status, KeyStatus::NoFingerprint(_)));
}

#[test]
fn leaving_asks_once_there_is_something_to_lose() {
    let mut page = Page::at("#/kami/start");
    assert!(!page.state.is_unsaved());
    page.fill([(Field::Name, "A")]);
    assert!(page.state.is_unsaved());
    page.fill([(Field::Name, "")]);
    assert!(!page.state.is_unsaved());
    page.run(Action::EditPasted("-----BEGIN".to_owned()));
    assert!(page.state.is_unsaved());
}

#[test]
fn a_section_is_begun_when_something_stands_in_it() {
    let mut page = Page::at("#/debian/reporter");
    for section in Section::ALL {
        assert!(!page.state.is_begun(section));
    }
    page.fill([(Field::Identity, "anonymous")]);
    assert!(page.state.is_begun(Section::Reporter));
    page.fill([(Field::Component(0), "httpd")]);
    assert!(page.state.is_begun(Section::Affected) && !page.state.is_begun(Section::Exploits));
}

#[test]
fn a_secret_key_for_the_answer_is_removed_at_once() {
    let mut page = Page::at("#/debian/reporter");
    page.fill([(Field::Certificate, format!("my key\n{SECRET}"))]);
    assert_eq!(page.state.draft.get(Field::Certificate), "");
    assert!(!format!("{:?}", page.state).contains("PRIVATE KEY"));
    // Told at once, before Continue.
    let (field, problem) = (Field::Certificate, Problem::SecretKey);
    assert_eq!(
        page.state.shown_mistakes(Section::Reporter),
        [Mistake { field, problem }]
    );
    assert_eq!(page.run(Action::Continue), [Effect::FocusSummary]);
    // Whatever is typed there next is judged by itself.
    page.fill([(Field::Certificate, "nonsense")]);
    let problem = page.state.mistakes_in(Section::Reporter)[0].problem;
    assert_eq!(problem, Problem::NotACertificate);
    page.fill([(Field::Certificate, "")]);
    assert_eq!(page.state.mistakes_in(Section::Reporter), []);
}

/// The field is empty then, and may stay so: whoever has read why goes on.
#[test]
fn a_removed_secret_key_does_not_hold_up_for_ever() {
    let mut page = Page::at("#/debian/reporter");
    page.fill([(Field::Certificate, SECRET)]);
    assert_eq!(page.run(Action::Continue), [Effect::FocusSummary]);
    page.run(Action::Continue);
    assert_eq!(page.state.step, section(Section::Affected));
}

/// It is no mistake of a field that is not asked for.
#[test]
fn a_removed_secret_key_does_not_hold_up_whoever_stays_anonymous() {
    let mut page = Page::at("#/debian/reporter");
    page.fill([(Field::Certificate, SECRET)]);
    page.fill([(Field::Identity, "anonymous")]);
    assert_eq!(page.state.mistakes_in(Section::Reporter), []);
    page.run(Action::Continue);
    assert_eq!(page.state.step, section(Section::Affected));
}

#[test]
fn the_preview_follows_what_is_typed() {
    let mut page = Page::at("#/debian/vulnerability");
    page.fill([(Field::Description, "one")]);
    assert_eq!((page.asked, &page.state.preview), (1, &Preview::Closed));
    page.run(Action::TogglePreview);
    let shown = |page: &Page| format!("{:?}", page.state.preview);
    assert!(shown(&page).starts_with("Ready") && shown(&page).contains("one"));
    page.fill([(Field::Description, "two"), (Field::Title, "three")]);
    assert!(shown(&page).contains("two") && page.asked == 3);
    // The last tree stays until the next is there, and the worker is asked one thing at a time.
    let first = page.step(Action::Edit(Field::Description, "four".to_owned()));
    assert!(shown(&page).starts_with("Waiting") && shown(&page).contains("two"));
    for text in ["fou", "fo", "five"] {
        let effects = page.step(Action::Edit(Field::Description, text.to_owned()));
        assert_eq!(effects, []);
    }
    let (job, request, parts) = asked(first);
    let (response, parts) = work(job, request, &parts, 1);
    page.run(Action::Heard(job, response, parts));
    assert!(shown(&page).starts_with("Ready") && shown(&page).contains("five"));
    page.run(Action::TogglePreview);
    assert_eq!(page.state.preview, Preview::Closed);
}
