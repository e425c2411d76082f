//! What others have, or choose: other states, other network namespaces, other pictures, names far ahead.

use crate::scratch::{name, pattern};
use ifrace_allocator::names::{Lease, NameAllocator, Picture};
use std::collections::BTreeSet;

#[test]
fn two_states_mark_their_devices_differently() {
    let tokens: BTreeSet<u32> = (0..100).map(|_| NameAllocator::in_process().hold(name("x"), 0).unwrap().token()).collect();
    assert_eq!(tokens.len(), 100);
}

#[test]
fn a_name_that_is_held_in_one_namespace_can_be_held_in_another() {
    let names = NameAllocator::in_process();
    let (here, there) = (names.clone().in_netns(1), names.in_netns(2));
    let lease = here.hold(name("x"), 0).unwrap();
    assert!(here.hold(name("x"), 0).is_err() && here.is_pending(name("x")).unwrap());
    assert!(!there.is_pending(name("x")).unwrap());
    let other = there.hold(name("x"), 0).unwrap();
    lease.done().unwrap();
    assert!(!here.is_pending(name("x")).unwrap() && there.is_pending(name("x")).unwrap());
    let next = there.restarted().unwrap();
    assert!(next.take_orphans_in(1).unwrap().is_empty());
    assert_eq!(next.take_orphans_in(2).unwrap().iter().map(Lease::token).collect::<Vec<_>>(), [other.token()]);
}

#[test]
fn a_picture_can_be_replaced() {
    let names = NameAllocator::in_process();
    names.generate(pattern("vnet%d")).unwrap();
    names.generate(pattern("web%d")).unwrap();
    names.update_picture(|picture| {
        *picture = Picture::new();
        picture.watch(pattern("web%d"));
        picture.set(7, vec![b"vnet1".to_vec(), b"web1".to_vec(), b"web2".to_vec()]);
    });
    let next = ["vnet%d", "web%d"].map(|template| names.generate(pattern(template)).unwrap().id);
    assert_eq!(next, [2, 3]);
}

#[test]
fn a_name_far_ahead_ends_no_lap() {
    let names = NameAllocator::in_process();
    let _chosen = names.hold(name("vnet99999999999"), 0).unwrap();
    let _nearer = names.hold(name("vnet2000000"), 0).unwrap();
    assert_eq!((0..3).map(|_| names.generate(pattern("vnet%d")).unwrap().id).collect::<Vec<_>>(), [0, 1, 2]);
    names.reserve(b"vnet1999999").unwrap();
    assert_eq!(names.generate(pattern("vnet%d")).unwrap().id, 2_000_001, "what is held far ahead is passed over");
}
