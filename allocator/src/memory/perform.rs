//! Which part of the host performs an operation.

use super::device::{Holder, Limits, Lower};
use super::{Binding, Cpus, MemoryHost, OvsRow, ScriptRun};
use crate::host::{Failure, Found, Host, HostOp, Incarnation, Reply};

impl Host for MemoryHost {
    fn perform(&mut self, actor: Incarnation, op: &HostOp<'_>) -> Result<Reply, Failure> {
        match *op {
            HostOp::Probe { name } => Ok(Reply::Exists(self.devices.get(name).is_some())),
            HostOp::LookUp { name } => {
                let found = self.devices.get(name).map(|device| Found { index: device.index, kind: device.kind });
                Ok(Reply::Found(found))
            }
            HostOp::CreateTap { name, queues, exclusive } => self.open_tap(actor, name, queues, exclusive),
            HostOp::OpenTap { name, queues } => self.open_tap(actor, name, queues, false),
            HostOp::CreateMacvtap { name, kind, lower, mode, mac } => {
                let (name, index) = self.create_macvtap(Some(actor), name, kind, Lower { name: lower, mode }, mac)?;
                Ok(Reply::Device { name, index })
            }
            HostOp::CreatePort { network, mac, floor } => self.create_port(actor, network, mac, floor),
            HostOp::AddOvsPort { name, bridge, form, port, mac } => {
                let port = port.clone();
                let row = OvsRow { uuid: 0, bridge, owner: actor, mac, port, sending: None, receiving: None };
                self.ovs.add(name, form, row)
            }
            _ => self.change(actor, op).map(|()| Reply::Done),
        }
    }
}

impl MemoryHost {
    /// An operation that is answered by no more than its success. Every one is named, so that a new one is not forgotten.
    fn change(&mut self, actor: Incarnation, op: &HostOp<'_>) -> Result<(), Failure> {
        match *op {
            HostOp::Probe { .. }
            | HostOp::LookUp { .. }
            | HostOp::CreateTap { .. }
            | HostOp::OpenTap { .. }
            | HostOp::CreateMacvtap { .. }
            | HostOp::CreatePort { .. }
            | HostOp::AddOvsPort { .. } => unreachable!("{op} has an answer of its own"),
            HostOp::OpenMacvtap { index, .. } => self.open_macvtap(actor, index)?,
            HostOp::KeepTap { name } => self.keep_tap(actor, name)?,
            HostOp::CloseDevice { name } => self.close(Holder::Daemon(actor), name),
            HostOp::DeleteLink { link } => self.delete_link(link)?,
            HostOp::DeleteTap { name } => self.delete_tap(name)?,
            HostOp::SetMac { name, mac } => self.devices.require(name)?.mac = Some(mac),
            HostOp::SetMtu { name, mtu } => self.devices.require(name)?.mtu = mtu,
            HostOp::SetUp { name, up } => self.devices.require(name)?.up = up,
            HostOp::SetNoQueue { name } => self.devices.require(name)?.no_queue = true,
            HostOp::JoinBridge { name, bridge } => self.join_bridge(name, bridge)?,
            HostOp::BorrowLower { lower, mac, exclusive } => self.borrow_lower(actor, lower, mac, exclusive)?,
            HostOp::RestoreLower { lower, key } => self.restore_lower(actor, lower, key)?,
            HostOp::SetBandwidth { name, bandwidth, swapped } => {
                self.set_bandwidth(name, Limits { owner: actor, bandwidth, swapped })?;
            }
            HostOp::ClearBandwidth { device } => self.clear_bandwidth(device),
            HostOp::CreateFilter { name, filter, mac, driver, existing } => {
                let binding = Binding { owner: actor, filter: filter.clone(), mac, driver, rules: false };
                self.create_filter(name, binding, existing)?;
            }
            HostOp::DeleteFilter { name, key, .. } => self.delete_filter(actor, name, key),
            HostOp::AllowMac { name, mac } => self.allow_mac(actor, name, mac),
            HostOp::DisallowMac { name, mac } => self.disallow_mac(name, mac),
            HostOp::DeleteOvsPort { name, row, key } => self.delete_ovs_port(actor, name, row, key),
            HostOp::SetOvsQos { name, bandwidth } => self.set_ovs_qos(actor, name, bandwidth)?,
            HostOp::ClearOvsQos { name, key } => self.clear_ovs_qos(actor, name, key),
            HostOp::DeletePort { network, mac } => self.delete_port(actor, network, mac),
            HostOp::PrepareHost => {}
            HostOp::Spawn => self.spawn(actor)?,
            HostOp::Kill => self.hypervisor_dies(actor),
            HostOp::ConnectMonitor => self.require_hypervisor(actor)?,
            HostOp::Resume => self.set_cpus(actor, Cpus::Running)?,
            HostOp::Pause => self.set_cpus(actor, Cpus::Paused)?,
            HostOp::Plug { name } => self.plug(actor, name)?,
            HostOp::Unplug { name } => self.unplug(actor, name)?,
            HostOp::SaveStatus => {
                self.records.status.insert(actor);
            }
            HostOp::RemoveStatus => {
                self.records.status.remove(&actor);
            }
            HostOp::RunScript { path, name } => {
                self.records.scripts.push(ScriptRun { actor, path: path.to_owned(), name });
            }
        }
        Ok(())
    }
}
