//! One headless Chromium with the bench page, driven through WebDriver alone: a debugger that
//! attaches to every worker would be measured with them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use sealed_report_e2e::chromium::FLAGS;
use sealed_report_e2e::process::{Driver, number_after, program};
use sealed_report_e2e::stand::STAGE;
use sealed_report_e2e::wait;
use sealed_report_e2e::webdriver::Session;
use serde_json::{Value, json};
use tempfile::TempDir;
use xtask::paths;
use xtask::server::Site;

use crate::job::{Job, Ran};

/// How long one job may take.
const JOB: Duration = Duration::from_secs(300);

/// The browser, and the server of its page.
pub struct Browser {
    session: Session,
    site: Site,
    _driver: Driver,
    /// Last, so that the browser is gone when its folder is removed.
    dir: TempDir,
}

impl Browser {
    /// Starts it, on a disk: what is in the memory of `/tmp` on some machines is no file.
    pub fn start() -> Result<Self> {
        let target = paths::target_dir()?;
        let dir = tempfile::Builder::new()
            .prefix("bench-")
            .tempdir_in(&target)?;
        let root = dir.path().join("site");
        fs::create_dir(&root)?;
        for name in [
            "index.html",
            "bench.js",
            "parts.js",
            "copy.js",
            "openpgpjs.js",
        ] {
            let from = paths::root().join("xtask/bench").join(name);
            copy(&from, &root.join(name))?;
        }
        let stage = folder(STAGE)?;
        for name in ["worker.js", "worker.wasm"] {
            copy(&stage.join(name), &root.join(name))?;
        }
        let library = folder("SEALED_REPORT_OPENPGPJS")?;
        copy(
            &library.join("dist/openpgp.min.js"),
            &root.join("openpgp.min.js"),
        )?;
        let downloads = dir.path().join("downloads");
        fs::create_dir(&downloads)?;

        let mut command = Command::new(program("CHROMEDRIVER", "chromedriver"));
        command.arg("--port=0");
        let driver = Driver::start(command, |line| number_after(line, "successfully on port "))?;
        let profile = format!("--user-data-dir={}", dir.path().join("profile").display());
        let mut flags: Vec<&str> = FLAGS.to_vec();
        flags.push(&profile);
        let mut options = json!({ "args": flags });
        if let Some(binary) = std::env::var_os("CHROMIUM") {
            options["binary"] = binary.to_string_lossy().into();
        }
        let capabilities = json!({ "browserName": "chrome", "goog:chromeOptions": options });
        let session = Session::start(&driver.url(), &capabilities)?;
        let behaviour = json!({ "behavior": "allow", "downloadPath": downloads });
        session.chromium("Browser.setDownloadBehavior", &behaviour)?;
        Ok(Self {
            session,
            site: Site::start(&root, 0)?,
            _driver: driver,
            dir,
        })
    }

    /// Its name and version.
    pub fn version(&self) -> String {
        let version = &self.session.capabilities()["browserVersion"];
        format!("Chromium {}", version.as_str().unwrap_or("?"))
    }

    /// The number of its first process.
    pub fn process(&self) -> Result<u32> {
        let number = self.session.capabilities()["goog:processID"].as_u64();
        let number = number.and_then(|number| u32::try_from(number).ok());
        number.context("the driver does not say which process the browser is")
    }

    /// A folder on the same disk.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// A new page whose file input holds `file`, and the job in it, to its end.
    pub fn run(&self, job: &Job, file: Option<&Path>) -> Result<Ran> {
        self.begin(job, file)?;
        self.end(job)
    }

    /// As [`Browser::run`], to where the worker has started.
    pub fn run_to_pause(&self, job: &Job, file: Option<&Path>) -> Result<()> {
        let mut job = job.clone();
        job.paused = true;
        self.begin(&job, file)?;
        let ready = "return bench.go !== null || bench.result !== null";
        wait::until_true(&job.name, || self.session.evaluate_bool(ready))
    }

    /// Lets a job go on, to its end.
    pub fn go_on(&self, job: &Job) -> Result<Ran> {
        self.session.execute("bench.go?.()", &[])?;
        self.end(job)
    }

    fn begin(&self, job: &Job, file: Option<&Path>) -> Result<()> {
        self.session.navigate(&self.site.url())?;
        if let Some(file) = file {
            let path = file.to_str().context("a path that is text")?;
            self.session.type_into("#file", path)?;
        }
        let job = serde_json::to_value(job)?;
        self.session
            .execute("bench.begin(arguments[0])", &[job])
            .map(drop)
    }

    fn end(&self, job: &Job) -> Result<Ran> {
        let result = wait::within(JOB, &job.name, || {
            let result = self.session.execute("return bench.result", &[])?;
            // Seldom: whoever asks takes time from the browser.
            if result.is_null() {
                std::thread::sleep(Duration::from_millis(100));
            }
            Ok((!result.is_null()).then_some(result))
        })?;
        if let Some(error) = result["error"].as_str() {
            bail!("{}: {error}", job.name);
        }
        Ok(serde_json::from_value(result)?)
    }

    /// Saves what the last job sealed, `bytes` long.
    pub fn save(&self, bytes: u64) -> Result<PathBuf> {
        let file = self.dir.path().join("downloads").join("sealed.bin");
        if file.exists() {
            fs::remove_file(&file)?;
        }
        self.session.execute("bench.save()", &[Value::Null])?;
        wait::within(JOB, "the download", || {
            let saved = fs::metadata(&file).is_ok_and(|data| data.len() == bytes);
            Ok(saved.then(|| file.clone()))
        })
    }
}

fn folder(variable: &str) -> Result<PathBuf> {
    let folder = std::env::var_os(variable);
    let folder =
        folder.with_context(|| format!("{variable} is not set: use `cargo xtask bench`"))?;
    Ok(folder.into())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}
