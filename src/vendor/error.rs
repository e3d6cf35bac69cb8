//! Where a vendor file is wrong.

use std::fmt;

use serde::Serialize;

use super::{VendorProblem, place};

/// Why a vendor file was refused. `Display` is one English sentence, for build tools and logs;
/// for people the page words it from [`VendorProblem::code`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VendorError {
    /// The path of the member, like `pins[0].fingerprint`; `$` is the whole file.
    pub place: String,
    /// Line and column, where the error came up while reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// What is wrong there.
    pub problem: VendorProblem,
}

/// A position in the text of a vendor file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Line, counted from 1.
    pub line: usize,
    /// Column, counted in bytes from 1; 0 is the end of the line before.
    pub column: usize,
}

impl VendorError {
    pub(super) fn at(place: impl Into<String>, problem: VendorProblem) -> Self {
        Self {
            place: place.into(),
            position: None,
            problem,
        }
    }

    pub(super) fn from_json(json: &str, error: &serde_json::Error) -> Self {
        let position = Position {
            line: error.line(),
            column: error.column(),
        };
        Self {
            place: place::path_at(json, position),
            position: Some(position),
            problem: VendorProblem::from_json(error),
        }
    }
}

impl fmt::Display for VendorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place)?;
        if let Some(Position { line, column }) = self.position {
            write!(f, " (line {line}, column {column})")?;
        }
        write!(f, ": {}", self.problem)
    }
}

impl std::error::Error for VendorError {}
