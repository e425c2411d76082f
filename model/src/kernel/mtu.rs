//! The MTU, which decides whether a device has IPv6 state, and so whether it may be called `all`.

use super::namespace::is_sysctl_directory;
use super::{Namespace, Reply};
use crate::Errno;
use crate::kernel::LinkKind;

/// Smallest MTU that every kind takes, in bytes.
pub const MTU_MIN: u32 = 68;

/// Largest MTU that every kind takes, in bytes.
pub const MTU_MAX: u32 = 1500;

/// Whether a device with this MTU in bytes can have IPv6 state (`IPV6_MIN_MTU`).
pub(super) fn allows_ipv6(mtu: u32) -> bool {
    mtu >= 1280
}

impl Namespace {
    /// Sets the MTU, in bytes. The macvlans and macvtaps on top follow when they would be larger than the device below.
    ///
    /// # Errors
    /// ENODEV without such a device; EINVAL outside of [`MTU_MIN`] to [`MTU_MAX`], or above the MTU of the device below.
    pub fn set_mtu(&mut self, index: u32, mtu: u32) -> Result<Reply, Errno> {
        let device = self.device(index).ok_or(Errno::ENODEV)?;
        let below = device.related.filter(|_| device.kind.has_parent()).and_then(|below| self.device(below));
        if !(MTU_MIN..=MTU_MAX).contains(&mtu) || below.is_some_and(|below| mtu > below.mtu) {
            return Err(Errno::EINVAL);
        }
        self.change_mtu(index, mtu);
        for index in self.on_top(index).to_vec() {
            if self.device(index).is_some_and(|device| device.mtu > mtu) {
                self.change_mtu(index, mtu);
            }
        }
        Ok(Reply::Done)
    }

    fn change_mtu(&mut self, index: u32, mtu: u32) {
        let Some(device) = self.device_mut(index) else { return };
        if device.mtu != mtu && device.kind != LinkKind::Loopback {
            device.ipv6 = allows_ipv6(mtu) && (device.ipv6 || !is_sysctl_directory(device.name));
        }
        device.mtu = mtu;
    }
}
