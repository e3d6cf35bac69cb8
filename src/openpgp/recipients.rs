//! All that a report is sealed to: every certificate that the vendor pins, or a clear no.

use serde::{Deserialize, Serialize};

use super::certificate::{Certificate, ReadError};
use super::fingerprint::Fingerprint;
use super::health::{Health, Severity};
use super::recipient::Recipient;

/// How many fingerprints of strangers are told: some, where a whole keyring was given by mistake.
const MAX_NAMED: usize = 8;

/// A pin as sealing sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pinned {
    /// The fingerprint of a certificate's primary key.
    pub fingerprint: Fingerprint,
    /// Whether the report may leave without this recipient, when another one is fit.
    pub optional: bool,
}

/// How each pinned certificate stands. Goes from the worker to the page as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// One for each pin, in the vendor's order.
    pub members: Vec<Member>,
}

/// How one pinned certificate stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The pin.
    #[serde(flatten)]
    pub pin: Pinned,
    /// What was found; `None` while the certificate is not there.
    pub health: Option<Health>,
}

/// Recipients of one message: at least one, and none missing that must be there.
///
/// [`Recipients::gather`] is the only way to them.
#[derive(Debug, Clone)]
pub struct Recipients {
    team: Team,
    recipients: Vec<Recipient>,
}

/// Why nothing is sealed to what was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// No certificate could be read.
    Unreadable {
        /// What was there instead.
        error: ReadError,
    },
    /// A certificate, but not the vendor's.
    NotPinned {
        /// The fingerprints that were there; the first few where there are many.
        found: Vec<Fingerprint>,
    },
    /// The pin names a subkey of the certificate. A subkey says nothing about the rest of it: the
    /// pin has to be the primary key's fingerprint.
    SubkeyPinned {
        /// The fingerprint of the primary key of that certificate.
        primary: Fingerprint,
    },
    /// There is no pin to compare with.
    NoPins {
        /// The fingerprints that were there.
        found: Vec<Fingerprint>,
    },
    /// The right certificates, but not all that are needed are there and fit.
    Unready {
        /// How each of them stands.
        team: Team,
    },
}

impl Refusal {
    /// A stable name for this refusal; more detail is in the parts. For an unfit certificate the
    /// code of its first refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { error } => error.code(),
            Self::NotPinned { .. } => "not-pinned",
            Self::SubkeyPinned { .. } => "subkey-pinned",
            Self::NoPins { .. } => "no-pins",
            Self::Unready { team } => team.code(),
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Refusal {}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        Self::Unreadable { error }
    }
}

impl Member {
    /// Whether the report is sealed to it.
    pub fn is_fit(&self) -> bool {
        self.health.as_ref().is_some_and(Health::is_usable)
    }

    /// Whether it is there and cannot be sealed to.
    pub fn is_unfit(&self) -> bool {
        self.health
            .as_ref()
            .is_some_and(|health| !health.is_usable())
    }
}

impl Team {
    /// Whether the report can be sealed: everyone that must be there is, and there is someone.
    pub fn is_ready(&self) -> bool {
        let required = self.members.iter().filter(|member| !member.pin.optional);
        required.into_iter().all(Member::is_fit) && self.members.iter().any(Member::is_fit)
    }

    /// Of the first member that stands in the way: a required one where there is any.
    fn code(&self) -> &'static str {
        let mut lacking: Vec<&Member> = self.members.iter().filter(|it| !it.is_fit()).collect();
        // A missing optional one tells less than an unfit one.
        lacking.sort_by_key(|it| (it.pin.optional, it.pin.optional && !it.is_unfit()));
        let first = lacking.first().and_then(|it| it.health.as_ref());
        let mut refusals = first.into_iter().flat_map(|it| it.of(Severity::Refusal));
        refusals
            .next()
            .map_or("missing", |finding| finding.fact.code())
    }
}

impl Recipients {
    /// Reads each of `inputs`, compares with the pins, examines. `now` is in Unix seconds.
    ///
    /// Every input has to hold a pinned certificate, one or several; others beside it are passed
    /// over. Copies of one certificate are merged, so that a renewed one makes up for an old one,
    /// and a revocation counts wherever it is.
    ///
    /// # Errors
    ///
    /// A [`Refusal`]: of an input, or of the team as a whole.
    pub fn gather(inputs: &[&[u8]], pins: &[Pinned], now: u64) -> Result<Self, Refusal> {
        let mut found = Vec::new();
        for input in inputs {
            let certificates = Certificate::read(input)?;
            compare(&certificates, pins)?;
            found.extend(certificates);
        }
        if pins.is_empty() {
            return Err(Refusal::NoPins { found: Vec::new() });
        }
        let found = Certificate::merge(found);
        let mut members = Vec::new();
        let mut recipients = Vec::new();
        for pin in pins {
            let mut certificates = found.iter();
            let certificate = certificates.find(|it| it.fingerprint() == pin.fingerprint);
            let health = certificate.map(|it| match Recipient::examine(it, now) {
                Ok(recipient) => {
                    let health = recipient.health().clone();
                    add(&mut recipients, recipient);
                    health
                }
                Err(health) => *health,
            });
            members.push(Member {
                pin: pin.clone(),
                health,
            });
        }
        let team = Team { members };
        match team.is_ready() {
            true => Ok(Self { team, recipients }),
            false => Err(Refusal::Unready { team }),
        }
    }

    /// One more recipient, for the writer's own copy.
    pub fn add_own(&mut self, own: Recipient) {
        add(&mut self.recipients, own);
    }

    /// How each pinned certificate stands.
    pub fn team(&self) -> &Team {
        &self.team
    }

    /// Each certificate that is sealed to; at least one.
    pub fn as_slice(&self) -> &[Recipient] {
        &self.recipients
    }

    /// The first of them alone.
    pub(super) fn into_first(self) -> Recipient {
        let mut recipients = self.recipients.into_iter();
        recipients
            .next()
            .expect("a team is ready only with a fit member")
    }

    /// The fingerprints of all keys that can open the message.
    pub fn keys(&self) -> Vec<Fingerprint> {
        self.recipients.iter().flat_map(Recipient::keys).collect()
    }
}

/// Whoever is there already gets no second copy.
fn add(recipients: &mut Vec<Recipient>, more: Recipient) {
    let mut others = recipients.iter();
    if !others.any(|other| other.fingerprint() == more.fingerprint()) {
        recipients.push(more);
    }
}

/// Refuses an input without a pinned certificate.
fn compare(certificates: &[Certificate], pins: &[Pinned]) -> Result<(), Refusal> {
    let is_pinned = |print: &Fingerprint| pins.iter().any(|pin| pin.fingerprint == *print);
    let mut each = certificates.iter();
    if each.any(|certificate| is_pinned(&certificate.fingerprint())) {
        return Ok(());
    }
    let has_pinned = |it: &&Certificate| it.subkey_fingerprints().iter().any(is_pinned);
    if let Some(certificate) = certificates.iter().find(has_pinned) {
        let primary = certificate.fingerprint();
        return Err(Refusal::SubkeyPinned { primary });
    }
    let found = certificates.iter().map(Certificate::fingerprint);
    let found = found.take(MAX_NAMED).collect();
    Err(match pins.is_empty() {
        true => Refusal::NoPins { found },
        false => Refusal::NotPinned { found },
    })
}
