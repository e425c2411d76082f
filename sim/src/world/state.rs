//! The state of a world.

use super::book::{CountersId, LocalId};
use super::build::{DAEMONS_MAX, OTHERS_MAX};
use super::host::Host;
use super::op::Index;
use super::owner::GUESTS_MAX;

/// The state of a world, as numbers that its caches know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct State {
    pub(super) host: Host,
    /// The own state of each guest.
    pub(super) locals: [LocalId; GUESTS_MAX],
    /// The counters of each daemon.
    pub(super) counters: [CountersId; DAEMONS_MAX],
    /// How far the others are.
    pub(super) others: [Other; OTHERS_MAX],
    pub(super) left: Left,
    /// Whether a daemon has died.
    pub(super) restarted: bool,
    /// Whether a cleanup was made to fail, so that something may be left.
    pub(super) excused: bool,
}

/// How far somebody else is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub(super) struct Other {
    /// How many tasks are behind.
    pub(super) at: u16,
    /// The number of the tap that was made last; 0 if it was deleted.
    pub(super) held: Index,
}

/// What may still go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub(super) struct Left {
    pub(super) operations: u8,
    pub(super) daemon_deaths: u8,
    pub(super) hypervisor_deaths: u8,
}
