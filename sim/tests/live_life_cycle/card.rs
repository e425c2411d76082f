//! The sorts of interfaces.

use crate::world::{LOWER, OWN_TAP, name};
use ifrace_allocator::interface::{Bandwidth, Filter, Interface, InterfaceType, MacvtapMode, Rate, Source};
use ifrace_allocator::interface::{VirtualPort, VirtualPortKind};

/// A sort of interface, with what it takes of filters, limits and scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Card {
    /// A tap in a bridge with a filter, limits and the rule for its address.
    Bridge,
    Macvtap,
    Passthrough,
    Ethernet,
    UnmanagedTap,
    OpenVswitch,
}

impl Card {
    pub(crate) const ALL: [Self; 6] =
        [Self::Bridge, Self::Macvtap, Self::Passthrough, Self::Ethernet, Self::UnmanagedTap, Self::OpenVswitch];

    pub(crate) fn interface(self) -> Interface {
        let direct = |mode| Interface::new(InterfaceType::Direct, Source::Direct { lower: LOWER.to_owned(), mode });
        let mut interface = match self {
            Self::Bridge => Interface::new(InterfaceType::Bridge, Source::Bridge("br0".to_owned())),
            Self::Macvtap => direct(MacvtapMode::Bridge),
            Self::Passthrough => direct(MacvtapMode::Passthrough),
            Self::Ethernet | Self::UnmanagedTap => Interface::new(InterfaceType::Ethernet, Source::Other),
            Self::OpenVswitch => Interface::new(InterfaceType::Bridge, Source::Bridge("ovsbr0".to_owned())),
        };
        match self {
            Self::Bridge => interface.filter = Some(Filter { name: "clean-traffic".to_owned(), parameters: Vec::new() }),
            Self::Macvtap | Self::Passthrough => {}
            Self::Ethernet => {
                (interface.queues, interface.mtu) = (Some(2), Some(1400));
                (interface.script, interface.downscript) = (Some("/bin/true".to_owned()), Some("/bin/true".to_owned()));
            }
            Self::UnmanagedTap => (interface.managed, interface.target) = (Some(false), Some(name(OWN_TAP))),
            Self::OpenVswitch => {
                interface.virtual_port = Some(VirtualPort { kind: Some(VirtualPortKind::OpenVswitch), parameters: Vec::new() });
            }
        }
        let rate = Rate { average: 100, peak: Some(200), ..Rate::default() };
        interface.bandwidth = Some(Bandwidth { inbound: Some(rate), outbound: Some(rate) });
        interface
    }
}
