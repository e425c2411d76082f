//! How each operation can really fail.

use super::op::{Fault, Op};

/// Whether the operation removes something of the guest: if it fails, that is left.
pub(super) const fn is_cleanup(op: Op) -> bool {
    matches!(
        op,
        Op::DeleteLink { .. }
            | Op::DeleteTap { .. }
            | Op::DeleteFilter { .. }
            | Op::DisallowMac { .. }
            | Op::ClearBandwidth { .. }
            | Op::DeleteOvsPort { .. }
            | Op::ClearOvsQos { .. }
            | Op::DeletePort { .. }
            | Op::RestoreLower { .. }
            | Op::RemoveStatus
    )
}

impl Op {
    /// The failures that the operation can have although the host is as it is. Where the cause makes no difference to who asked,
    /// one stands for all.
    pub(super) const fn faults(self) -> &'static [Fault] {
        match self {
            // socket(2): no descriptor is left. virNetDevExists takes that for a name that exists (9.0.0).
            Self::Probe { .. } | Self::LookUp { .. } => &[Fault::Emfile],
            // open(2) of /dev/net/tun and TUNSETIFF: tun(4), net/core/dev.c.
            Self::CreateTap { .. } | Self::OpenTap { .. } => &[Fault::Emfile, Fault::Ebusy],
            // rtnl_newlink: another one may have taken the name.
            Self::CreateMacvtap { .. } => &[Fault::Enomem, Fault::Eexist],
            // The node appears with a delay, and may not appear at all.
            Self::OpenMacvtap { .. } => &[Fault::Enoent],
            Self::Adjust { .. }
            | Self::SetUp { .. }
            | Self::JoinBridge { .. }
            | Self::SetNoQueue { .. }
            | Self::BorrowLower { .. }
            | Self::RestoreLower { .. } => &[Fault::Enomem],
            // Programs and other daemons: ebtables, nft, tc, ovs-vsctl, the script, virtnetworkd.
            Self::RunScript { .. }
            | Self::CreateFilter { .. }
            | Self::DeleteFilter { .. }
            | Self::AllowMac { .. }
            | Self::DisallowMac { .. }
            | Self::SetBandwidth { .. }
            | Self::ClearBandwidth { .. }
            | Self::AddOvsPort { .. }
            | Self::DeleteOvsPort { .. }
            | Self::SetOvsQos { .. }
            | Self::ClearOvsQos { .. }
            | Self::CreatePort { .. }
            | Self::DeletePort { .. } => &[Fault::Program],
            Self::DeleteLink { .. } | Self::DeleteTap { .. } => &[Fault::Eperm],
            Self::PrepareHost => &[Fault::Program],
            Self::Spawn | Self::ConnectMonitor | Self::SetCpus { .. } | Self::Plug { .. } | Self::Unplug { .. } => {
                &[Fault::Hypervisor]
            }
            // TUNSETPERSIST fails for a device that somebody deleted.
            Self::KeepTap { .. } => &[Fault::Ebadfd],
            // close(2) and kill(2) of one's own cannot fail in a way that matters.
            Self::CloseDevice { .. } | Self::Kill => &[],
            // write(2) on a full disk.
            Self::SaveStatus | Self::RemoveStatus => &[Fault::Eio],
        }
    }
}
