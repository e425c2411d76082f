//! What can happen between the requests of one removal, which no test can time from outside.

use super::pin::{Pin, Pinned, new_name};
use super::{DeviceIdentity, OwnerToken};
use crate::linux::OsError;
use crate::linux::netns::PrivateNetns;
use crate::linux::rtnetlink::{NewLink, Rtnetlink, Selector};

const INDEX: u32 = 700;
const TOKEN: u32 = 0x00c0_ffee;

fn enter() -> (PrivateNetns, Rtnetlink) {
    let netns = PrivateNetns::enter().expect("a private network namespace is needed (root)");
    (netns, Rtnetlink::open().expect("netlink is there"))
}

fn identity() -> DeviceIdentity {
    DeviceIdentity { index: INDEX, token: OwnerToken::new(TOKEN).expect("it is not 0"), netns: 0 }
}

fn bridge(rtnetlink: &mut Rtnetlink, group: u32) {
    let request =
        NewLink { index: INDEX.cast_signed(), group: Some(group), create: true, excl: true, ..NewLink::of_kind(b"bridge") };
    rtnetlink.new_link(&request).expect("the index is free");
}

fn pinned(rtnetlink: &mut Rtnetlink) -> Pinned {
    match Pin::set(rtnetlink, &identity()) {
        Ok(Pin::Pinned(pinned)) => pinned,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_device_that_got_the_index_after_the_look_loses_the_pin_again() {
    let (_netns, mut rtnetlink) = enter();
    bridge(&mut rtnetlink, 0);
    assert!(matches!(Pin::set(&mut rtnetlink, &identity()), Ok(Pin::NotOurs)));
    let link = rtnetlink.get_by_index(INDEX).expect("it is left alone");
    assert_eq!((link.altnames, link.group), (Vec::<Vec<u8>>::new(), 0));
}

#[test]
fn a_device_that_died_after_the_look_is_gone() {
    let (_netns, mut rtnetlink) = enter();
    assert!(matches!(Pin::set(&mut rtnetlink, &identity()), Ok(Pin::Gone)));
}

#[test]
fn a_device_that_got_the_index_after_the_pin_is_not_reached() {
    let (_netns, mut rtnetlink) = enter();
    bridge(&mut rtnetlink, TOKEN);
    let pinned = pinned(&mut rtnetlink);
    rtnetlink.delete(&Selector::index(INDEX)).expect("it is there");
    // It even has the token.
    bridge(&mut rtnetlink, TOKEN);
    let gone = |call| Err(OsError::new(call, libc::ENODEV));
    assert_eq!(pinned.delete(&mut rtnetlink), gone("RTM_DELLINK"));
    assert_eq!(pinned.leave_bridge(&mut rtnetlink), gone("RTM_SETLINK"));
    assert_eq!(pinned.release(&mut rtnetlink), Ok(()), "it went away with the device");
    assert!(rtnetlink.get_by_index(INDEX).is_ok());
}

#[test]
fn two_cleanups_do_not_share_a_pin() {
    let (_netns, mut rtnetlink) = enter();
    bridge(&mut rtnetlink, TOKEN);
    let (one, other) = (pinned(&mut rtnetlink), pinned(&mut rtnetlink));
    one.release(&mut rtnetlink).expect("it is there");
    assert_eq!(other.delete(&mut rtnetlink), Ok(()));
}

#[test]
fn no_primary_name_can_be_that_of_a_pin() {
    assert!(new_name().len() > 15 && new_name() != new_name());
}
