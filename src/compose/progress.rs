//! How far a long job is, how fast it goes and how long it will take.

/// Between two words to a screen reader, in milliseconds.
const CALM_MILLISECONDS: u64 = 10_000;

/// Before this a rate says nothing, in milliseconds.
const FIRST_MILLISECONDS: u64 = 500;

/// How far a job was at some moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes done.
    pub done: u64,
    /// Bytes in all; 0 until it is known.
    pub total: u64,
    /// Since the job began.
    pub milliseconds: u64,
}

impl Progress {
    /// Bytes in a second, on average since the beginning; `None` before that means something.
    #[must_use]
    pub fn rate(&self) -> Option<u64> {
        if self.milliseconds < FIRST_MILLISECONDS {
            return None;
        }
        let rate = u128::from(self.done) * 1000 / u128::from(self.milliseconds);
        u64::try_from(rate).ok().filter(|rate| *rate > 0)
    }

    /// Seconds that are left at this rate, rounded up.
    #[must_use]
    pub fn seconds_left(&self) -> Option<u64> {
        let left = self.total.saturating_sub(self.done);
        self.rate().map(|rate| left.div_ceil(rate))
    }
}

/// The progress that is shown, and the one that is told: a screen reader that reads every change
/// aloud would never be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// The last that was heard.
    pub shown: Progress,
    /// That of the last ten seconds' beginning; `None` before the first ten are over.
    pub told: Option<Progress>,
}

impl Course {
    /// Takes what was heard last.
    pub(super) fn go_on(&mut self, progress: Progress) {
        let last = self.told.map_or(0, |told| told.milliseconds);
        if progress.milliseconds >= last.saturating_add(CALM_MILLISECONDS) {
            self.told = Some(progress);
        }
        self.shown = progress;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(done: u64, total: u64, milliseconds: u64) -> Progress {
        Progress {
            done,
            total,
            milliseconds,
        }
    }

    #[test]
    fn rate_and_time_left() {
        let gigabyte = 1_000_000_000;
        let half = at(gigabyte, 2 * gigabyte, 10_000);
        assert_eq!(
            (half.rate(), half.seconds_left()),
            (Some(100_000_000), Some(10))
        );
        // Nothing is divided by nothing, and nothing overflows.
        for nothing in [at(0, 9, 0), at(0, 9, 60_000), at(9, 9, 499), at(1, 9, 2000)] {
            assert_eq!((nothing.rate(), nothing.seconds_left()), (None, None));
        }
        assert_eq!(at(u64::MAX, u64::MAX, 1000).rate(), Some(u64::MAX));
        assert_eq!(at(u64::MAX, u64::MAX, 999).rate(), None);
        assert_eq!(at(5, 4, 1000).seconds_left(), Some(0));
        assert_eq!(at(2, 5, 1000).seconds_left(), Some(2), "rounded up");
    }

    #[test]
    fn a_screen_reader_hears_it_every_ten_seconds() {
        let mut course = Course::default();
        let mut told = Vec::new();
        for tick in 0..350 {
            let now = at(tick, 350, tick * 100);
            course.go_on(now);
            assert_eq!(course.shown, now);
            if course.told.is_some() && told.last() != course.told.as_ref() {
                told.extend(course.told);
            }
        }
        let times: Vec<u64> = told.iter().map(|told| told.milliseconds).collect();
        assert_eq!(times, [10_000, 20_000, 30_000]);
    }
}
