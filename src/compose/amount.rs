//! Numbers of bytes as people say them.

use super::progress::Progress;
use crate::words::Words;

/// A unit of bytes, decimal as in file managers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Bytes,
    Kilobytes,
    Megabytes,
    Gigabytes,
}

impl Unit {
    /// The one in which `bytes` has a number of one to three digits, as far as there is one.
    fn of(bytes: u64) -> Self {
        // What rounds to 1000 of a unit is 1.0 of the next.
        match bytes {
            0..1_000 => Self::Bytes,
            1_000..999_500 => Self::Kilobytes,
            999_500..999_500_000 => Self::Megabytes,
            _ => Self::Gigabytes,
        }
    }

    fn bytes(self) -> u64 {
        match self {
            Self::Bytes => 1,
            Self::Kilobytes => 1_000,
            Self::Megabytes => 1_000_000,
            Self::Gigabytes => 1_000_000_000,
        }
    }

    /// The number alone: with one decimal below a hundred, except for bytes.
    fn number(self, bytes: u64) -> String {
        let (bytes, unit) = (u128::from(bytes), u128::from(self.bytes()));
        let tenths = (bytes * 10 + unit / 2) / unit;
        match tenths {
            _ if self == Self::Bytes => bytes.to_string(),
            0..1_000 => format!("{}.{}", tenths / 10, tenths % 10),
            _ => ((bytes + unit / 2) / unit).to_string(),
        }
    }

    /// The number with its unit, of which only the byte has a name in words.
    fn amount(self, bytes: u64, words: &Words) -> String {
        let number = self.number(bytes);
        match self {
            Self::Bytes => words.with("amount-bytes", [("number", bytes.into())]),
            Self::Kilobytes => format!("{number} kB"),
            Self::Megabytes => format!("{number} MB"),
            Self::Gigabytes => format!("{number} GB"),
        }
    }
}

/// `1.2 GB`, or `20 MB`.
#[must_use]
pub fn amount(bytes: u64, words: &Words) -> String {
    Unit::of(bytes).amount(bytes, words).replace(".0 ", " ")
}

/// `1.2 GB (1234567890 bytes)`: also to the byte.
#[must_use]
pub fn exact_amount(bytes: u64, words: &Words) -> String {
    if Unit::of(bytes) == Unit::Bytes {
        return amount(bytes, words);
    }
    let exact = Unit::Bytes.amount(bytes, words);
    let values = [
        ("amount", amount(bytes, words).into()),
        ("exact", exact.into()),
    ];
    words.with("amount-exact", values)
}

/// `1.2 of 4.0 GB, 130 MB/s, about 20 seconds left`: as much of it as is known.
#[must_use]
pub fn course(progress: Progress, words: &Words) -> String {
    let unit = Unit::of(progress.total);
    // With its decimal, which the other number has in between.
    let total = unit.amount(progress.total, words);
    let far = words.with(
        "progress-of",
        [
            ("done", unit.number(progress.done).into()),
            ("total", total.into()),
        ],
    );
    let (Some(rate), Some(seconds)) = (progress.rate(), progress.seconds_left()) else {
        return far;
    };
    let values = [
        ("progress", far.into()),
        ("rate", amount(rate, words).into()),
        ("left", time_left(seconds, words).into()),
    ];
    words.with("progress-with-rate", values)
}

/// How far, and how long it will take: what is told rather than shown.
#[must_use]
pub fn calm_course(progress: Progress, words: &Words) -> String {
    let percent = u128::from(progress.done) * 100 / u128::from(progress.total.max(1));
    let percent = percent.min(100).to_string();
    match progress.seconds_left() {
        Some(seconds) => words.with(
            "progress-told",
            [
                ("percent", percent.into()),
                ("left", time_left(seconds, words).into()),
            ],
        ),
        None => words.with("progress-percent", [("percent", percent.into())]),
    }
}

fn time_left(seconds: u64, words: &Words) -> String {
    let number = |number: u64| [("number", number.into())];
    match seconds {
        0..5 => words.text("time-left-moments"),
        // Steps of five: nobody counts along.
        5..=55 => words.with("time-left-seconds", number(seconds.next_multiple_of(5))),
        56..3_600 => words.with("time-left-minutes", number(seconds.div_ceil(60))),
        _ => words.with("time-left-hours", number(seconds.div_ceil(3_600))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn amounts_in_words() {
        let words = Words::shared(Language::En);
        for (bytes, said) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1_000, "1 kB"),
            (1_049, "1 kB"),
            (1_050, "1.1 kB"),
            (99_949, "99.9 kB"),
            (99_950, "100 kB"),
            (999_499, "999 kB"),
            (999_500, "1 MB"),
            (20_000_000, "20 MB"),
            (999_499_999, "999 MB"),
            (999_500_000, "1 GB"),
            (4_294_967_296, "4.3 GB"),
            (u64::MAX, "18446744074 GB"),
        ] {
            assert_eq!(amount(bytes, &words), said, "{bytes}");
        }
        assert_eq!(exact_amount(17, &words), "17 bytes");
        assert_eq!(exact_amount(1_234_567, &words), "1.2 MB (1234567 bytes)");
    }

    #[test]
    fn a_course_says_what_is_known() {
        let words = Words::shared(Language::En);
        let mut progress = Progress {
            done: 1_200_000_000,
            total: 4_000_000_000,
            milliseconds: 0,
        };
        assert_eq!(course(progress, &words), "1.2 of 4.0 GB");
        assert_eq!(calm_course(progress, &words), "30 % done.");
        progress.milliseconds = 9_000;
        let said = "1.2 of 4.0 GB, 133 MB/s, about 25 seconds left";
        assert_eq!(course(progress, &words), said);
        let told = "30 % done, about 25 seconds left.";
        assert_eq!(calm_course(progress, &words), told);
        progress.total = 0;
        assert_eq!(
            calm_course(progress, &words),
            "100 % done, a few seconds left."
        );
    }

    #[test]
    fn times_in_words() {
        let words = Words::shared(Language::En);
        for (seconds, said) in [
            (4, "a few seconds left"),
            (5, "about 5 seconds left"),
            (51, "about 55 seconds left"),
            (56, "about 1 minute left"),
            (61, "about 2 minutes left"),
            (3_599, "about 60 minutes left"),
            (3_600, "about 1 hour left"),
            (u64::MAX, "about 5124095576030432 hours left"),
        ] {
            assert_eq!(time_left(seconds, &words), said, "{seconds}");
        }
    }
}
