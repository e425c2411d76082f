//! Taps: `TUNSETIFF` and `TUNSETPERSIST`.

use super::MemoryHost;
use super::device::{Device, Holder};
use super::errno::{E2BIG, EBADFD, EBUSY, EINVAL};
use crate::IfName;
use crate::host::{Failure, Incarnation, LinkKind, Reply};

/// The most queues of a tap (Linux, `MAX_TAP_QUEUES`).
const QUEUES_MAX: u32 = 256;

impl MemoryHost {
    /// `TUNSETIFF`, once for each queue; several queues ask for `IFF_MULTI_QUEUE`, and none at all counts as one.
    ///
    /// # Errors
    /// For a name that exists, those of [`may_attach`], or `EBUSY` at once if `exclusive` is set; otherwise those of a name.
    pub(super) fn open_tap(&mut self, actor: Incarnation, name: IfName, queues: u32, exclusive: bool) -> Result<Reply, Failure> {
        let (queues, holder) = (queues.max(1), Holder::Daemon(actor));
        if let Some(device) = self.devices.get_mut(name) {
            may_attach(device, queues, exclusive)?;
            device.hold(holder, queues);
            return Ok(Reply::Device { name, index: device.index });
        }
        let name = self.devices.name_for(name)?;
        if queues > QUEUES_MAX {
            // The first queue has made the tap, which ends when the daemon closes the others after the failure.
            self.devices.take_index();
            return Err(E2BIG);
        }
        let device = self.devices.add(name, LinkKind::Tap, Some(actor));
        device.multi_queue = queues > 1;
        device.hold(holder, queues);
        Ok(Reply::Device { name, index: device.index })
    }

    /// `TUNSETPERSIST` 1 on the daemon's descriptor.
    ///
    /// # Errors
    /// `EBADFD` if the actor's daemon has no descriptor of a tap of this name.
    pub(super) fn keep_tap(&mut self, actor: Incarnation, name: IfName) -> Result<(), Failure> {
        let is_held = |device: &&mut Device| device.kind == LinkKind::Tap && device.holders.contains_key(&Holder::Daemon(actor));
        self.devices.get_mut(name).filter(is_held).ok_or(EBADFD)?.persistent = true;
        Ok(())
    }

    /// `TUNSETIFF` and `TUNSETPERSIST` 0 (libvirt 9.0.0, `virNetDevTapDelete`): a tap that nobody holds is gone, and where there
    /// is no device, one is made and gone.
    ///
    /// # Errors
    /// Those of [`may_attach`] for a single queue, so `EBUSY` for a tap in use, and `EINVAL` for a device that is no tap.
    pub(super) fn delete_tap(&mut self, name: IfName) -> Result<(), Failure> {
        if let Some(device) = self.devices.get(name) {
            may_attach(device, 1, false)?;
            self.devices.remove(name);
        } else {
            self.devices.name_for(name)?;
            self.devices.take_index();
        }
        Ok(())
    }
}

/// Whether `TUNSETIFF` attaches to a device (Linux, `tun_set_iff` and `tun_attach`, in their order).
///
/// # Errors
/// `EBUSY` if it must not exist; `EINVAL` if it is no tap, or one queue meets a tap of several or several meet a tap of one;
/// `EBUSY` if its only queue is in use; `E2BIG` beyond 256 queues.
fn may_attach(device: &Device, queues: u32, exclusive: bool) -> Result<(), Failure> {
    let in_use = device.queues();
    if exclusive {
        Err(EBUSY)
    } else if device.kind != LinkKind::Tap || device.multi_queue != (queues > 1) {
        Err(EINVAL)
    } else if !device.multi_queue && in_use > 0 {
        Err(EBUSY)
    } else if queues.saturating_add(in_use) > QUEUES_MAX {
        Err(E2BIG)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::errno::{E2BIG, EBADFD, EBUSY, EINVAL};
    use super::super::test_host::{A, B, create_tap, done, host, index_of, macvtap, name};
    use crate::host::{Host, HostOp, Reply};

    fn tap(text: &str, queues: u32, exclusive: bool) -> HostOp<'static> {
        HostOp::CreateTap { name: name(text), queues, exclusive }
    }

    #[test]
    fn a_template_takes_the_name_that_was_just_freed() {
        let mut host = host();
        let first = create_tap(&mut host, A, "vnet%d");
        done(&mut host, A, &HostOp::CloseDevice { name: name("vnet0") });
        let second = create_tap(&mut host, B, "vnet%d");
        assert_eq!((first.0, second.0), (name("vnet0"), name("vnet0")));
        assert!(second.1 > first.1, "but never its index");
        assert_eq!(host.perform(A, &tap("v%s", 1, true)), Err(EINVAL));
    }

    #[test]
    fn a_tap_in_use_is_busy() {
        let mut host = host();
        create_tap(&mut host, A, "vnet0");
        for exclusive in [true, false] {
            assert_eq!(host.perform(B, &tap("vnet0", 1, exclusive)), Err(EBUSY));
        }
        assert_eq!(host.perform(B, &tap("vnet0", 2, false)), Err(EINVAL));
    }

    #[test]
    fn several_queues_meet_several() {
        let mut host = host();
        done_device(&host.perform(A, &tap("vnet0", 2, true)));
        done_device(&host.perform(B, &tap("vnet0", 2, false)));
        assert_eq!(host.perform(B, &tap("vnet0", 1, false)), Err(EINVAL));
        assert_eq!(host.perform(B, &tap("vnet0", 253, false)), Err(E2BIG));
        assert_eq!(host.perform(B, &tap("vnet1", 257, false)), Err(E2BIG));
        done(&mut host, A, &HostOp::CloseDevice { name: name("vnet0") });
        assert_eq!(host.owner_of_device(name("vnet0")), Some(A), "it lives on B's queues");
        assert_eq!(host.belongings(B).devices.len(), 1);
    }

    #[test]
    fn an_idle_persistent_tap_is_adopted_unless_exclusively_asked_for() {
        let mut host = host();
        let index = host.add_persistent_tap(name("vnet0")).expect("the name is free");
        assert_eq!(host.perform(A, &tap("vnet0", 1, true)), Err(EBUSY));
        let open = HostOp::OpenTap { name: name("vnet0"), queues: 1 };
        assert_eq!(host.perform(A, &open), Ok(Reply::Device { name: name("vnet0"), index }));
        assert_eq!(host.owner_of_device(name("vnet0")), None, "it stays somebody's");
        done(&mut host, A, &HostOp::CloseDevice { name: name("vnet0") });
        assert_eq!(index_of(&host, "vnet0"), Some(index));
    }

    #[test]
    fn who_holds_a_tap_can_make_it_outlive_its_descriptors() {
        let mut host = host();
        let keep = HostOp::KeepTap { name: name("vnet0") };
        assert_eq!(host.perform(A, &keep), Err(EBADFD));
        let (_, index) = create_tap(&mut host, A, "vnet0");
        assert_eq!(host.perform(B, &keep), Err(EBADFD));
        done(&mut host, A, &keep);
        done(&mut host, A, &HostOp::Spawn);
        assert_eq!(host.perform(A, &keep), Err(EBADFD), "the hypervisor has it");
        host.hypervisor_dies(A);
        assert_eq!((index_of(&host, "vnet0"), host.owner_of_device(name("vnet0"))), (Some(index), Some(A)));
        macvtap(&mut host, A, "macvtap0");
        assert_eq!(host.perform(A, &HostOp::KeepTap { name: name("macvtap0") }), Err(EBADFD));
    }

    #[test]
    fn no_tap_is_made_of_another_device() {
        let mut host = host();
        assert_eq!(host.perform(A, &tap("eth0", 1, false)), Err(EINVAL));
        assert_eq!(host.perform(A, &tap("eth0", 1, true)), Err(EBUSY));
    }

    #[test]
    fn delete_tap_destroys_what_is_idle_and_uses_up_an_index() {
        let mut host = host();
        let last = host.add_persistent_tap(name("mine")).expect("the name is free");
        done(&mut host, A, &HostOp::DeleteTap { name: name("mine") });
        done(&mut host, A, &HostOp::DeleteTap { name: name("mine") });
        assert_eq!(index_of(&host, "mine"), None);
        assert_eq!(create_tap(&mut host, B, "vnet0").1, last + 2);
        assert_eq!(host.perform(A, &HostOp::DeleteTap { name: name("vnet0") }), Err(EBUSY));
        macvtap(&mut host, B, "macvtap0");
        assert_eq!(host.perform(A, &HostOp::DeleteTap { name: name("macvtap0") }), Err(EINVAL));
        assert_eq!(host.perform(A, &HostOp::DeleteTap { name: name("a b") }), Err(EINVAL));
    }

    fn done_device(answer: &Result<Reply, crate::host::Failure>) {
        assert!(matches!(answer, Ok(Reply::Device { .. })), "{answer:?}");
    }
}
