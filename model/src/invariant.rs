//! Invariants over histories: was what the allocator did safe?
//!
//! ```
//! use ifrace_model::history::{Call, End, Event};
//! use ifrace_model::invariant::{Invariant, Profile, check};
//! use ifrace_model::policy::{DeviceKind, Era};
//!
//! let call = |name: &str| {
//!     let end = End::Named { name: name.into(), adopted: false };
//!     Event::Called(Call { kind: DeviceKind::Tap, wanted: None, keep: false, probes_fail: false, end })
//! };
//! let profile = Profile::of(Era::Unified70);
//! assert!(check(&[call("vnet0"), call("vnet1")], &profile).is_empty());
//!
//! let reuse = check(&[call("vnet1"), call("vnet0")], &profile);
//! assert_eq!((reuse[0].invariant, reuse[0].at), (Invariant::Monotonic, 1));
//! ```

mod counters;
mod filled_in;
mod lasting_counters;
mod monotonic;
mod no_adoption;
mod profile;
mod progress;
mod reservation_respected;
mod unique_name;
mod well_formed;

use crate::history::Event;
pub use profile::Profile;
use std::fmt;

/// What must hold for every history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Invariant {
    /// No two live devices of a namespace answer to one name.
    UniqueName,
    /// A generated name is valid for the kernel, is its template with a decimal id without leading zeros, and fits 15 bytes.
    WellFormed,
    /// The ids of one counter strictly increase until they wrap.
    Monotonic,
    /// After the reservation of a name no generated id is that id or a lower one, until a wrap.
    ReservationRespected,
    /// If a usable name exists, a request succeeds within a bound of host operations; no request goes on for ever.
    Progress,
    /// A start never takes over a device that it did not create.
    NoAdoption,
}

impl Invariant {
    /// Every invariant, in the order of reports.
    pub const ALL: [Self; 6] =
        [Self::UniqueName, Self::WellFormed, Self::Monotonic, Self::ReservationRespected, Self::Progress, Self::NoAdoption];

    /// The id that reports, baselines and options use; it never changes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::UniqueName => "unique-name",
            Self::WellFormed => "well-formed",
            Self::Monotonic => "monotonic",
            Self::ReservationRespected => "reservation-respected",
            Self::Progress => "progress",
            Self::NoAdoption => "no-adoption",
        }
    }

    /// The invariant with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|invariant| invariant.id() == id)
    }

    /// One sentence.
    pub const fn title(self) -> &'static str {
        match self {
            Self::UniqueName => "no two live devices of a namespace answer to one name",
            Self::WellFormed => {
                "a generated name is valid for the kernel, is its template with a decimal id without leading zeros, and fits 15 bytes"
            }
            Self::Monotonic => "the ids of one counter strictly increase until they wrap",
            Self::ReservationRespected => "after reserve(name) no generated id is that id or a lower one, until a wrap",
            Self::Progress => "if a usable name exists, a request succeeds within a bound of host operations, and none loops",
            Self::NoAdoption => "a start never takes over a device that it did not create",
        }
    }
}

impl fmt::Display for Invariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// One invariant that a history breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The invariant.
    pub invariant: Invariant,
    /// In which way it is broken: a short id. Violations of one class have one cause, as far as the history tells.
    pub class: &'static str,
    /// The position of the event that breaks it.
    pub at: usize,
    /// What happened, in one sentence.
    pub text: String,
}

/// Every way in which a history breaks an invariant, the first event of each class only.
pub fn check(history: &[Event], profile: &Profile) -> Vec<Violation> {
    let mut found: Vec<Violation> = Vec::new();
    let all = unique_name::check(history)
        .into_iter()
        .chain(well_formed::check(history))
        .chain(monotonic::check(history, profile))
        .chain(reservation_respected::check(history, profile))
        .chain(progress::check(history, profile))
        .chain(no_adoption::check(history));
    for violation in all {
        if !found.iter().any(|f| f.invariant == violation.invariant && f.class == violation.class) {
            found.push(violation);
        }
    }
    found
}

/// A name in a sentence.
fn shown(name: &[u8]) -> String {
    format!("\"{}\"", name.escape_ascii())
}
