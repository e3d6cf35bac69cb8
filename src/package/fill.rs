//! What a package is padded with.

/// A pattern without end; a segment takes a length of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// Zeros: what is in an archive's last file, and between its files.
    Zeros,
    /// Lines of 76 spaces with CRLF: the epilogue of a MIME entity.
    Blank,
}

impl Fill {
    /// Writes the bytes of the pattern that begin at `offset`.
    pub fn write(self, offset: u64, out: &mut [u8]) {
        match self {
            Self::Zeros => out.fill(0),
            Self::Blank => {
                out.fill(b' ');
                // Less than 78, so it fits.
                let column = (offset % 78) as usize;
                for (i, byte) in out.iter_mut().enumerate() {
                    match (column + i) % 78 {
                        76 => *byte = b'\r',
                        77 => *byte = b'\n',
                        _ => {}
                    }
                }
            }
        }
    }
}
