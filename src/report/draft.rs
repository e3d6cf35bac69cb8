//! What has been typed so far. Any field may be empty or wrong.

use super::field::{Field, Section};
use crate::vendor::Vendor;
use std::collections::BTreeMap;
use zeroize::Zeroize;

/// The longest answer, in bytes of UTF-8. A description of a megabyte is fine; past this the page
/// would stop responding before the report is sealed.
pub const MAX_ANSWER_BYTES: usize = 4 * 1024 * 1024;

/// How many affected products one report can name.
pub const MAX_AFFECTED_ROWS: usize = 50;

/// The typed answers by field. Memory is wiped when an answer is replaced or the draft is dropped,
/// as far as this side of the browser reaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    answers: BTreeMap<Field, String>,
    affected_rows: usize,
}

impl Default for Draft {
    /// Nothing typed. Someone who can be answered is the rule; anonymity has to be chosen.
    fn default() -> Self {
        let mut answers = BTreeMap::new();
        answers.insert(Field::Identity, "named".to_owned());
        Self {
            answers,
            affected_rows: 1,
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        for answer in self.answers.values_mut() {
            answer.zeroize();
        }
    }
}

impl Draft {
    /// The answer to `field`; empty when nothing was typed.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        self.answers.get(&field).map_or("", String::as_str)
    }

    /// Replaces the answer to `field`.
    pub fn set(&mut self, field: Field, answer: String) {
        if let Some(mut old) = self.answers.insert(field, answer) {
            old.zeroize();
        }
    }

    /// Whether the researcher chose to stay anonymous.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        self.get(Field::Identity) == "anonymous"
    }

    /// Takes the answers to a vendor's own fields away: another vendor was chosen.
    pub fn take_extra(&mut self) -> Vec<(Field, String)> {
        let extra = self
            .answers
            .iter_mut()
            .filter(|(field, _)| matches!(field, Field::Extra(_)));
        extra
            .map(|(field, answer)| (*field, std::mem::take(answer)))
            .collect()
    }

    /// Whether nothing was typed yet.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.answers
            .iter()
            .all(|(field, answer)| *field == Field::Identity || answer.is_empty())
    }

    /// How many rows of affected products the form shows, at least one.
    #[must_use]
    pub fn affected_rows(&self) -> usize {
        self.affected_rows
    }

    /// Adds an empty row for another affected product.
    pub fn add_affected_row(&mut self) {
        self.affected_rows = (self.affected_rows + 1).min(MAX_AFFECTED_ROWS);
    }

    /// Removes row `row`, if there is one; the rows below move up. The only row is emptied instead.
    pub fn remove_affected_row(&mut self, row: usize) {
        if row >= self.affected_rows {
            return;
        }
        for column in [Field::Product, Field::Versions, Field::Component] {
            for to in row..self.affected_rows {
                let below = self.answers.remove(&column(to + 1)).unwrap_or_default();
                self.set(column(to), below);
            }
        }
        self.affected_rows = self.affected_rows.saturating_sub(1).max(1);
    }

    /// The fields that `section` asks for now, in the order of the form: rows as there are, further
    /// questions as the answers so far call for them, the vendor's own at the end.
    #[must_use]
    pub fn fields(&self, section: Section, vendor: &Vendor) -> Vec<Field> {
        use Field::*;
        match section {
            Section::Reporter if self.is_anonymous() => vec![Identity],
            Section::Reporter => vec![Identity, Organisation, Name, Email, Certificate],
            Section::Affected => (0..self.affected_rows)
                .flat_map(|row| [Product(row), Versions(row), Component(row)])
                .collect(),
            Section::Vulnerability => {
                vec![Title, Description, Impact, Weakness, Severity, Discovery]
            }
            Section::Exploits => vec![Exploits, ExploitDetails, Steps],
            Section::Disclosure => {
                let mut fields = vec![Plan];
                match self.get(Plan) {
                    "coordinated" => fields.push(PlanDate),
                    "public" => fields.push(PlanLinks),
                    _ => {}
                }
                fields.extend([OthersInformed, Credit]);
                fields
            }
            Section::Additional => (0..vendor.fields.len())
                .map(Extra)
                .chain([Additional])
                .collect(),
        }
    }

    /// Whether `field` must be answered for `vendor`, given the answers so far.
    #[must_use]
    pub fn is_required(&self, field: Field, vendor: &Vendor) -> bool {
        match field {
            Field::Identity
            | Field::Product(_)
            | Field::Versions(_)
            | Field::Title
            | Field::Description
            | Field::Exploits
            | Field::Plan
            | Field::PlanDate
            | Field::PlanLinks => true,
            // "No exploit is known" is already the whole answer.
            Field::ExploitDetails if self.get(Field::Exploits) == "none-known" => false,
            Field::Extra(index) => vendor.fields.get(index).is_some_and(|field| field.required),
            other => other.key().is_some_and(|key| vendor.requires(key)),
        }
    }
}
