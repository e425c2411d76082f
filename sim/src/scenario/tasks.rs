//! What guests do.

use super::file::{self, Group};
use super::life::Life;
use super::number::within;
use crate::flaw::{Flaw, Place, any_of};
use crate::world::host::CARDS_MAX;
use crate::world::owner::STARTS_MAX;
use crate::world::plan::Task;
use toml::Spanned;

/// Tasks that are words.
const WORDS: [(&str, Task); 7] = [
    ("start", Task::Start),
    ("incoming", Task::Incoming),
    ("finish", Task::Finish),
    ("stop", Task::Stop),
    ("pause", Task::Pause),
    ("resume", Task::Resume),
    ("die", Task::Die),
];

/// The tasks of a group; `interface` reads one of the interfaces that are plugged.
///
/// # Errors
/// A task is none, or cannot be done at its place.
pub(super) fn read(
    group: &Group,
    cycles: u16,
    interface: &dyn Fn(Place, &str) -> Result<String, Flaw>,
) -> Result<Vec<Task>, Flaw> {
    let places = &group.tasks;
    if places.get_ref().is_empty() {
        return Err(Flaw::at(places, "tasks is empty; give some, such as [\"start\", \"stop\"]"));
    }
    let tasks = places.get_ref().iter().map(|place| task(place, interface)).collect::<Result<Vec<_>, _>>()?;
    let all = tasks.len() * usize::from(cycles);
    if all > usize::from(STARTS_MAX) {
        let problem = format!("{} tasks in {cycles} cycles are {all}; a guest has time for {STARTS_MAX}", tasks.len());
        return Err(Flaw::at(places, problem));
    }
    check(group, &tasks, cycles)?;
    Ok(tasks)
}

fn task(place: &Spanned<file::Task>, interface: &dyn Fn(Place, &str) -> Result<String, Flaw>) -> Result<Task, Flaw> {
    match place.get_ref() {
        file::Task::Hotplug { hotplug } => interface(place.into(), hotplug).map(Task::Hotplug),
        file::Task::Unplug { unplug } => {
            within(place, "the interface to unplug", *unplug, (0, CARDS_MAX as u32 - 1)).map(|card| Task::Unplug(card as u8))
        }
        file::Task::Wrong(_) => {
            Err(Flaw::at(place, "a task is a word such as \"start\", or { hotplug = \"card\" }, or { unplug = 1 }"))
        }
        file::Task::Word(word) => {
            let known = WORDS.into_iter().find(|(one, _)| one == word);
            let all = || any_of(WORDS.iter().map(|(word, _)| *word).chain(["{ hotplug = … }", "{ unplug = … }"]));
            known.map(|(_, task)| task).ok_or_else(|| Flaw::at(place, format!("there is no task `{word}`; there is {}", all())))
        }
    }
}

/// Goes through all cycles as if nothing went wrong.
fn check(group: &Group, tasks: &[Task], cycles: u16) -> Result<(), Flaw> {
    let mut life = Life::new(group.interfaces.get_ref().len());
    for cycle in 1..=cycles {
        for (task, place) in tasks.iter().zip(group.tasks.get_ref()) {
            life.take(task).map_err(|why| match cycle {
                1 => Flaw::at(place, why),
                _ => {
                    Flaw::at(place, format!("in cycle {cycle} {why}; end the tasks as they began, or give the group cycles = 1"))
                }
            })?;
        }
    }
    Ok(())
}
