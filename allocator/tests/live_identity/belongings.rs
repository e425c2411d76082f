//! What hangs on a device: its bridge, and its queueing disciplines.

use crate::support::{Bench, bridge, enter, run};
use ifrace_allocator::linux::identity::Removal;
use ifrace_allocator::linux::rtnetlink::QdiscParent;

/// The kinds of the queueing disciplines of a device that somebody has put there.
fn kinds(bench: &mut Bench, index: u32) -> Vec<String> {
    let all = bench.rtnetlink.qdiscs().unwrap().into_iter().filter(|qdisc| qdisc.index == index);
    let root = all.filter(|qdisc| matches!(qdisc.parent, QdiscParent::Root | QdiscParent::Ingress));
    root.map(|qdisc| String::from_utf8(qdisc.kind).unwrap()).collect()
}

#[test]
fn a_device_leaves_its_bridge_and_nothing_else() {
    let mut bench = enter();
    let br0 = bench.create(&bridge("br0")).index;
    let (_device, identity) = bench.tap("vnet0", 5);
    let (_other, other) = bench.tap("vnet1", 6);
    for index in [identity.index, other.index] {
        bench.rtnetlink.set_master(index, br0).unwrap();
    }
    assert_eq!(bench.cleanup.leave_bridge(&identity), Ok(Removal::Removed));
    let left = bench.link(identity.index);
    assert_eq!((left.master, left.altnames.len()), (None, 0), "the pin is off again");
    assert_eq!(bench.link(other.index).master, Some(br0));
    assert_eq!(bench.cleanup.leave_bridge(&identity), Ok(Removal::Gone));
}

#[test]
fn limits_are_cleared_by_index() {
    let mut bench = enter();
    let (_device, identity) = bench.tap("vnet0", 5);
    let (_other, other) = bench.tap("vnet1", 6);
    for name in ["vnet0", "vnet1"] {
        run("tc", &format!("qdisc add dev {name} root handle 1: htb"));
        run("tc", &format!("qdisc add dev {name} ingress"));
    }
    assert_eq!(kinds(&mut bench, identity.index), ["htb", "ingress"]);
    assert_eq!(bench.cleanup.clear_traffic_control(&identity), Ok(Removal::Removed));
    assert_eq!(bench.cleanup.clear_traffic_control(&identity), Ok(Removal::Gone));
    let after = kinds(&mut bench, identity.index);
    assert!(!after.contains(&"htb".to_owned()) && !after.contains(&"ingress".to_owned()), "{after:?}");
    assert_eq!(kinds(&mut bench, other.index), ["htb", "ingress"]);
}
