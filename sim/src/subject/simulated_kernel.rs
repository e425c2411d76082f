//! The model of the kernel as an allocator: the oracle for the real one.

use super::simulated::play;
use super::{Played, Subject};
use crate::bench::{Abilities, Allocator, Keep, KernelAllocator};
use crate::history::Op;
use ifrace_model::kernel::Rules;

/// Templates are filled in by the model of a kernel with these rules.
#[derive(Clone, Copy, Debug)]
pub struct SimulatedKernel {
    /// The rules.
    pub rules: Rules,
}

impl Subject for SimulatedKernel {
    fn id(&self) -> String {
        format!("model of kernel ({})", self.rules)
    }

    fn abilities(&self) -> Abilities {
        KernelAllocator.abilities()
    }

    fn play(&mut self, history: &[Op]) -> Played {
        play(&mut KernelAllocator, self.rules, Keep::Device, history)
    }
}
