//! PURE. A report field by field, for a [`crate::vendor::Site`]: a web form elsewhere that the
//! researcher fills in by hand. What is copied from here leaves unencrypted, by their own hand.

use crate::report::{Draft, Field, Section, validation};
use crate::vendor::Vendor;

/// One answer to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The field.
    pub field: Field,
    /// The answer as it would travel; a choice as the key of its message.
    pub value: Value,
}

/// What a piece holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Typed text.
    Text(String),
    /// A message, of a choice.
    Message(&'static str),
}

/// Every answer given so far, in the order of the form. A site may ask for less than the vendor's
/// list, so an unfinished draft is fine.
#[must_use]
pub fn pieces(draft: &Draft, vendor: &Vendor) -> Vec<Piece> {
    let fields = Section::ALL
        .into_iter()
        .flat_map(|section| draft.fields(section, vendor));
    fields
        .filter_map(|field| {
            let answer = draft.get(field);
            let value = match field.shape() {
                crate::report::field::Shape::Choice(choices) => {
                    Value::Message(choices.iter().find(|(key, _)| *key == answer)?.1)
                }
                _ if answer.trim().is_empty() => return None,
                _ => Value::Text(validation::answer(field, answer)),
            };
            Some(Piece { field, value })
        })
        .collect()
}
