//! A guest's operation as the host sees it, for people and for traces.

use super::names::Names;
use super::op::{DeviceId, Op, Wanted};
use super::watched::Watched;
use ifrace_allocator::Mac;
use ifrace_allocator::guest::Guest;
use ifrace_allocator::host::{DeviceRef, HostOp};
use serde_json::Value;

/// The operation that a guest waits for, as data and in words, with the guest's own addresses and numbers: in the guest's own
/// state they are those of guest 0.
pub(super) fn hosted(guest: &Guest<Watched>, number: u8) -> (Value, String) {
    guest.operation().map_or_else(Default::default, |op| in_both(&of_guest(op, number)))
}

/// The operation of somebody else.
pub(super) fn other_op(op: Op, names: &Names) -> Option<(Value, String)> {
    let op = match op {
        Op::CreateTap { wanted: Wanted::Name(name), .. } => take(names.name(name)?),
        Op::CreateTap { wanted: Wanted::Template(template), .. } => take(names.template_text(template)?),
        Op::DeleteLink { device: DeviceId::Index(index) } => {
            let name = ifrace_allocator::IfName::new("own")?;
            HostOp::DeleteLink { link: DeviceRef::Index { index: index.into(), name } }
        }
        _ => return None,
    };
    Some(in_both(&op))
}

const fn take(name: ifrace_allocator::IfName) -> HostOp<'static> {
    HostOp::CreateTap { name, queues: 1, exclusive: true }
}

fn in_both(op: &HostOp<'_>) -> (Value, String) {
    (serde_json::to_value(op).unwrap_or_default(), op.to_string())
}

/// The operation with the addresses that the guest with this number has.
fn of_guest(op: HostOp<'_>, number: u8) -> HostOp<'_> {
    let own = |mac: Mac| of_guest_mac(mac, number);
    match op {
        HostOp::CreateMacvtap { name, kind, lower, mode, mac } => {
            HostOp::CreateMacvtap { name, kind, lower, mode, mac: mac.map(own) }
        }
        HostOp::SetMac { name, mac } => HostOp::SetMac { name, mac: own(mac) },
        HostOp::BorrowLower { lower, mac, exclusive } => HostOp::BorrowLower { lower, mac: own(mac), exclusive },
        HostOp::DeleteLink { link: DeviceRef::Address { name, mac } } => {
            HostOp::DeleteLink { link: DeviceRef::Address { name, mac: own(mac) } }
        }
        HostOp::CreateFilter { name, filter, mac, driver, existing } => {
            HostOp::CreateFilter { name, filter, mac: own(mac), driver, existing }
        }
        HostOp::AllowMac { name, mac } => HostOp::AllowMac { name, mac: own(mac) },
        HostOp::DisallowMac { name, mac } => HostOp::DisallowMac { name, mac: own(mac) },
        HostOp::AddOvsPort { name, bridge, form, port, mac } => HostOp::AddOvsPort { name, bridge, form, port, mac: own(mac) },
        HostOp::CreatePort { network, mac, floor } => HostOp::CreatePort { network, mac: own(mac), floor },
        HostOp::DeletePort { network, mac } => HostOp::DeletePort { network, mac: own(mac) },
        other => other,
    }
}

/// An address that was made up has the number of the guest in its fourth and fifth byte.
const fn of_guest_mac(mac: Mac, number: u8) -> Mac {
    let Mac([first, second, third, high, low, card]) = mac;
    if second == 0x54 && third == 0 && high == 0 && low == 0 { Mac([first, second, third, 0, number, card]) } else { mac }
}
