//! Whether a plan can be what a scenario says. Scenarios are checked when they are read; a plan in a trace may have been changed since.

use crate::world::host::CARDS_MAX;
use crate::world::owner::STARTS_MAX;
use crate::world::plan::{DaemonPlan, ForeignPlan, Furniture, GuestPlan, Plan, Task};
use ifrace_model::is_valid;

/// The most pieces of one kind on a host: each has a number of 8 bits, of which devices have no more.
const PIECES_MAX: usize = 64;

/// The most names of a template that can be taken, as many as the kernel looks at.
const OCCUPIED_MAX: u32 = 32_768;

/// Checks what a world relies on.
///
/// # Errors
/// What cannot be.
pub(super) fn check(plan: &Plan) -> Result<(), String> {
    plan.daemons.iter().enumerate().try_for_each(|(number, one)| daemon(one).map_err(|why| format!("daemon {number}: {why}")))?;
    let guests = plan.guests.iter().enumerate();
    guests.clone().try_for_each(|(number, one)| match usize::from(one.daemon) < plan.daemons.len() {
        true => guest(one).map_err(|why| format!("guest {number}: {why}")),
        false => Err(format!("guest {number}: there is no daemon {}", one.daemon)),
    })?;
    plan.foreign.iter().enumerate().try_for_each(|(number, one)| foreign(one).map_err(|why| format!("other {number}: {why}")))?;
    furniture(&plan.furniture)
}

fn daemon(daemon: &DaemonPlan) -> Result<(), String> {
    let (first, last) = (daemon.first_id.unwrap_or_default(), daemon.last_id.unwrap_or(i32::MAX as u32));
    let fits = first <= last && (1..=i32::MAX as u32).contains(&last);
    if fits { Ok(()) } else { Err(format!("its counters cannot go from {first} to {last}")) }
}

/// A guest has never more interfaces than a world has room for.
fn guest(guest: &GuestPlan) -> Result<(), String> {
    let all = usize::from(guest.cycles) * guest.tasks.len();
    if all > usize::from(STARTS_MAX) {
        return Err(format!("{all} tasks are too many"));
    }
    let mut cards = guest.interfaces.len();
    for task in std::iter::repeat_n(&guest.tasks, guest.cycles.into()).flatten() {
        match task {
            Task::Start | Task::Incoming => cards = guest.interfaces.len(),
            Task::Hotplug(_) => cards += 1,
            Task::Unplug(_) => cards = cards.saturating_sub(1),
            _ => {}
        }
        if cards > CARDS_MAX {
            return Err(format!("it gets {cards} interfaces, and there is room for {CARDS_MAX}"));
        }
    }
    Ok(())
}

fn foreign(other: &ForeignPlan) -> Result<(), String> {
    let all = usize::from(other.cycles).saturating_mul(other.tasks.len());
    if all > usize::from(STARTS_MAX) { Err(format!("{all} tasks are too many")) } else { Ok(()) }
}

fn furniture(furniture: &Furniture) -> Result<(), String> {
    let Furniture { bridges, ovs_bridges, lowers, networks, taps, stale_ports, occupied } = furniture;
    let counts = [bridges.len(), ovs_bridges.len(), networks.len(), taps.len(), stale_ports.len(), occupied.len()];
    if let Some(many) = counts.into_iter().find(|count| *count > PIECES_MAX) {
        return Err(format!("{many} pieces of one kind on a host are too many"));
    }
    let ports = || stale_ports.iter().map(|(name, _)| name);
    let mut names: Vec<&String> = [bridges, ovs_bridges, lowers, taps].into_iter().flatten().chain(ports()).collect();
    if let Some(wrong) = names.iter().find(|name| !is_valid(name.as_bytes())) {
        return Err(format!("no device can be called '{wrong}'"));
    }
    names.sort_unstable();
    if let Some(both) = names.windows(2).find(|two| two[0] == two[1]) {
        return Err(format!("two pieces on the host have the name '{}'", both[0]));
    }
    match occupied.iter().find(|(_, _, count)| *count > OCCUPIED_MAX) {
        Some((template, _, count)) => Err(format!("{count} names of '{template}' are too many")),
        None => Ok(()),
    }
}
