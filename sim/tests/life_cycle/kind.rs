//! The kinds of interfaces that guests are given.

use crate::world::{OWN_MACVTAP, OWN_TAP};
use ifrace_allocator::IfName;
use ifrace_allocator::interface::{Bandwidth, Filter, Interface, InterfaceType, MacvtapMode, Rate, Source};
use ifrace_allocator::interface::{VirtualPort, VirtualPortKind};

/// A kind of interface: what the document says, and what the network makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    NetworkBridge,
    NetworkMacvtap,
    NetworkOvs,
    Bridge,
    Ovs,
    Direct,
    Passthrough,
    Ethernet,
    UnmanagedTap,
    UnmanagedMacvtap,
    NoDevice(InterfaceType),
}

impl Kind {
    /// Every kind that has a device.
    pub(crate) const WITH_DEVICE: [Self; 10] = [
        Self::NetworkBridge,
        Self::NetworkMacvtap,
        Self::NetworkOvs,
        Self::Bridge,
        Self::Ovs,
        Self::Direct,
        Self::Passthrough,
        Self::Ethernet,
        Self::UnmanagedTap,
        Self::UnmanagedMacvtap,
    ];

    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let without = InterfaceType::ALL.into_iter().filter(|one| !one.has_device()).map(Self::NoDevice);
        Self::WITH_DEVICE.into_iter().chain(without)
    }

    pub(crate) const fn has_device(self) -> bool {
        !matches!(self, Self::NoDevice(_))
    }

    /// Whether its device is a macvtap that the guest's daemon makes.
    pub(crate) const fn is_macvtap(self) -> bool {
        matches!(self, Self::NetworkMacvtap | Self::Direct | Self::Passthrough)
    }

    pub(crate) const fn is_switched(self) -> bool {
        matches!(self, Self::NetworkOvs | Self::Ovs)
    }

    /// Whether the device is the user's own (`managed='no'`).
    pub(crate) const fn is_unmanaged(self) -> bool {
        matches!(self, Self::UnmanagedTap | Self::UnmanagedMacvtap)
    }

    pub(crate) const fn is_networked(self) -> bool {
        matches!(self, Self::NetworkBridge | Self::NetworkMacvtap | Self::NetworkOvs)
    }

    /// Whether libvirt takes a filter for it (9.0.0, `qemuDomainValidateActualNetDef`): on a tap, and without a virtual port.
    pub(crate) const fn takes_filter(self) -> bool {
        matches!(self, Self::NetworkBridge | Self::Bridge | Self::Ethernet | Self::UnmanagedTap | Self::UnmanagedMacvtap)
    }

    const fn takes_scripts(self) -> bool {
        matches!(self, Self::Ethernet | Self::UnmanagedTap | Self::UnmanagedMacvtap)
    }

    /// The bare interface.
    fn bare(self) -> Interface {
        let network =
            |name: &str| Interface::new(InterfaceType::Network, Source::Network { name: name.to_owned(), portgroup: None });
        let direct = |lower: &str, mode| Interface::new(InterfaceType::Direct, Source::Direct { lower: lower.to_owned(), mode });
        let mut interface = match self {
            Self::NetworkBridge => network("bridged"),
            Self::NetworkMacvtap => network("direct"),
            Self::NetworkOvs => network("switched"),
            Self::Bridge => Interface::new(InterfaceType::Bridge, Source::Bridge("br0".to_owned())),
            Self::Ovs => Interface::new(InterfaceType::Bridge, Source::Bridge("ovsbr0".to_owned())),
            Self::Direct => direct("eth0", MacvtapMode::Bridge),
            Self::Passthrough => direct("eth1", MacvtapMode::Passthrough),
            Self::Ethernet | Self::UnmanagedTap | Self::UnmanagedMacvtap => {
                Interface::new(InterfaceType::Ethernet, Source::Other)
            }
            Self::NoDevice(one) => Interface::new(one, Source::Other),
        };
        if self == Self::Ovs {
            interface.virtual_port = Some(switch_port());
        }
        if self.is_unmanaged() {
            interface.managed = Some(false);
            interface.target = IfName::new(if self == Self::UnmanagedTap { OWN_TAP } else { OWN_MACVTAP });
        }
        interface
    }

    /// With everything that this kind takes.
    fn full(self) -> Interface {
        let mut interface = self.bare();
        let rate = |average| Rate { average, peak: Some(2 * average), ..Rate::default() };
        let floor = (self == Self::NetworkBridge).then_some(10);
        interface.bandwidth = Some(Bandwidth { inbound: Some(Rate { floor, ..rate(100) }), outbound: Some(rate(200)) });
        interface.filter = self.takes_filter().then(|| Filter { name: "clean-traffic".to_owned(), parameters: Vec::new() });
        interface.mtu = Some(1400);
        interface.queues = (!self.is_unmanaged()).then_some(2);
        if self.takes_scripts() {
            (interface.script, interface.downscript) = (Some("/etc/up".to_owned()), Some("/etc/down".to_owned()));
        }
        interface
    }
}

fn switch_port() -> VirtualPort {
    let parameters = vec![("interfaceid".to_owned(), "09b11c53-8b5c-4eeb-8f00-d84eaa0aaa4f".to_owned())];
    VirtualPort { kind: Some(VirtualPortKind::OpenVswitch), parameters }
}

/// One interface of a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spec {
    pub(crate) kind: Kind,
    /// The name that the user gives it.
    pub(crate) named: Option<&'static str>,
    /// Whether it has a filter, limits, scripts, queues and a size of packets, where the kind takes them.
    pub(crate) full: bool,
}

impl Spec {
    pub(crate) const fn new(kind: Kind, named: Option<&'static str>, full: bool) -> Self {
        Self { kind, named, full }
    }

    /// Whether the daemon knows the name of the device before it has made the device.
    pub(crate) const fn is_named(self) -> bool {
        self.named.is_some() || self.kind.is_unmanaged()
    }

    pub(crate) fn interface(self) -> Interface {
        let mut interface = if self.full { self.kind.full() } else { self.kind.bare() };
        interface.target = interface.target.or_else(|| self.named.and_then(IfName::new));
        interface
    }
}
