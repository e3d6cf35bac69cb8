//! Firefox, driven through WebDriver.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use serde_json::json;
use tempfile::TempDir;

use crate::process::{Driver, number_after, program};
use crate::wait;
use crate::webdriver::Session;

/// A browser with a profile and a folder for downloads of its own.
#[derive(Debug)]
pub struct Firefox {
    /// Its remote control.
    pub session: Session,
    _driver: Driver,
    dir: TempDir,
}

impl Firefox {
    /// Starts a browser.
    pub fn start() -> Result<Self> {
        let dir = tempfile::Builder::new().prefix("sr-firefox-").tempdir()?;
        let downloads = dir.path().join("downloads");
        let profiles = dir.path().join("profiles");
        fs::create_dir(&downloads)?;
        fs::create_dir(&profiles)?;
        let mut command = Command::new(program("GECKODRIVER", "geckodriver"));
        command
            .args(["--port", "0", "--profile-root"])
            .arg(&profiles);
        // A folder of its own for whatever else Firefox keeps at home.
        command.env("HOME", dir.path());
        let listening = |line: &str| number_after(line, "Listening on 127.0.0.1:");
        let driver = Driver::start(command, listening)?;

        let mut options = json!({
            "args": ["-headless"],
            "prefs": {
                "browser.download.folderList": 2,
                "browser.download.dir": downloads,
                "browser.download.always_ask_before_handling_new_types": false,
                "browser.download.useDownloadDir": true,
                "browser.helperApps.neverAsk.saveToDisk": "application/octet-stream",
                "intl.accept_languages": "en-US",
            },
        });
        let binary = program("FIREFOX", "/usr/bin/firefox-esr");
        options["binary"] = binary.to_string_lossy().into();
        let capabilities = json!({ "browserName": "firefox", "moz:firefoxOptions": options });
        let session = Session::start(&driver.url(), &capabilities)?;
        Ok(Self {
            session,
            _driver: driver,
            dir,
        })
    }

    /// Does something that saves a file ending in `extension`, and gives its content.
    pub fn download(&self, extension: &str, act: impl FnOnce() -> Result<()>) -> Result<Vec<u8>> {
        act()?;
        let downloads = self.dir.path().join("downloads");
        let file: PathBuf = wait::until("a whole download", || {
            let paths = fs::read_dir(&downloads)?
                .filter_map(Result::ok)
                .map(|entry| entry.path());
            let paths: Vec<PathBuf> = paths.collect();
            let is = |path: &&PathBuf, wanted: &str| {
                path.extension()
                    .is_some_and(|extension| extension == wanted)
            };
            // While it is written, a second file ends in `.part`.
            if paths.iter().any(|path| is(&path, "part")) {
                return Ok(None);
            }
            let whole = paths.iter().find(|path| {
                is(path, extension) && path.metadata().is_ok_and(|data| data.len() > 0)
            });
            Ok(whole.cloned())
        })?;
        Ok(fs::read(file)?)
    }
}
