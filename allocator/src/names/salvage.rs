//! What is undamaged in a damaged state.

use super::state::{LeaseRecord, LeaseTag, Locked, Memory};
use super::{NamePattern, StateError};

/// Counters and leases that can be read although something else cannot.
#[derive(Debug)]
pub(super) struct Salvage {
    counters: Vec<(NamePattern, u64)>,
    leases: Vec<(LeaseTag, LeaseRecord)>,
}

impl Salvage {
    /// Takes what can be read, and lets everybody fail who still uses the state.
    pub(super) fn of(locked: &Locked<'_>) -> Self {
        // In this order: what others have counted before they fail is in what is read.
        locked.retire();
        let leases = locked.leases().filter_map(|lease| lease.ok().map(|(_, tag, record)| (tag, record)));
        Self { counters: locked.memory().readable_counters(), leases: leases.collect() }
    }

    /// Lets a state count from where the counters stood, and keeps the leases.
    ///
    /// # Errors
    /// If the state is damaged or full.
    pub(super) fn put_into(&self, memory: &Memory) -> Result<(), StateError> {
        let locked = memory.lock()?;
        for (pattern, position) in &self.counters {
            locked.register(*pattern)?.pass_to(memory, *position)?;
        }
        for (tag, record) in &self.leases {
            // Its counter may be one that could not be read.
            memory.pass_over_held(record.name.as_bytes())?;
            locked.restore(*tag, record)?;
        }
        Ok(())
    }
}
