//! Everything about one name.

use super::super::op::{Index, NameId};
use super::super::owner::Owner;
use super::holders::Holders;

/// Everything about one name: the device that answers to it, and what is keyed by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Slot {
    /// The name; 0 in an empty slot.
    pub name: NameId,
    /// The device's number; 0 if no device answers to the name. The fields up to `holders` are then zero, too, except for
    /// [`Slot::RULES`].
    pub index: Index,
    /// [`Slot::MACVTAP`] and the like.
    pub flags: u8,
    /// The bridge that the device is in, from 1 on; 0 for none.
    pub bridge: u8,
    /// For a macvtap, the device under it, from 1 on.
    pub lower: u8,
    /// Who created the device.
    pub creator: Owner,
    /// Who set the limits of the device with `tc`.
    pub limits: Owner,
    /// Who has descriptors of the device.
    pub holders: Holders,
    /// Who made the binding of the filter.
    pub filter: Owner,
    /// For each guest and card (bit `4 * guest + card`), whether a rule lets its address pass.
    pub mac_rules: u32,
    /// The row of Open vSwitch; 0 for none. The fields up to `receiving` are then zero, too.
    pub row: Index,
    /// Its bridge, from 1 on.
    pub row_bridge: u8,
    /// Whose it is by its external ids.
    pub row_owner: Owner,
    /// The guest, from 1 on, whose limits of the sending side it refers to; 0 for none.
    pub row_sending: u8,
    /// Who set the policing of its receiving side.
    pub receiving: Owner,
    /// The guests (one bit each) with a row that limits the sending side of this name. It outlives the port.
    pub qos: u8,
}

impl Slot {
    /// The device is a macvtap (else a tap).
    pub const MACVTAP: u8 = 1;
    /// The device is up.
    pub const UP: u8 = 1 << 1;
    /// The tap outlives its last descriptor.
    pub const PERSISTENT: u8 = 1 << 2;
    /// The tap was made for several queues.
    pub const MULTI_QUEUE: u8 = 1 << 3;
    /// The device has the queueing discipline `noqueue`.
    pub const NO_QUEUE: u8 = 1 << 4;
    /// The macvtap has its lower device for itself.
    pub const PASSTHROUGH: u8 = 1 << 5;
    /// The filter has rules: a device had the name when the binding was made. It is the only one that outlives the device.
    pub const RULES: u8 = 1 << 6;

    /// Whether a device answers to the name.
    pub const fn has_device(&self) -> bool {
        self.index != 0
    }

    /// Whether the device has a property.
    pub const fn is(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// Whether there is nothing about the name.
    pub fn is_empty(&self) -> bool {
        *self == Self { name: self.name, ..Self::default() }
    }

    pub(super) const fn set(&mut self, flag: u8, on: bool) {
        if on { self.flags |= flag } else { self.flags &= !flag }
    }

    /// A device takes the name, which none has: down, with nothing set.
    pub(super) const fn add_device(&mut self, index: Index, creator: Owner, flags: u8) {
        self.index = index;
        self.creator = creator;
        self.flags |= flags;
    }

    /// The device is gone; what is keyed by its name stays.
    pub(super) fn clear_device(&mut self) {
        self.flags &= Self::RULES;
        (self.index, self.bridge, self.lower) = (0, 0, 0);
        (self.creator, self.limits) = (Owner::NOBODY, Owner::NOBODY);
        self.holders = Holders::default();
    }

    /// The row of Open vSwitch is gone; the limits of the sending side stay.
    pub(super) const fn clear_row(&mut self) {
        (self.row, self.row_bridge, self.row_sending) = (0, 0, 0);
        (self.row_owner, self.receiving) = (Owner::NOBODY, Owner::NOBODY);
    }
}
