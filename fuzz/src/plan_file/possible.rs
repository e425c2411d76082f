//! What every plan of a scenario keeps to, told apart from the code that checks it.

use ifrace_sim::world::plan::{Plan, Task};
use std::collections::BTreeSet;

/// Most guests, daemons, interfaces of a guest and others, and how often tasks are done.
const GUESTS_MAX: usize = 8;
const DAEMONS_MAX: usize = 4;
const CARDS_MAX: usize = 4;
const OTHERS_MAX: usize = 4;
const CYCLES: std::ops::RangeInclusive<u16> = 1..=200;

/// Checks that there is everybody who is named, that nothing on the host has a name twice, and that numbers are within their limits.
///
/// # Panics
/// If not.
pub(super) fn assert_possible(plan: &Plan) {
    assert!((1..=GUESTS_MAX).contains(&plan.guests.len()), "{} guests", plan.guests.len());
    assert!((1..=DAEMONS_MAX).contains(&plan.daemons.len()), "{} daemons", plan.daemons.len());
    assert!(plan.foreign.len() <= OTHERS_MAX, "{} others", plan.foreign.len());
    for guest in &plan.guests {
        assert!(usize::from(guest.daemon) < plan.daemons.len(), "there is no daemon {}", guest.daemon);
        assert!((1..=CARDS_MAX).contains(&guest.interfaces.len()) && CYCLES.contains(&guest.cycles), "{guest:?}");
        let is_started = matches!(guest.tasks.first(), Some(Task::Start | Task::Incoming));
        assert!(is_started, "a guest that is off begins with {:?}", guest.tasks.first());
    }
    for daemon in &plan.daemons {
        assert!(daemon.first_id.unwrap_or(0) <= daemon.last_id.unwrap_or(i32::MAX as u32), "{daemon:?}");
    }
    let furniture = &plan.furniture;
    let devices = [&furniture.bridges, &furniture.ovs_bridges, &furniture.lowers, &furniture.taps];
    let mut names = BTreeSet::from(["lo"]);
    for name in devices.into_iter().flatten() {
        assert!(names.insert(name), "the host has {name} twice");
        assert!((1..=15).contains(&name.len()) && !name.contains(['/', ':', ' ']), "{name:?} is no name");
    }
    let mut networks = BTreeSet::new();
    assert!(furniture.networks.iter().all(|(name, _)| networks.insert(name)), "the host has a network twice");
}
