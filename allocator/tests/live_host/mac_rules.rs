//! The rules of `mac_filter`.

use crate::support::{A, B, MAC_A, MAC_B, host, name};
use ifrace_allocator::host::HostOp;

#[test]
fn the_commands_are_those_of_libvirt() {
    let mut test = host();
    test.tap(A, "vnet0");
    let allow = |mac| HostOp::AllowMac { name: name("vnet0"), mac };
    assert_eq!(
        test.commands_of(A, allow(MAC_A)),
        [
            "ebtables --concurrent --new-chain libvirt_qemu_FORWARD",
            "ebtables --concurrent --insert FORWARD --jump libvirt_qemu_FORWARD",
            "ebtables --concurrent -P libvirt_qemu_FORWARD DROP",
            "ebtables --concurrent --insert libvirt_qemu_FORWARD --in-interface vnet0 --source 52:54:00:00:00:0a --jump ACCEPT",
        ]
    );
    assert_eq!(test.commands_of(B, allow(MAC_B)).len(), 1, "the chain is made once");
    assert_eq!(test.seen().mac_rules, [(name("vnet0"), MAC_A), (name("vnet0"), MAC_B)]);
    let remove = HostOp::DisallowMac { name: name("vnet0"), mac: MAC_A };
    assert_eq!(
        test.commands_of(A, remove),
        ["ebtables --concurrent --delete libvirt_qemu_FORWARD --in-interface vnet0 --source 52:54:00:00:00:0a --jump ACCEPT"]
    );
    test.done(A, remove);
    assert_eq!(test.seen().mac_rules, [(name("vnet0"), MAC_B)]);
}
