//! The interfaces and the furniture of the scenes.

use ifrace_allocator::IfName;
use ifrace_allocator::host::{Actual, Failure, Network};
use ifrace_allocator::interface::{
    Bandwidth, Filter, Interface, InterfaceType, MacvtapMode, Rate, Source, VirtualPort, VirtualPortKind,
};

/// The network whose interfaces are macvtaps.
pub(super) const NETWORK: &str = "lan";

/// A name that is known to fit.
pub(super) fn name(text: &str) -> IfName {
    IfName::new(text).unwrap_or_else(|| unreachable!("{text} has 1 to 15 bytes"))
}

/// The network that hands out macvtaps on a device.
pub(super) fn macvtap_network(name: &str, lower: IfName) -> Network {
    Network { name: name.to_owned(), actual: Actual::Direct { lower, mode: MacvtapMode::Bridge }, limited: false }
}

/// A tap in a bridge.
pub(super) fn bridged(bridge: &str) -> Interface {
    Interface::new(InterfaceType::Bridge, Source::Bridge(bridge.to_owned()))
}

/// A tap in a bridge of Open vSwitch.
pub(super) fn switched(bridge: &str) -> Interface {
    let virtual_port = Some(VirtualPort { kind: Some(VirtualPortKind::OpenVswitch), parameters: Vec::new() });
    Interface { virtual_port, ..bridged(bridge) }
}

/// A macvtap.
pub(super) fn direct(lower: &str) -> Interface {
    let source = Source::Direct { lower: lower.to_owned(), mode: MacvtapMode::Bridge };
    Interface::new(InterfaceType::Direct, source)
}

/// A tap that is connected to nothing.
pub(super) fn ethernet() -> Interface {
    Interface::new(InterfaceType::Ethernet, Source::Other)
}

/// A limit of 1000 KiB/s in both directions.
pub(super) fn limits() -> Option<Bandwidth> {
    let rate = Some(Rate { average: 1000, ..Rate::default() });
    Some(Bandwidth { inbound: rate, outbound: rate })
}

/// The filter that drops frames with another guest's address.
pub(super) fn filter() -> Option<Filter> {
    Some(Filter { name: "no-mac-spoofing".to_owned(), parameters: Vec::new() })
}

/// The failure that a case makes on purpose.
pub(super) fn out_of_memory() -> Failure {
    Failure::other("cannot allocate memory")
}
