//! Names that are not meant well: whatever an operation does with one, it does it to that device and to nothing else.

use crate::open_vswitch::{add, host_with_switch};
use crate::support::{A, MAC_A, MAC_B, TestHost, filter, host, inbound, name};
use ifrace_allocator::host::{DeviceRef, ExistingFilter, FilterDriver, Host, HostOp, Key, OvsAddForm, Snapshot};
use ifrace_allocator::interface::VirtualPort;

/// Names that the kernel takes.
const NAMES: [&[u8]; 16] = [
    b"-x",
    b"--all",
    b"--",
    b"-",
    b"!",
    b"vnet+",
    b"a\"b",
    b"a'b",
    b"$(true)",
    b"a;b",
    b"a,b",
    b"a}b{",
    b"\\",
    b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\x01\xc3\x28",
    b"root",
];

/// All operations on a name that leave the device in place; the last ones clean up.
fn operations<'d>(text: &[u8], filter: &'d ifrace_allocator::interface::Filter, port: &'d VirtualPort) -> Vec<HostOp<'d>> {
    let name = name(text);
    let (mac, row) = (MAC_A, None);
    let of = |driver| {
        let create = HostOp::CreateFilter { name, filter, mac, driver, existing: ExistingFilter::Refused };
        [create, HostOp::DeleteFilter { name, driver, key: Key::Identity }, HostOp::DeleteFilter { name, driver, key: Key::Name }]
    };
    let mut all = vec![
        HostOp::Probe { name },
        HostOp::LookUp { name },
        HostOp::SetMac { name, mac },
        HostOp::SetMtu { name, mtu: 1400 },
        HostOp::SetUp { name, up: true },
        HostOp::JoinBridge { name, bridge: self::name("br0") },
        HostOp::SetNoQueue { name },
        HostOp::SetBandwidth { name, bandwidth: inbound(100), swapped: true },
        HostOp::ClearBandwidth { device: DeviceRef::Name(name) },
        HostOp::AllowMac { name, mac },
        HostOp::DisallowMac { name, mac },
        HostOp::RunScript { path: "/bin/true", name },
    ];
    all.push(HostOp::AddOvsPort { name, bridge: self::name("ovsbr0"), form: OvsAddForm::Replace, port, mac });
    all.extend([HostOp::SetOvsQos { name, bandwidth: inbound(100) }, HostOp::ClearOvsQos { name, key: Key::Name }]);
    all.push(HostOp::DeleteOvsPort { name, row, key: Key::Name });
    all.extend(of(FilterDriver::Nftables));
    all.extend(of(FilterDriver::Ebiptables));
    all
}

/// What is there without the device of that name.
fn without(mut seen: Snapshot, text: &[u8]) -> Snapshot {
    seen.devices.retain(|device| device.name != name(text));
    seen
}

/// A neighbour with one of everything.
fn neighbour(test: &mut TestHost, port: &VirtualPort) {
    let vnet0 = name("vnet0");
    test.tap(A, "vnet0");
    test.done(A, HostOp::SetBandwidth { name: vnet0, bandwidth: inbound(100), swapped: true });
    test.done(A, HostOp::AllowMac { name: vnet0, mac: MAC_B });
    test.done(A, add("vnet0", "ovsbr0", OvsAddForm::Replace, port, A));
    test.done(A, HostOp::SetOvsQos { name: vnet0, bandwidth: inbound(100) });
    let filter = filter("clean-traffic", &["10.0.0.1"]);
    test.done(
        A,
        HostOp::CreateFilter {
            name: vnet0,
            filter: &filter,
            mac: MAC_B,
            driver: FilterDriver::Nftables,
            existing: ExistingFilter::Refused,
        },
    );
}

#[test]
fn an_operation_stays_with_its_device() {
    try_names(&NAMES[..8]);
}

#[test]
fn whatever_its_name_is() {
    try_names(&NAMES[8..]);
}

fn try_names(names: &[&[u8]]) {
    let (mut test, _switch) = host_with_switch();
    let port = VirtualPort { kind: None, parameters: vec![("profileid".to_owned(), "x\" -- del-br ovsbr0".to_owned())] };
    neighbour(&mut test, &port);
    let before = test.seen();
    let filter = filter("clean-traffic", &["10.0.0.2"]);
    for text in names {
        let created = test.host.perform(A, &HostOp::CreateTap { name: name(text), queues: 1, exclusive: true });
        assert!(created.is_ok(), "{}: {created:?}", text.escape_ascii());
        for op in operations(text, &filter, &port) {
            if let Err(failure) = test.host.perform(A, &op) {
                assert!(!failure.to_string().contains('\n') && !failure.to_string().contains("assert"), "{op}: {failure}");
            }
        }
        assert_eq!(without(test.seen(), text), before, "{} has left something", text.escape_ascii());
        test.done(A, HostOp::CloseDevice { name: name(text) });
    }
}

#[test]
fn what_would_be_a_pattern_is_refused_before_anything_is_done() {
    let mut test = host();
    test.tap(A, "vnet+");
    let filter = filter("clean-traffic", &[]);
    let driver = FilterDriver::Ebiptables;
    let create =
        HostOp::CreateFilter { name: name("vnet+"), filter: &filter, mac: MAC_A, driver, existing: ExistingFilter::Refused };
    for op in [create, create, HostOp::AllowMac { name: name("vnet+"), mac: MAC_A }] {
        assert!(test.fails(A, op).to_string().contains("would not be read as the name of one device"));
    }
    test.done(A, HostOp::DeleteFilter { name: name("vnet+"), driver, key: Key::Name });
    test.done(A, HostOp::DisallowMac { name: name("vnet+"), mac: MAC_A });
    assert!(test.commands().is_empty());
}

#[test]
fn the_kernel_refuses_spaces_and_slashes() {
    let mut test = host();
    for text in ["a b", "a/b", "..", "a:b", "a\nb"] {
        let op = HostOp::CreateTap { name: name(text), queues: 1, exclusive: true };
        assert_eq!(test.refused(A, op), "EINVAL", "{op}");
        let filter = filter("clean-traffic", &[]);
        for driver in [FilterDriver::Ebiptables, FilterDriver::Nftables] {
            test.done(
                A,
                HostOp::CreateFilter { name: name(text), filter: &filter, mac: MAC_A, driver, existing: ExistingFilter::Refused },
            );
            test.done(A, HostOp::DeleteFilter { name: name(text), driver, key: Key::Name });
        }
        test.fails(A, HostOp::SetBandwidth { name: name(text), bandwidth: inbound(1), swapped: true });
        test.done(A, HostOp::ClearBandwidth { device: DeviceRef::Name(name(text)) });
    }
    test.assert_empty();
}
