//! The labels of fields, the vendor's own included.

use crate::report::Field;
use crate::vendor::Vendor;
use crate::words::Words;

/// The label of `field` in the language of `words`.
pub(super) fn field(words: &Words, vendor: Option<&Vendor>, field: Field) -> String {
    let own = match field {
        Field::Extra(index) => vendor.and_then(|vendor| vendor.fields.get(index)),
        _ => None,
    };
    match own {
        Some(own) => own.label.get(words.language()).to_owned(),
        None => words.text(field.label()),
    }
}
