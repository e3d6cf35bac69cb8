//! Pages for a test's own vendors, on servers of its own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::TempDir;
use xtask::assemble::{Assembly, Homes, assemble};
use xtask::server::Site;
use xtask::stage::Stage;
use xtask::vendors::VendorFile;

use crate::webdriver::Session;

/// Where the page runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// On a static host.
    Hosted,
    /// In a sandboxed frame of another origin's page.
    Frame,
    /// From one saved file.
    File,
}

impl Home {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Hosted, Self::Frame, Self::File];
}

/// The variable that names the folder of the stage.
pub const STAGE: &str = "SEALED_REPORT_STAGE";

/// The path below which the page is hosted: it must not mind.
const PREFIX: &str = "some/where/";

/// The rights of the frame, as vendors are told to write them.
const SANDBOX: &str = "allow-scripts allow-forms allow-modals allow-popups \
                       allow-popups-to-escape-sandbox allow-downloads";

/// Pages, and servers that serve them, until it is dropped.
#[derive(Debug)]
pub struct Stand {
    site: Site,
    parent: Site,
    homes: Homes,
    dir: TempDir,
}

impl Stand {
    /// The three homes for `vendors`.
    pub fn new(vendors: Vec<VendorFile>) -> Result<Self> {
        let stage = std::env::var_os(STAGE);
        let stage = stage.with_context(|| {
            format!("{STAGE} is not set: run these tests with `cargo xtask test e2e`")
        })?;
        let stage = Stage::open(PathBuf::from(stage))?;
        let dir = tempfile::Builder::new().prefix("sr-stand-").tempdir()?;
        let root = dir.path().join("site");
        let homes = assemble(
            &stage,
            &Assembly {
                vendors,
                out: root.join(PREFIX),
            },
        )?;
        let site = Site::start(&root, 0)?;
        let outer = dir.path().join("parent");
        fs::create_dir_all(&outer)?;
        fs::write(outer.join("index.html"), parent_page(&site))?;
        let parent = Site::start(&outer, 0)?;
        Ok(Self {
            site,
            parent,
            homes,
            dir,
        })
    }

    /// The address to open for `home`.
    #[must_use]
    pub fn address(&self, home: Home) -> String {
        match home {
            Home::Hosted => format!("{}{PREFIX}", self.site.url()),
            Home::Frame => self.parent.url(),
            Home::File => format!("file://{}", self.homes.file.display()),
        }
    }

    /// Opens `home`; commands go to its page from now on.
    pub fn open(&self, session: &Session, home: Home) -> Result<()> {
        session.navigate(&self.address(home))?;
        if home == Home::Frame {
            session.enter_frame("iframe")?;
        }
        session
            .find("#heading")
            .context("the page does not start")?;
        Ok(())
    }

    /// The kind and the address of the target that the page of `home` is.
    #[must_use]
    pub fn target(&self, home: Home) -> (&'static str, String) {
        match home {
            Home::Frame => ("iframe", format!("{}{PREFIX}embed.html", self.site.url())),
            _ => ("page", self.address(home)),
        }
    }

    /// The server of the pages.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The server of the page around the frame.
    #[must_use]
    pub fn parent(&self) -> &Site {
        &self.parent
    }

    /// The folder that is hosted.
    #[must_use]
    pub fn hosted_dir(&self) -> PathBuf {
        self.dir.path().join("site").join(PREFIX)
    }

    /// A folder for the test's own files.
    #[must_use]
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }
}

fn parent_page(site: &Site) -> String {
    let url = site.url();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <title>A vendor's page</title>\n<link rel=\"icon\" href=\"data:,\">\n\
         <iframe title=\"Sealed Report\" src=\"{url}{PREFIX}embed.html\" \
         sandbox=\"{SANDBOX}\" style=\"width: 100%; height: 90vh\"></iframe>\n"
    )
}
