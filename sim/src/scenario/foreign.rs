//! What somebody else does.

use super::file::{Other, OtherTask};
use super::furniture::check_name;
use super::number;
use crate::flaw::Flaw;
use crate::world::OTHERS_MAX;
use crate::world::plan::{ForeignPlan, ForeignTask};
use toml::Spanned;

/// How many devices one of them has at a time.
const HELD_MAX: u32 = 2;

/// The others, who do their tasks so often if the file does not say how often.
///
/// # Errors
/// The first thing that one of them cannot do.
pub(super) fn read(others: &[Spanned<Other>], cycles: u16) -> Result<Vec<ForeignPlan>, Flaw> {
    if let Some(place) = others.get(OTHERS_MAX) {
        return Err(Flaw::at(place, format!("there can be {OTHERS_MAX} [[foreign]]; remove this one")));
    }
    others.iter().map(|other| plan(other.get_ref(), cycles)).collect()
}

fn plan(other: &Other, cycles: u16) -> Result<ForeignPlan, Flaw> {
    let cycles = number::cycles(other.cycles.as_ref())?.unwrap_or(cycles);
    let places = other.tasks.get_ref();
    if places.is_empty() {
        return Err(Flaw::at(&other.tasks, "tasks is empty; give some, such as [{ take = \"vnet%d\" }, \"release\"]"));
    }
    let tasks = places.iter().map(task).collect::<Result<Vec<_>, _>>()?;
    let mut held = 0;
    for cycle in 1..=cycles {
        for (task, place) in tasks.iter().zip(places) {
            held = hold(held, task).map_err(|why| Flaw::at(place, format!("in cycle {cycle} {why}")))?;
        }
    }
    Ok(ForeignPlan { tasks, cycles })
}

fn task(place: &Spanned<OtherTask>) -> Result<ForeignTask, Flaw> {
    Ok(match place.get_ref() {
        OtherTask::Word(_) => ForeignTask::Release,
        OtherTask::Wrong(_) => return Err(Flaw::at(place, "a task of somebody else is { take = \"tap0\" } or \"release\"")),
        OtherTask::Take { take } => {
            // A template is expanded by the kernel before it looks at the name.
            check_name(place, take)?;
            ForeignTask::Take(take.clone())
        }
    })
}

/// How many devices are held after a task.
fn hold(held: u32, task: &ForeignTask) -> Result<u32, String> {
    match task {
        ForeignTask::Take(_) if held == HELD_MAX => {
            Err(format!("this is device {}, and {HELD_MAX} can be held; release one", held + 1))
        }
        ForeignTask::Take(_) => Ok(held + 1),
        ForeignTask::Release => held.checked_sub(1).ok_or_else(|| "there is nothing to release; take a device first".to_owned()),
    }
}
