//! Which part of the host performs an operation.

use super::super::op::{Answer, FOREIGN_INDEX, Fault, Index, NameId, Op, Wanted};
use super::super::owner::Owner;
use super::holders::Process;
use super::links::NewMacvtap;
use super::ovs::NewPort;
use super::ovs_qos::Sides;
use super::taps::Opening;
use super::{Host, HostNames, Slot};
use ifrace_allocator::host::LinkKind;

impl Host {
    /// Performs one operation for one start of a guest, or for [`Owner::FOREIGN`]. A device or a row that it creates gets the
    /// number `fresh`, which none has. Bridges, lower devices and cards are counted from 0.
    pub fn perform(&mut self, names: &mut impl HostNames, actor: Owner, fresh: Index, op: &Op) -> Answer {
        self.answer(names, actor, fresh, op).unwrap_or_else(Answer::Failed)
    }

    fn answer(&mut self, names: &mut impl HostNames, actor: Owner, fresh: Index, op: &Op) -> Result<Answer, Fault> {
        match *op {
            Op::Probe { name } => Ok(Answer::Exists(self.has_device(name) || names.is_furniture(name))),
            Op::LookUp { name } => Ok(Answer::Found(self.look_up(names, name))),
            Op::CreateTap { wanted, queues, exclusive } => {
                let opening = Opening { wanted, queues, exclusive };
                if actor == Owner::FOREIGN {
                    self.add_persistent_tap(names, fresh, opening)
                } else {
                    self.open_tap(names, actor, fresh, opening)
                }
            }
            Op::OpenTap { name, queues } => {
                self.open_tap(names, actor, fresh, Opening { wanted: Wanted::Name(name), queues, exclusive: false })
            }
            Op::CreateMacvtap { wanted, lower, passthrough } => {
                self.create_macvtap(names, actor, fresh, NewMacvtap { wanted, lower, passthrough })
            }
            Op::CreatePort { network, card } => self.create_port(names, actor, network, card),
            Op::AddOvsPort { name, bridge, form } => self.add_ovs_port(actor, fresh, NewPort { name, bridge, form }),
            _ => self.change(names, actor, op).map(|()| Answer::Done),
        }
    }

    fn look_up(&self, names: &impl HostNames, name: NameId) -> Option<(Index, LinkKind)> {
        match self.slot(name).filter(|slot| slot.has_device()) {
            Some(slot) if slot.is(Slot::MACVTAP) => Some((slot.index, LinkKind::Macvtap)),
            Some(slot) => Some((slot.index, LinkKind::Tap)),
            None => names.is_furniture(name).then_some((FOREIGN_INDEX, LinkKind::Other)),
        }
    }

    /// An operation that is answered by no more than its success. Every one is named, so that a new one is not forgotten.
    fn change(&mut self, names: &impl HostNames, actor: Owner, op: &Op) -> Result<(), Fault> {
        match *op {
            Op::Probe { .. } | Op::LookUp { .. } | Op::CreateTap { .. } | Op::OpenTap { .. } | Op::CreateMacvtap { .. } => {
                unreachable!("it has an answer of its own")
            }
            Op::CreatePort { .. } | Op::AddOvsPort { .. } => unreachable!("it has an answer of its own"),
            Op::PrepareHost | Op::RunScript { .. } => {}
            Op::OpenMacvtap { index } => self.open_macvtap(actor, index)?,
            Op::KeepTap { name } => self.keep_tap(actor, name)?,
            Op::CloseDevice { name } => self.close(Process::daemon(actor), name),
            Op::DeleteLink { device } => self.delete_link(names, actor, device)?,
            Op::DeleteTap { name } => self.delete_tap(names, name)?,
            Op::Adjust { name } => _ = self.require(names, name)?,
            Op::SetUp { name, up } => self.set(names, name, Slot::UP, up)?,
            Op::JoinBridge { name, bridge } => self.join_bridge(names, name, bridge)?,
            Op::SetNoQueue { name } => self.set(names, name, Slot::NO_QUEUE, true)?,
            Op::BorrowLower { lower, exclusive } => self.borrow_lower(actor, lower, exclusive)?,
            Op::RestoreLower { lower, own } => self.restore_lower(actor, lower, own)?,
            Op::CreateFilter { name, bound } => self.create_filter(names, actor, name, bound)?,
            Op::DeleteFilter { name, own } => self.delete_filter(actor, name, own),
            Op::AllowMac { name, card } => self.allow_mac(actor, name, card)?,
            Op::DisallowMac { name, card } => self.disallow_mac(actor, name, card)?,
            Op::SetBandwidth { name } => self.set_bandwidth(names, actor, name)?,
            Op::ClearBandwidth { device } => self.clear_bandwidth(actor, device),
            Op::DeleteOvsPort { name, row, own } => self.delete_ovs_port(actor, name, row, own),
            Op::SetOvsQos { name, sending, receiving } => self.set_ovs_qos(actor, name, Sides { sending, receiving })?,
            Op::ClearOvsQos { name, own } => self.clear_ovs_qos(actor, name, own)?,
            Op::DeletePort { card } => self.delete_port(actor, card)?,
            Op::Spawn => self.spawn(actor)?,
            Op::Kill => self.kill(actor)?,
            Op::ConnectMonitor => _ = self.hypervisor(actor)?,
            Op::SetCpus { running } => self.set_cpus(actor, running)?,
            Op::Plug { name } => self.plug(actor, name)?,
            Op::Unplug { name } => self.unplug(actor, name)?,
            Op::SaveStatus => self.save_status(actor)?,
            Op::RemoveStatus => self.remove_status(actor)?,
        }
        Ok(())
    }
}
