//! The host: devices, and names that they take.

use ifrace_allocator::linux::rtnetlink::{NewLink, Rtnetlink, Selector, payload};

/// How many alternative names a device can have: all of them are one attribute, whose length has sixteen bits.
const ALTNAMES_MAX: usize = 496;
/// The most names that are laid at once.
const NAMES_MAX: u64 = 30_000;
/// So many are laid in blocks that have less. Not many more, since each name that the host has makes a lookup slower.
const NAMES_USUAL: u64 = 2_000;
/// So many of the devices carry names: enough for all of them.
const CARRIERS: usize = 62;
/// Carriers are deleted by group, and their names with them: these few, which are enough for the usual number, and the others.
const USUAL_CARRIERS: usize = 5;
const USUAL_GROUP: u32 = 4_096;
const OTHER_GROUP: u32 = 4_097;

/// How many names a host with so many devices can take.
pub(crate) fn room(devices: u64) -> u64 {
    (devices.min(CARRIERS as u64) * ALTNAMES_MAX as u64).min(NAMES_MAX)
}

/// Names `vnetN` that are taken: blocks of them, each followed by one that is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// The number of the first name.
    pub(crate) first: u64,
    /// How many names of each block are taken.
    pub(crate) taken: u64,
    /// How many blocks there are.
    pub(crate) blocks: u64,
}

impl Field {
    /// Blocks from this number on. There is no end of them where none is taken.
    pub(crate) fn from(first: u64, taken: u64) -> Self {
        Self { first, taken, blocks: NAMES_USUAL.checked_div(taken).map_or(u64::MAX, |blocks| blocks.max(1)) }
    }

    /// The number behind so many blocks.
    pub(crate) fn behind(&self, blocks: u64) -> u64 {
        self.first + blocks * (self.taken + 1)
    }

    /// The names that are taken.
    pub(crate) fn names(&self) -> Vec<Vec<u8>> {
        let blocks = if self.taken == 0 { 0 } else { self.blocks };
        let ids = (0..blocks).flat_map(|block| (0..self.taken).map(move |name| self.behind(block) + name));
        ids.map(|id| format!("vnet{id}").into_bytes()).collect()
    }
}

/// Devices of the kind `ifb` in the network namespace of the process.
pub(crate) struct Host {
    rtnetlink: Rtnetlink,
    devices: usize,
    /// The indexes of those that carry names.
    carriers: Vec<u32>,
    laid: Option<Field>,
}

impl Host {
    /// A host without devices.
    pub(crate) fn new() -> Self {
        Self { rtnetlink: Rtnetlink::open().expect("rtnetlink"), devices: 0, carriers: Vec::new(), laid: None }
    }

    /// Adds devices until there are so many.
    pub(crate) fn grow(&mut self, devices: u64) {
        while (self.devices as u64) < devices {
            let index = self.add(self.devices);
            if self.devices < CARRIERS {
                self.carriers.push(index);
            }
            self.devices += 1;
        }
    }

    fn add(&mut self, number: usize) -> u32 {
        let group = match number {
            0..USUAL_CARRIERS => USUAL_GROUP,
            USUAL_CARRIERS..CARRIERS => OTHER_GROUP,
            _ => 0,
        };
        let name = Some(payload(format!("host{number}").as_bytes()));
        let link = NewLink { name, group: Some(group), create: true, excl: true, echo: true, ..NewLink::of_kind(b"ifb") };
        self.rtnetlink.new_link(&link).expect("the kernel has ifb devices").expect("it echoes the link").index
    }

    /// Whether exactly these names are taken.
    pub(crate) fn has(&self, field: Field) -> bool {
        self.laid == Some(field)
    }

    /// Lets exactly these names be taken.
    pub(crate) fn lay(&mut self, field: Field) {
        if self.has(field) {
            return;
        }
        self.clear();
        let payloads: Vec<Vec<u8>> = field.names().iter().map(|name| payload(name)).collect();
        for (payloads, index) in payloads.chunks(ALTNAMES_MAX).zip(self.carriers.clone()) {
            self.rtnetlink.altnames_add(index, payloads).expect("the names are free");
        }
        self.laid = Some(field);
    }

    /// All devices by index, with all their names.
    pub(crate) fn names(&mut self) -> Vec<(u32, Vec<Vec<u8>>)> {
        let links = self.rtnetlink.dump().expect("links can be listed");
        links.into_iter().map(|link| (link.index, [vec![link.name], link.altnames].concat())).collect()
    }

    /// Puts fresh devices into the place of those that carry names.
    fn clear(&mut self) {
        let used = self.laid.take().map_or(0, |field| field.names().len().div_ceil(ALTNAMES_MAX));
        for (group, numbers) in [(USUAL_GROUP, 0..USUAL_CARRIERS), (OTHER_GROUP, USUAL_CARRIERS..self.carriers.len())] {
            if used > numbers.start {
                self.rtnetlink.delete(&Selector::group(group)).expect("carriers can be deleted");
                numbers.for_each(|number| self.carriers[number] = self.add(number));
            }
        }
    }
}
