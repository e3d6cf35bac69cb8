//! Time as the page itself has it.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::cdp::Cdp;
use crate::webdriver::Session;

/// A recording of what every page's main thread does, by the browser itself. It knows the time that
/// a task took on the clock and the time that it computed: on a busy machine they differ.
#[derive(Debug)]
pub struct Recording<'a> {
    cdp: &'a Cdp,
    from: usize,
}

/// A task of a main thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    /// On the clock.
    pub clock: Duration,
    /// On a processor.
    pub processor: Duration,
}

impl<'a> Recording<'a> {
    /// Begins to record.
    pub fn begin(cdp: &'a Cdp) -> Result<Self> {
        let wanted = json!({
            "transferMode": "ReportEvents",
            "traceConfig": { "includedCategories": ["toplevel"], "excludedCategories": ["*"] },
        });
        let from = cdp.now();
        cdp.call("", "Tracing.start", wanted)?;
        Ok(Self { cdp, from })
    }

    /// Ends it: the tasks that took at least `clock`.
    pub fn end(self, clock: Duration) -> Result<Vec<Task>> {
        self.cdp.call("", "Tracing.end", json!({}))?;
        let patience = Duration::from_secs(120);
        let complete = "Tracing.tracingComplete";
        self.cdp
            .event_within(patience, self.from, complete, |_| true)?;
        let events = self.cdp.events();
        let collected = events.iter().skip(self.from);
        let collected = collected.filter(|event| event.method == "Tracing.dataCollected");
        let all: Vec<&Value> = collected
            .filter_map(|event| event.params["value"].as_array())
            .flatten()
            .collect();
        let thread = |event: &Value| (event["pid"].as_u64(), event["tid"].as_u64());
        let main = all.iter().filter(|event| {
            event["name"] == "thread_name" && event["args"]["name"] == "CrRendererMain"
        });
        let main: Vec<_> = main.map(|event| thread(event)).collect();
        ensure!(!main.is_empty(), "no main thread was recorded");
        let of_pages = all.iter().filter(|event| main.contains(&thread(event)));
        let micros = |event: &Value, name: &str| {
            Duration::from_micros(event[name].as_u64().unwrap_or_default())
        };
        let tasks = of_pages
            .filter(|event| event["ph"] == "X")
            .map(|event| Task {
                clock: micros(event, "dur"),
                processor: micros(event, "tdur"),
            });
        let tasks: Vec<Task> = tasks.collect();
        ensure!(!tasks.is_empty(), "no task was recorded");
        Ok(tasks.into_iter().filter(|it| it.clock >= clock).collect())
    }
}

/// Clicks `press` as soon as it is there, and gives the time until `then` is there.
pub fn from_click_to(session: &Session, press: &str, then: &str) -> Result<Duration> {
    let script = "const [press, then] = arguments; \
        const there = (css) => new Promise((done) => { \
          const look = () => { \
            const found = document.querySelector(css); \
            if (found) { seen.disconnect(); done(found); } }; \
          const seen = new MutationObserver(look); \
          seen.observe(document, { subtree: true, childList: true, attributes: true }); \
          look(); }); \
        return (async () => { \
          const button = await there(press); \
          const begin = performance.now(); \
          button.click(); \
          await there(then); \
          return performance.now() - begin; })()";
    let spent = session.execute(script, &[press.into(), then.into()])?;
    let spent = spent.as_f64().context("a time")?;
    Ok(Duration::from_secs_f64(spent / 1000.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chromium::Chromium;

    #[test]
    fn a_long_task_is_recorded_and_a_short_one_is_not() -> Result<()> {
        let browser = Chromium::start()?;
        let session = &browser.session;
        session.navigate("data:text/html,<button id=b>b</button>")?;
        let busy = "const [length] = arguments; const work = () => { \
            const begin = performance.now(); while (performance.now() - begin < length); \
            document.body.append(Object.assign(document.createElement('i'), { id: 'i' })); }; \
            document.getElementById('b').onclick = () => setTimeout(work, 0);";
        for (length, is_long) in [(5, false), (120, true)] {
            session.execute("document.getElementById('i')?.remove()", &[])?;
            session.execute(busy, &[length.into()])?;
            let recording = Recording::begin(&browser.cdp)?;
            let spent = from_click_to(session, "#b", "#i")?;
            let tasks = recording.end(Duration::from_millis(100))?;
            ensure!(spent >= Duration::from_millis(length), "took {spent:?}");
            // How much of the time it gets a processor depends on what else runs here.
            let enough = Duration::from_millis(20);
            let seen = tasks.iter().any(|task| task.processor >= enough);
            ensure!(seen == is_long, "{length} ms are recorded as {tasks:?}");
        }
        Ok(())
    }
}
