//! Limits with `tc`.

use crate::support::{A, host, host_with, inbound, name, output};
use ifrace_allocator::host::{DeviceRef, HostOp};
use ifrace_allocator::interface::{Bandwidth, Rate};

const BOTH: Bandwidth = Bandwidth {
    inbound: Some(Rate { average: 1000, peak: Some(5000), burst: Some(1024), floor: None }),
    outbound: Some(Rate { average: 128, peak: Some(256), burst: None, floor: None }),
};

fn set(bandwidth: Bandwidth, swapped: bool) -> HostOp<'static> {
    HostOp::SetBandwidth { name: name("vnet0"), bandwidth, swapped }
}

#[test]
fn the_commands_are_those_of_libvirt() {
    let mut test = host();
    let (_, index) = test.tap(A, "vnet0");
    assert_eq!(
        test.commands_of(A, set(BOTH, true)),
        [
            "tc qdisc del dev vnet0 root",
            "tc qdisc del dev vnet0 ingress",
            "tc qdisc add dev vnet0 root handle 1: htb default 1",
            "tc class add dev vnet0 parent 1: classid 1:1 htb rate 1000kbps ceil 5000kbps burst 1024kb quantum 85",
            "tc qdisc add dev vnet0 parent 1:1 handle 2: sfq perturb 10",
            "tc filter add dev vnet0 parent 1:0 protocol all prio 1 handle 1 fw flowid 1",
            "tc qdisc add dev vnet0 ingress",
            "tc filter add dev vnet0 parent ffff: protocol all u32 match u32 0 0 police rate 128kbps burst 128kb mtu 64kb drop \
             flowid :1",
        ]
    );
    assert!(test.device("vnet0").unwrap().limited);
    let clear = ["tc qdisc del dev vnet0 root", "tc qdisc del dev vnet0 ingress"];
    let by_name = HostOp::ClearBandwidth { device: DeviceRef::Name(name("vnet0")) };
    let by_index = HostOp::ClearBandwidth { device: DeviceRef::Index { index, name: name("vnet0") } };
    assert_eq!(test.commands_of(A, by_name), clear);
    assert!(!test.device("vnet0").unwrap().limited);
    assert_eq!(test.commands_of(A, by_name), clear);
    test.done(A, set(BOTH, true));
    assert!(test.commands_of(A, by_index).is_empty());
    assert!(!test.device("vnet0").unwrap().limited);
    assert!(!output("tc", "qdisc show dev vnet0").contains("ingress"));
    test.done(A, by_index);
    test.done(A, HostOp::CloseDevice { name: name("vnet0") });
    test.done(A, by_index);
    test.done(A, by_name);
}

#[test]
fn directions_are_swapped_on_a_tap_only() {
    let mut test = host();
    test.tap(A, "vnet0");
    let shapes = |commands: Vec<String>| commands.iter().any(|command| command.contains("htb rate"));
    assert!(shapes(test.commands_of(A, set(inbound(100), true))));
    let commands = test.commands_of(A, set(inbound(100), false));
    assert!(commands.last().unwrap().contains("police rate 100kbps burst 100kb") && !shapes(commands));
    assert_eq!(test.commands_of(A, set(Bandwidth::default(), true)).len(), 2, "nothing is limited");
    let floor_only = Bandwidth { inbound: Some(Rate { floor: Some(10), ..Rate::default() }), outbound: None };
    assert_eq!(test.commands_of(A, set(floor_only, true)).len(), 2);
    assert!(!test.device("vnet0").unwrap().limited);
}

#[test]
fn a_rate_beyond_all_figures_is_refused() {
    let mut test = host();
    test.tap(A, "vnet0");
    let failure = test.fails(A, set(inbound(u64::MAX), true));
    assert!(failure.to_string().contains("too large"), "{failure}");
    assert!(!test.device("vnet0").unwrap().limited, "nothing is left half made");
}

#[test]
fn what_the_kernel_lacks_is_left_out_only_if_that_is_wanted() {
    let mut test = host_with(|config| config.without_missing_traffic_control = false);
    test.tap(A, "vnet0");
    match ifrace_allocator::host::Host::perform(&mut test.host, A, &set(BOTH, true)) {
        Ok(_) => assert!(test.device("vnet0").unwrap().limited),
        Err(failure) => {
            assert!(failure.to_string().starts_with("tc: Error: "), "{failure}");
            assert!(!test.device("vnet0").unwrap().limited, "nothing is left half made");
        }
    }
    let failure = test.fails(A, HostOp::SetBandwidth { name: name("none"), bandwidth: inbound(1), swapped: true });
    assert!(failure.to_string().contains("none"), "{failure}");
}
