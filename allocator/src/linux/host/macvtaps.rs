//! Macvtaps and macvlans.

use super::{LinuxHost, device_node};
use crate::host::{Failure, Incarnation, MacvtapKind, Reply};
use crate::interface::MacvtapMode;
use crate::linux::rtnetlink::{MacvlanMode, NewLink, payload};
use crate::{IfName, Mac};

/// A device on top of another, to be made.
#[derive(Clone, Copy)]
pub(super) struct NewMacvtap {
    pub(super) name: IfName,
    pub(super) kind: MacvtapKind,
    pub(super) lower: IfName,
    pub(super) mode: MacvtapMode,
    pub(super) mac: Option<Mac>,
}

impl LinuxHost {
    /// Creates it, down (libvirt 9.0.0, `virNetDevMacVLanCreate`).
    ///
    /// # Errors
    /// `ENODEV` if there is no such device to be under it; `EEXIST` if the name is in use; `EINVAL` for an invalid name; `EBUSY`
    /// if the device under it cannot have one more.
    pub(super) fn create_macvtap(&mut self, wanted: NewMacvtap) -> Result<Reply, Failure> {
        let name = payload(wanted.name.as_bytes());
        let request = NewLink {
            name: Some(name.clone()),
            link: Some(self.ioctl.index_of(wanted.lower.as_bytes())?),
            mode: Some(mode_of(wanted.mode)),
            address: wanted.mac.map(|mac| mac.0),
            create: true,
            excl: true,
            echo: true,
            ..NewLink::of_kind(wanted.kind.to_string().as_bytes())
        };
        let created = match self.rtnetlink.new_link(&request)? {
            Some(created) => created,
            // Linux before 6.2 does not tell.
            None => self.rtnetlink.get_by_name(&name)?,
        };
        let name = IfName::new(&created.name).ok_or(Failure::errno(libc::EINVAL, "EINVAL"))?;
        Ok(Reply::Device { name, index: created.index })
    }

    /// Opens the character device of a macvtap, which is found by the index.
    ///
    /// # Errors
    /// `ENOENT` if there is no such macvtap; else those of `open(2)`.
    pub(super) fn open_macvtap(&mut self, actor: Incarnation, name: IfName, index: u32) -> Result<(), Failure> {
        let descriptor = device_node::open(index)?;
        self.devices.hold(actor, name, vec![descriptor]);
        Ok(())
    }
}

const fn mode_of(mode: MacvtapMode) -> MacvlanMode {
    match mode {
        MacvtapMode::Vepa => MacvlanMode::Vepa,
        MacvtapMode::Bridge => MacvlanMode::Bridge,
        MacvtapMode::Private => MacvlanMode::Private,
        MacvtapMode::Passthrough => MacvlanMode::Passthru,
    }
}
