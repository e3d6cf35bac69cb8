//! Chromium: driven through WebDriver, watched through its own protocol.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cdp::{Cdp, Target};
use crate::process::{Driver, number_after, program};
use crate::wait;
use crate::webdriver::Session;

/// What keeps the browser from doing things of its own.
pub const FLAGS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--lang=en-US",
    "--window-size=1280,900",
];

/// A browser with a profile and a folder for downloads of its own, which end with it.
#[derive(Debug)]
pub struct Chromium {
    /// Its protocol.
    pub cdp: Cdp,
    /// Its remote control.
    pub session: Session,
    _driver: Driver,
    /// Last, so that the browser is gone when its folder is removed.
    dir: TempDir,
}

impl Chromium {
    /// Starts a browser.
    pub fn start() -> Result<Self> {
        Self::start_with(&json!({}))
    }

    /// Starts a browser with further capabilities.
    pub fn start_with(further: &Value) -> Result<Self> {
        let dir = tempfile::Builder::new().prefix("sr-chromium-").tempdir()?;
        let downloads = dir.path().join("downloads");
        fs::create_dir(&downloads)?;
        let mut command = Command::new(program("CHROMEDRIVER", "chromedriver"));
        command.arg("--port=0");
        let driver = Driver::start(command, |line| number_after(line, "successfully on port "))?;

        let profile = format!("--user-data-dir={}", dir.path().join("profile").display());
        let mut flags: Vec<&str> = FLAGS.to_vec();
        flags.push(&profile);
        let mut options = json!({ "args": flags, "prefs": { "intl.accept_languages": "en-US" } });
        if let Some(binary) = std::env::var_os("CHROMIUM") {
            options["binary"] = binary.to_string_lossy().into();
        }
        let mut capabilities = json!({ "browserName": "chrome", "goog:chromeOptions": options });
        for (name, value) in further.as_object().into_iter().flatten() {
            capabilities[name] = value.clone();
        }
        let session = Session::start(&driver.url(), &capabilities)?;

        let address = &session.capabilities()["goog:chromeOptions"]["debuggerAddress"];
        let cdp = Cdp::connect(address.as_str().context("no address for debuggers")?)?;
        let behaviour =
            json!({ "behavior": "allow", "downloadPath": downloads, "eventsEnabled": true });
        cdp.call("", "Browser.setDownloadBehavior", behaviour)?;
        Ok(Self {
            cdp,
            session,
            _driver: driver,
            dir,
        })
    }

    /// The folder that downloads go to.
    #[must_use]
    pub fn downloads(&self) -> PathBuf {
        self.dir.path().join("downloads")
    }

    /// Does something that saves a file, and gives the file's name and content once it is whole.
    pub fn download(&self, act: impl FnOnce() -> Result<()>) -> Result<Saved> {
        let (name, file) = self.save(wait::PATIENCE, act)?;
        let bytes = fs::read(&file).with_context(|| format!("no file {name} was saved"))?;
        Ok(Saved { name, bytes })
    }

    /// As [`Chromium::download`], for what may be too large for memory: the name that the page gave
    /// the file, and where it lies.
    pub fn save(
        &self,
        patience: Duration,
        act: impl FnOnce() -> Result<()>,
    ) -> Result<(String, PathBuf)> {
        let from = self.cdp.now();
        act()?;
        let begun = self
            .cdp
            .event(from, "Browser.downloadWillBegin", |_| true)?;
        let guid = &begun.params["guid"];
        let name = begun.params["suggestedFilename"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let progress = "Browser.downloadProgress";
        self.cdp.event_within(patience, from, progress, |params| {
            params["guid"] == *guid && params["state"] == "completed"
        })?;
        let file = self.newest(&name)?;
        Ok((name, file))
    }

    /// Lets the origin of `target` keep no more than `bytes`; `None` is as much as usual.
    pub fn limit_storage(&self, target: &Target, origin: &str, bytes: Option<u64>) -> Result<()> {
        let mut limit = json!({ "origin": origin });
        if let Some(bytes) = bytes {
            limit["quotaSize"] = bytes.into();
        }
        let method = "Storage.overrideQuotaForOrigin";
        self.cdp.call(&target.session, method, limit).map(drop)
    }

    /// The newest download of this name: the browser numbers those that came before.
    fn newest(&self, name: &str) -> Result<PathBuf> {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let fits = |path: &Path| {
            let file = path
                .file_name()
                .and_then(|file| file.to_str())
                .unwrap_or_default();
            file.starts_with(stem) && file.ends_with(extension)
        };
        wait::until(&format!("the file {name}"), || {
            let files = fs::read_dir(self.downloads())?.filter_map(Result::ok);
            let files = files.map(|entry| entry.path()).filter(|path| fits(path));
            let newest = files.max_by_key(|path| {
                let time = path.metadata().and_then(|data| data.modified()).ok();
                (time, path.as_os_str().len())
            });
            Ok(newest)
        })
    }

    /// Ends the browser and gives every file that it left on the disk, but for the downloads.
    pub fn leave(self) -> Result<Vec<(PathBuf, Vec<u8>)>> {
        let Self {
            cdp,
            session,
            _driver: driver,
            dir,
        } = self;
        drop(cdp);
        drop(session);
        drop(driver);
        let mut files = Vec::new();
        collect(&dir.path().join("profile"), &mut files)?;
        Ok(files)
    }
}

/// A file that was saved.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The name that the page gave it.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

fn collect(dir: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) -> Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            collect(&entry.path(), files)?;
        } else if kind.is_file() {
            // The browser may still be tidying up.
            if let Ok(bytes) = fs::read(entry.path()) {
                files.push((entry.path(), bytes));
            }
        }
    }
    Ok(())
}
