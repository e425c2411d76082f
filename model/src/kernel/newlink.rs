//! `RTM_NEWLINK`: creating a device by netlink.

use super::device::{Device, LinkKind};
use super::veth::Pair;
use super::{Namespace, Reply};
use crate::{Errno, IfName, NAME_MAX, until_nul};

/// An `RTM_NEWLINK` request.
///
/// Names are the bytes as the caller passes them; they are sent with one NUL after them.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct NewLink {
    /// `IFLA_INFO_KIND`.
    pub kind: Vec<u8>,
    /// `IFLA_IFNAME`; `None` leaves the attribute out.
    pub name: Option<Vec<u8>>,
    /// `IFLA_IFNAME` of the other end of a veth; `None` leaves it to the kernel.
    pub peer: Option<Vec<u8>>,
    /// `IFLA_LINK`: the device below a macvlan or macvtap.
    pub link: Option<u32>,
    /// `IFLA_GROUP`.
    pub group: Option<u32>,
    /// `ifi_index`; 0 leaves the choice to the kernel.
    pub index: i32,
    /// `NLM_F_CREATE`.
    pub create: bool,
    /// `NLM_F_EXCL`.
    pub excl: bool,
    /// `NLM_F_REPLACE`.
    pub replace: bool,
}

impl NewLink {
    /// A request that creates a device and fails if the name exists.
    pub fn create(kind: &str, name: Option<&[u8]>) -> Self {
        let (kind, name) = (kind.as_bytes().to_vec(), name.map(<[u8]>::to_vec));
        Self { kind, name, create: true, excl: true, ..Self::default() }
    }
}

impl Namespace {
    /// Creates a device, or changes the one that the request names (`__rtnl_newlink()`).
    ///
    /// # Errors
    /// ERANGE for a name beyond 15 bytes; EEXIST with `excl`, EOPNOTSUPP with `replace` if the device exists; ENODEV without
    /// `create` if it does not; EOPNOTSUPP for an unknown kind; EINVAL or ENODEV for a missing or unfit device below; otherwise
    /// as a registration or a renaming.
    pub fn new_link(&mut self, request: &NewLink) -> Result<Reply, Errno> {
        let name = request.name.as_deref().map(attribute).transpose()?;
        let peer = request.peer.as_deref().map(attribute).transpose();
        if request.kind == LinkKind::Tun.id().as_bytes() {
            // The tun driver refuses every request of its kind before anything is looked up (`tun_validate()`).
            return Err(Errno::EOPNOTSUPP);
        }
        let kind = self.kind(&request.kind);
        // Only the veth driver reads, and so checks, what stands about the other end.
        let peer = if kind == Some(LinkKind::Veth) { peer? } else { None };
        match self.existing(request, name.as_ref())? {
            Some(index) => self.change(index, request, name, kind),
            None if !request.create => self.change_group(request, name.is_some()),
            None => self.create(request, name, peer, kind.ok_or(Errno::EOPNOTSUPP)?),
        }
    }

    /// The device that the request selects: by index, else by name.
    fn existing(&self, request: &NewLink, name: Option<&IfName>) -> Result<Option<u32>, Errno> {
        match u32::try_from(request.index) {
            Err(_) => Err(Errno::EINVAL),
            Ok(0) => Ok(name.and_then(|name| self.lookup_exact(name.as_bytes()))),
            Ok(index) => Ok(self.device(index).map(|_| index)),
        }
    }

    /// A request for a device that exists is a request to change it, of whatever kind it is (`rtnl_changelink()`).
    fn change(&mut self, index: u32, request: &NewLink, name: Option<IfName>, kind: Option<LinkKind>) -> Result<Reply, Errno> {
        if request.excl {
            return Err(Errno::EEXIST);
        }
        // No driver of ours takes part in a change: the veth one, the only one with data here, has no such operation.
        if request.replace || (kind == Some(LinkKind::Veth) && request.peer.is_some()) {
            return Err(Errno::EOPNOTSUPP);
        }
        // The group comes before the name (`do_setlink()`), and stays set if the renaming fails.
        if let (Some(group), Some(device)) = (request.group, self.device_mut(index)) {
            device.group = group;
        }
        if let Some(name) = name.filter(|name| request.index > 0 && !name.is_empty()) {
            self.change_name(index, name.as_bytes())?;
        }
        self.reply(index)
    }

    /// A request that selects no device and may create none is for all devices of a group, if it gives one.
    fn change_group(&self, request: &NewLink, named: bool) -> Result<Reply, Errno> {
        if named || request.index > 0 || request.group.is_none() { Err(Errno::ENODEV) } else { Ok(Reply::Done) }
    }

    fn create(&mut self, request: &NewLink, name: Option<IfName>, peer: Option<IfName>, kind: LinkKind) -> Result<Reply, Errno> {
        let mut device = Device::new(IfName::default(), kind);
        device.group = request.group.unwrap_or(0);
        if kind.has_parent() {
            device.related = Some(self.parent(request.link)?);
            device.mtu = device.related.and_then(|parent| self.device(parent)).map_or(device.mtu, |parent| parent.mtu);
            device.ipv6 = super::mtu::allows_ipv6(device.mtu);
        }
        let default = format!("{}%d", kind.id());
        let wanted = name.as_ref().map_or(default.as_bytes(), IfName::as_bytes);
        let index = u32::try_from(request.index).ok().filter(|&index| index > 0);
        let index = match kind {
            LinkKind::Veth => self.register_pair(Pair { wanted, peer, explicit_peer: request.peer.is_some(), index, device })?,
            _ => self.register(wanted, index, device)?,
        };
        self.reply(index)
    }

    /// The device that frames of a macvlan or macvtap really leave by; below another macvlan, that is the one further down.
    fn parent(&self, link: Option<u32>) -> Result<u32, Errno> {
        let link = link.ok_or(Errno::EINVAL)?;
        let device = self.device(link).ok_or(Errno::ENODEV)?;
        if !device.carries_ethernet() {
            return Err(Errno::EINVAL);
        }
        Ok(if device.kind.has_parent() { device.related.unwrap_or(link) } else { link })
    }
}

/// A name in an attribute: all bytes before the one NUL that ends it are counted, but the name is what a C string sees.
pub(super) fn attribute(bytes: &[u8]) -> Result<IfName, Errno> {
    if bytes.len() > NAME_MAX { Err(Errno::ERANGE) } else { Ok(IfName::cut(until_nul(bytes))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Link, Rules};

    fn host() -> Namespace {
        let mut host = Namespace::new(Rules::Trust);
        host.new_link(&NewLink::create("bridge", Some(b"br0"))).unwrap();
        host
    }

    fn link(name: &str, index: u32) -> Result<Reply, Errno> {
        Ok(Reply::Link(Link { name: IfName::cut(name.as_bytes()), index }))
    }

    #[test]
    fn without_excl_any_kind_changes_the_existing_device() {
        let mut host = host();
        let macvtap = NewLink { excl: false, ..NewLink::create("macvtap", Some(b"br0")) };
        assert_eq!(host.new_link(&macvtap), link("br0", 2));
        assert_eq!(host.device(2).unwrap().kind, LinkKind::Bridge);
        assert_eq!(host.new_link(&NewLink { replace: true, ..macvtap.clone() }), Err(Errno::EOPNOTSUPP));
        assert_eq!(host.new_link(&NewLink { excl: true, ..macvtap }), Err(Errno::EEXIST));
    }

    #[test]
    fn an_index_selects_and_the_name_then_renames() {
        let mut host = host();
        let by_index = NewLink { index: 2, excl: false, ..NewLink::create("bridge", Some(b"x%d")) };
        assert_eq!(host.new_link(&by_index), link("x0", 2));
        assert_eq!(host.new_link(&NewLink { index: 9, ..by_index.clone() }), link("x1", 9));
        assert_eq!(host.new_link(&NewLink { index: -1, ..by_index }), Err(Errno::EINVAL));
        assert_eq!(host.new_link(&NewLink::create("bridge", None)), link("bridge0", 3), "9 did not move the counter");
    }

    #[test]
    fn the_group_is_set_even_if_the_renaming_fails() {
        let mut host = host();
        let request = NewLink { index: 2, group: Some(7), excl: false, ..NewLink::create("bridge", Some(b"lo")) };
        assert_eq!(host.new_link(&request), Err(Errno::EEXIST));
        assert_eq!(host.device(2).unwrap().group, 7);
    }

    #[test]
    fn the_order_of_the_checks() {
        let mut host = host();
        assert_eq!(host.new_link(&NewLink::create("nosuch", Some(b"a b"))), Err(Errno::EOPNOTSUPP));
        assert_eq!(host.new_link(&NewLink::create("macvtap", Some(b"a b"))), Err(Errno::EINVAL));
        let above = |link| NewLink { link: Some(link), ..NewLink::create("macvtap", Some(b"m0")) };
        assert_eq!(host.new_link(&above(77)), Err(Errno::ENODEV));
        assert_eq!(host.new_link(&above(1)), Err(Errno::EINVAL), "not on the loopback");
        assert_eq!(host.new_link(&above(2)), link("m0", 3));
        assert_eq!(host.new_link(&NewLink { create: false, ..above(2) }), Err(Errno::EEXIST));
        let absent = NewLink { create: false, excl: false, ..NewLink::create("bridge", Some(b"absent")) };
        assert_eq!(host.new_link(&absent), Err(Errno::ENODEV));
        assert_eq!(host.new_link(&NewLink::create("bridge", Some(b"sixteen-bytes-xx"))), Err(Errno::ERANGE));
    }

    #[test]
    fn sysctl_folders_take_an_index_but_make_no_device() {
        let mut host = host();
        assert_eq!(host.new_link(&NewLink::create("bridge", Some(b"all"))), Err(Errno::EINVAL));
        assert_eq!(host.new_link(&NewLink::create("bridge", Some(b"br1"))), link("br1", 4));
    }
}
