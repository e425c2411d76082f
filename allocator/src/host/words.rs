//! Operations and answers in words, for timelines.

use super::{Actual, DeviceRef, ExistingFilter, Failure, HostOp, Key, Reply};
use std::fmt;

impl fmt::Display for HostOp<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Probe { name } => write!(f, "probe {name}"),
            Self::LookUp { name } => write!(f, "look up {name}"),
            Self::CreateTap { name, queues, exclusive } => {
                write!(f, "create tap {name}{}{}", queues_in_words(queues), if exclusive { ", exclusively" } else { "" })
            }
            Self::OpenTap { name, queues } => write!(f, "open tap {name}{}", queues_in_words(queues)),
            Self::CreateMacvtap { name, kind, lower, .. } => write!(f, "create {kind} {name} on {lower}"),
            Self::OpenMacvtap { name, .. } => write!(f, "open macvtap {name}"),
            Self::KeepTap { name } => write!(f, "keep {name} when nobody holds it"),
            Self::CloseDevice { name } => write!(f, "close {name}"),
            Self::DeleteLink { link } => write!(f, "delete link {link}"),
            Self::DeleteTap { name } => write!(f, "delete tap {name}"),
            Self::SetMac { name, mac } => write!(f, "set address of {name} to {mac}"),
            Self::SetMtu { name, mtu } => write!(f, "set mtu of {name} to {mtu}"),
            Self::SetUp { name, up } => write!(f, "set {name} {}", if up { "up" } else { "down" }),
            Self::JoinBridge { name, bridge } => write!(f, "put {name} into {bridge}"),
            Self::SetNoQueue { name } => write!(f, "set qdisc noqueue on {name}"),
            Self::BorrowLower { lower, mac, exclusive } => {
                write!(f, "save address of {lower}, set {mac}{}", if exclusive { ", exclusively" } else { "" })
            }
            Self::RestoreLower { lower, key } => write!(f, "restore address of {lower}{}", key.in_words()),
            Self::RunScript { path, name } => write!(f, "run {path} {name}"),
            Self::CreateFilter { name, filter, existing, .. } => {
                write!(f, "{} filter {} for {name}", existing.in_words(), filter.name)
            }
            Self::DeleteFilter { name, key, .. } => write!(f, "delete filter for {name}{}", key.in_words()),
            Self::AllowMac { name, mac } => write!(f, "allow {mac} on {name}"),
            Self::DisallowMac { name, mac } => write!(f, "remove rule for {mac} on {name}"),
            Self::SetBandwidth { name, .. } => write!(f, "limit bandwidth of {name}"),
            Self::ClearBandwidth { device } => write!(f, "clear bandwidth of {device}"),
            Self::AddOvsPort { name, bridge, .. } => write!(f, "add OVS port {name} to {bridge}"),
            Self::DeleteOvsPort { name, row: None, key } => write!(f, "delete OVS port {name}{}", key.in_words()),
            Self::DeleteOvsPort { name, row: Some(_), .. } => write!(f, "delete OVS port {name} by its row"),
            Self::SetOvsQos { name, .. } => write!(f, "limit OVS port {name}"),
            Self::ClearOvsQos { name, key } => write!(f, "clear limits of OVS port {name}{}", key.in_words()),
            Self::CreatePort { network, .. } => write!(f, "create port in network {network}"),
            Self::DeletePort { network, .. } => write!(f, "delete port in network {network}"),
            Self::PrepareHost => f.write_str("prepare disks and host devices"),
            Self::Spawn => f.write_str("start hypervisor"),
            Self::Kill => f.write_str("kill hypervisor"),
            Self::ConnectMonitor => f.write_str("connect to hypervisor"),
            Self::Resume => f.write_str("start CPUs"),
            Self::Pause => f.write_str("stop CPUs"),
            Self::Plug { name } => write!(f, "plug {name} into hypervisor"),
            Self::Unplug { name } => write!(f, "unplug {name} from hypervisor"),
            Self::SaveStatus => f.write_str("save status"),
            Self::RemoveStatus => f.write_str("remove status"),
        }
    }
}

fn queues_in_words(queues: u32) -> String {
    if queues > 1 { format!(" with {queues} queues") } else { String::new() }
}

impl ExistingFilter {
    /// What a creation does.
    const fn in_words(self) -> &'static str {
        match self {
            Self::Refused => "create",
            Self::Adopted => "restore",
            Self::Replaced => "create or replace",
        }
    }
}

impl Key {
    const fn in_words(self) -> &'static str {
        match self {
            Self::Name => "",
            Self::Identity => " if it is ours",
        }
    }
}

/// `macvtap0`, `macvtap0 by index`, or `macvtap0 if it has our address`. The index itself is left out: it differs between hosts.
impl fmt::Display for DeviceRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => name.fmt(f),
            Self::Index { name, .. } => write!(f, "{name} by index"),
            Self::Address { name, .. } => write!(f, "{name} if it has our address"),
        }
    }
}

impl fmt::Display for super::MacvtapKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Macvtap => "macvtap",
            Self::Macvlan => "macvlan",
        })
    }
}

/// Identities are left out: they differ between hosts.
impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done => f.write_str("ok"),
            Self::Exists(true) => f.write_str("exists"),
            Self::Exists(false) | Self::Found(None) => f.write_str("absent"),
            Self::Found(Some(found)) => f.write_str(found.kind.id()),
            Self::Device { name, .. } => name.fmt(f),
            Self::Port(actual) => actual.fmt(f),
            Self::OvsPort(_) => f.write_str("ok"),
        }
    }
}

impl fmt::Display for Actual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bridge(bridge) => write!(f, "bridge {bridge}"),
            Self::OpenVswitch(bridge) => write!(f, "OVS bridge {bridge}"),
            Self::Direct { lower, mode } => write!(f, "direct on {lower}, {mode}"),
            Self::Ethernet => f.write_str("ethernet"),
            Self::Unmanaged => f.write_str("unmanaged"),
            Self::None => f.write_str("no device"),
        }
    }
}

/// An answer or a failure, in words.
pub fn in_words(result: &Result<Reply, Failure>) -> String {
    match result {
        Ok(reply) => reply.to_string(),
        Err(failure) => failure.to_string(),
    }
}
