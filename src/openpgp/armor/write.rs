//! Armor as it is written, RFC 9580 section 6: lines of 64, no headers, with the CRC-24 of RFC 4880
//! section 6.1 that older readers demand.

use std::io::{self, Write};

use data_encoding::BASE64;

/// How lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnd {
    /// As in files.
    Lf,
    /// As in mail, RFC 3156 section 5.
    CrLf,
}

/// Octets of a line of 64 characters.
const LINE_OCTETS: usize = 48;
/// RFC 9580 section 6.1.1.
const CRC24_INIT: u32 = 0x00B7_04CE;
/// RFC 9580 section 6.1.1.
const CRC24_POLY: u32 = 0x0086_4CFB;

/// Writes what it is given in armor.
pub(in crate::openpgp) struct Armor<W> {
    out: W,
    end: &'static [u8],
    crc: u32,
    /// Less than a line.
    rest: Vec<u8>,
    /// Lines, before they are handed on.
    lines: Vec<u8>,
}

impl<W: Write> Armor<W> {
    pub(in crate::openpgp) fn begin(mut out: W, end: LineEnd) -> io::Result<Self> {
        let end: &[u8] = match end {
            LineEnd::Lf => b"\n",
            LineEnd::CrLf => b"\r\n",
        };
        out.write_all(&[b"-----BEGIN PGP MESSAGE-----", end, end].concat())?;
        Ok(Self {
            out,
            end,
            crc: CRC24_INIT,
            rest: Vec::new(),
            lines: Vec::new(),
        })
    }

    /// Where it goes.
    pub(in crate::openpgp) fn out(&mut self) -> &mut W {
        &mut self.out
    }

    pub(in crate::openpgp) fn finish(mut self) -> io::Result<W> {
        let mut last = std::mem::take(&mut self.rest);
        if !last.is_empty() {
            self.line(&last);
            last.clear();
        }
        let crc = self.crc.to_be_bytes();
        self.lines.push(b'=');
        self.lines.extend(BASE64.encode(&crc[1..]).into_bytes());
        self.lines.extend(self.end);
        self.lines.extend(b"-----END PGP MESSAGE-----");
        self.lines.extend(self.end);
        self.out.write_all(&self.lines)?;
        Ok(self.out)
    }

    fn line(&mut self, octets: &[u8]) {
        let start = self.lines.len();
        self.lines
            .resize(start + BASE64.encode_len(octets.len()), 0);
        BASE64.encode_mut(octets, &mut self.lines[start..]);
        self.lines.extend(self.end);
    }
}

impl<W: Write> Write for Armor<W> {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.crc = crc24(self.crc, octets);
        let mut left = octets;
        if !self.rest.is_empty() {
            let missing = (LINE_OCTETS - self.rest.len()).min(left.len());
            let (first, others) = left.split_at(missing);
            self.rest.extend(first);
            left = others;
            if self.rest.len() == LINE_OCTETS {
                let line = std::mem::take(&mut self.rest);
                self.line(&line);
            }
        }
        let lines = left.chunks_exact(LINE_OCTETS);
        self.rest.extend(lines.remainder());
        lines.for_each(|line| self.line(line));
        self.out.write_all(&self.lines)?;
        self.lines.clear();
        Ok(octets.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// CRC-24 over octets, a table for each octet's worth of bits.
fn crc24(crc: u32, octets: &[u8]) -> u32 {
    const TABLE: [u32; 256] = table();
    octets.iter().fold(crc, |crc, octet| {
        let at = (crc >> 16) as u8 ^ octet;
        (crc << 8 ^ TABLE[usize::from(at)]) & 0x00FF_FFFF
    })
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut octet = 0;
    while octet < 256 {
        let mut crc = (octet as u32) << 16;
        let mut bit = 0;
        while bit < 8 {
            crc <<= 1;
            if crc & 0x0100_0000 != 0 {
                crc ^= 0x0100_0000 | CRC24_POLY;
            }
            bit += 1;
        }
        table[octet] = crc & 0x00FF_FFFF;
        octet += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::{BlockKind, blocks};
    use super::*;
    use proptest::prelude::*;

    fn armored(pieces: &[Vec<u8>], end: LineEnd) -> Vec<u8> {
        let mut armor = Armor::begin(Vec::new(), end).unwrap();
        pieces
            .iter()
            .for_each(|piece| armor.write_all(piece).unwrap());
        armor.finish().unwrap()
    }

    proptest! {
        /// The strict reader, which checks the CRC, gives back what was written in any pieces.
        #[test]
        fn reads_back(pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 0..8)) {
            let whole = armored(&[pieces.concat()], LineEnd::Lf);
            let text = armored(&pieces, LineEnd::Lf);
            prop_assert_eq!(&text, &whole);
            let read = blocks(&text);
            prop_assert_eq!(read.len(), 1);
            prop_assert_eq!((read[0].kind, read[0].flaw), (BlockKind::Message, None));
            prop_assert_eq!(&read[0].bytes, &pieces.concat());
            let mail = String::from_utf8(armored(&pieces, LineEnd::CrLf)).unwrap();
            prop_assert_eq!(mail.replace("\r\n", "\n").into_bytes(), text);
            prop_assert!(mail.lines().all(|line| line.len() <= 64));
            prop_assert_eq!(mail.matches('\n').count(), mail.matches("\r\n").count());
        }
    }

    #[test]
    fn a_known_crc() {
        // RFC 4880 section 6.6's example has "njUN" behind it; here the well-known check value.
        assert_eq!(crc24(CRC24_INIT, b"123456789"), 0x0021_CF02);
    }
}
