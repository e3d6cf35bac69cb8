//! A mail draft: an `.eml` file that opens in a mail client as a message not yet sent.

use super::header::{AddressError, address, unstructured};
use super::{File, Piece, Sealed, file};
use crate::package::{BYTES_PER_LINE, base64_lines};

/// About how long the draft is, in bytes: base64 writes 57 bytes to a line of 78.
#[must_use]
pub fn length(sealed: &Sealed) -> u64 {
    let lines = sealed.length().div_ceil(BYTES_PER_LINE as u64);
    lines.saturating_mul(78)
}

/// The draft, with CRLF line ends: one neutral sentence, and the message attached.
///
/// `X-Unsent: 1` makes Outlook and Thunderbird open it for editing. The attachment is
/// `application/octet-stream` in base64: clients then neither show, nor decrypt, nor re-wrap it,
/// and it arrives byte for byte, whatever is inside. (A PGP/MIME body would be the cleaner form, but Thunderbird
/// opens such a draft empty.)
pub fn plan(
    sealed: &Sealed,
    to: &str,
    subject: &str,
    sentence: &str,
) -> Result<File, AddressError> {
    let to = address(to)?;
    let subject = unstructured(subject);
    let boundary = file::boundary(sealed.reference());
    let name = file::name(sealed);
    let sentence = sentence.replace("\r\n", "\n").replace(['\r', '\n'], "\r\n");
    let sentence = base64_lines(format!("{}\r\n", sentence.trim_end()).as_bytes());
    let head = format!(
        "X-Unsent: 1\r\n\
         To: {to}\r\n\
         Subject: {subject}\r\n\
         MIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\
         \r\n\
         --{boundary}\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: base64\r\n\
         \r\n\
         {sentence}\r\n\
         --{boundary}\r\n\
         Content-Type: application/octet-stream; name=\"{name}\"\r\n\
         Content-Disposition: attachment; filename=\"{name}\"\r\n\
         Content-Transfer-Encoding: base64\r\n\
         \r\n"
    );
    let pieces = vec![
        Piece::Bytes(head.into_bytes()),
        Piece::Base64(sealed.body().clone()),
        Piece::Bytes(format!("\r\n--{boundary}--\r\n").into_bytes()),
    ];
    let name = format!("report-{}.eml", sealed.reference());
    Ok(File::new(name, "message/rfc822", pieces))
}
