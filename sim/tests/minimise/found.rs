//! Failing runs as a random search finds them.

use ifrace_sim::Rng;
use ifrace_sim::minimise::{Limits, Minimal, minimise};
use ifrace_sim::release::Release;
use ifrace_sim::scenario::{Parameter, Parameters, Scenario};
use ifrace_sim::system::{Choice, System};
use ifrace_sim::world::plan::Plan;
use ifrace_sim::world::violated::Violated;
use ifrace_sim::world::{Mover, Stage, World};
use std::sync::Arc;

/// A failing run of a scenario with more guests and cycles than it takes.
pub(crate) struct Found {
    pub(crate) plan: Plan,
    pub(crate) release: Release,
    pub(crate) wanted: Violated,
    pub(crate) choices: Vec<Choice>,
}

/// The limits of most tests: a search of a few seconds would be too long.
pub(crate) const LIMITS: Limits = Limits { tries: 20_000, states: 20_000 };

pub(crate) fn world(plan: &Plan, release: Release) -> World<10> {
    World::new(Arc::new(Stage::new(plan.clone(), release).expect("it can be played")))
}

impl Found {
    /// The first random walk that violates what is wanted.
    pub(crate) fn new(scenario: &str, release: &str, wanted: Violated, seed: u64) -> Self {
        let scenario = Scenario::builtin(scenario).expect("it is built in");
        let mut given = Parameters::default();
        for (parameter, value) in [(Parameter::Guests, 4), (Parameter::Cycles, 3)] {
            let takes = scenario.parameters.iter().any(|one| one.parameter == parameter && one.most >= value);
            given = if takes { given.with(parameter, value) } else { given };
        }
        let plan = scenario.plan(&given).expect("it takes the values");
        let release = Release::parse(release).expect("there is such a release");
        let mut world = world(&plan, release);
        let found = (0..2000).find_map(|case| walk(&mut world, &mut Rng::for_case(seed, case), wanted));
        let choices = found.expect("one of the walks violates it");
        Self { plan, release, wanted, choices }
    }

    pub(crate) fn minimise(&self, limits: &Limits, stop: &(dyn Fn() -> bool + Sync)) -> Minimal {
        let Self { plan, release, wanted, choices } = self;
        minimise(plan, *release, choices, *wanted, limits, stop, &mut |_| ()).expect("it fails")
    }
}

/// A walk to the end, in which something goes wrong now and then. Its choices, if it violates what is wanted.
fn walk(world: &mut World<10>, rng: &mut Rng, wanted: Violated) -> Option<Vec<Choice>> {
    let (mut state, mut choices, mut violated) = (world.initial(), Vec::new(), 0);
    loop {
        let enabled = world.enabled(&state);
        let may_die = rng.chance(1, 20);
        let is_meant = |actor: &u8| may_die || matches!(world.mover(*actor), Mover::Guest(_) | Mover::Other(_));
        let able: Vec<u8> = (0..64).filter(|actor| enabled >> actor & 1 != 0).filter(is_meant).collect();
        if able.is_empty() {
            violated |= world.end(&state).violated;
            return (violated & wanted.bit() != 0 && !world.stuck(&state)).then_some(choices);
        }
        let actor = *rng.pick(&able);
        let variants = world.variants(&state, actor.into()) as usize;
        let variant = if rng.chance(1, 20) { rng.below(variants) as u8 } else { 0 };
        let choice = Choice { actor, variant };
        violated |= world.step(&mut state, choice).violated;
        choices.push(choice);
    }
}
