//! Without script or without WebAssembly the page says so, and whom to write to all the same.

use anyhow::{Result, ensure};
use sealed_report_e2e::chromium::Chromium;
use sealed_report_e2e::scene::Scene;
use sealed_report_e2e::stand::Home;
use sealed_report_e2e::wait;
use serde_json::{Value, json};

/// What stands on the page of `home`, opened after `command` went to its tab.
fn shown(home: Home, method: &str, parameters: Value) -> Result<String> {
    let scene = Scene::new()?;
    let browser = Chromium::start()?;
    browser.session.navigate("about:blank")?;
    let page = browser.cdp.target("page", "about:blank")?.session;
    browser.cdp.call(&page, "Page.enable", json!({}))?;
    browser.cdp.call(&page, method, parameters)?;
    let address = scene.stand.address(home);
    let to = json!({ "url": address });
    browser.cdp.call(&page, "Page.navigate", to)?;
    let mut text = String::new();
    wait::until_true("the fallback", || {
        let shown = browser
            .cdp
            .evaluate(&page, "document.body?.innerText ?? ''")?;
        text = shown.as_str().unwrap_or_default().to_owned();
        Ok(text.contains("needs JavaScript and WebAssembly"))
    })?;
    Ok(text)
}

/// Forty hexadecimal digits in groups of four.
fn has_fingerprint(text: &str) -> bool {
    text.lines().any(|line| {
        let groups = line
            .split_whitespace()
            .filter(|group| group.len() == 4 && group.bytes().all(|b| b.is_ascii_hexdigit()));
        groups.count() == 10
    })
}

fn names_addresses_and_fingerprints(text: &str) -> Result<()> {
    ensure!(has_fingerprint(text), "no fingerprint: {text}");
    ensure!(text.contains('@'), "no address: {text}");
    ensure!(text.contains("本页面需要"), "not in Chinese: {text}");
    Ok(())
}

#[test]
fn without_script() -> Result<()> {
    for home in [Home::Hosted, Home::File] {
        let off = json!({ "value": true });
        let text = shown(home, "Emulation.setScriptExecutionDisabled", off)?;
        names_addresses_and_fingerprints(&text)?;
    }
    Ok(())
}

#[test]
fn without_webassembly() -> Result<()> {
    for home in [Home::Hosted, Home::File] {
        let off = json!({ "source": "delete self.WebAssembly" });
        let text = shown(home, "Page.addScriptToEvaluateOnNewDocument", off)?;
        names_addresses_and_fingerprints(&text)?;
    }
    Ok(())
}
