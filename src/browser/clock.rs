//! The clock.

/// Seconds since 1970, UTC.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // positive, far below 2^53
pub fn now() -> u64 {
    (js_sys::Date::now() / 1_000.0).max(0.0) as u64
}
