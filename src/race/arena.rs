//! Worlds as searches play them.

use ifrace_sim::system::{Choice, Seen, System};
use ifrace_sim::world::host::SLOTS_MAX;
use ifrace_sim::world::plan::Plan;
use ifrace_sim::world::{Stage, State, TOO_SMALL, World};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// A world whose ends say whether it was too small, and whose runs end at once when the search is over.
#[derive(Debug)]
pub struct Arena<const WORDS: usize> {
    world: World<WORDS>,
    over: Arc<AtomicBool>,
    /// Whether a state of any thread did not fit into its key.
    spilled: Arc<AtomicBool>,
}

impl<const WORDS: usize> Arena<WORDS> {
    /// A world for each of so many threads. All of them end their runs once `over` is set.
    pub fn for_threads(world: &World<WORDS>, threads: usize, over: &Arc<AtomicBool>) -> Vec<Self> {
        let spilled = Arc::new(AtomicBool::new(false));
        (0..threads).map(|_| Self { world: world.fork(), over: Arc::clone(over), spilled: Arc::clone(&spilled) }).collect()
    }
}

impl<const WORDS: usize> System for Arena<WORDS> {
    type State = State;
    type Key = [u64; WORDS];

    fn initial(&mut self) -> State {
        self.world.initial()
    }

    #[inline]
    fn enabled(&mut self, state: &State) -> u64 {
        if self.over.load(Relaxed) { 0 } else { self.world.enabled(state) }
    }

    #[inline]
    fn variants(&mut self, state: &State, actor: u32) -> u32 {
        self.world.variants(state, actor)
    }

    #[inline]
    fn step(&mut self, state: &mut State, choice: Choice) -> Seen {
        self.world.step(state, choice)
    }

    fn end(&mut self, state: &State) -> Seen {
        if self.world.stuck(state) || self.spilled.load(Relaxed) {
            return Seen { violated: 0, reached: TOO_SMALL };
        }
        // A run that was broken off is no end.
        if self.over.load(Relaxed) { Seen::default() } else { self.world.end(state) }
    }

    #[inline]
    fn pack(&mut self, state: &State) -> Self::Key {
        let key = self.world.pack(state);
        if self.world.has_overflowed() {
            self.spilled.store(true, Relaxed);
        }
        key
    }

    fn exact_key(&mut self, state: &State) -> Self::Key {
        self.world.exact_key(state)
    }

    #[inline]
    fn unpack(&mut self, key: &Self::Key) -> State {
        self.world.unpack(key)
    }
}

/// Something that is done with a world, whatever the width of its keys.
pub trait Visit {
    /// What comes of it.
    type Output;

    /// Does it.
    fn visit<const WORDS: usize>(self, world: &World<WORDS>) -> Self::Output;
}

/// Does something with the world of a stage, whose keys are as narrow as they can be.
pub fn with_world<V: Visit>(stage: &Arc<Stage>, visit: V) -> V::Output {
    if key_bits(&stage.plan) <= 6 * 64 {
        visit.visit(&World::<6>::new(Arc::clone(stage)))
    } else {
        visit.visit(&World::<10>::new(Arc::clone(stage)))
    }
}

/// The most bits that a state can take: what is always there, and numbers for guests, daemons, others, faults and devices.
fn key_bits(plan: &Plan) -> usize {
    let faults = [plan.faults.operations, plan.faults.daemon_deaths, plan.faults.hypervisor_deaths];
    let kinds = faults.into_iter().filter(|most| *most > 0).count();
    30 + 16 * plan.guests.len() + 16 * plan.daemons.len() + 24 * plan.foreign.len() + 8 * kinds + 17 * SLOTS_MAX
}

#[cfg(test)]
mod tests {
    use super::*;
    use ifrace_sim::scenario::{Parameters, Scenario};
    use ifrace_sim::world::property::Property;

    #[test]
    fn no_property_has_the_bit() {
        assert!(Property::ALL.iter().all(|one| one.bit() != TOO_SMALL));
    }

    #[test]
    fn the_widest_key_holds_the_largest_scenarios() {
        for id in Scenario::ALL {
            let scenario = Scenario::builtin(id).expect("it is built in");
            let most = scenario.parameters.iter().fold(Parameters::default(), |all, one| all.with(one.parameter, one.most));
            let plan = scenario.plan(&most).expect("these are its limits");
            assert!(key_bits(&plan) <= 10 * 64, "{id}");
        }
    }
}
