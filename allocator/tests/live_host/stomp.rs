//! The stomp, on real devices: guest A is gone, B has a device of the same name, and only then does A clean up. By identity it
//! finds nothing; by name it destroys what is B's.

use crate::open_vswitch::{add, host_with_switch, row};
use crate::support::{A, B, MAC_A, MAC_B, TestHost, filter, host, inbound, name, output};
use ifrace_allocator::host::{DeviceRef, ExistingFilter, FilterDriver, HostOp, Incarnation, Key, MacvtapKind, OvsAddForm, Reply};
use ifrace_allocator::interface::{Filter, MacvtapMode, VirtualPort};

/// A's tap dies, and B gets the name; the index that A knew.
fn reuse(test: &mut TestHost) -> u32 {
    let (_, of_a) = test.tap(A, "vnet%d");
    test.done(A, HostOp::Spawn);
    test.host.hypervisor_dies(A).unwrap();
    let (of_b, _) = test.tap(B, "vnet%d");
    assert_eq!(of_b, name("vnet0"));
    of_a
}

#[test]
fn traffic_control() {
    let mut test = host();
    let index = reuse(&mut test);
    test.done(B, HostOp::SetBandwidth { name: name("vnet0"), bandwidth: inbound(1000), swapped: true });
    test.done(A, HostOp::ClearBandwidth { device: DeviceRef::Index { index, name: name("vnet0") } });
    assert!(test.device("vnet0").unwrap().limited);
    test.done(A, HostOp::ClearBandwidth { device: DeviceRef::Name(name("vnet0")) });
    assert!(!test.device("vnet0").unwrap().limited);
}

fn create(filter: &Filter, driver: FilterDriver) -> HostOp<'_> {
    HostOp::CreateFilter { name: name("vnet0"), filter, mac: MAC_B, driver, existing: ExistingFilter::Refused }
}

#[test]
fn filters() {
    for driver in [FilterDriver::Ebiptables, FilterDriver::Nftables] {
        let mut test = host();
        reuse(&mut test);
        test.done(B, create(&filter("clean-traffic", &["10.0.0.2"]), driver));
        test.done(A, HostOp::DeleteFilter { name: name("vnet0"), driver, key: Key::Identity });
        assert_eq!(test.seen().filters, [name("vnet0")]);
        let rules = || output("nft", "list ruleset");
        assert!(rules().contains(&MAC_B.to_string()));
        test.done(A, HostOp::DeleteFilter { name: name("vnet0"), driver, key: Key::Name });
        assert!(test.seen().filters.is_empty() && !rules().contains(&MAC_B.to_string()), "B runs unfiltered");
        assert!(test.device("vnet0").is_some());
    }
}

#[test]
fn rules_for_addresses_are_found_by_name_and_address() {
    let mut test = host();
    reuse(&mut test);
    test.done(B, HostOp::AllowMac { name: name("vnet0"), mac: MAC_B });
    test.done(A, HostOp::DisallowMac { name: name("vnet0"), mac: MAC_A });
    assert_eq!(test.seen().mac_rules, [(name("vnet0"), MAC_B)]);
    test.done(A, HostOp::DisallowMac { name: name("vnet0"), mac: MAC_B });
    assert!(test.seen().mac_rules.is_empty());
}

#[test]
fn open_vswitch() {
    let (mut test, _switch) = host_with_switch();
    let port = VirtualPort::default();
    test.tap(A, "vnet0");
    let of_a = row(test.done(A, add("vnet0", "ovsbr0", OvsAddForm::Replace, &port, A)));
    test.done(A, HostOp::CloseDevice { name: name("vnet0") });
    assert_eq!(test.seen().ovs_ports.len(), 1, "the row outlives the tap");
    test.tap(B, "vnet0");
    let of_b = row(test.done(B, add("vnet0", "ovsbr0", OvsAddForm::Replace, &port, B)));
    test.done(B, HostOp::SetOvsQos { name: name("vnet0"), bandwidth: inbound(10) });
    assert_ne!(of_a, of_b);
    test.done(A, HostOp::DeleteOvsPort { name: name("vnet0"), row: Some(of_a), key: Key::Identity });
    test.done(A, HostOp::ClearOvsQos { name: name("vnet0"), key: Key::Identity });
    assert!(test.seen().ovs_ports[0].limited);
    test.done(A, HostOp::DeleteOvsPort { name: name("vnet0"), row: None, key: Key::Identity });
    assert!(test.seen().ovs_ports[0].limited, "its external ids say whose it is");
    test.done(A, HostOp::DeleteOvsPort { name: name("vnet0"), row: None, key: Key::Name });
    assert!(test.seen().ovs_ports.is_empty() && test.device("vnet0").is_some(), "B is deaf and mute");
    let again = row(test.done(B, add("vnet0", "ovsbr0", OvsAddForm::Replace, &port, B)));
    test.done(B, HostOp::DeleteOvsPort { name: name("vnet0"), row: Some(again), key: Key::Identity });
    assert!(test.seen().ovs_ports.is_empty(), "its own row is found");
    row(test.done(B, add("vnet0", "ovsbr0", OvsAddForm::Exclusive, &port, B)));
    test.done(B, HostOp::DeleteOvsPort { name: name("vnet0"), row: None, key: Key::Identity });
    assert!(test.seen().ovs_ports.is_empty(), "and by the mark of its guest");
}

fn macvtap(test: &mut TestHost, actor: Incarnation) -> Result<u32, String> {
    let (kind, mode) = (MacvtapKind::Macvtap, MacvtapMode::Bridge);
    let op = HostOp::CreateMacvtap { name: name("macvtap0"), kind, lower: name("eth0"), mode, mac: None };
    match ifrace_allocator::host::Host::perform(&mut test.host, actor, &op) {
        Ok(Reply::Device { index, .. }) => Ok(index),
        Ok(reply) => panic!("{reply}"),
        Err(failure) => Err(failure.to_string()),
    }
}

#[test]
fn macvtaps() {
    let mut test = host();
    let index = macvtap(&mut test, A).unwrap();
    assert_eq!(macvtap(&mut test, B), Err("EEXIST".to_owned()));
    test.done(A, HostOp::DeleteLink { link: DeviceRef::Index { index, name: name("macvtap0") } });
    macvtap(&mut test, B).unwrap();
    let late = HostOp::DeleteLink { link: DeviceRef::Index { index, name: name("macvtap0") } };
    assert_eq!(test.refused(A, late), "ENODEV");
    assert!(test.device("macvtap0").is_some());
    test.done(A, HostOp::DeleteLink { link: DeviceRef::Name(name("macvtap0")) });
    assert!(test.device("macvtap0").is_none(), "B's card is gone");
}

#[test]
fn bridges() {
    let mut test = host();
    reuse(&mut test);
    test.done(B, HostOp::JoinBridge { name: name("vnet0"), bridge: name("br1") });
    // What a daemon does that reconnects to A, by the name that it remembers.
    test.done(A, HostOp::JoinBridge { name: name("vnet0"), bridge: name("br0") });
    assert_eq!(test.device("vnet0").unwrap().bridge, Some(name("br0")), "B is in A's network");
}
