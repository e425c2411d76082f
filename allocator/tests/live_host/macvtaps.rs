//! Macvtaps and macvlans.

use crate::support::{A, B, MAC_A, MAC_B, TestHost, host, name, output};
use ifrace_allocator::host::{DeviceRef, HostOp, Key, LinkKind, MacvtapKind, Reply};
use ifrace_allocator::interface::MacvtapMode;
use std::os::unix::fs::MetadataExt;

fn create(text: &str, kind: MacvtapKind, mode: MacvtapMode) -> HostOp<'static> {
    HostOp::CreateMacvtap { name: name(text), kind, lower: name("eth0"), mode, mac: Some(MAC_A) }
}

fn macvtap(test: &mut TestHost, text: &str) -> u32 {
    match test.done(A, create(text, MacvtapKind::Macvtap, MacvtapMode::Bridge)) {
        Reply::Device { index, .. } => index,
        reply => panic!("{reply}"),
    }
}

#[test]
fn the_mode_the_address_and_the_name_are_as_asked_for() {
    for mode in MacvtapMode::ALL {
        let mut test = host();
        let made = test.done(A, create("macvtap%d", MacvtapKind::Macvtap, mode));
        assert!(matches!(made, Reply::Device { name: made, .. } if made == name("macvtap0")), "{made}");
        let seen = test.device("macvtap0").unwrap();
        assert!(!seen.up && seen.kind == LinkKind::Macvtap);
        let shown = output("ip", "-d link show macvtap0");
        let wanted = if mode == MacvtapMode::Passthrough { "passthru" } else { mode.id() };
        assert!(shown.contains(&format!("mode {wanted}")), "{shown}");
        // In passthrough mode it has the address of the device below, which has to have the guest's.
        assert_eq!(shown.contains(&MAC_A.to_string()), mode != MacvtapMode::Passthrough, "{shown}");
    }
}

#[test]
fn creation_fails_as_the_kernel_says() {
    let mut test = host();
    macvtap(&mut test, "macvtap0");
    assert_eq!(test.refused(B, create("macvtap0", MacvtapKind::Macvtap, MacvtapMode::Vepa)), "EEXIST");
    let on_nothing = HostOp::CreateMacvtap {
        name: name("m"),
        kind: MacvtapKind::Macvlan,
        lower: name("none"),
        mode: MacvtapMode::Vepa,
        mac: None,
    };
    assert_eq!(test.refused(B, on_nothing), "ENODEV");
    let passthrough = create("macvtap1", MacvtapKind::Macvtap, MacvtapMode::Passthrough);
    assert_eq!(test.refused(B, passthrough), "EINVAL", "the device has another one on it");
    test.done(B, create("macvlan0", MacvtapKind::Macvlan, MacvtapMode::Private));
    assert_eq!(test.device("macvlan0").unwrap().kind, LinkKind::Macvlan);
}

#[test]
fn closing_deletes_no_macvtap() {
    let mut test = host();
    let index = macvtap(&mut test, "macvtap0");
    test.done(A, HostOp::OpenMacvtap { name: name("macvtap0"), index });
    test.done(A, HostOp::SetUp { name: name("macvtap0"), up: true });
    test.done(A, HostOp::Spawn);
    test.done(A, HostOp::Kill);
    assert!(test.device("macvtap0").unwrap().up);
    assert_eq!(test.refused(A, HostOp::OpenMacvtap { name: name("macvtap0"), index: index + 7 }), "ENOENT");
}

fn number_of(index: u32) -> (u32, u32) {
    let text = std::fs::read_to_string(format!("/sys/class/macvtap/tap{index}/dev")).unwrap();
    let (major, minor) = text.trim_end().split_once(':').unwrap();
    (major.parse().unwrap(), minor.parse().unwrap())
}

#[test]
fn a_node_of_another_namespace_is_never_opened() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let (finish, finished) = std::sync::mpsc::channel::<()>();
    let other = std::thread::spawn(move || {
        let mut test = host();
        sender.send(macvtap(&mut test, "other0")).unwrap();
        let _ = finished.recv();
    });
    let mut test = host();
    let index = macvtap(&mut test, "macvtap0");
    assert_eq!(receiver.recv().unwrap(), index, "both namespaces count alike, and share the names in /dev");
    test.done(A, HostOp::OpenMacvtap { name: name("macvtap0"), index });
    test.done(A, HostOp::Spawn);
    let (major, minor) = number_of(index);
    let number = rustix::fs::makedev(major, minor);
    let held = |process: &str| {
        let open = std::fs::read_dir(format!("/proc/{process}/fd")).unwrap();
        open.filter_map(|one| Some(std::fs::metadata(one.ok()?.path()).ok()?.rdev())).filter(|rdev| *rdev == number).count()
    };
    let children = std::fs::read_to_string("/proc/thread-self/children").unwrap();
    assert_eq!(children.split_ascii_whitespace().map(held).sum::<usize>(), 1);
    drop(finish);
    other.join().unwrap();
}

/// What of `/dev` leads to a device.
fn nodes_of(number: u64) -> Vec<String> {
    let entries = std::fs::read_dir("/dev").unwrap().filter_map(Result::ok);
    let nodes = entries.filter(|entry| entry.metadata().is_ok_and(|node| node.rdev() == number));
    nodes.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

#[test]
fn nothing_is_opened_in_dev_and_nothing_is_left_there() {
    // Its own on the whole machine, unlike the small ones.
    let (mut test, index) = (host(), 54_321);
    output("ip", &format!("link add link eth0 name macvtap0 index {index} type macvtap mode bridge"));
    assert_eq!(test.device("macvtap0").unwrap().index, index);
    let (major, minor) = number_of(index);
    test.done(A, HostOp::OpenMacvtap { name: name("macvtap0"), index });
    let by_kernel = |node: &String| *node == format!("tap{index}");
    let nodes = nodes_of(rustix::fs::makedev(major, minor));
    assert!(nodes.iter().all(by_kernel), "{nodes:?}");
    test.done(A, HostOp::Spawn);
    let children = std::fs::read_to_string("/proc/thread-self/children").unwrap();
    let targets = children.split_ascii_whitespace().flat_map(|process| std::fs::read_dir(format!("/proc/{process}/fd")).unwrap());
    // A program that has just begun opens and closes files of its own.
    let targets: Vec<_> = targets.filter_map(|one| std::fs::read_link(one.unwrap().path()).ok()).collect();
    assert!(targets.iter().any(|target| target.ends_with("tap")), "{targets:?}");
    assert!(!targets.iter().any(|target| target.starts_with("/dev") && !target.ends_with("null")), "{targets:?}");
    test.done(A, HostOp::Kill);
    test.done(A, HostOp::DeleteLink { link: DeviceRef::Index { index, name: name("macvtap0") } });
    assert!(!std::path::Path::new(&format!("/dev/tap{index}")).exists());
    let left: Vec<_> = std::fs::read_dir("/dev").unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|node| node.to_string_lossy().contains("ifrace")), "{left:?}");
}

#[test]
fn the_device_below_lends_its_address() {
    let mut test = host();
    let address = || std::fs::read_to_string("/sys/class/net/eth0/address").unwrap().trim_end().to_owned();
    let (own, lower) = (address(), name("eth0"));
    assert_eq!(test.refused(A, HostOp::RestoreLower { lower, key: Key::Name }), "ENOENT");
    test.done(A, HostOp::BorrowLower { lower, mac: MAC_A, exclusive: false });
    test.done(B, HostOp::BorrowLower { lower, mac: MAC_B, exclusive: false });
    assert_eq!(address(), MAC_B.to_string());
    test.done(A, HostOp::RestoreLower { lower, key: Key::Name });
    assert_eq!(address(), own, "the first borrower saved it");
    test.done(A, HostOp::BorrowLower { lower, mac: MAC_A, exclusive: true });
    assert_eq!(test.refused(B, HostOp::BorrowLower { lower, mac: MAC_B, exclusive: true }), "EBUSY");
    test.done(B, HostOp::RestoreLower { lower, key: Key::Identity });
    assert_eq!(address(), MAC_A.to_string(), "it is not B's");
    test.done(A, HostOp::RestoreLower { lower, key: Key::Identity });
    assert_eq!(address(), own);
    assert_eq!(test.refused(A, HostOp::BorrowLower { lower: name("none"), mac: MAC_A, exclusive: false }), "ENODEV");
}
