//! Tap and tun devices.

use crate::support::{ODD, enter, open_tun, symbol, tap, try_name};
use ifrace_allocator::linux::rtnetlink::{Selector, payload};
use ifrace_allocator::linux::sysfs;
use ifrace_allocator::linux::tun::TunFlags;
use std::os::fd::AsFd;

const TAP: TunFlags = TunFlags::TAP;

#[test]
fn templates_take_the_lowest_free_number_and_default_names_are_templates() {
    let _netns = enter();
    let (_zero, zero) = tap(b"vnet%d", TAP);
    let (_two, two) = tap(b"vnet2", TAP);
    let (_one, one) = tap(b"vnet%d", TAP | TunFlags::EXCLUSIVE);
    let (_three, three) = tap(b"vnet%d", TAP | TunFlags::NO_PI | TunFlags::VNET_HDR);
    assert_eq!([&zero[..], &one, &two, &three], [b"vnet0", b"vnet1", b"vnet2", b"vnet3"]);
    assert_eq!(try_name(b"", TAP), Ok(b"tap0".to_vec()));
    assert_eq!(try_name(b"", TunFlags::TUN), Ok(b"tun0".to_vec()));
}

#[test]
fn names_are_cut_at_fifteen_bytes_and_at_the_nul() {
    let _netns = enter();
    assert_eq!(try_name(b"abcdefghijklmno%d", TAP), Ok(b"abcdefghijklmno".to_vec()));
    assert_eq!(try_name(b"abcdefghijklmnopqrst", TAP), Ok(b"abcdefghijklmno".to_vec()));
    assert_eq!(try_name(b"abcdefghijklmn%d", TAP), Err("EINVAL"));
    assert_eq!(try_name(b"vnet%d\0JUNK", TAP), Ok(b"vnet0".to_vec()), "the kernel leaves the junk in its reply");
    assert_eq!(try_name(b"\0vnet%d", TAP), Ok(b"tap0".to_vec()));
}

#[test]
fn any_byte_is_a_name_except_nine() {
    let _netns = enter();
    let mut refused = Vec::new();
    for byte in 1..=255 {
        match try_name(&[b'X', byte, b'Y'], TAP) {
            Ok(name) => assert_eq!(name, [b'X', byte, b'Y']),
            Err(symbol) => {
                assert_eq!(symbol, "EINVAL");
                refused.push(byte);
            }
        }
    }
    assert_eq!(refused, [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, b'%', b'/', b':', 0xa0]);
    assert_eq!(try_name(ODD, TAP), Ok(ODD.to_vec()));
    for name in [&b"."[..], b"..", b"all", b"lo", b"%", b"%%d", b"%d%d", b"%05d"] {
        assert_eq!(try_name(name, TAP), Err("EINVAL"), "{}", name.escape_ascii());
    }
}

#[test]
fn a_kind_is_needed_and_both_kinds_are_a_tun() {
    let _netns = enter();
    assert_eq!(try_name(b"none", TunFlags::NONE), Err("EINVAL"));
    assert_eq!(try_name(b"", TunFlags::TUN | TAP), Ok(b"tun0".to_vec()));
}

#[test]
fn an_exclusive_creation_of_an_existing_device_is_busy() {
    let _netns = enter();
    let (mut device, _) = tap(b"vnet0", TAP);
    assert_eq!(try_name(b"vnet0", TAP | TunFlags::EXCLUSIVE), Err("EBUSY"));
    assert_eq!(try_name(b"vnet0", TAP), Err("EBUSY"), "it is attached");
    assert_eq!(try_name(b"vnet0", TunFlags::TUN), Err("EINVAL"), "it is no tun");
    assert_eq!(try_name(b"lo", TAP | TunFlags::EXCLUSIVE), Err("EBUSY"));
    assert_eq!(device.set_iff(b"vnet1", TAP).map_err(symbol), Err("EEXIST"), "the file has a device");
}

#[test]
fn closing_the_last_descriptor_deletes_unless_persistent() {
    let _netns = enter();
    let (device, _) = tap(b"vnet0", TAP);
    let copy = device.as_fd().try_clone_to_owned().unwrap();
    drop(device);
    assert!(sysfs::index_of(b"vnet0").unwrap().is_some(), "a copy of the descriptor keeps it");
    drop(copy);
    assert_eq!(sysfs::index_of(b"vnet0"), Ok(None));
    let (mut device, _) = tap(b"vnet0", TAP);
    device.set_persist(true).unwrap();
    let index = sysfs::index_of(b"vnet0").unwrap();
    drop(device);
    assert_eq!(sysfs::index_of(b"vnet0").unwrap(), index);
    assert_eq!(try_name(b"vnet0", TAP | TunFlags::EXCLUSIVE), Err("EBUSY"));
    let (mut device, name) = tap(b"vnet0", TAP);
    assert_eq!((name, sysfs::index_of(b"vnet0").unwrap()), (b"vnet0".to_vec(), index), "attached, not created");
    device.set_persist(false).unwrap();
    drop(device);
    assert_eq!(sysfs::index_of(b"vnet0"), Ok(None));
}

#[test]
fn queues_share_a_device() {
    let _netns = enter();
    let queue = TAP | TunFlags::MULTI_QUEUE;
    let (first, _) = tap(b"vnet0", queue);
    let (second, _) = tap(b"vnet0", queue);
    assert_eq!(try_name(b"vnet0", TAP), Err("EINVAL"), "it has queues");
    drop(first);
    assert_eq!(second.name(), Ok(b"vnet0".to_vec()));
    drop(second);
    assert_eq!(sysfs::index_of(b"vnet0"), Ok(None));
}

#[test]
fn the_index_can_be_chosen() {
    let _netns = enter();
    let mut device = open_tun();
    device.set_ifindex(777).unwrap();
    device.set_iff(b"vnet0", TAP).unwrap();
    assert_eq!(sysfs::index_of(b"vnet0"), Ok(Some(777)));
    let mut second = open_tun();
    second.set_ifindex(777).unwrap();
    assert_eq!(second.set_iff(b"vnet1", TAP).map_err(symbol), Err("EBUSY"));
    assert_eq!(open_tun().set_ifindex(-1).map_err(symbol), Err("EINVAL"));
}

#[test]
fn a_file_follows_its_device_until_that_is_deleted() {
    let (_netns, mut rtnetlink) = enter();
    let (mut device, _) = tap(b"vnet0", TAP);
    let index = rtnetlink.get_by_name(&payload(b"vnet0")).unwrap().index;
    rtnetlink.rename(index, &payload(ODD)).unwrap();
    assert_eq!(device.name(), Ok(ODD.to_vec()));
    rtnetlink.delete(&Selector::index(index)).unwrap();
    assert_eq!(device.name().map_err(symbol), Err("EBADFD"));
    assert_eq!(device.set_persist(true).map_err(symbol), Err("EBADFD"));
    assert_eq!(device.set_iff(b"vnet0", TAP), Ok(b"vnet0".to_vec()), "the file can be used again");
}
