//! Certificates made at random of everything that owners say about their keys, with valid
//! signatures: real ones hardly ever hold two revocations, an expired binding and a newer one.

#[path = "../../../../fuzz/src/signed.rs"]
mod signed;

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};

/// Unix seconds around and between the times of comparison.
const DATES: [u32; 8] = [
    1_420_070_400, // 2015-01-01
    1_451_606_399, // the second before 2016
    1_451_606_400, // 2016-01-01
    1_514_764_800, // 2018-01-01
    1_609_459_200, // 2021-01-01
    1_704_067_200, // 2024-01-01
    1_735_689_600, // 2025-01-01
    1_798_761_600, // 2027-01-01
];
const YEAR: u32 = 31_536_000;

/// A certificate, another one for each `seed`; even ones are of version 4, as
/// GnuPG 2.2 reads it, odd ones of version 6.
pub fn made(seed: u64) -> Vec<u8> {
    let mut maker = Maker {
        rng: StdRng::seed_from_u64(seed),
        version_6: seed % 2 == 1,
        said: 0,
        // No two keys have the same fingerprint.
        born: DATES[0] - 10 * u32::try_from(seed).expect("a small number"),
        records: Vec::new(),
    };
    maker.records.push(if maker.version_6 { 1 } else { 2 });
    maker.records.extend(maker.born.to_be_bytes());
    maker.certificate();
    maker.records.extend([0; 4]);
    let (bytes, _) = signed::build(&maker.records).expect("long enough");
    bytes
}

struct Maker {
    rng: StdRng,
    /// For version 4 the user IDs' signatures speak for the primary key, for version 6 the
    /// direct-key signature does (RFC 9580 section 5.2.3.10). Where both do, opinions differ.
    version_6: bool,
    /// Seconds that the next signature is put off.
    said: u32,
    /// When the primary key was made, in Unix seconds.
    born: u32,
    records: Vec<u8>,
}

impl Maker {
    fn certificate(&mut self) {
        if self.odds(4) {
            self.revocation(1);
        }
        let of_primary = [&[0x01][..], &[0x03], &[0x0C], &[0x2F]];
        if self.version_6 {
            for _ in 0..self.rng.gen_range(1..4) {
                self.statement(0, &of_primary, &[]);
            }
        }
        for user in 0..self.rng.gen_range(1..3) {
            self.record(2, format!("User {user} <{user}@example.com>").as_bytes());
            for _ in 0..self.rng.gen_range(1..3) {
                if self.version_6 {
                    let area = self.date();
                    self.record(3, &area);
                    continue;
                }
                let extra = if self.odds(3) { &[2, 25, 1][..] } else { &[] };
                self.statement(3, &of_primary, extra);
            }
            if self.odds(6) {
                self.revocation(4);
            }
        }
        for subkey in 0..self.rng.gen_range(1..4) {
            let created = self.born + subkey;
            let encrypts = !self.odds(4);
            self.record(if encrypts { 6 } else { 7 }, &created.to_be_bytes());
            for _ in 0..self.rng.gen_range(1..4) {
                let encryption_flags = [&[0x0C][..], &[0x04], &[0x08], &[0x00], &[]];
                match encrypts {
                    true => self.statement(9, &encryption_flags, &[]),
                    false => self.statement(11, &[&[0x02], &[0x22]], &[]),
                }
            }
            if self.odds(4) {
                self.revocation(10);
            }
        }
    }

    /// A self-signature: date, key flags, and perhaps an end of itself or of the key.
    fn statement(&mut self, kind: u8, flags: &[&[u8]], extra: &[u8]) {
        let mut area = self.date();
        let flags = *flags.choose(&mut self.rng).expect("not empty");
        // Sequoia has the direct-key signature speak for a subkey whose own says nothing.
        if !flags.is_empty() || self.version_6 {
            subpacket(&mut area, 27, flags);
        }
        for (subpacket_type, odds) in [(3, 8), (9, 2)] {
            if self.odds(odds) {
                // An end after 2106 overflows in GnuPG 2.2.
                let years = [0, 1, 3, 8, 12, 60].choose(&mut self.rng);
                let seconds = years.expect("not empty") * YEAR;
                subpacket(&mut area, subpacket_type, &seconds.to_be_bytes());
            }
        }
        area.extend(extra);
        self.record(kind, &area);
    }

    fn revocation(&mut self, kind: u8) {
        let mut area = self.date();
        // No reason, compromised, superseded, retired, unknown.
        let reasons = [&[][..], &[0], &[2], &[1], &[3], &[1], &[3], &[99]];
        let reason = *reasons.choose(&mut self.rng).expect("not empty");
        let user_id = kind == 4 && self.odds(2);
        match user_id {
            true => subpacket(&mut area, 29, &[32]),
            false if reason.is_empty() => {}
            false => subpacket(&mut area, 29, reason),
        }
        self.record(kind, &area);
    }

    fn date(&mut self) -> Vec<u8> {
        let mut area = Vec::new();
        // GnuPG also heeds what is signed later than its clock says: at the last time of
        // comparison nothing is.
        let dates = &DATES[..DATES.len() - usize::from(!self.version_6)];
        let date = dates.choose(&mut self.rng).expect("not empty") + self.said;
        // No two of the same second: which of them counts is anybody's guess.
        self.said += 60;
        subpacket(&mut area, 2, &date.to_be_bytes());
        area
    }

    fn odds(&mut self, one_in: u32) -> bool {
        self.rng.gen_ratio(1, one_in)
    }

    fn record(&mut self, kind: u8, content: &[u8]) {
        let length = u8::try_from(content.len()).expect("short");
        self.records.extend([kind, length]);
        self.records.extend(content);
    }
}

/// RFC 9580 section 5.2.3.7, with a length of one octet.
fn subpacket(area: &mut Vec<u8>, subpacket_type: u8, content: &[u8]) {
    let length = u8::try_from(content.len() + 1).expect("short");
    area.extend([length, subpacket_type]);
    area.extend(content);
}
