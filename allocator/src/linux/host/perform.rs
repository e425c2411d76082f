//! Which part of the host performs an operation.

use super::macvtaps::NewMacvtap;
use super::openvswitch::NewPort;
use super::{Command, LinuxHost};
use crate::host::{Failure, Host, HostOp, Incarnation, Reply};
use rustix::process::Signal;

impl Host for LinuxHost {
    /// Every operation has its own line, so that one that this host was not taught does not compile.
    fn perform(&mut self, actor: Incarnation, op: &HostOp<'_>) -> Result<Reply, Failure> {
        self.check_namespace()?;
        self.hypervisors.bury()?;
        let done = match *op {
            HostOp::Probe { name } => return self.probe(name).map(Reply::Exists),
            HostOp::LookUp { name } => return self.look_up(name).map(Reply::Found),
            HostOp::CreateTap { name, queues, exclusive } => return self.open_tap(actor, name, queues, exclusive),
            HostOp::OpenTap { name, queues } => return self.open_tap(actor, name, queues, false),
            HostOp::CreateMacvtap { name, kind, lower, mode, mac } => {
                return self.create_macvtap(NewMacvtap { name, kind, lower, mode, mac });
            }
            HostOp::CreatePort { network, mac, floor } => return self.create_port(actor, network, mac, floor),
            HostOp::AddOvsPort { name, bridge, form, port, mac } => {
                return self.add_ovs_port(&NewPort { actor, name, bridge, port, mac }, form).map(Reply::OvsPort);
            }
            HostOp::OpenMacvtap { name, index } => self.open_macvtap(actor, name, index),
            HostOp::KeepTap { name } => self.keep_tap(actor, name),
            HostOp::CloseDevice { name } => {
                self.devices.close(actor, name);
                Ok(())
            }
            HostOp::DeleteLink { link } => self.delete_link(link),
            HostOp::DeleteTap { name } => self.delete_tap(name),
            HostOp::SetMac { name, mac } => self.set_mac(name, mac),
            HostOp::SetMtu { name, mtu } => self.set_mtu(name, mtu),
            HostOp::SetUp { name, up } => self.set_up(name, up),
            HostOp::JoinBridge { name, bridge } => self.join_bridge(name, bridge),
            HostOp::SetNoQueue { name } => self.set_no_queue(name),
            HostOp::BorrowLower { lower, mac, exclusive } => self.borrow_lower(actor, lower, mac, exclusive),
            HostOp::RestoreLower { lower, key } => self.restore_lower(actor, lower, key),
            HostOp::RunScript { path, name } => self.runner.run(Command::new(path.to_owned()).name(name)).map(drop),
            HostOp::CreateFilter { name, filter, mac, driver, existing } => {
                self.create_filter(actor, name, (filter, mac), driver, existing)
            }
            HostOp::DeleteFilter { name, driver, key } => self.delete_filter(actor, name, driver, key),
            HostOp::AllowMac { name, mac } => self.allow_mac(name, mac),
            HostOp::DisallowMac { name, mac } => self.disallow_mac(name, mac),
            HostOp::SetBandwidth { name, bandwidth, swapped } => self.set_bandwidth(name, bandwidth, swapped),
            HostOp::ClearBandwidth { device } => self.clear_bandwidth(device),
            HostOp::DeleteOvsPort { name, row, key } => self.delete_ovs_port(actor, name, row, key),
            HostOp::SetOvsQos { name, bandwidth } => self.set_ovs_qos(actor, name, bandwidth),
            HostOp::ClearOvsQos { name, key } => self.clear_ovs_qos(actor, name, key),
            HostOp::DeletePort { network, mac } => self.delete_port(actor, network, mac),
            HostOp::Spawn => self.spawn(actor),
            HostOp::Kill => self.hypervisors.kill(actor),
            HostOp::ConnectMonitor => self.hypervisors.require(actor),
            HostOp::Resume => self.hypervisors.signal(actor, Signal::CONT),
            HostOp::Pause => self.hypervisors.signal(actor, Signal::STOP),
            HostOp::Plug { name } => self.plug(actor, name),
            HostOp::Unplug { name } => self.hypervisors.unplug(actor, name),
            // A status file is the daemon's own business, and there are no disks here.
            HostOp::PrepareHost | HostOp::SaveStatus | HostOp::RemoveStatus => Ok(()),
        };
        done.map(|()| Reply::Done)
    }
}
