//! From ciphertext to receipt: the channels.

use super::action::{Copy, Effect, Saved};
use super::route::Step;
use super::sealing::{Outcome, SealFailure, Sealing};
use super::state::{Home, State};
use crate::channel::{ChannelKind, File, LARGE_MAIL_BYTES, Receipt, Sealed, ServerAnswer};
use crate::channel::{draft, file, raw_mail, upload};
use crate::package::Format;
use crate::words::Words;
use std::rc::Rc;

/// What happened since the report was sealed.
#[derive(Clone, Debug, Default)]
pub struct HandOver {
    /// The upload.
    pub upload: Upload,
    /// What was copied last, and whether it worked.
    pub copied: Option<(Copy, bool)>,
    /// One receipt for each way it was handed over, oldest first.
    pub receipts: Vec<Receipt>,
}

/// Where an upload stands. The ciphertext stays in hand whatever happens.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Upload {
    /// Not begun.
    #[default]
    Idle,
    /// Bytes are on their way.
    Working {
        /// Sent so far.
        done: u64,
        /// In all.
        total: u64,
    },
    /// It failed and can be tried again.
    Failed(UploadError),
    /// The server took it.
    Done,
}

/// Why an upload failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UploadError {
    /// The researcher ended it.
    Cancelled,
    /// The server said no.
    Refused(ServerAnswer),
    /// No answer: no network, a cut line, or a server that does not let this page talk to it.
    Network,
    /// Nothing moved for too long.
    Stalled,
}

impl UploadError {
    /// The message that says what happened and what to do. It may have a place for `status`.
    #[must_use]
    pub fn message(&self) -> &'static str {
        match self {
            UploadError::Cancelled => "upload-cancelled",
            UploadError::Network => "upload-network",
            UploadError::Stalled => "upload-stalled",
            UploadError::Refused(answer) => match answer.status {
                401 | 403 => "upload-forbidden",
                404 | 405 | 410 => "upload-no-such-place",
                409 => "upload-exists",
                413 => "upload-too-large",
                429 => "upload-too-many",
                500..=599 => "upload-server-fault",
                _ => "upload-refused",
            },
        }
    }
}

impl HandOver {
    /// The ciphertext is another one, or none. The receipts stay: they tell of what has left.
    pub(super) fn forget_ciphertext(&mut self) {
        self.upload = Upload::Idle;
        self.copied = None;
    }
}

/// The vendor's command for an archive: what it holds comes in a folder of its own.
#[must_use]
pub fn open_command(sealed: &Sealed) -> String {
    format!("gpg -d {} | tar x", file::name(sealed))
}

/// The one neutral sentence of every mail, in the vendor's language: what it is and how to open it.
#[must_use]
pub fn mail_sentence(words: &Words, sealed: &Sealed) -> String {
    match sealed.format() {
        Format::Archive => {
            let command = open_command(sealed);
            words.with("mail-sentence-archive", [("command", command.into())])
        }
        Format::Text | Format::Mail => words.text("mail-sentence"),
    }
}

impl State {
    fn outcome(&self) -> Option<Rc<Outcome>> {
        match &self.sealing {
            Sealing::Done(outcome) => Some(outcome.clone()),
            _ => None,
        }
    }

    fn mail_address(&self) -> Option<String> {
        self.vendor.as_ref()?.mail().map(ToString::to_string)
    }

    /// The neutral subject of every mail, in the vendor's language: the reference and nothing else.
    #[must_use]
    pub fn mail_subject(&self, words: &Words) -> String {
        words.with(
            "mail-subject",
            [("reference", self.reference.to_string().into())],
        )
    }

    /// The words of the vendor's language, for what the vendor will read.
    #[must_use]
    pub fn vendor_words(&self) -> Rc<Words> {
        Words::shared(
            self.vendor
                .as_ref()
                .map(|vendor| vendor.language)
                .unwrap_or_default(),
        )
    }

    pub(super) fn save_draft(&mut self) -> Option<Vec<Effect>> {
        let (outcome, to) = (self.outcome()?, self.mail_address()?);
        if draft::length(&outcome.main) > LARGE_MAIL_BYTES {
            return None;
        }
        let words = self.vendor_words();
        let sentence = mail_sentence(&words, &outcome.main);
        let file = draft::plan(&outcome.main, &to, &self.mail_subject(&words), &sentence).ok()?;
        Some(self.save(file, &outcome.main, ChannelKind::Draft))
    }

    pub(super) fn save_raw_mail(&mut self) -> Option<Vec<Effect>> {
        let (outcome, to) = (self.outcome()?, self.mail_address()?);
        let subject = self.mail_subject(&self.vendor_words());
        let mail = outcome.mail.as_ref()?;
        let file = raw_mail::plan(mail, &to, &subject).ok()?;
        Some(self.save(file, mail, ChannelKind::RawMail))
    }

    pub(super) fn save_sealed(&mut self) -> Option<Vec<Effect>> {
        let outcome = self.outcome()?;
        let file = file::plan(&outcome.main);
        Some(self.save(file, &outcome.main, ChannelKind::File))
    }

    /// Offers a file that carries `sealed`.
    fn save(&mut self, file: File, sealed: &Sealed, channel: ChannelKind) -> Vec<Effect> {
        self.hand(sealed, channel, None);
        let digest = sealed.digest();
        vec![Effect::Save(file, Some(Saved { channel, digest }))]
    }

    /// The ciphertext could not be read any more: nothing left, and it has to be made anew. The
    /// news may come late, when another message is in hand or none: it is not about that one.
    pub(super) fn save_failed(&mut self, saved: Option<Saved>) -> Vec<Effect> {
        let (Some(saved), Some(outcome)) = (saved, self.outcome()) else {
            return Vec::new();
        };
        if !outcome.has(saved.digest) {
            return Vec::new();
        }
        let receipts = &mut self.hand_over.receipts;
        let made = receipts
            .iter()
            .rposition(|it| it.channel == saved.channel && it.digest == saved.digest);
        if let Some(at) = made {
            receipts.remove(at);
        }
        self.hand_over.forget_ciphertext();
        let mut effects = self.go(Step::Review);
        effects.extend(self.seal_failed(SealFailure::Lost));
        effects
    }

    pub(super) fn copy_armored(&mut self) -> Option<Vec<Effect>> {
        let outcome = self.outcome()?;
        let armored = outcome.main.armored()?.to_owned();
        Some(vec![Effect::Copy(Copy::Armored, armored)])
    }

    pub(super) fn copied(&mut self, what: Copy, worked: bool) {
        self.hand_over.copied = Some((what, worked));
        if let ((Copy::Armored, true), Some(outcome)) = ((what, worked), self.outcome()) {
            self.hand(&outcome.main, ChannelKind::Clipboard, None);
        }
    }

    /// None from a saved page, which connects to nothing.
    pub(super) fn upload(&mut self) -> Option<Vec<Effect>> {
        if self.home == Home::File {
            return None;
        }
        let outcome = self.outcome()?;
        let plan = upload::plan(&outcome.main, self.vendor.as_ref()?.uploads().next()?);
        self.hand_over.upload = Upload::Working {
            done: 0,
            total: plan.length(),
        };
        Some(vec![
            Effect::Upload(plan),
            Effect::Focus("upload-working".to_owned()),
        ])
    }

    pub(super) fn upload_ended(
        &mut self,
        result: Result<ServerAnswer, UploadError>,
    ) -> Vec<Effect> {
        if !matches!(self.hand_over.upload, Upload::Working { .. }) {
            return Vec::new();
        }
        self.hand_over.upload = match (result, self.outcome()) {
            (Ok(answer), Some(outcome)) => {
                self.hand(&outcome.main, ChannelKind::Upload, Some(answer));
                Upload::Done
            }
            (Ok(_), None) => Upload::Idle,
            (Err(error), _) => Upload::Failed(error),
        };
        if self.step != Step::HandOver {
            return Vec::new();
        }
        // The button that had the keyboard is gone: its result takes it.
        let id = match self.hand_over.upload {
            Upload::Failed(_) => "upload-error",
            _ => "uploaded",
        };
        vec![Effect::Focus(id.to_owned())]
    }

    /// Notes that `sealed` left by `channel`.
    fn hand(&mut self, sealed: &Sealed, channel: ChannelKind, answer: Option<ServerAnswer>) {
        let receipt = Receipt::new(sealed, self.now, channel, answer);
        self.hand_over.receipts.push(receipt);
    }

    /// The receipt as a text in the page's language.
    pub(super) fn save_receipt(&self, at: usize) -> Option<Vec<Effect>> {
        let receipt = self.hand_over.receipts.get(at)?;
        let vendor = self.vendor.as_ref()?.name.get(self.language);
        let file = receipt.file(at + 1, vendor, &Words::shared(self.language));
        Some(vec![Effect::Save(file, None)])
    }
}
