//! The health of certificates: every fact, with a certificate that has it, and its opposite.

#[path = "health/binding.rs"]
mod binding;
#[path = "health/copies.rs"]
mod copies;
mod gpg;
#[path = "health/invariants.rs"]
mod invariants;
#[path = "health/judged.rs"]
mod judged;
#[path = "health/maker.rs"]
mod maker;
#[path = "health/oracle.rs"]
mod oracle;
#[cfg(feature = "pqc")]
#[path = "health/post_quantum.rs"]
mod post_quantum;
#[path = "health/revocation.rs"]
mod revocation;
#[path = "../../fuzz/src/signed.rs"]
mod signed;
#[path = "health/strength.rs"]
mod strength;
#[path = "health/validity.rs"]
mod validity;
