//! How somebody else moves: a container engine, or a user with `ip tuntap`.

use super::judge::stomps;
use super::op::{Answer, DeviceId, Op, Wanted};
use super::owner::Owner;
use super::property::Property;
use super::stage::{Foreign, Stage};
use super::state::State;
use super::system::World;
use crate::system::Seen;
use ifrace_allocator::IfName;

impl<const WORDS: usize> World<WORDS> {
    /// The operation that somebody else does next; `None` if there is nothing to do.
    pub(super) fn other_op(&mut self, state: &State, other: u8) -> Option<Op> {
        let place = usize::from(other);
        let progress = state.others[place];
        match *self.stage.foreign[place].get(usize::from(progress.at))? {
            Foreign::Take(name) => Some(Op::CreateTap { wanted: self.wanted(name), queues: 1, exclusive: true }),
            Foreign::Release => Some(Op::DeleteLink { device: DeviceId::Index(progress.held) }),
        }
    }

    fn wanted(&mut self, name: IfName) -> Wanted {
        if name.is_template() { Wanted::Template(self.notes.template(name)) } else { Wanted::Name(self.notes.number(name)) }
    }

    pub(super) fn other_performs(&mut self, state: &mut State, other: u8, op: Op) -> Answer {
        let place = usize::from(other);
        let first = Stage::first_index(place);
        // The one that it has not now: it holds one at a time.
        let index = if state.others[place].held == first { first + 1 } else { first };
        state.host.perform(&mut self.notes, Owner::FOREIGN, index, &op)
    }

    pub(super) fn other_moves(&mut self, state: &mut State, other: u8) -> Seen {
        let Some(op) = self.other_op(state, other) else { return Seen::default() };
        let (place, host, infos) = (usize::from(other), state.host, self.infos(state));
        let answer = self.other_performs(state, other, op);
        state.others[place].at += 1;
        let mut seen = Seen { violated: stomps(&host, &state.host, Owner::FOREIGN, &infos), reached: 0 };
        match answer {
            Answer::Device { index, .. } => {
                state.others[place].held = index;
                seen.reached |= Property::ForeignTook.bit();
            }
            _ => state.others[place].held = 0,
        }
        seen
    }
}
