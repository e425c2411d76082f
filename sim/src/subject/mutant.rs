//! A broken allocator as a subject.

use super::simulated::play;
use super::{Played, Subject};
use crate::bench::{Abilities, Allocator, Keep, MutantAllocator, Mutation};
use crate::history::Op;
use ifrace_model::kernel::Rules;

/// An allocator with a mutation, on a simulated host.
#[derive(Clone, Copy, Debug)]
pub struct Mutant {
    /// What is broken.
    pub mutation: Mutation,
}

impl Subject for Mutant {
    fn id(&self) -> String {
        format!("mutant:{}", self.mutation.id())
    }

    fn abilities(&self) -> Abilities {
        MutantAllocator::new(self.mutation).abilities()
    }

    fn play(&mut self, history: &[Op]) -> Played {
        play(&mut MutantAllocator::new(self.mutation), Rules::Trust, Keep::Device, history)
    }
}
