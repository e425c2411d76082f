//! Searching all runs of a plan.

use super::best::Room;
use crate::explore::{self, Control, Ended, Limits, StopAt};
use crate::system::{Choice, Seen, System};
use crate::world::violated::Violated;
use crate::world::{State, World};

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
    let mut roomy = Roomy { world, was_stuck: false };
    let outcome = explore::search(&mut roomy, limits, control);
    let (is_sure, counts) = (!roomy.was_stuck && !roomy.world.has_overflowed(), outcome.counts);
    let searched = match outcome.ended {
        Ended::Interrupted => Searched::Stopped,
        Ended::Found => {
            let limits = Limits { depth: counts.first[wanted.bit().trailing_zeros() as usize], ..Limits::default() };
            match explore::counterexample(&mut roomy, wanted.bit(), &limits, &control) {
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

/// A world, with note of whether it was too small for some run: what cannot go on for that is no end.
struct Roomy<'w, const WORDS: usize> {
    world: &'w mut World<WORDS>,
    was_stuck: bool,
}

impl<const WORDS: usize> System for Roomy<'_, WORDS> {
    type State = State;
    type Key = [u64; WORDS];

    fn initial(&mut self) -> State {
        self.world.initial()
    }

    fn enabled(&mut self, state: &State) -> u64 {
        self.world.enabled(state)
    }

    fn variants(&mut self, state: &State, actor: u32) -> u32 {
        self.world.variants(state, actor)
    }

    fn step(&mut self, state: &mut State, choice: Choice) -> Seen {
        self.world.step(state, choice)
    }

    fn end(&mut self, state: &State) -> Seen {
        let is_stuck = self.world.stuck(state);
        self.was_stuck |= is_stuck;
        if is_stuck { Seen::default() } else { self.world.end(state) }
    }

    fn pack(&mut self, state: &State) -> Self::Key {
        self.world.pack(state)
    }

    fn unpack(&mut self, key: &Self::Key) -> State {
        self.world.unpack(key)
    }
}
