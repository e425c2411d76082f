//! The generator of libvirt 7.0 with a mutation: a model that a comparison with libvirt must tell apart.

use super::simulated::play;
use super::{Played, Subject};
use crate::bench::{Abilities, Allocator, Keep, MutantAllocator, Mutation};
use crate::history::Op;
use ifrace_model::kernel::Rules;
use ifrace_model::policy::Era;

/// A generator that only picks names, with the same abilities as libvirt's: the names alone can give it away.
#[derive(Clone, Copy, Debug)]
pub struct BrokenGenerator {
    /// What is broken.
    pub mutation: Mutation,
}

impl BrokenGenerator {
    fn allocator(self) -> MutantAllocator {
        MutantAllocator::of(self.mutation, Era::Unified70)
    }
}

impl Subject for BrokenGenerator {
    fn id(&self) -> String {
        format!("unified-7.0, {}", self.mutation.id())
    }

    fn abilities(&self) -> Abilities {
        Abilities { creates: false, ..self.allocator().abilities() }
    }

    fn play(&mut self, history: &[Op]) -> Played {
        play(&mut self.allocator(), Rules::Trust, Keep::Altname, history)
    }
}
