//! How the body of a packet of known length is written, RFC 9580 section 4.2.1.

/// The length of one header of a body in pieces.
const PARTIAL_HEADER_OCTETS: u64 = 1;

/// From where on a body is written in pieces, since one length cannot say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Border {
    /// The longest body that gets one length; at most 2^32 - 1, RFC 9580 section 4.2.1.3.
    pub whole_up_to: u64,
    /// A piece is two to this power long: 9 to 30, RFC 9580 section 4.2.1.4.
    pub piece_bits: u8,
}

impl Default for Border {
    /// As few headers as there can be.
    fn default() -> Self {
        Self {
            whole_up_to: u32::MAX.into(),
            piece_bits: 30,
        }
    }
}

/// A stretch of a body behind a length of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The octets of the length.
    pub header: Vec<u8>,
    /// Octets of the body that follow it.
    pub octets: u64,
}

/// The stretches of a body, in order.
///
/// One that is in pieces is so to its end: GnuPG 2.2 takes a last length of 2^31 or more behind
/// pieces for a negative one.
#[derive(Clone, Debug)]
pub(super) struct Lengths {
    left: Option<u64>,
    in_pieces: bool,
    border: Border,
}

impl Lengths {
    /// For a body of this many octets.
    pub(super) fn of(octets: u64, border: Border) -> Self {
        Self {
            left: Some(octets),
            in_pieces: octets > border.whole_up_to,
            border,
        }
    }

    /// Octets of the whole body with all of its lengths.
    pub(super) fn total(octets: u64, border: Border) -> u64 {
        let piece = 1_u64 << border.piece_bits;
        let pieces = match octets > border.whole_up_to {
            true => octets.saturating_sub(piece).div_ceil(piece),
            false => 0,
        };
        let last = octets - pieces * piece;
        octets + pieces * PARTIAL_HEADER_OCTETS + whole(last).len() as u64
    }
}

impl Iterator for Lengths {
    type Item = Stretch;

    fn next(&mut self) -> Option<Stretch> {
        let left = self.left?;
        let piece = 1_u64 << self.border.piece_bits;
        if self.in_pieces && left > piece {
            self.left = Some(left - piece);
            return Some(Stretch {
                header: vec![224 + self.border.piece_bits],
                octets: piece,
            });
        }
        self.left = None;
        Some(Stretch {
            header: whole(left),
            octets: left,
        })
    }
}

/// One, two or five octets.
fn whole(octets: u64) -> Vec<u8> {
    match octets {
        0..192 => vec![octets as u8],
        192..8384 => {
            let over = octets - 192;
            vec![192 + (over >> 8) as u8, (over & 0xFF) as u8]
        }
        _ => {
            let length = u32::try_from(octets).expect("a longer body is written in pieces");
            [&[255][..], &length.to_be_bytes()].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_at_the_borders_of_the_rfc() {
        let header = |octets| {
            let mut lengths = Lengths::of(octets, Border::default());
            let stretch = lengths.next().expect("one");
            assert_eq!((stretch.octets, lengths.next()), (octets, None));
            stretch.header
        };
        // RFC 9580 section 4.2.1.5 gives 100, 1723 and 100000.
        assert_eq!(header(100), [0x64]);
        assert_eq!(header(1723), [0xC5, 0xFB]);
        assert_eq!(header(100_000), [0xFF, 0x00, 0x01, 0x86, 0xA0]);
        assert_eq!(header(191), [0xBF]);
        assert_eq!(header(192), [0xC0, 0x00]);
        assert_eq!(header(8383), [0xDF, 0xFF]);
        assert_eq!(header(8384), [0xFF, 0, 0, 0x20, 0xC0]);
        assert_eq!(header(u32::MAX.into()), [0xFF; 5]);
        let over = Lengths::of(1 << 32, Border::default());
        let over: Vec<Stretch> = over.collect();
        assert_eq!(over[0].header, [0xFE]);
        assert_eq!((over.len(), over[0].octets), (4, 1 << 30));
        assert_eq!(over[3].octets, 1 << 30);
    }

    /// Found by GnuPG, which could not open a message of 4.7 GB.
    #[test]
    fn no_length_behind_pieces_is_negative_for_gnupg() {
        for octets in [1 << 32, (1 << 32) + 1, (1 << 33) - 1, 4_697_620_000] {
            let stretches: Vec<Stretch> = Lengths::of(octets, Border::default()).collect();
            let last = stretches.last().expect("one");
            assert!(stretches.len() > 1 && last.octets < 1 << 31, "{octets}");
        }
    }

    #[test]
    fn the_total_is_that_of_the_stretches() {
        let border = Border {
            whole_up_to: 1000,
            piece_bits: 9,
        };
        let lengths = (0..5000).chain([191, 192, 8383, 8384, 100_000]);
        for (octets, border) in lengths.map(|octets| (octets, border)).chain([
            (u64::from(u32::MAX), Border::default()),
            (1 << 32, Border::default()),
            (1 << 43, Border::default()),
        ]) {
            let stretches = Lengths::of(octets, border);
            let (mut body, mut all) = (0, 0);
            for stretch in stretches {
                body += stretch.octets;
                all += stretch.octets + stretch.header.len() as u64;
            }
            assert_eq!((body, all), (octets, Lengths::total(octets, border)));
        }
    }
}
