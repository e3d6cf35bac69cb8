//! Waiting for a condition, with a deadline. Nothing else here waits.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How long a person would wait for anything that needs no more than a moment.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How often a condition is looked at.
const INTERVAL: Duration = Duration::from_millis(15);

/// Looks until `look` finds something; fails with `what` was awaited after [`PATIENCE`].
pub fn until<T>(what: &str, look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    within(PATIENCE, what, look)
}

/// As [`until`], with a deadline of its own.
pub fn within<T>(
    patience: Duration,
    what: &str,
    mut look: impl FnMut() -> Result<Option<T>>,
) -> Result<T> {
    let deadline = Instant::now() + patience;
    loop {
        if let Some(found) = look()? {
            return Ok(found);
        }
        if Instant::now() >= deadline {
            bail!("waited {} s in vain: {what}", patience.as_secs());
        }
        std::thread::sleep(INTERVAL);
    }
}

/// As [`until`], for a condition that is just true or not.
pub fn until_true(what: &str, mut look: impl FnMut() -> Result<bool>) -> Result<()> {
    until(what, || Ok(look()?.then_some(())))
}
