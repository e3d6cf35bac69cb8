//! A researcher at the form: fills it in, reviews, seals, hands over. Works in any browser and any
//! home; what is seen is what the page shows.

use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::report::{Answer, Answers, How, SECTIONS};
use crate::wait;
use crate::webdriver::Session;

/// A researcher who reports to one vendor.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// The browser.
    pub session: &'a Session,
    /// The vendor file's `id`.
    pub vendor: &'a str,
}

/// What the review shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// The text of the report.
    pub text: String,
    /// `report.json`.
    pub json: String,
}

impl<'a> Form<'a> {
    /// A researcher who will choose `vendor`.
    #[must_use]
    pub fn new(session: &'a Session, vendor: &'a str) -> Self {
        Self { session, vendor }
    }

    /// Waits until the page is at `step`: the address says so and the heading has the keyboard.
    pub fn at(&self, step: &str) -> Result<()> {
        let hash = format!("#/{}/{step}", self.vendor);
        let arrived = wait::until_true(&format!("step {step}"), || {
            let (here, focused) = self.place()?;
            Ok(here == hash && focused == "heading")
        });
        arrived.map_err(|error| match self.place() {
            Ok((here, focused)) => {
                let says = self.session.evaluate_text(
                    "return (document.getElementById('error-summary') ?? document.body).innerText",
                );
                error.context(format!(
                    "the page is at {here}, the keyboard at {focused:?}, and it says:\n{}\n",
                    says.unwrap_or_default()
                ))
            }
            Err(_) => error,
        })
    }

    fn place(&self) -> Result<(String, String)> {
        let place = self.session.execute(
            "return [location.hash, document.activeElement ? document.activeElement.id : '']",
            &[],
        )?;
        let part = |at: usize| place[at].as_str().unwrap_or_default().to_owned();
        Ok((part(0), part(1)))
    }

    /// Chooses the vendor, where there is a choice, and reads its policy.
    pub fn choose(&self) -> Result<()> {
        if !self
            .session
            .url()?
            .ends_with(&format!("#/{}/start", self.vendor))
        {
            self.session.click(&format!("#vendor-{}", self.vendor))?;
        }
        wait::until_true("the vendor's policy", || {
            Ok(self.place()?.0 == format!("#/{}/start", self.vendor))
        })?;
        self.session.find("#verdict")?;
        Ok(())
    }

    /// Presses Continue, which leads to `step`.
    pub fn go_on(&self, step: &str) -> Result<()> {
        self.session.click("#continue")?;
        self.at(step)
    }

    /// Follows the list of steps, or whatever else leads to `step`.
    pub fn go(&self, step: &str) -> Result<()> {
        let hash = format!("#/{}/{step}", self.vendor);
        if self.place()?.0 == hash {
            return Ok(());
        }
        self.session
            .execute("location.hash = arguments[0]", &[hash.into()])?;
        self.at(step)
    }

    /// Does one thing.
    pub fn answer(&self, answer: &Answer) -> Result<()> {
        let css = format!("#{}", answer.id);
        let done = match &answer.how {
            How::Click => self.session.click(&css),
            How::Type(text) => self.session.type_into(&css, text),
            How::Put(text) => self.session.put(&css, text),
        };
        done.with_context(|| format!("answering {}", answer.id))
    }

    /// From the vendor's policy through all sections to the step of the certificate.
    pub fn fill(&self, answers: &Answers) -> Result<()> {
        self.go_on(SECTIONS[0])?;
        let next = SECTIONS.iter().skip(1).chain(&["key"]);
        for (section, next) in SECTIONS.iter().zip(next) {
            for answer in answers.of(section) {
                self.answer(answer)?;
            }
            self.go_on(next)?;
        }
        Ok(())
    }

    /// What the review shows.
    pub fn review(&self) -> Result<Reviewed> {
        self.go("review")?;
        if !self.session.has("#report-text")? {
            bail!(
                "nothing to review:\n{}",
                self.session.text("#error-summary")?
            );
        }
        let text = self.session.text("#report-text")?;
        let json = self.session.text("#report-json")?;
        Ok(Reviewed { text, json })
    }

    /// Seals what is reviewed, and gives the digest that the page shows.
    pub fn seal(&self) -> Result<String> {
        self.seal_within(wait::PATIENCE)
    }

    /// As [`Form::seal`], with a deadline of its own: for attachments.
    pub fn seal_within(&self, patience: Duration) -> Result<String> {
        self.session.click("#seal")?;
        self.sealed_within(patience)
    }

    /// Waits for the ciphertext, and gives its digest.
    pub fn sealed_within(&self, patience: Duration) -> Result<String> {
        wait::within(patience, "the ciphertext, or an error", || {
            let arrived = self.place()?.0 == format!("#/{}/hand-over", self.vendor);
            Ok((arrived || self.session.has("#error-summary")?).then_some(()))
        })?;
        self.at("hand-over")?;
        self.digest()
    }

    /// The digest of the ciphertext in hand.
    pub fn digest(&self) -> Result<String> {
        let digest = self.session.text("#digest")?;
        Ok(digest
            .chars()
            .filter(char::is_ascii_hexdigit)
            .collect::<String>()
            .to_lowercase())
    }

    /// The whole way from the open page to the ciphertext.
    pub fn report(&self, answers: &Answers) -> Result<(Reviewed, String)> {
        self.choose()?;
        self.fill(answers)?;
        self.go_on("review")?;
        let reviewed = self.review()?;
        let digest = self.seal()?;
        Ok((reviewed, digest))
    }

    /// What the error summary says, as soon as there is one.
    pub fn error(&self) -> Result<String> {
        self.session.text("#error-summary")
    }
}
