//! The numbers of devices and rows: those that guests know, and those of the host.

use super::host::CARDS_MAX;
use super::known::Known;
use super::op::{DeviceId, Index, Op};
use super::state::State;
use super::system::Infos;

/// What an operation creates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Created {
    Device,
    Row,
}

/// What an operation creates that needs a number of its own.
pub(super) const fn creates(op: Op) -> Option<Created> {
    match op {
        Op::CreateTap { .. } | Op::CreateMacvtap { .. } | Op::OpenTap { .. } => Some(Created::Device),
        Op::AddOvsPort { .. } => Some(Created::Row),
        _ => None,
    }
}

/// A guest's operation with the host's numbers.
pub(super) const fn on_host(op: Op, guest: u8) -> Op {
    match op {
        Op::OpenMacvtap { index } => Op::OpenMacvtap { index: Known::on_host(guest, index) },
        Op::DeleteLink { device } => Op::DeleteLink { device: device_on_host(device, guest) },
        Op::ClearBandwidth { device } => Op::ClearBandwidth { device: device_on_host(device, guest) },
        Op::DeleteOvsPort { name, row: Some(row), own } => Op::DeleteOvsPort { name, row: Some(Known::on_host(guest, row)), own },
        other => other,
    }
}

const fn device_on_host(device: DeviceId, guest: u8) -> DeviceId {
    match device {
        DeviceId::Name(_) | DeviceId::Own(_) => device,
        DeviceId::Index(index) => DeviceId::Index(Known::on_host(guest, index)),
    }
}

/// The lowest number of a guest's own that nothing bears and nobody remembers; `None` if there is none.
pub(super) fn fresh(state: &State, infos: &Infos, guest: u8, what: Created) -> Option<Index> {
    let (which, first) = (what as usize, 8 * guest);
    let mut taken = u32::from(infos[usize::from(guest)].own[which]);
    for info in infos {
        taken |= (info.others[which] >> first) as u32 & 0xff;
    }
    let mut note = |index: Index| {
        if index > first && index <= first + 8 {
            taken |= 1 << (index - first - 1);
        }
    };
    match what {
        Created::Device => state.host.live_indices().for_each(&mut note),
        Created::Row => state.host.live_rows().for_each(&mut note),
    }
    let free = (!taken).trailing_zeros() as u8;
    (free < 8).then_some(first + free + 1)
}

const _: () = assert!(2 * CARDS_MAX <= 8, "a guest has numbers for every card of two starts");
