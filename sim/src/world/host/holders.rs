//! Who has descriptors of a device.

use super::super::owner::Owner;
use super::Slot;

/// A process that holds descriptors: the daemon or the hypervisor of one start of a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Holder {
    /// The start of the guest; nobody if there is no such holder.
    pub owner: Owner,
    /// Whether it is the hypervisor.
    pub hypervisor: bool,
    /// How many descriptors.
    pub count: u8,
}

/// The processes that hold descriptors of a device, sorted, and empty ones after them.
pub type Holders = [Holder; 2];

/// A process, as a holder without its descriptors.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Process {
    owner: Owner,
    hypervisor: bool,
}

impl Process {
    pub(super) const fn daemon(owner: Owner) -> Self {
        Self { owner, hypervisor: false }
    }

    pub(super) const fn hypervisor(owner: Owner) -> Self {
        Self { owner, hypervisor: true }
    }

    const fn with(self, count: u8) -> Holder {
        Holder { owner: self.owner, hypervisor: self.hypervisor, count }
    }
}

impl Holder {
    const fn process(&self) -> Process {
        Process { owner: self.owner, hypervisor: self.hypervisor }
    }
}

impl Slot {
    /// The number of open descriptors, which on a tap is that of its queues.
    pub fn queues(&self) -> u16 {
        self.holders.iter().map(|holder| u16::from(holder.count)).sum()
    }

    /// Whether somebody has descriptors of the device.
    pub const fn is_held(&self) -> bool {
        self.holders[0].count > 0
    }

    /// Whether a process has descriptors of the device.
    pub(super) fn is_held_by(&self, process: Process) -> bool {
        self.holders.iter().any(|holder| holder.count > 0 && holder.process() == process)
    }

    /// Gives a process more descriptors. False if there is no room for that, and then nothing has changed.
    #[must_use]
    pub(super) fn hold(&mut self, process: Process, count: u8) -> bool {
        if let Some(holder) = self.holders.iter_mut().find(|holder| holder.count > 0 && holder.process() == process) {
            let sum = holder.count.checked_add(count);
            holder.count = sum.unwrap_or(holder.count);
            return sum.is_some();
        }
        let Some(free) = self.holders.iter_mut().find(|holder| holder.count == 0) else { return false };
        *free = process.with(count);
        let [first, second] = &mut self.holders;
        if second.count > 0 && second.process() < first.process() {
            std::mem::swap(first, second);
        }
        true
    }

    /// Takes all descriptors of the device from a process: how many it had.
    pub(super) fn release(&mut self, process: Process) -> u8 {
        let [first, second] = &mut self.holders;
        if first.count > 0 && first.process() == process {
            let count = first.count;
            (*first, *second) = (*second, Holder::default());
            count
        } else if second.count > 0 && second.process() == process {
            std::mem::take(second).count
        } else {
            0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Holder, Process, Slot};
    use crate::world::owner::Owner;

    const A: Owner = Owner::new(0, 1);
    const B: Owner = Owner::new(1, 1);

    fn all(slot: &Slot) -> Vec<(Owner, bool, u8)> {
        slot.holders.iter().filter(|one| one.count > 0).map(|one| (one.owner, one.hypervisor, one.count)).collect()
    }

    #[test]
    fn holders_are_sorted_and_two_at_most() {
        let mut slot = Slot::default();
        assert!(slot.hold(Process::daemon(B), 2) && slot.hold(Process::hypervisor(A), 1));
        assert_eq!(all(&slot), [(A, true, 1), (B, false, 2)]);
        assert!(!slot.hold(Process::daemon(A), 1), "no room for a third");
        assert!(slot.hold(Process::daemon(B), 3));
        assert_eq!((slot.queues(), slot.is_held()), (6, true));
        assert!(!slot.hold(Process::daemon(B), 251), "nor for so many");
        assert_eq!(slot.queues(), 6);
    }

    #[test]
    fn what_is_released_leaves_no_gap() {
        let mut slot = Slot::default();
        assert!(slot.hold(Process::daemon(A), 1) && slot.hold(Process::hypervisor(A), 2));
        assert_eq!(slot.release(Process::daemon(B)), 0);
        assert_eq!(slot.release(Process::daemon(A)), 1);
        assert_eq!(all(&slot), [(A, true, 2)]);
        assert_eq!(slot.release(Process::hypervisor(A)), 2);
        assert_eq!((slot.holders, slot.is_held()), ([Holder::default(); 2], false));
    }
}
