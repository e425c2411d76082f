//! Operations of the world as those of the allocator's hosts.

use crate::memory::{device_mac, mac};
use crate::table::{BRIDGES, LOWERS, NETWORKS, OVS_BRIDGES, Table, if_name, template};
use ifrace_allocator::IfName;
use ifrace_allocator::host::{DeviceRef, ExistingFilter, FilterDriver, HostOp, Key, MacvtapKind};
use ifrace_allocator::interface::{Bandwidth, Filter, MacvtapMode, Rate, VirtualPort};
use ifrace_sim::world::op::{Bound, DeviceId, Op, Wanted};

const RATE: Rate = Rate { average: 1000, peak: None, burst: None, floor: None };

pub(crate) fn wanted_name(table: &Table, wanted: Wanted) -> IfName {
    match wanted {
        Wanted::Name(name) => table.name(name),
        Wanted::Template(number) => if_name(template(number)),
    }
}

/// The third one does not exist.
pub(crate) fn lower_name(lower: u8) -> IfName {
    if_name(LOWERS.get(usize::from(lower)).copied().unwrap_or("eth9"))
}

/// An operation of the world, and what it takes to translate it.
pub(crate) struct Asked<'a> {
    pub(crate) table: &'a Table,
    pub(crate) guest: u8,
    pub(crate) filter: &'a Filter,
    pub(crate) port: &'a VirtualPort,
    pub(crate) indices: &'a [u32; 256],
    pub(crate) rows: &'a [u128; 256],
}

impl<'a> Asked<'a> {
    fn reference(&self, device: DeviceId) -> DeviceRef {
        match device {
            DeviceId::Name(name) => DeviceRef::Name(self.table.name(name)),
            DeviceId::Own(name) => DeviceRef::Address { name: self.table.name(name), mac: device_mac(self.guest) },
            DeviceId::Index(index) => DeviceRef::Index { index: self.indices[usize::from(index)], name: if_name("unused") },
        }
    }

    pub(crate) fn translate(&self, op: &Op) -> HostOp<'a> {
        self.device(op).or_else(|| self.by_name(op)).or_else(|| self.life(op)).expect("it is translated")
    }

    fn device(&self, op: &Op) -> Option<HostOp<'a>> {
        let name = |name| self.table.name(name);
        Some(match *op {
            Op::Probe { name: one } => HostOp::Probe { name: name(one) },
            Op::LookUp { name: one } => HostOp::LookUp { name: name(one) },
            Op::CreateTap { wanted, queues, exclusive } => {
                HostOp::CreateTap { name: wanted_name(self.table, wanted), queues: queues.into(), exclusive }
            }
            Op::OpenTap { name: one, queues } => HostOp::OpenTap { name: name(one), queues: queues.into() },
            Op::CreateMacvtap { wanted, lower, passthrough } => {
                let mode = if passthrough { MacvtapMode::Passthrough } else { MacvtapMode::Bridge };
                let (name, kind) = (wanted_name(self.table, wanted), MacvtapKind::Macvtap);
                HostOp::CreateMacvtap { name, kind, lower: lower_name(lower), mode, mac: None }
            }
            Op::OpenMacvtap { index } => HostOp::OpenMacvtap { name: if_name("unused"), index: self.indices[usize::from(index)] },
            Op::KeepTap { name: one } => HostOp::KeepTap { name: name(one) },
            Op::CloseDevice { name: one } => HostOp::CloseDevice { name: name(one) },
            Op::DeleteLink { device } => HostOp::DeleteLink { link: self.reference(device) },
            Op::DeleteTap { name: one } => HostOp::DeleteTap { name: name(one) },
            Op::Adjust { name: one } => HostOp::SetMtu { name: name(one), mtu: 9000 },
            Op::SetUp { name: one, up } => HostOp::SetUp { name: name(one), up },
            Op::JoinBridge { name: one, bridge } => {
                HostOp::JoinBridge { name: name(one), bridge: if_name(BRIDGES[usize::from(bridge)]) }
            }
            Op::SetNoQueue { name: one } => HostOp::SetNoQueue { name: name(one) },
            Op::BorrowLower { lower, exclusive } => {
                HostOp::BorrowLower { lower: lower_name(lower), mac: mac(self.guest, 0), exclusive }
            }
            Op::RestoreLower { lower, own } => HostOp::RestoreLower { lower: lower_name(lower), key: key(own) },
            Op::RunScript { name: one } => HostOp::RunScript { path: "/etc/up", name: name(one) },
            _ => return None,
        })
    }

    fn by_name(&self, op: &Op) -> Option<HostOp<'a>> {
        let name = |name| self.table.name(name);
        let driver = FilterDriver::Nftables;
        Some(match *op {
            Op::CreateFilter { name: one, bound } => {
                let existing = match bound {
                    Bound::Refused => ExistingFilter::Refused,
                    Bound::Adopted => ExistingFilter::Adopted,
                    Bound::Replaced => ExistingFilter::Replaced,
                };
                HostOp::CreateFilter { name: name(one), filter: self.filter, mac: mac(self.guest, 0), driver, existing }
            }
            Op::DeleteFilter { name: one, own } => HostOp::DeleteFilter { name: name(one), driver, key: key(own) },
            Op::AllowMac { name: one, card } => HostOp::AllowMac { name: name(one), mac: mac(self.guest, card) },
            Op::DisallowMac { name: one, card } => HostOp::DisallowMac { name: name(one), mac: mac(self.guest, card) },
            Op::SetBandwidth { name: one } => {
                HostOp::SetBandwidth { name: name(one), bandwidth: Bandwidth::default(), swapped: true }
            }
            Op::ClearBandwidth { device } => HostOp::ClearBandwidth { device: self.reference(device) },
            Op::AddOvsPort { name: one, bridge, form } => {
                let bridge = if_name(OVS_BRIDGES[usize::from(bridge)]);
                HostOp::AddOvsPort { name: name(one), bridge, form, port: self.port, mac: mac(self.guest, 0) }
            }
            Op::DeleteOvsPort { name: one, row, own } => {
                HostOp::DeleteOvsPort { name: name(one), row: row.map(|row| self.rows[usize::from(row)]), key: key(own) }
            }
            Op::SetOvsQos { name: one, sending, receiving } => {
                let bandwidth = Bandwidth { inbound: sending.then_some(RATE), outbound: receiving.then_some(RATE) };
                HostOp::SetOvsQos { name: name(one), bandwidth }
            }
            Op::ClearOvsQos { name: one, own } => HostOp::ClearOvsQos { name: name(one), key: key(own) },
            _ => return None,
        })
    }

    fn life(&self, op: &Op) -> Option<HostOp<'a>> {
        let network = |number: u8| NETWORKS[usize::from(number)];
        Some(match *op {
            Op::CreatePort { network: one, card } => {
                HostOp::CreatePort { network: network(one), mac: mac(self.guest, card), floor: None }
            }
            Op::DeletePort { card } => HostOp::DeletePort { network: network(card % 2), mac: mac(self.guest, card) },
            Op::PrepareHost => HostOp::PrepareHost,
            Op::Spawn => HostOp::Spawn,
            Op::Kill => HostOp::Kill,
            Op::ConnectMonitor => HostOp::ConnectMonitor,
            Op::SetCpus { running: true } => HostOp::Resume,
            Op::SetCpus { running: false } => HostOp::Pause,
            Op::Plug { name } => HostOp::Plug { name: self.table.name(name) },
            Op::Unplug { name } => HostOp::Unplug { name: self.table.name(name) },
            Op::SaveStatus => HostOp::SaveStatus,
            Op::RemoveStatus => HostOp::RemoveStatus,
            _ => return None,
        })
    }
}

const fn key(own: bool) -> Key {
    if own { Key::Identity } else { Key::Name }
}
