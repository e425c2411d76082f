//! The explorer of ifrace.

use super::{Found, Model};
use crate::Case;
use ifrace_sim::explore::{Control, Ended, Limits, Search};
use ifrace_sim::peer_model::{PeerModel, WRONGFUL};
use ifrace_sim::system::{Choice, System};
use std::num::NonZeroUsize;

/// The model of ifrace.
fn model(case: &Case) -> PeerModel<u64> {
    PeerModel::new(case.params()).expect("the states of every case fit into 64 bits")
}

/// Searches with so many threads.
///
/// # Panics
/// If the search ends before it has seen everything.
pub fn search(case: &Case, threads: NonZeroUsize) -> Found {
    let system = model(case);
    let search = Search::new(&mut system.clone(), threads, Limits::default(), Control::default());
    std::thread::scope(|scope| {
        for _ in 1..threads.get() {
            scope.spawn(|| search.work(&mut system.clone()));
        }
        search.work(&mut system.clone());
    });
    let outcome = search.outcome();
    assert_eq!(outcome.ended, Ended::Exhausted, "nothing limits it");
    let (counts, wrongful) = (outcome.counts, outcome.counts.violating[WRONGFUL.trailing_zeros() as usize]);
    Found { states: counts.states, transitions: Some(counts.transitions), wrongful: Some(wrongful), bytes: Some(counts.bytes) }
}

/// The model of ifrace for searches by hand: what it is worth without the explorer.
#[derive(Clone, Debug)]
pub struct Bare(PeerModel<u64>);

impl Bare {
    /// The model of a case.
    pub fn new(case: &Case) -> Self {
        Self(model(case))
    }
}

impl Model for Bare {
    fn initial(&mut self) -> u64 {
        let initial = self.0.initial();
        self.0.pack(&initial)
    }

    #[inline]
    fn for_each_successor(&mut self, state: u64, mut each: impl FnMut(u64, bool)) {
        let state = self.0.unpack(&state);
        let mut actors = self.0.enabled(&state);
        while actors != 0 {
            let mut next = state;
            let seen = self.0.step(&mut next, Choice::plain(actors.trailing_zeros() as u8));
            each(self.0.pack(&next), seen.violated != 0);
            actors &= actors - 1;
        }
    }
}
