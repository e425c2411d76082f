//! `RTM_NEWLINK`.

use super::{Answer, Device, World, in_attribute};
use ifrace_model::Errno;
use ifrace_model::kernel::{LinkKind, NewLink};

impl World {
    /// `__rtnl_newlink()`: attributes and the driver's own checks come first, then the device that the request is for.
    pub(super) fn new_link(&mut self, request: &NewLink) -> Answer {
        let name = request.name.as_deref().map(in_attribute).transpose()?;
        // tun_validate() refuses whatever is asked for.
        if request.kind == b"tun" {
            return Err(Errno::EOPNOTSUPP);
        }
        let kind = creatable(&request.kind);
        let peer = match &request.peer {
            Some(peer) if kind == Some(LinkKind::Veth) => Some(in_attribute(peer)?),
            _ => None,
        };
        if request.index < 0 {
            return Err(Errno::EINVAL);
        }
        let index = request.index.unsigned_abs();
        let found = if index > 0 { self.device(index).map(|_| index) } else { name.and_then(|name| self.answering(name)) };
        if let Some(found) = found {
            return self.change_link(found, request, name, peer.is_some());
        }
        if !request.create {
            // Without a device, a request is for all of its group, of which there may be none (rtnl_group_changelink()).
            let for_group = index == 0 && name.is_none() && request.group.is_some();
            return if for_group { Ok(None) } else { Err(Errno::ENODEV) };
        }
        self.create_link(request, name, peer, kind.ok_or(Errno::EOPNOTSUPP)?).map(Some)
    }

    /// `rtnl_changelink()` and, in its order, `do_setlink()`: the kind does not matter, and the group is set before the name.
    fn change_link(&mut self, index: u32, request: &NewLink, name: Option<&[u8]>, has_data: bool) -> Answer {
        if request.excl {
            return Err(Errno::EEXIST);
        }
        // No driver here takes data for a change.
        if request.replace || has_data {
            return Err(Errno::EOPNOTSUPP);
        }
        if let (Some(device), Some(group)) = (self.device_mut(index), request.group) {
            device.group = group;
        }
        match name {
            Some(name) if request.index > 0 && !name.is_empty() => self.change_name(index, name)?,
            _ => {}
        }
        Ok(Some(index))
    }

    /// `rtnl_newlink_create()` and the driver's `newlink`.
    fn create_link(&mut self, request: &NewLink, name: Option<&[u8]>, peer: Option<&[u8]>, kind: LinkKind) -> Result<u32, Errno> {
        let mut device = Device { group: request.group.unwrap_or(0), ..Device::new(kind) };
        if matches!(kind, LinkKind::Macvlan | LinkKind::Macvtap) {
            self.put_on_top(&mut device, request.link)?;
        }
        let template = [&request.kind, b"%d".as_slice()].concat();
        let wanted = name.unwrap_or(&template);
        let index = Some(request.index.unsigned_abs()).filter(|&index| index > 0);
        if kind != LinkKind::Veth {
            return self.register(wanted, index, device);
        }
        // veth_newlink() registers the other end first. An end without attributes of its own takes over those of this one.
        let group = if request.peer.is_some() { 0 } else { device.group };
        let far = self.register(peer.unwrap_or(b"veth%d"), None, Device { group, ..Device::new(kind) })?;
        let near = match self.register(wanted, index, device) {
            Ok(near) => near,
            Err(errno) => {
                self.unregister(far);
                return Err(errno);
            }
        };
        for (end, other) in [(near, far), (far, near)] {
            if let Some(device) = self.device_mut(end) {
                device.peer = Some(other);
            }
        }
        Ok(near)
    }

    /// `macvlan_common_newlink()` and `macvlan_port_create()`: the device below carries Ethernet and is not the loopback; that
    /// of another macvlan stands in for it; its MTU is taken over.
    fn put_on_top(&self, device: &mut Device, link: Option<u32>) -> Result<(), Errno> {
        let mut below = self.device(link.ok_or(Errno::EINVAL)?).ok_or(Errno::ENODEV)?;
        if let Some(real) = below.below.and_then(|real| self.device(real)) {
            below = real;
        }
        if below.kind == LinkKind::Loopback || below.tun.is_some_and(|tun| tun.layer3) {
            return Err(Errno::EINVAL);
        }
        device.below = Some(below.index);
        device.mtu = below.mtu;
        device.ipv6 = below.mtu >= 1280;
        Ok(())
    }
}

/// The kind of device that this text stands for in `IFLA_INFO_KIND`.
fn creatable(kind: &[u8]) -> Option<LinkKind> {
    match kind {
        b"bridge" => Some(LinkKind::Bridge),
        b"dummy" => Some(LinkKind::Dummy),
        b"ifb" => Some(LinkKind::Ifb),
        b"veth" => Some(LinkKind::Veth),
        b"macvlan" => Some(LinkKind::Macvlan),
        b"macvtap" => Some(LinkKind::Macvtap),
        _ => None,
    }
}
