//! Creation of links.

use super::MacvlanMode;
use super::attribute::{IFLA_MACVLAN_MODE, VETH_INFO_PEER};
use super::request::{LinkHeader, Request};
use super::{Link, OsError, Rtnetlink};
use netlink_packet_core::{NLM_F_ACK, NLM_F_CREATE, NLM_F_ECHO, NLM_F_EXCL, NLM_F_REPLACE};

/// A request of the type `RTM_NEWLINK`. By default it creates nothing and asks for nothing.
///
/// ```no_run
/// use ifrace_allocator::linux::rtnetlink::{NewLink, Rtnetlink, payload};
///
/// let request = NewLink { name: Some(payload(b"br%d")), create: true, excl: true, echo: true, ..NewLink::of_kind(b"bridge") };
/// let link = Rtnetlink::open()?.new_link(&request)?;
/// # Ok::<(), ifrace_allocator::linux::OsError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct NewLink {
    /// The payload of the name (`IFLA_IFNAME`), which may be a template; without it the kernel names the link after its kind.
    pub name: Option<Vec<u8>>,
    /// The index; 0 leaves it to the kernel. That of an existing link makes the request change this link.
    pub index: i32,
    /// The kind, such as `bridge` (`IFLA_INFO_KIND`); nothing is sent if it is empty.
    pub kind: Vec<u8>,
    /// The mode of a `macvtap` or `macvlan`; otherwise the kernel chooses VEPA. The mode belongs to the kind: with it the request
    /// fails with `EOPNOTSUPP` if it is to change a link of another kind.
    pub mode: Option<MacvlanMode>,
    /// The hardware address (`IFLA_ADDRESS`); otherwise the kernel makes one up.
    pub address: Option<[u8; 6]>,
    /// The index of the parent (`IFLA_LINK`), which macvtap and macvlan need.
    pub link: Option<u32>,
    /// The payload of the name of the other end of a `veth` pair.
    pub peer_name: Option<Vec<u8>>,
    /// The group (`IFLA_GROUP`), by which links can be deleted together.
    pub group: Option<u32>,
    /// Create the link if it does not exist (`NLM_F_CREATE`).
    pub create: bool,
    /// Fail if it exists (`NLM_F_EXCL`). Without it the kernel changes a link of that name, whatever its kind, if the request
    /// has nothing that belongs to a kind.
    pub excl: bool,
    /// Replace the link, which no kind supports (`NLM_F_REPLACE`).
    pub replace: bool,
    /// Report the link that was created (`NLM_F_ECHO`).
    pub echo: bool,
}

impl NewLink {
    /// A request for a link of this kind, with everything else at its default.
    pub fn of_kind(kind: &[u8]) -> Self {
        Self { kind: kind.to_vec(), ..Self::default() }
    }

    fn flags(&self) -> u16 {
        [(self.create, NLM_F_CREATE), (self.excl, NLM_F_EXCL), (self.replace, NLM_F_REPLACE), (self.echo, NLM_F_ECHO)]
            .iter()
            .filter(|(set, _)| *set)
            .fold(NLM_F_ACK, |flags, (_, flag)| flags | flag)
    }

    fn request(&self) -> Request {
        let link = LinkHeader { index: self.index, ..LinkHeader::default() };
        let mut request = Request::new("RTM_NEWLINK", libc::RTM_NEWLINK, self.flags(), link)
            .optional(libc::IFLA_IFNAME, self.name.as_deref())
            .optional(libc::IFLA_ADDRESS, self.address.as_ref().map(<[u8; 6]>::as_slice))
            .optional(libc::IFLA_LINK, self.link.map(u32::to_ne_bytes).as_ref().map(<[u8; 4]>::as_slice))
            .optional(libc::IFLA_GROUP, self.group.map(u32::to_ne_bytes).as_ref().map(<[u8; 4]>::as_slice));
        if !self.kind.is_empty() {
            request = request.nested(libc::IFLA_LINKINFO, |info| self.add_data(info.attribute(libc::IFLA_INFO_KIND, &self.kind)));
        }
        request
    }

    fn add_data(&self, info: Request) -> Request {
        if let Some(peer) = &self.peer_name {
            let add_peer = |peer_info: Request| peer_info.link_header(LinkHeader::default()).attribute(libc::IFLA_IFNAME, peer);
            info.nested(libc::IFLA_INFO_DATA, |data| data.nested(VETH_INFO_PEER, add_peer))
        } else if let Some(mode) = self.mode {
            info.nested(libc::IFLA_INFO_DATA, |data| data.number(IFLA_MACVLAN_MODE, mode as u32))
        } else {
            info
        }
    }
}

impl Rtnetlink {
    /// Creates a link, or changes one, as the flags of the request have it (`rtnl_newlink()`).
    ///
    /// With [`NewLink::echo`] it returns the link that was created, with the name that a template became. `None` without it,
    /// before Linux 6.2, and when nothing was created.
    ///
    /// # Errors
    /// Whatever the kernel answers; among others `EEXIST` for a name in use, `EINVAL` for an invalid one, `ERANGE` for a payload
    /// that is too long, `EOPNOTSUPP` for an unknown kind, `ENODEV` for a link that does not exist and is not to be created.
    pub fn new_link(&mut self, new_link: &NewLink) -> Result<Option<Link>, OsError> {
        let mut created = None;
        self.exchange(new_link.request(), &mut |reply| created = Link::parse(reply))?;
        Ok(created)
    }
}
