//! Which mistakes there are, and which of them are shown already.

use super::route::Step;
use super::state::State;
use crate::report::validation::mistakes_in;
use crate::report::{Field, Mistake, Problem, Section};

impl State {
    /// The mistakes in `section`, whether shown or not.
    #[must_use]
    pub fn mistakes_in(&self, section: Section) -> Vec<Mistake> {
        let Some(vendor) = &self.vendor else {
            return Vec::new();
        };
        let mut mistakes = mistakes_in(section, &self.draft, vendor, self.today());
        if section == Section::Reporter && self.secret_removed && !self.draft.is_anonymous() {
            mistakes.retain(|mistake| mistake.field != Field::Certificate);
            mistakes.push(Mistake {
                field: Field::Certificate,
                problem: Problem::SecretKey,
            });
        }
        mistakes
    }

    /// The mistakes in the whole draft, in the order of the form.
    #[must_use]
    pub fn mistakes(&self) -> Vec<Mistake> {
        Section::ALL
            .into_iter()
            .flat_map(|section| self.mistakes_in(section))
            .collect()
    }

    /// The mistakes to show in `section`: all once it was tried; a refused secret key at once.
    #[must_use]
    pub fn shown_mistakes(&self, section: Section) -> Vec<Mistake> {
        let mut mistakes = self.mistakes_in(section);
        if !self.tried.contains(&section) {
            mistakes.retain(|mistake| mistake.problem == Problem::SecretKey);
        }
        mistakes
    }

    /// Whether the present step shows a mistake.
    #[must_use]
    pub fn shows_mistakes(&self) -> bool {
        match self.step {
            Step::Section(section) => !self.shown_mistakes(section).is_empty(),
            Step::Review => !self.mistakes().is_empty(),
            _ => false,
        }
    }

    /// Whether anything in `section` was typed.
    #[must_use]
    pub fn is_begun(&self, section: Section) -> bool {
        let Some(vendor) = &self.vendor else {
            return false;
        };
        let mut fields = self.draft.fields(section, vendor).into_iter();
        fields.any(|field| field != Field::Identity && !self.draft.get(field).is_empty())
            || section == Section::Reporter && self.draft.is_anonymous()
    }
}
