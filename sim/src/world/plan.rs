//! What a scenario is made of: guests and what they do, daemons, somebody else, the furniture of the host, and what may go wrong.

use super::property::Property;
use super::violated::Violated;
use serde::{Deserialize, Serialize};

/// A scenario, as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Plan {
    /// Its identifier.
    pub name: String,
    /// What happens, in a line.
    pub summary: String,
    /// What it is made for: a search that never reaches one of these was about something else.
    pub about: Vec<Property>,
    /// The guests.
    pub guests: Vec<GuestPlan>,
    /// The daemons.
    pub daemons: Vec<DaemonPlan>,
    /// Others who make devices.
    pub foreign: Vec<ForeignPlan>,
    /// What is there before.
    pub furniture: Furniture,
    /// What may go wrong.
    pub faults: Faults,
    /// What does not hold under an era.
    pub breaks: Vec<Break>,
}

/// A guest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GuestPlan {
    /// Its daemon, counted from 0.
    pub daemon: u8,
    /// Its interfaces: elements `<interface>` of libvirt.
    pub interfaces: Vec<String>,
    /// What it does, over and over.
    pub tasks: Vec<Task>,
    /// How often.
    pub cycles: u16,
    /// Whether its start may be refused because somebody has the name that its user chose.
    pub may_conflict: bool,
}

/// Something that a guest does, or that happens to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// It is started.
    Start,
    /// It comes from another host, up to where its memory arrives.
    Incoming,
    /// Its migration ends.
    Finish,
    /// It is stopped.
    Stop,
    /// Its CPUs stop.
    Pause,
    /// They run again.
    Resume,
    /// It gets one more interface.
    Hotplug(String),
    /// It loses an interface, counted from 0.
    Unplug(u8),
    /// Its hypervisor ends by itself, as after a shutdown or a crash of the guest; its daemon cleans up when it gets to it.
    Die,
}

/// A daemon: one process with its own counters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct DaemonPlan {
    /// The number that its counters give out first; `None` for the first one that there is.
    pub first_id: Option<u32>,
    /// The largest number of its counters, after which they begin again; `None` for that of the era.
    pub last_id: Option<u32>,
    /// Whether frames of other addresses than the guest's are filtered (`mac_filter` of `qemu.conf`).
    pub mac_filter: bool,
}

/// Somebody else who makes and deletes devices: a container engine, or a user with `ip tuntap`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ForeignPlan {
    /// What is done, in order.
    pub tasks: Vec<ForeignTask>,
    /// How often.
    pub cycles: u16,
}

/// Something that somebody else does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ForeignTask {
    /// A persistent tap is made, with this name or the kernel's pick for this template.
    Take(String),
    /// The tap that was made last is deleted.
    Release,
}

/// What is on the host before anything happens.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Furniture {
    /// Bridges of the host.
    pub bridges: Vec<String>,
    /// Bridges of Open vSwitch.
    pub ovs_bridges: Vec<String>,
    /// Devices on which macvtaps can be made.
    pub lowers: Vec<String>,
    /// Networks of libvirt, by name: what an interface in one is, as an element `<interface>` of another type.
    pub networks: Vec<(String, String)>,
    /// Persistent taps of the administrator.
    pub taps: Vec<String>,
    /// Ports of Open vSwitch that were left behind by a host that crashed: name and bridge.
    pub stale_ports: Vec<(String, String)>,
    /// Names that are taken for good: a template, the first number and how many.
    pub occupied: Vec<(String, u32, u32)>,
}

/// What may go wrong in one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Faults {
    /// How many operations may fail.
    pub operations: u8,
    /// How many daemons may be killed; each is started again at once.
    pub daemon_deaths: u8,
    /// How many hypervisors may be killed.
    pub hypervisor_deaths: u8,
}

/// What does not hold under an era.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Break {
    /// The era, as [`Release::parse`](crate::release::Release::parse) reads it.
    pub era: String,
    /// What does not hold.
    pub violated: Vec<Violated>,
}
