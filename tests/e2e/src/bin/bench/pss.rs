//! Memory of a process and of all that it started: the proportional set size, in which a page that
//! several of them share counts once.

use std::collections::HashMap;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Between two looks.
const INTERVAL: Duration = Duration::from_millis(50);

/// For how long memory must change by less than [`STILL_BYTES`] to count as standing still.
const STILL: Duration = Duration::from_secs(2);
const STILL_BYTES: u64 = 1024 * 1024;
const STILL_PATIENCE: Duration = Duration::from_secs(60);

/// PSS of `root` and its descendants, in bytes.
pub fn of(root: u32) -> u64 {
    family(root).into_iter().filter_map(pss).sum()
}

/// Waits until it stands still, and gives it.
pub fn at_rest(root: u32) -> Result<u64> {
    let deadline = Instant::now() + STILL_PATIENCE;
    let (mut since, mut still) = (Instant::now(), of(root));
    while since.elapsed() < STILL {
        if Instant::now() > deadline {
            bail!("the browser's memory does not come to rest");
        }
        std::thread::sleep(INTERVAL);
        let now = of(root);
        if now.abs_diff(still) > STILL_BYTES {
            (since, still) = (Instant::now(), now);
        }
    }
    Ok(still)
}

/// Looks again and again from a thread of its own.
pub struct Watch {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<u64>,
}

impl Watch {
    /// Begins.
    pub fn begin(root: u32) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = std::thread::spawn(move || {
            let mut peak = 0;
            while !stopped.load(Ordering::Relaxed) {
                peak = peak.max(of(root));
                std::thread::sleep(INTERVAL);
            }
            peak
        });
        Self { stop, thread }
    }

    /// Ends, and gives the most that was seen, in bytes.
    pub fn peak(self) -> Result<u64> {
        self.stop.store(true, Ordering::Relaxed);
        let peak = self.thread.join();
        peak.ok().context("the watch ended early")
    }
}

/// `root` and all that descend from it.
fn family(root: u32) -> Vec<u32> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(process) = name.to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        if let Some(parent) = parent(&stat) {
            children.entry(parent).or_default().push(process);
        }
    }
    let mut family = vec![root];
    let mut at = 0;
    while let Some(process) = family.get(at) {
        let born = children.remove(process).unwrap_or_default();
        family.extend(born);
        at += 1;
    }
    family
}

/// The fourth field; the second is a name in parentheses that may hold anything.
fn parent(stat: &str) -> Option<u32> {
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(1)?.parse().ok()
}

/// None for a process that has ended.
fn pss(process: u32) -> Option<u64> {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_name_may_look_like_fields() {
        assert_eq!(parent("17 (a) 3 (b) S 5 17 17"), Some(5));
        assert_eq!(parent("17"), None);
    }

    #[test]
    fn memory_that_is_used_counts() {
        let before = of(std::process::id());
        let used = vec![1_u8; 32 * 1024 * 1024];
        let after = of(std::process::id());
        assert!(after >= before + used.len() as u64, "{before} {after}");
    }
}
