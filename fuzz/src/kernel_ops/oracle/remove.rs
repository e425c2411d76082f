//! Removing devices.

use super::{Answer, LOOPBACK, World, in_attribute};
use ifrace_model::Errno;
use ifrace_model::kernel::Selector;

impl World {
    /// `rtnl_dellink()`: an index decides before a name, and a name before a group (`rtnl_group_dellink()`, which refuses the
    /// default group, and any with a device that cannot be deleted).
    pub(super) fn delete(&mut self, selector: &Selector) -> Answer {
        let name = selector.name.as_deref().map(in_attribute).transpose()?;
        let doomed: Vec<u32> = if selector.index > 0 {
            let index = selector.index.unsigned_abs();
            self.device(index).map(|_| index).into_iter().collect()
        } else if let Some(name) = name {
            self.answering(name).into_iter().collect()
        } else if let Some(group) = selector.group {
            if group == 0 {
                return Err(Errno::EPERM);
            }
            self.devices.iter().filter(|device| device.group == group).map(|device| device.index).collect()
        } else {
            return Err(Errno::EINVAL);
        };
        if doomed.is_empty() {
            return Err(Errno::ENODEV);
        }
        if doomed.contains(&LOOPBACK) {
            return Err(Errno::EOPNOTSUPP);
        }
        doomed.into_iter().for_each(|index| self.unregister(index));
        Ok(None)
    }

    /// A device goes with its names; then what is on top of it (`macvlan_device_event()`), and the other end of a veth
    /// (`veth_dellink()`). Descriptors stay open, attached to nothing (`tun_detach_all()`).
    pub(super) fn unregister(&mut self, index: u32) {
        let Some(at) = self.devices.iter().position(|device| device.index == index) else { return };
        let device = self.devices.remove(at);
        self.names.retain(|name| name.device != index);
        self.files.iter_mut().filter(|file| file.device == index).for_each(|file| file.attached = false);
        let on_top = self.devices.iter().filter(|other| other.below == Some(index)).map(|other| other.index);
        let others: Vec<u32> = on_top.chain(device.peer).collect();
        others.into_iter().for_each(|other| self.unregister(other));
    }
}
