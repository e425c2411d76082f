//! The checkers of stateright, on the packed model. They keep 64-bit fingerprints of states, and not the states.

use super::packed::Packed;
use super::{Found, Model as _};
use crate::Case;
use ::stateright::{Checker, Model, Property};
use std::num::NonZeroUsize;

impl Model for Packed {
    type State = u64;
    type Action = u32;

    fn init_states(&self) -> Vec<u64> {
        vec![self.clone().initial()]
    }

    fn actions(&self, state: &u64, actions: &mut Vec<u32>) {
        actions.extend((0..self.guests()).filter(|guest| self.goes_on(*state, *guest)));
    }

    fn next_state(&self, state: &u64, guest: u32) -> Option<u64> {
        Some(self.step(*state, guest).0)
    }

    /// Without a property it would stop at once.
    fn properties(&self) -> Vec<Property<Self>> {
        vec![Property::always("nothing is asked", |_, _| true)]
    }
}

/// In which order states are seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Level by level.
    Breadth,
    /// The newest first.
    Depth,
}

/// Searches with so many threads.
pub fn search(case: &Case, order: Order, threads: NonZeroUsize) -> Found {
    let checker = Packed::new(case).checker().threads(threads.get());
    match order {
        Order::Breadth => found(&checker.spawn_bfs().join()),
        Order::Depth => found(&checker.spawn_dfs().join()),
    }
}

fn found(checker: &impl Checker<Packed>) -> Found {
    // The initial state counts as generated.
    let transitions = Some(checker.state_count() as u64 - 1);
    Found { states: checker.unique_state_count() as u64, transitions, wrongful: None, bytes: None }
}
