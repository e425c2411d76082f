//! The kernel itself as an allocator.

use super::kernel::create;
use super::{Abilities, Allocator, Given, Kernel};
use crate::history::Reply;
use ifrace_model::Errno;
use ifrace_model::policy::DeviceKind;

/// Names and templates go to the kernel as they are; without one, the kind's default template does.
#[derive(Clone, Copy, Debug, Default)]
pub struct KernelAllocator;

impl Allocator for KernelAllocator {
    fn abilities(&self) -> Abilities {
        Abilities { kinds: &DeviceKind::ALL, reserve: false, restart: false, probe_faults: false, creates: true, taps: true }
    }

    fn generate(&mut self, kernel: &mut dyn Kernel, kind: DeviceKind, wanted: Option<&[u8]>, _probes_fail: bool) -> Given {
        let default = format!("{}%d", kind.prefix());
        match create(kernel, kind, wanted.unwrap_or(default.as_bytes())) {
            Ok(link) => Given::Device(link),
            Err(number) => Given::Refused(Errno::from_number(number).map_or(number.to_string(), |errno| errno.to_string())),
        }
    }

    fn reserve(&mut self, _name: &[u8]) -> Reply {
        Reply::Unsupported
    }

    fn release(&mut self, _name: &[u8]) -> Reply {
        Reply::Unsupported
    }

    fn restart(&mut self) -> Reply {
        Reply::Unsupported
    }
}
