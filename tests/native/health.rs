//! The health of certificates: every fact, with a certificate that has it, and its opposite.

#[path = "health/binding.rs"]
mod binding;
mod gpg;
#[path = "health/judged.rs"]
mod judged;
#[path = "health/maker.rs"]
mod maker;
#[path = "health/revocation.rs"]
mod revocation;
#[path = "../../fuzz/src/signed.rs"]
mod signed;
#[path = "health/validity.rs"]
mod validity;
