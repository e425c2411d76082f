//! Why an allocator of names cannot do what it is asked.

use super::NamePattern;
use super::state::Damage;
use crate::IfName;

/// What an allocator remembers cannot be used, or has no room.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StateError {
    /// It is damaged.
    #[error("the state of names is damaged at {0}; let it be rebuilt from the devices of the host")]
    Damaged(#[from] Damage),
    /// Somebody rebuilt it, and others use the new one.
    #[error("the state of names was rebuilt meanwhile; open it again")]
    Replaced,
    /// A counter has gone through all its laps.
    #[error("a counter of names has counted to its end; let the state be rebuilt from the devices of the host")]
    Spent,
    /// No room for one more pattern.
    #[error("{0} patterns of names were used, and there is no room for more; begin a new state when none of its names is in use")]
    CountersFull(usize),
    /// No room for one more process.
    #[error("{0} processes use the state of names, and there is no room for more")]
    ParticipantsFull(usize),
    /// No room for one more lease.
    #[error("{0} names are held or wait for their cleanup, and there is no room for more")]
    LeasesFull(usize),
    /// Somebody holds the name, or its cleanup is not done.
    #[error("the name {0} is held, or the cleanup of its earlier holder is not done")]
    Pending(IfName),
    /// Another allocator has the lease: it [took it over](super::NameAllocator::take_orphans), or ended it.
    #[error("the lease of the name {0} was taken over by another allocator; leave its device alone")]
    TakenOver(IfName),
    /// The file cannot be used.
    #[cfg(all(target_os = "linux", not(loom)))]
    #[error(transparent)]
    File(#[from] crate::linux::shared_file::SharedFileError),
}

/// Why there is no name.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GenerateError {
    /// Every name of the pattern is taken, or waits for the cleanup of its earlier holder.
    #[error("none of the {ids} names of {pattern} is free: {}", who_has_them(*ids, *taken))]
    Exhausted {
        /// The pattern.
        pattern: NamePattern,
        /// How many names it has.
        ids: u64,
        /// How many of them devices have, as far as the allocator knows.
        taken: u64,
    },
    /// What the allocator remembers cannot be used.
    #[error(transparent)]
    State(#[from] StateError),
}

fn who_has_them(ids: u64, taken: u64) -> String {
    match (taken, ids - taken.min(ids)) {
        (_, 0) => "devices have them".to_owned(),
        (0, _) => "they are held, or the cleanup of their holders is not done".to_owned(),
        (_, others) => format!("devices have {taken}; {others} are held, or the cleanup of their holders is not done"),
    }
}

impl From<Damage> for GenerateError {
    fn from(damage: Damage) -> Self {
        Self::State(damage.into())
    }
}
