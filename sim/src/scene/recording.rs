//! What is kept of a scene.

use super::{Entry, Violation};
use ifrace_allocator::host::Snapshot;

/// What happened in a scene, as far as it went.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recording {
    /// What happened, in order.
    pub entries: Vec<Entry>,
    /// What the host had before the decisive step, if it came to that.
    pub before: Option<Before>,
    /// What did not hold.
    pub violations: Vec<Violation>,
}

/// What the host had before the decisive step.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Before {
    /// How many entries precede that step.
    pub entries: usize,
    /// What the host had.
    pub snapshot: Snapshot,
}

impl Recording {
    /// How many operations there were.
    pub(super) fn operations(&self) -> usize {
        self.entries.iter().filter(|entry| matches!(entry, Entry::Operation(_))).count()
    }
}
