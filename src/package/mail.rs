//! Mail format: the MIME entity inside an RFC 3156 message, opened by any OpenPGP mail client.

use super::padding::padme;
use super::quoted_printable;
use super::{Fill, Format, Package, Reference, Segment, base64_lines};

/// The entity of RFC 3156 section 4: the text to read, and `report.json` to process.
///
/// The text is `text/plain`, which clients show in place, quoted-printable, and decodes to
/// `report_md` byte for byte. The length is padded by [`padme`] with white space after the last
/// boundary (the epilogue, which RFC 2046 section 5.1.1 has readers ignore): at most 12 % more.
///
/// `boundary_seed` is random. The boundary also holds `=_`, which neither quoted-printable nor
/// base64 can contain, so that no text can end a part.
pub fn plan(
    reference: Reference,
    report_md: &str,
    report_json: &str,
    boundary_seed: [u8; 16],
) -> Package {
    let seed = data_encoding::HEXLOWER.encode(&boundary_seed);
    let boundary = format!("=_{seed}");
    let text = quoted_printable::encode(report_md.as_bytes());
    let json = base64_lines(report_json.as_bytes());
    let entity = format!(
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
         {json}\r\n\
         --{boundary}--\r\n"
    );
    let missing = padme(entity.len() as u64) - entity.len() as u64;
    let segments = vec![
        Segment::Bytes(entity.into_bytes()),
        Segment::Fill {
            fill: Fill::Blank,
            length: missing,
        },
    ];
    Package {
        format: Format::Mail,
        reference,
        segments,
    }
}
