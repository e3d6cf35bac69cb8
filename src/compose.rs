//! PURE. The whole state of the form: [`State`], [`Action`] and [`State::step`], which answers with
//! the [`Effect`]s that the shell carries out. Time comes in with each action.

pub mod action;
mod answers;
pub mod hand_over;
pub mod key;
mod mistakes;
mod navigation;
pub mod preview;
pub mod review;
pub mod route;
pub mod sealing;
pub mod state;

pub use action::{Action, Copy, Effect};
pub use hand_over::{HandOver, Upload, UploadError};
pub use key::{Key, KeyStatus};
pub use preview::Preview;
pub use review::Reviewed;
pub use route::{Route, Step};
pub use sealing::{Outcome, SealFailure, Sealing};
pub use state::{Home, State, VendorProblem, Vendors};
