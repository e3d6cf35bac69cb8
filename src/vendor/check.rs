//! How the members of a vendor file must fit together.

use super::{Channel, OTHER, SCHEMA, Vendor, VendorError, VendorProblem};

/// Checks a vendor that came as a file.
pub(super) fn check(vendor: &Vendor) -> Result<(), VendorError> {
    if vendor.schema != SCHEMA {
        return Err(VendorError::at("schema", VendorProblem::WrongSchema));
    }
    if vendor.id.as_str() == OTHER {
        return Err(VendorError::at("id", VendorProblem::ReservedId));
    }
    if vendor.channels.is_empty() && vendor.sites.is_empty() {
        return Err(VendorError::at("channels", VendorProblem::NoWay));
    }
    check_members(vendor)
}

/// What every vendor must keep, also one that the researcher names on the page. Such a one may be
/// without channel and site: the sealed file is then brought to it in some way of its own.
pub(super) fn check_members(vendor: &Vendor) -> Result<(), VendorError> {
    if let Some(index) = first_repeated(&vendor.pins, |pin| &pin.fingerprint) {
        let place = format!("pins[{index}].fingerprint");
        return Err(VendorError::at(place, VendorProblem::DuplicatePin));
    }
    if let Some(index) = first_repeated(&vendor.required, |key| key) {
        let place = format!("required[{index}]");
        return Err(VendorError::at(place, VendorProblem::DuplicateRequired));
    }
    if let Some(index) = first_repeated(&vendor.fields, |field| &field.key) {
        let place = format!("fields[{index}].key");
        return Err(VendorError::at(place, VendorProblem::DuplicateField));
    }
    if let Some(index) = first_repeated(&vendor.channels, |channel| channel.kind()) {
        let place = format!("channels[{index}]");
        return Err(VendorError::at(place, VendorProblem::DuplicateChannel));
    }
    check_uploads(vendor)
}

fn check_uploads(vendor: &Vendor) -> Result<(), VendorError> {
    for (index, channel) in vendor.channels.iter().enumerate() {
        let Channel::Upload { url } = channel else {
            continue;
        };
        if vendor.pins.is_empty() {
            let place = format!("channels[{index}]");
            return Err(VendorError::at(place, VendorProblem::UploadWithoutPin));
        }
        if url.is_loopback() && !vendor.demo {
            let place = format!("channels[{index}].url");
            return Err(VendorError::at(place, VendorProblem::LoopbackUpload));
        }
    }
    Ok(())
}

/// The index of the first item whose key an earlier item has too.
fn first_repeated<T, K: Ord + ?Sized>(items: &[T], key: impl Fn(&T) -> &K) -> Option<usize> {
    let mut seen = std::collections::BTreeSet::new();
    items.iter().position(|item| !seen.insert(key(item)))
}
