//! What an operation is for, as the predictions speak of it.

use crate::inventory::CardsByName;
use ifrace_allocator::IfName;
use ifrace_allocator::host::{HostOp, Incarnation};
use ifrace_allocator::memory::MemoryHost;

/// A step in the life of a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    TakePort,
    Borrow,
    Probe,
    LookUp,
    Create,
    Open,
    Mac,
    Keep,
    Mtu,
    Attach,
    Up,
    Script,
    AllowMac,
    Filter,
    NoQueue,
    Limit,
    Prepare,
    Spawn,
    Monitor,
    Resume,
    Pause,
    Plug,
    Unplug,
    Save,
    // From here on: cleanup.
    Down,
    Downscript,
    Close,
    DeleteLink,
    DeleteTap,
    DeleteFilter,
    DisallowMac,
    ClearTc,
    ClearOvsQos,
    DeleteOvsPort,
    DeletePort,
    RestoreLower,
    Kill,
    RemoveStatus,
}

impl What {
    pub(crate) fn of(op: &HostOp<'_>) -> Self {
        match op {
            HostOp::RunScript { path, .. } if path.ends_with("down") => Self::Downscript,
            HostOp::SetUp { up: false, .. } => Self::Down,
            HostOp::CreatePort { .. } => Self::TakePort,
            HostOp::BorrowLower { .. } => Self::Borrow,
            HostOp::Probe { .. } => Self::Probe,
            HostOp::LookUp { .. } => Self::LookUp,
            HostOp::CreateTap { .. } | HostOp::CreateMacvtap { .. } => Self::Create,
            HostOp::OpenTap { .. } | HostOp::OpenMacvtap { .. } => Self::Open,
            HostOp::SetMac { .. } => Self::Mac,
            HostOp::KeepTap { .. } => Self::Keep,
            HostOp::SetMtu { .. } => Self::Mtu,
            HostOp::JoinBridge { .. } | HostOp::AddOvsPort { .. } => Self::Attach,
            HostOp::SetUp { .. } => Self::Up,
            HostOp::RunScript { .. } => Self::Script,
            HostOp::AllowMac { .. } => Self::AllowMac,
            HostOp::CreateFilter { .. } => Self::Filter,
            HostOp::SetNoQueue { .. } => Self::NoQueue,
            HostOp::SetBandwidth { .. } | HostOp::SetOvsQos { .. } => Self::Limit,
            HostOp::PrepareHost => Self::Prepare,
            HostOp::Spawn => Self::Spawn,
            HostOp::ConnectMonitor => Self::Monitor,
            HostOp::Resume => Self::Resume,
            HostOp::Pause => Self::Pause,
            HostOp::Plug { .. } => Self::Plug,
            HostOp::Unplug { .. } => Self::Unplug,
            HostOp::SaveStatus => Self::Save,
            other => Self::of_cleanup(other),
        }
    }

    fn of_cleanup(op: &HostOp<'_>) -> Self {
        match op {
            HostOp::CloseDevice { .. } => Self::Close,
            HostOp::DeleteLink { .. } => Self::DeleteLink,
            HostOp::DeleteTap { .. } => Self::DeleteTap,
            HostOp::DeleteFilter { .. } => Self::DeleteFilter,
            HostOp::DisallowMac { .. } => Self::DisallowMac,
            HostOp::ClearBandwidth { .. } => Self::ClearTc,
            HostOp::ClearOvsQos { .. } => Self::ClearOvsQos,
            HostOp::DeleteOvsPort { .. } => Self::DeleteOvsPort,
            HostOp::DeletePort { .. } => Self::DeletePort,
            HostOp::RestoreLower { .. } => Self::RestoreLower,
            HostOp::Kill => Self::Kill,
            HostOp::RemoveStatus => Self::RemoveStatus,
            other => panic!("{other} is not known to be anything"),
        }
    }

    pub(crate) fn is_cleanup(self) -> bool {
        self >= Self::Down
    }

    /// Whether it comes after the connection of the interface's device. Setting a device up is part of the connection of a tap,
    /// and follows that of a macvtap.
    pub(crate) fn follows_connection(self, of_macvtap: bool) -> bool {
        self >= Self::NoQueue || self == Self::Up && of_macvtap
    }
}

/// The name that an operation looks for, or by which it removes something.
pub(crate) fn name_of(op: &HostOp<'_>) -> Option<IfName> {
    match *op {
        HostOp::Probe { name }
        | HostOp::DeleteTap { name }
        | HostOp::DeleteFilter { name, .. }
        | HostOp::DisallowMac { name, .. }
        | HostOp::ClearOvsQos { name, .. }
        | HostOp::DeleteOvsPort { name, .. } => Some(name),
        HostOp::ClearBandwidth { device: link } | HostOp::DeleteLink { link } => Some(link.name()),
        _ => None,
    }
}

/// The interface for which an operation removes something.
pub(crate) fn card_of(actor: Incarnation, op: &HostOp<'_>, cards: &CardsByName, host: &MemoryHost) -> Option<usize> {
    match *op {
        HostOp::DeletePort { mac, .. } => Some(usize::from(mac.0[5])),
        HostOp::RestoreLower { lower, .. } => {
            let lowers = host.belongings(actor).lowers;
            lowers.iter().find(|(name, _)| *name == lower).map(|(_, borrowed)| usize::from(borrowed.mac.0[5]))
        }
        _ => cards.get(&name_of(op)?).copied(),
    }
}
