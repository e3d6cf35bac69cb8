//! Archive format: a tar with one folder, for reports with files of any size.
//!
//! The format is POSIX.1-2017's `pax`: headers of `ustar`, and extended headers for what they cannot
//! hold. GNU tar, libarchive and Python read it as it is; the headers' fields are the `tar` crate's.

use tar::{EntryType, Header};

use super::padding::padme;
use super::{Fill, Format, Package, Reference, Segment};
use crate::date::Date;
use crate::report::Attachment;

/// Everything in a tar is in blocks.
const BLOCK_BYTES: u64 = 512;
/// Two blocks of zeros end a tar.
const END_BLOCKS: u64 = 2;
/// The longest path that stands in a `ustar` header itself. A hundred bytes fit, but gpgtar 2.2 takes the
/// missing zero behind them for damage.
const MAX_PATH_BYTES: usize = 99;
/// Eleven octal digits: the largest size that stands in a `ustar` header itself, just below 8 GiB.
const MAX_SIZE_BYTES: u64 = 0o777_7777_7777;

/// `report-REF/` with `report.md`, `report.json`, if there are any `attachments/`, and `padding`.
///
/// Nothing in a header tells of the machine or the hour: owner 0, mode 0644 (folders 0755), the
/// first second of `date` in UTC. Folders are entries of their own, without which gpgtar fails.
///
/// The number of blocks is padded by [`padme`]: at most 12 % more. The padding is a file of zeros, the
/// last one. It cannot stand behind the end: GNU tar and gpgtar stop reading there, so that
/// `gpg -d | tar x` would fail, with all files unpacked but their integrity not checked.
#[must_use]
pub fn plan(
    reference: Reference,
    report_md: &str,
    report_json: &str,
    date: Date,
    attachments: &[Attachment],
) -> Package {
    let mut tar = Tar {
        folder: format!("report-{reference}/"),
        time: date.to_unix(),
        segments: Vec::new(),
        pending: Vec::new(),
    };
    tar.folder("");
    for (name, text) in [("report.md", report_md), ("report.json", report_json)] {
        tar.header(name, name, text.len() as u64, EntryType::Regular);
        tar.pending.extend(text.as_bytes());
        tar.fill_block(text.len() as u64);
    }
    if !attachments.is_empty() {
        tar.folder("attachments/");
    }
    for (file, Attachment { name, length, .. }) in attachments.iter().enumerate() {
        let (path, plain) = (
            format!("attachments/{name}"),
            format!("attachments/{}", name.plain(file + 1)),
        );
        let length = *length;
        tar.header(&path, &plain, length, EntryType::Regular);
        tar.flush();
        tar.segments.push(Segment::File { file, length });
        tar.fill_block(length);
    }
    tar.end();
    Package {
        format: Format::Archive,
        reference,
        segments: tar.segments,
    }
}

/// A tar as it is planned.
struct Tar {
    folder: String,
    /// Of every entry, in seconds since 1970.
    time: u64,
    segments: Vec<Segment>,
    /// What comes next, not yet a segment.
    pending: Vec<u8>,
}

impl Tar {
    fn folder(&mut self, path: &str) {
        self.header(path, path, 0, EntryType::Directory);
    }

    /// A header, with an extended one before it where it is needed. `plain` is the path for programs
    /// that do not know extended headers: ASCII, and short.
    fn header(&mut self, path: &str, plain: &str, size: u64, kind: EntryType) {
        let path = format!("{}{path}", self.folder);
        let fits = path.len() <= MAX_PATH_BYTES && path.is_ascii();
        let mut records = Vec::new();
        if !fits {
            records.extend(record("path", &path));
        }
        if size > MAX_SIZE_BYTES {
            records.extend(record("size", &size.to_string()));
        }
        let plain = format!("{}{plain}", self.folder);
        if !records.is_empty() {
            let length = records.len() as u64;
            let about = plain.replacen('/', "/PaxHeaders/", 1);
            self.block(&about, length, EntryType::XHeader);
            self.pending.extend(records);
            self.fill_block(length);
        }
        // POSIX.1-2017 pax, "pax Header Block": the extended header's value takes the field's place.
        let size = if size > MAX_SIZE_BYTES { 0 } else { size };
        self.block(if fits { &path } else { &plain }, size, kind);
    }

    /// POSIX.1-2017 pax, "ustar Interchange Format".
    fn block(&mut self, path: &str, size: u64, kind: EntryType) {
        let mut header = Header::new_ustar();
        // `set_path` does the same, but brings 12 KB of error messages into the download.
        let name = header.as_old_mut().name.iter_mut();
        name.zip(path.bytes())
            .for_each(|(field, byte)| *field = byte);
        header.set_entry_type(kind);
        header.set_mode(match kind {
            EntryType::Directory => 0o755,
            _ => 0o644,
        });
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(self.time);
        header.set_size(size);
        header.set_cksum();
        self.pending.extend(header.as_bytes());
    }

    /// Zeros up to the end of the block in which something `length` bytes long ends.
    fn fill_block(&mut self, length: u64) {
        let missing = (BLOCK_BYTES - length % BLOCK_BYTES) % BLOCK_BYTES;
        self.pending.extend((0..missing).map(|_| 0));
    }

    /// The padding, and the end.
    fn end(&mut self) {
        let blocks = self.blocks().saturating_add(END_BLOCKS);
        let target = padme(blocks);
        if target > blocks {
            // Its header is one block, or three where the size needs an extended one. Between the two
            // cases one or two blocks are left over and stand behind the end, where so few do no harm.
            let room = target - blocks;
            let most = MAX_SIZE_BYTES / BLOCK_BYTES;
            let content = match room.saturating_sub(3) {
                wide if wide > most => wide,
                _ => most.min(room - 1),
            };
            let size = content.saturating_mul(BLOCK_BYTES);
            self.header("padding", "padding", size, EntryType::Regular);
        }
        self.flush();
        let written = self.blocks();
        self.segments.push(Segment::Fill {
            fill: Fill::Zeros,
            length: (target - written).saturating_mul(BLOCK_BYTES),
        });
    }

    /// How many blocks are planned so far.
    fn blocks(&self) -> u64 {
        let segments = self.segments.iter().map(Segment::len);
        let bytes = segments.fold(self.pending.len() as u64, u64::saturating_add);
        bytes / BLOCK_BYTES
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let pending = std::mem::take(&mut self.pending);
            self.segments.push(Segment::Bytes(pending));
        }
    }
}

/// POSIX.1-2017 pax, "pax Extended Header": `length keyword=value` and a line feed, where the length
/// counts its own digits.
fn record(keyword: &str, value: &str) -> Vec<u8> {
    let rest = format!(" {keyword}={value}\n");
    let mut length = rest.len();
    while length != rest.len() + length.to_string().len() {
        length = rest.len() + length.to_string().len();
    }
    format!("{length}{rest}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_count_their_own_digits() {
        // " a=" and a line feed are four bytes.
        for (value, length) in [
            (0, 5),
            (4, 9),
            (5, 11),
            (93, 99),
            (94, 101),
            (992, 999),
            (993, 1001),
        ] {
            let record = record("a", &"x".repeat(value));
            assert_eq!(record.len(), length, "{value}");
            assert!(record.starts_with(format!("{length} a=").as_bytes()));
        }
    }
}
