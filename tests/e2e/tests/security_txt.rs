//! A vendor that no file is shipped for: from its security.txt to a mail that GnuPG opens, and
//! from a hostile one without harm.

use anyhow::{Context, Result, ensure};
use mail_parser::{MessageParser, MimeHeaders};
use sealed_report_e2e::chromium::Chromium;
use sealed_report_e2e::evidence::Evidence;
use sealed_report_e2e::form::Form;
use sealed_report_e2e::gpg::Gnupg;
use sealed_report_e2e::report::{Answers, canary};
use sealed_report_e2e::search::{Canary, Search};
use sealed_report_e2e::stand::{Home, Stand};
use sealed_report_e2e::vendor;
use serde_json::json;

/// The `id` of every vendor made on the page.
const OTHER: &str = "other";
const CERTIFICATE: &str = include_str!("../../vectors/cv25519.asc");
const SECRET: &str = include_str!("../../vectors/cv25519.secret.asc");

const TEXT: &str = "\
# For incidents
Contact: mailto:csirt@acme.example
# For vulnerabilities
Contact: mailto:bugs@acme.example
Encryption: https://acme.example/key.asc
Encryption: openpgp4fpr:77B97161B3B492E3FB4661E77D6B169E9743A374
Canonical: https://acme.example/.well-known/security.txt
Policy: https://acme.example/policy
Expires: 2020-01-01T00:00:00Z
";

/// A page with two vendors, of which none is the one to report to.
fn stand() -> Result<Stand> {
    Stand::new(vec![
        vendor::shipped_one("kami")?,
        vendor::shipped_one("debian")?,
    ])
}

/// From the choice of a vendor to the step that asks who it is.
fn to_the_step<'a>(stand: &Stand, browser: &'a Chromium, home: Home) -> Result<Form<'a>> {
    stand.open(&browser.session, home)?;
    browser.session.click("#other-vendor")?;
    let form = Form::new(&browser.session, OTHER);
    form.at("security-txt")?;
    Ok(form)
}

fn codes(form: &Form) -> Result<Vec<String>> {
    let list = form.session.execute(
        "return [...document.querySelectorAll('#other-findings li')].map((it) => it.dataset.code)",
        &[],
    )?;
    Ok(serde_json::from_value(list)?)
}

#[test]
fn a_security_txt_leads_to_a_mail_that_the_vendor_opens() -> Result<()> {
    let gnupg = Gnupg::new()?;
    gnupg.import(SECRET.as_bytes())?;
    let stand = stand()?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    let form = to_the_step(&stand, &browser, Home::Hosted)?;

    // Nothing pasted: said, and the way back from it.
    session.click("#other-read")?;
    ensure!(form.error()?.contains("Paste the text"));
    session.click("#error-summary a")?;
    ensure!(session.focused()? == "other-text");

    session.put("#other-text", TEXT)?;
    session.click("#other-read")?;
    session.find("#other-found")?;
    ensure!(
        session.focused()? == "other-found",
        "what was found has the keyboard"
    );
    ensure!(codes(&form)? == ["expires-past"], "{:?}", codes(&form)?);
    ensure!(session.text("#other-findings")?.contains("has expired"));
    ensure!(session.value("#other-name")? == "acme.example");
    ensure!(session.evaluate_bool("return document.getElementById('other-way-0').checked")?);
    let choices = session.text("fieldset")?;
    ensure!(
        choices.contains("bugs@acme.example – For vulnerabilities"),
        "{choices}"
    );
    session.put("#other-name", "Acme Inc")?;
    session.click("#other-way-1")?;
    form.go_on("start")?;
    for id in ["#key-links", "#verdict.notice-warning"] {
        session.find(id)?;
    }
    let link = session.attribute("#key-links a", "href")?;
    ensure!(link.as_deref() == Some("https://acme.example/key.asc"));

    form.fill(&Answers::smallest())?;
    session.find("#key-links")?;
    session.put("#pasted", CERTIFICATE)?;
    session.click("#check-certificate")?;
    session.find("#verdict.notice-good")?;
    form.go_on("review")?;
    let reviewed = form.review()?;
    form.seal()?;
    let saved = browser.download(|| session.click("#save-draft"))?;
    let draft = MessageParser::default()
        .parse(&saved.bytes)
        .context("the draft is no mail")?;
    let to = draft
        .to()
        .and_then(|to| to.first())
        .and_then(|to| to.address());
    ensure!(to == Some("bugs@acme.example"), "addressed to {to:?}");
    let attached = draft.attachment(0).context("nothing attached")?;
    ensure!(
        attached
            .attachment_name()
            .is_some_and(|name| name.ends_with(".asc"))
    );
    let opened = gnupg.decrypt(attached.contents())?;
    ensure!(
        opened == reviewed.text.as_bytes(),
        "it opens as another text"
    );
    ensure!(reviewed.text.contains("Acme Inc"));

    // A correction keeps the report. What left has another reference than what comes now.
    form.go("security-txt")?;
    session.click("#other-way-0")?;
    form.go_on("start")?;
    form.go("review")?;
    let title = "Login without a password";
    ensure!(reviewed.text.contains(title) && form.review()?.text.contains(title));
    Ok(())
}

#[test]
fn a_hostile_security_txt_is_inert_and_nothing_of_it_leaves() -> Result<()> {
    for home in [Home::Hosted, Home::File] {
        hostile(home).with_context(|| format!("{home:?}"))?;
    }
    Ok(())
}

fn hostile(home: Home) -> Result<()> {
    let stand = stand()?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    let form = to_the_step(&stand, &browser, home)?;
    let (kind, address) = stand.target(home);
    let page = browser.cdp.target(kind, &address)?.session;
    let phone = json!({ "width": 360, "height": 640, "deviceScaleFactor": 2, "mobile": true });
    let cdp = &browser.cdp;
    cdp.call(&page, "Emulation.setDeviceMetricsOverride", phone)?;
    let canaries: Vec<Canary> = ["comment", "value", "name", "text"].map(canary).into();
    let [comment, value, name, typed] = &canaries[..] else {
        anyhow::bail!("four canaries");
    };
    let evil = "<img src=x onerror=window.executed=1><script>window.executed=1</script>";
    let text = format!(
        "# {evil} \u{202e}{}\nContact: https://acme.example/form?a=b&c=<b>\n\
         # {evil}\nContact: https://acme.example/form\nContact: javascript:window.executed=1\n\
         Encryption: data:text/html,{evil}\nPolicy: javascript:window.executed=1\n\
         Evil<script>: {} {evil}\n{evil}\n",
        comment.text, value.text
    );
    session.put("#other-text", &text)?;
    session.click("#other-read")?;
    session.find("#other-found")?;
    let found = codes(&form)?;
    for code in [
        "contact-unusable",
        "contact-other",
        "key-other",
        "expires-missing",
        "unknown-fields",
    ] {
        ensure!(
            found.iter().any(|it| it == code),
            "{code} is not in {found:?}"
        );
    }
    let shown = session.text("#main")?;
    ensure!(shown.contains("<script>") && !shown.contains('\u{202e}'));
    ensure!(!session.has("#main img, #main script")?);
    let links = session.evaluate_text(
        "return [...document.querySelectorAll('#main a')].map((it) => it.protocol).join()",
    )?;
    ensure!(
        !links.contains("javascript") && !links.contains("data"),
        "{links}"
    );

    const FITS: &str = "return document.documentElement.scrollWidth <= 360";
    ensure!(session.evaluate_bool(FITS)?, "wider than a phone");

    // No mail is named: the report goes as a file.
    ensure!(session.evaluate_bool("return document.getElementById('other-way-none').checked")?);
    session.put("#other-text", &format!("{text}{}", typed.text))?;
    session.click("#other-read")?;
    session.find("#other-found")?;
    session.put("#other-name", &name.text)?;
    form.go_on("start")?;
    form.fill(&Answers::smallest())?;
    session.put("#fingerprint", "77B97161B3B492E3FB4661E77D6B169E9743A374")?;
    session.put("#pasted", CERTIFICATE)?;
    session.click("#check-certificate")?;
    session.find("#verdict.notice-good")?;
    form.go_on("review")?;
    let reviewed = form.review()?;
    form.seal()?;
    ensure!(!session.has("#save-draft")?, "no address, no mail");
    let saved = browser.download(|| session.click("#save-sealed"))?;
    let gnupg = Gnupg::new()?;
    gnupg.import(SECRET.as_bytes())?;
    ensure!(gnupg.decrypt(&saved.bytes)? == reviewed.text.as_bytes());

    let executed = session.evaluate_bool("return window.executed !== undefined")?;
    ensure!(!executed, "script of the file ran");
    for event in browser.cdp.events() {
        let text = event.params.to_string();
        let refused = text.contains("ContentSecurityPolicyIssue");
        ensure!(!refused, "the policy had to refuse something: {text}");
    }
    let mut evidence = Evidence::default();
    evidence.add_storage(&browser)?;
    evidence.add_events(&browser.cdp);
    evidence.add_downloads(&browser)?;
    evidence.add_requests("site", &stand.site().log());
    evidence.add_files("profile", browser.leave()?);
    let leaks = Search::new(&canaries)?.look(&evidence);
    ensure!(leaks.is_empty(), "found outside the page: {leaks:#?}");
    Ok(())
}

/// Most vendors publish a key and no fingerprint: nothing is sealed before the researcher says that
/// they rely on it.
#[test]
fn a_key_without_fingerprint_is_relied_on_in_so_many_words() -> Result<()> {
    let stand = stand()?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    let form = to_the_step(&stand, &browser, Home::Hosted)?;
    let text = "Contact: mailto:bugs@acme.example\nEncryption: https://acme.example/key.asc\n";
    session.put("#other-text", text)?;
    session.click("#other-read")?;
    session.find("#other-found")?;
    form.go_on("start")?;
    form.fill(&Answers::smallest())?;
    let file = stand.dir().join("key.asc");
    std::fs::write(&file, CERTIFICATE)?;
    session.type_into("#certificate-file", &file.to_string_lossy())?;
    let seen = session
        .text("#first-seen")?
        .replace(char::is_whitespace, "");
    ensure!(seen == "77B97161B3B492E3FB4661E77D6B169E9743A374", "{seen}");
    form.go("review")?;
    ensure!(!session.has("#seal")?, "sealed without a word");
    form.go("key")?;
    session.click("#rely-on-key")?;
    session.find("#verdict.notice-good")?;
    let reviewed = form.review()?;
    form.seal()?;
    let saved = browser.download(|| session.click("#save-sealed"))?;
    let gnupg = Gnupg::new()?;
    gnupg.import(SECRET.as_bytes())?;
    ensure!(gnupg.decrypt(&saved.bytes)? == reviewed.text.as_bytes());
    Ok(())
}
