//! What the tests know of runs by themselves.

use crate::found::world;
use ifrace_sim::release::Release;
use ifrace_sim::scene::Entry;
use ifrace_sim::system::{Choice, System};
use ifrace_sim::world::World;
use ifrace_sim::world::plan::Plan;
use ifrace_sim::world::violated::Violated;

/// Whether choices violate something, if those that cannot be played are left out.
pub(crate) fn violates(world: &mut World<10>, choices: &[Choice], wanted: Violated) -> bool {
    let (mut state, mut violated) = (world.initial(), 0);
    for choice in choices {
        if world.is_possible(&state, *choice) {
            violated |= world.step(&mut state, *choice).violated;
        }
    }
    if world.enabled(&state) == 0 {
        violated |= world.end(&state).violated;
    }
    violated & wanted.bit() != 0
}

/// The steps without which the run does not fail.
pub(crate) fn needed(plan: &Plan, release: Release, choices: &[Choice], wanted: Violated) -> Vec<bool> {
    let mut world = world(plan, release);
    let without = |place: usize| [&choices[..place], &choices[place + 1..]].concat();
    (0..choices.len()).map(|place| !violates(&mut world, &without(place), wanted)).collect()
}

/// Whether the same operations without one of them can be played, and fail. It is asked of the events, not of the choices.
pub(crate) fn fails_without_event(plan: &Plan, release: Release, choices: &[Choice], place: usize, wanted: Violated) -> bool {
    let mut world = world(plan, release);
    let (recorded, _) = world.record(choices);
    let (mut state, mut violated) = (world.initial(), 0);
    for one in recorded.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, one)| one) {
        if !world.is_possible(&state, one.choice) {
            return false;
        }
        let played = world.record_step(&mut state, one.choice);
        if asked(&played.entries) != asked(&one.entries) {
            return false;
        }
        violated |= played.seen.violated;
    }
    if world.enabled(&state) == 0 {
        violated |= world.end(&state).violated;
    }
    violated & wanted.bit() != 0
}

/// Who asked for what, whatever the answer was.
fn asked(entries: &[Entry]) -> Vec<String> {
    let words = entries.iter().map(|entry| match entry {
        Entry::Operation(one) => format!("{} {} {}", one.guest, one.command, one.words),
        Entry::Begin { guest, command } => format!("{guest} {command}"),
        Entry::End { .. } => String::new(),
        other => format!("{other:?}"),
    });
    words.collect()
}

/// The plan without a guest, and the choices without those about it.
pub(crate) fn without_guest(plan: &Plan, choices: &[Choice], guest: usize) -> (Plan, Vec<Choice>) {
    let mut smaller = plan.clone();
    smaller.guests.remove(guest);
    let others = plan.guests.len() + plan.foreign.len() + plan.daemons.len();
    let actors = (0..others + plan.guests.len()).filter(|actor| *actor != guest && *actor != others + guest);
    let actors: Vec<usize> = actors.collect();
    let new = |choice: &Choice| {
        let actor = actors.iter().position(|actor| *actor == usize::from(choice.actor))?;
        Some(Choice { actor: actor as u8, ..*choice })
    };
    (smaller, choices.iter().filter_map(new).collect())
}
