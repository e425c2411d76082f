//! Devices as the kernel keeps them.

use crate::IfName;

/// What kind of device it is, as far as names depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// `lo`.
    Loopback,
    /// A tun or tap, made by `TUNSETIFF`.
    Tun,
    /// Made by `RTM_NEWLINK` with kind `bridge`.
    Bridge,
    /// Kind `dummy`.
    Dummy,
    /// Kind `ifb`.
    Ifb,
    /// Kind `veth`: one end of a pair.
    Veth,
    /// Kind `macvlan`, on top of another device.
    Macvlan,
    /// Kind `macvtap`, on top of another device.
    Macvtap,
}

impl LinkKind {
    /// The kinds that `RTM_NEWLINK` creates here.
    pub const CREATABLE: [Self; 6] = [Self::Bridge, Self::Dummy, Self::Ifb, Self::Veth, Self::Macvlan, Self::Macvtap];

    /// The kind as `IFLA_INFO_KIND` spells it; a device without a name is called after it (`bridge%d`).
    pub const fn id(self) -> &'static str {
        match self {
            Self::Loopback => "loopback",
            Self::Tun => "tun",
            Self::Bridge => "bridge",
            Self::Dummy => "dummy",
            Self::Ifb => "ifb",
            Self::Veth => "veth",
            Self::Macvlan => "macvlan",
            Self::Macvtap => "macvtap",
        }
    }

    /// Whether it sits on top of another device and dies with it.
    pub const fn has_parent(self) -> bool {
        matches!(self, Self::Macvlan | Self::Macvtap)
    }
}

/// What a tun or tap device has beyond any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Tun {
    /// Made with `IFF_TUN`: packets without an Ethernet header. Otherwise a tap.
    pub layer3: bool,
    /// `IFF_MULTI_QUEUE`.
    pub multi_queue: bool,
    /// `TUNSETPERSIST`: it survives its last descriptor.
    pub persistent: bool,
    /// Descriptors that are attached.
    pub queues: u16,
    /// `TUNSETOWNER`.
    pub owner: Option<u32>,
    /// `TUNSETGROUP`.
    pub group: Option<u32>,
}

/// One device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// The primary name.
    pub name: IfName,
    /// Alternative names, oldest first; any bytes but NUL, 0 to 127 of them.
    pub altnames: Vec<Box<[u8]>>,
    /// The kind.
    pub kind: LinkKind,
    /// `IFLA_GROUP`; 0 unless set.
    pub group: u32,
    /// MTU in bytes.
    pub mtu: u32,
    /// Whether it has IPv6 state: it loses that when its MTU falls below 1280, and then may be renamed to `all`.
    pub ipv6: bool,
    /// The device below a macvlan or macvtap, or the other end of a veth.
    pub related: Option<u32>,
    /// Set for a tun or tap.
    pub tun: Option<Tun>,
}

impl Device {
    /// A device of this kind with the kernel's defaults.
    pub fn new(name: IfName, kind: LinkKind) -> Self {
        let mtu = if kind == LinkKind::Loopback { 65536 } else { 1500 };
        Self { name, altnames: Vec::new(), kind, group: 0, mtu, ipv6: true, related: None, tun: None }
    }

    /// Whether another device may sit on top of it: it carries Ethernet frames and is not the loopback.
    pub fn carries_ethernet(&self) -> bool {
        self.kind != LinkKind::Loopback && !self.tun.is_some_and(|tun| tun.layer3)
    }
}
