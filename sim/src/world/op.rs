//! The operations of the host, as the world plays them.

use super::owner::Owner;
use ifrace_allocator::host::{LinkKind, OvsAddForm};

/// The number of a name in the world's table of names; 0 is none.
pub type NameId = u16;

/// The number of a device: `8 * guest + 1` to `8 * guest + 8` for what a guest created, [`FOREIGN_INDEX`] and up for the others.
/// It stands for the interface index: a number is not given out again while a device bears it or a guest remembers it.
pub type Index = u8;

/// The first number of devices that no guest created.
pub const FOREIGN_INDEX: Index = 128;

/// A device, by what the caller knows of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeviceId {
    /// Whatever answers to this name.
    Name(NameId),
    /// The device with this number.
    Index(Index),
    /// The device of this name, if it bears an address of the actor's guest: if that created it, as devices have no address here.
    Own(NameId),
}

/// What is asked for when a device is created.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// Exactly this name.
    Name(NameId),
    /// The kernel's pick for the template with this number in the world's table.
    Template(u8),
}

/// What happens to a filter's binding of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// The new one is refused.
    Refused,
    /// The old one stays as it is.
    Adopted,
    /// The new one takes its place.
    Replaced,
}

/// One operation of the host, in a form that is copied without a thought. Cards are counted within their guest, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "they are the operations of `HostOp` with the same fields")]
pub enum Op {
    Probe {
        name: NameId,
    },
    LookUp {
        name: NameId,
    },
    /// `index` and the like that are new numbers come with the call, see [`Fresh`].
    CreateTap {
        wanted: Wanted,
        queues: u8,
        exclusive: bool,
    },
    OpenTap {
        name: NameId,
        queues: u8,
    },
    CreateMacvtap {
        wanted: Wanted,
        lower: u8,
        passthrough: bool,
    },
    OpenMacvtap {
        index: Index,
    },
    KeepTap {
        name: NameId,
    },
    CloseDevice {
        name: NameId,
    },
    DeleteLink {
        device: DeviceId,
    },
    DeleteTap {
        name: NameId,
    },
    /// `SetMac` and `SetMtu`: fail only if there is no such device; they change nothing that the world looks at.
    Adjust {
        name: NameId,
    },
    SetUp {
        name: NameId,
        up: bool,
    },
    JoinBridge {
        name: NameId,
        bridge: u8,
    },
    SetNoQueue {
        name: NameId,
    },
    /// `exclusive`: not if another guest has.
    BorrowLower {
        lower: u8,
        exclusive: bool,
    },
    /// `own`: only if the actor borrowed it.
    RestoreLower {
        lower: u8,
        own: bool,
    },
    /// Changes nothing on the host.
    RunScript {
        name: NameId,
    },
    CreateFilter {
        name: NameId,
        bound: Bound,
    },
    /// `own`: only if the actor made it.
    DeleteFilter {
        name: NameId,
        own: bool,
    },
    AllowMac {
        name: NameId,
        card: u8,
    },
    DisallowMac {
        name: NameId,
        card: u8,
    },
    SetBandwidth {
        name: NameId,
    },
    ClearBandwidth {
        device: DeviceId,
    },
    AddOvsPort {
        name: NameId,
        bridge: u8,
        form: OvsAddForm,
    },
    /// With a row's number only that row. Without, and `own`: only if it is the actor's guest's.
    DeleteOvsPort {
        name: NameId,
        row: Option<Index>,
        own: bool,
    },
    /// Which sides have a limit.
    SetOvsQos {
        name: NameId,
        sending: bool,
        receiving: bool,
    },
    /// `own`: the policing of the receiving side stays.
    ClearOvsQos {
        name: NameId,
        own: bool,
    },
    /// `actual` is what the network says, as a number of the world's table.
    CreatePort {
        network: u8,
        card: u8,
    },
    DeletePort {
        card: u8,
    },
    PrepareHost,
    Spawn,
    Kill,
    ConnectMonitor,
    /// `Resume` and `Pause`.
    SetCpus {
        running: bool,
    },
    Plug {
        name: NameId,
    },
    Unplug {
        name: NameId,
    },
    SaveStatus,
    RemoveStatus,
}

/// The numbers that a creation gives out if it succeeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// For a new device, or a new row of Open vSwitch.
    pub index: Index,
}

/// The answer to an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Answer {
    /// It is done.
    Done,
    /// To a probe.
    Exists(bool),
    /// To a look-up: the number and the kind of the device.
    Found(Option<(Index, LinkKind)>),
    /// To a creation, or to the opening of the user's own device.
    Device {
        /// Its name.
        name: NameId,
        /// Its number.
        index: Index,
    },
    /// To the creation of a port: what the network says, as a number of the world's table.
    Port(u8),
    /// To the creation of a port of Open vSwitch: its row.
    Row(Index),
    /// It failed.
    Failed(Fault),
}

/// Why an operation failed: what the guest is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they are error numbers of errno(3), and words of programs")]
pub enum Fault {
    Ebusy,
    Eexist,
    Einval,
    Enodev,
    Enoent,
    E2big,
    Ebadfd,
    Eopnotsupp,
    Enfile,
    Emfile,
    Enomem,
    Eperm,
    Eio,
    /// A program or another daemon reported a failure, in words.
    Program,
    /// A binding of that name exists.
    BindingExists,
    /// A port of that name exists.
    PortExists,
    /// The port is on another bridge.
    PortElsewhere,
    /// The hypervisor does not run.
    NotRunning,
    /// The hypervisor did not start, or did not do what it was told.
    Hypervisor,
}

/// Who asks, for which of its own things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The start of the guest, or [`Owner::FOREIGN`].
    pub owner: Owner,
}
