//! A number that no other state begins with.

/// What owner tokens begin with: others have made their states at other times, in other processes, or with another random number of the
/// standard library.
#[cfg(not(loom))]
pub(super) fn seed() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    use std::time::SystemTime;
    let now = SystemTime::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_nanos());
    RandomState::new().hash_one((now, std::process::id()))
}

/// A run of loom is to be the same each time.
#[cfg(loom)]
pub(super) fn seed() -> u64 {
    0
}
