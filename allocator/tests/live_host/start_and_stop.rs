//! A guest with everything, from its start to its end.

use crate::open_vswitch::{add, host_with_switch, row};
use crate::support::{A, MAC_A, TestHost, filter, inbound, name};
use ifrace_allocator::host::{DeviceRef, ExistingFilter, FilterDriver, HostOp, Key, MacvtapKind, OvsAddForm, Reply};
use ifrace_allocator::interface::{MacvtapMode, VirtualPort};

const FLOOR: HostOp<'static> = HostOp::CreatePort { network: "limited", mac: MAC_A, floor: Some(100) };

/// A tap in a bridge, one in a switch, and a macvtap; the row of the port, and the index of the macvtap.
fn start(test: &mut TestHost, driver: FilterDriver) -> (u128, u32) {
    let (tap, port) = (name("vnet0"), name("vnet1"));
    test.done(A, FLOOR);
    test.tap(A, "vnet%d");
    test.done(A, HostOp::SetMac { name: tap, mac: MAC_A.for_tap() });
    test.done(A, HostOp::SetMtu { name: tap, mtu: 1500 });
    test.done(A, HostOp::JoinBridge { name: tap, bridge: name("br0") });
    test.done(A, HostOp::SetUp { name: tap, up: true });
    test.done(A, HostOp::AllowMac { name: tap, mac: MAC_A });
    let clean = filter("clean-traffic", &["10.0.0.1", "2001:db8::1"]);
    test.done(A, HostOp::CreateFilter { name: tap, filter: &clean, mac: MAC_A, driver, existing: ExistingFilter::Refused });
    test.done(A, HostOp::SetNoQueue { name: tap });
    test.done(A, HostOp::SetBandwidth { name: tap, bandwidth: inbound(1000), swapped: true });
    test.tap(A, "vnet%d");
    let row = row(test.done(A, add("vnet1", "ovsbr0", OvsAddForm::Transient, &VirtualPort::default(), A)));
    test.done(A, HostOp::SetUp { name: port, up: true });
    test.done(A, HostOp::SetOvsQos { name: port, bandwidth: inbound(1000) });
    let (kind, mode) = (MacvtapKind::Macvtap, MacvtapMode::Bridge);
    let macvtap = HostOp::CreateMacvtap { name: name("macvtap0"), kind, lower: name("eth0"), mode, mac: Some(MAC_A) };
    let Reply::Device { index, .. } = test.done(A, macvtap) else { panic!("it is a device") };
    test.done(A, HostOp::OpenMacvtap { name: name("macvtap0"), index });
    test.done(A, HostOp::Spawn);
    test.done(A, HostOp::SetUp { name: name("macvtap0"), up: true });
    test.done(A, HostOp::Resume);
    (row, index)
}

#[test]
fn a_stop_leaves_nothing() {
    for driver in [FilterDriver::Ebiptables, FilterDriver::Nftables] {
        let (mut test, _switch) = host_with_switch();
        let (row, index) = start(&mut test, driver);
        assert_eq!(
            test.seen().to_string(),
            "macvtap0 macvtap, up; vnet0 tap, up, in br0, limited; vnet1 tap, up; filter vnet0; \
             rule vnet0 52:54:00:00:00:0a; OVS port vnet1 in ovsbr0, limited"
        );
        let (tap, port) = (name("vnet0"), name("vnet1"));
        let macvtap = DeviceRef::Index { index, name: name("macvtap0") };
        for op in [
            HostOp::Kill,
            HostOp::ClearBandwidth { device: DeviceRef::Name(tap) },
            HostOp::DeleteFilter { name: tap, driver, key: Key::Identity },
            HostOp::DisallowMac { name: tap, mac: MAC_A },
            HostOp::ClearOvsQos { name: port, key: Key::Identity },
            HostOp::DeleteOvsPort { name: port, row: Some(row), key: Key::Identity },
            HostOp::DeleteLink { link: macvtap },
            HostOp::DeletePort { network: "limited", mac: MAC_A },
        ] {
            test.done(A, op);
        }
        test.assert_empty();
        let rules = crate::support::output("nft", "list ruleset");
        assert!(!rules.contains("vnet") && !rules.contains("ifrace"), "{rules}");
        assert!(!crate::support::output("tc", "class show dev br0").contains("1:3"));
    }
}
