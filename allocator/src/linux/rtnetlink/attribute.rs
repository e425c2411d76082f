//! Numbers of `linux/if_link.h` and `linux/rtnetlink.h` that the C library does not have.

/// Add alternative names (`RTM_NEWLINKPROP`).
pub(super) const RTM_NEWLINKPROP: u16 = 108;
/// Remove alternative names (`RTM_DELLINKPROP`).
pub(super) const RTM_DELLINKPROP: u16 = 109;
/// The mode of a macvlan or macvtap device, within `IFLA_INFO_DATA`.
pub(super) const IFLA_MACVLAN_MODE: u16 = 1;
/// The other end of a veth pair, within `IFLA_INFO_DATA`: a `struct ifinfomsg` and attributes.
pub(super) const VETH_INFO_PEER: u16 = 1;
/// Whether a device of `/dev/net/tun` is a tap or a tun, within `IFLA_INFO_DATA`.
pub(super) const IFLA_TUN_TYPE: u16 = 3;
