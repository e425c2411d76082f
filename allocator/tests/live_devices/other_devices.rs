//! Devices of others under names and indexes of ours, and devices of ours under names of others.

use crate::bench::{close, enter, foreign_tap, literal, template, vnet};
use ifrace_allocator::linux::devices::{CreateError, MacvtapOptions};
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::linux::rtnetlink::{NewLink, Rtnetlink, Selector, payload};
use std::fs::File;
use std::os::fd::AsFd;

#[test]
fn a_device_that_was_renamed_is_removed_and_another_one_with_its_name_is_not() {
    let mut bench = enter();
    let macvtap = bench.devices.create_macvtap(template("m%d"), &MacvtapOptions::on(bench.lower)).unwrap();
    for device in [bench.tap(vnet()), macvtap] {
        let name = device.name().to_string();
        bench.rtnetlink.rename(device.index(), b"renamed\0").unwrap();
        let other = foreign_tap(&name);
        let index = bench.rtnetlink.get_by_name(&payload(name.as_bytes())).unwrap().index;
        assert_eq!(bench.names().len(), bench.link(device.index()).map_or(0, |_| 2) + usize::from(name == "vnet0"));
        bench.end(device);
        assert_eq!((bench.link(index).unwrap().name, other.name().unwrap()), (name.clone().into(), name.into()));
        assert!(bench.rtnetlink.get_by_name(b"renamed\0").is_err());
        close([other]);
    }
}

#[test]
fn a_device_of_another_with_the_index_of_a_dead_one_stays() {
    let mut bench = enter();
    let device = bench.devices.create_macvtap(template("m%d"), &MacvtapOptions::on(bench.lower)).unwrap();
    bench.rtnetlink.delete(&Selector::index(device.index())).unwrap();
    let request = NewLink {
        name: Some(payload(b"theirs")),
        index: device.index().cast_signed(),
        create: true,
        excl: true,
        ..NewLink::of_kind(b"bridge")
    };
    bench.rtnetlink.new_link(&request).unwrap();
    let (index, lease) = (device.index(), bench.devices.remove(device).unwrap());
    assert_eq!(bench.link(index).unwrap().name, b"theirs");
    lease.done().unwrap();
    assert!(!bench.is_pending("m0"));
}

/// One that comes from another namespace keeps its index where that is free.
#[test]
fn a_device_that_comes_from_another_namespace_with_the_index_of_a_dead_one_stays() {
    let mut bench = enter();
    let device = bench.tap(vnet());
    let index = device.index();
    bench.rtnetlink.delete(&Selector::index(index)).unwrap();
    let home = File::open("/proc/thread-self/ns/net").unwrap();
    std::thread::spawn(move || {
        let _netns = PrivateNetns::enter().unwrap();
        let mut rtnetlink = Rtnetlink::open().unwrap();
        let (name, peer_name) = (Some(payload(b"theirs")), Some(payload(b"peer")));
        let request =
            NewLink { name, peer_name, index: index.cast_signed(), create: true, excl: true, ..NewLink::of_kind(b"veth") };
        rtnetlink.new_link(&request).unwrap();
        rtnetlink.set_netns(index, home.as_fd()).unwrap();
    })
    .join()
    .unwrap();
    let theirs = bench.link(index).unwrap();
    assert_eq!(theirs.name, b"theirs");
    bench.end(device);
    assert_eq!(bench.link(index), Some(theirs));
}

#[test]
fn a_tap_that_somebody_else_has_open_is_removed_too() {
    let mut bench = enter();
    let tap = bench.tap(literal("shared"));
    let copies: Vec<_> = tap.descriptors().map(|descriptor| descriptor.try_clone_to_owned().unwrap()).collect();
    bench.end(tap);
    assert_eq!(bench.names(), Vec::<String>::new());
    drop(copies);
}

#[test]
fn a_thread_that_has_moved_on_creates_nothing_in_another_namespace() {
    let mut bench = enter();
    let tap = bench.tap(vnet());
    bench.netns.renew().unwrap();
    let refused = bench.devices.create_tap(vnet(), ifrace_allocator::linux::devices::TapOptions::default()).unwrap_err();
    assert!(matches!(refused, CreateError::WrongNamespace), "{refused}");
    let refused = bench.devices.create_macvtap(literal("m"), &MacvtapOptions::on(1)).unwrap_err();
    assert!(matches!(refused, CreateError::WrongNamespace), "{refused}");
    assert!(!bench.is_pending("vnet1") && !bench.is_pending("m"));
    let links = Rtnetlink::open().unwrap().dump().unwrap();
    assert_eq!(links.len(), 1, "only lo is in the new namespace");
    // Its sockets are still those of the first one.
    bench.end(tap);
    assert_eq!(bench.names(), Vec::<String>::new());
}
