//! The health of certificates on the page, teams of recipients, and the options of the encryption.

use std::fs;

use anyhow::{Context, Result, ensure};
use sealed_report_e2e::chromium::Chromium;
use sealed_report_e2e::form::Form;
use sealed_report_e2e::gpg::{Algorithm, Certificate, Gnupg};
use sealed_report_e2e::report::Answers;
use sealed_report_e2e::stand::{Home, Stand};
use sealed_report_e2e::vendor::{self, ACME, Pinned};
use sealed_report_e2e::wait;
use sealed_report_e2e::webdriver::Session;

/// Waits until the text of `css` has all of `words`.
fn shows(session: &Session, css: &str, words: &[&str]) -> Result<()> {
    let mut said = String::new();
    let shown = wait::until_true("the words", || {
        said = session.text(css)?;
        Ok(words.iter().all(|word| said.contains(word)))
    });
    shown.with_context(|| format!("{words:?} are not in {css}: {said}"))
}

fn opens(gnupg: &Gnupg, message: &[u8], text: &str) -> Result<()> {
    let opened = gnupg.decrypt(message)?;
    ensure!(opened == text.as_bytes(), "it opens as another text");
    Ok(())
}

/// A form with these answers, at the step of the key.
fn filled<'a>(session: &'a Session, stand: &Stand, answers: &Answers) -> Result<Form<'a>> {
    stand.open(session, Home::Hosted)?;
    let form = Form::new(session, ACME);
    form.choose()?;
    form.fill(answers)?;
    Ok(form)
}

/// The vendor pins three: one is shipped, one has to be brought, and one, which may be left out, has
/// expired.
#[test]
fn a_team_gets_one_message_that_each_of_them_opens() -> Result<()> {
    let (first, second, third) = (Gnupg::new()?, Gnupg::new()?, Gnupg::new()?);
    let shipped = first.generate("First <one@acme.example>", Algorithm::Curve25519)?;
    let brought = second.generate("Second <two@acme.example>", Algorithm::P256)?;
    let expired = third.generate_expired("Third <three@acme.example>")?;
    let stand = Stand::new(vec![vendor::team(&[
        (&shipped, Pinned::Shipped),
        (&brought, Pinned::Bare),
        (&expired, Pinned::Optional),
    ])?])?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    let form = filled(session, &stand, &Answers::smallest())?;
    shows(
        session,
        "#certificates",
        &["Still missing", "First <one@acme.example>"],
    )?;
    form.go("review")?;
    ensure!(!session.has("#seal")?, "sealed without the second");
    form.go("key")?;

    let file = stand.dir().join("second.asc");
    fs::write(&file, &brought.armored)?;
    session.type_into("#certificate-file", &file.to_string_lossy())?;
    session.find("#verdict.notice-good")?;
    let words = [
        "Left out",
        "It expired on 2020-12-31",
        "Second <two@acme.example>",
    ];
    shows(session, "#certificates", &words)?;

    let reviewed = form.review()?;
    form.seal()?;
    let saved = browser.download(|| session.click("#save-sealed"))?.bytes;
    opens(&first, &saved, &reviewed.text)?;
    opens(&second, &saved, &reviewed.text)?;
    let packets = first.list_packets(&saved)?;
    ensure!(
        packets.matches(":pubkey enc packet:").count() == 2,
        "{packets}"
    );
    Ok(())
}

/// Reports with the researcher's own certificate in them, up to the review.
fn with_own<'a>(session: &'a Session, stand: &Stand, own: &Certificate) -> Result<Form<'a>> {
    let form = filled(session, stand, &Answers::full(own))?;
    form.go("review")?;
    session.click(".seal-options summary")?;
    Ok(form)
}

#[test]
fn a_copy_for_the_researcher_and_hidden_keys() -> Result<()> {
    let (vendors, own) = (Gnupg::new()?, Gnupg::new()?);
    let certificate = vendors.generate("Acme <psirt@acme.example>", Algorithm::Curve25519)?;
    let mine = own.generate("Me <me@researcher.example>", Algorithm::Rsa4096)?;
    let stand = Stand::new(vec![vendor::acme(&certificate, None)?])?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    let form = with_own(session, &stand, &mine)?;
    session.click("label[for=seal-to-own]")?;
    session.click("label[for=hide-key-ids]")?;
    let reviewed = form.review()?;
    form.seal()?;
    let saved = browser.download(|| session.click("#save-sealed"))?.bytes;
    opens(&vendors, &saved, &reviewed.text)?;
    opens(&own, &saved, &reviewed.text)?;
    let packets = vendors.list_packets(&saved)?;
    let hidden = packets.matches("keyid 0000000000000000").count();
    ensure!(hidden == 2, "not all are hidden: {packets}");
    Ok(())
}

#[test]
fn an_own_key_that_is_unfit_is_named_and_the_report_goes_on_without_it() -> Result<()> {
    let (vendors, own) = (Gnupg::new()?, Gnupg::new()?);
    let certificate = vendors.generate("Acme <psirt@acme.example>", Algorithm::Curve25519)?;
    let mine = own.generate_expired("Me <me@researcher.example>")?;
    let stand = Stand::new(vec![vendor::acme(&certificate, None)?])?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    let form = with_own(session, &stand, &mine)?;
    session.click("label[for=seal-to-own]")?;
    session.click("#seal")?;
    let words = ["Your own key cannot be used", "expired on 2020-12-31"];
    shows(session, "#error-summary", &words)?;
    session.click("label[for=seal-to-own]")?;
    let reviewed = form.review()?;
    form.seal()?;
    let saved = browser.download(|| session.click("#save-sealed"))?.bytes;
    opens(&vendors, &saved, &reviewed.text)
}

#[test]
fn a_weakness_is_told_and_does_not_stop_the_report() -> Result<()> {
    let gnupg = Gnupg::new()?;
    let certificate = gnupg.generate("Acme <psirt@acme.example>", Algorithm::Rsa2048)?;
    let stand = Stand::new(vec![vendor::acme(&certificate, None)?])?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    let form = filled(session, &stand, &Answers::smallest())?;
    session.find("#verdict.notice-warning")?;
    let words = [
        "Main key: It is shorter than is recommended",
        "What to do",
        "You can go on",
    ];
    shows(session, ".warnings", &words)?;
    form.review()?;
    form.seal()?;
    Ok(())
}
