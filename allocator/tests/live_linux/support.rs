//! What the live tests have in common.

use ifrace_allocator::linux::OsError;
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::linux::rtnetlink::{Link, NewLink, Rtnetlink, payload};
use ifrace_allocator::linux::tun::{TunDevice, TunFlags};

/// A name that is not UTF-8.
pub(crate) const ODD: &[u8] = b"\xc3\x28\xff";

/// Moves the thread of the test into a network namespace of its own, and opens a socket there.
pub(crate) fn enter() -> (PrivateNetns, Rtnetlink) {
    let netns = PrivateNetns::enter().expect("a private network namespace is needed (root, or user namespaces)");
    (netns, Rtnetlink::open().unwrap())
}

/// The symbolic error number of a failure.
pub(crate) fn symbol(error: OsError) -> &'static str {
    error.symbol().unwrap()
}

/// An exclusive creation with this payload as the name, which asks for the result.
pub(crate) fn request(kind: &[u8], payload: &[u8]) -> NewLink {
    NewLink { name: Some(payload.to_vec()), create: true, excl: true, echo: true, ..NewLink::of_kind(kind) }
}

/// The link that a request creates.
pub(crate) fn create(rtnetlink: &mut Rtnetlink, request: &NewLink) -> Result<Link, &'static str> {
    rtnetlink.new_link(request).map(|link| link.expect("Linux 6.2 and later report what was created")).map_err(symbol)
}

/// A new bridge.
pub(crate) fn bridge(rtnetlink: &mut Rtnetlink, name: &[u8]) -> Link {
    create(rtnetlink, &request(b"bridge", &payload(name))).unwrap()
}

/// The names of all links.
pub(crate) fn names(rtnetlink: &mut Rtnetlink) -> Vec<Vec<u8>> {
    rtnetlink.dump().unwrap().into_iter().map(|link| link.name).collect()
}

/// A file that can be attached to a tap.
pub(crate) fn open_tun() -> TunDevice {
    TunDevice::open().expect("/dev/net/tun is needed")
}

/// A tap of this name, with the file that it lives by.
pub(crate) fn tap(name: &[u8], flags: TunFlags) -> (TunDevice, Vec<u8>) {
    let mut device = open_tun();
    let name = device.set_iff(name, flags).unwrap();
    (device, name)
}

/// What the kernel answers to the name.
pub(crate) fn try_name(name: &[u8], flags: TunFlags) -> Result<Vec<u8>, &'static str> {
    open_tun().set_iff(name, flags).map_err(symbol)
}

/// What `/sys` shows, in ascending order.
pub(crate) fn names_in_sysfs() -> Vec<String> {
    let entries = std::fs::read_dir("/sys/class/net").unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
