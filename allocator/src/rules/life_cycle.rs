//! The paths of a guest's life, and what else sets releases apart on them.

use super::{Limiter, Step};
use crate::host::{ExistingFilter, FilterDriver, OvsAddForm};

/// How a release starts, changes and stops a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LifeCycle {
    /// Which names of taps are generated.
    pub tap_names: TapNames,
    /// What happens to a tap that exists already.
    pub existing: ExistingTap,
    /// Whether a tap is created only if it does not exist (`IFF_TUN_EXCL`).
    pub exclusive: bool,
    /// The driver of network filters.
    pub filter_driver: FilterDriver,
    /// What happens to a filter that exists already when a guest gets its own; a reconnect adopts it.
    pub existing_filter: ExistingFilter,
    /// How a port is added to Open vSwitch.
    pub ovs_form: OvsAddForm,
    /// What limits the bandwidth of a port of Open vSwitch when it is set up.
    pub limiter: Limiter,
    /// Whether devices get the queueing discipline `noqueue` (since 6.9.0).
    pub no_queue: bool,
    /// Whether the status file has a generated name before a device is created under it, so that a daemon that dies in between leaves
    /// nothing that its successor cannot find. A name then stays with what is keyed by it: a device is not deleted as long as
    /// something else of its name could not be removed.
    pub write_ahead: bool,
    /// What a restarted daemon knows of an interface beside its name.
    pub status: StatusFile,
    /// A cold start.
    pub start: &'static [Step],
    /// An incoming migration, up to where the guest's memory arrives.
    pub incoming: &'static [Step],
    /// The end of an incoming migration: the guest runs.
    pub finish: &'static [Step],
    /// For the interface whose connection failed.
    pub connect_failed: &'static [Step],
    /// After a failed start, before the guest is stopped.
    pub start_failed: &'static [Step],
    /// Before the guest is stopped, if its hypervisor has run: `qemuProcessBeginStopJob` kills it first.
    pub begin_stop: &'static [Step],
    /// The stop of the guest, for whatever reason: shutdown, destroy, crash, failed start (`qemuProcessStop`).
    pub stop: &'static [Step],
    /// One more interface for a running guest.
    pub hotplug: &'static [Step],
    /// For the interface whose hotplug failed.
    pub hotplug_failed: &'static [Step],
    /// One interface less.
    pub unplug: &'static [Step],
    /// The restart of the daemon, for each guest that has a status file.
    pub reconnect: &'static [Step],
    /// A pause.
    pub pause: &'static [Step],
    /// The end of a pause.
    pub resume: &'static [Step],
}

/// Which names of taps count as no name, so that one is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TapNames {
    /// None, any that begins with `vnet`, any with a `%`: all become `vnet%d` (up to 6.10, `qemuInterfaceBridgeConnect`).
    Replaced,
    /// None, and any template with one `%d`, which is expanded (from 7.0.0, `virNetDevGenerateName`).
    Template,
}

/// What happens to a tap of the user's name that exists when the guest starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExistingTap {
    /// For the types `bridge` and `network`.
    pub bridged: Existing,
    /// For the type `ethernet`.
    pub ethernet: Existing,
    /// For the type `ethernet` with `managed='no'`.
    pub unmanaged: Existing,
}

/// Whether an existing device is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Existing {
    /// It is taken over.
    Adopted,
    /// The start fails.
    Refused,
}

/// What the status file says of an interface beside its name and its actual type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatusFile {
    /// Nothing more.
    Names,
    /// Also whether its device was created (since 9.1.0).
    Created,
    /// Also what was set up, and its identities.
    Everything,
}
