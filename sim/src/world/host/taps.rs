//! Taps: `TUNSETIFF` and `TUNSETPERSIST`.

use super::super::op::{Answer, DeviceId, Fault, Index, NameId, Wanted};
use super::super::owner::Owner;
use super::holders::Process;
use super::{Host, HostNames, Slot};

/// The most queues of a tap (Linux, `MAX_TAP_QUEUES`).
const QUEUES_MAX: u16 = 256;

/// How a tap is opened.
#[derive(Clone, Copy)]
pub(super) struct Opening {
    pub(super) wanted: Wanted,
    pub(super) queues: u8,
    pub(super) exclusive: bool,
}

impl Host {
    /// `TUNSETIFF`, once for each queue; several queues ask for `IFF_MULTI_QUEUE`, and none at all counts as one.
    ///
    /// # Errors
    /// For a name that exists, those of [`may_attach`], or `EBUSY` at once if `exclusive` is set; `ENFILE` for a template
    /// without an id that is free.
    pub(super) fn open_tap(
        &mut self,
        names: &mut impl HostNames,
        actor: Owner,
        fresh: Index,
        opening: Opening,
    ) -> Result<Answer, Fault> {
        let queues = opening.queues.max(1);
        if let Wanted::Name(name) = opening.wanted {
            if let Some(at) = self.place_of(DeviceId::Name(name)) {
                may_attach(&self.slots[at], queues, opening.exclusive)?;
                return self.attach(at, actor, queues);
            }
            if names.is_furniture(name) {
                return Err(if opening.exclusive { Fault::Ebusy } else { Fault::Einval });
            }
        }
        let name = self.pick(names, opening.wanted)?;
        let slot = self.entry(name)?;
        slot.add_device(fresh, actor, if queues > 1 { Slot::MULTI_QUEUE } else { 0 });
        // A device without holders has room for one.
        let _ = slot.hold(Process::daemon(actor), queues);
        Ok(Answer::Device { name, index: fresh })
    }

    fn attach(&mut self, at: usize, actor: Owner, queues: u8) -> Result<Answer, Fault> {
        let slot = &mut self.slots[at];
        let device = Answer::Device { name: slot.name, index: slot.index };
        if slot.hold(Process::daemon(actor), queues) { Ok(device) } else { Err(self.is_too_small()) }
    }

    /// Somebody makes a persistent tap and closes it (`ip tuntap add`, which sets `IFF_TUN_EXCL`).
    ///
    /// # Errors
    /// `EBUSY` if the name exists, and those of [`Host::open_tap`].
    pub(super) fn add_persistent_tap(
        &mut self,
        names: &mut impl HostNames,
        fresh: Index,
        opening: Opening,
    ) -> Result<Answer, Fault> {
        let opening = Opening { exclusive: true, ..opening };
        let device = self.open_tap(names, Owner::FOREIGN, fresh, opening)?;
        if let Some(at) = self.place_of(DeviceId::Index(fresh)) {
            let slot = &mut self.slots[at];
            slot.set(Slot::PERSISTENT, true);
            slot.release(Process::daemon(Owner::FOREIGN));
        }
        Ok(device)
    }

    /// `TUNSETPERSIST` 1 on the daemon's descriptor.
    ///
    /// # Errors
    /// `EBADFD` if the actor's daemon has no descriptor of a tap of this name.
    pub(super) fn keep_tap(&mut self, actor: Owner, name: NameId) -> Result<(), Fault> {
        let is_held = |slot: &&mut Slot| !slot.is(Slot::MACVTAP) && slot.is_held_by(Process::daemon(actor));
        self.slot_mut(name).filter(is_held).ok_or(Fault::Ebadfd)?.set(Slot::PERSISTENT, true);
        Ok(())
    }

    /// `TUNSETIFF` and `TUNSETPERSIST` 0 (libvirt 9.0.0, `virNetDevTapDelete`): a tap that nobody holds is gone, and where there
    /// is no device, one is made and gone.
    ///
    /// # Errors
    /// Those of [`may_attach`] for a single queue, so `EBUSY` for a tap in use, and `EINVAL` for a device that is no tap.
    pub(super) fn delete_tap(&mut self, names: &impl HostNames, name: NameId) -> Result<(), Fault> {
        match self.place_of(DeviceId::Name(name)) {
            Some(at) => {
                may_attach(&self.slots[at], 1, false)?;
                self.remove_device(at);
                Ok(())
            }
            None if names.is_furniture(name) => Err(Fault::Einval),
            None => Ok(()),
        }
    }
}

/// Whether `TUNSETIFF` attaches to a device (Linux, `tun_set_iff` and `tun_attach`, in their order).
///
/// # Errors
/// `EBUSY` if it must not exist; `EINVAL` if it is no tap, or one queue meets a tap of several or several meet a tap of one;
/// `EBUSY` if its only queue is in use; `E2BIG` beyond 256 queues.
fn may_attach(device: &Slot, queues: u8, exclusive: bool) -> Result<(), Fault> {
    let in_use = device.queues();
    if exclusive {
        Err(Fault::Ebusy)
    } else if device.is(Slot::MACVTAP) || device.is(Slot::MULTI_QUEUE) != (queues > 1) {
        Err(Fault::Einval)
    } else if !device.is(Slot::MULTI_QUEUE) && in_use > 0 {
        Err(Fault::Ebusy)
    } else if u16::from(queues) + in_use > QUEUES_MAX {
        Err(Fault::E2big)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_names::{A, A_AGAIN, B, FURNITURE, done, perform, tap};
    use super::{Answer, DeviceId, Fault, Host, Owner, Slot, Wanted};
    use crate::world::op::Op;

    fn create(wanted: Wanted, exclusive: bool) -> Op {
        Op::CreateTap { wanted, queues: 1, exclusive }
    }

    #[test]
    fn a_template_passes_over_furniture_and_ends() {
        let mut host = Host::default();
        let template = create(Wanted::Template(0), true);
        assert_eq!(perform(&mut host, A, 1, template), Answer::Device { name: 1, index: 1 });
        assert_eq!(perform(&mut host, A, 2, template), Answer::Device { name: 3, index: 2 });
        assert_eq!(perform(&mut host, A, 3, template), Answer::Failed(Fault::Enfile));
        done(&mut host, A, Op::CloseDevice { name: 1 });
        assert_eq!(perform(&mut host, B, 3, template), Answer::Device { name: 1, index: 3 });
    }

    #[test]
    fn furniture_is_no_tap() {
        let mut host = Host::default();
        let wanted = Wanted::Name(FURNITURE);
        assert_eq!(perform(&mut host, A, 1, create(wanted, true)), Answer::Failed(Fault::Ebusy));
        assert_eq!(perform(&mut host, A, 1, create(wanted, false)), Answer::Failed(Fault::Einval));
        assert_eq!(perform(&mut host, A, 1, Op::DeleteTap { name: FURNITURE }), Answer::Failed(Fault::Einval));
        assert_eq!(host, Host::default());
    }

    #[test]
    fn somebody_makes_a_persistent_tap_that_is_adopted_unless_exclusively_asked_for() {
        let mut host = Host::default();
        let wanted = Wanted::Name(4);
        assert_eq!(perform(&mut host, Owner::FOREIGN, 1, create(wanted, false)), Answer::Device { name: 4, index: 1 });
        let slot = *host.slot(4).expect("it is there");
        assert_eq!((slot.creator, slot.is_held(), slot.is(Slot::PERSISTENT)), (Owner::FOREIGN, false, true));
        assert_eq!(perform(&mut host, Owner::FOREIGN, 2, create(wanted, false)), Answer::Failed(Fault::Ebusy));
        assert_eq!(perform(&mut host, A, 2, create(wanted, true)), Answer::Failed(Fault::Ebusy));
        assert_eq!(perform(&mut host, A, 2, create(wanted, false)), Answer::Device { name: 4, index: 1 });
        host.daemon_dies(A);
        assert!(host.has_device(4), "it outlives its last descriptor");
        done(&mut host, B, Op::DeleteTap { name: 4 });
        assert_eq!(host, Host::default());
    }

    #[test]
    fn a_kept_tap_outlives_its_hypervisor_and_is_found_by_its_guest() {
        let mut host = Host::default();
        let (keep, own) = (Op::KeepTap { name: 4 }, Op::DeleteLink { device: DeviceId::Own(4) });
        tap(&mut host, A, 1, 4);
        assert_eq!(perform(&mut host, B, 0, keep), Answer::Failed(Fault::Ebadfd));
        done(&mut host, A, keep);
        done(&mut host, A, Op::Spawn);
        assert_eq!(perform(&mut host, A, 0, keep), Answer::Failed(Fault::Ebadfd));
        host.hypervisor_dies(A);
        assert!(host.has_device(4));
        assert_eq!(perform(&mut host, B, 0, own), Answer::Failed(Fault::Enodev));
        done(&mut host, A_AGAIN, own);
        assert_eq!(perform(&mut host, A, 0, own), Answer::Failed(Fault::Enodev));
        assert_eq!(host, Host::default());
    }

    #[test]
    fn a_third_holder_is_one_too_many() {
        let mut host = Host::default();
        let open = |queues| Op::CreateTap { wanted: Wanted::Name(4), queues, exclusive: false };
        for (actor, fault) in [(A, None), (B, None), (Owner::new(3, 1), Some(Fault::Enomem))] {
            let answer = perform(&mut host, actor, 1, open(2));
            assert_eq!(answer, fault.map_or(Answer::Device { name: 4, index: 1 }, Answer::Failed));
        }
        assert!(host.rest.too_small);
    }

    #[test]
    fn a_tap_of_a_dead_daemon_gives_its_name_and_not_its_filter() {
        let mut host = Host::default();
        tap(&mut host, A, 1, 4);
        done(&mut host, A, Op::CreateFilter { name: 4, bound: crate::world::op::Bound::Refused });
        host.daemon_dies(A);
        tap(&mut host, B, 2, 4);
        let slot = *host.slot(4).expect("it is there");
        assert_eq!((slot.creator, slot.filter, slot.is(Slot::RULES)), (B, A, true));
    }
}
