//! What the tests have in common.

use ifrace_allocator::IfName;
use ifrace_allocator::linux::devices::{DeviceAllocator, OwnedDevice, TapOptions, Wanted};
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::linux::rtnetlink::{Link, NewLink, Rtnetlink, payload};
use ifrace_allocator::linux::tun::{TunDevice, TunFlags};
use ifrace_allocator::names::{NameAllocator, NamePattern, NamedKind};
use std::time::Duration;

/// A network namespace with an allocator of devices, and a socket to look with.
pub(crate) struct Bench {
    pub(crate) devices: DeviceAllocator,
    pub(crate) rtnetlink: Rtnetlink,
    /// The index of a bridge, on which macvtaps can be.
    pub(crate) lower: u32,
    pub(crate) netns: PrivateNetns,
}

/// Moves the thread of the test into a network namespace of its own.
pub(crate) fn enter() -> Bench {
    let netns = PrivateNetns::enter().expect("a private network namespace is needed (root, or user namespaces)");
    let mut rtnetlink = Rtnetlink::open().unwrap();
    let lower = bridge(&mut rtnetlink, "lower");
    Bench { devices: DeviceAllocator::open(NameAllocator::in_process()).unwrap(), rtnetlink, lower, netns }
}

/// A new bridge. It is down.
pub(crate) fn bridge(rtnetlink: &mut Rtnetlink, name: &str) -> u32 {
    let name = Some(payload(name.as_bytes()));
    let request = NewLink { name, create: true, excl: true, echo: true, ..NewLink::of_kind(b"bridge") };
    rtnetlink.new_link(&request).unwrap().expect("Linux 6.2 and later report what was created").index
}

/// A tap of somebody else.
pub(crate) fn foreign_tap(name: &str) -> TunDevice {
    let mut device = TunDevice::open().expect("/dev/net/tun is needed");
    device.set_iff(name.as_bytes(), TunFlags::TAP | TunFlags::NO_PI | TunFlags::EXCLUSIVE).unwrap();
    device
}

/// Closes taps, and waits until they are gone: a process that another test just starts has copies of all descriptors for a moment.
pub(crate) fn close(taps: impl IntoIterator<Item = TunDevice>) {
    let mut rtnetlink = Rtnetlink::open().unwrap();
    for tap in taps {
        let name = payload(&tap.name().unwrap());
        drop(tap);
        let is_gone = || rtnetlink.get_by_name(&name).is_err();
        assert!(comes_true(is_gone), "{name:?} stays");
    }
}

/// Whether something is so after a while.
pub(crate) fn comes_true(mut is_so: impl FnMut() -> bool) -> bool {
    (0..2000).any(|_| {
        let is_so = is_so();
        if !is_so {
            std::thread::sleep(Duration::from_millis(5));
        }
        is_so
    })
}

pub(crate) fn vnet() -> Wanted {
    NamePattern::of_kind(NamedKind::Tap).into()
}

pub(crate) fn template(text: &str) -> Wanted {
    NamePattern::parse(text.as_bytes()).unwrap().into()
}

pub(crate) fn literal(name: &str) -> Wanted {
    Wanted::Name(name_of(name))
}

pub(crate) fn name_of(name: &str) -> IfName {
    IfName::new(name).unwrap()
}

impl Bench {
    /// A tap with one queue.
    pub(crate) fn tap(&self, wanted: Wanted) -> OwnedDevice {
        self.devices.create_tap(wanted, TapOptions::default()).unwrap()
    }

    /// Removes a device, and ends its lease.
    pub(crate) fn end(&self, device: OwnedDevice) {
        self.devices.remove(device).unwrap().done().unwrap();
    }

    /// How many attempts to create a device there were since the last call, with the one that it makes itself: tokens count them.
    pub(crate) fn attempts(&self, since: &mut u32) -> u32 {
        let lease = self.devices.remove(self.tap(literal("counted"))).unwrap();
        let token = lease.token();
        lease.done().unwrap();
        token.wrapping_sub(std::mem::replace(since, token))
    }

    pub(crate) fn link(&mut self, index: u32) -> Option<Link> {
        self.rtnetlink.get_by_index(index).ok()
    }

    /// The names of all devices but `lo` and the bridge, in ascending order.
    pub(crate) fn names(&mut self) -> Vec<String> {
        let links = self.rtnetlink.dump().unwrap();
        let others = links.into_iter().filter(|link| link.index != 1 && link.index != self.lower);
        let mut names: Vec<String> = others.map(|link| link.name.escape_ascii().to_string()).collect();
        names.sort();
        names
    }

    pub(crate) fn is_pending(&self, name: &str) -> bool {
        self.devices.names().is_pending(name_of(name)).unwrap()
    }
}
