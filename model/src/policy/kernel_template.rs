//! Taps until libvirt 6.7: the kernel fills in `vnet%d`.
//!
//! Source: libvirt up to 6.7.0, `src/qemu/qemu_interface.c`, `qemuInterfaceBridgeConnect` and `qemuInterfaceEthernetConnect`,
//! which pass the name on to `virNetDevTapCreate` (`src/util/virnetdevtap.c`) and so to `TUNSETIFF`. No lock, no counter, no
//! reservation and no probe. The kernel picks the lowest free number atomically, so that no two processes get the same name;
//! but a name that was just freed is the next one to be handed out.
//!
//! Defects reproduced: immediate reuse; a user's own template is overwritten with `vnet%d`; a literal name that exists is not
//! noticed before the ioctl, which may attach to it.

use super::tap_creation::{TEMPLATE, TapName, create, finish};
use super::{Answer, Step};

/// One call: a single creation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Machine {
    name: TapName,
}

impl Machine {
    pub(super) fn new(wanted: Option<Vec<u8>>) -> Self {
        Self { name: TapName::new(wanted) }
    }

    pub(super) fn step(&mut self, answer: Option<Answer>) -> Step {
        match (&self.name, answer) {
            (TapName::Template, None) => create(TEMPLATE),
            (TapName::Literal(name), None) => create(name),
            (_, answer) => finish(answer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_host::{Host, created};
    use super::super::{DeviceKind, Era, Outcome, Policy, Refusal, Reserved, Step};
    use crate::{Errno, IfName};

    const TAP: DeviceKind = DeviceKind::Tap;

    #[test]
    fn the_kernel_gets_the_template_and_picks_the_lowest_free_number() {
        let (mut policy, mut host) = (Policy::new(Era::KernelTemplate), Host::with(&["vnet0", "vnet2"]));
        assert_eq!(host.run(&mut policy, TAP, None), created("vnet1"));
        assert_eq!(host.log, [Step::Create(IfName::cut(b"vnet%d"))]);
    }

    #[test]
    fn a_freed_name_is_handed_out_again_at_once() {
        let (mut policy, mut host) = (Policy::new(Era::KernelTemplate), Host::with(&[]));
        assert_eq!(host.run(&mut policy, TAP, None), created("vnet0"));
        host.delete("vnet0");
        policy.release(b"vnet0");
        assert_eq!(host.run(&mut policy, TAP, None), created("vnet0"));
    }

    #[test]
    fn a_users_template_is_overwritten() {
        let (mut policy, mut host) = (Policy::new(Era::KernelTemplate), Host::with(&[]));
        assert_eq!(host.run(&mut policy, TAP, Some("mytap%d")), created("vnet0"));
        assert_eq!(host.run(&mut policy, TAP, Some("vnet17")), created("vnet1"));
    }

    #[test]
    fn a_literal_goes_to_the_ioctl_without_a_probe() {
        let (mut policy, mut host) = (Policy::new(Era::KernelTemplate), Host::with(&["mytap0"]));
        assert_eq!(host.run(&mut policy, TAP, Some("mytap1")), created("mytap1"));
        let busy = Outcome::Refused(Refusal::Create(Errno::EBUSY));
        assert_eq!(host.run(&mut policy, TAP, Some("mytap0")), Some(busy));
        assert_eq!(host.log, [Step::Create(IfName::cut(b"mytap1")), Step::Create(IfName::cut(b"mytap0"))]);
    }

    #[test]
    fn reservations_have_no_effect() {
        let mut policy = Policy::new(Era::KernelTemplate);
        assert_eq!(policy.reserve(b"vnet5"), Reserved::Ignored);
        assert_eq!(policy, Policy::new(Era::KernelTemplate));
    }
}
