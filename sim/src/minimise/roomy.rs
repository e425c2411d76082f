//! Searching all runs of a plan.

use super::best::Room;
use crate::explore::{self, Control, Ended, Limits, StopAt};
use crate::system::Choice;
use crate::world::TOO_SMALL;
use crate::world::violated::Violated;

/// What a search of all runs has come to.
pub(super) enum Searched {
    /// None fails.
    None,
    /// This one does, and no shorter one.
    Shortest(Vec<Choice>),
    /// There are too many states. None of less than so many steps fails.
    TooMany(u32),
    /// It was asked to stop.
    Stopped,
    /// The world is too small for some runs, which says nothing.
    Unsure,
}

/// Searches all runs, or all of up to so many steps, for one that violates what is wanted. With the number of states.
pub(super) fn search(
    world: &mut Room,
    wanted: Violated,
    states: u64,
    depth: Option<u32>,
    stop: &(dyn Fn() -> bool + Sync),
) -> (Searched, u64) {
    let limits = Limits { states: Some(states), depth, stop_at: StopAt::Violation(wanted.bit()), bytes: None };
    let control = Control { stop, ..Control::default() };
    let outcome = explore::search(world, limits, control);
    let counts = outcome.counts;
    let is_sure = counts.reached & TOO_SMALL == 0 && !world.has_overflowed();
    let searched = match outcome.ended {
        Ended::Interrupted => Searched::Stopped,
        Ended::Found => {
            let limits = Limits { depth: counts.first[wanted.bit().trailing_zeros() as usize], ..Limits::default() };
            match explore::counterexample(world, wanted.bit(), &limits, &control) {
                Ok(way) => Searched::Shortest(way),
                Err(explore::NoWay::Interrupted) => Searched::Stopped,
                Err(_) => Searched::Unsure,
            }
        }
        Ended::Exhausted | Ended::Depth if is_sure => Searched::None,
        Ended::States if is_sure => Searched::TooMany(counts.depth),
        _ => Searched::Unsure,
    };
    (searched, counts.states)
}
