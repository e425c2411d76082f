//! The state of one network namespace.

use super::{Device, LinkKind, Rules, UsedIds};
use crate::{Errno, IfName};
use std::collections::BTreeMap;

/// A device as an answer gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The primary name.
    pub name: IfName,
    /// The index, from 1 on.
    pub index: u32,
}

/// What an operation answers when it succeeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The device that was created, attached to, renamed or found.
    Link(Link),
    /// Nothing but success.
    Done,
}

/// One network namespace.
#[derive(Clone, Debug)]
pub struct Namespace {
    rules: Rules,
    kinds: Vec<LinkKind>,
    devices: BTreeMap<u32, Device>,
    /// Who answers to a name, newest first.
    holders: BTreeMap<Box<[u8]>, Vec<u32>>,
    used: UsedIds,
    /// The devices on top of another one.
    on_top: BTreeMap<u32, Vec<u32>>,
    next_index: u32,
    /// The open descriptors of `/dev/net/tun` by the index that their device had, oldest first: whether they are still attached,
    /// or the device was deleted under them.
    pub(super) descriptors: BTreeMap<u32, Vec<bool>>,
}

pub(super) const LOOPBACK: u32 = 1;

impl Namespace {
    /// A fresh namespace: `lo` alone, with index 1.
    pub fn new(rules: Rules) -> Self {
        let mut namespace = Self {
            rules,
            kinds: LinkKind::CREATABLE.to_vec(),
            devices: BTreeMap::new(),
            holders: BTreeMap::new(),
            used: UsedIds::default(),
            on_top: BTreeMap::new(),
            next_index: LOOPBACK + 1,
            descriptors: BTreeMap::new(),
        };
        let lo = Device::new(IfName::cut(b"lo"), LinkKind::Loopback);
        namespace.add(LOOPBACK, lo);
        namespace
    }

    /// The same namespace on a kernel that was built with these kinds of `RTM_NEWLINK` only.
    #[must_use]
    pub fn with_kinds(mut self, kinds: &[LinkKind]) -> Self {
        self.kinds = kinds.to_vec();
        self
    }

    /// The rule set.
    pub fn rules(&self) -> Rules {
        self.rules
    }

    /// Every device with its index, in the order of the indexes.
    pub fn devices(&self) -> impl Iterator<Item = (u32, &Device)> {
        self.devices.iter().map(|(&index, device)| (index, device))
    }

    /// The device with this index.
    pub fn device(&self, index: u32) -> Option<&Device> {
        self.devices.get(&index)
    }

    /// Who answers to this name, primary or alternative, byte by byte; the newest of them if there are two.
    pub fn lookup_exact(&self, name: &[u8]) -> Option<u32> {
        self.holders.get(name)?.first().copied()
    }

    /// Every device that answers to this name, newest first. More than one is a duplicate name.
    pub fn holders(&self, name: &[u8]) -> &[u32] {
        self.holders.get(name).map_or(&[], Vec::as_slice)
    }

    /// Every name that some device answers to, in byte order.
    pub fn names(&self) -> impl Iterator<Item = &[u8]> {
        self.holders.keys().map(AsRef::as_ref)
    }

    /// The same names, each with every device that answers to it, newest first.
    pub fn names_with_holders(&self) -> impl Iterator<Item = (&[u8], &[u32])> {
        self.holders.iter().map(|(name, holders)| (name.as_ref(), holders.as_slice()))
    }

    /// The ids that templates find in use.
    pub fn used_ids(&self) -> &UsedIds {
        &self.used
    }

    pub(super) fn kind(&self, kind: &[u8]) -> Option<LinkKind> {
        self.kinds.iter().copied().find(|k| k.id().as_bytes() == kind)
    }

    pub(super) fn device_mut(&mut self, index: u32) -> Option<&mut Device> {
        self.devices.get_mut(&index)
    }

    pub(super) fn link(&self, index: u32) -> Result<Link, Errno> {
        let device = self.devices.get(&index).ok_or(Errno::ENODEV)?;
        Ok(Link { name: device.name, index })
    }

    pub(super) fn reply(&self, index: u32) -> Result<Reply, Errno> {
        self.link(index).map(Reply::Link)
    }

    /// Registers a new device under the name or template that it asks for (`register_netdevice()`).
    pub(super) fn register(&mut self, wanted: &[u8], index: Option<u32>, mut device: Device) -> Result<u32, Errno> {
        device.name = self.pick(wanted)?;
        let index = self.take_index(index)?;
        if self.primary_holder(device.name).is_some() {
            return Err(Errno::EEXIST);
        }
        if is_sysctl_directory(device.name) {
            return Err(Errno::EINVAL);
        }
        if let Some(below) = device.related {
            self.on_top.entry(below).or_default().push(index);
        }
        self.add(index, device);
        Ok(index)
    }

    /// The macvlans and macvtaps on top of a device, oldest first.
    pub(super) fn on_top(&self, index: u32) -> &[u32] {
        self.on_top.get(&index).map_or(&[], Vec::as_slice)
    }

    /// The device whose primary name this is; sysfs has a folder for each primary name, so there is at most one.
    pub(super) fn primary_holder(&self, name: IfName) -> Option<u32> {
        self.holders(name.as_bytes()).iter().copied().find(|index| self.devices[index].name == name)
    }

    /// Removes a device with all its names; descriptors that were attached to it stay open.
    pub(super) fn remove(&mut self, index: u32) -> Option<Device> {
        let device = self.devices.remove(&index)?;
        if let Some(others) = device.related.and_then(|below| self.on_top.get_mut(&below)) {
            others.retain(|&other| other != index);
        }
        self.on_top.remove(&index);
        for name in device.altnames.iter().map(AsRef::as_ref).chain([device.name.as_bytes()]) {
            self.remove_name(name, index);
        }
        if let Some(descriptors) = self.descriptors.get_mut(&index) {
            descriptors.fill(false);
        }
        Some(device)
    }

    /// Makes the device the newest holder of the name.
    pub(super) fn add_name(&mut self, name: &[u8], index: u32) {
        let holders = self.holders.entry(name.into()).or_default();
        if holders.is_empty() {
            self.used.insert(name);
        }
        holders.insert(0, index);
    }

    pub(super) fn remove_name(&mut self, name: &[u8], index: u32) {
        let Some(holders) = self.holders.get_mut(name) else { return };
        if let Some(at) = holders.iter().position(|&holder| holder == index) {
            holders.remove(at);
        }
        if holders.is_empty() {
            self.holders.remove(name);
            self.used.remove(name);
        }
    }

    fn add(&mut self, index: u32, device: Device) {
        self.add_name(device.name.as_bytes(), index);
        self.devices.insert(index, device);
    }

    /// The wanted index, which does not move the counter, or the next one that is free.
    fn take_index(&mut self, wanted: Option<u32>) -> Result<u32, Errno> {
        if let Some(index) = wanted {
            return if self.devices.contains_key(&index) { Err(Errno::EBUSY) } else { Ok(index) };
        }
        while self.devices.contains_key(&self.next_index) {
            self.next_index += 1;
        }
        self.next_index += 1;
        Ok(self.next_index - 1)
    }
}

/// Names that IPv4 and IPv6 keep for folders of their own below `/proc/sys/net` (`sysctl_dev_name_is_allowed()`).
pub(super) fn is_sysctl_directory(name: IfName) -> bool {
    matches!(name.as_bytes(), b"all" | b"default")
}
