//! What was reached that scenarios are about.

use super::host::Host;
use super::info::{Info, Next};
use super::local::{Ended, Kind};
use super::moves::Performed;
use super::op::{Answer, DeviceId, Fault, NameId, Op};
use super::owner::Owner;
use super::property::Property;

/// What shows in an operation, on the host as it was before.
pub(super) fn of_operation(host: &Host, performed: &Performed, now: &Info) -> u32 {
    let Performed { op, answer, injected, .. } = *performed;
    if injected {
        return Property::OperationFailed.bit();
    }
    let mut reached = 0;
    let is_taken = matches!(answer, Answer::Failed(Fault::Ebusy | Fault::Eexist));
    match op {
        Op::Probe { .. } if answer == Answer::Exists(true) => reached |= Property::NameTaken.bit() | Property::ExistingMet.bit(),
        Op::CreateTap { .. } | Op::CreateMacvtap { .. } if is_taken => {
            reached |= Property::NameTaken.bit();
            // A creation that is not tried again was meant for a free name.
            if now.undoing_start || now.next == Next::Rest {
                reached |= Property::TakenAfterProbe.bit();
            }
        }
        Op::CreateTap { queues, .. } | Op::OpenTap { queues, .. } if queues > 1 && matches!(answer, Answer::Device { .. }) => {
            reached |= Property::SeveralQueues.bit();
        }
        Op::AddOvsPort { name, .. } if host.slot(name).is_some_and(|slot| slot.row != 0) => {
            reached |= Property::StaleRowMet.bit();
        }
        Op::DeleteOvsPort { name, .. } if host.slot(name).is_some_and(|slot| slot.row_owner == Owner::GONE) => {
            reached |= Property::StaleRowMet.bit();
        }
        _ => {}
    }
    if cleaned(op).is_some_and(|name| is_anothers(host, name, performed.actor)) {
        reached |= Property::CleanupOnLiveName.bit();
    }
    reached
}

/// The name by which an operation cleans up.
const fn cleaned(op: Op) -> Option<NameId> {
    match op {
        Op::DeleteFilter { name, own: false }
        | Op::DeleteTap { name }
        | Op::DisallowMac { name, .. }
        | Op::DeleteOvsPort { name, row: None, own: false }
        | Op::ClearOvsQos { name, .. }
        | Op::DeleteLink { device: DeviceId::Name(name) }
        | Op::ClearBandwidth { device: DeviceId::Name(name) } => Some(name),
        _ => None,
    }
}

fn is_anothers(host: &Host, name: NameId, actor: Owner) -> bool {
    host.slot(name).is_some_and(|slot| slot.has_device() && slot.creator.guest() != actor.guest())
}

/// What shows in the end of a command.
pub(super) fn of_command(ended: Ended) -> u32 {
    let property = match (ended.what, ended.failed) {
        (Kind::Start, true) => Property::StartFailed,
        (Kind::Start, false) => Property::Started,
        (Kind::Incoming, true) => return Property::IncomingFailed.bit() | Property::StartFailed.bit(),
        (Kind::Incoming, false) => Property::MigratedIn,
        (Kind::Hotplug, false) => Property::Hotplugged,
        (Kind::Unplug, false) => Property::Unplugged,
        (Kind::Reconnect, false) => Property::Reconnected,
        (Kind::Reconnect, true) => Property::FoundDead,
        _ => return 0,
    };
    property.bit()
}
