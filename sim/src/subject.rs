//! Subjects: allocators under test, and what one run of a history on them gives.

mod broken_generator;
mod builtin;
mod hardened;
mod mutant;
mod played;
mod simulated;
mod simulated_kernel;

pub use broken_generator::BrokenGenerator;
pub use builtin::Builtin;
pub use hardened::Hardened;
pub use mutant::Mutant;
pub use played::{Ending, Played};
pub use simulated_kernel::SimulatedKernel;

use crate::bench::Abilities;
use crate::history::Op;

/// An allocator under test.
///
/// A subject may live in another process, or be another program; all that is asked of it is to go through a history from a
/// fresh start, and to survive whatever its allocator does.
pub trait Subject {
    /// The id that commands and reports use, for example `builtin:unified-7.0`.
    fn id(&self) -> String;

    /// What it can be asked for.
    fn abilities(&self) -> Abilities;

    /// Goes through a history on a fresh host, with an allocator that has just started.
    fn play(&mut self, history: &[Op]) -> Played;
}
