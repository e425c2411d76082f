//! Leaving out interfaces of guests, and parts of them.

use super::best::Best;
use super::candidate::{Candidate, without};
use super::elements::children;
use crate::world::plan::{GuestPlan, Task};

/// What an interface is connected to. Without it, it would be another one, or none.
const KEPT: [&str; 2] = ["source", "virtualport"];

/// Without each interface of each guest that has others.
pub(super) fn interfaces(best: &Best) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (place, guest) in best.plan.guests.iter().enumerate().filter(|(_, guest)| guest.interfaces.len() > 1) {
        for interface in (0..guest.interfaces.len()).rev() {
            candidates.push(Candidate::changed(best, |plan| leave_out(&mut plan.guests[place], interface)));
        }
    }
    candidates
}

/// Leaves out an interface. Who unplugs another one finds it where it is now.
fn leave_out(guest: &mut GuestPlan, interface: usize) {
    guest.interfaces.remove(interface);
    let task = |task: &Task| match task {
        Task::Unplug(card) => without(interface as u8, *card).map(Task::Unplug),
        _ => Some(task.clone()),
    };
    guest.tasks = guest.tasks.iter().filter_map(task).collect();
}

/// Without each element of each interface.
pub(super) fn parts(best: &Best) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for place in 0..best.plan.guests.len() {
        for text in 0..texts(&mut best.plan.guests[place].clone()).len() {
            candidates.extend(parts_of(best, place, text));
        }
    }
    candidates
}

/// Without each element of one interface.
fn parts_of(best: &Best, guest: usize, place: usize) -> Vec<Candidate> {
    let mut own = best.plan.guests[guest].clone();
    let Some(text) = texts(&mut own).into_iter().nth(place) else { return Vec::new() };
    let parts = children(text).into_iter().filter(|(name, _)| !KEPT.contains(&name.as_str()));
    let candidate = |(_, range)| {
        Candidate::changed(best, |plan| {
            if let Some(text) = texts(&mut plan.guests[guest]).into_iter().nth(place) {
                text.replace_range(range, "");
            }
        })
    };
    parts.rev().map(candidate).collect()
}

/// The definitions of a guest's interfaces: those that it has, and those that it gets.
fn texts(guest: &mut GuestPlan) -> Vec<&mut String> {
    let hotplugged = guest.tasks.iter_mut().filter_map(|task| match task {
        Task::Hotplug(text) => Some(text),
        _ => None,
    });
    guest.interfaces.iter_mut().chain(hotplugged).collect()
}
