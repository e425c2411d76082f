//! Which runs are played: those of others take long, and show nothing else.

use ifrace_sim::trace::Trace;

/// Most guests and others, most that each of them does, and most names that are taken for good.
const ACTORS_MAX: usize = 3;
const TASKS_MAX: usize = 4;
const TAKEN_MAX: u64 = 64;

/// Whether the plan of a trace is a small one. What has no plan is refused at once.
pub(super) fn is_small(trace: &Trace) -> bool {
    trace.header.plan.as_ref().is_none_or(|plan| {
        let guests = plan.guests.iter().map(|guest| (guest.tasks.len(), guest.cycles));
        let others = plan.foreign.iter().map(|other| (other.tasks.len(), other.cycles));
        let taken: u64 = plan.furniture.occupied.iter().map(|(_, _, count)| u64::from(*count)).sum();
        let is_short = |(tasks, cycles): (usize, u16)| tasks * usize::from(cycles) <= TASKS_MAX;
        let actors = plan.guests.len() + plan.foreign.len();
        actors <= ACTORS_MAX && guests.chain(others).all(is_short) && taken <= TAKEN_MAX
    })
}
