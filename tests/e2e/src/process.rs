//! Programs that run beside a test and end with it.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// How long a driver may take to say on which port it listens.
const START: Duration = Duration::from_secs(30);

/// A driver that listens on a port of its own choice. It and what it started end when dropped.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts `command`, whose first line that `port_in` understands names the port.
    pub fn start(mut command: Command, port_in: fn(&str) -> Option<u16>) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        // A group of its own, so that a browser that outlives its driver can be found.
        command.process_group(0);
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        let stdout = child.stdout.take().context("the output is piped")?;
        let (found, port) = mpsc::channel();
        std::thread::spawn(move || {
            // To the end: a driver whose output nobody reads stands still one day.
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if let Some(port) = port_in(&line) {
                    let _ = found.send(port);
                }
            }
        });
        let port = port.recv_timeout(START);
        let mut driver = Self { child, port: 0 };
        let Ok(port) = port else {
            bail!("{name} did not say on which port it listens")
        };
        driver.port = port;
        Ok(driver)
    }

    /// Where it listens.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        let mut kill = Command::new("kill");
        kill.args(["-KILL", "--", &group])
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let _ = kill.status();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program that the variable `name` names, otherwise `otherwise`, looked up in the path.
#[must_use]
pub fn program(name: &str, otherwise: &str) -> OsString {
    std::env::var_os(name).unwrap_or_else(|| otherwise.into())
}

/// The number behind the last `mark` of a line.
#[must_use]
pub fn number_after(line: &str, mark: &str) -> Option<u16> {
    let (_, rest) = line.rsplit_once(mark)?;
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    rest[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drivers_say_where_they_listen() {
        let line = "ChromeDriver was started successfully on port 40123.";
        assert_eq!(number_after(line, "on port "), Some(40123));
        let line = "1763776961000\tgeckodriver\tINFO\tListening on 127.0.0.1:38121";
        assert_eq!(number_after(line, "Listening on 127.0.0.1:"), Some(38121));
        assert_eq!(number_after("Please see the port", "port "), None);
    }
}
