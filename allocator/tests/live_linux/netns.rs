//! Private network namespaces.

use crate::support::{bridge, enter, names_in_sysfs};
use ifrace_allocator::linux::netns::{NetnsError, NetnsId, PrivateNetns, Way, can_enter};
use ifrace_allocator::linux::rtnetlink::Rtnetlink;
use ifrace_allocator::linux::sysfs;

#[test]
fn a_fresh_namespace_holds_lo_with_index_1_and_sysfs_shows_it() {
    let start = NetnsId::current().unwrap();
    let (netns, _) = enter();
    assert_ne!(netns.id(), start);
    assert_eq!(NetnsId::current(), Ok(netns.id()));
    let links = Rtnetlink::open().unwrap().dump().unwrap();
    assert_eq!(links.iter().map(|link| (link.index, &link.name[..])).collect::<Vec<_>>(), [(1, &b"lo"[..])]);
    assert_eq!(names_in_sysfs(), ["lo"]);
    bridge(&mut Rtnetlink::open().unwrap(), b"br0");
    assert_eq!(names_in_sysfs(), ["br0", "lo"]);
}

#[test]
fn other_threads_stay_where_they_are() {
    let start = NetnsId::current().unwrap();
    let inside = std::thread::spawn(|| enter().0.id()).join().unwrap();
    assert_ne!(inside, start);
    assert_eq!(NetnsId::current(), Ok(start));
}

#[test]
fn threads_started_inside_are_inside() {
    let (netns, _) = enter();
    bridge(&mut Rtnetlink::open().unwrap(), b"mine");
    let (id, names) = std::thread::spawn(|| (NetnsId::current().unwrap(), names_in_sysfs())).join().unwrap();
    assert_eq!(id, netns.id());
    assert_eq!(names, ["lo", "mine"]);
}

#[test]
fn renew_gives_an_empty_namespace() {
    let (mut netns, _) = enter();
    bridge(&mut Rtnetlink::open().unwrap(), b"old");
    let before = netns.id();
    netns.renew().unwrap();
    assert_ne!(netns.id(), before);
    assert_eq!(NetnsId::current(), Ok(netns.id()));
    assert_eq!(names_in_sysfs(), ["lo"]);
    bridge(&mut Rtnetlink::open().unwrap(), b"old");
    assert_eq!(sysfs::index_of(b"old"), Ok(Some(2)), "indexes start over");
}

#[test]
fn renew_unmounts_what_it_replaces() {
    let (mut netns, _) = enter();
    let mounts = || std::fs::read_to_string("/proc/thread-self/mounts").unwrap().lines().count();
    let before = mounts();
    netns.renew().unwrap();
    netns.renew().unwrap();
    assert_eq!(mounts(), before);
}

#[test]
fn renew_refuses_a_thread_that_was_moved_elsewhere() {
    let (mut outer, _) = enter();
    let (inner, _) = enter();
    assert_eq!(outer.renew(), Err(NetnsError::Elsewhere));
    assert_eq!(NetnsId::current(), Ok(inner.id()));
}

#[test]
fn the_probe_moves_nobody() {
    let start = NetnsId::current().unwrap();
    let expected = if rustix::process::geteuid().is_root() { Way::Root } else { Way::UserNamespace };
    assert_eq!(can_enter(), Ok(expected));
    assert_eq!(NetnsId::current(), Ok(start));
}

/// The namespace that a thread comes from may be nobody else's, and the kernel gives its number again once it is gone.
#[test]
fn a_thread_can_move_on_from_a_namespace_of_its_own() {
    for _ in 0..5 {
        let mut netns = PrivateNetns::enter().expect("namespaces can be made");
        // Long enough for the namespace that was left to be gone.
        std::thread::sleep(std::time::Duration::from_millis(200));
        netns.renew().expect("the fresh one is another one");
    }
}
