//! How long to try, and who hears of it meanwhile.

use super::What;

/// How long to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many runs may be played.
    pub tries: u64,
    /// How many states a search for a shorter run may see; 0 for no such search.
    pub states: u64,
}

/// A few seconds for most runs.
impl Default for Limits {
    fn default() -> Self {
        Self { tries: 20_000, states: 1_000_000 }
    }
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it tries to leave out; `None` while it searches for a shorter run.
    pub what: Option<What>,
    /// How many runs it has played.
    pub tries: u64,
    /// The guests of the best plan so far.
    pub guests: usize,
    /// The steps of the best run so far.
    pub steps: usize,
    /// How often somebody else moves than before in it.
    pub switches: usize,
}
