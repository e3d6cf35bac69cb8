//! A vendor that came with no file: from its security.txt or by hand, corrected, left, gone.

use crate::form::{MINIMUM, NOW, vendor};
use crate::page::{Page, arrive};
use crate::vectors::decrypt;
use mail_parser::MessageParser;
use sealed_report::compose::key::asks_for_fingerprint;
use sealed_report::compose::other_vendor::FOUND;
use sealed_report::compose::{
    Action, Effect, KeyStatus, OtherAction, OtherMistake, Route, SendTo, Step, Told,
};
use sealed_report::openpgp::Refusal;
use sealed_report::report::Field;
use sealed_report::vendor::security_txt::SecurityTxtError;
use sealed_report::words::Language;

const CURVE: &str = include_str!("../../vectors/cv25519.asc");
const CURVE_SECRET: &[u8] = include_bytes!("../../vectors/cv25519.secret.asc");
const RSA: &str = include_str!("../../vectors/rsa3072.asc");
const FINGERPRINT: &str = "77B97161B3B492E3FB4661E77D6B169E9743A374";
const SEAL: Action = Action::Seal([9; 16]);

const TEXT: &str = "\
# Incidents
Contact: mailto:csirt@acme.example
# Vulnerabilities
Contact: mailto:bugs@acme.example
Contact: https://acme.example/form
Encryption: https://acme.example/key.asc
Encryption: openpgp4fpr:77B97161B3B492E3FB4661E77D6B169E9743A374
Canonical: https://www.acme.example/.well-known/security.txt
Expires: 2027-05-01T00:00:00Z
";

fn edit(page: &mut Page, action: OtherAction) -> Vec<String> {
    let effects = page.run(Action::Other(action));
    effects.iter().map(|effect| format!("{effect:?}")).collect()
}

fn paste(page: &mut Page, text: &str) {
    edit(page, OtherAction::EditText(text.to_owned()));
    page.run(Action::Continue);
}

fn at_the_step() -> Page {
    let mut page = Page::at("#/");
    page.arrive("#/other/security-txt");
    assert_eq!(page.state.step, Step::OtherVendor);
    page
}

/// A page at the first step of the form for the vendor of `text`.
fn begun(text: &str) -> Page {
    let mut page = at_the_step();
    paste(&mut page, text);
    page.run(Action::Continue);
    assert_eq!(page.hash(), "#/other/start");
    page
}

fn mail(page: &Page) -> Option<&str> {
    let vendor = page.state.vendor.as_deref().expect("a vendor");
    vendor.mail().map(|mail| mail.as_str())
}

/// The address that the saved draft goes to, and what its attachment opens to.
fn draft(page: &mut Page) -> (String, Vec<u8>) {
    let effects = page.step(Action::SaveDraft);
    let [Effect::Save(file, _)] = &effects[..] else {
        panic!("{effects:?}");
    };
    let mail = page.content(file);
    let mail = MessageParser::default().parse(&mail).expect("a mail");
    let to = mail
        .to()
        .and_then(|to| to.first())
        .and_then(|to| to.address());
    let attached = mail.attachment(0).expect("attached").contents();
    (
        to.expect("an address").to_owned(),
        decrypt(attached, CURVE_SECRET),
    )
}

#[test]
fn a_pasted_security_txt_leads_to_a_sealed_mail() {
    let mut page = at_the_step();
    edit(&mut page, OtherAction::EditText(TEXT.to_owned()));
    assert_eq!(
        page.run(Action::Continue),
        [Effect::Focus(FOUND.to_owned())]
    );
    let other = &page.state.other;
    assert_eq!(
        (&*other.name, other.way),
        ("acme.example", SendTo::Listed(0))
    );
    edit(&mut page, OtherAction::Choose(SendTo::Listed(1)));
    edit(&mut page, OtherAction::EditName("Acme Inc".to_owned()));
    page.run(Action::Continue);
    assert_eq!(
        (page.hash().as_str(), mail(&page)),
        ("#/other/start", Some("bugs@acme.example"))
    );

    let vendor = page.state.vendor.clone().expect("a vendor");
    assert_eq!(vendor.name.get(Language::En), "Acme Inc");
    assert!(!asks_for_fingerprint(&vendor));
    assert_eq!(vendor.sites.len(), 1);
    let links: Vec<_> = page
        .state
        .key_links()
        .iter()
        .map(|it| it.as_str())
        .collect();
    assert_eq!(links, ["https://acme.example/key.asc"]);
    assert_eq!(page.state.key.status, KeyStatus::Absent);

    page.fill(MINIMUM);
    page.run(Action::OfferCertificate(RSA.as_bytes().to_vec()));
    assert!(matches!(
        &page.state.key.status,
        KeyStatus::Refused(Refusal::NotPinned { .. })
    ));
    page.arrive("#/other/review");
    assert!(page.step(SEAL).is_empty(), "not to another's key");
    page.run(Action::OfferCertificate(CURVE.as_bytes().to_vec()));
    assert!(page.is_ready());
    page.run(SEAL);
    assert_eq!(page.hash(), "#/other/hand-over");
    let review = page.state.review.clone().expect("a review");
    let (to, opened) = draft(&mut page);
    assert_eq!(to, "bugs@acme.example");
    assert_eq!(opened, review.markdown.as_bytes());
    assert!(review.markdown.contains("Acme Inc"));
}

#[test]
fn without_fingerprint_the_page_asks_for_it() {
    let mut page =
        begun("Contact: mailto:a@acme.example\nEncryption: https://acme.example/key.asc");
    let vendor = page.state.vendor.clone().expect("a vendor");
    assert!(asks_for_fingerprint(&vendor));
    page.arrive("#/other/key");
    page.run(Action::OfferCertificate(CURVE.as_bytes().to_vec()));
    assert!(page.state.first_seen().is_some() && !page.is_ready());
    page.run(Action::EditFingerprint(FINGERPRINT.to_owned()));
    page.run(Action::CheckCertificate);
    assert!(page.is_ready());
}

/// Most vendors publish a key and no fingerprint of it: whether the place is good enough is for the
/// researcher to say, in so many words.
#[test]
fn a_key_without_any_fingerprint_is_used_only_when_the_researcher_relies_on_it() {
    let mut page =
        begun("Contact: mailto:a@acme.example\nEncryption: https://acme.example/key.asc");
    page.fill(MINIMUM);
    page.arrive("#/other/review");
    page.run(Action::OfferCertificate(CURVE.as_bytes().to_vec()));
    let seen = page
        .state
        .first_seen()
        .expect("its fingerprint")
        .to_string();
    assert_eq!(seen, FINGERPRINT);
    assert!(!page.is_ready() && page.step(SEAL).is_empty());
    page.run(Action::RelyOnKey);
    assert!(page.is_ready() && page.state.first_seen().is_none());
    // From now on it is the pin.
    page.run(Action::OfferCertificate(RSA.as_bytes().to_vec()));
    assert!(matches!(
        page.state.key.status,
        KeyStatus::Refused(Refusal::NotPinned { .. })
    ));
    page.run(Action::OfferCertificate(CURVE.as_bytes().to_vec()));
    page.run(SEAL);
    let sealed = page.outcome().expect("sealed");
    let review = page.state.review.as_ref().expect("a review");
    let opened = decrypt(&page.bytes(&sealed.main), CURVE_SECRET);
    assert_eq!(opened, review.markdown.as_bytes());
}

/// Two keys in one file: nobody can say which is meant.
#[test]
fn of_several_keys_none_is_relied_on() {
    let mut page = begun("Contact: mailto:a@acme.example");
    page.run(Action::OfferCertificate(
        format!("{CURVE}{RSA}").into_bytes(),
    ));
    assert!(page.state.first_seen().is_none());
    page.run(Action::RelyOnKey);
    assert!(!page.is_ready());
    // A vendor file without a pin has somebody behind it who knows that there is none.
    let mut page = Page::at("#/kami/key");
    page.run(Action::OfferCertificate(CURVE.as_bytes().to_vec()));
    page.run(Action::RelyOnKey);
    assert!(matches!(page.state.key.status, KeyStatus::NoFingerprint(_)));
}

#[test]
fn a_key_in_the_text_still_needs_its_fingerprint() {
    // Pinned by the text: checked at once.
    let page = begun(&format!("{TEXT}{CURVE}"));
    assert!(page.is_ready());
    let page = begun(&format!("{TEXT}{RSA}"));
    assert!(matches!(
        &page.state.key.status,
        KeyStatus::Refused(Refusal::NotPinned { .. })
    ));
    // Not pinned: prepared for the key step, and no more.
    let mut page = begun(&format!("Contact: mailto:a@acme.example\n{CURVE}"));
    assert_eq!(page.state.key.status, KeyStatus::Absent);
    assert_eq!(page.state.key.pasted, CURVE.trim());
    page.run(Action::CheckCertificate);
    assert!(page.state.first_seen().is_some() && !page.is_ready());
    page.run(Action::EditFingerprint(FINGERPRINT.to_owned()));
    page.run(Action::CheckCertificate);
    assert!(page.is_ready());
}

#[test]
fn a_file_is_read_as_a_pasted_text_is() {
    let mut page = at_the_step();
    edit(&mut page, OtherAction::EditText("something".to_owned()));
    edit(&mut page, OtherAction::Offer(TEXT.as_bytes().to_vec()));
    assert_eq!(page.state.other.text, "");
    page.run(Action::Continue);
    assert_eq!(mail(&page), Some("csirt@acme.example"));
    let mut page = at_the_step();
    assert_eq!(edit(&mut page, OtherAction::Unread), ["FocusSummary"]);
    assert_eq!(
        page.state.other.told,
        Told::Refused(SecurityTxtError::TooLarge)
    );
    assert!(page.state.shows_mistakes());
}

#[test]
fn what_is_no_security_txt_stops_here() {
    let mut page = at_the_step();
    edit(&mut page, OtherAction::EditText("<html></html>".to_owned()));
    // Continue reads it first, whether the button for that was found or not.
    assert_eq!(page.run(Action::Continue), [Effect::FocusSummary]);
    assert_eq!(page.state.other.told, Told::Refused(SecurityTxtError::Html));
    assert!(page.state.shows_mistakes() && page.state.other.shown_mistakes().is_empty());
    assert_eq!(page.run(Action::Continue), [Effect::FocusSummary]);
    assert_eq!(
        (page.state.step, page.state.vendor.is_none()),
        (Step::OtherVendor, true)
    );
    assert_eq!(page.state.other.text, "<html></html>");
    // A secret key is not kept.
    paste(&mut page, std::str::from_utf8(CURVE_SECRET).expect("armor"));
    assert_eq!(
        page.state.other.told,
        Told::Refused(SecurityTxtError::SecretKey)
    );
    assert_eq!(page.state.other.text, "");
}

#[test]
fn continue_reads_what_was_pasted_and_shows_it_before_it_goes_on() {
    let mut page = at_the_step();
    edit(&mut page, OtherAction::EditText(TEXT.to_owned()));
    assert_eq!(
        page.run(Action::Continue),
        [Effect::Focus(FOUND.to_owned())]
    );
    assert_eq!(page.state.step, Step::OtherVendor);
    // A change makes it unread.
    edit(
        &mut page,
        OtherAction::EditText(TEXT.replace("csirt", "psirt")),
    );
    assert!(!page.state.other.asks());
    page.run(Action::Continue);
    page.run(Action::Continue);
    assert_eq!(mail(&page), Some("psirt@acme.example"));
}

#[test]
fn by_hand_a_name_and_an_address_are_asked_for() {
    let mut page = at_the_step();
    assert_eq!(page.state.other.shown_mistakes(), []);
    assert_eq!(page.run(Action::Continue), [Effect::FocusSummary]);
    assert_eq!(page.state.other.shown_mistakes(), [OtherMistake::NoText]);
    let effects = edit(&mut page, OtherAction::GoWithout);
    assert_eq!(
        effects,
        [format!("{:?}", Effect::Focus("other-name".to_owned()))]
    );
    assert_eq!(page.state.other.shown_mistakes(), []);
    page.run(Action::Continue);
    let shown = page.state.other.shown_mistakes();
    assert_eq!(shown, [OtherMistake::NoName, OtherMistake::NoMail]);
    assert!(page.state.shows_mistakes());
    edit(&mut page, OtherAction::EditName(" \u{202e}".to_owned()));
    edit(&mut page, OtherAction::EditMail("a at acme".to_owned()));
    let shown = page.state.other.shown_mistakes();
    assert_eq!(shown, [OtherMistake::NoName, OtherMistake::BadMail]);
    assert!(page.state.is_unsaved());
    edit(&mut page, OtherAction::EditName("Acme".to_owned()));
    edit(
        &mut page,
        OtherAction::EditMail(" a@acme.example ".to_owned()),
    );
    page.run(Action::Continue);
    assert_eq!(
        (page.hash().as_str(), mail(&page)),
        ("#/other/start", Some("a@acme.example"))
    );
    assert!(page.state.key_links().is_empty());
}

#[test]
fn without_mail_there_is_the_file() {
    // Forms alone: no mail is the way that is prepared.
    let mut page = at_the_step();
    paste(
        &mut page,
        "Contact: https://acme.example/form\nEncryption: openpgp4fpr:77B97161B3B492E3FB4661E77D6B169E9743A374",
    );
    assert_eq!(
        (page.state.other.way, &*page.state.other.name),
        (SendTo::NoMail, "")
    );
    edit(&mut page, OtherAction::EditName("Acme".to_owned()));
    page.run(Action::Continue);
    page.fill(MINIMUM);
    page.run(Action::OfferCertificate(CURVE.as_bytes().to_vec()));
    page.arrive("#/other/review");
    page.run(SEAL);
    for action in [Action::SaveDraft, Action::SaveRawMail, Action::Upload] {
        assert_eq!(page.step(action), []);
    }
    let effects = page.step(Action::SaveSealed);
    let [Effect::Save(file, _)] = &effects[..] else {
        panic!("{effects:?}");
    };
    let review = page.state.review.clone().expect("a review");
    assert_eq!(
        decrypt(&page.content(file), CURVE_SECRET),
        review.markdown.as_bytes()
    );
    page.arrive("#/other/by-hand");
    assert_eq!(page.state.step, Step::ByHand);

    // Nothing at all but a name.
    let mut page = at_the_step();
    edit(&mut page, OtherAction::GoWithout);
    edit(&mut page, OtherAction::EditName("Acme".to_owned()));
    edit(&mut page, OtherAction::Choose(SendTo::NoMail));
    page.run(Action::Continue);
    let vendor = page.state.vendor.clone().expect("a vendor");
    assert!(vendor.channels.is_empty() && vendor.sites.is_empty());
    // Without contact in the text the address is asked for.
    let mut page = at_the_step();
    paste(&mut page, "Policy: https://acme.example/policy");
    assert_eq!(page.state.other.way, SendTo::Typed);
}

#[test]
fn a_correction_keeps_the_draft_the_key_and_the_reference() {
    let mut page = begun(TEXT);
    page.fill(MINIMUM);
    page.run(Action::OfferCertificate(CURVE.as_bytes().to_vec()));
    let (typed, reference) = (page.state.draft.clone(), page.state.reference.clone());
    page.arrive("#/other/start");
    assert_eq!(page.state.previous(), Some(Step::OtherVendor));
    page.arrive("#/other/security-txt");
    assert_eq!(page.state.other.text, TEXT);
    edit(&mut page, OtherAction::Choose(SendTo::Listed(1)));
    page.run(Action::Continue);
    assert_eq!(mail(&page), Some("bugs@acme.example"));
    assert!(page.state.draft == typed && page.is_ready());
    assert_eq!(page.state.reference, reference);
    // Continue without a change changes nothing, and drops no ciphertext.
    page.arrive("#/other/review");
    page.run(SEAL);
    page.arrive("#/other/security-txt");
    page.run(Action::Continue);
    assert!(page.outcome().is_some());
}

/// Another vendor must not be told by key or reference what the first one got.
#[test]
fn another_vendor_in_its_place_shares_the_draft_alone() {
    let mut page = begun(TEXT);
    page.fill(MINIMUM);
    page.run(Action::OfferCertificate(CURVE.as_bytes().to_vec()));
    page.arrive("#/other/review");
    page.run(SEAL);
    page.run(Action::SaveDraft);
    let (typed, first) = (page.state.draft.clone(), page.state.reference.clone());
    page.arrive("#/other/security-txt");
    paste(&mut page, "Contact: mailto:psirt@rival.example");
    assert_eq!(page.state.other.name, "rival.example", "prepared anew");
    page.run(Action::Continue);
    assert!(page.state.draft == typed && page.outcome().is_none());
    assert_ne!(page.state.reference, first);
    assert_eq!(page.state.key.status, KeyStatus::Absent);
    assert!(page.state.hand_over.receipts.is_empty() && page.state.key_links().is_empty());
    // A name of one's own is not overwritten.
    page.arrive("#/other/security-txt");
    edit(&mut page, OtherAction::EditName("Rival".to_owned()));
    paste(&mut page, TEXT);
    assert_eq!(page.state.other.name, "Rival");
}

#[test]
fn shipped_vendors_and_the_other_one_do_not_mix() {
    let mut page = begun(TEXT);
    page.run(Action::OfferCertificate(CURVE.as_bytes().to_vec()));
    let reference = page.state.reference.clone();
    page.arrive("#/debian/key");
    assert!(!page.state.is_other() && page.state.key_links().is_empty());
    assert_ne!(page.state.reference, reference);
    assert_eq!(
        page.state.previous(),
        Some(Step::Section(sealed_report::report::Section::Additional))
    );
    page.arrive("#/debian/start");
    assert_eq!(page.state.previous(), Some(Step::Vendor));
    // Back to the other one.
    page.arrive("#/other/key");
    assert!(page.is_ready() && page.state.reference == reference);
    assert_eq!(page.state.key_links().len(), 1);
}

#[test]
fn the_address_tells_nothing_and_does_not_bring_it_back() {
    let mut page = at_the_step();
    assert_eq!(page.state.previous(), Some(Step::Vendor));
    paste(&mut page, &TEXT.replace("acme", "canarykq7x"));
    page.run(Action::Continue);
    for step in Step::ALL {
        page.arrive(&format!("#/other/{}", step.slug()));
    }
    page.run(Action::Continue);
    let effects = format!("{:?}", page.effects);
    assert!(
        effects.contains("other") && !effects.contains("canary"),
        "{effects}"
    );
    // After a reload it is gone, and no other vendor takes its place.
    for hash in ["#/other/start", "#/other/review", "#/other/nonsense"] {
        let page = Page::at(hash);
        assert_eq!(
            (page.state.step, page.hash().as_str()),
            (Step::Vendor, "#/")
        );
        assert!(page.state.vendor.is_none());
        assert_eq!(page.effects, [Effect::Replace(Route::parse("#/"))]);
    }
    let page = Page::at("#/other/security-txt");
    assert_eq!(page.state.step, Step::OtherVendor);
    let page = Page::at("#/debian/security-txt");
    assert_eq!(page.hash(), "#/debian/start");
}

#[test]
fn a_page_of_one_vendor_offers_no_other() {
    for hash in ["#/other/security-txt", "#/other/start"] {
        let page = Page::with(vec![vendor("kami")], hash);
        assert_eq!(
            (page.state.step, page.hash().as_str()),
            (Step::Vendor, "#/")
        );
    }
    assert!(!Page::with(vec![vendor("kami")], "").state.offers_other());
    assert!(Page::at("").state.offers_other());
}

#[test]
fn beginning_anew_forgets_the_other_vendor() {
    let mut page = begun(TEXT);
    page.fill(MINIMUM);
    assert!(page.state.is_unsaved());
    page.run(Action::StartAgain);
    assert_eq!(page.hash(), "#/");
    assert!(page.state.vendor.is_none() && !page.state.is_unsaved());
    assert_eq!(
        (page.state.other.text.as_str(), &page.state.other.told),
        ("", &Told::Nothing)
    );
    page.arrive("#/other/start");
    assert_eq!(page.state.step, Step::Vendor);
    assert_eq!(page.state.draft.get(Field::Title), "");
    assert_eq!(page.state.step(arrive("#/other/review"), NOW).len(), 1);
}
