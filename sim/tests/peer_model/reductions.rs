//! What reductions leave out is nothing: they see one state of each kind that the whole search sees, and the same violations.

use super::search;
use ifrace_sim::explore::{Control, Ended, Limits, Outcome};
use ifrace_sim::peer_model::{Params, PeerModel, Policy, Reduction};
use ifrace_sim::system::System;
use std::collections::BTreeSet;

/// Guests, names and cycles.
type Sizes = (u32, u32, u32);

const SEARCHED: [(Policy, &[Sizes]); 2] = [
    (Policy::LowestFree, &[(1, 1, 3), (2, 2, 1), (2, 2, 3), (2, 5, 2), (3, 3, 1)]),
    (Policy::Monotonic, &[(1, 1, 3), (2, 2, 1), (2, 2, 3), (2, 3, 2), (2, 5, 2), (3, 3, 1), (3, 64, 1), (3, 5, 2)]),
];

const REDUCTIONS: [Reduction; 3] =
    [Reduction { guests: true, names: false }, Reduction { guests: false, names: true }, Reduction { guests: true, names: true }];

/// The states that a model reaches.
fn reached(params: Params) -> (BTreeSet<u64>, Outcome) {
    let mut keys = BTreeSet::new();
    let model = PeerModel::<u64>::new(params).expect("it fits");
    let outcome = search(&model, 2, Limits::default(), Control::default(), |key| _ = keys.insert(*key));
    assert_eq!(outcome.ended, Ended::Exhausted);
    (keys, outcome)
}

#[test]
fn a_reduced_search_sees_one_of_each_kind() {
    for (policy, searched) in SEARCHED {
        for (guests, names, cycles) in searched {
            let params = Params::new(*guests, *names, *cycles, policy).expect("there is such a model");
            let (all, whole) = reached(params);
            for reduction in REDUCTIONS {
                let params = params.reduced(reduction);
                let (few, reduced) = reached(params);
                let mut model = PeerModel::<u64>::new(params).expect("it fits");
                if params.bits() == whole_bits(params) {
                    let kinds = all.iter().map(|key| canonical(&mut model, *key)).collect::<BTreeSet<u64>>();
                    assert_eq!(kinds, few, "{params:?}");
                }
                assert_eq!(whole.counts.first, reduced.counts.first, "{params:?}");
                assert_eq!(whole.counts.depth, reduced.counts.depth, "{params:?}");
            }
        }
    }
}

/// The bits of a state when nothing is reduced.
fn whole_bits(params: Params) -> u32 {
    params.reduced(Reduction::default()).bits()
}

/// The state that stands for one of the whole search, whose states have the same layout.
fn canonical(model: &mut PeerModel<u64>, key: u64) -> u64 {
    let state = model.unpack(&key);
    model.pack(&state)
}

/// The clocks of the guests, whose fields are that wide and begin with a name.
fn clocks(key: u64, guests: u32, width: u32, name_bits: u32, clock_bits: u32) -> Vec<u64> {
    (0..guests).map(|guest| key >> (guest * width + name_bits) & ((1 << clock_bits) - 1)).collect()
}

#[test]
fn names_that_are_never_chosen_twice_can_be_left_out() {
    for (guests, names, cycles, name_bits, clock_bits) in [(2, 5, 2, 3, 5), (3, 64, 2, 6, 5), (3, 3, 1, 2, 4), (2, 8, 4, 3, 6)] {
        let params = Params::new(guests, names, cycles, Policy::Monotonic).expect("there is such a model");
        let reduced = params.reduced(Reduction { guests: false, names: true });
        assert_eq!(reduced.bits(), guests * clock_bits, "only the clocks are left");
        let (all, few) = (reached(params).0, reached(reduced).0);
        let width = name_bits + clock_bits + 3;
        let kinds: BTreeSet<_> = all.iter().map(|key| clocks(*key, guests, width, name_bits, clock_bits)).collect();
        assert_eq!(kinds, few.iter().map(|key| clocks(*key, guests, clock_bits, 0, clock_bits)).collect());
        assert_eq!(kinds.len() as u32, (8 * cycles + 1).pow(guests), "the guests do not touch each other");
    }
}

#[test]
fn reductions_work_together() {
    let params = Params::new(4, 64, 2, Policy::Monotonic).expect("there is such a model");
    let (few, outcome) = reached(params.reduced(Reduction { guests: true, names: true }));
    assert_eq!(few.len(), 4_845, "the ways to draw 4 of 17 clocks, in any order");
    assert_eq!(outcome.counts.violated(), 0);
}
