//! What a host saw while the allocator's agent worked on one request.

use super::devices::is_taken;
use ifrace_model::kernel::Link;

/// A device that was to be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Creation {
    /// Its name.
    pub(super) name: Vec<u8>,
    /// Whether something answered to the name.
    pub(super) taken: bool,
    /// What came of it.
    pub(super) result: Result<Link, i32>,
    /// Whether that was made to fail.
    pub(super) refused: bool,
}

/// What a host saw while the allocator's agent worked on one request.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Call {
    /// The devices that were to be created, in order.
    pub(super) creations: Vec<Creation>,
    /// Names that somebody else took meanwhile.
    pub(super) snatched: Vec<Vec<u8>>,
    /// Whether an operation was made to fail.
    pub(super) refused: bool,
}

impl Creation {
    /// Whether the agent was told that the name is taken.
    pub(super) fn is_lost(&self) -> bool {
        self.result.is_err_and(is_taken)
    }
}
