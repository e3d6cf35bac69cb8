//! A guard before the parser: signatures inside signatures inside signatures.
//!
//! A binding signature may embed a back signature (RFC 9580 section 5.2.3.34), and the library
//! parses it by recursion without a limit. A few kilobytes can so overflow the stack of a worker.

/// Type ID of the embedded signature subpacket, its critical bit aside.
const EMBEDDED_SIGNATURE: u8 = 32;

/// Whether a signature packet's body embeds signatures that embed none themselves.
pub(super) fn is_shallow(body: &[u8]) -> bool {
    embedded(body)
        .iter()
        .all(|inner| embedded(inner).is_empty())
}

/// The bodies of the embedded signatures, in both areas (RFC 9580 section 5.2.3).
fn embedded(body: &[u8]) -> Vec<&[u8]> {
    let octets = match body.first() {
        Some(4) => 2,
        Some(6) => 4,
        _ => return Vec::new(),
    };
    let mut found = Vec::new();
    let mut rest = body.get(4..).unwrap_or_default();
    for _ in 0..2 {
        let Some((length, after)) = number(rest, octets) else {
            break;
        };
        let area = &after[..length.min(after.len())];
        subpackets(area, &mut found);
        rest = &after[area.len()..];
    }
    found
}

/// RFC 9580 section 5.2.3.7: length, type, data.
fn subpackets<'a>(area: &'a [u8], found: &mut Vec<&'a [u8]>) {
    let mut rest = area;
    while let Some(first) = rest.first() {
        let length = match first {
            0..192 => number(rest, 1),
            192..255 => number(rest, 2).map(|(sum, after)| (sum - (192 << 8) + 192, after)),
            255 => number(&rest[1..], 4),
        };
        let Some((length, after)) = length else {
            return;
        };
        let (subpacket, next) = after.split_at(length.min(after.len()));
        match subpacket {
            [kind, data @ ..] if kind & 0x7F == EMBEDDED_SIGNATURE => found.push(data),
            _ => {}
        }
        rest = next;
    }
}

/// A big-endian number and what follows it.
fn number(bytes: &[u8], octets: usize) -> Option<(usize, &[u8])> {
    let (head, rest) = bytes.split_at_checked(octets)?;
    Some((
        head.iter()
            .fold(0, |sum, octet| sum << 8 | usize::from(*octet)),
        rest,
    ))
}

#[cfg(test)]
mod tests {
    use super::is_shallow;

    /// A version 4 signature with `depth` signatures inside each other.
    fn nested(depth: usize) -> Vec<u8> {
        let mut body = vec![4, 0x18, 1, 8, 0, 0, 0, 0, 0, 0, 0, 1, 1];
        for _ in 0..depth {
            let length = u32::try_from(body.len() + 1).unwrap().to_be_bytes();
            let subpacket = [&[255], &length[..], &[32], &body[..]].concat();
            let area = u16::try_from(subpacket.len()).unwrap().to_be_bytes();
            body = [
                &[4, 0x18, 1, 8],
                &area[..],
                &subpacket,
                &[0, 0, 0, 0, 0, 1, 1],
            ]
            .concat();
        }
        body
    }

    #[test]
    fn deep_nesting_is_seen_and_a_back_signature_is_not_deep() {
        assert!(is_shallow(&nested(0)) && is_shallow(&nested(1)));
        assert!(!is_shallow(&nested(2)) && !is_shallow(&nested(3000)));
    }

    #[test]
    fn deep_nesting_does_not_overflow_the_stack() {
        let signature = nested(3000);
        let length = u32::try_from(signature.len()).unwrap().to_be_bytes();
        let armored = include_bytes!("../../../tests/vectors/cv25519.asc");
        let mut certificate = crate::openpgp::armor::blocks(armored).remove(0).bytes;
        certificate.extend([&[0xC2, 255], &length[..], &signature].concat());
        let read = super::super::Certificate::read(&certificate).unwrap();
        assert_eq!(read[0].subkeys.len(), 1);
    }
}
