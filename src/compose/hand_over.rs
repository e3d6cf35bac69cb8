//! From ciphertext to receipt: the channels.

use super::action::{Copy, Effect, File};
use super::sealing::{Outcome, Sealing};
use super::state::{Home, State};
use crate::channel::{ChannelKind, Receipt, ServerAnswer};
use crate::channel::{draft, file, raw_mail, upload};
use crate::report::date::moment;
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

    fn vendor_words(&self) -> Words {
        Words::new(
            self.vendor
                .as_ref()
                .map(|vendor| vendor.language)
                .unwrap_or_default(),
        )
    }

    pub(super) fn save_draft(&mut self) -> Option<Vec<Effect>> {
        let (outcome, to) = (self.outcome()?, self.mail_address()?);
        let words = self.vendor_words();
        let sentence = words.text("mail-sentence");
        let bytes = draft::plan(&outcome.text, &to, &self.mail_subject(&words), &sentence).ok()?;
        self.hand(ChannelKind::Draft, None);
        let name = file::draft_name(&outcome.text);
        Some(vec![Effect::Save(File {
            name,
            media_type: "message/rfc822",
            bytes,
        })])
    }

    pub(super) fn save_raw_mail(&mut self) -> Option<Vec<Effect>> {
        let (outcome, to) = (self.outcome()?, self.mail_address()?);
        let subject = self.mail_subject(&self.vendor_words());
        let bytes = raw_mail::plan(&outcome.mail, &to, &subject).ok()?;
        self.hand_mail(ChannelKind::RawMail);
        let name = file::raw_mail_name(&outcome.mail);
        Some(vec![Effect::Save(File {
            name,
            media_type: "message/rfc822",
            bytes,
        })])
    }

    pub(super) fn save_armored(&mut self) -> Option<Vec<Effect>> {
        let outcome = self.outcome()?;
        self.hand(ChannelKind::File, None);
        let (name, bytes) = (file::name(&outcome.text), outcome.text.bytes().to_vec());
        Some(vec![Effect::Save(File {
            name,
            media_type: "application/octet-stream",
            bytes,
        })])
    }

    pub(super) fn copy_armored(&mut self) -> Option<Vec<Effect>> {
        let outcome = self.outcome()?;
        let armored = outcome.text.armored()?.to_owned();
        Some(vec![Effect::Copy(Copy::Armored, armored)])
    }

    pub(super) fn copied(&mut self, what: Copy, worked: bool) {
        self.hand_over.copied = Some((what, worked));
        if (what, worked) == (Copy::Armored, true) {
            self.hand(ChannelKind::Clipboard, None);
        }
    }

    /// None from a saved page, which connects to nothing.
    pub(super) fn upload(&mut self) -> Option<Vec<Effect>> {
        if self.home == Home::File {
            return None;
        }
        let outcome = self.outcome()?;
        let vendor = self.vendor.as_ref()?;
        let url = vendor.uploads().next()?;
        let total = outcome.text.bytes().len() as u64;
        self.hand_over.upload = Upload::Working { done: 0, total };
        Some(vec![Effect::Upload(upload::plan(&outcome.text, url))])
    }

    pub(super) fn upload_ended(&mut self, result: Result<ServerAnswer, UploadError>) {
        if !matches!(self.hand_over.upload, Upload::Working { .. }) {
            return;
        }
        self.hand_over.upload = match result {
            Ok(answer) => {
                self.hand(ChannelKind::Upload, Some(answer));
                Upload::Done
            }
            Err(error) => Upload::Failed(error),
        };
    }

    /// Notes that the text format left by `channel`.
    pub(super) fn hand(&mut self, channel: ChannelKind, answer: Option<ServerAnswer>) {
        if let Some(outcome) = self.outcome() {
            let receipt = Receipt::new(&outcome.text, self.now, channel, answer);
            self.hand_over.receipts.push(receipt);
        }
    }

    fn hand_mail(&mut self, channel: ChannelKind) {
        if let Some(outcome) = self.outcome() {
            let receipt = Receipt::new(&outcome.mail, self.now, channel, None);
            self.hand_over.receipts.push(receipt);
        }
    }

    /// The receipt as a text in the page's language.
    pub(super) fn save_receipt(&self, at: usize) -> Option<Vec<Effect>> {
        let receipt = self.hand_over.receipts.get(at)?;
        let vendor = self.vendor.as_ref()?;
        let words = Words::new(self.language);
        let answer = match &receipt.answer {
            Some(answer) => format!("{} {}", answer.status, answer.text)
                .trim()
                .to_owned(),
            None => words.text("receipt-no-answer"),
        };
        let lines = [
            ("receipt-reference", receipt.reference.to_string()),
            ("receipt-vendor", vendor.name.get(self.language).to_owned()),
            ("receipt-channel", words.text(channel_name(receipt.channel))),
            ("receipt-time", moment(receipt.time)),
            ("receipt-digest", receipt.digest.to_string()),
            ("receipt-length", receipt.length.to_string()),
            ("receipt-answer", answer),
        ];
        let mut text = words.text("receipt-heading") + "\n\n";
        for (label, value) in lines {
            text += &format!("{}: {value}\n", words.text(label));
        }
        Some(vec![Effect::Save(File {
            name: format!("receipt-{}-{}.txt", self.reference, at + 1),
            media_type: "text/plain;charset=utf-8",
            bytes: text.into_bytes(),
        })])
    }
}

/// The message that names a channel.
#[must_use]
pub fn channel_name(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Draft => "channel-mail-draft",
        ChannelKind::RawMail => "channel-raw-mail",
        ChannelKind::Upload => "channel-upload",
        ChannelKind::File => "channel-file",
        ChannelKind::Clipboard => "channel-clipboard",
    }
}
