//! The kernel itself as an allocator.

use super::kernel::{create, errno_text};
use super::{Abilities, Allocator, Given, Kernel};
use crate::history::Reply;
use ifrace_model::kernel::LinkKind;
use ifrace_model::policy::DeviceKind;

/// Names and templates go to the kernel as they are; without one, the kind's default template does.
#[derive(Clone, Copy, Debug)]
pub struct KernelAllocator {
    kinds: &'static [DeviceKind],
}

impl Default for KernelAllocator {
    fn default() -> Self {
        Self { kinds: &DeviceKind::ALL }
    }
}

impl KernelAllocator {
    /// A kernel that creates these kinds of links, and taps. Everything but a tap hangs below a veth device of the bench.
    ///
    /// ```
    /// use ifrace_model::kernel::LinkKind;
    /// use ifrace_model::policy::DeviceKind;
    /// use ifrace_sim::bench::{Allocator, KernelAllocator};
    ///
    /// let without_macvtap = KernelAllocator::with_kinds(&[LinkKind::Veth, LinkKind::Macvlan]);
    /// assert_eq!(without_macvtap.abilities().kinds, [DeviceKind::Tap, DeviceKind::Macvlan]);
    /// ```
    pub fn with_kinds(kinds: &[LinkKind]) -> Self {
        use DeviceKind::{Macvlan, Macvtap, Tap};
        let has = |kind| kinds.contains(&kind) && kinds.contains(&LinkKind::Veth);
        let kinds: &'static [DeviceKind] = match (has(LinkKind::Macvtap), has(LinkKind::Macvlan)) {
            (true, true) => &DeviceKind::ALL,
            (true, false) => &[Tap, Macvtap],
            (false, true) => &[Tap, Macvlan],
            (false, false) => &[Tap],
        };
        Self { kinds }
    }
}

impl Allocator for KernelAllocator {
    fn abilities(&self) -> Abilities {
        Abilities { kinds: self.kinds, reserve: false, restart: false, probe_faults: false, creates: true, taps: true }
    }

    fn generate(&mut self, kernel: &mut dyn Kernel, kind: DeviceKind, wanted: Option<&[u8]>, _probes_fail: bool) -> Given {
        if !self.kinds.contains(&kind) {
            return Given::Unsupported;
        }
        let default = format!("{}%d", kind.prefix());
        match create(kernel, kind, wanted.unwrap_or(default.as_bytes())) {
            Ok(link) => Given::Device(link),
            Err(number) => Given::Refused(errno_text(number)),
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
