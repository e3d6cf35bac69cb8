//! Ways to hand over a [`Sealed`]: plans that the shell carries out.
//!
//! Everything here is made from ciphertext, a vendor's addresses and neutral words that the caller
//! passes in. Nothing takes a report, so no plaintext can leave this way.

pub mod draft;
pub mod file;
mod header;
pub mod key_request;
pub mod mailto;
pub mod piece;
pub mod raw_mail;
pub mod receipt;
mod sealed;
pub mod upload;

use serde::{Deserialize, Serialize};

pub use file::File;
pub use header::AddressError;
pub use key_request::KeyRequest;
pub use mailto::Mailto;
pub use piece::Piece;
pub use receipt::{Receipt, ServerAnswer};
pub use sealed::{Body, NotSealed, Sealed};
pub use upload::UploadPlan;

/// The way a report was handed over, for the receipt. Resumable uploads and S3-compatible stores
/// come later and are kinds of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChannelKind {
    /// A mail draft with the message attached.
    Draft,
    /// A raw PGP/MIME mail.
    RawMail,
    /// An HTTP `PUT`.
    Upload,
    /// A file that the researcher sends.
    File,
    /// Armored text that the researcher pastes.
    Clipboard,
}

/// Mails longer than this, in bytes, many servers do not take.
pub const LARGE_MAIL_BYTES: u64 = 20_000_000;

impl ChannelKind {
    /// The message that names the channel.
    pub fn message(self) -> &'static str {
        match self {
            Self::Draft => "channel-mail-draft",
            Self::RawMail => "channel-raw-mail",
            Self::Upload => "channel-upload",
            Self::File => "channel-file",
            Self::Clipboard => "channel-clipboard",
        }
    }
}
