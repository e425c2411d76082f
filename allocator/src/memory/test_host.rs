//! The host that the tests of its parts share, and two guests on it.

use super::MemoryHost;
use crate::host::{Actual, Failure, Host, HostOp, Incarnation, LinkKind, MacvtapKind, Network, OvsAddForm, Reply};
use crate::interface::{MacvtapMode, VirtualPort};
use crate::{IfName, Mac};

pub(super) const A: Incarnation = Incarnation::new(0, 1);
pub(super) const B: Incarnation = Incarnation::new(1, 1);
pub(super) const MAC_A: Mac = Mac([0x52, 0x54, 0, 0, 0, 0x0a]);
pub(super) const MAC_B: Mac = Mac([0x52, 0x54, 0, 0, 0, 0x0b]);

pub(super) fn name(text: &str) -> IfName {
    IfName::new(text).expect("it fits")
}

/// A host with `eth0`, two bridges of each sort, and the networks `default` and `limited`.
pub(super) fn host() -> MemoryHost {
    let network = |text: &str, limited| Network { name: text.to_owned(), actual: Actual::Bridge(name("br0")), limited };
    MemoryHost::new()
        .with_device(name("eth0"), LinkKind::Other)
        .with_device(name("br0"), LinkKind::Bridge)
        .with_device(name("br1"), LinkKind::Bridge)
        .with_ovs_bridge(name("ovsbr0"))
        .with_ovs_bridge(name("ovsbr1"))
        .with_network(network("default", false))
        .with_network(network("limited", true))
}

/// Performs an operation that must succeed and has no answer.
pub(super) fn done(host: &mut MemoryHost, actor: Incarnation, op: &HostOp<'_>) {
    assert_eq!(host.perform(actor, op), Ok(Reply::Done), "{op}");
}

/// Makes a tap with one queue.
pub(super) fn create_tap(host: &mut MemoryHost, actor: Incarnation, text: &str) -> (IfName, u32) {
    device(host.perform(actor, &HostOp::CreateTap { name: name(text), queues: 1, exclusive: true }))
}

/// Makes a macvtap on `eth0`.
pub(super) fn macvtap(host: &mut MemoryHost, actor: Incarnation, text: &str) -> u32 {
    let (kind, mode) = (MacvtapKind::Macvtap, MacvtapMode::Bridge);
    let op = HostOp::CreateMacvtap { name: name(text), kind, lower: name("eth0"), mode, mac: None };
    device(host.perform(actor, &op)).1
}

fn device(answer: Result<Reply, Failure>) -> (IfName, u32) {
    match answer {
        Ok(Reply::Device { name, index }) => (name, index),
        other => panic!("no device: {other:?}"),
    }
}

/// Adds the port `vnet0` to a bridge of Open vSwitch.
pub(super) fn add_ovs_port(host: &mut MemoryHost, actor: Incarnation, bridge: &str, form: OvsAddForm) -> Result<Reply, Failure> {
    let (port, bridge) = (VirtualPort::default(), name(bridge));
    host.perform(actor, &HostOp::AddOvsPort { name: name("vnet0"), bridge, form, port: &port, mac: MAC_A })
}

/// Adds that port, which must succeed; its row.
pub(super) fn ovs_port(host: &mut MemoryHost, actor: Incarnation, bridge: &str, form: OvsAddForm) -> u128 {
    match add_ovs_port(host, actor, bridge, form) {
        Ok(Reply::OvsPort(row)) => row,
        other => panic!("no row: {other:?}"),
    }
}

/// The index of the device of a name.
pub(super) fn index_of(host: &MemoryHost, text: &str) -> Option<u32> {
    host.devices.get(name(text)).map(|device| device.index)
}
