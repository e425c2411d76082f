//! Taps.

use crate::support::{A, B, MAC_A, MAC_B, host, name};
use ifrace_allocator::host::{DeviceRef, Found, HostOp, LinkKind, Reply};
use ifrace_allocator::linux::tun::{TunDevice, TunFlags};

fn tap(text: &str, queues: u32, exclusive: bool) -> HostOp<'static> {
    HostOp::CreateTap { name: name(text), queues, exclusive }
}

fn index_of(reply: Reply) -> u32 {
    match reply {
        Reply::Device { index, .. } => index,
        reply => panic!("{reply}"),
    }
}

#[test]
fn a_template_takes_the_name_that_was_just_freed_and_an_index_is_new() {
    let mut test = host();
    let (first, old) = test.tap(A, "vnet%d");
    assert_eq!(first, name("vnet0"));
    let found = Some(Found { index: old, kind: LinkKind::Tap });
    assert_eq!(test.done(B, HostOp::LookUp { name: first }), Reply::Found(found));
    test.done(A, HostOp::CloseDevice { name: first });
    assert_eq!(test.done(B, HostOp::Probe { name: first }), Reply::Exists(false));
    assert_eq!(test.done(B, HostOp::LookUp { name: first }), Reply::Found(None));
    let (second, new) = test.tap(B, "vnet%d");
    assert!(second == first && new != old);
    test.done(B, HostOp::CloseDevice { name: second });
    test.done(B, HostOp::CloseDevice { name: second });
    test.assert_empty();
}

#[test]
fn a_tap_in_use_is_busy_and_one_of_several_queues_is_another_kind() {
    let mut test = host();
    test.tap(A, "vnet0");
    assert_eq!(test.refused(B, tap("vnet0", 1, true)), "EBUSY");
    assert_eq!(test.refused(B, tap("vnet0", 1, false)), "EBUSY");
    assert_eq!(test.refused(B, tap("vnet0", 2, false)), "EINVAL");
    assert_eq!(test.refused(B, tap("br0", 1, true)), "EBUSY");
    assert_eq!(test.refused(B, tap("br0", 1, false)), "EINVAL");
    assert_eq!(test.refused(B, tap("v/net", 1, true)), "EINVAL");
    assert_eq!(test.refused(B, HostOp::DeleteTap { name: name("vnet0") }), "EBUSY");
    assert_eq!(test.refused(B, HostOp::DeleteTap { name: name("br0") }), "EINVAL");
    assert!(test.device("vnet0").is_some());
}

#[test]
fn queues_share_a_device_and_a_failure_leaves_none() {
    let mut test = host();
    let index = index_of(test.done(A, tap("multi%d", 3, true)));
    assert_eq!(index_of(test.done(B, tap("multi0", 2, false))), index);
    test.done(A, HostOp::CloseDevice { name: name("multi0") });
    assert!(test.device("multi0").is_some(), "it lives on the others' queues");
    test.done(B, HostOp::CloseDevice { name: name("multi0") });
    assert_eq!(test.refused(A, tap("many", 257, true)), "E2BIG");
    test.assert_empty();
}

#[test]
fn an_idle_persistent_tap_is_adopted_unless_exclusively_asked_for() {
    let mut test = host();
    let mut device = TunDevice::open().unwrap();
    device.set_iff(b"mine", TunFlags::TAP | TunFlags::NO_PI).unwrap();
    device.set_persist(true).unwrap();
    drop(device);
    assert_eq!(test.refused(A, tap("mine", 1, true)), "EBUSY");
    let index = index_of(test.done(A, HostOp::OpenTap { name: name("mine"), queues: 1 }));
    test.done(A, HostOp::CloseDevice { name: name("mine") });
    assert_eq!(test.device("mine").unwrap().index, index, "it survives");
    test.done(B, HostOp::DeleteTap { name: name("mine") });
    test.done(B, HostOp::DeleteTap { name: name("mine") });
    test.assert_empty();
}

#[test]
fn a_crash_of_the_daemon_closes_what_it_holds_and_nothing_else() {
    let mut test = host();
    let (of_a, _) = test.tap(A, "vnet0");
    test.tap(B, "vnet1");
    test.done(A, HostOp::SetUp { name: of_a, up: true });
    test.host.daemon_crash(A);
    assert!(test.device("vnet0").is_none() && test.device("vnet1").is_some());
}

#[test]
fn links_are_deleted_by_name_or_by_index() {
    let mut test = host();
    let (name, old) = test.tap(A, "vnet0");
    test.done(B, HostOp::DeleteLink { link: DeviceRef::Name(name) });
    assert_eq!(test.refused(B, HostOp::DeleteLink { link: DeviceRef::Name(name) }), "ENODEV");
    test.done(A, HostOp::CloseDevice { name });
    test.tap(A, "vnet0");
    assert_eq!(test.refused(B, HostOp::DeleteLink { link: DeviceRef::Index { index: old, name } }), "ENODEV");
    assert!(test.device("vnet0").is_some());
}

#[test]
fn a_kept_tap_outlives_its_hypervisor_and_is_found_by_its_address() {
    let mut test = host();
    let (name, index) = test.tap(A, "vnet0");
    let by_address = |mac| HostOp::DeleteLink { link: DeviceRef::Address { name, mac } };
    assert_eq!(test.refused(B, HostOp::KeepTap { name }), "EBADFD");
    test.done(A, HostOp::SetMac { name, mac: MAC_A });
    test.done(A, HostOp::KeepTap { name });
    test.done(A, HostOp::Spawn);
    assert_eq!(test.refused(A, HostOp::KeepTap { name }), "EBADFD", "the hypervisor has it");
    test.host.hypervisor_dies(A).unwrap();
    assert_eq!(test.device("vnet0").unwrap().index, index);
    assert_eq!(test.refused(B, by_address(MAC_B)), "ENODEV");
    crate::support::output("ip", "link property add dev vnet0 altname also");
    let also = DeviceRef::Address { name: self::name("also"), mac: MAC_A };
    assert_eq!(test.refused(A, HostOp::DeleteLink { link: also }), "ENODEV", "an alternative name is not its name");
    test.done(A, HostOp::ClearBandwidth { device: DeviceRef::Address { name, mac: MAC_B } });
    test.done(A, by_address(MAC_A));
    assert_eq!(test.refused(A, by_address(MAC_A)), "ENODEV");
    test.assert_empty();
}
