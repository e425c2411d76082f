//! Changes within the network namespace.

use crate::support::{bench, bridge, veth};
use ifrace_allocator::linux::host_names::Refreshed;
use ifrace_allocator::linux::rtnetlink::{Selector, payload};

#[test]
fn the_first_picture_is_a_dump_and_the_next_ones_are_events() {
    let mut bench = bench();
    bridge(&mut bench.rtnetlink, "v0");
    assert_eq!(bench.names.refresh(&mut bench.picture), Ok(Refreshed::Dumped));
    bench.assert_exact();
    assert!(bench.has("lo") && bench.has("v0"));
    assert_eq!(bench.names.refresh(&mut bench.picture), Ok(Refreshed::Unchanged), "what came before the dump is part of it");
    bridge(&mut bench.rtnetlink, "v1");
    assert_eq!(bench.names.refresh(&mut bench.picture), Ok(Refreshed::Events(1)));
    bench.assert_exact();
    assert_eq!(bench.picture.free_run(bench.watched, 0).unwrap().start, 2);
}

#[test]
fn creation_renaming_and_deletion_are_followed() {
    let mut bench = bench();
    let _ = bench.names.refresh(&mut bench.picture).unwrap();
    let index = bridge(&mut bench.rtnetlink, "v0").index;
    bench.follow();
    bench.rtnetlink.rename(index, &payload(b"v7")).unwrap();
    bench.follow();
    assert!(bench.has("v7") && !bench.has("v0"));
    assert_eq!(bench.picture.free_run(bench.watched, 0), Some(0..7));
    veth(&mut bench.rtnetlink, "v1");
    bench.follow();
    assert!(bench.has("v1") && bench.has("v1p"));
    bench.rtnetlink.delete(&Selector::index(index)).unwrap();
    bench.rtnetlink.delete(&Selector::name(payload(b"v1"))).unwrap();
    bench.follow();
    assert_eq!((bench.picture.len(), bench.picture.taken_ids(bench.watched)), (1, 0), "lo is left");
}

#[test]
fn a_name_that_another_device_took_over_in_between_is_the_other_ones() {
    let mut bench = bench();
    let _ = bench.names.refresh(&mut bench.picture).unwrap();
    let first = bridge(&mut bench.rtnetlink, "v0").index;
    bench.rtnetlink.delete(&Selector::index(first)).unwrap();
    let second = bridge(&mut bench.rtnetlink, "v0").index;
    bench.rtnetlink.rename(second, &payload(b"v1")).unwrap();
    bridge(&mut bench.rtnetlink, "v0");
    bench.follow();
    assert_eq!(bench.picture.taken_ids(bench.watched), 2);
}

#[test]
fn events_of_a_device_that_is_up_tell_its_alternative_names() {
    let mut bench = bench();
    let _ = bench.names.refresh(&mut bench.picture).unwrap();
    let index = bridge(&mut bench.rtnetlink, "br0").index;
    bench.rtnetlink.set_up(index, true).unwrap();
    bench.follow();
    bench.rtnetlink.altnames_add(index, &[payload(b"v0"), payload(b"a b")]).unwrap();
    bench.follow();
    assert!(bench.has("v0") && bench.has("a b"));
    bench.rtnetlink.set_mtu(index, 1400).unwrap();
    bench.follow();
    assert!(bench.has("v0"), "other events have the alternative names as well");
    bench.rtnetlink.altname_del(index, &payload(b"v0")).unwrap();
    bench.follow();
    assert!(!bench.has("v0"));
    let many: Vec<Vec<u8>> = (0..490).map(|i| payload(format!("{i:0>120}").as_bytes())).collect();
    bench.rtnetlink.altnames_add(index, &many).unwrap();
    bench.follow();
    assert_eq!(bench.picture.len(), 493, "60 KiB of names in one event");
}

#[test]
fn only_a_dump_tells_the_alternative_names_of_a_device_that_is_down() {
    let mut bench = bench();
    let _ = bench.names.refresh(&mut bench.picture).unwrap();
    let index = bridge(&mut bench.rtnetlink, "br0").index;
    bench.follow();
    bench.rtnetlink.altname_add(index, &payload(b"v0")).unwrap();
    assert_eq!(bench.names.refresh(&mut bench.picture), Ok(Refreshed::Unchanged), "there is no event");
    assert!(!bench.has("v0"));
    bench.names.reload(&mut bench.picture).unwrap();
    assert!(bench.has("v0"));
    bench.assert_exact();
    bench.rtnetlink.altname_del(index, &payload(b"v0")).unwrap();
    assert_eq!(bench.names.refresh(&mut bench.picture), Ok(Refreshed::Unchanged));
    assert!(bench.has("v0"));
    bench.rtnetlink.set_up(index, true).unwrap();
    bench.follow();
    assert!(!bench.has("v0"), "going up is an event");
}

#[test]
fn events_from_before_a_dump_do_not_undo_it() {
    let mut bench = bench();
    let _ = bench.names.refresh(&mut bench.picture).unwrap();
    let index = bridge(&mut bench.rtnetlink, "br0").index;
    bench.rtnetlink.altname_add(index, &payload(b"v0")).unwrap();
    bench.names.reload(&mut bench.picture).unwrap();
    assert!(bench.has("v0"));
    assert_eq!(bench.names.refresh(&mut bench.picture), Ok(Refreshed::Unchanged));
    assert!(bench.has("v0"), "the event of the creation does not know this name");
    bench.assert_exact();
}

#[test]
fn a_device_that_leaves_a_bridge_stays() {
    let mut bench = bench();
    let _ = bench.names.refresh(&mut bench.picture).unwrap();
    let bridge = bridge(&mut bench.rtnetlink, "br0").index;
    let (port, _) = veth(&mut bench.rtnetlink, "v0");
    for up in [false, true] {
        bench.rtnetlink.set_up(bridge, up).unwrap();
        bench.rtnetlink.set_up(port, up).unwrap();
        bench.rtnetlink.set_master(port, bridge).unwrap();
        bench.follow();
        bench.rtnetlink.set_master(port, 0).unwrap();
        bench.follow();
        assert!(bench.has("v0"));
    }
    bench.rtnetlink.set_master(port, bridge).unwrap();
    bench.rtnetlink.delete(&Selector::index(bridge)).unwrap();
    bench.follow();
    assert!(bench.has("v0") && !bench.has("br0"));
}
