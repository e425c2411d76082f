//! Changes of a link that is named by its index.

use super::request::{LinkHeader, Request};
use super::{OsError, Rtnetlink};
use netlink_packet_core::NLM_F_ACK;
use std::os::fd::{AsRawFd, BorrowedFd};

impl Rtnetlink {
    /// Renames a link (`do_setlink()`). The payload may be a template; its result is not reported.
    ///
    /// # Errors
    /// `ENODEV` for no such link, `EINVAL` for an invalid name, `EEXIST` for one in use, `ERANGE` for a payload that is too long.
    /// An empty name succeeds and changes nothing.
    pub fn rename(&mut self, index: u32, payload: &[u8]) -> Result<(), OsError> {
        self.set(LinkHeader::of(index), |request| request.attribute(libc::IFLA_IFNAME, payload))
    }

    /// Sets the largest packet. Below 1280 the link loses its state of IPv6.
    ///
    /// # Errors
    /// `ENODEV` for no such link, `EINVAL` beyond the limits of its kind.
    pub fn set_mtu(&mut self, index: u32, mtu: u32) -> Result<(), OsError> {
        self.set(LinkHeader::of(index), |request| request.number(libc::IFLA_MTU, mtu))
    }

    /// Puts a link into a group.
    ///
    /// # Errors
    /// `ENODEV` for no such link.
    pub fn set_group(&mut self, index: u32, group: u32) -> Result<(), OsError> {
        self.set(LinkHeader::of(index), |request| request.number(libc::IFLA_GROUP, group))
    }

    /// Sets a link up or down.
    ///
    /// # Errors
    /// `ENODEV` for no such link, and what its driver answers.
    pub fn set_up(&mut self, index: u32, up: bool) -> Result<(), OsError> {
        let change = libc::IFF_UP as u32;
        self.set(LinkHeader { flags: if up { change } else { 0 }, change, ..LinkHeader::of(index) }, |request| request)
    }

    /// Sets the hardware address.
    ///
    /// # Errors
    /// `ENODEV` for no such link, and what its driver answers, such as `EADDRNOTAVAIL` for a multicast address.
    pub fn set_address(&mut self, index: u32, address: [u8; 6]) -> Result<(), OsError> {
        self.set(LinkHeader::of(index), |request| request.attribute(libc::IFLA_ADDRESS, &address))
    }

    /// Puts a link into a bridge, out of any other (`do_set_master()`).
    ///
    /// # Errors
    /// `ENODEV` for no such link, `EINVAL` for no such bridge, `EOPNOTSUPP` for one that takes no links.
    pub fn set_master(&mut self, index: u32, master: u32) -> Result<(), OsError> {
        self.set(LinkHeader::of(index), |request| request.number(libc::IFLA_MASTER, master))
    }

    /// Moves a link into the network namespace that this descriptor is of, such as one of `/proc/self/ns/net`. It keeps its
    /// alternative names, and its index if nobody has it there (`__dev_change_net_namespace()`).
    ///
    /// # Errors
    /// `ENODEV` for no such link, `EINVAL` for another descriptor and for a link that stays where it is, such as `lo`, `EEXIST` if a
    /// name of it is in use there.
    pub fn set_netns(&mut self, index: u32, netns: BorrowedFd<'_>) -> Result<(), OsError> {
        let netns = netns.as_raw_fd().cast_unsigned();
        self.set(LinkHeader::of(index), |request| request.number(libc::IFLA_NET_NS_FD, netns))
    }

    fn set(&mut self, link: LinkHeader, fill: impl FnOnce(Request) -> Request) -> Result<(), OsError> {
        let request = fill(Request::new("RTM_SETLINK", libc::RTM_SETLINK, NLM_F_ACK, link));
        self.exchange(request, &mut |_| ()).map(drop)
    }
}
