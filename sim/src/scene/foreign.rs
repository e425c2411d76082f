//! Everybody who is no guest.

use ifrace_allocator::host::Incarnation;

/// The actor of what an administrator does: no guest has this number.
pub const FOREIGN: Incarnation = Incarnation::new(u16::MAX, 0);
