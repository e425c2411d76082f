//! Every tool counts the same, and what is published.

use ifrace_peers::Case;
use ifrace_peers::schedules::{self, Way};
use ifrace_peers::search::{Found, hand_written, ifrace, packed::Packed, spin::Spin, stateright, stateright::Order};
use ifrace_sim::peer_model::Policy;
use std::num::NonZeroUsize;

const ONE: NonZeroUsize = NonZeroUsize::MIN;
const TWO: NonZeroUsize = ONE.saturating_add(1);

/// What each tool found, with its name.
fn all(case: &Case) -> Vec<(&'static str, Found)> {
    let mut all = vec![
        ("ifrace, 1", ifrace::search(case, ONE)),
        ("ifrace, 2", ifrace::search(case, TWO)),
        ("by hand", hand_written::plain(Packed::new(case))),
        ("by hand, prefetching", hand_written::prefetching(Packed::new(case), 0)),
        ("by hand, ifrace's model", hand_written::prefetching(ifrace::Bare::new(case), 1000)),
        ("stateright BFS, 1", stateright::search(case, Order::Breadth, ONE)),
        ("stateright BFS, 2", stateright::search(case, Order::Breadth, TWO)),
        ("stateright DFS, 1", stateright::search(case, Order::Depth, ONE)),
        ("stateright DFS, 2", stateright::search(case, Order::Depth, TWO)),
    ];
    if let Some(spin) = Spin::compile(case, 1000).expect("it compiles") {
        all.push(("SPIN", spin.search().expect("it sees everything")));
    }
    all
}

#[test]
fn all_count_the_same() {
    let lowest_free = [(2, 1, 260, 444, 22), (2, 2, 1_737, 3_324, 112), (3, 1, 10_244, 26_499, 1_488)];
    for (guests, cycles, states, transitions, wrongful) in lowest_free {
        let case = Case::new(guests, cycles, Policy::LowestFree);
        let published = Found { states, transitions: Some(transitions), wrongful: Some(wrongful), bytes: None };
        for (tool, found) in all(&case) {
            assert!(found.agrees_with(&published), "{case}: {tool} counts {found:?}");
        }
    }
    for (guests, cycles, states) in [(2, 1, 144), (2, 2, 765), (3, 1, 3_410)] {
        let case = Case::new(guests, cycles, Policy::Monotonic);
        let published = Found { states, transitions: None, wrongful: Some(0), bytes: None };
        for (tool, found) in all(&case) {
            assert!(found.agrees_with(&published), "{case}: {tool} counts {found:?}");
        }
    }
}

#[test]
fn names_that_are_chosen_again_are_counted_alike() {
    for case in ["3,2,monotonic,3", "2,3,monotonic,5", "1,3,lowest-free,1"] {
        let case: Case = case.parse().expect("it is a model");
        let expected = ifrace::search(&case, ONE);
        for (tool, found) in all(&case) {
            assert!(found.agrees_with(&expected), "{case}: {tool} counts {found:?}, and ifrace {expected:?}");
        }
    }
}

#[test]
fn schedules_of_both_find_wrongful_removals() {
    let (found, safe) = (Case::new(3, 1, Policy::LowestFree), Case::new(3, 1, Policy::Monotonic));
    for way in [Way::Random, Way::Pct3] {
        for play in [schedules::ifrace::play, schedules::ifrace::record, schedules::shuttle::play] {
            let played = play(&found, way, 1, 2_000);
            assert_eq!(played.schedules, 2_000);
            assert!((20..1_000).contains(&played.wrongful), "{way:?}: {played:?}");
            assert_eq!(play(&safe, way, 1, 500).wrongful, 0);
        }
        assert_eq!(schedules::ifrace::play(&found, way, 1, 2_000), schedules::ifrace::record(&found, way, 1, 2_000));
    }
}

#[test]
fn what_is_no_model_is_refused() {
    for text in
        ["", "3", "0,1,monotonic", "5,1,monotonic", "3,4,monotonic", "3,2,random", "3,1,lowest-free,2", "3,1,lowest-free,65"]
    {
        assert!(text.parse::<Case>().is_err(), "{text}");
    }
}
