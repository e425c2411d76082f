//! The counts that SPIN, stateright and a hand-written search agree on.

use super::{model, search};
use ifrace_sim::explore::{Control, Counts, Ended, Limits};
use ifrace_sim::peer_model::{Policy, WRONGFUL};
use ifrace_sim::system::System;

/// Searches with one thread, if that does not take long, and with two, which must count the same. Answers that, and the states
/// where a guest is robbed.
fn counts(guests: u32, names: u32, cycles: u32, policy: Policy) -> (Counts, usize) {
    let mut model = model(guests, names, cycles, policy);
    let mut of = |threads| {
        let (mut robbed, mut keys) = (0, Vec::new());
        let outcome = search(&model, threads, Limits::default(), Control::default(), |key| keys.push(*key));
        assert_eq!(outcome.ended, Ended::Exhausted);
        assert_eq!(outcome.counts.states, keys.len() as u64, "every state is shown once");
        for key in keys {
            let state = model.unpack(&key);
            robbed += usize::from(model.is_robbed(&state));
        }
        (Counts { bytes: 0, ..outcome.counts }, robbed)
    };
    let two = of(2);
    if two.0.states < 100_000 {
        assert_eq!(of(1), two);
    }
    assert_eq!((two.0.ends, two.0.depth), (1, guests * cycles * 8), "all guests have lived all their lives");
    two
}

#[test]
fn lowest_free_counts_are_the_published_ones() {
    let rows = [
        (2, 1, 260, 444, 22, 42),
        (2, 2, 1_737, 3_324, 112, 508),
        (3, 1, 10_244, 26_499, 1_488, 2_478),
        (3, 2, 339_615, 984_858, 37_788, 174_342),
    ];
    for (guests, cycles, states, transitions, wrongful, robbed) in rows {
        let (counts, found_robbed) = counts(guests, 8, cycles, Policy::LowestFree);
        assert_eq!((counts.states, counts.transitions, counts.violating[0]), (states, transitions, wrongful));
        assert_eq!((counts.violated(), found_robbed), (WRONGFUL, robbed));
        assert_eq!(counts.already_seen_permille(), (transitions + 1 - states) * 1000 / transitions);
    }
}

#[test]
fn monotonic_counts_are_the_published_ones() {
    for (guests, cycles, states) in [(2, 1, 144), (2, 2, 765), (3, 1, 3_410), (3, 2, 61_725)] {
        let (counts, robbed) = counts(guests, 64, cycles, Policy::Monotonic);
        assert_eq!((counts.states, counts.violated(), robbed), (states, 0, 0));
    }
}
