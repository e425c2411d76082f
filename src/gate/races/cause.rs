//! Whose step hit what of whom.

use ifrace_report::races::Found;
use ifrace_sim::explore::{Control, Limits, counterexample};
use ifrace_sim::hunt::{self, Settings};
use ifrace_sim::system::Choice;
use ifrace_sim::world::World;

/// In a shortest run. Where there is none, why.
pub(super) fn of_shortest<const WORDS: usize>(world: &mut World<WORDS>, found: &Found, control: Control<'_>) -> Option<String> {
    let limits = Limits { depth: found.depth, ..Limits::default() };
    match counterexample(world, found.violated.bit(), &limits, &control) {
        Ok(choices) => of_run(world, found, &choices),
        Err(why) => Some(why.to_string()),
    }
}

/// In the first schedule that showed it.
pub(super) fn of_schedule<const WORDS: usize>(world: &mut World<WORDS>, found: &Found, settings: &Settings) -> Option<String> {
    let choices = hunt::schedule(world, settings, found.schedule?);
    of_run(world, found, &choices)
}

fn of_run<const WORDS: usize>(world: &mut World<WORDS>, found: &Found, choices: &[Choice]) -> Option<String> {
    let (steps, left) = world.record(choices);
    let all = steps.into_iter().flat_map(|step| step.breaches).chain(left);
    all.filter(|breach| breach.violated == found.violated).map(|breach| breach.cause).next()
}
