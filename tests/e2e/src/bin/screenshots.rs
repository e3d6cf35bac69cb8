//! Pictures of every step, for people to look at:
//! `cargo run -p sealed-report-e2e --bin screenshots -- DIR [LANGUAGE]`, with the stage's folder in
//! `SEALED_REPORT_STAGE`. The language is `en` or `zh-Hans`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use data_encoding::BASE64;
use sealed_report_e2e::chromium::Chromium;
use sealed_report_e2e::form::Form;
use sealed_report_e2e::gpg::{Algorithm, Gnupg};
use sealed_report_e2e::report::{Answers, SECTIONS};
use sealed_report_e2e::stand::{Home, Stand};
use sealed_report_e2e::vendor::{self, ACME, Pinned};
use serde_json::json;
use xtask::inbox::{Behaviour, Inbox};
use xtask::vendors::VendorFile;

/// Widths in CSS pixels: the smallest phone, and a notebook.
const WIDTHS: [(u32, u32); 2] = [(360, 740), (1280, 900)];

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let dir = arguments
        .next()
        .context("usage: screenshots DIR [en|zh-Hans]")?;
    let language = arguments.next().unwrap_or_else(|| "en".to_owned());
    fs::create_dir_all(&dir)?;

    let inbox_dir = tempfile::tempdir()?;
    let inbox = Inbox::start(inbox_dir.path(), 0, Behaviour::Accept)?;
    let vendors = vendor::shipped()?
        .into_iter()
        .map(|vendor| match vendor.is_demo() {
            true => vendor.with_upload(&inbox.url()),
            false => Ok(vendor),
        });
    let mut vendors = vendors.collect::<Result<Vec<_>>>()?;
    let gnupg = Gnupg::new()?;
    vendors.push(a_team(&gnupg)?);
    let stand = Stand::new(vendors)?;
    let browser = Chromium::start()?;
    stand.open(&browser.session, Home::Hosted)?;
    let (kind, address) = stand.target(Home::Hosted);
    let target = browser.cdp.target(kind, &address)?.session;
    let mut camera = Camera {
        browser: &browser,
        target,
        dir: dir.into(),
        number: 0,
    };
    if language != "en" {
        browser
            .session
            .click(".header-languages button:last-child")?;
    }
    pictures(&browser, &mut camera)?;
    println!("{} views in {}", camera.number, camera.dir.display());
    Ok(())
}

/// A security.txt with something of everything.
const SECURITY_TXT: &str = "\
# For incidents at customers, around the clock
Contact: mailto:csirt@acme.example
# For vulnerabilities in our products
Contact: mailto:product-security@acme.example
Contact: https://acme.example/report
Contact: tel:+1-201-555-0123
Encryption: https://acme.example/.well-known/product-security-2026.asc
Encryption: openpgp4fpr:77B97161B3B492E3FB4661E77D6B169E9743A374
Encryption: dns:5d2d37ab76d47d36._openpgpkey.acme.example?type=OPENPGPKEY
Canonical: https://www.acme.example/.well-known/security.txt
Policy: https://acme.example/policy
Expires: 2020-01-01T00:00:00Z
Preferred-Bounty: yes
";

/// The step of a vendor without a file: empty, wrong, by hand, and with a security.txt.
fn other_vendor(browser: &Chromium, camera: &mut Camera) -> Result<()> {
    let session = &browser.session;
    let form = Form::new(session, "other");
    form.go("security-txt")?;
    camera.take("other")?;
    session.put(
        "#other-text",
        "https://acme.example/.well-known/security.txt",
    )?;
    session.click("#other-read")?;
    session.find("#error-summary")?;
    camera.take("other-refused")?;
    session.click("#other-without")?;
    session.click("#continue")?;
    session.find("#error-summary")?;
    camera.take("other-by-hand")?;
    session.put("#other-text", SECURITY_TXT)?;
    session.click("#other-read")?;
    session.find("#other-found")?;
    session.click("#other-way-1")?;
    camera.take("other-found")?;
    form.go_on("start")?;
    camera.take("start-other")?;
    form.go("key")?;
    camera.take("key-other")
}

/// A team of whom one has a weak key, one has expired and one has to be brought.
fn a_team(gnupg: &Gnupg) -> Result<VendorFile> {
    let weak = gnupg.generate("One <one@acme.example>", Algorithm::Rsa2048)?;
    let expired = gnupg.generate_expired("Two <two@acme.example>")?;
    let brought = gnupg.generate("Three <three@acme.example>", Algorithm::P256)?;
    vendor::team(&[
        (&weak, Pinned::Shipped),
        (&expired, Pinned::Shipped),
        (&brought, Pinned::Bare),
    ])
}

fn pictures(browser: &Chromium, camera: &mut Camera) -> Result<()> {
    let session = &browser.session;
    camera.take("vendors")?;
    other_vendor(browser, camera)?;
    for id in ["xiaomi", "kami", "debian"] {
        let form = Form::new(session, id);
        session.execute(
            "location.hash = arguments[0]",
            &[format!("#/{id}/start").into()],
        )?;
        form.at("start")?;
        camera.take(&format!("start-{id}"))?;
        form.go("key")?;
        if id == "debian" {
            session.find("#verdict.notice-good")?;
        }
        camera.take(&format!("key-{id}"))?;
    }
    session.execute("location.hash = '#/acme/start'", &[])?;
    let form = Form::new(session, ACME);
    form.at("start")?;
    session.find("#verdict.notice-error")?;
    camera.take("start-team")?;
    form.go("key")?;
    camera.take("key-team")?;
    let form = Form::new(session, "xiaomi");
    form.go("key")?;
    session.put("#pasted", "This is no certificate.")?;
    session.click("#check-certificate")?;
    session.find("#error-summary")?;
    camera.take("key-refused")?;
    session.put("#pasted", "")?;

    let form = Form::new(session, "example");
    form.go("start")?;
    camera.take("start-example")?;
    let gnupg = Gnupg::new()?;
    let certificate = gnupg.generate("R <r@example.org>", Algorithm::Curve25519)?;
    let answers = Answers::full(&certificate);
    for section in SECTIONS {
        form.go(section)?;
        camera.take(&format!("{section}-empty"))?;
        if section == "reporter" {
            session.put("#email", "no address")?;
        }
        if section != "additional" {
            session.click("#continue")?;
            session.find("#error-summary")?;
            camera.take(&format!("{section}-mistakes"))?;
        }
        if section == "reporter" {
            session.put("#email", "")?;
        }
        for answer in answers.of(section).filter(|answer| answer.id != "extra-2") {
            form.answer(answer)?;
        }
        if section == "vulnerability" {
            session.click("#preview-toggle")?;
            session.find("#preview table, #preview p strong")?;
        }
        camera.take(&format!("{section}-filled"))?;
    }
    form.go("key")?;
    session.find("#verdict.notice-good")?;
    camera.take("key-example")?;
    form.go("by-hand")?;
    camera.take("by-hand")?;
    form.go("review")?;
    session.click(".seal-options summary")?;
    session.click("label[for=hide-key-ids]")?;
    camera.take("review")?;
    form.go("disclosure")?;
    session.put("#plan-date", "2020-01-01")?;
    form.go("review")?;
    session.find("#error-summary")?;
    camera.take("review-mistakes")?;
    form.go("disclosure")?;
    session.put("#plan-date", "2088-02-29")?;
    form.go("review")?;
    form.seal()?;
    camera.take("hand-over")?;
    attachments(browser, camera, &form)?;
    form.go("additional")?;
    for _ in 0..FILES {
        session.click("#remove-attachment-1")?;
    }
    form.go("review")?;
    form.seal()?;
    session.click("#upload")?;
    session.find("#uploaded")?;
    browser.download(|| session.click("#save-sealed"))?;
    camera.take("hand-over-done")?;
    // Randomness that fails ends the page; what was typed must come to light.
    browser.cdp.evaluate(
        &camera.target,
        "Crypto.prototype.getRandomValues = () => { throw new Error('as planned') }",
    )?;
    form.go("disclosure")?;
    session.put("#plan-date", "2088-02-28")?;
    form.go("review")?;
    session.click("#seal")?;
    session.find("#rescue")?;
    camera.take("rescue")?;
    Ok(())
}

/// How many files [`ATTACH`] chooses.
const FILES: u32 = 6;

/// Chooses files of every kind of note, one of them too large for a mail.
const ATTACH: &str = r"
const transfer = new DataTransfer();
const add = (name, content, type) => transfer.items.add(new File([content], name, { type }));
add('poc.py', 'print(1)', 'text/x-python');
add('../evil \u202Egnp.exe?', 'print(2)', 'application/x-msdownload');
add('漏洞录像 2026-02-29.webm', new Uint8Array(11500000), 'video/webm');
add('a'.repeat(280) + '.bin', 'print(1)', '');
add('empty.log', '', 'text/plain');
add('poc.py', 'print(3)', 'text/x-python');
const control = document.getElementById('attach');
control.files = transfer.files;
control.dispatchEvent(new Event('change', { bubbles: true }));
";

/// The list of attachments, their review, and the hand-over of an archive.
fn attachments(browser: &Chromium, camera: &mut Camera, form: &Form) -> Result<()> {
    let session = &browser.session;
    form.go("additional")?;
    session.execute(ATTACH, &[])?;
    session.find(&format!("li.attachment:nth-child({FILES}) code.digest"))?;
    camera.take("attachments")?;
    form.go("review")?;
    session.find("#attachment-review")?;
    camera.take("attachments-review")?;
    form.seal()?;
    camera.take("attachments-hand-over")
}

struct Camera<'a> {
    browser: &'a Chromium,
    target: String,
    dir: PathBuf,
    number: u32,
}

impl Camera<'_> {
    /// Takes the whole page in every width, light and dark.
    fn take(&mut self, name: &str) -> Result<()> {
        self.number += 1;
        let call = |method, params| self.browser.cdp.call(&self.target, method, params);
        for (width, height) in WIDTHS {
            let metrics = json!({
                "width": width,
                "height": height,
                "deviceScaleFactor": 1,
                "mobile": false,
            });
            call("Emulation.setDeviceMetricsOverride", metrics)?;
            for scheme in ["light", "dark"] {
                // Colours that still change would be caught halfway.
                let features = json!([
                    { "name": "prefers-color-scheme", "value": scheme },
                    { "name": "prefers-reduced-motion", "value": "reduce" },
                ]);
                call(
                    "Emulation.setEmulatedMedia",
                    json!({ "features": features }),
                )?;
                let whole = json!({ "format": "png", "captureBeyondViewport": true });
                let picture = call("Page.captureScreenshot", whole)?;
                let picture = picture["data"].as_str().context("no picture")?;
                let name = format!("{:02}-{name}-{width}-{scheme}.png", self.number);
                fs::write(self.dir.join(name), BASE64.decode(picture.as_bytes())?)?;
            }
        }
        call("Emulation.clearDeviceMetricsOverride", json!({}))?;
        Ok(())
    }
}
