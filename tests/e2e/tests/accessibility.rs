//! By keyboard alone, with names for everything, and on a phone.

use anyhow::{Result, bail, ensure};
use sealed_report_e2e::chromium::Chromium;
use sealed_report_e2e::form::Form;
use sealed_report_e2e::report::{Answers, SECTIONS};
use sealed_report_e2e::scene::Scene;
use sealed_report_e2e::stand::{Home, Stand};
use sealed_report_e2e::vendor::{self, ACME};
use sealed_report_e2e::webdriver::{Session, key};
use sealed_report_e2e::{attached, files, odd, wait};
use serde_json::json;
use std::time::Duration;

/// Every step that shows something of its own.
const STEPS: [&str; 5] = ["start", "key", "review", "hand-over", "by-hand"];

/// Presses Tab until the element has the keyboard.
fn tab_to(session: &Session, id: &str) -> Result<()> {
    const MAX_STOPS: usize = 60;
    for _ in 0..MAX_STOPS {
        session.press(&[key::TAB])?;
        if session.focused()? == id {
            return Ok(());
        }
    }
    bail!("Tab does not lead to {id}")
}

fn type_keys(session: &Session, text: &str) -> Result<()> {
    session.press(&text.chars().collect::<Vec<_>>())
}

#[test]
fn a_whole_report_by_keyboard_alone() -> Result<()> {
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    scene.stand.open(session, Home::Hosted)?;
    let form = Form::new(session, ACME);
    form.choose()?;
    let enter = |id: &str, step: &str| -> Result<()> {
        tab_to(session, id)?;
        session.press(&[key::ENTER])?;
        form.at(step)
    };
    enter("continue", "reporter")?;
    tab_to(session, "identity")?;
    session.press(&[key::DOWN])?;
    wait::until_true("the other choice", || {
        Ok(session.focused()? == "identity-anonymous"
            && session.has("#identity-anonymous:checked")?)
    })?;
    enter("continue", "affected")?;
    tab_to(session, "product-1")?;
    type_keys(session, "Router")?;
    session.press(&[key::TAB])?;
    type_keys(session, "unknown")?;
    // Enter in a line of text is Continue.
    session.press(&[key::ENTER])?;
    form.at("vulnerability")?;
    for (id, text) in [
        ("title", "A title"),
        ("description", "What is wrong"),
        ("impact", "All"),
    ] {
        tab_to(session, id)?;
        type_keys(session, text)?;
    }
    enter("continue", "exploits")?;
    tab_to(session, "exploits")?;
    session.press(&[key::SPACE])?;
    enter("continue", "disclosure")?;
    tab_to(session, "plan")?;
    session.press(&[key::SPACE, key::DOWN])?;
    enter("continue", "additional")?;
    enter("continue", "key")?;
    session.find("#verdict.notice-good")?;
    enter("continue", "review")?;
    enter("seal", "hand-over")?;
    let saved = browser.download(|| {
        tab_to(session, "save-sealed")?;
        session.press(&[key::ENTER])
    })?;
    let opened = scene.gnupg.decrypt(&saved.bytes)?;
    ensure!(
        String::from_utf8_lossy(&opened).contains("What is wrong"),
        "it opens as another text"
    );
    Ok(())
}

#[test]
fn the_keyboard_goes_to_the_mistakes_and_back_to_the_field() -> Result<()> {
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    scene.stand.open(session, Home::Hosted)?;
    let form = Form::new(session, ACME);
    form.choose()?;
    for (section, field) in [
        ("affected", "product-1"),
        ("exploits", "exploits"),
        ("disclosure", "plan"),
    ] {
        form.go(section)?;
        tab_to(session, "continue")?;
        session.press(&[key::ENTER])?;
        wait::until_true("the keyboard at the mistakes", || {
            Ok(session.focused()? == "error-summary")
        })?;
        session.press(&[key::TAB, key::ENTER])?;
        wait::until_true(&format!("the keyboard at {field}"), || {
            Ok(session.focused()? == field)
        })?;
    }
    Ok(())
}

/// What is wrong with the names and the width of the present view.
const FLAWS: &str = r"
const flaws = [];
const visible = (it) => it.checkVisibility();
for (const it of document.querySelectorAll('input, textarea, select')) {
  const named = it.labels?.length > 0 || it.getAttribute('aria-label');
  if (visible(it) && !named) flaws.push('no label: ' + it.outerHTML.slice(0, 200));
  if (!['radio', 'checkbox', 'file'].includes(it.type) && !it.readOnly) {
    for (const [name, value] of [['spellcheck', 'false'], ['autocomplete', 'off'],
        ['autocorrect', 'off'], ['translate', 'no']]) {
      if (it.getAttribute(name) !== value) flaws.push(name + ' of ' + it.id);
    }
  }
}
for (const it of document.querySelectorAll('button, a[href], summary')) {
  const name = it.textContent.trim() || it.getAttribute('aria-label');
  if (visible(it) && !name) flaws.push('no name: ' + it.outerHTML.slice(0, 200));
}
for (const it of document.querySelectorAll('a[target=_blank]')) {
  const rel = it.rel.split(' ');
  if (!rel.includes('noopener') || !rel.includes('noreferrer')) flaws.push('opener: ' + it.href);
}
const ids = [...document.querySelectorAll('[id]')].map((it) => it.id);
for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) flaws.push('twice: ' + id);
for (const it of document.querySelectorAll('[aria-describedby], [aria-labelledby]')) {
  for (const name of ['aria-describedby', 'aria-labelledby']) {
    for (const id of (it.getAttribute(name) ?? '').split(' ').filter(Boolean)) {
      if (!document.getElementById(id)) flaws.push(name + ' of ' + it.id + ' names no ' + id);
    }
  }
}
if ([...document.querySelectorAll('h1')].filter(visible).length !== 1) flaws.push('not one h1');
if (!document.documentElement.lang) flaws.push('no language');
const width = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth > width) {
  const wide = [...document.body.querySelectorAll('*')]
    .filter((it) => visible(it) && it.getBoundingClientRect().right > width + 1)
    .map((it) => it.tagName + '#' + it.id + '.' + it.className);
  flaws.push('wider than ' + width + ': ' + wide.slice(-3));
}
return JSON.stringify(flaws);
";

fn ensure_flawless(session: &Session, step: &str) -> Result<()> {
    let flaws = session.evaluate_text(FLAWS)?;
    ensure!(flaws == "[]", "{step}: {flaws}");
    Ok(())
}

fn be_a_phone(browser: &Chromium, stand: &Stand) -> Result<()> {
    let page = browser.cdp.target("page", &stand.address(Home::Hosted))?;
    let phone = json!({ "width": 360, "height": 640, "deviceScaleFactor": 2, "mobile": true });
    let method = "Emulation.setDeviceMetricsOverride";
    browser.cdp.call(&page.session, method, phone).map(drop)
}

#[test]
fn every_step_has_names_for_everything_and_fits_a_phone() -> Result<()> {
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    scene.stand.open(session, Home::Hosted)?;
    be_a_phone(&browser, &scene.stand)?;
    let form = Form::new(session, ACME);
    form.choose()?;
    let mut answers = Answers::full(&scene.certificate);
    answers.click("vulnerability", "preview-toggle");
    let flawless = |step: &str| ensure_flawless(session, step);
    flawless("start")?;
    form.go_on("reporter")?;
    for section in SECTIONS {
        form.go(section)?;
        flawless(section)?;
        for answer in answers.of(section) {
            form.answer(answer)?;
        }
        flawless(&format!("{section}, filled in"))?;
    }
    form.go("review")?;
    form.seal()?;
    session.click("#save-sealed")?;
    session.find("#receipts")?;
    for step in STEPS {
        form.go(step)?;
        flawless(step)?;
    }
    Ok(())
}

/// Names of 300 characters, of every script, notes and digests: on a phone, and in the review.
#[test]
fn attachments_have_names_for_everything_and_fit_a_phone() -> Result<()> {
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    scene.stand.open(session, Home::Hosted)?;
    be_a_phone(&browser, &scene.stand)?;
    let form = Form::new(session, ACME);
    form.choose()?;
    form.fill(&Answers::smallest())?;
    form.go("additional")?;
    files::drop(session, &odd::files())?;
    attached::read(session, odd::files().len(), Duration::from_secs(60))?;
    for step in ["additional", "review", "by-hand"] {
        form.go(step)?;
        ensure_flawless(session, step)?;
    }
    form.go("review")?;
    form.seal()?;
    ensure_flawless(session, "hand-over")
}

/// A vendor that is made from its security.txt, with all that can be said of the text.
#[test]
fn a_security_txt_has_names_for_everything_and_fits_a_phone() -> Result<()> {
    const TEXT: &str = "\
Contact: mailto:security@acme.example
Contact: https://acme.example/a/very/long/address/without/any/place/where/a/line/could/end
Encryption: https://acme.example/key.asc
Encryption: openpgp4fpr:77B97161B3B492E3FB4661E77D6B169E9743A374
Expires: 2020-01-01T00:00:00Z
Not a field
";
    let stand = Stand::new(vec![
        vendor::shipped_one("kami")?,
        vendor::shipped_one("debian")?,
    ])?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    stand.open(session, Home::Hosted)?;
    be_a_phone(&browser, &stand)?;
    session.click("#other-vendor")?;
    let form = Form::new(session, "other");
    form.at("security-txt")?;
    ensure_flawless(session, "security-txt")?;
    session.click("#other-read")?;
    form.error()?;
    ensure_flawless(session, "security-txt, with nothing in it")?;
    session.put("#other-text", TEXT)?;
    session.click("#other-read")?;
    session.find("#other-found")?;
    ensure_flawless(session, "security-txt, read")
}
