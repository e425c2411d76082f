//! A guest's operation in numbers.

use super::host::CARDS_MAX;
use super::names::Names;
use super::op::{Bound, DeviceId, NameId, Op, Wanted};
use super::stage::Stage;
use ifrace_allocator::guest::Card;
use ifrace_allocator::host::{DeviceRef, ExistingFilter, HostOp, Key};
use ifrace_allocator::interface::MacvtapMode;
use ifrace_allocator::{IfName, Mac};

/// The operation with the numbers of names, bridges and the like. Numbers of devices and rows stay as the guest knows them.
pub(super) fn compile(op: &HostOp<'_>, cards: &[Card], stage: &Stage, names: &mut Names) -> Op {
    let mut number = |name: IfName| names.number(name);
    match *op {
        HostOp::Probe { name } => Op::Probe { name: number(name) },
        HostOp::LookUp { name } => Op::LookUp { name: number(name) },
        HostOp::CreateTap { name, queues, exclusive } => {
            Op::CreateTap { wanted: wanted(name, names), queues: few(queues), exclusive }
        }
        HostOp::OpenTap { name, queues } => Op::OpenTap { name: number(name), queues: few(queues) },
        HostOp::CreateMacvtap { name, lower, mode, .. } => Op::CreateMacvtap {
            wanted: wanted(name, names),
            lower: place(&stage.lowers, lower),
            passthrough: mode == MacvtapMode::Passthrough,
        },
        HostOp::OpenMacvtap { index, .. } => Op::OpenMacvtap { index: index as u8 },
        HostOp::KeepTap { name } => Op::KeepTap { name: number(name) },
        HostOp::CloseDevice { name } => Op::CloseDevice { name: number(name) },
        HostOp::DeleteLink { link } => Op::DeleteLink { device: device(link, &mut number) },
        HostOp::DeleteTap { name } => Op::DeleteTap { name: number(name) },
        HostOp::SetMac { name, .. } | HostOp::SetMtu { name, .. } => Op::Adjust { name: number(name) },
        HostOp::SetUp { name, up } => Op::SetUp { name: number(name), up },
        HostOp::JoinBridge { name, bridge } => Op::JoinBridge { name: number(name), bridge: place(&stage.bridges, bridge) },
        HostOp::SetNoQueue { name } => Op::SetNoQueue { name: number(name) },
        HostOp::BorrowLower { lower, exclusive, .. } => Op::BorrowLower { lower: place(&stage.lowers, lower), exclusive },
        HostOp::RestoreLower { lower, key } => Op::RestoreLower { lower: place(&stage.lowers, lower), own: key == Key::Identity },
        HostOp::RunScript { name, .. } => Op::RunScript { name: number(name) },
        HostOp::CreateFilter { name, existing, .. } => Op::CreateFilter { name: number(name), bound: bound(existing) },
        HostOp::DeleteFilter { name, key, .. } => Op::DeleteFilter { name: number(name), own: key == Key::Identity },
        HostOp::AllowMac { name, mac } => Op::AllowMac { name: number(name), card: card(cards, mac) },
        HostOp::DisallowMac { name, mac } => Op::DisallowMac { name: number(name), card: card(cards, mac) },
        HostOp::SetBandwidth { name, .. } => Op::SetBandwidth { name: number(name) },
        HostOp::ClearBandwidth { device: link } => Op::ClearBandwidth { device: device(link, &mut number) },
        _ => compile_rest(op, cards, stage, number),
    }
}

fn compile_rest(op: &HostOp<'_>, cards: &[Card], stage: &Stage, mut number: impl FnMut(IfName) -> NameId) -> Op {
    match *op {
        HostOp::AddOvsPort { name, bridge, form, .. } => {
            Op::AddOvsPort { name: number(name), bridge: place(&stage.ovs_bridges, bridge), form }
        }
        HostOp::DeleteOvsPort { name, row, key } => {
            Op::DeleteOvsPort { name: number(name), row: row.map(|row| row as u8), own: key == Key::Identity }
        }
        HostOp::SetOvsQos { name, bandwidth } => {
            let (sending, receiving) = (bandwidth.inbound.is_some(), bandwidth.outbound.is_some());
            Op::SetOvsQos { name: number(name), sending, receiving }
        }
        HostOp::ClearOvsQos { name, key } => Op::ClearOvsQos { name: number(name), own: key == Key::Identity },
        HostOp::CreatePort { network, mac, .. } => {
            let known = stage.networks.iter().position(|one| one.name == network);
            Op::CreatePort { network: known.map_or(u8::MAX, |place| place as u8), card: card(cards, mac) }
        }
        HostOp::DeletePort { mac, .. } => Op::DeletePort { card: card(cards, mac) },
        HostOp::Spawn => Op::Spawn,
        HostOp::Kill => Op::Kill,
        HostOp::ConnectMonitor => Op::ConnectMonitor,
        HostOp::Resume => Op::SetCpus { running: true },
        HostOp::Pause => Op::SetCpus { running: false },
        HostOp::Plug { name } => Op::Plug { name: number(name) },
        HostOp::Unplug { name } => Op::Unplug { name: number(name) },
        HostOp::SaveStatus => Op::SaveStatus,
        HostOp::RemoveStatus => Op::RemoveStatus,
        _ => Op::PrepareHost,
    }
}

fn wanted(name: IfName, names: &mut Names) -> Wanted {
    if name.is_template() { Wanted::Template(names.template(name)) } else { Wanted::Name(names.number(name)) }
}

/// The place of a name in a table, which has it.
fn place(table: &[IfName], name: IfName) -> u8 {
    table.iter().position(|one| *one == name).map_or(0, |place| place as u8)
}

fn device(link: DeviceRef, number: &mut impl FnMut(IfName) -> NameId) -> DeviceId {
    match link {
        DeviceRef::Name(name) => DeviceId::Name(number(name)),
        DeviceRef::Index { index, .. } => DeviceId::Index(index as u8),
        DeviceRef::Address { name, .. } => DeviceId::Own(number(name)),
    }
}

const fn bound(existing: ExistingFilter) -> Bound {
    match existing {
        ExistingFilter::Refused => Bound::Refused,
        ExistingFilter::Adopted => Bound::Adopted,
        ExistingFilter::Replaced => Bound::Replaced,
    }
}

/// The interface with this address. All have one of their own: one that was made up has a number in it that stays the same when
/// another interface is unplugged.
fn card(cards: &[Card], mac: Mac) -> u8 {
    match mac {
        Mac([0x52, 0x54, 0, 0, 0, number]) if usize::from(number) < CARDS_MAX => number,
        _ => cards.iter().position(|card| card.mac == mac).map_or(0, |place| place as u8),
    }
}

fn few(queues: u32) -> u8 {
    u8::try_from(queues).unwrap_or(u8::MAX)
}
