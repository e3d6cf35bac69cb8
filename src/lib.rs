//! Sealed Report: write a vulnerability report, seal it in the browser, hand over the ciphertext.
//!
//! Modules stand in layer order: inside the pure half a module uses only modules listed above
//! it, the shell uses the pure half, the user interface uses both, and the command line only the
//! pure half. Data flows one way:
//! keystrokes, [`compose::Action`], [`report::Draft`], [`report::Report`], [`package::Package`],
//! worker, [`channel::Sealed`], channel, [`channel::Receipt`].
#![warn(missing_docs)]

// PURE: no browser, no clock, no randomness of its own; tested natively.
pub mod date;
pub mod apart;
pub mod deceptive;
pub mod digest;
pub mod handle;
pub mod file_name;
pub mod words;
pub mod vendor;
pub mod report;
pub mod openpgp;
pub mod advice;
pub mod package;
pub mod channel;
pub mod handcopy;
pub mod markdown;
pub mod protocol;
pub mod answer;
pub mod compose;

// SHELL: receives messages and calls the browser; logic in it is a bug.
#[cfg(feature = "web")]
pub mod browser;
#[cfg(feature = "web")]
pub mod worker;

// UI: Yew components.
#[cfg(feature = "web")]
pub mod app;

// CLI: the native command line: files and terminal in, the pure half, files and terminal out.
#[cfg(feature = "cli")]
pub mod cli;
