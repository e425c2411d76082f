//! The model beside its definition.

use super::definition::World;
use ifrace_sim::Rng;
use ifrace_sim::peer_model::{Params, PeerModel, Policy, WRONGFUL, Word};
use ifrace_sim::system::{Choice, System};
use std::collections::{BTreeMap, BTreeSet};

/// Plays every state of the definition and of the model together.
fn play_all(guests: u32, names: u32, cycles: u32, policy: Policy) {
    let mut model = super::model(guests, names, cycles, policy);
    let initial = model.initial();
    let mut seen = BTreeMap::from([(World::new(guests, names), model.pack(&initial))]);
    let mut open = vec![(World::new(guests, names), initial)];
    while let Some((world, state)) = open.pop() {
        for guest in may_step(&mut model, &world, &state, cycles) {
            let (mut world, mut state) = (world.clone(), state);
            let wrongful = world.step(guest, policy);
            assert_eq!(model.step(&mut state, Choice::plain(guest as u8)).violated, u32::from(wrongful) * WRONGFUL, "{world:?}");
            let key = model.pack(&state);
            assert_eq!(model.unpack(&key), state);
            assert_eq!(model.is_robbed(&state), world.is_robbed(), "{world:?}");
            if *seen.entry(world.clone()).or_insert_with(|| {
                open.push((world.clone(), state));
                key
            }) != key
            {
                panic!("one state has two keys: {world:?}");
            }
        }
    }
    assert_eq!(seen.values().collect::<BTreeSet<_>>().len(), seen.len(), "two states have one key");
}

/// Who can move, in which both must agree.
fn may_step<W: Word>(
    model: &mut PeerModel<W>,
    world: &World,
    state: &<PeerModel<W> as System>::State,
    cycles: u32,
) -> Vec<usize> {
    let enabled = model.enabled(state);
    let movers: Vec<usize> = (0..world.guests.len()).filter(|guest| world.may_step(*guest, cycles)).collect();
    assert_eq!(enabled, movers.iter().map(|guest| 1 << guest).sum::<u64>(), "{world:?}");
    movers
}

#[test]
fn every_state_of_small_models_is_the_definitions() {
    for policy in [Policy::LowestFree, Policy::Monotonic] {
        for (guests, names, cycles) in [(1, 1, 3), (2, 2, 2), (2, 3, 2), (3, 3, 1)] {
            play_all(guests, names, cycles, policy);
        }
    }
}

/// Plays random runs of a model to their ends.
fn random_runs<W: Word>(params: (u32, u32, u32, Policy), seed: u64) {
    let (guests, names, cycles, policy) = params;
    let mut model = PeerModel::<W>::new(Params::new(guests, names, cycles, policy).expect("there is one")).expect("it fits");
    let mut rng = Rng::new(seed);
    let (mut world, mut state) = (World::new(guests, names), model.initial());
    loop {
        let movers = may_step(&mut model, &world, &state, cycles);
        if movers.is_empty() {
            break;
        }
        let guest = *rng.pick(&movers);
        let wrongful = world.step(guest, policy);
        let seen = model.step(&mut state, Choice::plain(guest as u8));
        assert_eq!(seen.violated, u32::from(wrongful) * WRONGFUL, "{params:?} {world:?}");
    }
}

#[test]
fn runs_of_large_models_are_the_definitions() {
    for seed in 0..20 {
        for (guests, names, cycles) in [(8, 8, 15), (8, 9, 7), (8, 64, 7), (7, 64, 15), (5, 5, 3), (8, 17, 1)] {
            random_runs::<u128>((guests, names, cycles, Policy::LowestFree), seed);
            random_runs::<u128>((guests, names, cycles, Policy::Monotonic), seed);
        }
        random_runs::<u64>((4, 64, 3, Policy::Monotonic), seed);
        random_runs::<u64>((6, 8, 1, Policy::LowestFree), seed);
    }
}
