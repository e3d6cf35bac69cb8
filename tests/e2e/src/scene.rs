//! What most tests need: a vendor with a fresh certificate, its inbox, and its pages.

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use xtask::http::Request;
use xtask::inbox::{Behaviour, Inbox};

use crate::form::{Form, Reviewed};
use crate::gpg::{Algorithm, Certificate, Gnupg};
use crate::report::Answers;
use crate::stand::{Home, Stand};
use crate::vendor::{self, ACME};
use crate::webdriver::Session;

/// A vendor who is ready to receive.
#[derive(Debug)]
pub struct Scene {
    /// The vendor's GnuPG, with the secret key.
    pub gnupg: Gnupg,
    /// The vendor's certificate.
    pub certificate: Certificate,
    inbox: Option<Inbox>,
    port: u16,
    /// The pages.
    pub stand: Stand,
    inbox_dir: TempDir,
}

impl Scene {
    /// A vendor whose inbox takes everything.
    pub fn new() -> Result<Self> {
        Self::with_inbox(Behaviour::Accept)
    }

    /// A vendor whose inbox behaves like this.
    pub fn with_inbox(behaviour: Behaviour) -> Result<Self> {
        let gnupg = Gnupg::new()?;
        let certificate = gnupg.generate("Acme <psirt@acme.example>", Algorithm::Curve25519)?;
        let inbox_dir = tempfile::Builder::new().prefix("sr-inbox-").tempdir()?;
        let inbox = Inbox::start(inbox_dir.path(), 0, behaviour)?;
        let stand = Stand::new(vec![vendor::acme(&certificate, Some(&inbox.url()))?])?;
        Ok(Self {
            gnupg,
            certificate,
            inbox: Some(inbox),
            port: 0,
            stand,
            inbox_dir,
        })
    }

    /// What the inbox was asked since it last changed its behaviour.
    #[must_use]
    pub fn inbox_log(&self) -> Vec<Request> {
        self.inbox.as_ref().map(Inbox::log).unwrap_or_default()
    }

    /// Exchanges the inbox for one at the same address that behaves like this; `None` leaves
    /// nobody there.
    pub fn change_inbox(&mut self, behaviour: Option<Behaviour>) -> Result<()> {
        if let Some(inbox) = self.inbox.take() {
            let url = inbox.url();
            let port = url.trim_end_matches("/inbox/").rsplit(':').next();
            self.port = port.and_then(|port| port.parse().ok()).context("a port")?;
        }
        if let Some(behaviour) = behaviour {
            self.inbox = Some(Inbox::start(self.inbox_dir.path(), self.port, behaviour)?);
        }
        Ok(())
    }

    /// Opens `home`, and reports `answers` up to the ciphertext.
    pub fn report(&self, session: &Session, home: Home, answers: &Answers) -> Result<Reviewed> {
        self.stand.open(session, home)?;
        let form = Form::new(session, ACME);
        Ok(form.report(answers)?.0)
    }

    /// Fails unless the vendor opens `message` and finds what was reviewed, to the byte.
    pub fn opens_as(&self, message: &[u8], reviewed: &Reviewed) -> Result<()> {
        let opened = self.gnupg.decrypt(message)?;
        let same = opened == reviewed.text.as_bytes();
        ensure!(
            same,
            "it opens as another text:\n{}",
            String::from_utf8_lossy(&opened)
        );
        Ok(())
    }

    /// The only message in the inbox.
    pub fn received(&self) -> Result<Vec<u8>> {
        let mut files = std::fs::read_dir(self.inbox_dir.path())?;
        let file = files.next().context("nothing arrived")??;
        ensure!(files.next().is_none(), "more than one message arrived");
        Ok(std::fs::read(file.path())?)
    }
}
