//! Devices are deleted once, whatever they are called.

use crate::support::{enter, token};
use ifrace_allocator::linux::OsError;
use ifrace_allocator::linux::identity::{CleanupError, Found, Removal};
use ifrace_allocator::linux::rtnetlink::payload;

#[test]
fn a_tap_that_is_held_open_is_deleted_once() {
    let mut bench = enter();
    let (device, identity) = bench.tap("vnet0", 5);
    assert_eq!(bench.delete(identity), Ok(Removal::Removed));
    assert_eq!(bench.index("vnet0"), None);
    assert_eq!(device.name(), Err(OsError::new("TUNGETIFF", 77)), "EBADFD");
    assert_eq!(bench.delete(identity), Ok(Removal::Gone));
    assert_eq!(bench.cleanup.find(&identity), Ok(Found::Gone));
}

#[test]
fn a_device_that_was_renamed_is_deleted() {
    let mut bench = enter();
    let (_device, identity) = bench.tap("vnet0", 5);
    bench.rtnetlink.rename(identity.index, &payload(b"other")).unwrap();
    assert_eq!(bench.delete(identity), Ok(Removal::Removed));
    assert_eq!(bench.index("other"), None);
}

#[test]
fn a_dead_device_is_gone() {
    let mut bench = enter();
    let identity = bench.dead_tap("vnet0", 5);
    assert_eq!(bench.delete(identity), Ok(Removal::Gone));
    let late = bench.cleanup.mark(identity.index, token(5));
    assert_eq!(late, Err(OsError::new("RTM_SETLINK", 19)), "ENODEV");
}

#[test]
fn a_device_that_cannot_be_deleted_stays_as_it_was() {
    let mut bench = enter();
    let identity = bench.cleanup.mark(1, token(5)).unwrap();
    let before = bench.link(1);
    assert_eq!(bench.delete(identity), Err(CleanupError::Os(OsError::new("RTM_DELLINK", 95))), "lo: EOPNOTSUPP");
    assert_eq!(bench.link(1), before, "the pin is off again");
}

#[test]
fn a_device_without_room_for_a_pin_is_not_deleted_by_less() {
    let mut bench = enter();
    let (_device, identity) = bench.tap("vnet0", 5);
    let names: Vec<Vec<u8>> = (0..600).map(|number| payload(format!("a{number}").as_bytes())).collect();
    let einval = |call| OsError::new(call, 22);
    assert_eq!(bench.rtnetlink.altnames_add(identity.index, &names), Err(einval("RTM_NEWLINKPROP")), "that many it cannot have");
    assert_eq!(bench.delete(identity), Err(CleanupError::Os(einval("RTM_NEWLINKPROP"))));
    bench.rtnetlink.altname_del(identity.index, &names[0]).unwrap();
    assert_eq!(bench.delete(identity), Ok(Removal::Removed));
}
