//! What the tests of the host's parts share: a few names, guests and calls.

use super::super::op::{Answer, Index, NameId, Op, Wanted};
use super::super::owner::Owner;
use super::{Host, HostNames};

pub(super) const A: Owner = Owner::new(0, 1);
pub(super) const A_AGAIN: Owner = Owner::new(0, 2);
pub(super) const B: Owner = Owner::new(7, 1);

/// A device that nobody touches.
pub(super) const FURNITURE: NameId = 100;

/// A template has three names, from 1 on, of which the second is furniture.
struct Names;

impl HostNames for Names {
    fn expand(&mut self, _: u8, id: u32) -> NameId {
        if id == 1 { FURNITURE } else { id as NameId + 1 }
    }

    fn is_furniture(&self, name: NameId) -> bool {
        name >= FURNITURE
    }

    fn lowest_free(&mut self, template: u8, is_taken: &mut dyn FnMut(NameId) -> bool) -> Option<NameId> {
        let names = [0, 1, 2].map(|id| self.expand(template, id));
        names.into_iter().find(|name| !self.is_furniture(*name) && !is_taken(*name))
    }

    fn actual_of(&self, network: u8) -> u8 {
        network + 10
    }
}

pub(super) fn perform(host: &mut Host, actor: Owner, fresh: Index, op: Op) -> Answer {
    host.perform(&mut Names, actor, fresh, &op)
}

/// Performs an operation that must succeed without an answer.
pub(super) fn done(host: &mut Host, actor: Owner, op: Op) {
    assert_eq!(perform(host, actor, 0, op), Answer::Done, "{op:?}");
}

/// Makes a tap with one queue.
pub(super) fn tap(host: &mut Host, actor: Owner, fresh: Index, name: NameId) {
    let op = Op::CreateTap { wanted: Wanted::Name(name), queues: 1, exclusive: true };
    assert_eq!(perform(host, actor, fresh, op), Answer::Device { name, index: fresh });
}
