//! The MTU, on which the state of IPv6 hangs, and on that whether a device may be called `all`.

use super::{Answer, World, is_sysctl_folder};
use ifrace_model::Errno;
use ifrace_model::kernel::LinkKind;

impl World {
    /// `dev_set_mtu()`: a macvlan stays at or below the device under it (`macvlan_change_mtu()`), and follows it down
    /// (`macvlan_device_event()`).
    pub(super) fn set_mtu(&mut self, index: u32, mtu: u32) -> Answer {
        let below = self.device(index).ok_or(Errno::ENODEV)?.below.and_then(|below| self.device(below));
        if !(68..=1500).contains(&mtu) || below.is_some_and(|below| below.mtu < mtu) {
            return Err(Errno::EINVAL);
        }
        let on_top: Vec<u32> =
            self.devices.iter().filter(|other| other.below == Some(index) && other.mtu > mtu).map(|other| other.index).collect();
        self.change_mtu(index, mtu);
        on_top.into_iter().for_each(|other| self.change_mtu(other, mtu));
        Ok(None)
    }

    /// IPv6 leaves a device below 1280 bytes, and comes back above unless the name is that of a sysctl folder
    /// (`addrconf_notify()`, `NETDEV_CHANGEMTU`); it does not look at the loopback.
    fn change_mtu(&mut self, index: u32, mtu: u32) {
        let folder = self.primary_name(index).is_some_and(is_sysctl_folder);
        let Some(device) = self.device_mut(index) else { return };
        if device.kind != LinkKind::Loopback && device.mtu != mtu {
            device.ipv6 = mtu >= 1280 && (device.ipv6 || !folder);
        }
        device.mtu = mtu;
    }
}
