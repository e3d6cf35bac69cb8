//! Several recipients: who is needed, who may be left out, and what the message says of them.

mod gpg;
#[path = "recipients/message.rs"]
mod message;
#[path = "health/maker.rs"]
mod maker;
#[path = "recipients/team.rs"]
mod team;
