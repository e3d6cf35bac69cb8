//! The page's policy holds where it matters most: inside the worker, and after the script is dead.

use anyhow::{Context, Result, ensure};
use sealed_report_e2e::cdp::{Cdp, Event};
use sealed_report_e2e::chromium::Chromium;
use sealed_report_e2e::form::Form;
use sealed_report_e2e::scene::Scene;
use sealed_report_e2e::stand::Home;
use sealed_report_e2e::vendor::ACME;
use sealed_report_e2e::wait;
use serde_json::json;
use xtask::server::Site;

/// A server that no page may know.
fn elsewhere() -> Result<(tempfile::TempDir, Site)> {
    let dir = tempfile::tempdir()?;
    std::fs::write(dir.path().join("index.html"), "elsewhere")?;
    let site = Site::start(dir.path(), 0)?;
    Ok((dir, site))
}

/// Waits until the browser has told of a request that the policy refused.
fn refused(cdp: &Cdp, from: usize, directive: &str) -> Result<()> {
    wait::until_true(&format!("something refused by {directive}"), || {
        Ok(cdp
            .events()
            .iter()
            .skip(from)
            .any(|event| refusal(event, directive)))
    })
}

fn refusal(event: &Event, directive: &str) -> bool {
    let details = &event.params["issue"]["details"]["contentSecurityPolicyIssueDetails"];
    let violated = details["violatedDirective"].as_str().unwrap_or_default();
    violated.starts_with(directive)
}

/// Waits until a submit was refused. The page's own question before leaving, which may come first,
/// is answered with yes.
fn not_submitted(cdp: &Cdp, from: usize) -> Result<()> {
    wait::until_true("a refused submit", || {
        let events = cdp.events();
        for event in events.iter().skip(from) {
            if event.method == "Page.javascriptDialogOpening" {
                // The driver may have been quicker.
                let _ = cdp.tell(
                    &event.session,
                    "Page.handleJavaScriptDialog",
                    json!({ "accept": true }),
                );
            }
        }
        Ok(events
            .iter()
            .skip(from)
            .any(|event| refusal(event, "form-action")))
    })
}

/// Every way in which a worker may try to reach `url`.
fn every_way(url: &str) -> [(&'static str, String); 4] {
    [
        (
            "fetch",
            format!("fetch({url:?}, {{ mode: 'no-cors' }}).then(() => 'through', () => 'refused')"),
        ),
        (
            "XMLHttpRequest",
            format!(
                "new Promise((done) => {{ const asked = new XMLHttpRequest(); \
                 asked.onload = () => done('through'); asked.onerror = () => done('refused'); \
                 asked.open('GET', {url:?}); asked.send() }})"
            ),
        ),
        (
            "WebSocket",
            format!(
                "new Promise((done) => {{ try {{ const asked = \
                 new WebSocket({url:?}.replace('http', 'ws')); asked.onopen = () => done('through'); \
                 asked.onerror = () => done('refused') }} catch {{ done('refused') }} }})"
            ),
        ),
        (
            "import",
            format!(
                "(async () => {{ try {{ importScripts({url:?}); return 'through' }} catch {{ return 'refused' }} }})()"
            ),
        ),
    ]
}

#[test]
fn the_worker_reaches_no_other_origin() -> Result<()> {
    let (_dir, other) = elsewhere()?;
    for home in Home::ALL {
        let scene = Scene::new()?;
        let browser = Chromium::start()?;
        scene.stand.open(&browser.session, home)?;
        Form::new(&browser.session, ACME).choose()?;
        let cdp = &browser.cdp;
        let worker = cdp.target("worker", "blob:")?.session;
        for (way, script) in every_way(&other.url()) {
            let outcome = cdp.evaluate(&worker, &script)?;
            ensure!(outcome == "refused", "{home:?}: {way} is {outcome}");
        }
        ensure!(
            other.log().is_empty(),
            "{home:?}: it arrived: {:?}",
            other.log()
        );
    }
    Ok(())
}

#[test]
fn the_page_reaches_no_other_origin() -> Result<()> {
    let (_dir, other) = elsewhere()?;
    for home in Home::ALL {
        let scene = Scene::new()?;
        let browser = Chromium::start()?;
        scene.stand.open(&browser.session, home)?;
        let cdp = &browser.cdp;
        let (kind, address) = scene.stand.target(home);
        let page = cdp.target(kind, &address)?.session;
        let url = other.url();
        let more = [
            (
                "image",
                format!(
                    "new Promise((done) => {{ const it = new Image(); it.onerror = () => done('refused'); it.onload = () => done('through'); it.src = {url:?} }})"
                ),
            ),
            (
                "beacon",
                format!("navigator.sendBeacon({url:?}, 'x'), 'refused'"),
            ),
            (
                "frame",
                format!(
                    "{{ const it = document.createElement('iframe'); it.src = {url:?}; document.body.append(it); 'refused' }}"
                ),
            ),
            (
                "style",
                format!(
                    "new Promise((done) => {{ const it = document.createElement('link'); it.rel = 'stylesheet'; it.onerror = () => done('refused'); it.onload = () => done('through'); it.href = {url:?}; document.head.append(it) }})"
                ),
            ),
            (
                "script",
                format!(
                    "new Promise((done) => {{ const it = document.createElement('script'); it.onerror = () => done('refused'); it.onload = () => done('through'); it.src = {url:?}; document.head.append(it) }})"
                ),
            ),
            (
                "prefetch",
                format!(
                    "{{ const it = document.createElement('link'); it.rel = 'prefetch'; it.href = {url:?}; document.head.append(it); 'refused' }}"
                ),
            ),
        ];
        let ways = every_way(&url)
            .into_iter()
            .filter(|(way, _)| *way != "import");
        for (way, script) in ways.chain(more) {
            let outcome = cdp.evaluate(&page, &script)?;
            ensure!(outcome == "refused", "{home:?}: {way} is {outcome}");
        }
        // What is refused without an answer has had its time by now: these are told of in order.
        let from = cdp.now();
        let last = format!("fetch({:?}).catch(() => 'refused')", format!("{url}last"));
        cdp.evaluate(&page, &last)?;
        refused(cdp, from, "connect-src")?;
        ensure!(
            other.log().is_empty(),
            "{home:?}: it arrived: {:?}",
            other.log()
        );
    }
    Ok(())
}

#[test]
fn a_worker_from_an_address_is_refused() -> Result<()> {
    // It would not inherit the page's policy.
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    scene.stand.open(&browser.session, Home::Hosted)?;
    let (kind, address) = scene.stand.target(Home::Hosted);
    let page = browser.cdp.target(kind, &address)?.session;
    let script = "new Promise((done) => { try { const it = new Worker(\
                  document.getElementById('worker').dataset.script); \
                  it.onerror = () => done('refused'); it.onmessage = () => done('through') } \
                  catch { done('refused') } })";
    let outcome = browser.cdp.evaluate(&page, script)?;
    ensure!(outcome == "refused", "{outcome}");
    Ok(())
}

#[test]
fn nothing_is_submitted_after_the_script_is_dead() -> Result<()> {
    for home in Home::ALL {
        let scene = Scene::new()?;
        let browser = Chromium::start()?;
        let (session, cdp) = (&browser.session, &browser.cdp);
        scene.stand.open(session, home)?;
        let form = Form::new(session, ACME);
        form.choose()?;
        form.go_on("reporter")?;
        session.type_into("#organisation", "must not be sent")?;
        let (kind, address) = scene.stand.target(home);
        let page = cdp.target(kind, &address)?;
        // As a crash leaves it: fields, a button, and nobody who would prevent anything.
        cdp.evaluate(
            &page.session,
            "for (const kind of ['submit', 'click', 'keydown', 'beforeunload']) \
             addEventListener(kind, (event) => event.stopImmediatePropagation(), true); 1",
        )?;
        let before = cdp.evaluate(&page.session, "location.href")?;
        let requests = scene.stand.site().log().len();
        let from = cdp.now();
        session.click("#continue")?;
        not_submitted(cdp, from).with_context(|| format!("{home:?}: click"))?;
        let from = cdp.now();
        session.type_into("#organisation", "\u{E007}")?;
        not_submitted(cdp, from).with_context(|| format!("{home:?}: Enter"))?;
        let from = cdp.now();
        let own = "HTMLFormElement.prototype.submit.call(document.querySelector('form')), 1";
        cdp.evaluate(&page.session, own)?;
        not_submitted(cdp, from).with_context(|| format!("{home:?}: submit()"))?;
        let after = cdp.evaluate(&page.session, "location.href")?;
        ensure!(before == after, "{home:?}: the address is {after}");
        ensure!(
            !after.to_string().contains('?'),
            "{home:?}: the address is {after}"
        );
        ensure!(
            scene.stand.site().log().len() == requests,
            "{home:?}: something was sent"
        );
        ensure!(
            session.value("#organisation")? == "must not be sent",
            "{home:?}: it is lost"
        );
    }
    Ok(())
}

#[test]
fn with_scripts_switched_off_nothing_is_submitted() -> Result<()> {
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    let (session, cdp) = (&browser.session, &browser.cdp);
    scene.stand.open(session, Home::Hosted)?;
    let form = Form::new(session, ACME);
    form.choose()?;
    form.go_on("reporter")?;
    session.type_into("#organisation", "must not be sent")?;
    let page = cdp
        .target("page", &scene.stand.address(Home::Hosted))?
        .session;
    let middle = cdp.evaluate(
        &page,
        "(() => { const it = document.getElementById('continue'); it.scrollIntoView(); \
         const box = it.getBoundingClientRect(); \
         return [box.x + box.width / 2, box.y + box.height / 2] })()",
    )?;
    let requests = scene.stand.site().log().len();
    cdp.call(
        &page,
        "Emulation.setScriptExecutionDisabled",
        json!({ "value": true }),
    )?;
    let from = cdp.now();
    for kind in ["mousePressed", "mouseReleased"] {
        let click = json!({
            "type": kind, "x": middle[0], "y": middle[1], "button": "left", "clickCount": 1,
        });
        cdp.call(&page, "Input.dispatchMouseEvent", click)?;
    }
    not_submitted(cdp, from)?;
    cdp.call(
        &page,
        "Emulation.setScriptExecutionDisabled",
        json!({ "value": false }),
    )?;
    let url = session.url()?;
    ensure!(
        url.ends_with("#/acme/reporter") && !url.contains('?'),
        "the address is {url}"
    );
    ensure!(
        scene.stand.site().log().len() == requests,
        "something was sent"
    );
    Ok(())
}

#[test]
fn neither_script_nor_style_is_taken_inline() -> Result<()> {
    for home in Home::ALL {
        let scene = Scene::new()?;
        let browser = Chromium::start()?;
        scene.stand.open(&browser.session, home)?;
        let cdp = &browser.cdp;
        let (kind, address) = scene.stand.target(home);
        let page = cdp.target(kind, &address)?.session;
        let tries = [
            (
                "script-src",
                "const it = document.createElement('script'); it.textContent = 'self.broken = 1'; document.body.append(it)",
            ),
            (
                "script-src",
                "const it = document.createElement('div'); it.innerHTML = '<img src=x onerror=\"self.broken = 1\">'; document.body.append(it); it.firstChild.dispatchEvent(new Event('error'))",
            ),
            (
                "script-src",
                "try { (0, eval)('self.broken = 1') } catch {}",
            ),
            (
                "script-src",
                "const it = document.createElement('a'); it.href = 'javascript:self.broken=1'; document.body.append(it); it.click()",
            ),
            (
                "style-src",
                "const it = document.createElement('style'); it.textContent = 'body { width: 77px }'; document.body.append(it)",
            ),
            (
                "style-src",
                "document.body.setAttribute('style', 'width: 77px')",
            ),
        ];
        for (directive, script) in tries {
            let from = cdp.now();
            cdp.evaluate(&page, &format!("(() => {{ {script} }})()"))?;
            refused(cdp, from, directive).with_context(|| format!("{home:?}: {script}"))?;
            let broken = "self.broken === undefined && document.body.clientWidth !== 77";
            ensure!(
                cdp.evaluate(&page, broken)? == true,
                "{home:?}: it took {script}"
            );
        }
    }
    Ok(())
}
