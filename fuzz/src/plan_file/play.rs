//! A stage that is played for a while.

use ifrace_sim::Rng;
use ifrace_sim::system::{Choice, System};
use ifrace_sim::world::{Stage, World};
use std::sync::Arc;

/// Most steps of one input: more would only be slower.
const STEPS_MAX: usize = 48;

/// Lets the actors move in a random order, with faults, up to the end or some steps.
pub(super) fn play(stage: &Arc<Stage>, seed: u64) {
    let mut world = World::<16>::new(Arc::clone(stage));
    let (mut state, mut rng) = (world.initial(), Rng::new(seed));
    for _ in 0..STEPS_MAX {
        let enabled = world.enabled(&state);
        if enabled == 0 {
            world.end(&state);
            return;
        }
        let actor = (0..64).filter(|actor| enabled >> actor & 1 == 1).nth(rng.below(enabled.count_ones() as usize)).unwrap_or(0);
        let variants = world.variants(&state, actor.into()) as usize;
        assert!(variants > 0, "actor {actor} can move in no way");
        let variant = rng.below(variants) as u8;
        world.step(&mut state, Choice { actor, variant });
    }
}
