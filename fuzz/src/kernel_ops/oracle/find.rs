//! Walks over the lists, and what callers see of them.

use super::{Answer, Device, World, c_string, in_attribute, in_ifreq};
use ifrace_model::Errno;
use ifrace_model::kernel::Via;

impl World {
    pub(in super::super) fn rules(&self) -> &'static str {
        self.rules.id()
    }

    pub(in super::super) fn devices(&self) -> &[Device] {
        &self.devices
    }

    pub(in super::super) fn device(&self, index: u32) -> Option<&Device> {
        self.devices.iter().find(|device| device.index == index)
    }

    pub(super) fn device_mut(&mut self, index: u32) -> Option<&mut Device> {
        self.devices.iter_mut().find(|device| device.index == index)
    }

    /// Every name, primary or alternative, the oldest first.
    pub(in super::super) fn names(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        self.names.iter().map(|name| name.text.as_slice())
    }

    pub(in super::super) fn primary_name(&self, index: u32) -> Option<&[u8]> {
        self.names.iter().find(|name| name.device == index && name.is_primary).map(|name| name.text.as_slice())
    }

    /// The alternative names of a device, the oldest first.
    pub(in super::super) fn altnames(&self, index: u32) -> impl Iterator<Item = &[u8]> {
        self.names.iter().filter(move |name| name.device == index && !name.is_primary).map(|name| name.text.as_slice())
    }

    /// The devices that answer to a name, the newest holder first.
    pub(in super::super) fn holders(&self, text: &[u8]) -> impl Iterator<Item = u32> {
        self.names.iter().rev().filter(move |name| name.text == text).map(|name| name.device)
    }

    /// The device that answers to a name: a new name goes to the head of its hash chain (`netdev_name_node_lookup()`).
    pub(super) fn answering(&self, text: &[u8]) -> Option<u32> {
        self.holders(text).next()
    }

    /// The device whose primary name this is; sysfs has one folder for each.
    pub(super) fn called(&self, text: &[u8]) -> Option<u32> {
        self.names.iter().find(|name| name.is_primary && name.text == text).map(|name| name.device)
    }

    /// `SIOCGIFINDEX` (`dev_ioctl()` drops what follows a colon), `RTM_GETLINK` (`rtnl_dev_get()`), or the folders of sysfs.
    pub(super) fn look_up(&self, name: &[u8], via: Via) -> Answer {
        let found = match via {
            Via::Ioctl => {
                let name = in_ifreq(name);
                let colon = name.iter().position(|&byte| byte == b':').unwrap_or(name.len());
                self.answering(&name[..colon])
            }
            Via::GetLink => self.answering(in_attribute(name)?),
            Via::GetLinkAlt if name.len() > 127 => return Err(Errno::ERANGE),
            Via::GetLinkAlt => self.answering(c_string(name)),
            Via::Sysfs => self.called(name),
        };
        found.map(Some).ok_or(Errno::ENODEV)
    }
}
