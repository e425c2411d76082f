//! One real network namespace.

use ifrace_allocator::linux::OsError;
use ifrace_allocator::linux::ioctl::InterfaceIoctl;
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::linux::rtnetlink::{Link, Rtnetlink, payload};
use ifrace_allocator::linux::tun::TunDevice;
use ifrace_model::IfName;
use ifrace_model::kernel::{self, Operation, Reply};
use ifrace_sim::bench::{DeviceNames, Kernel, KernelResult};

/// The devices of the calling thread's network namespace.
///
/// Descriptors of taps stay open until they are closed by an operation, or all at once.
#[derive(Debug)]
pub struct LiveKernel {
    pub(super) rtnetlink: Rtnetlink,
    pub(super) ioctl: InterfaceIoctl,
    pub(super) taps: Vec<(u32, TunDevice)>,
}

impl LiveKernel {
    /// Opens the sockets that operations need. The namespace is taken as a proof that this is not the machine's own.
    ///
    /// # Errors
    /// If a socket cannot be opened.
    pub fn open(_netns: &PrivateNetns) -> Result<Self, OsError> {
        Ok(Self { rtnetlink: Rtnetlink::open()?, ioctl: InterfaceIoctl::open()?, taps: Vec::new() })
    }

    /// Gives up all descriptors without deleting their devices one by one, which would take 16 ms for each: made persistent,
    /// they die together with the namespace.
    pub fn abandon(mut self) {
        for (_, tap) in &mut self.taps {
            // A tap whose device is gone has nothing to keep.
            let _ = tap.set_persist(true);
        }
    }
}

impl Kernel for LiveKernel {
    fn perform(&mut self, operation: &Operation) -> KernelResult {
        let result = match operation {
            Operation::Tun(request) => self.tun(request),
            Operation::NewLink(request) => self.new_link(request),
            Operation::Close { index } => self.close(*index),
            Operation::Rename { index, name, via } => self.rename(*index, name, *via),
            Operation::AltnameAdd { index, name } => self.altname_add(*index, name),
            Operation::AltnameDel { index, name } => self.altname_del(*index, name),
            Operation::Mtu { index, mtu } => self.set_mtu(*index, *mtu),
            Operation::Delete(selector) => self.delete(selector),
            Operation::Lookup { name, via } => self.look_up(name, *via),
        };
        result.map_err(|error| error.errno)
    }

    /// In as few messages as possible: one by one they would cost five times as much.
    fn add_altnames(&mut self, index: u32, names: &[Vec<u8>]) -> Result<(), i32> {
        let payloads: Vec<_> = names.iter().map(|name| payload(name)).collect();
        self.rtnetlink.altnames_add(index, &payloads).map_err(|error| error.errno)
    }

    fn names_by_device(&mut self) -> Result<DeviceNames, i32> {
        let names = |link: Link| (link.index, [vec![link.name], link.altnames].concat());
        let links = self.rtnetlink.dump().map_err(|error| error.errno)?;
        Ok(links.into_iter().map(names).collect())
    }
}

/// A device as the model gives it.
pub(super) fn reply(link: &Link) -> Reply {
    Reply::Link(kernel::Link { name: IfName::cut(&link.name), index: link.index })
}
