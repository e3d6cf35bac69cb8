//! The form as a state machine, with the shipped vendor files and the real OpenPGP: no browser.

mod form;

#[path = "compose/attachments.rs"]
mod attachments;
#[path = "compose/canary.rs"]
mod canary;
#[path = "compose/desk.rs"]
mod desk;
#[path = "compose/hand_over.rs"]
mod hand_over;
#[path = "compose/key.rs"]
mod key;
#[path = "compose/other_vendor.rs"]
mod other_vendor;
#[path = "health/maker.rs"]
mod maker;
#[path = "compose/large.rs"]
mod large;
#[path = "compose/options.rs"]
mod options;
#[path = "compose/page.rs"]
mod page;
#[path = "compose/sealing.rs"]
mod sealing;
#[path = "compose/steps.rs"]
mod steps;
#[path = "compose/team.rs"]
mod team;
#[allow(dead_code)]
#[path = "../shared/vectors.rs"]
mod vectors;
