//! Where packets begin and end, RFC 9580 section 4.2: enough to sort them before any is parsed.

use std::ops::Range;

/// One packet: its type ID and where it lies.
#[derive(Debug, Clone)]
pub(crate) struct RawPacket {
    /// Packet type ID, RFC 9580 section 5.
    pub tag: u8,
    /// Header and body.
    pub whole: Range<usize>,
    /// Body alone.
    pub body: Range<usize>,
}

/// The start of a packet that is not there as a whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CutPacket {
    /// Packet type ID.
    pub tag: u8,
    /// Where its body starts, as far as that can be told.
    pub body: usize,
}

/// Packets up to the end or up to the first place that cannot be followed.
pub(crate) struct Scan {
    pub packets: Vec<RawPacket>,
    /// A packet whose first octet is there, but not its whole body.
    pub cut: Option<CutPacket>,
    /// Every byte belongs to a whole packet.
    pub complete: bool,
}

/// The type ID in a packet's first octet, RFC 9580 section 4.2; `None` when it cannot start one.
pub(crate) fn first_tag(bytes: &[u8]) -> Option<u8> {
    match *bytes.first()? {
        octet if octet & 0xC0 == 0xC0 => Some(octet & 0x3F),
        octet if octet & 0x80 == 0x80 => Some(octet >> 2 & 0x0F),
        _ => None,
    }
}

/// Whether a body starts as that of a key does, public or secret: version, time, algorithm, with
/// two octets of days before the algorithm up to version 3 (RFC 9580 section 5.5.2).
pub(crate) fn is_key(body: &[u8]) -> bool {
    let algorithm = match body.first() {
        Some(2 | 3) => body.get(7),
        Some(4..=6) => body.get(5),
        _ => None,
    };
    matches!(algorithm, Some(1..=3 | 16..=36))
}

/// Whether a primary key packet starts here, public or secret. Twelve octets are enough.
pub(crate) fn starts_key(bytes: &[u8]) -> bool {
    let body = || bytes.get(length(bytes)?.0..);
    matches!(first_tag(bytes), Some(5 | 6)) && body().is_some_and(is_key)
}

/// Follows packet headers. Partial and indeterminate lengths end the scan: RFC 9580 section 4.2.1.4
/// allows them only for data packets, none of which is part of a certificate.
pub(crate) fn scan(bytes: &[u8]) -> Scan {
    let mut packets = Vec::new();
    let mut at = 0;
    let mut cut = None;
    while at < bytes.len() {
        let Some(tag) = first_tag(&bytes[at..]) else {
            break;
        };
        let header = length(&bytes[at..]);
        let body = header.and_then(|(header, length)| {
            let start = at + header;
            let end = start.checked_add(length)?;
            (end <= bytes.len()).then_some(start..end)
        });
        let Some(body) = body else {
            let body = header.map_or(bytes.len(), |(header, _)| at + header);
            cut = Some(CutPacket { tag, body });
            break;
        };
        let whole = at..body.end;
        at = body.end;
        packets.push(RawPacket { tag, whole, body });
    }
    Scan {
        packets,
        cut,
        complete: at == bytes.len(),
    }
}

/// Octets of the header, octets of the body.
fn length(packet: &[u8]) -> Option<(usize, usize)> {
    let octet = |i: usize| packet.get(i).map(|b| usize::from(*b));
    let number = |from: usize, octets: usize| {
        (from..from + octets).try_fold(0, |sum, i| Some(sum << 8 | octet(i)?))
    };
    if packet.first()? & 0x40 == 0 {
        // Legacy format, RFC 9580 section 4.2.2.
        return match packet[0] & 3 {
            0 => Some((2, number(1, 1)?)),
            1 => Some((3, number(1, 2)?)),
            2 => Some((5, number(1, 4)?)),
            _ => None,
        };
    }
    match octet(1)? {
        one @ 0..192 => Some((2, one)),
        two @ 192..224 => Some((3, ((two - 192) << 8) + octet(2)? + 192)),
        255 => Some((6, number(2, 4)?)),
        _ => None,
    }
}
