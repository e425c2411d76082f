//! What performs naming operations.

use ifrace_allocator::IfName;
use ifrace_model::Errno;
use ifrace_model::kernel::{Device, Link, Namespace, NewLink, Operation, Reply, TunSetIff, Via};
use ifrace_model::policy::DeviceKind;

/// The result of an operation, or the number of its error.
pub type KernelResult = Result<Reply, i32>;

/// Devices by index, each with its primary name and then its alternative ones.
pub type DeviceNames = Vec<(u32, Vec<Vec<u8>>)>;

/// One network namespace, of the model or of a running kernel.
pub trait Kernel {
    /// Performs one operation.
    ///
    /// # Errors
    /// The error number that the kernel returns.
    fn perform(&mut self, operation: &Operation) -> KernelResult;

    /// Adds alternative names to a device, up to the first that is refused.
    ///
    /// # Errors
    /// The error number for that name.
    fn add_altnames(&mut self, index: u32, names: &[Vec<u8>]) -> Result<(), i32> {
        names.iter().try_for_each(|name| self.perform(&Operation::AltnameAdd { index, name: name.clone() }).map(drop))
    }

    /// All devices with their names.
    ///
    /// # Errors
    /// The error number that the kernel returns.
    fn names_by_device(&mut self) -> Result<DeviceNames, i32>;
}

impl Kernel for Namespace {
    fn perform(&mut self, operation: &Operation) -> KernelResult {
        self.apply(operation).map_err(|errno| errno.number())
    }

    fn names_by_device(&mut self) -> Result<DeviceNames, i32> {
        let names = |device: &Device| {
            let altnames = device.altnames.iter().map(|name| name.to_vec());
            [device.name.as_bytes().to_vec()].into_iter().chain(altnames).collect()
        };
        Ok(self.devices().map(|(index, device)| (index, names(device))).collect())
    }
}

/// The device below every macvtap and macvlan of a bench.
const LOWER: &[u8] = b"zz-lower";

/// Performs an operation that answers with a device.
pub(super) fn link(kernel: &mut dyn Kernel, operation: &Operation) -> Result<Link, i32> {
    kernel.perform(operation).map(|reply| match reply {
        Reply::Link(link) => link,
        Reply::Done => Link { name: ifrace_model::IfName::default(), index: 0 },
    })
}

/// Creates a device, or attaches to a tap, as every era of libvirt does: `TUNSETIFF` without `IFF_TUN_EXCL` for a tap,
/// `RTM_NEWLINK` with `NLM_F_CREATE | NLM_F_EXCL` for the others.
pub(super) fn create(kernel: &mut dyn Kernel, kind: DeviceKind, name: &[u8]) -> Result<Link, i32> {
    if kind == DeviceKind::Tap {
        return link(kernel, &Operation::Tun(TunSetIff::tap(name)));
    }
    let lower = lower(kernel)?;
    let request = NewLink { link: Some(lower), ..NewLink::create(kind.id(), Some(name)) };
    link(kernel, &Operation::NewLink(request))
}

/// Creates a device whose name nothing has, as a careful agent does: a tap with `IFF_TUN_EXCL`.
pub(super) fn create_exclusively(kernel: &mut dyn Kernel, kind: DeviceKind, name: &[u8]) -> Result<Link, i32> {
    if kind == DeviceKind::Tap {
        return link(kernel, &Operation::Tun(TunSetIff { excl: true, ..TunSetIff::tap(name) }));
    }
    create(kernel, kind, name)
}

/// The same; `None` if something has the name.
pub(super) fn create_if_free(kernel: &mut dyn Kernel, kind: DeviceKind, name: IfName) -> Result<Option<Link>, String> {
    match create_exclusively(kernel, kind, name.as_bytes()) {
        Err(number) if is_taken(number) => Ok(None),
        created => created.map(Some).map_err(|number| format!("{name}: creation failed: {}", errno_text(number))),
    }
}

/// Whether a creation failed because something has the name: `RTM_NEWLINK` says EEXIST, `TUNSETIFF` EBUSY.
fn is_taken(number: i32) -> bool {
    [Errno::EEXIST, Errno::EBUSY].iter().any(|errno| errno.number() == number)
}

/// What answers to a name, be it a primary or an alternative one: the ioctl of libvirt's `virNetDevExists`.
pub(super) fn find(kernel: &mut dyn Kernel, name: &[u8]) -> Option<Link> {
    link(kernel, &Operation::Lookup { name: name.to_vec(), via: Via::Ioctl }).ok()
}

/// The name of an error number, or else the number.
pub(super) fn errno_text(number: i32) -> String {
    Errno::from_number(number).map_or(number.to_string(), |errno| errno.to_string())
}

/// A pair of devices. With them a namespace is torn down at once; each bridge in it would take 17 ms.
pub(super) fn veth(name: &[u8], peer: &[u8]) -> NewLink {
    NewLink { peer: Some(peer.to_vec()), ..NewLink::create("veth", Some(name)) }
}

fn lower(kernel: &mut dyn Kernel) -> Result<u32, i32> {
    let find = Operation::Lookup { name: LOWER.to_vec(), via: Via::GetLink };
    match link(kernel, &find) {
        Ok(lower) => Ok(lower.index),
        Err(_) => link(kernel, &Operation::NewLink(veth(LOWER, b"zz-lower-peer"))).map(|lower| lower.index),
    }
}
