//! Random schedules of the peer-model.

mod compare;
pub mod ifrace;
pub mod shuttle;

pub(crate) use compare::measure;

/// How schedules are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Each step is that of any guest that can move.
    Random,
    /// PCT of depth 3.
    Pct3,
}

/// What schedules showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Played {
    /// How many there were.
    pub schedules: u64,
    /// How many of them have a wrongful removal.
    pub wrongful: u64,
}
