//! Devices that move between network namespaces.

use crate::support::{bench, bridge, enter, veth};
use ifrace_allocator::linux::host_names::Refreshed;
use ifrace_allocator::linux::rtnetlink::{Rtnetlink, payload};
use std::fs::File;
use std::os::fd::AsFd;

/// The network namespace of the calling thread, as long as the file is open.
fn here() -> File {
    File::open("/proc/thread-self/ns/net").unwrap()
}

/// Another network namespace, and a socket in it.
fn elsewhere() -> (File, Rtnetlink) {
    let enter = || {
        let _netns = enter();
        (here(), Rtnetlink::open().unwrap())
    };
    std::thread::spawn(enter).join().unwrap()
}

#[test]
fn a_device_takes_its_names_along_and_brings_them_back() {
    let mut bench = bench();
    let (here, (away, mut there)) = (here(), elsewhere());
    let _ = bench.names.refresh(&mut bench.picture).unwrap();
    let (index, _) = veth(&mut bench.rtnetlink, "v3");
    bench.rtnetlink.set_up(index, true).unwrap();
    bench.rtnetlink.altname_add(index, &payload(b"v4")).unwrap();
    bench.follow();
    assert!(bench.has("v3") && bench.has("v4"));
    bench.rtnetlink.set_netns(index, away.as_fd()).unwrap();
    bench.follow();
    assert!(!bench.has("v3") && !bench.has("v4") && bench.has("v3p"));
    let index = there.get_by_name(&payload(b"v3")).unwrap().index;
    there.rename(index, &payload(b"v5")).unwrap();
    assert_eq!(bench.names.refresh(&mut bench.picture), Ok(Refreshed::Unchanged), "what happens elsewhere is no event here");
    there.set_netns(index, here.as_fd()).unwrap();
    bench.follow();
    assert!(bench.has("v5") && bench.has("v4") && !bench.has("v3"), "with a device that is down come its alternative names");
}

#[test]
fn a_device_that_left_and_came_back_between_two_looks_is_there() {
    let mut bench = bench();
    let (here, (away, mut there)) = (here(), elsewhere());
    let _ = bench.names.refresh(&mut bench.picture).unwrap();
    let (index, _) = veth(&mut bench.rtnetlink, "v0");
    bench.follow();
    bench.rtnetlink.set_netns(index, away.as_fd()).unwrap();
    let moved = there.get_by_name(&payload(b"v0")).unwrap().index;
    there.set_netns(moved, here.as_fd()).unwrap();
    bench.follow();
    assert!(bench.has("v0"));
}

#[test]
fn a_newcomer_may_have_the_index_of_a_device_that_is_gone() {
    let mut bench = bench();
    let (here, (_away, mut there)) = (here(), elsewhere());
    let _ = bench.names.refresh(&mut bench.picture).unwrap();
    let index = bridge(&mut bench.rtnetlink, "v0").index;
    bench.follow();
    let (_, other) = veth(&mut there, "v1");
    assert_eq!(other, index, "both namespaces number from 2 on, and the peer comes first");
    bench.rtnetlink.delete(&ifrace_allocator::linux::rtnetlink::Selector::index(index)).unwrap();
    there.set_netns(other, here.as_fd()).unwrap();
    bench.follow();
    assert!(bench.has("v1p") && !bench.has("v0"));
}
