//! How a run goes on where its trace ends.

use crate::system::{Choice, System};
use crate::world::{Mover, State, World};

/// The most steps that are added: enough for any run that ends.
const STEPS_MAX: usize = 10_000;

/// Lets the guests and the others move in turn, without faults, until none of them can. The choices.
pub(super) fn finish<const WORDS: usize>(world: &mut World<WORDS>, state: &mut State) -> Vec<Choice> {
    let mut choices = Vec::new();
    let mut last = u8::MAX;
    while choices.len() < STEPS_MAX {
        let enabled = world.enabled(state);
        let can = |actor: &u8| enabled >> actor & 1 != 0 && matches!(world.mover(*actor), Mover::Guest(_) | Mover::Other(_));
        let able: Vec<u8> = (0..64).filter(can).collect();
        let Some(next) = able.iter().find(|actor| last != u8::MAX && **actor > last).or(able.first()) else { break };
        choices.push(Choice::plain(*next));
        last = *next;
        world.step(state, Choice::plain(*next));
    }
    choices
}
