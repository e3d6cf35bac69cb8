//! A WebDriver client: as much of the standard as the tests need, and patience for a page that
//! draws itself anew. Elements are named by CSS selectors and looked up when they are used.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};

use crate::wait;

const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How long one command may take; the longest are to start a browser and to send a megabyte.
const COMMAND: Duration = Duration::from_secs(120);

/// Keys that are no characters, as WebDriver writes them.
pub mod key {
    /// Tab.
    pub const TAB: char = '\u{E004}';
    /// Enter.
    pub const ENTER: char = '\u{E007}';
    /// Shift, for the presses that follow in the same call.
    pub const SHIFT: char = '\u{E008}';
    /// Control, for the presses that follow in the same call.
    pub const CONTROL: char = '\u{E009}';
    /// Space.
    pub const SPACE: char = ' ';
    /// Arrow down.
    pub const DOWN: char = '\u{E015}';
}

/// A browser's answer to a command that failed.
#[derive(Debug)]
struct Refused {
    error: String,
    message: String,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let first = self.message.lines().next().unwrap_or_default();
        write!(f, "{}: {first}", self.error)
    }
}

impl std::error::Error for Refused {}

/// An element that was found.
#[derive(Clone, Debug)]
pub struct Element(String);

impl Element {
    fn argument(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

/// A browser under remote control. It ends when dropped.
#[derive(Debug)]
pub struct Session {
    agent: ureq::Agent,
    url: String,
    capabilities: Value,
}

impl Session {
    /// Starts a browser through the driver at `driver`.
    pub fn start(driver: &str, capabilities: &Value) -> Result<Self> {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(COMMAND))
            .build();
        let agent = ureq::Agent::new_with_config(config);
        let wanted = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer = send(&agent, "POST", &format!("{driver}/session"), Some(&wanted))
            .context("the browser did not start")?;
        let id = answer["sessionId"]
            .as_str()
            .context("the session has no number")?;
        let url = format!("{driver}/session/{id}");
        Ok(Self {
            agent,
            url,
            capabilities: answer["capabilities"].clone(),
        })
    }

    /// What the browser says of itself.
    #[must_use]
    pub fn capabilities(&self) -> &Value {
        &self.capabilities
    }

    fn post(&self, path: &str, body: Value) -> Result<Value> {
        send(
            &self.agent,
            "POST",
            &format!("{}{path}", self.url),
            Some(&body),
        )
    }

    fn get(&self, path: &str) -> Result<Value> {
        send(&self.agent, "GET", &format!("{}{path}", self.url), None)
    }

    /// Opens an address and waits until it is loaded.
    pub fn navigate(&self, url: &str) -> Result<()> {
        self.post("/url", json!({ "url": url }))
            .with_context(|| format!("opening {url}"))?;
        Ok(())
    }

    /// The address of the page, or of the frame's page.
    pub fn url(&self) -> Result<String> {
        self.evaluate_text("return location.href")
    }

    /// The browser's Back.
    pub fn back(&self) -> Result<()> {
        self.post("/back", json!({})).map(drop)
    }

    /// The browser's Forward.
    pub fn forward(&self) -> Result<()> {
        self.post("/forward", json!({})).map(drop)
    }

    /// Makes the element's frame the one that commands go to.
    pub fn enter_frame(&self, css: &str) -> Result<()> {
        let frame = self.find(css)?;
        self.post("/frame", json!({ "id": frame.argument() }))
            .map(drop)
    }

    /// Makes the page itself the one that commands go to.
    pub fn leave_frame(&self) -> Result<()> {
        self.post("/frame", json!({ "id": null })).map(drop)
    }

    /// The number of the present window.
    pub fn window(&self) -> Result<String> {
        Ok(self.get("/window")?.as_str().unwrap_or_default().to_owned())
    }

    /// The numbers of all windows.
    pub fn windows(&self) -> Result<Vec<String>> {
        let windows = self.get("/window/handles")?;
        let windows = windows.as_array().context("the windows are no list")?;
        Ok(windows
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect())
    }

    /// Opens another tab and gives its number; commands still go to the present one.
    pub fn open_tab(&self) -> Result<String> {
        let opened = self.post("/window/new", json!({ "type": "tab" }))?;
        Ok(opened["handle"]
            .as_str()
            .context("the tab has no number")?
            .to_owned())
    }

    /// Sends commands to the window of this number.
    pub fn enter_window(&self, window: &str) -> Result<()> {
        self.post("/window", json!({ "handle": window })).map(drop)
    }

    /// Closes the present window.
    pub fn close_window(&self) -> Result<()> {
        send(&self.agent, "DELETE", &format!("{}/window", self.url), None).map(drop)
    }

    /// Sends a command of Chromium's own protocol to the page.
    pub fn chromium(&self, method: &str, params: &Value) -> Result<Value> {
        self.post(
            "/goog/cdp/execute",
            json!({ "cmd": method, "params": params }),
        )
        .with_context(|| method.to_owned())
    }

    /// Runs a script and gives what it returns.
    pub fn execute(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.post(
            "/execute/sync",
            json!({ "script": script, "args": arguments }),
        )
        .with_context(|| format!("running {script:.80}"))
    }

    /// Runs a script that returns a string.
    pub fn evaluate_text(&self, script: &str) -> Result<String> {
        let value = self.execute(script, &[])?;
        let text = value
            .as_str()
            .with_context(|| format!("no string from {script:.80}: {value}"));
        Ok(text?.to_owned())
    }

    /// Runs a script that returns true or false.
    pub fn evaluate_bool(&self, script: &str) -> Result<bool> {
        let value = self.execute(script, &[])?;
        value
            .as_bool()
            .with_context(|| format!("neither true nor false from {script:.80}: {value}"))
    }

    /// The element, if it is there now.
    pub fn find_now(&self, css: &str) -> Result<Option<Element>> {
        let wanted = json!({ "using": "css selector", "value": css });
        match self.post("/element", wanted) {
            Ok(found) => Ok(found[ELEMENT].as_str().map(|id| Element(id.to_owned()))),
            Err(error) if is(&error, &["no such element"]) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The element, as soon as it is there.
    pub fn find(&self, css: &str) -> Result<Element> {
        let found = wait::until(&format!("element {css}"), || self.find_now(css));
        found.map_err(
            |error| match self.evaluate_text("return document.body.innerText") {
                Ok(page) => error.context(format!("the page says:\n{page:.3000}\n")),
                Err(_) => error,
            },
        )
    }

    /// Whether the element is there now.
    pub fn has(&self, css: &str) -> Result<bool> {
        Ok(self.find_now(css)?.is_some())
    }

    /// Waits until the element is gone.
    pub fn gone(&self, css: &str) -> Result<()> {
        wait::until_true(&format!("end of element {css}"), || Ok(!self.has(css)?))
    }

    /// Does something with the element, again if it was drawn anew meanwhile.
    fn with<T>(&self, css: &str, act: impl Fn(&Element) -> Result<T>) -> Result<T> {
        const PASSING: [&str; 4] = [
            "stale element reference",
            "element click intercepted",
            "element not interactable",
            "no such element",
        ];
        let deadline = Instant::now() + wait::PATIENCE;
        loop {
            match self.find(css).and_then(|element| act(&element)) {
                Err(error) if is(&error, &PASSING) && Instant::now() < deadline => {}
                result => return result.with_context(|| format!("with element {css}")),
            }
        }
    }

    /// Clicks the element as a person does: it is scrolled to, and must not be covered.
    pub fn click(&self, css: &str) -> Result<()> {
        self.with(css, |element| {
            self.post(&format!("/element/{}/click", element.0), json!({}))
                .map(drop)
        })
    }

    /// Types into the element, key by key.
    pub fn type_into(&self, css: &str, text: &str) -> Result<()> {
        self.with(css, |element| {
            self.post(
                &format!("/element/{}/value", element.0),
                json!({ "text": text }),
            )
            .map(drop)
        })
    }

    /// The text of the element as it stands in the document, white space and all.
    pub fn text(&self, css: &str) -> Result<String> {
        self.with(css, |element| {
            let text = self.execute("return arguments[0].textContent", &[element.argument()])?;
            Ok(text.as_str().unwrap_or_default().to_owned())
        })
    }

    /// The value of an input.
    pub fn value(&self, css: &str) -> Result<String> {
        self.with(css, |element| {
            let value = self.execute("return arguments[0].value", &[element.argument()])?;
            Ok(value.as_str().unwrap_or_default().to_owned())
        })
    }

    /// An attribute of the element.
    pub fn attribute(&self, css: &str, name: &str) -> Result<Option<String>> {
        self.with(css, |element| {
            let script = "return arguments[0].getAttribute(arguments[1])";
            let value = self.execute(script, &[element.argument(), name.into()])?;
            Ok(value.as_str().map(str::to_owned))
        })
    }

    /// The `id` of the element that has the keyboard.
    pub fn focused(&self) -> Result<String> {
        self.evaluate_text("return document.activeElement ? document.activeElement.id : ''")
    }

    /// Puts text into an input at once, as a paste does: for text that no keyboard types.
    pub fn put(&self, css: &str, text: &str) -> Result<()> {
        self.put_script(css, "arguments[1]", text)
    }

    /// As [`Session::put`], with a script's expression, for what is no text elsewhere: a string
    /// with half of a surrogate pair.
    pub fn put_expression(&self, css: &str, expression: &str) -> Result<()> {
        self.put_script(css, expression, "")
    }

    fn put_script(&self, css: &str, expression: &str, text: &str) -> Result<()> {
        let script = format!(
            "const type = arguments[0].tagName === 'TEXTAREA' ? HTMLTextAreaElement : \
             HTMLInputElement; arguments[0].focus(); \
             Object.getOwnPropertyDescriptor(type.prototype, 'value').set\
             .call(arguments[0], {expression}); \
             arguments[0].dispatchEvent(new InputEvent('input', {{ bubbles: true }}));"
        );
        self.with(css, |element| {
            self.execute(&script, &[element.argument(), text.into()])
                .map(drop)
        })
    }

    /// Presses keys on whatever has the keyboard. Shift and Control are held from where they
    /// stand to the end.
    pub fn press(&self, keys: &[char]) -> Result<()> {
        let mut actions = Vec::new();
        let mut held = Vec::new();
        for key in keys {
            actions.push(json!({ "type": "keyDown", "value": key }));
            if [key::SHIFT, key::CONTROL].contains(key) {
                held.push(json!({ "type": "keyUp", "value": key }));
            } else {
                actions.push(json!({ "type": "keyUp", "value": key }));
            }
        }
        actions.extend(held);
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.post("/actions", json!({ "actions": [keyboard] }))
            .map(drop)
    }

    /// What an open dialog asks, if there is one.
    pub fn dialog(&self) -> Result<Option<String>> {
        match self.get("/alert/text") {
            Ok(text) => Ok(Some(text.as_str().unwrap_or_default().to_owned())),
            Err(error) if is(&error, &["no such alert"]) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Says yes to a dialog, as soon as it is open.
    pub fn accept_dialog(&self) -> Result<()> {
        wait::until_true("a dialog", || Ok(self.dialog()?.is_some()))?;
        self.post("/alert/accept", json!({})).map(drop)
    }

    /// Says no to an open dialog.
    pub fn dismiss_dialog(&self) -> Result<()> {
        self.post("/alert/dismiss", json!({})).map(drop)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = send(&self.agent, "DELETE", &self.url, None);
    }
}

/// Whether a command failed for one of `reasons`.
fn is(error: &anyhow::Error, reasons: &[&str]) -> bool {
    let refused = error.downcast_ref::<Refused>();
    refused.is_some_and(|refused| reasons.contains(&refused.error.as_str()))
}

fn send(agent: &ureq::Agent, method: &str, url: &str, body: Option<&Value>) -> Result<Value> {
    let response = match (method, body) {
        ("GET", _) => agent.get(url).call(),
        ("DELETE", _) => agent.delete(url).call(),
        (_, Some(body)) => agent.post(url).send_json(body),
        (_, None) => bail!("a POST without a body"),
    };
    let mut response = response.map_err(|error| anyhow!("no answer from the driver: {error}"))?;
    const MAX_BYTES: u64 = 64 * 1024 * 1024;
    let mut answer: Value = response
        .body_mut()
        .with_config()
        .limit(MAX_BYTES)
        .read_json()?;
    let value = answer["value"].take();
    if response.status().is_success() {
        return Ok(value);
    }
    let part = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    Err(Refused {
        error: part("error"),
        message: part("message"),
    }
    .into())
}
