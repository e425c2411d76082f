//! What must hold between guests.

use serde::Serialize;
use std::fmt;

/// An invariant that speaks of guests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GuestInvariant {
    /// A cleanup never removes or alters what another one owns.
    NoStomp,
    /// A name is not handed out while an earlier holder's cleanup is pending.
    NoReuseBeforeCleanup,
    /// A start never takes over a device that it did not create, except with `managed='no'`.
    NoAdoption,
    /// A start or incoming migration that fails leaves everybody else as it was.
    FailedStartHarmless,
    /// A document that is stored or sent carries no generated name, and the user's own name survives.
    XmlHygiene,
    /// A start that has all it needs succeeds.
    Progress,
}

impl GuestInvariant {
    /// Every invariant.
    pub const ALL: [Self; 6] = [
        Self::NoStomp,
        Self::NoReuseBeforeCleanup,
        Self::NoAdoption,
        Self::FailedStartHarmless,
        Self::XmlHygiene,
        Self::Progress,
    ];

    /// The identifier in reports.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NoStomp => "no-stomp",
            Self::NoReuseBeforeCleanup => "no-reuse-before-cleanup",
            Self::NoAdoption => "no-adoption",
            Self::FailedStartHarmless => "failed-start-harmless",
            Self::XmlHygiene => "xml-hygiene",
            Self::Progress => "progress",
        }
    }
}

impl fmt::Display for GuestInvariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Something that did not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Violation {
    /// What did not hold.
    pub invariant: GuestInvariant,
    /// The number of the operation after which it showed; 0 if it was none.
    pub operation: usize,
    /// Whose step of which command hit what of whom, in a line.
    pub cause: String,
}
