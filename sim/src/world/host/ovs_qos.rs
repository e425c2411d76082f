//! Limits of ports of Open vSwitch.
//!
//! What a port sends is limited by rows of their own, marked with the guest and the name, that the port refers to; they outlive
//! it. What it receives is policed by columns of its own row (libvirt 9.0.0, `virNetDevOpenvswitchInterfaceSetQos`).

use super::super::op::{Fault, NameId};
use super::super::owner::Owner;
use super::guests::guest_of;
use super::{Host, Slot};

/// Which sides of a port get a limit.
#[derive(Clone, Copy)]
pub(super) struct Sides {
    pub(super) sending: bool,
    pub(super) receiving: bool,
}

impl Host {
    /// Sets the limits of both sides; a side without a limit is cleared.
    ///
    /// # Errors
    /// No port has the name, or the actor is no guest.
    pub(super) fn set_ovs_qos(&mut self, actor: Owner, name: NameId, sides: Sides) -> Result<(), Fault> {
        let guest = guest_of(actor)?;
        let slot = self.slot_mut(name).filter(|slot| slot.row != 0).ok_or(Fault::Program)?;
        slot.clear_qos(guest, false);
        if sides.receiving {
            slot.receiving = actor;
        }
        if sides.sending {
            slot.row_sending = guest as u8 + 1;
            slot.qos |= 1 << guest;
        }
        Ok(())
    }

    /// Removes the limits of the sending side that bear the guest's mark, and with the name alone as the key also the policing of
    /// whatever port has it.
    ///
    /// # Errors
    /// The actor is no guest.
    pub(super) fn clear_ovs_qos(&mut self, actor: Owner, name: NameId, own: bool) -> Result<(), Fault> {
        let guest = guest_of(actor)?;
        self.alter(name, |slot| slot.clear_qos(guest, own));
        Ok(())
    }
}

impl Slot {
    fn clear_qos(&mut self, guest: usize, own: bool) {
        self.qos &= !(1 << guest);
        if usize::from(self.row_sending) == guest + 1 {
            self.row_sending = 0;
        }
        if !own {
            self.receiving = Owner::NOBODY;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_names::{A, B, done, perform};
    use super::{Host, Owner};
    use crate::world::op::{Answer, Fault, Op};
    use ifrace_allocator::host::OvsAddForm;

    #[test]
    fn a_late_clear_hits_what_the_new_owner_receives_only() {
        let (mut host, name) = (Host::default(), 4);
        let add = Op::AddOvsPort { name, bridge: 1, form: OvsAddForm::MayExist };
        let set = Op::SetOvsQos { name, sending: true, receiving: true };
        assert_eq!(perform(&mut host, B, 1, set), Answer::Failed(Fault::Program));
        assert_eq!(perform(&mut host, B, 1, add), Answer::Row(1));
        done(&mut host, B, set);
        done(&mut host, A, Op::ClearOvsQos { name, own: true });
        assert_eq!(host.slot(name).map(|slot| slot.receiving), Some(B));
        done(&mut host, A, Op::ClearOvsQos { name, own: false });
        let slot = *host.slot(name).expect("it is there");
        assert_eq!((slot.receiving, slot.row_sending, slot.qos), (Owner::NOBODY, 8, 1 << 7));
        done(&mut host, A, Op::DeleteOvsPort { name, row: Some(1), own: false });
        assert_eq!(host.slot(name).map(|slot| slot.qos), Some(1 << 7), "it outlives the port");
        done(&mut host, B, Op::ClearOvsQos { name, own: true });
        assert_eq!(host, Host::default());
    }
}
