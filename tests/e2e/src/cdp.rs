//! The browser's own protocol: every page, frame and worker is attached from its first
//! instruction, and what each of them does is recorded by a thread of its own.

use std::collections::HashMap;
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tungstenite::protocol::{Role, WebSocketConfig};
use tungstenite::{Message, WebSocket};

use crate::wait::PATIENCE;

/// Bytes of a request's body that the browser tells of.
const MAX_POST_BYTES: u64 = 64 * 1024 * 1024;

/// Something that was attached: a page, a frame, a worker.
#[derive(Clone, Debug)]
pub struct Target {
    /// The session in which it is spoken to.
    pub session: String,
    /// The browser's number for it.
    pub id: String,
    /// `page`, `iframe`, `worker`, …
    pub kind: String,
    /// Its address when it was attached.
    pub url: String,
    /// Whether it is gone.
    pub gone: bool,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Event {
    /// The session; empty for the browser itself.
    pub session: String,
    /// The protocol's name for it.
    pub method: String,
    /// What the protocol says of it.
    pub params: Value,
}

/// A connection to a browser.
#[derive(Debug)]
pub struct Cdp {
    shared: Arc<Shared>,
    reader: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    writer: Mutex<WebSocket<TcpStream>>,
    next: AtomicU64,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    answers: HashMap<u64, Value>,
    targets: Vec<Target>,
    events: Vec<Event>,
    ended: bool,
}

impl State {
    fn is_gone(&self, session: &str) -> bool {
        let mut targets = self.targets.iter();
        targets.any(|target| target.session == session && target.gone)
    }
}

/// Instead of an answer.
fn gone() -> Value {
    json!({ "error": { "message": "the target is gone" } })
}

impl Cdp {
    /// Connects to the browser that debuggers find at `address` (host and port), and attaches to
    /// everything in it, now and later.
    pub fn connect(address: &str) -> Result<Self> {
        let mut version = ureq::get(format!("http://{address}/json/version")).call()?;
        let version: Value = version.body_mut().read_json()?;
        let url = version["webSocketDebuggerUrl"]
            .as_str()
            .context("no address for debuggers")?;
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        // Both directions at once: one reads, the other writes the same line.
        let for_writing = stream.try_clone()?;
        let config = WebSocketConfig::default()
            .max_message_size(None)
            .max_frame_size(None);
        let handshake = tungstenite::client::client_with_config(url, stream, Some(config));
        let (reading, _) = handshake.map_err(|error| anyhow::anyhow!("no handshake: {error}"))?;
        let writer = WebSocket::from_raw_socket(for_writing, Role::Client, None);
        let shared = Arc::new(Shared {
            writer: Mutex::new(writer),
            next: AtomicU64::new(1),
            state: Mutex::default(),
            changed: Condvar::new(),
        });
        let listening = Arc::clone(&shared);
        let reader = std::thread::spawn(move || listening.listen(reading));
        let cdp = Self {
            shared,
            reader: Some(reader),
        };
        cdp.call("", "Target.setDiscoverTargets", json!({ "discover": true }))?;
        cdp.call("", "Target.setAutoAttach", auto_attach())?;
        Ok(cdp)
    }

    /// Sends a command to `session` (empty: the browser) and waits for its result, which a target
    /// that ended does not give.
    pub fn call(&self, session: &str, method: &str, params: Value) -> Result<Value> {
        let id = self.shared.send(session, method, params)?;
        let answer = self.shared.wait(&format!("answer to {method}"), |state| {
            let answer = state.answers.remove(&id);
            answer.or_else(|| state.is_gone(session).then(gone))
        })?;
        if let Some(error) = answer.get("error") {
            bail!(
                "{method}: {}",
                error["message"].as_str().unwrap_or("failed")
            );
        }
        Ok(answer["result"].clone())
    }

    /// Sends a command to `session` without waiting: what it is sent to may not be able to answer.
    pub fn tell(&self, session: &str, method: &str, params: Value) -> Result<()> {
        self.shared.send(session, method, params).map(drop)
    }

    /// Evaluates an expression in `session`, waits if it is a promise, and gives its value.
    pub fn evaluate(&self, session: &str, expression: &str) -> Result<Value> {
        let params = json!({
            "expression": expression,
            "awaitPromise": true,
            "returnByValue": true,
            "userGesture": true,
            "allowUnsafeEvalBlockedByCSP": false,
        });
        let answer = self.call(session, "Runtime.evaluate", params)?;
        if let Some(exception) = answer.get("exceptionDetails") {
            let text = exception["exception"]["description"].as_str();
            bail!("{:.60}: {}", expression, text.unwrap_or("an exception"));
        }
        Ok(answer["result"]["value"].clone())
    }

    /// As [`Cdp::evaluate`]; nothing if the target ended before it answered, as workers may.
    pub fn evaluate_while_there(&self, session: &str, expression: &str) -> Result<Option<Value>> {
        match self.evaluate(session, expression) {
            Err(_) if self.shared.lock().is_gone(session) => Ok(None),
            evaluated => evaluated.map(Some),
        }
    }

    /// All targets so far.
    #[must_use]
    pub fn targets(&self) -> Vec<Target> {
        self.shared.lock().targets.clone()
    }

    /// The youngest living target of this kind whose address starts with `url`, as soon as there
    /// is one.
    pub fn target(&self, kind: &str, url: &str) -> Result<Target> {
        self.shared
            .wait(&format!("a target of kind {kind} at {url}"), |state| {
                let mut targets = state.targets.iter().rev();
                let fits = |target: &&Target| {
                    !target.gone && target.kind == kind && target.url.starts_with(url)
                };
                targets.find(fits).cloned()
            })
    }

    /// How many events there were so far: a place from which to look for others.
    #[must_use]
    pub fn now(&self) -> usize {
        self.shared.lock().events.len()
    }

    /// All events so far.
    #[must_use]
    pub fn events(&self) -> Vec<Event> {
        self.shared.lock().events.clone()
    }

    /// The first event of this name since `from` that fits, as soon as it happens.
    pub fn event(&self, from: usize, method: &str, fits: impl Fn(&Value) -> bool) -> Result<Event> {
        self.event_within(PATIENCE, from, method, fits)
    }

    /// As [`Cdp::event`], with a deadline of its own.
    pub fn event_within(
        &self,
        patience: Duration,
        from: usize,
        method: &str,
        fits: impl Fn(&Value) -> bool,
    ) -> Result<Event> {
        let what = format!("event {method}");
        self.shared.wait_within(patience, &what, |state| {
            let mut events = state.events.iter().skip(from);
            events
                .find(|event| event.method == method && fits(&event.params))
                .cloned()
        })
    }
}

impl Drop for Cdp {
    fn drop(&mut self) {
        if let Ok(writer) = self.shared.writer.lock() {
            let _ = writer.get_ref().shutdown(std::net::Shutdown::Both);
        }
        if let Some(reader) = self.reader.take() {
            let _ = reader.join();
        }
    }
}

fn auto_attach() -> Value {
    json!({ "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true })
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send(&self, session: &str, method: &str, params: Value) -> Result<u64> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let mut message = json!({ "id": id, "method": method, "params": params });
        if !session.is_empty() {
            message["sessionId"] = session.into();
        }
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer
            .send(Message::text(message.to_string()))
            .with_context(|| method.to_owned())?;
        Ok(id)
    }

    /// Waits until `look` finds something in the state.
    fn wait<T>(&self, what: &str, look: impl Fn(&mut State) -> Option<T>) -> Result<T> {
        self.wait_within(PATIENCE, what, look)
    }

    fn wait_within<T>(
        &self,
        patience: Duration,
        what: &str,
        look: impl Fn(&mut State) -> Option<T>,
    ) -> Result<T> {
        let deadline = Instant::now() + patience;
        let mut state = self.lock();
        loop {
            if let Some(found) = look(&mut state) {
                return Ok(found);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || state.ended {
                bail!("waited in vain: {what}");
            }
            let waited = self.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn listen(&self, mut reading: WebSocket<TcpStream>) {
        while let Ok(message) = reading.read() {
            let Ok(text) = message.to_text() else {
                continue;
            };
            if let Ok(message) = serde_json::from_str(text) {
                self.hear(message);
            }
        }
        self.lock().ended = true;
        self.changed.notify_all();
    }

    fn hear(&self, mut message: Value) {
        if let Some(id) = message["id"].as_u64() {
            self.lock().answers.insert(id, message);
            self.changed.notify_all();
            return;
        }
        let event = Event {
            session: message["sessionId"].as_str().unwrap_or_default().to_owned(),
            method: message["method"].as_str().unwrap_or_default().to_owned(),
            params: message["params"].take(),
        };
        match event.method.as_str() {
            "Target.attachedToTarget" => self.attached(&event.params),
            "Target.detachedFromTarget" => {
                let session = event.params["sessionId"].as_str().unwrap_or_default();
                let mut state = self.lock();
                for target in &mut state.targets {
                    target.gone |= target.session == session;
                }
            }
            // A target's address changes as it goes on.
            "Target.targetInfoChanged" => {
                let info = &event.params["targetInfo"];
                let mut state = self.lock();
                for target in &mut state.targets {
                    if info["targetId"] == target.id.as_str() {
                        target.url = info["url"].as_str().unwrap_or_default().to_owned();
                    }
                }
            }
            _ => {}
        }
        self.lock().events.push(event);
        self.changed.notify_all();
    }

    /// Has everything told that a new target does, then lets it run. The commands are answered in
    /// their order, so nothing of the target is missed.
    fn attached(&self, params: &Value) {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let info = &params["targetInfo"];
        let target = Target {
            session: text(&params["sessionId"]),
            id: text(&info["targetId"]),
            kind: text(&info["type"]),
            url: text(&info["url"]),
            gone: false,
        };
        let session = target.session.clone();
        let commands = [
            (
                "Network.enable",
                json!({ "maxPostDataSize": MAX_POST_BYTES }),
            ),
            ("Runtime.enable", json!({})),
            ("Log.enable", json!({})),
            ("Page.enable", json!({})),
            ("DOMStorage.enable", json!({})),
            ("Audits.enable", json!({})),
            ("Target.setAutoAttach", auto_attach()),
            ("Runtime.runIfWaitingForDebugger", json!({})),
        ];
        for (method, params) in commands {
            // A worker has no Page; whatever has none of these says so, and that is all.
            let _ = self.send(&session, method, params);
        }
        self.lock().targets.push(target);
    }
}
