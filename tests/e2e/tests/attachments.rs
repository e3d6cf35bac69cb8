//! Attachments: chosen, dropped and pasted; listed as they will arrive; opened by the vendor with
//! standard tools, in every home; and whatever goes wrong leaves the form as it was.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use sealed_report_e2e::attached::{self, Listed};
use sealed_report_e2e::cdp::Target;
use sealed_report_e2e::chromium::Chromium;
use sealed_report_e2e::files::{self, Made};
use sealed_report_e2e::firefox::Firefox;
use sealed_report_e2e::form::{Form, Reviewed};
use sealed_report_e2e::report::{Answers, How};
use sealed_report_e2e::scene::Scene;
use sealed_report_e2e::stand::Home;
use sealed_report_e2e::unpacked::{self, sha256};
use sealed_report_e2e::vendor::ACME;
use sealed_report_e2e::webdriver::{Session, key};
use sealed_report_e2e::{measure, odd, storage, wait};
use tempfile::TempDir;

/// For some hundred megabytes.
const PATIENCE: Duration = Duration::from_secs(180);

const MIB: u64 = 1024 * 1024;

/// For a worker: it fails.
const THROW: &str = "setTimeout(() => { throw new Error('as planned') })";

type Change = fn(&Path) -> std::io::Result<()>;

/// What can become of a file of 5000 bytes.
const CHANGES: [(&str, Change); 4] = [
    ("vanished", |path| std::fs::remove_file(path)),
    ("same length", |path| std::fs::write(path, [7; 5000])),
    ("longer", |path| std::fs::write(path, [7; 5001])),
    ("shorter", |path| std::fs::write(path, [7; 1])),
];

/// A browser with the form filled in up to the step with the attachments.
struct Ready {
    scene: Scene,
    browser: Chromium,
    home: Home,
    disk: TempDir,
}

impl Ready {
    fn new(home: Home) -> Result<Self> {
        let scene = Scene::new()?;
        let browser = Chromium::start()?;
        fill(&scene, &browser.session, home)?;
        let disk = tempfile::Builder::new().prefix("sr-files-").tempdir()?;
        Ok(Self {
            scene,
            browser,
            home,
            disk,
        })
    }

    fn session(&self) -> &Session {
        &self.browser.session
    }

    fn form(&self) -> Form<'_> {
        Form::new(&self.browser.session, ACME)
    }

    fn page(&self) -> Result<Target> {
        let (kind, address) = self.scene.stand.target(self.home);
        self.browser.cdp.target(kind, &address)
    }

    /// A file on the disk, mostly of holes.
    fn file(&self, name: &str, length: u64) -> Result<PathBuf> {
        files::large(self.disk.path(), name, length)
    }

    /// Chooses `paths`, which are then all of the attachments, and reads the review.
    fn choose(&self, paths: &[&Path]) -> Result<(Vec<Listed>, Reviewed)> {
        self.form().go("additional")?;
        files::choose(self.session(), paths)?;
        let listed = attached::read(self.session(), paths.len(), PATIENCE)?;
        for (path, listed) in paths.iter().zip(&listed) {
            let digest = sha256(path)?;
            ensure!(listed.digest.as_ref() == Some(&digest), "{listed:?}");
        }
        Ok((listed, self.form().review()?))
    }

    /// Seals, saves the archive and opens it as the vendor does.
    fn arrives(&self, reviewed: &Reviewed, listed: &[Listed]) -> Result<()> {
        let digest = self.form().seal_within(PATIENCE)?;
        let press = || self.session().click("#save-sealed");
        let (name, archive) = self.browser.save(PATIENCE, press)?;
        ensure!(name.ends_with(".tar.pgp"), "it is called {name}");
        ensure!(sha256(&archive)? == digest, "the receipt is of other bytes");
        self.opens(&archive, reviewed, listed)
    }

    fn opens(&self, archive: &Path, reviewed: &Reviewed, listed: &[Listed]) -> Result<()> {
        let opened = tempfile::tempdir_in(self.disk.path())?;
        self.scene.gnupg.untar(archive, opened.path())?;
        odd::ensure_unpacked(opened.path(), reviewed, listed)
    }

    /// Presses Seal and waits for a sentence, which it gives.
    fn fails(&self) -> Result<String> {
        self.session().click("#seal")?;
        self.failed()
    }

    /// Waits for a sentence, which it gives; nothing that was typed is lost.
    fn failed(&self) -> Result<String> {
        let session = self.session();
        wait::within(PATIENCE, "a sentence about what went wrong", || {
            let told = session.has("#error-summary")? && !session.has("#sealing")?;
            Ok(told.then_some(()))
        })
        .with_context(|| session.text("main").unwrap_or_default())?;
        let said = session.text("#error-summary")?;
        ensure!(!said.trim().is_empty(), "an error without a sentence");
        let form = self.form();
        for answer in Answers::smallest().0 {
            if let How::Type(text) | How::Put(text) = &answer.how {
                form.go(answer.section)?;
                let value = session.value(&format!("#{}", answer.id))?;
                ensure!(&value == text, "{} is {value:?} now", answer.id);
            }
        }
        Ok(said)
    }

    /// The session of the worker that seals, or of its keeper, which is not among the `old` ones.
    fn worker(&self, is_keeper: bool, old: &[String]) -> Result<String> {
        let cdp = &self.browser.cdp;
        wait::within(PATIENCE, "the worker", || {
            let living = cdp.targets().into_iter().rev();
            let workers = living.filter(|it| !it.gone && it.kind == "worker");
            for target in workers.filter(|it| !is_keeper || !old.contains(&it.session)) {
                let ends = "self.name.endsWith('.keeper')";
                let found = cdp.evaluate_while_there(&target.session, ends)?;
                if found.is_some_and(|found| found == is_keeper) {
                    return Ok(Some(target.session));
                }
            }
            Ok(None)
        })
    }

    /// Nothing changed for the report: it is reviewed as before, and now it is sealed.
    fn next_try_works(&self, reviewed: &Reviewed, listed: &[Listed]) -> Result<()> {
        ensure!(
            &self.form().review()? == reviewed,
            "the report is another one now"
        );
        self.arrives(reviewed, listed)
    }

    /// Waits for the first bytes to be sealed.
    fn begins(&self) -> Result<()> {
        let begun = "return document.querySelector('#sealing progress')?.value > 0";
        wait::until_true("the first bytes", || self.session().evaluate_bool(begun))
    }

    /// Cancel answers, and leaves the form as it was and nothing behind.
    fn cancels(&self, reviewed: &Reviewed) -> Result<()> {
        // At the start, and in the midst of it.
        for progress in ["#cancel-seal", "#sealing progress[value]"] {
            self.session().click("#seal")?;
            self.session().find(progress)?;
            self.session().gone("#error-summary")?;
            let spent = measure::from_click_to(self.session(), "#cancel-seal", "#error-summary")?;
            ensure!(spent <= Duration::from_millis(200), "it took {spent:?}");
            let said = self.failed()?;
            ensure!(
                said.contains("You stopped the encryption"),
                "it says {said}"
            );
            ensure!(&self.form().review()? == reviewed, "it is another report");
            if self.home == Home::Hosted {
                wait::until_true("nothing left of what was begun", || {
                    Ok(self.kept()?.is_empty())
                })?;
            }
        }
        Ok(())
    }

    /// Changes one of two files behind the page's back: it is named, and without it all works.
    fn names_a_changed_file(&self, (what, change): &(&'static str, Change)) -> Result<()> {
        let good = self.file("good.txt", 1000)?;
        let bad = self.disk.path().join("notes 笔记.txt");
        std::fs::write(&bad, [6; 5000])?;
        self.choose(&[&good, &bad])?;
        change(&bad)?;
        let said = self.fails().context(*what)?;
        ensure!(said.contains("notes 笔记.txt"), "{what}: it says {said}");
        ensure!(!said.contains("good.txt"), "{what}: it says {said}");
        // Without that file it works, and with the file as it is now.
        self.form().go("additional")?;
        self.session().click("#remove-attachment-2")?;
        let listed = attached::read(self.session(), 1, PATIENCE)?;
        let reviewed = self.form().review()?;
        self.arrives(&reviewed, &listed).context(*what)?;
        self.form().go("additional")?;
        self.session().click("#remove-attachment-1")?;
        attached::read(self.session(), 0, PATIENCE).map(drop)
    }

    /// Name and length of what the browser keeps for the page.
    fn kept(&self) -> Result<Vec<(String, u64)>> {
        storage::private_files(&self.browser.cdp, &self.page()?.session)
    }
}

fn fill(scene: &Scene, session: &Session, home: Home) -> Result<()> {
    scene.stand.open(session, home)?;
    let form = Form::new(session, ACME);
    form.choose()?;
    form.fill(&Answers::smallest())?;
    form.go("additional")
}

#[test]
fn odd_names_and_lengths_arrive_as_listed() -> Result<()> {
    let ready = Ready::new(Home::Hosted)?;
    files::drop(ready.session(), &odd::files())?;
    let listed = attached::read(ready.session(), odd::files().len(), PATIENCE)?;
    odd::ensure_listed(&listed)?;
    let reviewed = ready.form().review()?;
    ready.arrives(&reviewed, &listed)
}

#[test]
fn a_mail_of_15_megabytes_opens_with_gpg_and_python() -> Result<()> {
    let ready = Ready::new(Home::Hosted)?;
    // Base64 twice: in the mail that is sealed, and as the armor of what is sealed.
    let video = ready.file("Aufnahme.webm", 7_800_000)?;
    files::choose(ready.session(), &[&video])?;
    files::drop(ready.session(), &odd::files())?;
    let listed = attached::read(ready.session(), 1 + odd::files().len(), PATIENCE)?;
    let reviewed = ready.form().review()?;
    ensure!(
        !ready.session().has("#with-mail")?,
        "asks about a small mail"
    );
    ready.form().seal_within(PATIENCE)?;
    let mail = raw_mail_opens(&ready, &reviewed, &listed)?;
    ensure!(
        (14_500_000..16_000_000).contains(&mail),
        "it has {mail} bytes"
    );
    Ok(())
}

#[test]
fn a_mail_of_more_than_20_megabytes_is_made_for_those_who_want_it() -> Result<()> {
    let ready = Ready::new(Home::Hosted)?;
    let video = ready.file("video.webm", 15_000_000)?;
    let (listed, reviewed) = ready.choose(&[&video])?;
    ready.form().go("additional")?;
    ready.session().find("#attachments-large")?;
    ready.form().go("review")?;
    ready.session().find("#with-mail")?;
    ready.arrives(&reviewed, &listed)?;
    ensure!(
        !ready.session().has("#save-raw")?,
        "a mail nobody asked for"
    );

    ready.form().go("additional")?;
    files::drop(ready.session(), &[Made::new("more.txt", b"more")])?;
    let listed = attached::read(ready.session(), 2, PATIENCE)?;
    let reviewed = ready.form().review()?;
    ready.session().click("#with-mail")?;
    ready.arrives(&reviewed, &listed)?;
    let mail = raw_mail_opens(&ready, &reviewed, &listed)?;
    ensure!(mail > 20_000_000, "it has {mail} bytes");
    Ok(())
}

/// Saves the raw mail, opens it with GnuPG and Python, and gives its length.
fn raw_mail_opens(ready: &Ready, reviewed: &Reviewed, listed: &[Listed]) -> Result<usize> {
    let session = ready.session();
    session.click("#mail summary")?;
    let mail = ready.browser.download(|| session.click("#save-raw"))?;
    let message = unpacked::encrypted_part(&mail.bytes)?;
    let entity = ready.disk.path().join("entity");
    std::fs::write(&entity, ready.scene.gnupg.decrypt(&message)?)?;
    let opened = tempfile::tempdir_in(ready.disk.path())?;
    unpacked::mail(&entity, opened.path())?;
    odd::ensure_report(opened.path(), reviewed, listed)?;
    Ok(mail.bytes.len())
}

#[test]
fn in_a_sandboxed_frame_and_from_a_file_an_attachment_is_sealed() -> Result<()> {
    for home in [Home::Frame, Home::File] {
        let ready = Ready::new(home)?;
        let session = ready.session();
        files::drop(session, &odd::files())?;
        let count = odd::files().len();
        attached::read(session, count, PATIENCE)?;
        let dump = ready.file("dump.bin", 30 * MIB + 1)?;
        files::choose(session, &[&dump])?;
        let listed = attached::read(session, count + 1, PATIENCE)?;
        // What is sealed stays in memory here, so there is a limit.
        let room = session.text("#attachments-room")?;
        ensure!(room.contains("GB"), "{home:?}: the limit is {room:?}");
        let reviewed = ready.form().review()?;
        ready
            .arrives(&reviewed, &listed)
            .with_context(|| format!("{home:?}"))?;
    }
    Ok(())
}

#[test]
fn in_firefox_an_attachment_is_sealed() -> Result<()> {
    for home in [Home::Hosted, Home::File] {
        let scene = Scene::new()?;
        let browser = Firefox::start()?;
        let session = &browser.session;
        fill(&scene, session, home)?;
        let dump = files::large(scene.stand.dir(), "转储 dump.bin", 30 * MIB + 1)?;
        files::choose(session, &[&dump])?;
        let listed = attached::read(session, 1, PATIENCE)?;
        ensure!(listed[0].digest == Some(sha256(&dump)?), "{listed:?}");
        let form = Form::new(session, ACME);
        let reviewed = form.review()?;
        let digest = form.seal_within(PATIENCE)?;
        let bytes = browser.download("pgp", || session.click("#save-sealed"))?;
        let archive = scene.stand.dir().join("saved.tar.pgp");
        std::fs::write(&archive, bytes)?;
        ensure!(sha256(&archive)? == digest, "the receipt is of other bytes");
        let opened = scene.stand.dir().join("opened");
        scene.gnupg.untar(&archive, &opened)?;
        odd::ensure_unpacked(&opened, &reviewed, &listed).with_context(|| format!("{home:?}"))?;
    }
    Ok(())
}

#[test]
fn cancel_answers_within_200_ms_and_the_next_try_works() -> Result<()> {
    let ready = Ready::new(Home::Hosted)?;
    let dump = ready.file("dump.bin", 400 * MIB)?;
    let (listed, reviewed) = ready.choose(&[&dump])?;
    ready.cancels(&reviewed)?;
    ready.next_try_works(&reviewed, &listed)
}

#[test]
fn a_file_that_vanished_or_changed_is_named() -> Result<()> {
    let ready = Ready::new(Home::Hosted)?;
    CHANGES
        .iter()
        .try_for_each(|change| ready.names_a_changed_file(change))
}

/// Where all stays in memory, with the browser's cipher and without it.
#[test]
fn from_a_file_and_in_a_sandboxed_frame_failures_leave_the_form_as_it_was() -> Result<()> {
    for home in [Home::File, Home::Frame] {
        let ready = Ready::new(home)?;
        for change in [&CHANGES[0], &CHANGES[1]] {
            ready.names_a_changed_file(change)?;
        }
        let dump = ready.file("dump.bin", 150 * MIB)?;
        let (listed, reviewed) = ready.choose(&[&dump])?;
        ready.cancels(&reviewed)?;
        ready.session().click("#seal")?;
        ready.begins()?;
        let worker = ready.worker(false, &[])?;
        ready.browser.cdp.evaluate(&worker, THROW)?;
        let said = ready.failed()?;
        ensure!(said.contains("stopped working"), "it says {said}");
        ready.next_try_works(&reviewed, &listed)?;
    }
    Ok(())
}

#[test]
fn a_file_that_is_gone_before_it_is_read_says_so_in_the_list() -> Result<()> {
    let ready = Ready::new(Home::Hosted)?;
    let session = ready.session();
    // The second waits while the first, which is large, is read.
    let (first, second) = (ready.file("1.bin", 300 * MIB)?, ready.file("2.bin", 10)?);
    files::choose(session, &[&first, &second])?;
    std::fs::remove_file(&second)?;
    let listed = attached::read(session, 2, PATIENCE)?;
    ensure!(
        listed[0].error.is_none() && listed[1].error.is_some(),
        "{listed:?}"
    );
    ready.form().go("review")?;
    let said = session.text("#error-summary")?;
    ensure!(said.contains("2.bin"), "the review says {said}");
    ensure!(!session.has("#seal")?, "it can be sealed without the file");
    Ok(())
}

/// Firefox keeps no snapshot of a file: what is read is what is there now.
#[test]
fn in_firefox_a_file_that_changed_is_noticed() -> Result<()> {
    type Change = fn(&Path) -> std::io::Result<()>;
    let changes: [(&str, Change); 4] = [
        ("vanished", |path| std::fs::remove_file(path)),
        ("same length", |path| std::fs::write(path, [7; 5000])),
        ("longer", |path| std::fs::write(path, [7; 5001])),
        ("shorter", |path| std::fs::write(path, [7; 1])),
    ];
    for (what, change) in changes {
        let scene = Scene::new()?;
        let browser = Firefox::start()?;
        let session = &browser.session;
        fill(&scene, session, Home::Hosted)?;
        let bad = scene.stand.dir().join("notes.txt");
        std::fs::write(&bad, [6; 5000])?;
        files::choose(session, &[&bad])?;
        attached::read(session, 1, PATIENCE)?;
        Form::new(session, ACME).review()?;
        change(&bad)?;
        session.click("#seal")?;
        session
            .find("#error-summary, #digest")
            .with_context(|| what)?;
        ensure!(session.has("#error-summary")?, "{what}: it was sealed");
        let said = session.text("#error-summary")?;
        ensure!(said.contains("notes.txt"), "{what}: it says {said}");
    }
    Ok(())
}

#[test]
fn where_there_is_no_room_it_says_so_and_the_next_try_works() -> Result<()> {
    let ready = Ready::new(Home::Hosted)?;
    let dump = ready.file("dump.bin", 60 * MIB)?;
    let (listed, reviewed) = ready.choose(&[&dump])?;
    let origin = ready.scene.stand.address(Home::Hosted);
    let page = ready.page()?;
    ready
        .browser
        .limit_storage(&page, &origin, Some(20 * MIB))?;
    let said = ready.fails()?;
    ensure!(
        said.contains("room") || said.contains("space"),
        "it says {said}"
    );
    wait::until_true("nothing left of what was begun", || {
        Ok(ready.kept()?.is_empty())
    })?;
    ready.browser.limit_storage(&page, &origin, None)?;
    ready.next_try_works(&reviewed, &listed)
}

#[test]
fn a_worker_that_dies_or_hangs_while_it_seals_is_replaced() -> Result<()> {
    let ready = Ready::new(Home::Hosted)?;
    let dump = ready.file("dump.bin", 400 * MIB)?;
    let (listed, reviewed) = ready.choose(&[&dump])?;
    for (is_keeper, how, sentence) in [
        (false, THROW, "stopped working"),
        (false, "close()", "stopped answering"),
        (true, THROW, "did not work"),
        (true, "close()", "stopped answering"),
    ] {
        let targets = ready.browser.cdp.targets().into_iter();
        let old: Vec<String> = targets.map(|target| target.session).collect();
        ready.session().click("#seal")?;
        // A keeper that fails before it has begun is done without.
        ready.begins()?;
        let worker = ready.worker(is_keeper, &old)?;
        ready.browser.cdp.evaluate(&worker, how)?;
        let said = ready.failed()?;
        ensure!(said.contains(sentence), "{how}: it says {said}");
        ensure!(ready.form().review()? == reviewed, "it is another report");
    }
    ready.next_try_works(&reviewed, &listed)
}

#[test]
fn a_worker_that_can_have_no_keeper_keeps_by_itself() -> Result<()> {
    let ready = Ready::new(Home::Hosted)?;
    let dump = ready.file("dump.bin", 30 * MIB)?;
    let (listed, reviewed) = ready.choose(&[&dump])?;
    let worker = ready.worker(false, &[])?;
    let cdp = &ready.browser.cdp;
    cdp.evaluate(&worker, "self.Worker = undefined")?;
    let before = cdp.targets().len();
    ready.arrives(&reviewed, &listed)?;
    ensure!(!ready.kept()?.is_empty(), "nothing is on disk");
    ensure!(cdp.targets().len() == before, "there is one all the same");
    Ok(())
}

#[test]
fn the_list_notes_what_is_odd_and_works_by_keyboard() -> Result<()> {
    let ready = Ready::new(Home::Hosted)?;
    let session = ready.session();
    let photo = Made {
        media_type: "image/png",
        ..Made::new("photo.png", [1, 2, 3])
    };
    let empty = Made::new("empty", []);
    let copy = Made::new("copy of photo.png", [1, 2, 3]);
    let namesake = Made::new("PHOTO.PNG", [4]);
    files::choose_made(session, &[photo, empty])?;
    files::drop(session, &[copy, namesake])?;
    let listed = attached::read(session, 4, PATIENCE)?;
    let names: Vec<&str> = listed.iter().map(|it| it.name.as_str()).collect();
    ensure!(
        names[..3] == ["photo.png", "empty", "copy of photo.png"],
        "{names:?}"
    );
    // On the disks of Windows and macOS it would be the same file.
    ensure!(
        names[3] != "PHOTO.PNG" && names[3].ends_with(".PNG"),
        "{names:?}"
    );
    let noted: Vec<bool> = listed.iter().map(|it| !it.notes.is_empty()).collect();
    ensure!(noted == [false, true, true, true], "notes: {listed:#?}");
    let kind = session.text("#attachment-list li:first-child .attachment-type")?;
    ensure!(kind.contains("image/png"), "the type is {kind}");

    // By keyboard: the second's button is reached and pressed, and the keyboard is somewhere after.
    session.execute(
        "document.getElementById('remove-attachment-2').focus()",
        &[],
    )?;
    session.press(&[key::ENTER])?;
    let listed = attached::read(session, 3, PATIENCE)?;
    ensure!(listed[1].name == "copy of photo.png", "{listed:?}");
    ensure!(!session.focused()?.is_empty(), "the keyboard is lost");
    // Without the first, the second is no copy any more.
    session.click("#remove-attachment-1")?;
    let listed = attached::read(session, 2, PATIENCE)?;
    ensure!(listed[0].notes.is_empty(), "{listed:?}");

    let reviewed = ready.form().review()?;
    let review = session.text("#attachment-review")?;
    for listed in &listed {
        ensure!(review.contains(&listed.name), "the review says {review}");
    }
    ready.arrives(&reviewed, &listed)
}

#[test]
fn a_screenshot_is_pasted_and_text_stays_text() -> Result<()> {
    let ready = Ready::new(Home::Hosted)?;
    let session = ready.session();
    let image = |content: &[u8]| Made {
        media_type: "image/png",
        ..Made::new("image.png", content)
    };
    ensure!(files::paste(session, &[image(&[1])], "")?, "not taken");
    ensure!(files::paste(session, &[image(&[2])], "")?, "not taken");
    let listed = attached::read(session, 2, PATIENCE)?;
    let names: Vec<&str> = listed.iter().map(|it| it.name.as_str()).collect();
    ensure!(
        names == ["screenshot-1.png", "screenshot-2.png"],
        "{names:?}"
    );
    session.click("#additional")?;
    ensure!(!files::paste(session, &[], "some text")?, "text was taken");
    // Word processors put a picture of a text beside it.
    ensure!(
        !files::paste(session, &[image(&[3])], "some text")?,
        "text was taken"
    );
    ensure!(attached::listed(session)?.len() == 2, "text became a file");
    // On another step a paste is none of our business.
    ready.form().go("vulnerability")?;
    let script = "const transfer = new DataTransfer(); \
        transfer.items.add(new File(['x'], 'x.png', { type: 'image/png' })); \
        return document.body.dispatchEvent(new ClipboardEvent('paste', \
        { clipboardData: transfer, bubbles: true, cancelable: true }))";
    ensure!(session.evaluate_bool(script)?, "taken on another step");
    ready.form().go("additional")?;
    ensure!(
        attached::listed(session)?.len() == 2,
        "attached on another step"
    );
    Ok(())
}

#[test]
fn nothing_is_left_after_a_new_start_and_after_a_reload() -> Result<()> {
    let ready = Ready::new(Home::Hosted)?;
    let session = ready.session();
    let dump = ready.file("dump.bin", 30 * MIB)?;
    let (listed, reviewed) = ready.choose(&[&dump])?;
    ready.arrives(&reviewed, &listed)?;
    let kept = ready.kept()?;
    ensure!(
        kept.iter().any(|(_, length)| *length > 30 * MIB),
        "{kept:?}"
    );
    for (name, _) in &kept {
        ensure!(!name.contains("dump"), "kept under {name}");
    }
    // What is in the way of the next ciphertext goes: there are never two.
    let more = ready.file("more.bin", 10)?;
    ready.form().go("additional")?;
    files::choose(session, &[&more])?;
    let listed = attached::read(session, 2, PATIENCE)?;
    let reviewed = ready.form().review()?;
    ready.arrives(&reviewed, &listed)?;
    wait::until_true("one ciphertext", || Ok(ready.kept()?.len() == kept.len()))?;
    session.click("#start-again")?;
    session.accept_dialog()?;
    wait::until_true("nothing kept after a new start", || {
        Ok(ready.kept()?.is_empty())
    })?;

    fill(&ready.scene, session, Home::Hosted)?;
    ensure!(
        attached::listed(session)?.is_empty(),
        "attachments were kept"
    );
    let (listed, reviewed) = ready.choose(&[&dump])?;
    ready.arrives(&reviewed, &listed)?;
    ensure!(!ready.kept()?.is_empty(), "nothing was kept");
    // The page loads anew: what it asks before is answered by the remote control.
    ready.scene.stand.open(session, Home::Hosted)?;
    wait::until_true("nothing kept after a reload", || {
        Ok(ready.kept()?.is_empty())
    })
}
