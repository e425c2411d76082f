//! All devices of the host, by name.

use super::device::Device;
use super::errno::ENODEV;
use super::naming::name_for;
use crate::IfName;
use crate::host::{DeviceRef, Failure, Incarnation, LinkKind};
use std::collections::BTreeMap;

/// The interface index of `lo`.
pub(super) const LOOPBACK: u32 = 1;

/// The devices. A name answers to one device, an index is never given out twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Devices {
    by_name: BTreeMap<IfName, Device>,
    last_index: u32,
}

impl Devices {
    pub(super) const fn new() -> Self {
        Self { by_name: BTreeMap::new(), last_index: 0 }
    }

    pub(super) fn get(&self, name: IfName) -> Option<&Device> {
        self.by_name.get(&name)
    }

    pub(super) fn get_mut(&mut self, name: IfName) -> Option<&mut Device> {
        self.by_name.get_mut(&name)
    }

    /// The device of a name.
    ///
    /// # Errors
    /// `ENODEV` if there is none.
    pub(super) fn require(&mut self, name: IfName) -> Result<&mut Device, Failure> {
        self.get_mut(name).ok_or(ENODEV)
    }

    /// The name that a new device gets for a name, which is free, or a template.
    ///
    /// # Errors
    /// Those of [`name_for`].
    pub(super) fn name_for(&self, requested: IfName) -> Result<IfName, Failure> {
        name_for(requested, |name| self.by_name.contains_key(&name))
    }

    pub(super) fn with_index(&mut self, index: u32) -> Option<&mut Device> {
        self.by_name.values_mut().find(|device| device.index == index)
    }

    /// The device that a reference means.
    pub(super) fn meant(&mut self, device: DeviceRef) -> Option<&mut Device> {
        match device {
            DeviceRef::Name(name) => self.get_mut(name),
            DeviceRef::Index { index, .. } => self.with_index(index),
            DeviceRef::Address { name, mac } => self.get_mut(name).filter(|device| device.mac == Some(mac)),
        }
    }

    /// In the order of their names.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Device> {
        self.by_name.values()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Device> {
        self.by_name.values_mut()
    }

    /// Uses up an index, as a registration does.
    pub(super) const fn take_index(&mut self) -> u32 {
        self.last_index += 1;
        self.last_index
    }

    /// Registers a device of a name that is free.
    pub(super) fn add(&mut self, name: IfName, kind: LinkKind, owner: Option<Incarnation>) -> &mut Device {
        let index = self.take_index();
        self.by_name.entry(name).or_insert(Device::new(name, index, kind, owner))
    }

    /// Removes a device: its ports are in no bridge then, and what is on top of it is gone too.
    pub(super) fn remove(&mut self, name: IfName) {
        self.by_name.remove(&name);
        for port in self.iter_mut().filter(|device| device.bridge == Some(name)) {
            port.bridge = None;
        }
        let is_upper = |device: &&Device| device.lower.is_some_and(|lower| lower.name == name);
        let uppers: Vec<IfName> = self.iter().filter(is_upper).map(|device| device.name).collect();
        for upper in uppers {
            self.remove(upper);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_host::name;
    use super::Devices;
    use crate::host::LinkKind;

    #[test]
    fn an_index_is_never_given_out_twice() {
        let mut devices = Devices::new();
        let first = devices.add(name("a"), LinkKind::Other, None).index;
        devices.remove(name("a"));
        assert_eq!((first, devices.add(name("a"), LinkKind::Other, None).index), (1, 2));
    }

    #[test]
    fn ports_leave_a_bridge_that_goes() {
        let mut devices = Devices::new();
        devices.add(name("br0"), LinkKind::Bridge, None);
        devices.add(name("vnet0"), LinkKind::Tap, None).bridge = Some(name("br0"));
        devices.remove(name("br0"));
        assert_eq!(devices.get(name("vnet0")).map(|device| device.bridge), Some(None));
    }
}
