//! What the process tells whoever started it.

use std::process::ExitCode;

/// How it ended. Of several certificates the gravest counts, and the order here is from harmless
/// to grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    /// Usable, or sealed, or told.
    Done,
    /// Usable, and there are warnings, which were asked for.
    Warned,
    /// A certificate or the report was refused.
    Refused,
    /// There is nothing to judge: a file is missing or is not what it should be.
    Unreadable,
    /// The arguments are wrong.
    Usage,
    /// The result could not be written.
    Output,
}

impl From<Exit> for ExitCode {
    /// The numbers of `docs/command-line.md`; the last two are those of `sysexits.h`.
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Refused => 1,
            Exit::Unreadable => 2,
            Exit::Warned => 3,
            Exit::Usage => 64,
            Exit::Output => 74,
        })
    }
}
