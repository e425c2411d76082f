//! Counterexamples.

use super::definition::World;
use super::{model, search};
use ifrace_sim::explore::{Control, Ended, Limits, NoWay, StopAt, counterexample};
use ifrace_sim::peer_model::{Params, PeerModel, Policy, Reduction, WRONGFUL};
use ifrace_sim::system::{Choice, System};

const WANTED: Limits = Limits { states: None, bytes: None, depth: None, stop_at: StopAt::Violation(WRONGFUL) };

/// Plays a list of choices on the definition and the model. Only the last may be wrongful, and must be.
fn replay(mut model: PeerModel<u64>, guests: u32, names: u32, way: &[Choice]) {
    let (mut world, mut state) = (World::new(guests, names), model.initial());
    for (at, choice) in way.iter().enumerate() {
        assert_eq!(model.enabled(&state) >> choice.actor & 1, 1);
        let wrongful = world.step(usize::from(choice.actor), Policy::LowestFree);
        assert_eq!(model.step(&mut state, *choice).violated, u32::from(wrongful));
        assert_eq!(wrongful, at + 1 == way.len());
    }
}

#[test]
fn the_shortest_way_is_found_and_replays() {
    let mut model = model(2, 8, 1, Policy::LowestFree);
    for threads in [1, 2] {
        let outcome = search(&model, threads, WANTED, Control::default(), |_| {});
        assert_eq!((outcome.ended, outcome.counts.first[0]), (Ended::Found, Some(8)));
    }
    let way = counterexample(&mut model, WRONGFUL, &WANTED, &Control::default()).expect("there is one");
    // One guest lives until its device is gone. The other takes the name and installs its filter, which the first then removes.
    assert_eq!(way, [0, 0, 0, 0, 0, 1, 1, 0].map(Choice::plain));
    replay(model, 2, 8, &way);
}

#[test]
fn ways_through_reduced_states_replay_on_whole_ones() {
    for (guests, names, cycles) in [(2, 2, 2), (3, 3, 1), (4, 8, 1)] {
        let params = Params::new(guests, names, cycles, Policy::LowestFree).expect("there is such a model");
        let reduced = params.reduced(Reduction { guests: true, names: true });
        let mut system = PeerModel::<u64>::new(reduced).expect("it fits");
        let way = counterexample(&mut system, WRONGFUL, &WANTED, &Control::default()).expect("there is one");
        assert_eq!(way.len(), 8);
        replay(model(guests, names, cycles, Policy::LowestFree), guests, names, &way);
    }
}

#[test]
fn without_a_way_it_says_why() {
    let mut model = model(2, 8, 1, Policy::LowestFree);
    let mut why = |limits, control| counterexample(&mut model, WRONGFUL, &limits, &control).expect_err("there is none");
    assert_eq!(why(Limits { depth: Some(7), ..WANTED }, Control::default()), NoWay::None);
    assert_eq!(why(Limits { bytes: Some(1000), ..WANTED }, Control::default()), NoWay::Budget);
    assert_eq!(why(Limits { states: Some(10), ..WANTED }, Control::default()), NoWay::Budget);
    assert_eq!(why(WANTED, Control { stop: &|| true, ..Control::default() }), NoWay::Interrupted);
    let mut monotonic = super::model(2, 8, 1, Policy::Monotonic);
    assert_eq!(counterexample(&mut monotonic, WRONGFUL, &WANTED, &Control::default()), Err(NoWay::None));
}

#[test]
fn the_depth_of_the_search_is_enough_for_the_way() {
    let mut model = model(2, 8, 1, Policy::LowestFree);
    let limits = Limits { depth: Some(8), ..WANTED };
    assert_eq!(counterexample(&mut model, WRONGFUL, &limits, &Control::default()).map(|way| way.len()), Ok(8));
}
