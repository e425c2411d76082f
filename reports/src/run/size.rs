//! How large a run is.

use ifrace_sim::replay::Replayed;
use ifrace_sim::scene::Entry;
use ifrace_sim::world::plan::Plan;
use serde::Serialize;

/// How large a run is, with its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Size {
    /// How many guests there are.
    pub guests: usize,
    /// How often the guest that does the most does its tasks.
    pub cycles: u16,
    /// How many operations were made to fail, and how many daemons and hypervisors died.
    pub faults: usize,
    /// How many steps there are.
    pub steps: usize,
    /// How often somebody else moves than before.
    pub switches: usize,
}

impl Size {
    /// The size of a run that was played.
    pub fn of(plan: Option<&Plan>, replayed: &Replayed) -> Self {
        let guests = plan.map_or(&[][..], |plan| &plan.guests);
        let choices = &replayed.choices;
        Self {
            guests: guests.len(),
            cycles: guests.iter().map(|guest| guest.cycles).max().unwrap_or_default(),
            faults: replayed.steps.iter().flat_map(|step| &step.entries).filter(|entry| is_fault(entry)).count(),
            steps: choices.len(),
            switches: choices.windows(2).filter(|two| two[0].actor != two[1].actor).count(),
        }
    }

    /// The names of the numbers, and the numbers.
    pub(super) fn numbers(&self) -> [(&'static str, u64); 5] {
        let Self { guests, cycles, faults, steps, switches } = *self;
        [
            ("guests", guests as u64),
            ("cycles", cycles.into()),
            ("faults", faults as u64),
            ("steps", steps as u64),
            ("switches", switches as u64),
        ]
    }
}

fn is_fault(entry: &Entry) -> bool {
    match entry {
        Entry::Operation(operation) => operation.injected,
        Entry::DaemonDied { .. } | Entry::HypervisorDied { .. } => true,
        Entry::Note { .. } | Entry::Begin { .. } | Entry::End { .. } => false,
    }
}
