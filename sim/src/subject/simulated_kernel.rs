//! The model of the kernel as an allocator: the oracle for the real one.

use super::{Played, Subject};
use crate::bench::{Abilities, Allocator, Bench, Keep, KernelAllocator};
use crate::history::Op;
use ifrace_model::kernel::{Namespace, Rules};

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
        let (mut host, mut allocator) = (Namespace::new(self.rules), KernelAllocator);
        let mut bench = Bench::new(&mut host, &mut allocator, Keep::Device);
        Played::complete(history.iter().map(|op| bench.perform(op)).collect())
    }
}
