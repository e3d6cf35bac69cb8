//! Time as the page itself has it.

use std::time::Duration;

use anyhow::{Context, Result};

use crate::webdriver::Session;

/// Has the browser note every task of the page's main thread that takes longer than 50 ms: what
/// the standard calls a long task. To be called before what is measured.
pub fn watch_long_tasks(session: &Session) -> Result<()> {
    let script = "self.longTasks = []; \
        new PerformanceObserver((list) => { \
          for (const task of list.getEntries()) \
            self.longTasks.push([task.startTime, task.duration]); \
        }).observe({ type: 'longtask' });";
    session.execute(script, &[]).map(drop)
}

/// The lengths of the long tasks that there were since [`watch_long_tasks`].
pub fn long_tasks(session: &Session) -> Result<Vec<Duration>> {
    // An observer is told of a task some time after it, but before the page is idle.
    let script = "return new Promise((done) => requestIdleCallback(\
        () => setTimeout(() => done(self.longTasks.map(([_, length]) => length)))))";
    let lengths = session.execute(script, &[])?;
    let lengths = lengths.as_array().context("a list")?.iter();
    let lengths = lengths.map(|length| Some(Duration::from_secs_f64(length.as_f64()? / 1000.0)));
    lengths.collect::<Option<_>>().context("lengths")
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
    use anyhow::ensure;

    #[test]
    fn a_long_task_is_seen_and_a_short_one_is_not() -> Result<()> {
        let browser = Chromium::start()?;
        let session = &browser.session;
        session.navigate("data:text/html,<button id=b>b</button>")?;
        watch_long_tasks(session)?;
        let busy = "const [length] = arguments; const work = () => { \
            const begin = performance.now(); while (performance.now() - begin < length); \
            document.body.append(Object.assign(document.createElement('i'), { id: 'i' })); }; \
            document.getElementById('b').onclick = () => setTimeout(work, 0);";
        session.execute(busy, &[5.into()])?;
        from_click_to(session, "#b", "#i")?;
        ensure!(long_tasks(session)?.is_empty(), "5 ms count as long");
        session.execute(busy, &[120.into()])?;
        session.execute("document.getElementById('i').remove()", &[])?;
        let spent = from_click_to(session, "#b", "#i")?;
        ensure!(spent >= Duration::from_millis(120), "it took {spent:?}");
        let long = long_tasks(session)?;
        let seen = long.iter().any(|it| *it >= Duration::from_millis(115));
        ensure!(seen, "120 ms were not seen: {long:?}");
        Ok(())
    }
}
