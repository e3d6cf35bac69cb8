//! Nothing typed is lost: not by a worker that dies or hangs or does not start, not by a panic, not
//! by Back, and not without a question.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use sealed_report_e2e::cdp::Target;
use sealed_report_e2e::chromium::Chromium;
use sealed_report_e2e::form::{Form, Reviewed};
use sealed_report_e2e::report::{Answers, How, SECTIONS};
use sealed_report_e2e::scene::Scene;
use sealed_report_e2e::stand::Home;
use sealed_report_e2e::vendor::ACME;
use sealed_report_e2e::wait;
use serde_json::json;

/// Longer than the page waits for a word of its worker.
const SILENCE: Duration = Duration::from_secs(40);

/// A report that is ready to be sealed.
struct Ready {
    scene: Scene,
    browser: Chromium,
    reviewed: Reviewed,
}

impl Ready {
    fn new(answers: &Answers) -> Result<Self> {
        let scene = Scene::new()?;
        let browser = Chromium::start()?;
        scene.stand.open(&browser.session, Home::Hosted)?;
        let form = Form::new(&browser.session, ACME);
        form.choose()?;
        form.fill(answers)?;
        let reviewed = form.review()?;
        browser.session.find("#seal")?;
        Ok(Self {
            scene,
            browser,
            reviewed,
        })
    }

    fn form(&self) -> Form<'_> {
        Form::new(&self.browser.session, ACME)
    }

    fn worker(&self) -> Result<Target> {
        self.browser.cdp.target("worker", "blob:")
    }

    /// Stops the worker in its tracks.
    fn freeze(&self) -> Result<()> {
        let (cdp, worker) = (&self.browser.cdp, self.worker()?.session);
        cdp.call(&worker, "Debugger.enable", json!({}))?;
        cdp.call(&worker, "Debugger.pause", json!({}))?;
        Ok(())
    }

    /// Waits for a sentence with these words.
    fn says(&self, words: &str) -> Result<()> {
        let session = &self.browser.session;
        wait::within(SILENCE, &format!("the words {words:?}"), || {
            if !session.has("#error-summary")? {
                return Ok(None);
            }
            let said = session.text("#error-summary")?;
            Ok(said.contains(words).then_some(()))
        })
        .with_context(|| session.text("main").unwrap_or_default())
    }

    /// The next try works, without a reload, and nothing was lost.
    fn seals_now(&self) -> Result<()> {
        let form = self.form();
        ensure!(
            form.review()? == self.reviewed,
            "the report is another one now"
        );
        form.seal()?;
        let session = &self.browser.session;
        let saved = self.browser.download(|| session.click("#save-sealed"))?;
        self.scene.opens_as(&saved.bytes, &self.reviewed)
    }
}

#[test]
fn a_worker_that_dies_while_it_seals_is_replaced() -> Result<()> {
    let ready = Ready::new(&Answers::smallest())?;
    let worker = ready.worker()?.session;
    // As a trap in its WebAssembly ends it: the next message makes it throw.
    let fatal = "self.onmessage = () => { throw new Error('as planned') }, 1";
    ready.browser.cdp.evaluate(&worker, fatal)?;
    ready.browser.session.click("#seal")?;
    ready.says("stopped working")?;
    ready.seals_now()
}

#[test]
fn a_worker_that_was_terminated_is_noticed_and_replaced() -> Result<()> {
    let ready = Ready::new(&Answers::smallest())?;
    let worker = ready.worker()?;
    // It is gone without a word: no event tells the page.
    ready.browser.cdp.evaluate(&worker.session, "close()")?;
    ready.browser.session.click("#seal")?;
    ready.says("stopped answering")?;
    ready.seals_now()
}

#[test]
fn a_worker_that_hangs_is_noticed_and_replaced() -> Result<()> {
    let ready = Ready::new(&Answers::full_without_certificate())?;
    ready.freeze()?;
    ready.browser.session.click("#seal")?;
    ready.browser.session.find("#sealing")?;
    ready.says("stopped answering")?;
    ready.seals_now()
}

#[test]
fn sealing_can_be_cancelled_and_begun_anew() -> Result<()> {
    let ready = Ready::new(&Answers::smallest())?;
    ready.freeze()?;
    ready.browser.session.click("#seal")?;
    ready.browser.session.click("#cancel-seal")?;
    ready.says("You stopped the encryption")?;
    ready.seals_now()
}

#[test]
fn a_worker_that_cannot_start_is_told_and_tried_again() -> Result<()> {
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    let (session, cdp) = (&browser.session, &browser.cdp);
    session.navigate("about:blank")?;
    let page = cdp.target("page", "about:blank")?.session;
    cdp.call(
        &page,
        "Network.setBlockedURLs",
        json!({ "urls": ["*/worker-*.wasm"] }),
    )?;
    scene.stand.open(session, Home::Hosted)?;
    let form = Form::new(session, ACME);
    form.choose()?;
    form.fill(&Answers::smallest())?;
    let said = form.error()?;
    ensure!(said.contains("did not start"), "it says: {said}");
    let reviewed = form.review()?;
    ensure!(!session.has("#seal")?, "it offers to seal without a worker");
    form.go("key")?;
    cdp.call(&page, "Network.setBlockedURLs", json!({ "urls": [] }))?;
    session.click("#check-again")?;
    session.find("#verdict.notice-good")?;
    ensure!(form.review()? == reviewed, "the report is another one now");
    form.seal()?;
    let saved = browser.download(|| session.click("#save-sealed"))?;
    scene.opens_as(&saved.bytes, &reviewed)
}

#[test]
fn back_and_forward_keep_everything_typed() -> Result<()> {
    let answers = Answers::full_without_certificate();
    let ready = Ready::new(&answers)?;
    let session = &ready.browser.session;
    let form = ready.form();
    let all_there = |section: &str| -> Result<()> {
        for answer in answers.of(section) {
            if let How::Type(text) | How::Put(text) = &answer.how {
                let value = session.value(&format!("#{}", answer.id))?;
                ensure!(&value == text, "{} is {value:?} now", answer.id);
            }
        }
        Ok(())
    };
    let back = ["key"].into_iter().chain(SECTIONS.into_iter().rev());
    for step in back {
        session.back()?;
        form.at(step)?;
        all_there(step)?;
    }
    for step in SECTIONS.into_iter().skip(1).chain(["key", "review"]) {
        session.forward()?;
        form.at(step)?;
        all_there(step)?;
    }
    ready.seals_now()?;
    // Back from the hand-over, and on to it again: the ciphertext is the same.
    let digest = form.digest()?;
    session.back()?;
    form.at("review")?;
    session.forward()?;
    form.at("hand-over")?;
    ensure!(form.digest()? == digest, "another digest is shown");
    Ok(())
}

#[test]
fn a_panic_leaves_what_was_typed_on_the_screen() -> Result<()> {
    for home in Home::ALL {
        let scene = Scene::new()?;
        let browser = Chromium::start()?;
        let (session, cdp) = (&browser.session, &browser.cdp);
        scene.stand.open(session, home)?;
        let form = Form::new(session, ACME);
        form.choose()?;
        let answers = Answers::full_without_certificate();
        form.fill(&answers)?;
        form.go("review")?;
        let (kind, address) = scene.stand.target(home);
        let page = cdp.target(kind, &address)?.session;
        cdp.evaluate(
            &page,
            "Crypto.prototype.getRandomValues = () => { throw 'as planned' }",
        )?;
        let from = cdp.now();
        session.click("#seal")?;
        let rescued = session.value("#rescue textarea")?;
        for answer in &answers.0 {
            if let How::Type(text) | How::Put(text) = &answer.how {
                ensure!(
                    rescued.contains(text.as_str()),
                    "{home:?}: {} is lost",
                    answer.id
                );
            }
        }
        let selected = session.evaluate_bool(
            "const it = document.querySelector('#rescue textarea'); it.focus(); it.select(); \
             return it.selectionEnd === it.value.length && !it.disabled",
        )?;
        ensure!(selected, "{home:?}: it cannot be selected");
        for event in cdp.events().iter().skip(from) {
            ensure!(
                event.method != "Runtime.consoleAPICalled",
                "logged: {}",
                event.params
            );
        }
    }
    Ok(())
}

#[test]
fn before_leaving_the_page_asks() -> Result<()> {
    for home in [Home::Hosted, Home::File] {
        let scene = Scene::new()?;
        let browser = Chromium::start()?;
        let (session, cdp) = (&browser.session, &browser.cdp);
        scene.stand.open(session, home)?;
        let form = Form::new(session, ACME);
        form.choose()?;
        let page = cdp.target("page", &scene.stand.target(home).1)?.session;

        // With nothing typed there is nothing to ask.
        cdp.tell(&page, "Page.reload", json!({}))?;
        session.find("#heading")?;
        form.at("start").or_else(|_| form.choose())?;
        let asked =
            |event: &&sealed_report_e2e::cdp::Event| event.method == "Page.javascriptDialogOpening";
        ensure!(
            !cdp.events().iter().any(|event| asked(&event)),
            "{home:?}: asked for nothing"
        );

        form.go_on("reporter")?;
        session.type_into("#organisation", "typed")?;
        let from = cdp.now();
        cdp.tell(&page, "Page.reload", json!({}))?;
        let asked = cdp.event(from, "Page.javascriptDialogOpening", |_| true)?;
        ensure!(
            asked.params["type"] == "beforeunload",
            "{home:?}: asked {}",
            asked.params
        );
        cdp.call(
            &asked.session,
            "Page.handleJavaScriptDialog",
            json!({ "accept": false }),
        )?;
        ensure!(
            session.value("#organisation")? == "typed",
            "{home:?}: it is lost"
        );
    }
    Ok(())
}

#[test]
fn after_a_mistake_everything_typed_is_still_there() -> Result<()> {
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    scene.stand.open(session, Home::Hosted)?;
    let form = Form::new(session, ACME);
    form.choose()?;
    form.go_on("reporter")?;
    form.go("vulnerability")?;
    session.type_into("#title", "typed")?;
    session.type_into("#weakness", "nonsense")?;
    session.click("#continue")?;
    let said = form.error()?;
    ensure!(
        session.focused()? == "error-summary",
        "the keyboard is at {}",
        session.focused()?
    );
    for id in ["description", "impact", "weakness"] {
        ensure!(
            session.has(&format!("#{id}-mistake"))?,
            "no word about {id} in {said}"
        );
    }
    ensure!(session.value("#title")? == "typed", "the title is lost");
    ensure!(
        session.value("#weakness")? == "nonsense",
        "the mistake cannot be mended"
    );
    session.click("#error-summary a")?;
    wait::until_true("the keyboard in the field", || {
        Ok(session.focused()? == "description")
    })
}
