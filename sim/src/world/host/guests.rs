//! What only a guest can ask for.

use super::super::op::Fault;
use super::super::owner::Owner;

/// The guest of an actor.
///
/// # Errors
/// `EPERM` for who is no guest: it has no hypervisor, no cards, no file, and no mark in Open vSwitch.
pub(super) fn guest_of(actor: Owner) -> Result<usize, Fault> {
    actor.guest().map(usize::from).ok_or(Fault::Eperm)
}
