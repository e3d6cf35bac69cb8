//! A receiver that refuses, stalls, cuts the line or is not there loses nothing.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use sealed_report_e2e::chromium::Chromium;
use sealed_report_e2e::form::{Form, Reviewed};
use sealed_report_e2e::report::Answers;
use sealed_report_e2e::scene::Scene;
use sealed_report_e2e::stand::Home;
use sealed_report_e2e::vendor::ACME;
use sealed_report_e2e::wait;
use xtask::inbox::Behaviour;

/// A sealed report, and what must stay in hand.
struct InHand<'a> {
    scene: &'a mut Scene,
    browser: &'a Chromium,
    reviewed: Reviewed,
    digest: String,
}

impl<'a> InHand<'a> {
    fn new(scene: &'a mut Scene, browser: &'a Chromium, home: Home) -> Result<Self> {
        let reviewed = scene.report(&browser.session, home, &Answers::smallest())?;
        let digest = Form::new(&browser.session, ACME).digest()?;
        Ok(Self {
            scene,
            browser,
            reviewed,
            digest,
        })
    }

    /// The upload fails, and the page says so in a sentence with each of `words`.
    fn fails(&self, words: &[&str]) -> Result<()> {
        self.browser.session.click("#upload")?;
        self.failed(words)
    }

    fn failed(&self, words: &[&str]) -> Result<()> {
        let session = &self.browser.session;
        let said = session.text("#upload-error")?;
        for word in words {
            ensure!(said.contains(word), "nothing about {word:?} in: {said}");
        }
        ensure!(
            said.contains("Nothing is lost"),
            "no consolation in: {said}"
        );
        ensure!(!session.has("#uploaded")?, "it says both");
        ensure!(!session.has("#receipts")?, "a receipt for nothing");
        self.is_still_there()
    }

    /// The same ciphertext is in hand.
    fn is_still_there(&self) -> Result<()> {
        let session = &self.browser.session;
        let digest = Form::new(session, ACME).digest()?;
        ensure!(digest == self.digest, "another digest is shown");
        Ok(())
    }

    /// With a receiver that accepts, the next try succeeds; and it can still be saved.
    fn succeeds_now(self) -> Result<()> {
        self.scene.change_inbox(Some(Behaviour::Accept))?;
        let session = &self.browser.session;
        session.click("#upload")?;
        session.find("#uploaded")?;
        ensure!(
            !session.has("#upload-error")?,
            "the old error is still there"
        );
        let arrived = self.scene.received()?;
        self.scene.opens_as(&arrived, &self.reviewed)?;
        self.is_still_there()?;
        let saved = self.browser.download(|| session.click("#save-sealed"))?;
        ensure!(
            saved.bytes == arrived,
            "something else was uploaded than is in hand"
        );
        Ok(())
    }
}

#[test]
fn a_refusal_is_put_into_words_and_loses_nothing() -> Result<()> {
    let mut scene = Scene::new()?;
    let browser = Chromium::start()?;
    let in_hand = InHand::new(&mut scene, &browser, Home::Hosted)?;
    let refusals = [
        (403, "does not allow"),
        (404, "no place for uploads"),
        (409, "already has this report"),
        (413, "too large"),
        (429, "too many"),
        (500, "fault"),
        (507, "fault"),
    ];
    for (status, words) in refusals {
        in_hand
            .scene
            .change_inbox(Some(Behaviour::Refuse(status)))?;
        let said = "Refused, as it was told to";
        in_hand
            .fails(&[&status.to_string(), words, said])
            .with_context(|| status.to_string())?;
    }
    let saved = browser.download(|| browser.session.click("#save-sealed"))?;
    in_hand.scene.opens_as(&saved.bytes, &in_hand.reviewed)?;
    in_hand.succeeds_now()
}

#[test]
fn a_cut_line_loses_nothing() -> Result<()> {
    let mut scene = Scene::with_inbox(Behaviour::Cut)?;
    let browser = Chromium::start()?;
    let in_hand = InHand::new(&mut scene, &browser, Home::Hosted)?;
    in_hand.fails(&["connection"])?;
    let puts = in_hand
        .scene
        .inbox_log()
        .into_iter()
        .filter(|it| it.method == "PUT")
        .count();
    ensure!(puts > 0, "the upload did not even begin");
    in_hand.succeeds_now()
}

#[test]
fn in_a_frame_a_cut_line_loses_nothing() -> Result<()> {
    let mut scene = Scene::with_inbox(Behaviour::Cut)?;
    let browser = Chromium::start()?;
    let in_hand = InHand::new(&mut scene, &browser, Home::Frame)?;
    in_hand.fails(&["connection"])?;
    in_hand.succeeds_now()
}

#[test]
fn a_receiver_that_is_not_there_loses_nothing() -> Result<()> {
    let mut scene = Scene::new()?;
    let browser = Chromium::start()?;
    let in_hand = InHand::new(&mut scene, &browser, Home::Hosted)?;
    in_hand.scene.change_inbox(None)?;
    in_hand.fails(&["could not be reached"])?;
    in_hand.succeeds_now()
}

#[test]
fn an_upload_that_stands_still_can_be_cancelled() -> Result<()> {
    let mut scene = Scene::with_inbox(Behaviour::Stall)?;
    let browser = Chromium::start()?;
    let in_hand = InHand::new(&mut scene, &browser, Home::Hosted)?;
    browser.session.click("#upload")?;
    browser.session.click("#cancel-upload")?;
    in_hand.failed(&["stopped"])?;
    in_hand.succeeds_now()
}

#[test]
fn an_upload_that_stands_still_ends_by_itself() -> Result<()> {
    /// Longer than the page waits.
    const STALL: Duration = Duration::from_secs(45);
    let mut scene = Scene::with_inbox(Behaviour::Stall)?;
    let browser = Chromium::start()?;
    let in_hand = InHand::new(&mut scene, &browser, Home::Hosted)?;
    browser.session.click("#upload")?;
    wait::within(STALL, "the end of an upload that stands still", || {
        browser.session.find_now("#upload-error")
    })?;
    in_hand.failed(&["stood still"])?;
    in_hand.succeeds_now()
}

#[test]
fn leaving_the_step_during_an_upload_loses_nothing() -> Result<()> {
    let mut scene = Scene::with_inbox(Behaviour::Stall)?;
    let browser = Chromium::start()?;
    let in_hand = InHand::new(&mut scene, &browser, Home::Hosted)?;
    let form = Form::new(&browser.session, ACME);
    browser.session.click("#upload")?;
    browser.session.find("#cancel-upload")?;
    form.go("review")?;
    form.go("hand-over")?;
    in_hand.is_still_there()?;
    browser.session.click("#cancel-upload")?;
    in_hand.failed(&["stopped"])?;
    in_hand.succeeds_now()
}
