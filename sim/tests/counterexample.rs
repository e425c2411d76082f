//! Shortest runs of worlds in which guests are interchangeable.

use ifrace_sim::explore::{Control, Limits, counterexample};
use ifrace_sim::release::Release;
use ifrace_sim::scenario::{Parameters, Scenario};
use ifrace_sim::scheduler::replay;
use ifrace_sim::world::violated::Violated;
use ifrace_sim::world::{Stage, World};
use std::sync::Arc;

fn shortest(world: &mut World<6>, wanted: Violated) -> usize {
    let way = counterexample(world, wanted.bit(), &Limits::default(), &Control::default()).expect("it is violated");
    let replayed = replay(world, &way, &mut |_, _| ()).expect("every choice can be made");
    assert_ne!(replayed.seen.violated & wanted.bit(), 0, "{}", wanted.id());
    way.len()
}

/// Guests that remember another's device by its number keep their places, while those before them in a way may have changed theirs: so
/// it has to lead over the very states that were seen.
#[test]
fn a_way_leads_over_states_that_stand_for_others() {
    let plan = Scenario::builtin("crash-cleanup").expect("it is built in").plan(&Parameters::default()).expect("it has defaults");
    let stage = Stage::new(plan, Release::parse("9.0").expect("it is a release")).expect("it can be played");
    let world = World::<6>::new(Arc::new(stage));
    for wanted in [Violated::StompOvsPort, Violated::StompFilter] {
        let with_symmetry = shortest(&mut world.fork(), wanted);
        assert_eq!(with_symmetry, shortest(&mut world.fork().without_symmetry(), wanted), "{}", wanted.id());
    }
}
