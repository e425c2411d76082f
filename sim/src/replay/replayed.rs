//! A run that was played again.

use super::{Departure, ReplayError, rebuild};
use crate::system::{Choice, System};
use crate::trace::{self, Header};
use crate::world::{Breach, Recorded, Stage, World};
use std::sync::Arc;

/// A run that was played again.
#[derive(Clone, Debug, PartialEq)]
pub struct Replayed {
    /// Who moved, and how.
    pub choices: Vec<Choice>,
    /// The steps in words.
    pub steps: Vec<Recorded>,
    /// What did not hold at the end.
    pub left: Vec<Breach>,
    /// Whether the run came to an end: nobody can move.
    pub ended: bool,
    /// Its trace, with the header that it was played by.
    pub text: String,
    /// Where a lenient replay left the trace; empty in a strict one.
    pub departures: Vec<Departure>,
    /// How many steps a lenient replay added after the trace.
    pub finished: usize,
}

impl Replayed {
    /// Everything that did not hold, in order.
    pub fn breaches(&self) -> impl Iterator<Item = &Breach> {
        self.steps.iter().flat_map(|step| &step.breaches).chain(&self.left)
    }

    /// The lines of the trace that were skipped.
    pub fn skipped(&self) -> impl Iterator<Item = usize> + '_ {
        self.departures.iter().flat_map(|one| one.skipped.iter().copied())
    }
}

/// Plays choices in a world of its own, made of a header, as far as their actors can move.
///
/// # Errors
/// The header says nothing that can be played.
pub fn record(header: &Header, choices: &[Choice]) -> Result<Replayed, ReplayError> {
    rebuild::stage(header).map(|stage| on(&stage, header, choices))
}

/// The same on a stage that is there.
pub(super) fn on(stage: &Arc<Stage>, header: &Header, choices: &[Choice]) -> Replayed {
    // Nothing is packed, so the keys may have any size.
    let mut world = World::<1>::new(Arc::clone(stage));
    let (steps, left) = world.record(choices);
    let choices: Vec<Choice> = steps.iter().map(|step| step.choice).collect();
    let mut state = world.initial();
    for choice in &choices {
        world.step(&mut state, *choice);
    }
    let ended = world.enabled(&state) == 0 && !world.stuck(&state);
    let text = trace::of_run(header, &steps, &left);
    Replayed { choices, steps, left, ended, text, departures: Vec::new(), finished: 0 }
}
