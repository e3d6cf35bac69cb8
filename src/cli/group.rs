//! What `check` found: certificates, those of one vendor together, and what that means for the exit.

use std::path::PathBuf;

use super::exit::Exit;
use super::input::InputError;
use crate::openpgp::health::Severity;
use crate::openpgp::{Fingerprint, Health, ReadError};
use crate::vendor::{Vendor, VendorError};

/// What is judged together: a vendor's pinned certificates, or one certificate of its own.
pub(super) struct Group {
    pub vendor: Option<Vendor>,
    pub entries: Vec<Entry>,
}

/// One certificate, or what was there instead.
pub(super) struct Entry {
    /// Where it came from.
    pub file: PathBuf,
    /// The fingerprint that it should have, where that is one.
    pub pin: Option<Fingerprint>,
    pub role: Role,
    pub state: Result<Health, Failure>,
}

/// What a certificate's state means for its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Not compared with any fingerprint.
    Bare,
    /// Compared with those of `--fingerprint`.
    Expected,
    /// Pinned by the vendor, and needed for every report.
    Required,
    /// Pinned by the vendor; a report may leave without it while another one is fit.
    Optional,
}

/// Why there is no certificate to judge.
#[derive(Debug, Clone)]
pub(super) enum Failure {
    Input(InputError),
    Certificate(ReadError),
    Vendor(VendorError),
    /// The vendor file pins no certificate.
    NoPins,
    /// The vendor file pins it, and it is in no file.
    Missing,
}

impl Failure {
    /// A stable name for this failure.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Input(error) => error.code(),
            Self::Certificate(error) => error.code(),
            Self::Vendor(_) => "vendor-file",
            Self::NoPins => "no-pins",
            Self::Missing => "missing",
        }
    }
}

impl Entry {
    pub(super) fn is_fit(&self) -> bool {
        self.state.as_ref().is_ok_and(Health::is_usable)
    }

    fn exit(&self, warned: bool, may_be_left_out: bool) -> Exit {
        let has_warning = |health: &Health| health.of(Severity::Warning).next().is_some();
        let is_sound = match &self.state {
            Ok(health) if health.is_usable() => !has_warning(health),
            _ if may_be_left_out => false,
            Ok(_) => return Exit::Refused,
            Err(_) => return Exit::Unreadable,
        };
        match is_sound || !warned {
            true => Exit::Done,
            false => Exit::Warned,
        }
    }
}

impl Group {
    /// The exit that this group alone would have; `warned`, where warnings count.
    pub(super) fn exit(&self, warned: bool) -> Exit {
        let is_served = self.entries.iter().any(Entry::is_fit);
        let exits = self.entries.iter().map(|entry| {
            let may_be_left_out = is_served && entry.role == Role::Optional;
            entry.exit(warned, may_be_left_out)
        });
        exits.max().unwrap_or(Exit::Done)
    }

    /// Whether a report can be sealed to it.
    pub(super) fn is_ready(&self) -> bool {
        self.exit(false) == Exit::Done
    }

    pub(super) fn single(entry: Entry) -> Self {
        Self {
            vendor: None,
            entries: vec![entry],
        }
    }
}
