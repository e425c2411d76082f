//! What can be left out.

use serde::Serialize;
use std::fmt;

/// What can be left out of a plan or a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A guest.
    Guest,
    /// Somebody else who makes devices.
    Other,
    /// A daemon: its guests go to another one.
    Daemon,
    /// A cycle of a guest or of somebody else.
    Cycle,
    /// A task of a guest or of somebody else.
    Task,
    /// An interface.
    Interface,
    /// A fault: the failure of an operation, or the death of a daemon or of a hypervisor.
    Fault,
    /// An element of an interface, except what it is connected to.
    Part,
    /// Something that is on the host before, except what interfaces refer to.
    Furniture,
    /// A setting of a daemon.
    Setting,
    /// A step: each later one of its actor is its next move then.
    Step,
    /// A switch from one actor to another: by moving some steps of one actor to another place.
    Switch,
}

impl What {
    /// Everything, in the order in which it is tried.
    pub const ALL: [Self; 12] = [
        Self::Guest,
        Self::Other,
        Self::Daemon,
        Self::Cycle,
        Self::Task,
        Self::Interface,
        Self::Fault,
        Self::Part,
        Self::Furniture,
        Self::Setting,
        Self::Step,
        Self::Switch,
    ];

    /// It in words.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Guest => "guest",
            Self::Other => "other",
            Self::Daemon => "daemon",
            Self::Cycle => "cycle",
            Self::Task => "task",
            Self::Interface => "interface",
            Self::Fault => "fault",
            Self::Part => "part of an interface",
            Self::Furniture => "piece of furniture",
            Self::Setting => "setting",
            Self::Step => "step",
            Self::Switch => "switch",
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.in_words())
    }
}
