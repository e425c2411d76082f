//! Exhaustive searches of the peer-model.

mod compare;
pub mod hand_written;
pub mod ifrace;
pub mod packed;
pub mod spin;
pub mod stateright;
mod table;
mod tool;

pub(crate) use compare::measure;

/// A model for searches written by hand.
pub trait Model {
    /// Where it begins. No state is 0.
    fn initial(&mut self) -> u64;

    /// Shows what can follow a state, and whether that is a wrongful removal.
    fn for_each_successor(&mut self, state: u64, each: impl FnMut(u64, bool));
}

/// What a search found. What a tool does not count is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The states, each once.
    pub states: u64,
    /// The steps from each state, without one to the initial state.
    pub transitions: Option<u64>,
    /// The steps that are wrongful removals.
    pub wrongful: Option<u64>,
    /// The most bytes that it held, as it counts them itself.
    pub bytes: Option<u64>,
}

impl Found {
    /// Whether both counted the same, in what both counted.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let same = |one: Option<u64>, two: Option<u64>| one.zip(two).is_none_or(|(one, two)| one == two);
        self.states == other.states && same(self.transitions, other.transitions) && same(self.wrongful, other.wrongful)
    }
}
