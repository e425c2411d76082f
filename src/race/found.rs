//! Runs in words.

use ifrace_sim::system::Choice;
use ifrace_sim::world::violated::Violated;
use ifrace_sim::world::{Breach, Recorded, Stage, World};
use std::sync::Arc;

/// A run step by step, with what does not hold at its end.
pub type InWords = (Vec<Recorded>, Vec<Breach>);

/// Plays choices again, and says what happened.
pub fn in_words(stage: &Arc<Stage>, choices: &[Choice]) -> InWords {
    // Nothing is packed, so the width of keys does not matter.
    World::<1>::new(Arc::clone(stage)).record(choices)
}

/// Why something is violated in a run, first of all.
pub fn cause((steps, left): &InWords, violated: Violated) -> Option<String> {
    let all = steps.iter().flat_map(|step| &step.breaches).chain(left);
    all.filter(|one| one.violated == violated).map(|one| one.cause.clone()).next()
}
