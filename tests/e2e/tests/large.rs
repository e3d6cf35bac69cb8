//! A report with a file of 2 GiB, sealed in the browser and opened by a vendor with `gpg` and `tar`.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use sealed_report_e2e::chromium::Chromium;
use sealed_report_e2e::form::Form;
use sealed_report_e2e::measure::Recording;
use sealed_report_e2e::report::Answers;
use sealed_report_e2e::scene::Scene;
use sealed_report_e2e::stand::Home;
use sealed_report_e2e::unpacked::sha256;
use sealed_report_e2e::vendor::ACME;
use sealed_report_e2e::{attached, files, odd, storage, wait};

/// Slower than this is as bad as never.
const LARGE: Duration = Duration::from_secs(600);

const LENGTH: u64 = 2 * 1024 * 1024 * 1024;

/// What the standard calls a long task.
const LONG_TASK: Duration = Duration::from_millis(50);

const PROGRESS: &str = "return document.getElementById('sealing-progress')?.textContent ?? ''";

#[test]
fn an_archive_with_two_gibibytes_opens_with_gpg_and_tar() -> Result<()> {
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    scene.stand.open(session, Home::Hosted)?;
    let form = Form::new(session, ACME);
    form.choose()?;
    form.fill(&Answers::smallest())?;
    form.go("additional")?;

    let dump = files::large(scene.stand.dir(), "core dump.bin", LENGTH)?;
    files::choose(session, &[&dump])?;
    files::drop(session, &odd::files())?;
    let listed = attached::read(session, 1 + odd::files().len(), LARGE)?;
    odd::ensure_listed(&listed[1..])?;
    ensure!(listed[0].digest == Some(sha256(&dump)?), "{:?}", listed[0]);
    form.go("review")?;
    let reviewed = form.review()?;

    let recording = Recording::begin(&browser.cdp)?;
    session.click("#seal")?;
    // `1.2 of 2.2 GB, 190 MB/s, about 5 seconds left`
    wait::until_true("bytes, rate and time left", || {
        let told = session.evaluate_text(PROGRESS)?;
        let parts: Vec<&str> = told.split(", ").collect();
        Ok(matches!(&parts[..], [bytes, rate, left]
            if bytes.ends_with(" of 2.2 GB") && rate.ends_with(" MB/s") && left.ends_with(" left")))
    })?;
    let digest = form.sealed_within(LARGE)?;
    let mut long = recording.end(LONG_TASK)?;
    // Waiting for a processor is the machine's doing, not the page's.
    long.retain(|task| task.processor >= LONG_TASK);
    ensure!(long.is_empty(), "the page stood still for {long:?}");

    let (kind, address) = scene.stand.target(Home::Hosted);
    let page = browser.cdp.target(kind, &address)?;
    let kept = storage::private_files(&browser.cdp, &page.session)?;
    ensure!(
        kept.iter().any(|(_, length)| *length > LENGTH),
        "the ciphertext is not on the disk: {kept:?}"
    );

    let (name, archive) = browser.save(LARGE, || session.click("#save-sealed"))?;
    ensure!(name.ends_with(".tar.pgp"), "it is called {name}");
    ensure!(sha256(&archive)? == digest, "the receipt is of other bytes");
    let opened = scene.stand.dir().join("opened");
    scene.gnupg.untar(&archive, &opened)?;
    std::fs::remove_file(&archive)?;
    odd::ensure_unpacked(&opened, &reviewed, &listed).context("unpacked")
}
