//! What is left if the daemon dies in the middle of a path and its successor stops the guest.

use crate::expect::{Known, closed, stop_leaves};
use crate::facts::Facts;
use crate::inventory::{Inventory, Thing};
use crate::kind::Spec;
use crate::path::Path;
use crate::what::What;
use ifrace_allocator::guest::Phase;

/// A crash behind an operation that was performed.
#[derive(Debug)]
pub(crate) struct Crashed<'c> {
    pub(crate) path: Path,
    /// The operations of the path so far.
    pub(crate) steps: &'c [What],
    /// Whether they are all.
    pub(crate) complete: bool,
    pub(crate) cards: &'c [Spec],
    /// What the guest had before the daemon's descriptors were closed.
    pub(crate) at_fault: &'c Inventory,
    pub(crate) facts: Facts,
}

impl Crashed<'_> {
    /// Whether there is a status file. libvirt writes the first one when the hypervisor runs (`qemuProcessLaunch`).
    pub(crate) fn has_status(&self) -> bool {
        let written = !self.path.is_start() || self.steps.contains(&What::Save);
        written && !self.steps.contains(&What::RemoveStatus)
    }

    /// Whether the status file says that the CPUs have run; otherwise the guest is stopped when it is found.
    fn has_run(&self) -> bool {
        match self.path {
            Path::Incoming | Path::StopIncoming => false,
            Path::Start | Path::Finish => self.complete,
            _ => true,
        }
    }

    fn is_alive(&self) -> bool {
        match self.path {
            _ if self.path.is_start() => self.steps.contains(&What::Spawn),
            // It is killed first of all (`qemuProcessBeginStopJob`).
            _ => !self.path.is_stop() && self.path != Path::ReconnectDead,
        }
    }

    /// The phase in which the successor finds the guest; `None` if it knows of none.
    pub(crate) fn phase(&self) -> Option<Phase> {
        let found = match self.path {
            _ if !self.has_run() || !self.is_alive() => Phase::Off,
            Path::Pause if self.complete => Phase::Paused,
            Path::Resume if !self.complete => Phase::Paused,
            _ => Phase::Running,
        };
        self.has_status().then_some(found)
    }

    /// Whether the successor's attempt to find the guest again counts as failed: it was half started, or its hypervisor is dead.
    pub(crate) fn fails(&self) -> bool {
        !self.has_run() || !self.is_alive()
    }

    /// The number of interfaces of a guest that is found running. The hardened rules save a hotplugged one first of all.
    pub(crate) fn interfaces(&self) -> usize {
        match self.path {
            Path::Hotplug if !self.complete && !self.facts.is_hardened() => 1,
            Path::Unplug if self.complete => 1,
            _ => self.cards.len(),
        }
    }

    /// Whether the status file has the interface: a hotplugged one not before its end.
    fn knows(&self, card: usize) -> bool {
        card == 0 || self.path != Path::Hotplug || self.complete
    }

    /// What is left when the guest is off, or, if nobody knows of it any more, what goes on without it.
    ///
    /// Without a status file the taps end with the daemon unless a hypervisor has them, and everything else stays for ever. With
    /// one the guest is stopped like any other, but for what the file does not know; the hardened rules find that too.
    pub(crate) fn left(&self) -> Inventory {
        if !self.has_status() && self.is_alive() && self.path.is_start() {
            return self.at_fault.clone();
        }
        let left = closed(self.at_fault, self.cards, |_| true);
        left.into_iter().filter(|&(card, thing)| self.leaves(card, thing)).collect()
    }

    fn leaves(&self, card: usize, thing: Thing) -> bool {
        match () {
            () if self.facts.is_hardened() => false,
            () if !self.has_status() || !self.knows(card) => true,
            () => stop_leaves(thing, Known::EVERYTHING, self.facts),
        }
    }
}
