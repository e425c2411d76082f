//! A network device and what dies with it.

use crate::host::{Incarnation, LinkKind};
use crate::interface::{Bandwidth, MacvtapMode};
use crate::{IfName, Mac};
use std::collections::BTreeMap;

/// A network device, with everything that is bound to it and dies with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its name.
    pub name: IfName,
    /// Its interface index, which no other device ever gets.
    pub index: u32,
    /// Its kind.
    pub kind: LinkKind,
    /// Who created it; `None` for what was there before, or is somebody else's.
    pub owner: Option<Incarnation>,
    /// Whether it is up.
    pub up: bool,
    /// Its address; `None` for the one that the kernel gave it.
    pub mac: Option<Mac>,
    /// Its largest packet in bytes.
    pub mtu: u32,
    /// The bridge that it is in.
    pub bridge: Option<IfName>,
    /// The device under a macvtap or macvlan.
    pub lower: Option<Lower>,
    /// Whether a tap was made for several queues (`IFF_MULTI_QUEUE`).
    pub multi_queue: bool,
    /// Whether a tap outlives its last descriptor (`TUNSETPERSIST`).
    pub persistent: bool,
    /// Whether it has the queueing discipline `noqueue`.
    pub no_queue: bool,
    /// The limits of its traffic.
    pub limits: Option<Limits>,
    /// Who has descriptors for it, and how many.
    pub holders: BTreeMap<Holder, u32>,
}

/// The device under a macvtap or macvlan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lower {
    /// Its name.
    pub name: IfName,
    /// How the upper device reaches the others on it.
    pub mode: MacvtapMode,
}

/// Limits that `tc` set on a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Who set them.
    pub owner: Incarnation,
    /// The limits.
    pub bandwidth: Bandwidth,
    /// Whether the directions are swapped, as on a tap.
    pub swapped: bool,
}

/// A process that can have descriptors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// The daemon, for this start of a guest.
    Daemon(Incarnation),
    /// The hypervisor of this start of a guest.
    Hypervisor(Incarnation),
}

impl Holder {
    /// The start of a guest that it works for.
    pub const fn incarnation(self) -> Incarnation {
        match self {
            Self::Daemon(incarnation) | Self::Hypervisor(incarnation) => incarnation,
        }
    }
}

impl Device {
    /// A new device: down, with nothing set.
    pub(super) const fn new(name: IfName, index: u32, kind: LinkKind, owner: Option<Incarnation>) -> Self {
        Self {
            name,
            index,
            kind,
            owner,
            up: false,
            mac: None,
            mtu: 1500,
            bridge: None,
            lower: None,
            multi_queue: false,
            persistent: false,
            no_queue: false,
            limits: None,
            holders: BTreeMap::new(),
        }
    }

    /// The number of open descriptors, which on a tap is that of its queues.
    pub fn queues(&self) -> u32 {
        self.holders.values().sum()
    }

    /// Whether an incarnation created it or has descriptors for it.
    pub fn concerns(&self, incarnation: Incarnation) -> bool {
        self.owner == Some(incarnation) || self.holders.keys().any(|holder| holder.incarnation() == incarnation)
    }

    /// Gives a process more descriptors.
    pub(super) fn hold(&mut self, holder: Holder, count: u32) {
        *self.holders.entry(holder).or_insert(0) += count;
    }
}
