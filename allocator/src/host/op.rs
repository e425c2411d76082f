//! The operations that the life cycle of a guest asks for.

use crate::interface::{Bandwidth, Filter, MacvtapMode, VirtualPort};
use crate::{IfName, Mac};

/// One operation on a host: a system call, a command, or a step of another daemon that can fail on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case")]
#[expect(missing_docs, reason = "the text of each operation names its fields")]
pub enum HostOp<'d> {
    /// Whether a device answers to a name (`virNetDevExists`). Answered by `Reply::Exists`.
    Probe { name: IfName },
    /// Index and kind of the device that answers to a name. Answered by `Reply::Found`.
    LookUp { name: IfName },

    /// Open `/dev/net/tun` and `TUNSETIFF`, once for each queue: creates a tap of this name or template, which lives as long as
    /// somebody holds one of its descriptors, or attaches to an existing one. `exclusive` (`IFF_TUN_EXCL`) refuses to attach.
    /// Answered by `Reply::Device`. The actor's daemon holds the descriptors until they go to its hypervisor.
    CreateTap { name: IfName, queues: u32, exclusive: bool },
    /// The same on the user's own device, which exists. Answered by `Reply::Device`.
    OpenTap { name: IfName, queues: u32 },
    /// `RTM_NEWLINK` with `NLM_F_CREATE | NLM_F_EXCL`: a device on top of another, down. Answered by `Reply::Device`.
    CreateMacvtap { name: IfName, kind: MacvtapKind, lower: IfName, mode: MacvtapMode, mac: Option<Mac> },
    /// Open `/dev/tapN` of the macvtap with this index.
    OpenMacvtap { name: IfName, index: u32 },
    /// `TUNSETPERSIST` 1 on a descriptor that the actor's daemon holds: the tap outlives its last descriptor, until somebody deletes
    /// it. `EBADFD` if the daemon has none.
    KeepTap { name: IfName },
    /// The actor's daemon closes the descriptors that it holds for a device; a tap that nobody else holds and that is not kept is gone
    /// after that.
    CloseDevice { name: IfName },
    /// `RTM_DELLINK`: by name it deletes whatever answers to the name. `ENODEV` if no device is meant.
    DeleteLink { link: DeviceRef },
    /// `TUNSETIFF` and `TUNSETPERSIST` 0 on a name (`virNetDevTapDelete`): makes and destroys a tap if there is none.
    DeleteTap { name: IfName },

    /// Set the address of a device.
    SetMac { name: IfName, mac: Mac },
    /// Set the largest packet of a device.
    SetMtu { name: IfName, mtu: u32 },
    /// Set a device up or down.
    SetUp { name: IfName, up: bool },
    /// Put a device into a bridge of the host, out of any other.
    JoinBridge { name: IfName, bridge: IfName },
    /// Give a device the queueing discipline `noqueue`.
    SetNoQueue { name: IfName },
    /// Save the address of the device under a macvtap in passthrough mode and give it the guest's. `exclusive` refuses with `EBUSY`
    /// if another guest's address is on it.
    BorrowLower { lower: IfName, mac: Mac, exclusive: bool },
    /// Give the device under a macvtap its saved address back. `Key::Identity`: only if the actor borrowed it; that it has not is no
    /// failure then.
    RestoreLower { lower: IfName, key: Key },
    /// Run the user's script for an `ethernet` interface, with the name as its argument.
    RunScript { path: &'d str, name: IfName },

    /// Create the binding of a filter and its rules; `existing` says what becomes of those that the name has.
    CreateFilter { name: IfName, filter: &'d Filter, mac: Mac, driver: FilterDriver, existing: ExistingFilter },
    /// Remove the rules and the binding of a filter. `Key::Identity`: only if the actor made them. Succeeds if there is none.
    DeleteFilter { name: IfName, driver: FilterDriver, key: Key },
    /// Let frames with this source address pass from this device (`mac_filter` of `qemu.conf`, ebtables).
    AllowMac { name: IfName, mac: Mac },
    /// Remove that rule.
    DisallowMac { name: IfName, mac: Mac },
    /// Limit the traffic of a device with `tc`. On a tap the directions are swapped: what the guest receives is what the tap
    /// sends.
    SetBandwidth { name: IfName, bandwidth: Bandwidth, swapped: bool },
    /// Remove the limits with `tc`; that there are none is no failure.
    ClearBandwidth { device: DeviceRef },
    /// Add a port to a bridge of Open vSwitch. Answered by `Reply::OvsPort`.
    AddOvsPort { name: IfName, bridge: IfName, form: OvsAddForm, port: &'d VirtualPort, mac: Mac },
    /// Remove a port from Open vSwitch; with a row's identity only that row. Without one, `Key::Identity` removes the row of the name
    /// only if its external ids say that it is the actor's guest's. Succeeds if there is none.
    DeleteOvsPort { name: IfName, row: Option<u128>, key: Key },
    /// Limit the traffic of a port with rows of Open vSwitch.
    SetOvsQos { name: IfName, bandwidth: Bandwidth },
    /// Remove these rows: those of the sending side by guest and name, the policing of the receiving side by name alone, or not at
    /// all with `Key::Identity`, as it dies with the port's row.
    ClearOvsQos { name: IfName, key: Key },
    /// Ask a network for a port: it says what the interface is, and takes a guaranteed rate (`floor`, KiB/s) off its bridge.
    /// Answered by `Reply::Port`.
    CreatePort { network: &'d str, mac: Mac, floor: Option<u64> },
    /// Give the port back, by its UUID.
    DeletePort { network: &'d str, mac: Mac },

    /// Everything else that a start prepares and that can fail: disks, host devices, TPM, memory.
    PrepareHost,
    /// Start the hypervisor and hand it the descriptors of all devices of the actor.
    Spawn,
    /// Kill the hypervisor, if it lives: its descriptors are closed, its taps are gone.
    Kill,
    /// Connect to the monitor of the hypervisor, which a restarted daemon does first. Fails if the hypervisor does not run.
    ConnectMonitor,
    /// Let the virtual CPUs run.
    Resume,
    /// Stop the virtual CPUs.
    Pause,
    /// Hand the running hypervisor the descriptors of one more device (`netdev_add`, `device_add`).
    Plug { name: IfName },
    /// Take a device from the running hypervisor, which closes its descriptors (`netdev_del`).
    Unplug { name: IfName },
    /// Write the status file, from which a restarted daemon knows the guest.
    SaveStatus,
    /// Remove the status file.
    RemoveStatus,
}

/// A device, by what the caller knows of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeviceRef {
    /// Whatever answers to this name.
    Name(IfName),
    /// The device with this index, whose name was this one when it was created.
    Index {
        /// The interface index.
        index: u32,
        /// For people.
        name: IfName,
    },
    /// The device of this name, if it has this hardware address: for a device of the actor's own whose index was never noted. No two
    /// guests share an address.
    Address {
        /// The name.
        name: IfName,
        /// The address that the device was given for the guest.
        mac: Mac,
    },
}

impl DeviceRef {
    /// The name, which a reference by index has for people only.
    pub const fn name(self) -> IfName {
        match self {
            Self::Name(name) | Self::Index { name, .. } | Self::Address { name, .. } => name,
        }
    }
}

/// How a cleanup finds what it removes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Key {
    /// By the name alone.
    Name,
    /// By the identity that the creation returned, or by the owner's mark.
    Identity,
}

/// The kinds of devices on top of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MacvtapKind {
    /// With a character device, for hypervisors.
    Macvtap,
    /// Without, for containers.
    Macvlan,
}

/// Which commands implement network filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FilterDriver {
    /// ebtables, iptables and ip6tables: chains that have the name in theirs (up to 11.3.0, `nwfilter_ebiptables_driver.c`).
    Ebiptables,
    /// nft: chains that have the name in theirs, reached by maps from the index (commit 1818afcfc2,
    /// `nwfilter_nftables_driver.c`).
    Nftables,
}

/// What happens to a filter that a name has when another one is created for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ExistingFilter {
    /// It refuses the new one: there is a registry of bindings (since 4.5.0, `virNWFilterBindingObjListAdd`).
    Refused,
    /// It stays as it is, and the new one is not made (reconnect of a daemon).
    Adopted,
    /// It is replaced, whosever it is: without a registry, the chains of the name are flushed and made anew (before 4.5.0).
    Replaced,
}

/// How `ovs-vsctl` adds a port (`virNetDevOpenvswitchAddPort`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OvsAddForm {
    /// `--if-exists del-port` first, on any bridge: takes over the name (7.0.0).
    Replace,
    /// `--may-exist add-port`: keeps a row on the same bridge (9.0.0).
    MayExist,
    /// The same, and the row does not survive a restart of the switch (10.3.0, `other_config:transient`).
    Transient,
    /// Plain `add-port`, which refuses a name that has a row; no libvirt does so.
    Exclusive,
}
