//! What a guest is about to do, for who plays a run again that was made in another world.

use super::info::Next;
use super::op::Op;
use super::state::State;
use super::system::World;

impl<const WORDS: usize> World<WORDS> {
    /// Whether a guest begins a command when it moves, or its hypervisor ends by itself.
    pub fn begins(&mut self, state: &State, guest: u8) -> bool {
        let info = self.notes.info(state.locals[usize::from(guest)]);
        matches!(info.next, Next::Begin(_) | Next::Die)
    }

    /// The operation that a guest asks for when it moves; `None` if it moves without one.
    pub fn asks(&mut self, state: &State, guest: u8) -> Option<Op> {
        self.next_op(state, guest)
    }
}
