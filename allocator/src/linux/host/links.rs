//! What is done to a device of any kind.

use super::LinuxHost;
use crate::host::{DeviceRef, Failure, Found, LinkKind};
use crate::linux::rtnetlink::{Link, Selector, payload};
use crate::linux::{OsError, ioctl::InterfaceIoctl};
use crate::{IfName, Mac};

impl LinuxHost {
    /// Whether a device answers to a name (libvirt 9.0.0, `virNetDevExists`: by `ioctl(2)`).
    ///
    /// # Errors
    /// What the kernel answers but `ENODEV`.
    pub(super) fn probe(&self, name: IfName) -> Result<bool, Failure> {
        Ok(found(self.ioctl.flags_of(name.as_bytes()))?.is_some())
    }

    /// Index and kind of the device that answers to a name.
    ///
    /// # Errors
    /// What the kernel answers but `ENODEV`.
    pub(super) fn look_up(&mut self, name: IfName) -> Result<Option<Found>, Failure> {
        let link = found(self.rtnetlink.get_by_name(&payload(name.as_bytes())))?;
        Ok(link.map(|link| Found { index: link.index, kind: kind_of(&link) }))
    }

    /// # Errors
    /// `ENODEV` if there is no such device, `EOPNOTSUPP` for one that cannot be deleted.
    pub(super) fn delete_link(&mut self, link: DeviceRef) -> Result<(), Failure> {
        let selector = match link {
            DeviceRef::Name(name) => Selector::name(payload(name.as_bytes())),
            DeviceRef::Index { index, .. } => Selector::index(index),
            DeviceRef::Address { name, mac } => Selector::index(self.index_by_address(name, mac)?),
        };
        Ok(self.rtnetlink.delete(&selector)?)
    }

    /// The index of the device of a name that has this address: from then on the name says nothing.
    ///
    /// # Errors
    /// `ENODEV` if there is no such device.
    pub(super) fn index_by_address(&mut self, name: IfName, mac: Mac) -> Result<u32, Failure> {
        let link = found(self.rtnetlink.get_by_name(&payload(name.as_bytes())))?;
        // An alternative name leads to a device as well.
        let own = link.filter(|link| link.name == name.as_bytes() && link.address == mac.0);
        own.map(|link| link.index).ok_or(Failure::errno(libc::ENODEV, "ENODEV"))
    }

    /// # Errors
    /// `ENODEV` if there is no such device, and what its driver answers.
    pub(super) fn set_mac(&mut self, name: IfName, mac: Mac) -> Result<(), Failure> {
        let index = index_of(&self.ioctl, name)?;
        Ok(self.rtnetlink.set_address(index, mac.0)?)
    }

    /// # Errors
    /// `ENODEV` if there is no such device, `EINVAL` for a size beyond its limits.
    pub(super) fn set_mtu(&mut self, name: IfName, mtu: u32) -> Result<(), Failure> {
        let index = index_of(&self.ioctl, name)?;
        Ok(self.rtnetlink.set_mtu(index, mtu)?)
    }

    /// # Errors
    /// `ENODEV` if there is no such device, and what its driver answers.
    pub(super) fn set_up(&mut self, name: IfName, up: bool) -> Result<(), Failure> {
        let index = index_of(&self.ioctl, name)?;
        Ok(self.rtnetlink.set_up(index, up)?)
    }

    /// # Errors
    /// `ENODEV` if there is no such device or no such bridge, `EOPNOTSUPP` if that is no bridge.
    pub(super) fn join_bridge(&mut self, name: IfName, bridge: IfName) -> Result<(), Failure> {
        let (index, bridge) = (index_of(&self.ioctl, name)?, index_of(&self.ioctl, bridge)?);
        Ok(self.rtnetlink.set_master(index, bridge)?)
    }
}

/// What kind of device a link is.
pub(super) fn kind_of(link: &Link) -> LinkKind {
    match link.kind.as_deref() {
        Some(b"tun") if link.tap => LinkKind::Tap,
        Some(b"macvtap") => LinkKind::Macvtap,
        Some(b"macvlan") => LinkKind::Macvlan,
        Some(b"bridge") => LinkKind::Bridge,
        _ => LinkKind::Other,
    }
}

fn index_of(ioctl: &InterfaceIoctl, name: IfName) -> Result<u32, OsError> {
    ioctl.index_of(name.as_bytes())
}

/// A missing device as `None`.
fn found<T>(result: Result<T, OsError>) -> Result<Option<T>, OsError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(OsError { errno: libc::ENODEV, .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
