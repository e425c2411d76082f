//! The socket for events.

use crate::support::{bridge, enter, veth};
use ifrace_allocator::linux::rtnetlink::{Drained, LinkEvent, LinkEvents, Rtnetlink};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::net::netlink::SocketAddrNetlink;
use rustix::net::{AddressFamily, SendFlags, SocketFlags, SocketType, getsockname, sendto, socket_with};
use std::os::fd::AsFd;

/// Of `linux/rtnetlink.h`.
const RTM_DELLINK: u16 = 17;

fn drained(events: &mut LinkEvents) -> Vec<LinkEvent> {
    let mut all = Vec::new();
    assert_eq!(events.drain(&mut |event| all.push(event)), Ok(Drained::Complete));
    all
}

fn is_readable(events: &LinkEvents) -> bool {
    let mut polled = [PollFd::new(events, PollFlags::IN)];
    poll(&mut polled, Some(&Timespec::default())).unwrap() == 1
}

#[test]
fn the_socket_is_readable_while_there_are_events() {
    let _netns = enter();
    let (mut rtnetlink, mut events) = (Rtnetlink::open().unwrap(), LinkEvents::open().unwrap());
    assert!(!is_readable(&events));
    assert_eq!(drained(&mut events), [], "nothing waits for an event");
    let link = bridge(&mut rtnetlink, "v0");
    assert!(is_readable(&events));
    let told = drained(&mut events);
    assert!(matches!(&told[..], [LinkEvent::Set(told)] if (told.index, &told.name) == (link.index, &link.name)), "{told:?}");
    assert!(!is_readable(&events));
}

/// A message like the one that the kernel sends when the link is gone.
fn gone(index: u32) -> Vec<u8> {
    let (len, kind) = (32_u32.to_ne_bytes(), RTM_DELLINK.to_ne_bytes());
    let mut message = [&len[..], &kind, &[0; 10], &[0; 16]].concat();
    message[20..24].copy_from_slice(&index.to_ne_bytes());
    message
}

#[test]
fn only_the_kernel_is_believed() {
    let _netns = enter();
    let (mut rtnetlink, mut events) = (Rtnetlink::open().unwrap(), LinkEvents::open().unwrap());
    let link = bridge(&mut rtnetlink, "v0");
    assert_eq!(drained(&mut events).len(), 1);
    let stranger = socket_with(AddressFamily::NETLINK, SocketType::RAW, SocketFlags::CLOEXEC, None).unwrap();
    let port = SocketAddrNetlink::try_from(getsockname(events.as_fd()).unwrap()).unwrap().pid();
    let message = gone(link.index);
    assert_eq!(sendto(&stranger, &message, SendFlags::empty(), &SocketAddrNetlink::new(port, 0)), Ok(message.len()));
    assert!(is_readable(&events), "the message has arrived");
    assert_eq!(drained(&mut events), []);
}

/// The kernel tells of it by an `RTM_DELLINK` of the family `AF_BRIDGE`.
#[test]
fn a_port_that_leaves_a_bridge_is_not_gone() {
    let _netns = enter();
    let mut rtnetlink = Rtnetlink::open().unwrap();
    let bridge = bridge(&mut rtnetlink, "br0").index;
    let (port, _) = veth(&mut rtnetlink, "v0");
    rtnetlink.set_master(port, bridge).unwrap();
    let mut events = LinkEvents::open().unwrap();
    rtnetlink.set_master(port, 0).unwrap();
    let told = drained(&mut events);
    let is_of_port = |event: &LinkEvent| matches!(event, LinkEvent::Set(link) if link.index == port);
    assert!(told.iter().any(is_of_port), "it has no bridge now: {told:?}");
    assert!(!told.iter().any(|event| matches!(event, LinkEvent::Gone { .. })), "{told:?}");
}
