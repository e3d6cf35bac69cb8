//! PURE. The whole state of the form: [`State`], [`Action`] and [`State::step`], which answers with
//! the [`Effect`]s that the shell carries out. Time comes in with each action.

pub mod action;
pub mod amount;
pub mod attachments;
pub mod hand_over;
pub mod key;
mod news;
pub mod other_vendor;
pub mod preview;
pub mod progress;
mod reader;
pub mod review;
pub mod room;
pub mod route;
pub mod sealing;
pub mod state;
mod step;
mod travel;
mod visit;

pub use action::{Action, Copy, Effect, Saved};
pub use attachments::{Attached, Attachments, Chosen, FileNews, Origin, ReadFailure, Reading};
pub use hand_over::{HandOver, Upload, UploadError};
pub use key::{Key, KeyStatus};
pub use other_vendor::{OtherAction, OtherMistake, OtherVendor, SendTo, Told};
pub use preview::Preview;
pub use progress::{Course, Progress};
pub use review::Reviewed;
pub use room::Room;
pub use route::{Route, Step};
pub use sealing::{Outcome, SealFailure, Sealing};
pub use state::{Home, State, VendorProblem, Vendors};
