//! The tasks of the project: build, serve, test, check, measure. A library, so that end-to-end
//! tests can assemble pages and run servers themselves.
#![warn(missing_docs)]

pub mod apt;
pub mod assemble;
pub mod bench;
pub mod build;
pub mod check;
pub mod csp;
pub mod demo_key;
pub mod digest;
pub mod fallback;
pub mod fuzz;
mod hosted;
pub mod html;
pub mod http;
pub mod inbox;
pub mod libraries;
pub mod optimise;
pub mod paths;
pub mod run;
pub mod schema;
pub mod serve;
pub mod server;
mod single_file;
pub mod stage;
pub mod test;
pub mod tools;
pub mod vendors;
pub mod wasm;
pub mod words;
