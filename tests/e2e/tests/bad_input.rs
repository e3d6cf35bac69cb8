//! Bad input gets a clear sentence, and nothing typed is lost.

use std::fs;

use anyhow::{Context, Result, bail, ensure};
use sealed_report_e2e::chromium::Chromium;
use sealed_report_e2e::form::Form;
use sealed_report_e2e::gpg::{Algorithm, Certificate, Gnupg};
use sealed_report_e2e::report::Answers;
use sealed_report_e2e::scene::Scene;
use sealed_report_e2e::stand::{Home, Stand};
use sealed_report_e2e::vendor::{self, ACME};
use sealed_report_e2e::wait;

const TITLE: &str = "Typed before any trouble";

/// What is offered as a certificate, and words of the sentence that refuses it.
struct Offer {
    name: &'static str,
    bytes: Vec<u8>,
    said: &'static str,
}

fn offers(gnupg: &Gnupg, certificate: &Certificate) -> Result<Vec<Offer>> {
    let secret = gnupg.export_secret(&certificate.fingerprint)?;
    let other = Gnupg::new()?;
    let others = other.generate("Other <psirt@other.example>", Algorithm::P256)?;
    let armored = certificate.armored.as_str();
    let binary = gnupg.dearmor(armored)?;
    let damaged = flip(armored)?;
    let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    let megabytes = vec![b'x'; 20 * 1024 * 1024];
    let offer = |name, bytes: &[u8], said| Offer {
        name,
        bytes: bytes.to_vec(),
        said,
    };
    Ok(vec![
        offer("a secret key", secret.as_bytes(), "This is a secret key"),
        offer(
            "a secret key in bytes",
            &gnupg.dearmor(&secret)?,
            "This is a secret key",
        ),
        offer(
            "a certificate and a secret key",
            (armored.to_owned() + &secret).as_bytes(),
            "secret key",
        ),
        offer(
            "half a secret key",
            &half(secret.as_bytes()),
            "This is a secret key",
        ),
        offer(
            "a signature",
            gnupg.sign(b"text")?.as_bytes(),
            "This is a signature",
        ),
        offer(
            "a message",
            &gnupg.encrypt(certificate, b"text")?,
            "not a key",
        ),
        offer(
            "text",
            b"Dear vendor,\nhere is no key.\n",
            "No OpenPGP key was found",
        ),
        offer(
            "bytes",
            &(0..=255).cycle().take(5000).collect::<Vec<u8>>(),
            "key",
        ),
        offer("nothing", b"", "There is nothing in it"),
        offer(
            "half a certificate",
            &half(armored.as_bytes()),
            "ends in the middle",
        ),
        offer("half the bytes", &half(&binary), "ends in the middle"),
        offer("a damaged certificate", damaged.as_bytes(), "damaged"),
        offer("20 MB", &megabytes, "4 MB"),
        offer(
            "another vendor's",
            others.armored.as_bytes(),
            "This is not the vendor’s key",
        ),
    ])
}

/// Changes one character in the middle of the armor.
fn flip(armored: &str) -> Result<String> {
    let middle = armored.len() / 2;
    let at = armored[middle..].find('A').context("an A somewhere")? + middle;
    Ok(format!("{}B{}", &armored[..at], &armored[at + 1..]))
}

#[test]
fn a_file_that_is_no_certificate_of_the_vendor_is_refused_with_the_reason() -> Result<()> {
    let gnupg = Gnupg::new()?;
    let certificate = gnupg.generate("Acme <psirt@acme.example>", Algorithm::Curve25519)?;
    let stand = Stand::new(vec![vendor::acme_without_certificate(&certificate)?])?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    stand.open(session, Home::Hosted)?;
    let form = Form::new(session, ACME);
    form.choose()?;
    form.fill(&Answers::smallest().with("title", TITLE))?;

    let file = stand.dir().join("offered");
    let path = file.to_string_lossy().into_owned();
    for offer in offers(&gnupg, &certificate)? {
        fs::write(&file, &offer.bytes)?;
        session.type_into("#certificate-file", &path)?;
        says(&form, offer.said).with_context(|| offer.name)?;
        ensure!(
            !session.has("#certificates .certificate")?,
            "{} is shown as good",
            offer.name
        );
        ensure!(
            session.value("#pasted")?.is_empty(),
            "{} is kept",
            offer.name
        );
        form.go("review")?;
        ensure!(!session.has("#seal")?, "{} can be sealed to", offer.name);
        ensure!(
            session.text("#report-text")?.contains(TITLE),
            "the report is lost"
        );
        form.go("key")?;
    }

    // After all that, the right one is taken.
    fs::write(&file, &certificate.armored)?;
    session.type_into("#certificate-file", &path)?;
    session.find("#verdict.notice-good")?;
    let shown = session
        .text("#certificates .certificate .fingerprint")?
        .replace(' ', "");
    ensure!(
        shown == certificate.fingerprint,
        "another fingerprint is shown: {shown}"
    );
    let reviewed = form.review()?;
    form.seal()?;
    let saved = browser.download(|| session.click("#save-sealed"))?;
    ensure!(
        gnupg.decrypt(&saved.bytes)? == reviewed.text.as_bytes(),
        "it opens as another text"
    );
    Ok(())
}

/// Waits until the error summary says this.
fn says(form: &Form, words: &str) -> Result<()> {
    let said = wait::until(words, || {
        if !form.session.has("#error-summary")? {
            return Ok(None);
        }
        let said = form.error()?;
        Ok(said.contains(words).then_some(said))
    });
    match said {
        Ok(_) => Ok(()),
        Err(error) => bail!("{error}; it says: {:?}", form.session.text("main")?),
    }
}

#[test]
fn what_is_pasted_or_dropped_is_checked_like_a_file() -> Result<()> {
    let gnupg = Gnupg::new()?;
    let certificate = gnupg.generate("Acme <psirt@acme.example>", Algorithm::Curve25519)?;
    let stand = Stand::new(vec![vendor::acme_without_certificate(&certificate)?])?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    stand.open(session, Home::Hosted)?;
    let form = Form::new(session, ACME);
    form.choose()?;
    form.go("key")?;
    let secret = gnupg.export_secret(&certificate.fingerprint)?;
    session.put("#pasted", &secret)?;
    session.click("#check-certificate")?;
    says(&form, "This is a secret key")?;
    ensure!(
        session.value("#pasted")?.is_empty(),
        "the secret key is still in the box"
    );
    ensure!(
        !page_holds(&form, &secret)?,
        "the secret key is still on the page"
    );

    let half = &certificate.armored[..certificate.armored.len() / 2];
    session.put("#pasted", half)?;
    session.click("#check-certificate")?;
    says(&form, "ends in the middle")?;

    let drop = "const files = new DataTransfer(); \
                files.items.add(new File([arguments[0]], 'k.asc')); \
                document.querySelector('.drop').dispatchEvent(\
                new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }))";
    session.execute(drop, &[secret.into()])?;
    says(&form, "This is a secret key")?;
    session.execute(drop, &[certificate.armored.clone().into()])?;
    session.find("#verdict.notice-good")?;
    Ok(())
}

/// Whether a line from the middle of `text` stands anywhere on the page, boxes included.
fn page_holds(form: &Form, text: &str) -> Result<bool> {
    let lines: Vec<&str> = text.lines().collect();
    let line = lines[lines.len() / 2];
    let script = "return [document.documentElement.outerHTML, \
                  ...[...document.querySelectorAll('input, textarea')].map((it) => it.value)]\
                  .some((text) => text.includes(arguments[0]))";
    Ok(form.session.execute(script, &[line.into()])? == true)
}

#[test]
fn an_expired_or_revoked_certificate_is_refused_with_the_remedy() -> Result<()> {
    let gnupg = Gnupg::new()?;
    let expired = gnupg.generate_expired("Acme <psirt@acme.example>")?;
    let fresh = gnupg.generate("Acme <psirt@acme.example>", Algorithm::Curve25519)?;
    let revoked = gnupg.revoke(&fresh)?;
    for (certificate, said, remedy) in [
        (expired, "Main key: It expired on 2020-12-31.", "newer copy"),
        (
            revoked,
            "Main key: Its owner has withdrawn it.",
            "another key",
        ),
    ] {
        let stand = Stand::new(vec![vendor::acme(&certificate, None)?])?;
        let browser = Chromium::start()?;
        stand.open(&browser.session, Home::Hosted)?;
        let form = Form::new(&browser.session, ACME);
        form.choose()?;
        form.fill(&Answers::smallest())?;
        says(&form, said)?;
        says(&form, remedy)?;
        says(&form, "nothing can be encrypted to it")?;
        form.review()?;
        ensure!(
            !browser.session.has("#seal")?,
            "it can be sealed to: {said}"
        );
    }
    Ok(())
}

#[test]
fn xiaomi_without_its_certificate_offers_no_sealing() -> Result<()> {
    let gnupg = Gnupg::new()?;
    let other = gnupg.generate("Xiaomi <security@xiaomi.com>", Algorithm::Curve25519)?;
    let stand = Stand::new(vec![vendor::shipped_one("xiaomi")?])?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    stand.open(session, Home::Hosted)?;
    let form = Form::new(session, "xiaomi");
    form.choose()?;
    let answers = Answers::full(&other);
    let theirs = answers
        .0
        .into_iter()
        .filter(|answer| !answer.id.starts_with("extra"));
    form.fill(&Answers(theirs.collect()))?;
    form.go("review")?;
    session.find("#report-text")?;
    ensure!(!session.has("#seal")?, "it offers to seal without a key");
    ensure!(
        session.text("#verdict")?.contains("Xiaomi"),
        "it does not say whose key is missing"
    );
    form.go("hand-over")
        .err()
        .context("there is nothing to hand over")?;
    form.go("key")?;
    session.put("#pasted", &other.armored)?;
    session.click("#check-certificate")?;
    says(&form, "This is not the vendor’s key")?;
    let pinned = session.text(".facts .fingerprint")?.replace(' ', "");
    ensure!(
        pinned == "EF25EADF40D198D12029F0A9B4A8E8AADCC2896C",
        "pinned is {pinned}"
    );
    Ok(())
}

#[test]
fn kami_is_asked_for_its_key_and_told_nothing() -> Result<()> {
    let gnupg = Gnupg::new()?;
    let kami = gnupg.generate("Kami <security@kamivision.com.cn>", Algorithm::P256)?;
    let stand = Stand::new(vec![vendor::shipped_one("kami")?])?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    stand.open(session, Home::Hosted)?;
    let form = Form::new(session, "kami");
    form.choose()?;
    form.go("key")?;
    let before = session.attribute("#key-request-mail", "href")?;
    let before = before.context("the link leads nowhere")?;
    ensure!(
        before.starts_with("mailto:security@kamivision.com.cn?"),
        "{before}"
    );
    form.go("start")?;
    form.fill(&Answers::smallest().with("title", TITLE))?;
    let after = session.attribute("#key-request-mail", "href")?;
    ensure!(
        after.as_deref() == Some(before.as_str()),
        "it changed with what was typed: {after:?}"
    );
    form.go("review")?;
    ensure!(!session.has("#seal")?, "it offers to seal without a key");
    form.go("key")?;

    let full = &kami.fingerprint;
    session.put("#pasted", &kami.armored)?;
    for (fingerprint, said) in [
        ("", "Enter the fingerprint"),
        (&full[24..], "key ID"),
        (&full[..39], "39"),
        (&format!("{full}00"), "42"),
        (
            "no fingerprint at all",
            "only digits and the letters A to F",
        ),
        (
            "0000000000000000000000000000000000000000",
            "not the vendor’s key",
        ),
    ] {
        session.put("#fingerprint", fingerprint)?;
        session.click("#check-certificate")?;
        says(&form, said).with_context(|| fingerprint.to_owned())?;
        ensure!(
            session.value("#pasted")? == kami.armored,
            "what was pasted is lost"
        );
    }
    // As GnuPG prints it, and as somebody types it.
    let groups: Vec<String> = full
        .as_bytes()
        .chunks(4)
        .map(|group| String::from_utf8_lossy(group).to_lowercase())
        .collect();
    session.put(
        "#fingerprint",
        &format!(" {} ", groups.join(" ").replace(" 0", "  0")),
    )?;
    session.click("#check-certificate")?;
    session.find("#verdict.notice-good")?;
    let reviewed = form.review()?;
    form.seal()?;
    let saved = browser.download(|| session.click("#save-sealed"))?;
    ensure!(
        gnupg.decrypt(&saved.bytes)? == reviewed.text.as_bytes(),
        "it opens as another text"
    );
    Ok(())
}

#[test]
fn a_secret_key_for_the_answer_is_removed_and_refused() -> Result<()> {
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    scene.stand.open(session, Home::Hosted)?;
    let form = Form::new(session, ACME);
    form.choose()?;
    form.go_on("reporter")?;
    session.type_into("#organisation", TITLE)?;
    let secret = scene.gnupg.export_secret(&scene.certificate.fingerprint)?;
    session.put("#certificate", &secret)?;
    session.find("#certificate-mistake")?;
    ensure!(
        session.value("#certificate")?.is_empty(),
        "the secret key is still in the box"
    );
    ensure!(
        !page_holds(&form, &secret)?,
        "the secret key is still on the page"
    );
    let said = session.text("#certificate-mistake")?;
    ensure!(said.contains("secret key"), "{said}");
    ensure!(
        session.value("#organisation")? == TITLE,
        "what was typed is lost"
    );
    // Once a public one is there, all is well.
    session.put("#certificate", &scene.certificate.armored)?;
    form.go_on("affected")
}

#[test]
fn a_megabyte_of_description_is_sealed() -> Result<()> {
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    let line = "A line of the description, with ünïcödé and 中文, that goes on and on.\n";
    let long = line.repeat(1_000_000 / line.len() + 1);
    let answers = Answers::smallest().with("description", long.trim_end());
    let reviewed = scene.report(session, Home::Hosted, &answers)?;
    ensure!(
        reviewed.text.contains(long.trim_end()),
        "the description was cut"
    );
    let saved = browser.download(|| session.click("#save-sealed"))?;
    scene.opens_as(&saved.bytes, &reviewed)?;
    session.click("#upload")?;
    session.find("#uploaded")?;
    ensure!(scene.received()? == saved.bytes, "something else arrived");
    Ok(())
}

#[test]
fn what_is_no_text_elsewhere_is_sealed_as_it_is_shown() -> Result<()> {
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    scene.stand.open(session, Home::Hosted)?;
    let form = Form::new(session, ACME);
    form.choose()?;
    form.fill(&Answers::smallest())?;
    form.go("vulnerability")?;
    let odd = "'a\\0b\\ud83dc\\udd2dd\\u202ee\\u2028f\\ufeffg\\x1b[31mh\\u0085i\\x7fj\\r\\nk\\rl'";
    for id in ["title", "description", "impact"] {
        session.put_expression(&format!("#{id}"), odd)?;
    }
    let reviewed = form.review()?;
    let wrong = |c: char| c.is_control() && c != '\n' && c != '\t';
    ensure!(
        !reviewed.text.contains(wrong),
        "control characters in {:?}",
        reviewed.text
    );
    for letter in "abcdefghijkl".chars() {
        ensure!(
            reviewed.text.contains(letter),
            "{letter} is lost in {:?}",
            reviewed.text
        );
    }
    form.seal()?;
    let saved = browser.download(|| session.click("#save-sealed"))?;
    scene.opens_as(&saved.bytes, &reviewed)
}

#[test]
fn a_vendor_file_with_a_mistake_is_refused_with_the_place() -> Result<()> {
    let gnupg = Gnupg::new()?;
    let certificate = gnupg.generate("Acme <psirt@acme.example>", Algorithm::Curve25519)?;
    let vendor = vendor::acme(&certificate, None)?;
    let mut unknown: serde_json::Value = serde_json::from_str(&vendor.json)?;
    unknown["policy"]["colour"] = "red".into();
    let mut missing: serde_json::Value = serde_json::from_str(&vendor.json)?;
    missing
        .as_object_mut()
        .context("an object")?
        .remove("checked");
    let stand = Stand::new(vec![vendor])?;
    let browser = Chromium::start()?;
    for (json, place) in [(unknown, "policy.colour"), (missing, "missing-member")] {
        // The people who run a host may edit it there.
        fs::write(
            stand.hosted_dir().join("vendors/acme.json"),
            json.to_string(),
        )?;
        browser.session.navigate(&stand.address(Home::Hosted))?;
        let said = browser.session.text("main [role=alert]")?;
        ensure!(said.contains(place), "it does not name {place}: {said}");
        ensure!(
            said.contains("acme.json"),
            "it does not name the file: {said}"
        );
    }
    Ok(())
}
