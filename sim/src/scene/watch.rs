//! Looks at the host after every operation.

use super::part::{losses, part};
use ifrace_allocator::IfName;
use ifrace_allocator::host::Snapshot;

/// What belongs to whom, as it was seen last.
#[derive(Debug, Default)]
pub(super) struct Watch {
    last: Snapshot,
    protected: Vec<Protected>,
}

#[derive(Debug)]
struct Protected {
    owner: String,
    names: Vec<IfName>,
}

impl Watch {
    /// From now on, nobody but the owner may change what is under these names.
    pub(super) fn protect(&mut self, owner: &str, names: Vec<IfName>) {
        self.release(owner);
        self.protected.push(Protected { owner: owner.to_owned(), names });
    }

    /// The owner gives up what it has: its own cleanup has begun.
    pub(super) fn release(&mut self, owner: &str) {
        self.protected.retain(|one| one.owner != owner);
    }

    /// Whether a device with this index was there before.
    pub(super) fn had_device(&self, index: u32) -> bool {
        self.last.devices.iter().any(|device| device.index == index)
    }

    /// Takes note of what the host has now. Returns what somebody else lost by what `actor` did: the owner and what.
    pub(super) fn look(&mut self, now: Snapshot, actor: &str) -> Vec<(String, String)> {
        let mut lost = Vec::new();
        for one in self.protected.iter().filter(|one| one.owner != actor) {
            let what = losses(&part(&self.last, &one.names), &part(&now, &one.names));
            lost.extend(what.into_iter().map(|what| (one.owner.clone(), what)));
        }
        self.last = now;
        lost
    }
}
