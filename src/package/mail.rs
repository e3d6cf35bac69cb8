//! Mail format: the MIME entity inside an RFC 3156 message, opened by any OpenPGP mail client.

use super::padding::padme;
use super::parameter::parameter;
use super::quoted_printable;
use super::{Fill, Format, Package, Reference, Segment, base64_lines};
use crate::report::Attachment;

/// The entity of RFC 3156 section 4: the text to read, `report.json` to process, and the attachments.
///
/// The text is `text/plain`, which clients show in place, quoted-printable, and decodes to
/// `report_md` byte for byte. Attachments are `application/octet-stream` whatever they are: what is
/// hostile in them is neither shown nor run. Their names are in RFC 2231 where they have to be, with a
/// plain one in `Content-Type` for clients that do not know that.
///
/// The length is padded by [`padme`] with white space after the last boundary (the epilogue, which
/// RFC 2046 section 5.1.1 has readers ignore): at most 12 % more.
///
/// `boundary_seed` is random. The boundary also holds `=_`, which neither quoted-printable nor
/// base64 can contain, so that no text can end a part.
#[must_use]
pub fn plan(
    reference: Reference,
    report_md: &str,
    report_json: &str,
    attachments: &[Attachment],
    boundary_seed: [u8; 16],
) -> Package {
    let seed = data_encoding::HEXLOWER.encode(&boundary_seed);
    let boundary = format!("=_{seed}");
    let text = quoted_printable::encode(report_md.as_bytes());
    let json = base64_lines(report_json.as_bytes());
    let start = format!(
        "Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\
         \r\n\
         --{boundary}\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\
         Content-Disposition: inline\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\
         \r\n\
         {text}\r\n\
         --{boundary}\r\n\
         Content-Type: application/json; name=\"report.json\"\r\n\
         Content-Disposition: attachment; filename=\"report.json\"\r\n\
         Content-Transfer-Encoding: base64\r\n\
         \r\n\
         {json}"
    );
    let mut segments = vec![Segment::Bytes(start.into_bytes())];
    for (file, attachment) in attachments.iter().enumerate() {
        let plain = parameter("name", &attachment.name.plain(file + 1));
        let name = parameter("filename", attachment.name.as_str());
        let head = format!(
            "\r\n--{boundary}\r\n\
             Content-Type: application/octet-stream;{plain}\r\n\
             Content-Disposition: attachment;{name}\r\n\
             Content-Transfer-Encoding: base64\r\n\
             \r\n"
        );
        segments.push(Segment::Bytes(head.into_bytes()));
        let length = attachment.length;
        segments.push(Segment::Base64 { file, length });
    }
    let end = format!("\r\n--{boundary}--\r\n");
    segments.push(Segment::Bytes(end.into_bytes()));
    let mut package = Package {
        format: Format::Mail,
        reference,
        segments,
    };
    let length = package.len();
    package.segments.push(Segment::Fill {
        fill: Fill::Blank,
        length: padme(length) - length,
    });
    package
}
