//! Devices that move between network namespaces, and identities that come from another one.

use crate::elsewhere::Elsewhere;
use crate::support::{enter, unmarked_tap};
use ifrace_allocator::linux::identity::{CleanupError, DeviceIdentity, Removal};
use ifrace_allocator::linux::netns::netns_cookie;

#[test]
fn cookies_are_unique() {
    let outside = netns_cookie().unwrap();
    let _inside = enter();
    let cookies = [outside, netns_cookie().unwrap(), Elsewhere::new().run(|_| netns_cookie().unwrap())];
    assert!(!cookies.contains(&0), "Linux 5.14 and later tell");
    assert!(cookies[0] != cookies[1] && cookies[1] != cookies[2] && cookies[0] != cookies[2], "{cookies:?}");
    assert_eq!(netns_cookie(), Ok(cookies[1]), "it stays");
}

#[test]
fn a_device_that_was_moved_away_is_gone_here_and_lives_there() {
    let (mut bench, elsewhere) = (enter(), Elsewhere::new());
    let (_device, identity) = bench.tap("vnet0", 5);
    elsewhere.take("vnet0");
    assert_eq!(bench.delete(identity), Ok(Removal::Gone));
    assert_eq!(elsewhere.run(|bench| bench.index("vnet0")), Some(identity.index));
    let _device = unmarked_tap("vnet0", Some(identity.index));
    assert_eq!(bench.delete(identity), Ok(Removal::NotOurs), "something else has the index now");
    assert_eq!(bench.index("vnet0"), Some(identity.index));
}

#[test]
fn a_newcomer_that_brings_the_index_of_a_dead_device_is_left_alone() {
    let (mut bench, elsewhere) = (enter(), Elsewhere::new());
    let dead = bench.dead_tap("vnet0", 5);
    let index = dead.index;
    let _newcomer = elsewhere.run(move |_| unmarked_tap("vnet7", Some(index)));
    elsewhere.give("vnet7");
    assert_eq!(bench.index("vnet7"), Some(index), "it kept its index");
    assert_eq!(bench.delete(dead), Ok(Removal::NotOurs));
    assert_eq!(bench.index("vnet7"), Some(index));
}

#[test]
fn an_identity_of_another_namespace_is_refused() {
    let (mut bench, elsewhere) = (enter(), Elsewhere::new());
    let theirs = elsewhere.run(|bench| bench.marked_bridge("br0", 5, 100));
    let ours = bench.marked_bridge("br0", 5, 100);
    assert_eq!((theirs.index, theirs.token), (ours.index, ours.token), "they differ in the namespace only");
    let refused = CleanupError::WrongNamespace { index: 100, theirs: theirs.netns, ours: ours.netns };
    assert_eq!(bench.delete(theirs), Err(refused));
    assert_eq!(bench.cleanup.leave_bridge(&theirs), Err(refused));
    assert_eq!(bench.cleanup.clear_traffic_control(&theirs), Err(refused));
    assert_eq!(bench.index("br0"), Some(100));
    let untold = DeviceIdentity { netns: 0, ..ours };
    assert!(bench.delete(untold).is_err(), "a kernel that tells does not take it for nothing");
    assert_eq!(elsewhere.run(move |bench| bench.delete(theirs)), Ok(Removal::Removed));
}

#[test]
fn a_cleanup_stays_where_it_was_opened() {
    let mut bench = enter();
    let identity = bench.marked_bridge("br0", 5, 100);
    let _further = enter();
    assert_eq!(bench.delete(identity), Ok(Removal::Removed));
}
