//! Where a search may end before it has seen everything, and who hears of it meanwhile.

use super::Counts;

/// Where a search may end. Without any, it ends once every state has been seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Limits {
    /// So many states are enough. The level that reaches the number is finished, so that every number of threads counts the same.
    pub states: Option<u64>,
    /// The bytes that the search may hold at once. It ends before an allocation that would pass them.
    pub bytes: Option<u64>,
    /// The number of steps from the initial state after which nobody moves any more.
    pub depth: Option<u32>,
    /// What it looks for.
    pub stop_at: StopAt,
}

/// What a search looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum StopAt {
    /// Nothing: it counts what there is.
    #[default]
    End,
    /// Any of these bits of [`Seen::violated`](crate::system::Seen). The level that shows it is finished.
    Violation(u32),
}

impl StopAt {
    /// Whether what was violated is looked for.
    pub(super) fn wants(self, violated: u32) -> bool {
        match self {
            Self::End => false,
            Self::Violation(bits) => violated & bits != 0,
        }
    }
}

/// How the caller and a running search talk. Both are called from the threads that work.
#[derive(Clone, Copy)]
pub struct Control<'a> {
    /// Whether to end now: a signal came, the time is up. Asked about every thousand states.
    pub stop: &'a (dyn Fn() -> bool + Sync),
    /// Hears the counts so far, about every 65,536 states and from one thread only.
    pub progress: &'a (dyn Fn(&Counts) + Sync),
}

/// Never stops, and tells nobody.
impl Default for Control<'_> {
    fn default() -> Self {
        Self { stop: &|| false, progress: &|_| {} }
    }
}
