//! Devices that are like ours in one thing or another are left alone.

use crate::support::{Bench, bridge, enter, unmarked_tap};
use ifrace_allocator::linux::identity::{DeviceIdentity, Found, Removal};
use ifrace_allocator::linux::rtnetlink::{Link, NewLink};

const A: u32 = 0xaaaa_0001;
const B: u32 = 0xbbbb_0001;

/// The link of B's device, after everything was tried on it with the identity of A's dead one.
fn tried(bench: &mut Bench, dead: DeviceIdentity, index: u32) -> Link {
    let before = bench.link(index);
    let expected = if dead.index == index { Removal::NotOurs } else { Removal::Gone };
    assert_eq!(bench.cleanup.delete(&dead), Ok(expected));
    assert_eq!(bench.cleanup.leave_bridge(&dead), Ok(expected));
    assert_eq!(bench.cleanup.clear_traffic_control(&dead), Ok(expected));
    assert_eq!(bench.link(index), before);
    before
}

#[test]
fn one_of_the_same_name_is_left_alone() {
    let mut bench = enter();
    let dead = bench.dead_tap("vnet0", A);
    let (_device, living) = bench.tap("vnet0", B);
    assert_eq!(tried(&mut bench, dead, living.index).name, b"vnet0");
    assert_eq!(bench.delete(living), Ok(Removal::Removed));
}

#[test]
fn a_tap_that_was_given_the_same_index_is_left_alone() {
    let mut bench = enter();
    let dead = bench.dead_tap("vnet0", A);
    let _device = unmarked_tap("vnet0", Some(dead.index));
    assert_eq!(tried(&mut bench, dead, dead.index).group, 0);
}

#[test]
fn a_link_that_was_given_the_same_index_is_left_alone() {
    let mut bench = enter();
    let dead = bench.dead_tap("vnet0", A);
    let living = bench.marked_bridge("br0", B, dead.index);
    assert_eq!(tried(&mut bench, dead, living.index).group, B);
    assert_eq!(bench.cleanup.find(&dead), Ok(Found::NotOurs));
}

#[test]
fn another_member_of_the_group_is_left_alone() {
    let mut bench = enter();
    let (_device, ours) = bench.tap("vnet0", A);
    let foreign = bench.create(&NewLink { group: Some(A), ..bridge("br0") });
    assert_eq!(bench.delete(ours), Ok(Removal::Removed));
    assert_eq!(bench.link(foreign.index), foreign);
    assert_eq!(tried(&mut bench, ours, foreign.index).group, A);
}

#[test]
fn ours_in_another_group_counts_as_anothers() {
    let mut bench = enter();
    let (_device, ours) = bench.tap("vnet0", A);
    for group in [0, B] {
        bench.rtnetlink.set_group(ours.index, group).unwrap();
        assert_eq!(tried(&mut bench, ours, ours.index).group, group);
    }
    bench.rtnetlink.set_group(ours.index, A).unwrap();
    assert_eq!(bench.delete(ours), Ok(Removal::Removed));
}
