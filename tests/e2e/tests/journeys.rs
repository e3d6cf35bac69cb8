//! A full report to each kind of certificate, by every channel, opened by the vendor with GnuPG.

use std::fs;

use anyhow::{Context, Result, ensure};
use data_encoding::HEXLOWER;
use mail_parser::{Message, MessageParser, MimeHeaders};
use sealed_report_e2e::chromium::Chromium;
use sealed_report_e2e::clipboard;
use sealed_report_e2e::form::{Form, Reviewed};
use sealed_report_e2e::gpg::{Algorithm, Gnupg};
use sealed_report_e2e::report::Answers;
use sealed_report_e2e::stand::{Home, Stand};
use sealed_report_e2e::vendor::{self, ACME};
use sha2::{Digest, Sha256};

#[test]
fn a_full_report_to_an_rsa_4096_certificate() -> Result<()> {
    full_report(Algorithm::Rsa4096, "en")
}

#[test]
fn a_full_report_to_a_curve25519_certificate() -> Result<()> {
    full_report(Algorithm::Curve25519, "zh-Hans")
}

#[test]
fn a_full_report_to_a_p_256_certificate() -> Result<()> {
    full_report(Algorithm::P256, "en")
}

fn full_report(algorithm: Algorithm, language: &str) -> Result<()> {
    let (vendor, researcher) = (Gnupg::new()?, Gnupg::new()?);
    let certificate = vendor.generate("Acme <psirt@acme.example>", algorithm)?;
    let answer_to = researcher.generate("R <r@example.org>", Algorithm::Curve25519)?;
    let stand = Stand::new(vec![vendor::acme_in(language, &certificate, None)?])?;
    let browser = Chromium::start()?;
    let form = Form::new(&browser.session, ACME);
    stand.open(&browser.session, Home::Hosted)?;
    let answers = Answers::full(&answer_to);
    let (reviewed, digest) = form.report(&answers)?;
    everything_typed_is_in(&reviewed, &answers)?;

    let saved = browser.download(|| browser.session.click("#save-sealed"))?;
    let stem = saved
        .name
        .strip_suffix(".asc")
        .context("the file is no .asc")?;
    let reference = stem
        .strip_prefix("report-")
        .context("the file is no report")?;
    ensure!(
        HEXLOWER.encode(&Sha256::digest(&saved.bytes)) == digest,
        "another digest is shown"
    );
    opens_as(&vendor, &saved.bytes, &reviewed.text).context("the file")?;

    browser.session.click("#copy-armored")?;
    let pasted = clipboard::paste(&browser.session)?;
    ensure!(
        pasted.as_bytes() == saved.bytes,
        "the clipboard has something else than the file"
    );

    let draft = browser.download(|| browser.session.click("#save-draft"))?;
    ensure!(
        draft.name == format!("report-{reference}.eml"),
        "named {}",
        draft.name
    );
    let draft = MessageParser::default()
        .parse(&draft.bytes)
        .context("the draft is no mail")?;
    addressed(&draft, reference)?;
    ensure!(
        draft.header_raw("X-Unsent").map(str::trim) == Some("1"),
        "the draft is no draft"
    );
    let attached = draft.attachment(0).context("the draft has no attachment")?;
    ensure!(
        attached.attachment_name() == Some(&saved.name),
        "the attachment has another name"
    );
    opens_as(&vendor, attached.contents(), &reviewed.text).context("the draft's attachment")?;

    browser.session.click("#mail summary")?;
    let raw = browser.download(|| browser.session.click("#save-raw"))?;
    let raw = MessageParser::default()
        .parse(&raw.bytes)
        .context("the raw mail is no mail")?;
    addressed(&raw, reference)?;
    ensure!(
        raw.header_raw("X-Unsent").is_none(),
        "the raw mail is a draft"
    );
    let entity = inner_entity(&vendor, &raw)?;
    let entity = MessageParser::default()
        .parse(&entity)
        .context("no mail is inside")?;
    let text = entity.body_text(0).context("no text is inside")?;
    ensure!(
        text == reviewed.text,
        "the raw mail has another text:\n{text}"
    );
    let json = entity.attachment(0).context("no report.json is inside")?;
    ensure!(
        json.attachment_name() == Some("report.json"),
        "the attachment has another name"
    );
    ensure!(
        json.contents() == reviewed.json.as_bytes(),
        "the raw mail has another report.json"
    );
    fits_the_schema(&reviewed.json)
}

/// The reviewed text holds whatever was typed, and nothing that would only look like it.
fn everything_typed_is_in(reviewed: &Reviewed, answers: &Answers) -> Result<()> {
    use sealed_report_e2e::report::How;
    let json: serde_json::Value = serde_json::from_str(&reviewed.json)?;
    let mut texts = Vec::new();
    strings(&json, &mut texts);
    for answer in &answers.0 {
        let (How::Type(text) | How::Put(text)) = &answer.how else {
            continue;
        };
        let text = text.trim();
        ensure!(
            reviewed.text.contains(text),
            "{} is not in the text as typed",
            answer.id
        );
        let whole = text.is_empty() || texts.iter().any(|found| found.trim() == text);
        ensure!(whole, "{} is not in report.json as typed", answer.id);
    }
    Ok(())
}

fn strings(value: &serde_json::Value, all: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => all.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, all)),
        serde_json::Value::Object(members) => members.values().for_each(|it| strings(it, all)),
        _ => {}
    }
}

fn opens_as(gnupg: &Gnupg, message: &[u8], text: &str) -> Result<()> {
    let opened = gnupg.decrypt(message)?;
    ensure!(
        opened == text.as_bytes(),
        "opens as:\n{}",
        String::from_utf8_lossy(&opened)
    );
    Ok(())
}

fn addressed(mail: &Message, reference: &str) -> Result<()> {
    let to = mail
        .to()
        .and_then(|to| to.first())
        .and_then(|to| to.address());
    ensure!(to == Some("psirt@acme.example"), "addressed to {to:?}");
    let subject = mail.subject().unwrap_or_default();
    ensure!(
        subject.contains(reference),
        "the subject {subject:?} has no reference"
    );
    Ok(())
}

/// What is encrypted in a mail of RFC 3156.
fn inner_entity(gnupg: &Gnupg, mail: &Message) -> Result<Vec<u8>> {
    let kind = mail.content_type().context("the raw mail has no type")?;
    ensure!(
        kind.ctype() == "multipart" && kind.subtype() == Some("encrypted"),
        "{kind:?}"
    );
    let protocol = kind.attribute("protocol");
    ensure!(
        protocol == Some("application/pgp-encrypted"),
        "{protocol:?}"
    );
    let [_, version, message] = mail.parts.as_slice() else {
        anyhow::bail!("the raw mail has {} parts", mail.parts.len());
    };
    ensure!(
        version.contents().trim_ascii() == b"Version: 1",
        "the first part is another"
    );
    gnupg.decrypt(message.contents())
}

fn fits_the_schema(json: &str) -> Result<()> {
    let path = vendor::root().join("docs/report.schema.json");
    let schema = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema)?)?;
    let report = serde_json::from_str(json)?;
    let errors: Vec<String> = schema
        .iter_errors(&report)
        .map(|it| it.to_string())
        .collect();
    ensure!(
        errors.is_empty(),
        "report.json does not fit its schema: {errors:?}"
    );
    Ok(())
}

#[test]
fn a_report_for_debian_names_the_subkey_of_the_shipped_certificate() -> Result<()> {
    let stand = Stand::new(vec![vendor::shipped_one("debian")?])?;
    let browser = Chromium::start()?;
    let form = Form::new(&browser.session, "debian");
    stand.open(&browser.session, Home::Hosted)?;
    form.report(&Answers::smallest())?;
    let saved = browser.download(|| browser.session.click("#save-sealed"))?;
    let packets = Gnupg::new()?.list_packets(&saved.bytes)?;
    let recipients: Vec<&str> = packets
        .lines()
        .filter(|line| line.starts_with(":pubkey enc packet:"))
        .collect();
    ensure!(recipients.len() == 1, "not for one key:\n{packets}");
    ensure!(
        recipients[0].ends_with("keyid 0DD8C0E40F39FB17"),
        "for another key:\n{packets}"
    );
    Ok(())
}
