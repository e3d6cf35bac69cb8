//! What can happen to the form, and what the form asks of the shell.

use super::attachments::Chosen;
use super::hand_over::UploadError;
use super::other_vendor::OtherAction;
use super::room::Room;
use super::route::Route;
use crate::channel::{ChannelKind, File, ServerAnswer, UploadPlan};
use crate::digest::Digest;
use crate::handle::Handle;
use crate::protocol::{Job, Part, Request, Response, WorkerError};
use crate::report::Field;
use crate::vendor::Vendor;
use crate::words::Language;
use std::rc::Rc;

/// Something that happened: a keystroke, a click, an answer from the worker or a server.
#[derive(Debug)]
pub enum Action {
    /// The vendor files were read: the good ones, and what is wrong with the others.
    VendorsRead(Vec<Rc<Vendor>>, Vec<super::VendorProblem>),
    /// The address changed: a link, Back or Forward.
    Arrive(Route),
    /// Something on the step of a vendor without a file.
    Other(OtherAction),
    /// A link to a field: its step, and the field in focus.
    Visit(Field),
    /// "Continue" on the present step.
    Continue,
    /// Another language for the page.
    Speak(Language),
    /// A field was typed into.
    Edit(Field, String),
    /// Another affected product.
    AddAffected,
    /// One affected product less.
    RemoveAffected(usize),
    /// Files were chosen, dropped or pasted.
    Attach(Vec<Chosen>),
    /// A file is not to go with the report.
    Detach(Handle),
    /// A link to a file in the list.
    VisitFile(Handle),
    /// The reader of files said something.
    ReaderHeard(Job, Response),
    /// The reader is gone.
    ReaderFailed(WorkerError),
    /// Where the ciphertext of attachments will lie.
    RoomFound(Room),
    /// Whether to make the mail format too, large as it will be.
    WithMail(bool),
    /// Show or hide the preview of the description.
    TogglePreview,
    /// A certificate came as a file or by drop.
    OfferCertificate(Vec<u8>),
    /// A file could not be read, or is too large to be a certificate.
    CertificateUnread,
    /// The box for a pasted certificate was typed into.
    EditPasted(String),
    /// The fingerprint that was confirmed out of band was typed into.
    EditFingerprint(String),
    /// Check what was pasted or chosen.
    CheckCertificate,
    /// Rely on the fingerprint of the key that was given, since the vendor publishes no other.
    RelyOnKey,
    /// Forget the certificates that were given, to take others.
    ForgetCertificate,
    /// Whether to encrypt to the researcher's own certificate too.
    SealToOwn(bool),
    /// Whether to leave out of the message which keys can open it.
    HideKeyIds(bool),
    /// Encrypt the reviewed report. The seed makes the MIME boundary.
    Seal([u8; 16]),
    /// End the running encryption.
    CancelSeal,
    /// The worker said something.
    Heard(Job, Response, Vec<Part>),
    /// The worker is gone.
    WorkerFailed(WorkerError),
    /// Upload the sealed report.
    Upload,
    /// Bytes sent so far.
    UploadProgress(u64),
    /// The upload ended.
    UploadEnded(Result<ServerAnswer, UploadError>),
    /// End the running upload.
    CancelUpload,
    /// Save the mail draft.
    SaveDraft,
    /// Save the raw mail.
    SaveRawMail,
    /// Save the sealed message.
    SaveSealed,
    /// A file could not be put together. One that carried a message tells which: its ciphertext
    /// cannot be read any more.
    SaveFailed(Option<Saved>),
    /// Copy the armored message.
    CopyArmored,
    /// Copy a part of the report for a site. The plaintext goes only to the clipboard.
    CopyByHand(Copy, String),
    /// Whether a copy worked.
    Copied(Copy, bool),
    /// Save the receipt at this place.
    SaveReceipt(usize),
    /// Throw everything away and begin anew. Asked for and confirmed.
    StartAgain,
}

/// What is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copy {
    /// The armored message.
    Armored,
    /// One answer, for a site, by the researcher's own hand.
    Answer(Field),
    /// The whole report as Markdown, likewise.
    Markdown,
}

/// What the shell is to do.
#[derive(Debug, PartialEq)]
pub enum Effect {
    /// Put this into the address, as a new entry of the history.
    Navigate(Route),
    /// Correct the address without a new entry.
    Replace(Route),
    /// Bring the keyboard to the step's heading.
    FocusHeading,
    /// Bring the keyboard to the error summary.
    FocusSummary,
    /// Bring the keyboard to an element by its `id`.
    Focus(String),
    /// Ask the worker.
    Ask {
        /// The job.
        job: Job,
        /// What for.
        request: Request,
        /// What travels beside it.
        parts: Vec<Part>,
    },
    /// End the worker and whatever it is doing; the next request starts another.
    EndWorker,
    /// Have the reader take the digest of a file.
    AskReader {
        /// The job.
        job: Job,
        /// The file.
        file: Handle,
        /// Its length when it was chosen, in bytes.
        length: u64,
    },
    /// End the reader and whatever it is reading; the next file starts another.
    EndReader,
    /// Find out where the ciphertext of attachments will lie.
    FindRoom,
    /// A file or message is needed no more.
    Release(Handle),
    /// Send an upload.
    Upload(UploadPlan),
    /// End the upload.
    CancelUpload,
    /// Put text on the clipboard.
    Copy(Copy, String),
    /// Offer a file to save, and the message that it carries; a receipt carries none.
    Save(File, Option<Saved>),
}

/// The message in a file to save, and the way that it was saved for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The way.
    pub channel: ChannelKind,
    /// SHA-256 of the message.
    pub digest: Digest,
}
