//! Macvtaps, and the deletion of any device: `RTM_NEWLINK` and `RTM_DELLINK`.

use super::super::op::{Answer, DeviceId, Fault, Index, Wanted};
use super::super::owner::Owner;
use super::holders::Process;
use super::{Host, HostNames, LOWERS_MAX, Slot};

/// How a macvtap is made.
#[derive(Clone, Copy)]
pub(super) struct NewMacvtap {
    pub(super) wanted: Wanted,
    pub(super) lower: u8,
    pub(super) passthrough: bool,
}

impl Host {
    /// `RTM_NEWLINK` with `NLM_F_CREATE | NLM_F_EXCL`, in the order of Linux 6.18.
    ///
    /// # Errors
    /// `EEXIST` if the name is taken, `ENODEV` if there is no lower device, `EINVAL` if one in passthrough mode would have to
    /// share it (`macvlan_common_newlink`), `ENFILE` for a template without an id that is free.
    pub(super) fn create_macvtap(
        &mut self,
        names: &mut impl HostNames,
        actor: Owner,
        fresh: Index,
        new: NewMacvtap,
    ) -> Result<Answer, Fault> {
        if matches!(new.wanted, Wanted::Name(name) if self.has_device(name) || names.is_furniture(name)) {
            return Err(Fault::Eexist);
        }
        if usize::from(new.lower) >= LOWERS_MAX {
            return Err(Fault::Enodev);
        }
        let lower = new.lower + 1;
        let is_refused = |other: &Slot| other.lower == lower && (new.passthrough || other.is(Slot::PASSTHROUGH));
        if self.slots().iter().any(is_refused) {
            return Err(Fault::Einval);
        }
        let name = self.pick(names, new.wanted)?;
        let slot = self.entry(name)?;
        slot.add_device(fresh, actor, if new.passthrough { Slot::MACVTAP | Slot::PASSTHROUGH } else { Slot::MACVTAP });
        slot.lower = lower;
        Ok(Answer::Device { name, index: fresh })
    }

    /// Opens `/dev/tapN`. It may be opened more than once, for several queues.
    ///
    /// # Errors
    /// `ENOENT` if no macvtap has the number.
    pub(super) fn open_macvtap(&mut self, actor: Owner, index: Index) -> Result<(), Fault> {
        let at = self.place(|slot| slot.index == index && slot.is(Slot::MACVTAP)).ok_or(Fault::Enoent)?;
        if self.slots[at].hold(Process::daemon(actor), 1) { Ok(()) } else { Err(self.is_too_small()) }
    }

    /// `RTM_DELLINK`, which also deletes a device that is in use.
    ///
    /// # Errors
    /// `ENODEV` if there is no such device, `EOPNOTSUPP` for furniture, as for `lo` or a network card (`rtnl_delete_link`).
    pub(super) fn delete_link(&mut self, names: &impl HostNames, actor: Owner, device: DeviceId) -> Result<(), Fault> {
        match (self.place_meant(actor, device), device) {
            (Some(at), _) => {
                self.remove_device(at);
                Ok(())
            }
            (None, DeviceId::Name(name)) if names.is_furniture(name) => Err(Fault::Eopnotsupp),
            (None, _) => Err(Fault::Enodev),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_names::{A, B, FURNITURE, done, perform};
    use super::{Answer, DeviceId, Fault, Host, Wanted};
    use crate::world::op::{FOREIGN_INDEX, Op};
    use ifrace_allocator::host::LinkKind;

    fn macvtap(passthrough: bool) -> Op {
        Op::CreateMacvtap { wanted: Wanted::Template(0), lower: 1, passthrough }
    }

    #[test]
    fn by_name_whatever_has_it_is_deleted_and_by_number_one_device_only() {
        let mut host = Host::default();
        let (by_index, by_name) = (DeviceId::Index(1), DeviceId::Name(1));
        assert_eq!(perform(&mut host, A, 1, macvtap(false)), Answer::Device { name: 1, index: 1 });
        assert_eq!(perform(&mut host, A, 0, Op::LookUp { name: 1 }), Answer::Found(Some((1, LinkKind::Macvtap))));
        done(&mut host, A, Op::DeleteLink { device: by_index });
        assert_eq!(perform(&mut host, B, 2, macvtap(false)), Answer::Device { name: 1, index: 2 });
        assert_eq!(perform(&mut host, A, 0, Op::DeleteLink { device: by_index }), Answer::Failed(Fault::Enodev));
        done(&mut host, A, Op::DeleteLink { device: by_name });
        assert_eq!(host, Host::default());
    }

    #[test]
    fn furniture_answers_and_stays() {
        let mut host = Host::default();
        let name = FURNITURE;
        let delete = Op::DeleteLink { device: DeviceId::Name(name) };
        assert_eq!(perform(&mut host, A, 0, delete), Answer::Failed(Fault::Eopnotsupp));
        assert_eq!(perform(&mut host, A, 0, Op::Probe { name }), Answer::Exists(true));
        assert_eq!(perform(&mut host, A, 0, Op::LookUp { name }), Answer::Found(Some((FOREIGN_INDEX, LinkKind::Other))));
        for op in
            [Op::SetUp { name, up: false }, Op::SetBandwidth { name }, Op::JoinBridge { name, bridge: 0 }, Op::Adjust { name }]
        {
            done(&mut host, A, op);
        }
        assert_eq!(host, Host::default());
    }

    #[test]
    fn one_in_passthrough_mode_shares_its_lower_device_with_nobody() {
        for (first, second) in [(true, false), (false, true), (true, true)] {
            let mut host = Host::default();
            assert_eq!(perform(&mut host, A, 1, macvtap(first)), Answer::Device { name: 1, index: 1 });
            assert_eq!(perform(&mut host, B, 2, macvtap(second)), Answer::Failed(Fault::Einval));
        }
    }
}
