//! A world that tells whether it was too small.

use ifrace_sim::system::{Choice, Seen, System};
use ifrace_sim::world::{Breach, Recorded, Stage, State, World};
use std::sync::Arc;

/// A world, and whether a run came to where it is too small for more. The run ends there, and says nothing of what is left.
pub(super) struct Arena<const WORDS: usize> {
    world: World<WORDS>,
    pub(super) too_small: bool,
}

impl<const WORDS: usize> Arena<WORDS> {
    pub(super) fn new(stage: Arc<Stage>) -> Self {
        Self { world: World::new(stage), too_small: false }
    }

    /// Whether a state did not fit into a key.
    pub(super) fn has_overflowed(&self) -> bool {
        self.world.has_overflowed()
    }

    /// A run in words, with what does not hold at its end.
    pub(super) fn record(&mut self, choices: &[Choice]) -> (Vec<Recorded>, Vec<Breach>) {
        self.world.record(choices)
    }
}

impl<const WORDS: usize> System for Arena<WORDS> {
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
        if self.world.stuck(state) {
            self.too_small = true;
            return Seen::default();
        }
        self.world.end(state)
    }

    fn pack(&mut self, state: &State) -> Self::Key {
        self.world.pack(state)
    }

    fn unpack(&mut self, key: &Self::Key) -> State {
        self.world.unpack(key)
    }
}
