//! How far a search went.

use super::number::counted;

/// How far a search went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// How many states were seen.
    pub states: u64,
    /// Whether these are all.
    pub exhausted: bool,
    /// How many random schedules were played to their end.
    pub schedules: u64,
}

impl Extent {
    /// In words.
    pub(crate) fn in_words(self) -> String {
        match self {
            Self { exhausted: true, states, .. } => format!("all {}", counted(states, "state", "states")),
            Self { schedules: 0, states, .. } => counted(states, "state", "states"),
            Self { schedules, .. } => counted(schedules, "schedule", "schedules"),
        }
    }
}
