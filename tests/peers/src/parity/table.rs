//! How many keys differ, and why: `docs/parity.md`.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Class, GnupgClass};

/// When certificates are compared: the day, and its first second in Unix time.
pub const TIMES: [(&str, u64); 4] = [
    ("2016-01-01", 1_451_606_400),
    ("2020-01-01", 1_577_836_800),
    ("2024-01-01", 1_704_067_200),
    ("2026-01-01", 1_767_225_600),
];

/// Counts at each of [`TIMES`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Certificates compared.
    pub certificates: usize,
    /// Certificates with the same keys, at least one.
    pub same: [usize; TIMES.len()],
    /// Certificates with no key for either of us.
    pub refused: [usize; TIMES.len()],
    /// Keys that differ, by why.
    pub differences: BTreeMap<Class, [usize; TIMES.len()]>,
    /// Keys that we use, by what GnuPG makes of them.
    pub gnupg: BTreeMap<GnupgClass, [usize; TIMES.len()]>,
}

impl Counts {
    /// Adds another group's.
    pub fn add(&mut self, other: &Self) {
        let sum = |into: &mut [usize; TIMES.len()], from: &[usize; TIMES.len()]| {
            into.iter_mut().zip(from).for_each(|(a, b)| *a += b);
        };
        self.certificates += other.certificates;
        sum(&mut self.same, &other.same);
        sum(&mut self.refused, &other.refused);
        for (class, counts) in &other.differences {
            sum(self.differences.entry(*class).or_default(), counts);
        }
        for (class, counts) in &other.gnupg {
            sum(self.gnupg.entry(*class).or_default(), counts);
        }
    }

    /// As a table in Markdown.
    pub fn table(&self) -> String {
        let days: Vec<&str> = TIMES.iter().map(|(day, _)| *day).collect();
        let mut out = format!(
            "{} certificates.\n\n| | {} |\n| --- | {} |\n",
            self.certificates,
            days.join(" | "),
            ["---:"; TIMES.len()].join(" | ")
        );
        let mut row = |name: &str, counts: &[usize; TIMES.len()]| {
            let cells: Vec<String> = counts.iter().map(ToString::to_string).collect();
            writeln!(out, "| {name} | {} |", cells.join(" | ")).expect("a String takes everything");
        };
        row("certificates with the same keys", &self.same);
        row("certificates with no key for either", &self.refused);
        for class in Class::ALL {
            if let Some(counts) = self.differences.get(&class) {
                row(class.sentence(), counts);
            }
        }
        for (class, counts) in &self.gnupg {
            row(class.sentence(), counts);
        }
        out
    }
}
