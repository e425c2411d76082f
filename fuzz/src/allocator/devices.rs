//! How an agent creates devices.

use ifrace_model::Errno;
use ifrace_model::kernel::{Link, NewLink, Operation, Reply, TunSetIff, Via};
use ifrace_model::policy::DeviceKind;
use ifrace_sim::bench::Kernel;

/// The device below all others.
const LOWER: &[u8] = b"zz-lower";

/// The operation that creates a device on a lower one; a tap has none, and may be one that is there unless it is to be new.
pub(super) fn creation(kind: DeviceKind, name: &[u8], lower: u32, excl: bool) -> Operation {
    match kind {
        DeviceKind::Tap => Operation::Tun(TunSetIff { excl, ..TunSetIff::tap(name) }),
        _ => Operation::NewLink(NewLink { link: Some(lower), ..NewLink::create(kind.id(), Some(name)) }),
    }
}

/// The device below all others, which is created when it is first asked for.
///
/// # Errors
/// The error number that the kernel returns.
pub(super) fn lower(host: &mut dyn Kernel) -> Result<u32, i32> {
    match link(host, &Operation::Lookup { name: LOWER.to_vec(), via: Via::GetLink }) {
        Err(number) if number == Errno::ENODEV.number() => {
            let pair = NewLink { peer: Some(b"zz-lower-peer".to_vec()), ..NewLink::create("veth", Some(LOWER)) };
            link(host, &Operation::NewLink(pair)).map(|lower| lower.index)
        }
        found => found.map(|lower| lower.index),
    }
}

/// Performs an operation that answers with a device.
///
/// # Errors
/// The error number that the kernel returns.
pub(super) fn link(host: &mut dyn Kernel, operation: &Operation) -> Result<Link, i32> {
    match host.perform(operation)? {
        Reply::Link(link) => Ok(link),
        Reply::Done => Err(Errno::EINVAL.number()),
    }
}

/// Whether a creation failed because something has the name: `RTM_NEWLINK` says EEXIST, `TUNSETIFF` EBUSY.
pub(super) fn is_taken(number: i32) -> bool {
    [Errno::EEXIST, Errno::EBUSY].iter().any(|errno| errno.number() == number)
}
