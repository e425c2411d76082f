//! Ports of Open vSwitch: rows whose names are global to the switch, and which outlive devices.

use super::super::op::{Answer, Fault, Index, NameId};
use super::super::owner::Owner;
use super::{Host, Slot};
use ifrace_allocator::host::OvsAddForm;

/// A port that is asked for.
#[derive(Clone, Copy)]
pub(super) struct NewPort {
    pub(super) name: NameId,
    pub(super) bridge: u8,
    pub(super) form: OvsAddForm,
}

impl Host {
    /// `ovs-vsctl add-port` in one of its forms, one transaction. A row that is kept keeps its identity and its limits, and gets
    /// the new external ids.
    ///
    /// # Errors
    /// The name has a row, and the form does not allow it.
    pub(super) fn add_ovs_port(&mut self, actor: Owner, fresh: Index, port: NewPort) -> Result<Answer, Fault> {
        let slot = self.entry(port.name)?;
        let bridge = port.bridge + 1;
        if slot.row != 0 {
            match port.form {
                OvsAddForm::Replace => slot.clear_row(),
                OvsAddForm::MayExist | OvsAddForm::Transient if slot.row_bridge == bridge => {
                    slot.row_owner = actor;
                    return Ok(Answer::Row(slot.row));
                }
                OvsAddForm::MayExist | OvsAddForm::Transient => return Err(Fault::PortElsewhere),
                OvsAddForm::Exclusive => return Err(Fault::PortExists),
            }
        }
        (slot.row, slot.row_bridge, slot.row_owner) = (fresh, bridge, actor);
        Ok(Answer::Row(fresh))
    }

    /// Removes a port: the row of this identity only, or without one the row of this name on any bridge: whoever's
    /// (`--if-exists del-port`), or only the actor's guest's.
    pub(super) fn delete_ovs_port(&mut self, actor: Owner, name: NameId, row: Option<Index>, own: bool) {
        let is_named = |slot: &Slot| slot.name == name && (!own || slot.row_owner.guest() == actor.guest());
        let at = self.place(|slot| slot.row != 0 && row.map_or_else(|| is_named(slot), |row| slot.row == row));
        if let Some(at) = at {
            self.slots[at].clear_row();
            self.tidy(at);
        }
    }
}
