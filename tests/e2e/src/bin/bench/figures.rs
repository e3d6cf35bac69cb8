//! Medians, and how they are written.

use serde::Serialize;

/// What was measured several times, in the same unit.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// The middle one.
    pub median: f64,
    /// The smallest.
    pub least: f64,
    /// The largest.
    pub most: f64,
}

impl Figures {
    /// Of at least one value.
    pub fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let at = |place: usize| values.get(place).copied().unwrap_or(f64::NAN);
        Self {
            median: at(values.len() / 2),
            least: at(0),
            most: at(values.len().saturating_sub(1)),
        }
    }
}

/// Whether a goal is met, in words.
#[derive(Clone, Debug, Serialize)]
pub struct Verdict {
    /// What is compared.
    pub goal: String,
    /// How it is.
    pub measured: String,
    /// Whether it is as it should be.
    pub met: bool,
}

impl Verdict {
    /// `measured` must be at least `goal`; both are ratios.
    pub fn at_least(what: &str, measured: f64, goal: f64) -> Self {
        Self {
            goal: format!("{what} at least {goal:.2}"),
            measured: format!("{measured:.2}"),
            met: measured >= goal,
        }
    }

    /// `measured` must be at most `goal`, in `unit`.
    pub fn at_most(what: &str, measured: f64, goal: f64, unit: &str) -> Self {
        Self {
            goal: format!("{what} at most {goal:.0} {unit}"),
            measured: format!("{measured:.0} {unit}"),
            met: measured <= goal,
        }
    }

    /// A line for people.
    pub fn print(&self) {
        let word = if self.met { "met" } else { "MISSED" };
        println!("  goal: {}: {}: {word}", self.goal, self.measured);
    }
}
