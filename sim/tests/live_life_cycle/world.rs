//! What is there before the guest, on both hosts.

use crate::card::Card;
use ifrace_allocator::IfName;
use ifrace_allocator::host::{Host, HostOp, Incarnation, LinkKind};
use ifrace_allocator::linux::host::{Config, LinuxHost, PrivateOpenVswitch};
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::linux::rtnetlink::{NewLink, Rtnetlink, payload};
use ifrace_allocator::linux::tun::{TunDevice, TunFlags};
use ifrace_allocator::memory::MemoryHost;

pub(crate) const OWN_TAP: &str = "own-tap";
/// The device under macvtaps.
pub(crate) const LOWER: &str = "eth0";

pub(crate) fn name(text: &str) -> IfName {
    IfName::new(text).unwrap()
}

pub(crate) fn in_memory() -> MemoryHost {
    let mut host = MemoryHost::new()
        .with_device(name(LOWER), LinkKind::Other)
        .with_device(name("br0"), LinkKind::Bridge)
        .with_ovs_bridge(name("ovsbr0"));
    host.add_persistent_tap(name(OWN_TAP)).unwrap();
    host
}

/// A real host in a namespace of its own.
pub(crate) struct Real {
    pub(crate) host: LinuxHost,
    _switch: Option<PrivateOpenVswitch>,
    _netns: PrivateNetns,
}

impl Real {
    /// With the same devices; with a switch only for an interface that is connected to one.
    pub(crate) fn new(card: Card) -> Self {
        let netns = PrivateNetns::enter().expect("a private network namespace is needed (root)");
        let mut rtnetlink = Rtnetlink::open().unwrap();
        let link = |kind: &[u8], name: &str| NewLink {
            name: Some(payload(name.as_bytes())),
            create: true,
            excl: true,
            ..NewLink::of_kind(kind)
        };
        rtnetlink.new_link(&NewLink { peer_name: Some(payload(b"far0")), ..link(b"veth", LOWER) }).unwrap();
        rtnetlink.new_link(&link(b"bridge", "br0")).unwrap();
        let mut tap = TunDevice::open().unwrap();
        tap.set_iff(OWN_TAP.as_bytes(), TunFlags::TAP | TunFlags::NO_PI | TunFlags::EXCLUSIVE).unwrap();
        tap.set_persist(true).unwrap();
        let mut switch = (card == Card::OpenVswitch).then(|| PrivateOpenVswitch::start().unwrap());
        if let Some(switch) = &mut switch {
            switch.add_bridge(name("ovsbr0")).unwrap();
        }
        let open_vswitch = switch.as_ref().map(PrivateOpenVswitch::socket);
        let config = Config { open_vswitch, without_missing_traffic_control: true, ..Config::default() };
        let mut host = LinuxHost::in_private(&netns, config).unwrap();
        for device in [LOWER, "far0", "br0"] {
            host.perform(Incarnation::new(u16::MAX, 0), &HostOp::SetUp { name: name(device), up: true }).unwrap();
        }
        Self { host, _switch: switch, _netns: netns }
    }
}
