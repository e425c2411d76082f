//! The simulated host: devices with the kernel's naming, and what is keyed by their names, in a few hundred bytes that are copied
//! at every step.
//!
//! Everything about one name is in one [`Slot`]: the device that answers to it, and what outlives that device. The slots are
//! sorted by name, and a name without anything has none, so that equal hosts are equal bits.

mod bandwidth;
mod descriptors;
mod filters;
mod guests;
mod holders;
mod hypervisors;
mod links;
mod lowers;
mod mac_rules;
mod names;
mod ovs;
mod ovs_qos;
mod perform;
mod ports;
mod settings;
mod slot;
mod slots;
mod status;
mod taps;
#[cfg(test)]
mod test_names;

pub use holders::{Holder, Holders};
pub use names::HostNames;
pub use slot::Slot;

use super::owner::{GUESTS_MAX, Owner};

/// The most names that something can be keyed by at one time.
pub const SLOTS_MAX: usize = 16;

/// The most devices that macvtaps can be made on.
pub const LOWERS_MAX: usize = 2;

/// The most interfaces of a guest.
pub const CARDS_MAX: usize = 4;

/// The simulated host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Host {
    slots: [Slot; SLOTS_MAX],
    used: u8,
    /// What is not keyed by the name of a guest's device.
    pub rest: Rest,
}

/// What is keyed by the guest, or by a device of the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Rest {
    /// The hypervisor of each guest.
    pub hypervisors: [Hypervisor; GUESTS_MAX],
    /// For each guest and card, the start that has a port in a network; 0 for none.
    pub ports: [[u16; CARDS_MAX]; GUESTS_MAX],
    /// Who borrowed a lower device last.
    pub lowers: [Owner; LOWERS_MAX],
    /// For each guest, the start that wrote its status file; 0 if there is none.
    pub status: [u16; GUESTS_MAX],
    /// Whether something was lost sight of: a port or a hypervisor of an earlier start that nobody will ever clean up.
    pub lost: bool,
    /// Whether more names were needed at one time than there are slots: the run says nothing from there on.
    pub too_small: bool,
}

/// The hypervisor of a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Hypervisor {
    /// The start that it works for; 0 if there is none.
    pub start: u16,
    /// Whether its virtual CPUs run.
    pub running: bool,
}
