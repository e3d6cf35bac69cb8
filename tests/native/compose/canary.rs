//! Nothing typed leaves: a word of its own in every field, every channel used, and every effect
//! searched in every usual disguise. What may hold it are the worker's requests and what is
//! copied by hand.

use crate::form::{CERTIFICATE, full, vendor};
use crate::page::{Page, asked, body_bytes, file_bytes, work};
use data_encoding::{BASE64, HEXLOWER, HEXUPPER};
use mail_parser::MessageParser;
use sealed_report::channel::{KeyRequest, ServerAnswer, mailto};
use sealed_report::compose::{Action, Copy, Effect, Route, Step, UploadError};
use sealed_report::handcopy::{Value, pieces};
use sealed_report::protocol::WorkerError;
use sealed_report::report::Field;
use sealed_report::words::{Language, Words};

/// What is typed into each field, and the part of it to search for.
fn canaries() -> Vec<(Field, String, String)> {
    let mut all = Vec::new();
    for (field, _) in full() {
        let word = format!("canary{}kq7x", field.id().replace('-', ""));
        let (typed, part) = match field {
            Field::Exploits => ("in-the-wild".to_owned(), "in-the-wild".to_owned()),
            Field::Plan => ("public".to_owned(), "https://".to_owned() + "canaryplan"),
            Field::Email => (format!("{word}@leak.example"), word),
            Field::Weakness => ("CWE-98713".to_owned(), "CWE-98713".to_owned()),
            Field::Severity => {
                let vector = crate::form::CVSS_3.to_owned();
                (vector.clone(), vector)
            }
            Field::PlanLinks => (format!("https://leak.example/{word}"), word),
            Field::Certificate => (format!("{word}\n{CERTIFICATE}"), word),
            _ => (format!("{word} \u{6f0f}\u{6d1e}"), word),
        };
        all.push((field, typed, part));
    }
    all
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// The usual disguises of a word.
fn disguises(word: &str) -> Vec<Vec<u8>> {
    let percent: String = word.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let escaped = word.replace('/', "%2F").replace(':', "%3A");
    let mut all = vec![
        word.as_bytes().to_vec(),
        word.to_uppercase().into_bytes(),
        word.chars().rev().collect::<String>().into_bytes(),
        percent.into_bytes(),
        escaped.into_bytes(),
        HEXLOWER.encode(word.as_bytes()).into_bytes(),
        HEXUPPER.encode(word.as_bytes()).into_bytes(),
        utf16(word, u16::to_le_bytes),
        utf16(word, u16::to_be_bytes),
        // The bytes as a `Vec<u8>` prints them.
        format!("{:?}", word.as_bytes())
            .trim_matches(['[', ']'])
            .as_bytes()
            .to_vec(),
    ];
    for offset in 0..3 {
        // Without what the neighbours on either side have a share in.
        let encoded = BASE64.encode(&[&vec![0; offset][..], word.as_bytes()].concat());
        let from = (offset * 8).div_ceil(6);
        let to = (offset + word.len()) * 8 / 6;
        all.push(encoded.as_bytes()[from..to].to_vec());
    }
    all
}

fn found(place: &[u8], word: &str) -> bool {
    // Broken lines are joined: base64 in a mail stands in lines of 76.
    let joined: Vec<u8> = place
        .iter()
        .copied()
        .filter(|byte| !matches!(byte, b'\r' | b'\n'))
        .collect();
    disguises(word).iter().any(|disguise| {
        [place, &joined[..]].iter().any(|bytes| {
            bytes
                .windows(disguise.len())
                .any(|window| window == disguise)
        })
    })
}

/// Everything in an effect that leaves the page, or stays in the browser; none where it may be
/// plaintext.
fn leaves(effect: &Effect) -> Option<Vec<u8>> {
    let mut all = format!("{effect:?}").into_bytes();
    match effect {
        Effect::Ask { .. } | Effect::Copy(Copy::Markdown | Copy::Answer(_), _) => return None,
        Effect::Navigate(route) | Effect::Replace(route) => all.extend(route.hash().bytes()),
        Effect::Save(file, _) => {
            all.extend(file.name().bytes());
            let content = file_bytes(file);
            all.extend(&content);
            if let Some(mail) = MessageParser::default().parse(&content) {
                for part in &mail.parts {
                    all.extend(part.contents());
                }
            }
        }
        Effect::Upload(plan) => {
            all.extend(plan.url().bytes());
            all.extend(body_bytes(plan.body()));
        }
        Effect::Copy(Copy::Armored, text) | Effect::Focus(text) => all.extend(text.bytes()),
        // Files go to the reader, which is no other place than the worker.
        Effect::AskReader { .. } => return None,
        Effect::FocusHeading
        | Effect::FocusSummary
        | Effect::EndWorker
        | Effect::EndReader
        | Effect::FindRoom
        | Effect::Release(_)
        | Effect::CancelUpload => {}
    }
    Some(all)
}

#[test]
fn the_search_finds_a_leak_in_every_disguise() {
    let word = "canarytitlekq7x";
    for disguise in disguises(word) {
        let place = [b"before", &disguise[..], b"behind"].concat();
        assert!(found(&place, word), "{disguise:?}");
    }
    for offset in 0..9 {
        let text = format!("{}{word} and more behind it", "x".repeat(offset));
        assert!(found(BASE64.encode(text.as_bytes()).as_bytes(), word));
        let lines = BASE64.encode(text.repeat(9).as_bytes());
        let lines = lines
            .as_bytes()
            .chunks(7)
            .collect::<Vec<_>>()
            .join(&b"\r\n"[..]);
        assert!(found(&lines, word));
    }
    assert!(!found(b"nothing of the kind", word));
    // Planted in each kind of effect that can be made here; files come of ciphertext alone.
    let route = |vendor: &str| Route {
        vendor: Some(vendor.to_owned()),
        step: Step::Review,
    };
    for leak in [
        Effect::Navigate(route(word)),
        Effect::Replace(route(word)),
        Effect::Focus(word.to_owned()),
        Effect::Copy(Copy::Armored, word.to_owned()),
    ] {
        assert!(found(&leaves(&leak).expect("leaves"), word), "{leak:?}");
    }
}

#[test]
fn no_effect_holds_anything_typed() {
    let canaries = canaries();
    let mut page = Page::at("#/example/start");
    page.fill(canaries.iter().map(|(field, typed, _)| (*field, typed)));
    page.run(Action::TogglePreview);
    page.run(Action::AddAffected);
    page.run(Action::RemoveAffected(2));
    page.run(Action::EditPasted("canarypastedkq7x".to_owned()));
    page.run(Action::EditFingerprint("canaryfingerprintkq7x".to_owned()));
    for (field, ..) in &canaries {
        page.run(Action::Visit(*field));
        page.run(Action::Continue);
    }
    for step in Step::ALL {
        page.arrive(&format!("#/example/{}", step.slug()));
    }
    page.arrive("#/example/review");
    let review = page.state.review.clone().expect("a review");

    // What may hold it does: the search has something to find.
    let parts = asked(page.step(Action::Seal([9; 16]))).2;
    for (field, _, part) in canaries.iter().filter(|(field, ..)| !choice(*field)) {
        assert!(
            found(parts[1].bytes().expect("bytes"), part),
            "{field:?} is sealed"
        );
    }
    for piece in pieces(&page.state.draft, &vendor("example")) {
        let Value::Text(text) = piece.value else {
            continue;
        };
        let effects = page.step(Action::CopyByHand(Copy::Markdown, text.clone()));
        assert_eq!(effects, [Effect::Copy(Copy::Markdown, text)]);
        page.run(Action::Copied(Copy::Markdown, true));
    }

    // Failures, Cancel, and at last the ciphertext.
    page.run(Action::WorkerFailed(WorkerError::Crashed));
    let (job, request, parts) = asked(page.step(Action::Seal([9; 16])));
    page.run(Action::CancelSeal);
    let (response, parts) = work(job, request, &parts, 7);
    page.run(Action::Heard(job, response, parts));
    page.run(Action::Seal([9; 16]));
    assert_eq!(page.state.step, Step::HandOver);

    for action in [
        Action::SaveDraft,
        Action::SaveRawMail,
        Action::SaveSealed,
        Action::CopyArmored,
        Action::Copied(Copy::Armored, true),
        Action::Upload,
        Action::UploadProgress(5),
        Action::UploadEnded(Err(UploadError::Refused(ServerAnswer::new(500, "no")))),
        Action::Upload,
        Action::CancelUpload,
        Action::Upload,
        Action::UploadEnded(Ok(ServerAnswer::new(201, "saved"))),
    ] {
        page.run(action);
    }
    let receipts = page.state.hand_over.receipts.len();
    assert_eq!(receipts, 5);
    for at in 0..receipts {
        page.run(Action::SaveReceipt(at));
    }
    let hashes = Step::ALL.map(|step| {
        Route {
            vendor: page.state.route().vendor,
            step,
        }
        .hash()
    });
    let links = links(&page);
    // A secret key and another vendor's certificate, and the end.
    page.run(Action::OfferCertificate(b"canaryofferedkq7x".to_vec()));
    page.run(Action::StartAgain);

    let kinds = [
        "Navigate",
        "Replace",
        "FocusHeading",
        "FocusSummary",
        "Focus(",
        "EndWorker",
        "Upload(",
        "CancelUpload",
        "Copy(",
        "Save(",
    ];
    for kind in kinds {
        let seen = page
            .effects
            .iter()
            .any(|effect| format!("{effect:?}").starts_with(kind));
        assert!(seen || kind == "Replace", "{kind} was never seen");
    }
    let mut words: Vec<String> = canaries.into_iter().map(|(_, _, part)| part).collect();
    words.extend(["pasted", "fingerprint", "offered"].map(|word| format!("canary{word}kq7x")));
    words.push(
        review
            .markdown
            .lines()
            .next()
            .expect("a heading")
            .to_owned(),
    );
    let places = page
        .effects
        .iter()
        .filter_map(leaves)
        .map(|bytes| ("an effect", bytes));
    let places = places
        .chain(
            hashes
                .into_iter()
                .map(|hash| ("an address", hash.into_bytes())),
        )
        .chain(links.into_iter().map(|link| ("a link", link.into_bytes())));
    let mut count = 0;
    for (what, bytes) in places {
        count += 1;
        for word in &words {
            let start = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
            assert!(!found(&bytes, word), "{word} is in {what}: {start}");
        }
    }
    assert!(count > 60);
}

fn choice(field: Field) -> bool {
    matches!(field, Field::Exploits | Field::Plan)
}

/// The `mailto:` links of the page, made as it makes them.
fn links(page: &Page) -> Vec<String> {
    let mut links = Vec::new();
    for language in Language::ALL {
        let words = Words::new(language);
        let outcome = page.outcome().expect("sealed");
        let subject = page.state.mail_subject(&words);
        assert!(subject.ends_with(page.state.reference.as_str()));
        let file = sealed_report::channel::file::name(&outcome.main);
        let note = words.with("mailto-note", [("file", file.into())]);
        let body = format!("{}\n\n-----\n{note}\n", words.text("mail-sentence"));
        let link = mailto::plan("security@example.com", &subject, &body);
        // The ciphertext is never in it, and every mail program takes it.
        assert!(
            !link.too_long && !link.uri.contains("BEGIN%20PGP"),
            "{}",
            link.encoded_len
        );
        links.push(link.uri);
        let (subject, body) = (
            words.text("key-request-subject"),
            words.text("key-request-body"),
        );
        let request = KeyRequest::new("security@example.com", &subject, &body);
        links.push(request.mailto().uri.clone());
    }
    links
}
