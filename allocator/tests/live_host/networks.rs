//! Networks, and the guaranteed rates on their bridges.

use crate::support::{A, B, MAC_A, MAC_B, host, name, output};
use ifrace_allocator::host::{Actual, HostOp, Reply};

#[test]
fn a_network_says_what_the_interface_is() {
    let mut test = host();
    let create = |network, floor| HostOp::CreatePort { network, mac: MAC_A, floor };
    assert_eq!(test.done(A, create("plain", None)), Reply::Port(Actual::Bridge(name("br0"))));
    assert!(matches!(test.done(A, create("direct", None)), Reply::Port(Actual::Direct { .. })));
    assert!(test.fails(A, create("none", None)).to_string().contains("'none'"));
    assert!(test.fails(B, create("plain", Some(100))).to_string().contains("no limits"));
    assert!(test.fails(B, create("direct", Some(100))).to_string().contains("no limits"));
    assert!(test.commands().is_empty());
    test.done(A, HostOp::DeletePort { network: "plain", mac: MAC_A });
    test.done(A, HostOp::DeletePort { network: "none", mac: MAC_A });
}

#[test]
fn a_guaranteed_rate_is_a_class_on_the_bridge() {
    let mut test = host();
    let create = |mac| HostOp::CreatePort { network: "limited", mac, floor: Some(500) };
    let delete = |mac| HostOp::DeletePort { network: "limited", mac };
    let commands = test.commands_of(A, create(MAC_A));
    assert_eq!(commands[0], "tc qdisc add dev br0 root handle 1: htb default 2");
    assert_eq!(
        commands[5..],
        [
            "tc class add dev br0 parent 1:1 classid 1:3 htb rate 500kbps ceil 1048576kbps quantum 1",
            "tc qdisc add dev br0 parent 1:3 handle 3: sfq perturb 10",
            "tc filter add dev br0 protocol ip prio 2 handle 800::803 u32 match u16 0x0800 0xffff at -2 \
             match u32 0x0000000a 0xffffffff at -12 match u16 0x5254 0xffff at -14 flowid 1:3",
        ]
    );
    assert!(test.commands_of(A, create(MAC_A)).is_empty(), "taken again");
    assert_eq!(test.commands_of(B, create(MAC_B)).len(), 3);
    let classes = || output("tc", "class show dev br0");
    assert!(classes().contains("htb 1:3 parent 1:1") && classes().contains("htb 1:4 parent 1:1"));
    assert_eq!(
        test.commands_of(A, delete(MAC_A)),
        [
            "tc qdisc del dev br0 handle 3:",
            "tc filter del dev br0 prio 2 handle 800::803 u32",
            "tc class del dev br0 classid 1:3",
        ]
    );
    assert!(!classes().contains("htb 1:3 ") && classes().contains("htb 1:4 "), "B's class is B's");
    test.done(B, delete(MAC_A));
    test.done(A, delete(MAC_B));
    assert!(classes().contains("htb 1:4 "), "the port is found by its identity");
    test.done(A, create(MAC_A));
    assert!(classes().contains("htb 1:3 "), "the number is given again");
}
