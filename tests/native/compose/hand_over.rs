//! Channels, their receipts, and the end.

use crate::form::{full, vendor};
use crate::page::{self, DEMO_SECRET, Page, arrive};
use crate::vectors::decrypt;
use mail_parser::{MessageParser, MimeHeaders};
use sealed_report::channel::{ChannelKind, KeyRequest, ServerAnswer};
use sealed_report::compose::{
    Action, Copy, Effect, Home, KeyStatus, Preview, Route, State, Step, Upload, UploadError,
    Vendors,
};
use sealed_report::digest::Digest;
use sealed_report::report::Field;
use sealed_report::words::{Language, Words};

fn channels(page: &Page) -> Vec<ChannelKind> {
    page.state
        .hand_over
        .receipts
        .iter()
        .map(|receipt| receipt.channel)
        .collect()
}

/// The one file that is saved.
fn saved(page: &mut Page, action: Action) -> (String, &'static str, Vec<u8>) {
    let mut effects = page.step(action);
    match (effects.pop(), effects.is_empty()) {
        (Some(Effect::Save(file, _)), true) => (
            file.name().to_owned(),
            file.media_type(),
            page.content(&file),
        ),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_draft_carries_the_ciphertext() {
    let mut page = Page::sealed();
    let (name, kind, bytes) = saved(&mut page, Action::SaveDraft);
    let reference = page.state.reference.to_string();
    assert_eq!(
        (name, kind),
        (format!("report-{reference}.eml"), "message/rfc822")
    );
    let mail = MessageParser::default().parse(&bytes).expect("a mail");
    let to = mail
        .to()
        .and_then(|to| to.first())
        .and_then(|to| to.address());
    assert_eq!(to, Some("security@example.com"));
    assert_eq!(
        mail.subject(),
        Some(format!("Encrypted report {reference}").as_str())
    );
    let outcome = page.outcome().expect("sealed");
    let attachment = mail.attachment(0).expect("attached");
    assert_eq!(attachment.contents(), &page.bytes(&outcome.main));
    assert_eq!(
        attachment.attachment_name(),
        Some(format!("report-{reference}.asc").as_str())
    );
    assert_eq!(channels(&page), [ChannelKind::Draft]);
}

#[test]
fn the_raw_mail_opens_to_the_reviewed_parts() {
    let mut page = Page::sealed();
    let (name, kind, bytes) = saved(&mut page, Action::SaveRawMail);
    let reference = page.state.reference.to_string();
    assert_eq!(
        (name, kind),
        (format!("report-{reference}-raw.eml"), "message/rfc822")
    );
    let mail = MessageParser::default().parse(&bytes).expect("a mail");
    let entity = decrypt(mail.parts[2].contents(), DEMO_SECRET);
    let inner = MessageParser::default().parse(&entity).expect("an entity");
    let review = page.state.review.clone().expect("a review");
    assert_eq!(inner.parts[1].contents(), review.markdown.as_bytes());
    assert_eq!(inner.parts[2].contents(), review.json.as_bytes());
    // Its receipt is for the mail format's ciphertext.
    let outcome = page.outcome().expect("sealed");
    assert_eq!(channels(&page), [ChannelKind::RawMail]);
    assert_eq!(
        page.state.hand_over.receipts[0].digest,
        page::mail(&outcome).digest()
    );
}

#[test]
fn the_file_is_the_ciphertext() {
    let mut page = Page::sealed();
    let (name, kind, bytes) = saved(&mut page, Action::SaveSealed);
    let reference = page.state.reference.to_string();
    assert_eq!(name, format!("report-{reference}.asc"));
    assert_eq!(kind, "application/octet-stream");
    assert_eq!(page.state.hand_over.receipts[0].digest, Digest::of(&bytes));
    assert_eq!(channels(&page), [ChannelKind::File]);
}

#[test]
fn a_copy_gives_a_receipt_only_when_it_worked() {
    let mut page = Page::sealed();
    let outcome = page.outcome().expect("sealed");
    let armored = outcome.main.armored().expect("armored").to_owned();
    assert_eq!(
        page.step(Action::CopyArmored),
        [Effect::Copy(Copy::Armored, armored)]
    );
    assert_eq!(channels(&page), []);
    page.step(Action::Copied(Copy::Armored, false));
    assert_eq!(page.state.hand_over.copied, Some((Copy::Armored, false)));
    assert_eq!(channels(&page), []);
    // What is copied by hand is not the report's ciphertext.
    page.step(Action::Copied(Copy::Markdown, true));
    assert_eq!(page.state.hand_over.copied, Some((Copy::Markdown, true)));
    assert_eq!(channels(&page), []);
    page.step(Action::Copied(Copy::Armored, true));
    assert_eq!(channels(&page), [ChannelKind::Clipboard]);
}

#[test]
fn there_is_no_receipt_without_ciphertext() {
    let mut page = Page::reviewed();
    page.step(Action::Copied(Copy::Armored, true));
    page.step(Action::UploadEnded(Ok(ServerAnswer::new(200, "ok"))));
    assert_eq!(channels(&page), []);
    assert_eq!(page.state.hand_over.upload, Upload::Idle);
    for action in [
        Action::SaveDraft,
        Action::SaveRawMail,
        Action::SaveSealed,
        Action::CopyArmored,
        Action::Upload,
        Action::SaveReceipt(0),
    ] {
        assert_eq!(page.step(action), []);
    }
}

#[test]
fn an_upload_sends_the_ciphertext_and_keeps_the_servers_answer() {
    let mut page = Page::sealed();
    let outcome = page.outcome().expect("sealed");
    let total = outcome.main.length();
    let effects = page.step(Action::Upload);
    let [Effect::Upload(plan), Effect::Focus(_)] = &effects[..] else {
        panic!("{effects:?}");
    };
    let name = format!("report-{}.asc", page.state.reference);
    assert_eq!(plan.url(), format!("http://127.0.0.1:8181/inbox/{name}"));
    assert_eq!(
        (plan.method(), plan.content_type()),
        ("PUT", "application/octet-stream")
    );
    assert_eq!(plan.body(), outcome.main.body());
    let upload = |page: &Page| page.state.hand_over.upload.clone();
    assert_eq!(upload(&page), Upload::Working { done: 0, total });
    assert_eq!(page.step(Action::UploadProgress(100)), []);
    assert_eq!(upload(&page), Upload::Working { done: 100, total });
    assert_eq!(channels(&page), []);

    page.now += 60;
    let answer = ServerAnswer::new(201, "saved\nas 42\0");
    let focus = Effect::Focus("uploaded".to_owned());
    assert_eq!(page.step(Action::UploadEnded(Ok(answer))), [focus]);
    assert_eq!(upload(&page), Upload::Done);
    let receipt = &page.state.hand_over.receipts[0];
    assert_eq!(
        (receipt.channel, receipt.time),
        (ChannelKind::Upload, page.now)
    );
    let answer = receipt.answer.as_ref().expect("an answer");
    assert_eq!((answer.status, answer.text.as_str()), (201, "saved as 42"));
    // Late news changes nothing.
    page.step(Action::UploadProgress(1));
    page.step(Action::UploadEnded(Err(UploadError::Network)));
    assert_eq!(upload(&page), Upload::Done);
    assert_eq!(channels(&page), [ChannelKind::Upload]);
}

#[test]
fn an_upload_that_fails_loses_nothing_and_can_be_tried_again() {
    let refused = |status| UploadError::Refused(ServerAnswer::new(status, "no"));
    for (error, message) in [
        (UploadError::Network, "upload-network"),
        (UploadError::Stalled, "upload-stalled"),
        (refused(400), "upload-refused"),
        (refused(302), "upload-refused"),
        (refused(401), "upload-forbidden"),
        (refused(403), "upload-forbidden"),
        (refused(404), "upload-no-such-place"),
        (refused(405), "upload-no-such-place"),
        (refused(410), "upload-no-such-place"),
        (refused(409), "upload-exists"),
        (refused(413), "upload-too-large"),
        (refused(429), "upload-too-many"),
        (refused(500), "upload-server-fault"),
        (refused(503), "upload-server-fault"),
        (refused(507), "upload-server-fault"),
    ] {
        assert_eq!(error.message(), message);
        assert!(
            Language::ALL
                .iter()
                .all(|language| Words::new(*language).has(message))
        );
        let mut page = Page::sealed();
        let outcome = page.outcome().expect("sealed");
        page.step(Action::Upload);
        page.step(Action::UploadEnded(Err(error.clone())));
        assert_eq!(page.state.hand_over.upload, Upload::Failed(error));
        assert_eq!((channels(&page), page.state.step), (vec![], Step::HandOver));
        assert_eq!(page.outcome().expect("kept").main, outcome.main);
        // Another channel, and another try.
        page.step(Action::SaveSealed);
        assert!(matches!(
            &page.step(Action::Upload)[..],
            [Effect::Upload(_), Effect::Focus(_)]
        ));
        page.step(Action::UploadEnded(Ok(ServerAnswer::new(204, ""))));
        assert_eq!(channels(&page), [ChannelKind::File, ChannelKind::Upload]);
    }
}

#[test]
fn an_upload_can_be_cancelled() {
    let mut page = Page::sealed();
    page.step(Action::Upload);
    let focus = Effect::Focus("upload-error".to_owned());
    assert_eq!(
        page.step(Action::CancelUpload),
        [Effect::CancelUpload, focus]
    );
    let cancelled = UploadError::Cancelled;
    assert_eq!(page.state.hand_over.upload, Upload::Failed(cancelled));
    assert!(Words::new(Language::En).has(UploadError::Cancelled.message()));
    // Its end comes too late.
    page.step(Action::UploadEnded(Ok(ServerAnswer::new(200, "ok"))));
    assert_eq!(channels(&page), []);
    assert!(matches!(
        &page.step(Action::Upload)[..],
        [Effect::Upload(_), Effect::Focus(_)]
    ));
}

/// Ciphertext that is no longer in hand must not go on leaving, without a word and a receipt.
#[test]
fn an_upload_ends_with_its_ciphertext() {
    let edit = || Action::Edit(sealed_report::report::Field::Title, "Another".to_owned());
    let leave = || arrive("#/xiaomi/start");
    for action in [
        edit(),
        leave(),
        Action::AddAffected,
        Action::ForgetCertificate,
    ] {
        let what = format!("{action:?}");
        let mut page = Page::sealed();
        page.step(Action::Upload);
        assert!(page.step(action).contains(&Effect::CancelUpload), "{what}");
    }
    let mut page = Page::sealed();
    page.step(Action::Upload);
    // Looking around does not end it, and its own end needs no cancelling.
    assert!(
        !page
            .arrive("#/example/by-hand")
            .contains(&Effect::CancelUpload)
    );
    assert_eq!(
        page.step(Action::UploadEnded(Err(UploadError::Network))),
        []
    );
    assert!(!page.step(edit()).contains(&Effect::CancelUpload));
}

/// The saved page connects to nothing, whatever is asked of it; every other way is open.
#[test]
fn a_saved_page_does_not_upload() {
    let mut page = Page::reviewed();
    page.state.home = Home::File;
    page.run(Action::Seal([9; 16]));
    assert_eq!(page.step(Action::Upload), []);
    assert_eq!(page.state.hand_over.upload, Upload::Idle);
    saved(&mut page, Action::SaveDraft);
    saved(&mut page, Action::SaveRawMail);
    saved(&mut page, Action::SaveSealed);
    assert_eq!(channels(&page).len(), 3);
    page.state.home = Home::Embed;
    assert!(matches!(
        &page.step(Action::Upload)[..],
        [Effect::Upload(_), Effect::Focus(_)]
    ));
}

#[test]
fn a_vendor_without_an_upload_or_a_mail_channel_gets_none() {
    let mut page = Page::at("#/debian/start");
    page.fill(full());
    page.arrive("#/debian/review");
    page.run(Action::Seal([9; 16]));
    assert_eq!(
        (page.state.step, page.step(Action::Upload)),
        (Step::HandOver, vec![])
    );

    let only_upload = crate::form::changed_vendor("example", |file| {
        file["channels"].as_array_mut().expect("a list").truncate(1);
    });
    let mut page = Page::with(vec![only_upload], "#/example/start");
    page.fill(full());
    page.arrive("#/example/review");
    page.run(Action::Seal([9; 16]));
    assert_eq!(page.state.step, Step::HandOver);
    for action in [Action::SaveDraft, Action::SaveRawMail] {
        assert_eq!(page.step(action), []);
    }
    assert_eq!(channels(&page), []);
    assert!(matches!(
        &page.step(Action::SaveSealed)[..],
        [Effect::Save(_, _)]
    ));
}

#[test]
fn a_saved_receipt_holds_digest_time_channel_and_answer() {
    let mut page = Page::sealed();
    page.step(Action::SaveSealed);
    page.now += 3_600;
    page.step(Action::Upload);
    page.step(Action::UploadEnded(Ok(ServerAnswer::new(
        201,
        "saved as 42",
    ))));
    let digest = page.outcome().expect("sealed").main.digest().to_string();
    let length = page.outcome().expect("sealed").main.length().to_string();
    let reference = page.state.reference.to_string();

    let (name, kind, bytes) = saved(&mut page, Action::SaveReceipt(0));
    assert_eq!(name, format!("receipt-{reference}-1.txt"));
    assert_eq!(kind, "text/plain;charset=utf-8");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let expected = format!(
        "Receipt for an encrypted report\n\nReference: {reference}\nVendor: Example Corp (demo)\n\
         Handed over as: File\nTime: 2026-11-22 09:26 UTC\n\
         SHA-256 of the encrypted report: {digest}\nLength in bytes: {length}\n\
         Answer of the server: none, since this page did not send it\n"
    );
    assert_eq!(text, expected);

    page.step(Action::Speak(Language::ZhHans));
    let (name, _, bytes) = saved(&mut page, Action::SaveReceipt(1));
    assert_eq!(name, format!("receipt-{reference}-2.txt"));
    let text = String::from_utf8(bytes).expect("UTF-8");
    for part in [
        "加密报告回执",
        "示例公司（演示）",
        "上传",
        "2026-11-22 10:26 UTC",
        &digest,
        "201 saved as 42",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(page.step(Action::SaveReceipt(2)), []);
}

#[test]
fn the_mail_that_asks_for_a_key_is_made_of_the_vendor_alone() {
    let kami = vendor("kami");
    let words = Words::new(kami.language);
    let (subject, body) = (
        words.text("key-request-subject"),
        words.text("key-request-body"),
    );
    let request = KeyRequest::new(kami.mail().expect("an address"), &subject, &body);
    let mailto = request.mailto();
    assert!(
        mailto
            .uri
            .starts_with("mailto:security@kamivision.com.cn?subject=")
    );
    assert!(!mailto.too_long);
    // Its words leave no place to fill.
    for language in Language::ALL {
        for id in ["key-request-subject", "key-request-body"] {
            let text = Words::new(language).text(id);
            assert!(!text.contains(['{', '}', '[', ']']), "{text}");
            for telling in [
                "vulnerab",
                "漏洞",
                "report",
                "报告",
                "security issue",
                "exploit",
            ] {
                assert!(!text.to_lowercase().contains(telling), "{text}");
            }
        }
    }
}

#[test]
fn starting_again_clears_everything_but_the_vendor() {
    let mut page = Page::sealed();
    page.step(Action::TogglePreview);
    page.step(Action::EditPasted("pasted".to_owned()));
    page.step(Action::EditFingerprint("fingerprint".to_owned()));
    page.step(Action::Speak(Language::ZhHans));
    page.step(Action::SaveDraft);
    page.step(Action::Upload);
    let reference = page.state.reference.clone();
    let effects = page.run(Action::StartAgain);
    assert!(effects.contains(&Effect::EndWorker) && effects.contains(&Effect::CancelUpload));
    assert!(effects.contains(&Effect::Navigate(Route::parse("#/example/start"))));

    let state = &page.state;
    assert!(state.draft.is_blank() && !state.is_unsaved());
    assert_ne!(state.reference, reference);
    assert_eq!(
        (state.step, state.language, state.home),
        (Step::Start, Language::ZhHans, Home::Hosted)
    );
    assert_eq!(state.preview, Preview::Closed);
    assert!(state.review.is_none() && page.outcome().is_none());
    assert!(state.hand_over.receipts.is_empty() && state.hand_over.copied.is_none());
    assert_eq!(state.hand_over.upload, Upload::Idle);
    assert_eq!(
        (state.key.pasted.as_str(), state.key.fingerprint.as_str()),
        ("", "")
    );
    assert!(matches!(&state.vendors, Vendors::Ready(vendors) if vendors.len() == 4));
    assert!(
        matches!(state.key.status, KeyStatus::Ready(_)),
        "the shipped certificate is back"
    );
    let typed = format!("{state:?}");
    assert!(
        !typed.contains("Ada") && !typed.contains("Router"),
        "{typed}"
    );
    // A new report can be made at once.
    page.fill(full());
    page.arrive("#/example/review");
    page.run(Action::Seal([8; 16]));
    assert!(page.outcome().is_some());
}

#[test]
fn the_reference_says_nothing_of_the_report() {
    let state = |bytes| State::new(Home::Hosted, Language::En, bytes, 0).reference;
    assert_eq!(state([1; 32]), state([1; 32]));
    assert_ne!(state([1; 32]), state([2; 32]));
}

#[test]
fn receipts_outlive_the_ciphertext_they_tell_of() {
    let mut page = Page::sealed();
    page.run(Action::SaveSealed);
    page.run(Action::Edit(Field::Title, "Another title".to_owned()));
    assert!(page.outcome().is_none());
    assert_eq!(channels(&page), [ChannelKind::File]);
    // Another vendor has nothing to do with them.
    page.arrive("#/debian/start");
    assert_eq!(channels(&page), []);
}
