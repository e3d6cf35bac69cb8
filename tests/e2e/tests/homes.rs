//! The same journey hosted, in a sandboxed frame, and from one saved file.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result, ensure};
use sealed_report_e2e::chromium::Chromium;
use sealed_report_e2e::files::Made;
use sealed_report_e2e::firefox::Firefox;
use sealed_report_e2e::form::{Form, Reviewed};
use sealed_report_e2e::gpg::Gnupg;
use sealed_report_e2e::report::Answers;
use sealed_report_e2e::scene::Scene;
use sealed_report_e2e::stand::{Home, Stand};
use sealed_report_e2e::webdriver::Session;
use sealed_report_e2e::{attached, clipboard, files, vendor, wait};
use xtask::inbox::{Behaviour, Inbox};
use xtask::{demo_key, serve};

/// The upload, from the button to the vendor's eyes; gives what arrived.
fn upload(scene: &Scene, session: &Session, reviewed: &Reviewed) -> Result<Vec<u8>> {
    session.click("#upload")?;
    session.find("#uploaded")?;
    let arrived = scene.received()?;
    scene.opens_as(&arrived, reviewed)?;
    ensure!(
        session.text("#receipts")?.contains("201"),
        "no receipt names the answer"
    );
    Ok(arrived)
}

fn full(scene: &Scene, session: &Session, home: Home) -> Result<Reviewed> {
    scene.report(session, home, &Answers::full(&scene.certificate))
}

#[test]
fn hosted_under_a_path_the_upload_arrives() -> Result<()> {
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    let reviewed = full(&scene, &browser.session, Home::Hosted)?;
    let arrived = upload(&scene, &browser.session, &reviewed)?;
    let saved = browser.download(|| browser.session.click("#save-sealed"))?;
    ensure!(
        saved.bytes == arrived,
        "something else was uploaded than is in hand"
    );
    let outside = |path: &str| !path.starts_with("/some/where/");
    let requests = scene.stand.site().log();
    let astray: Vec<_> = requests
        .iter()
        .filter(|request| outside(&request.path))
        .collect();
    ensure!(
        astray.is_empty(),
        "asked for outside its folder: {astray:?}"
    );
    Ok(())
}

#[test]
fn in_a_sandboxed_frame_the_upload_arrives() -> Result<()> {
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    let reviewed = full(&scene, session, Home::Frame)?;
    ensure!(
        session.evaluate_text("return self.origin")? == "null",
        "the frame has an origin"
    );
    let arrived = upload(&scene, session, &reviewed)?;
    let put = scene
        .inbox_log()
        .into_iter()
        .find(|request| request.method == "PUT");
    let put = put.context("nothing arrived")?;
    ensure!(
        put.header("origin") == Some("null"),
        "uploaded as {:?}",
        put.header("origin")
    );

    let saved = browser.download(|| session.click("#save-sealed"))?;
    ensure!(
        saved.bytes == arrived,
        "something else was uploaded than is in hand"
    );
    session.click("#copy-armored")?;
    session.find("#copied:not(:empty)")?;
    session.leave_frame()?;
    let pasted = clipboard::paste(session)?;
    ensure!(
        pasted.as_bytes() == arrived,
        "something else was copied than is in hand"
    );

    let asked: Vec<String> = scene
        .stand
        .site()
        .log()
        .into_iter()
        .map(|it| it.path)
        .collect();
    ensure!(
        asked == ["/some/where/embed.html"],
        "the frame fetched {asked:?}"
    );
    Ok(())
}

#[test]
fn from_a_saved_file_the_report_is_saved() -> Result<()> {
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    let reviewed = full(&scene, session, Home::File)?;
    ensure!(session.url()?.starts_with("file:///"), "not from a file");
    let saved = browser.download(|| session.click("#save-sealed"))?;
    scene.opens_as(&saved.bytes, &reviewed)?;
    session.click("#copy-armored")?;
    session.find("#copied:not(:empty)")?;
    let pasted = clipboard::paste(session)?;
    ensure!(
        pasted.as_bytes() == saved.bytes,
        "something else was copied than is in hand"
    );
    ensure!(
        scene.stand.site().log().is_empty(),
        "the saved file fetched something"
    );
    Ok(())
}

#[test]
fn a_saved_file_says_where_an_upload_is_possible() -> Result<()> {
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    full(&scene, session, Home::File)?;
    if session.has("#upload")? {
        session.click("#upload")?;
        session.find("#upload-error")?;
    }
    ensure!(
        scene.inbox_log().is_empty(),
        "the saved file connected to somewhere"
    );
    Ok(())
}

#[test]
fn from_a_saved_file_in_firefox() -> Result<()> {
    let scene = Scene::new()?;
    let browser = Firefox::start()?;
    let reviewed = full(&scene, &browser.session, Home::File)?;
    let saved = browser.download("asc", || browser.session.click("#save-sealed"))?;
    scene.opens_as(&saved, &reviewed)
}

/// The demonstration on one machine: what was uploaded is opened by the command that `serve`
/// prints, with the key that everybody has.
#[test]
fn the_printed_command_opens_what_the_demo_vendor_received() -> Result<()> {
    let home = Gnupg::new()?;
    let demo = DemoKey(demo_key::ensure(home.path())?);
    let dir = tempfile::tempdir()?;
    let printed = Arc::new(Mutex::new(String::new()));
    let announce = {
        let (printed, gnupg) = (Arc::clone(&printed), demo.0.clone());
        move |file: &Path| {
            if let Ok(mut printed) = printed.lock() {
                *printed = serve::opening_command(&gnupg, file);
            }
        }
    };
    let inbox = Inbox::start_with(dir.path(), 0, Behaviour::Accept, announce)?;
    let vendor = vendor::shipped_one("example")?.with_upload(&inbox.url())?;
    let stand = Stand::new(vec![vendor])?;
    let browser = Chromium::start()?;
    let session = &browser.session;
    stand.open(session, Home::Hosted)?;
    let form = Form::new(session, "example");
    let (reviewed, _) = form.report(&Answers::smallest())?;
    session.find("#demo-banner")?;
    let upload_and_open = || -> Result<Output> {
        session.click("#upload")?;
        session.find("#uploaded")?;
        let command = printed.lock().map(|it| it.clone()).unwrap_or_default();
        Ok(Command::new("sh").args(["-c", &command]).output()?)
    };
    let opened = upload_and_open()?;
    ensure!(opened.stdout == reviewed.text.as_bytes(), "{opened:?}");

    // With a file it is an archive, which is unpacked where it arrived.
    form.go("additional")?;
    files::choose_made(session, &[Made::new("proof.bin", [1, 2, 3])])?;
    attached::read(session, 1, wait::PATIENCE)?;
    let reviewed = form.review()?;
    form.seal()?;
    let opened = upload_and_open()?;
    let report: serde_json::Value = serde_json::from_str(&reviewed.json)?;
    let reference = report["reference"].as_str().context("no reference")?;
    let folder = dir.path().join(format!("report-{reference}"));
    let proof = std::fs::read(folder.join("attachments/proof.bin"));
    ensure!(proof.is_ok_and(|it| it == [1, 2, 3]), "{opened:?}");
    Ok(())
}

/// A home of GnuPG inside another, whose agent has to be ended too.
struct DemoKey(PathBuf);

impl Drop for DemoKey {
    fn drop(&mut self) {
        let mut kill = Command::new("gpgconf");
        let _ = kill
            .arg("--homedir")
            .arg(&self.0)
            .args(["--kill", "all"])
            .output();
    }
}
