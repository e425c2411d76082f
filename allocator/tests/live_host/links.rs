//! What is done to a device of any kind.

use crate::support::{A, MAC_A, MAC_B, host, name};
use ifrace_allocator::host::HostOp;

#[test]
fn settings_need_a_device_and_show() {
    let mut test = host();
    let tap = name("vnet0");
    let settings = || {
        [
            HostOp::SetMac { name: tap, mac: MAC_A },
            HostOp::SetMtu { name: tap, mtu: 1400 },
            HostOp::SetUp { name: tap, up: true },
            HostOp::JoinBridge { name: tap, bridge: name("br0") },
        ]
    };
    for op in settings() {
        assert_eq!(test.refused(A, op), "ENODEV");
    }
    test.tap(A, "vnet0");
    for op in settings() {
        test.done(A, op);
    }
    let read = |file: &str| std::fs::read_to_string(format!("/sys/class/net/vnet0/{file}")).unwrap();
    assert_eq!((read("address").trim_end(), read("mtu").trim_end()), (&*MAC_A.to_string(), "1400"));
    let seen = test.device("vnet0").unwrap();
    assert!(seen.up && seen.bridge == Some(name("br0")) && !seen.limited);
    test.done(A, HostOp::JoinBridge { name: tap, bridge: name("br1") });
    assert_eq!(test.device("vnet0").unwrap().bridge, Some(name("br1")));
    assert_eq!(test.refused(A, HostOp::JoinBridge { name: tap, bridge: name("none") }), "ENODEV");
    assert_eq!(test.refused(A, HostOp::JoinBridge { name: tap, bridge: name("lo") }), "EOPNOTSUPP");
    assert_eq!(test.refused(A, HostOp::SetMtu { name: tap, mtu: 1 }), "EINVAL");
    test.done(A, HostOp::SetMac { name: tap, mac: MAC_B.for_tap() });
    test.done(A, HostOp::SetUp { name: tap, up: false });
    assert!(!test.device("vnet0").unwrap().up);
}

#[test]
fn noqueue_replaces_the_default_once() {
    let mut test = host();
    test.tap(A, "vnet0");
    let op = HostOp::SetNoQueue { name: name("vnet0") };
    assert_eq!(test.commands_of(A, op), ["tc qdisc add dev vnet0 root handle 0: noqueue"]);
    assert!(test.fails(A, op).to_string().starts_with("tc: "));
    assert!(test.fails(A, HostOp::SetNoQueue { name: name("none") }).to_string().contains("none"));
}

#[test]
fn scripts_get_the_name_as_their_only_argument() {
    let mut test = host();
    let tap = name("a;b");
    assert_eq!(test.commands_of(A, HostOp::RunScript { path: "/bin/true", name: tap }), ["/bin/true 'a;b'"]);
    assert!(test.fails(A, HostOp::RunScript { path: "/bin/false", name: tap }).to_string().contains("/bin/false"));
    let missing = test.fails(A, HostOp::RunScript { path: "/nonexistent/script", name: tap });
    assert!(missing.to_string().contains("/nonexistent/script"), "{missing}");
}
