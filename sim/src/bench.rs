//! The bench: a host, an allocator on it, and the operations of a history.
//!
//! The same code drives the model of the kernel and a real one ([`Kernel`]), and any allocator ([`Allocator`]).

mod allocator;
mod clutter;
mod hardened_allocator;
mod hardened_mutant;
mod kernel;
mod kernel_allocator;
mod mutant_allocator;
mod naming_allocator;
mod policy_allocator;
mod stage;

pub use allocator::{Abilities, Allocator, Given};
pub use hardened_allocator::HardenedAllocator;
pub use hardened_mutant::{HardenedMutant, HardenedMutation};
pub use kernel::{DeviceNames, Kernel, KernelResult};
pub use kernel_allocator::KernelAllocator;
pub use mutant_allocator::{MutantAllocator, Mutation};
pub use naming_allocator::NamingAllocator;
pub use policy_allocator::{HOST_OPERATIONS_MAX, PolicyAllocator};
pub use stage::{Bench, Keep};
