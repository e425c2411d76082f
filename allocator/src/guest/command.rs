//! What can be asked of a guest, and how it ends.

use crate::host::Failure;
use crate::interface::Interface;
use std::fmt;
use std::sync::Arc;

/// Something that a guest is to do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// A cold start.
    Start,
    /// The target side of a migration, up to where the memory arrives.
    Incoming,
    /// The end of an incoming migration.
    Finish,
    /// The stop: after a shutdown, by force, or after the hypervisor has died.
    Stop,
    /// One more interface.
    Hotplug(Arc<Interface>),
    /// One interface less; they are counted from 0.
    Unplug(usize),
    /// What a restarted daemon does for the guest.
    Reconnect,
    /// The CPUs stop.
    Pause,
    /// The CPUs run again.
    Resume,
}

/// Where a guest is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// It does not run.
    Off,
    /// Its hypervisor waits for the memory of a migration.
    Incoming,
    /// It runs.
    Running,
    /// Its CPUs are stopped.
    Paused,
    /// The daemon has restarted and has its status file, but has not looked at it yet.
    Unknown,
}

/// How a command ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// As it should. Failures of cleanup steps do not count.
    Done,
    /// It failed, and what it had begun was undone as far as the release does that.
    Failed(Trouble),
}

/// Why a command failed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Trouble {
    /// The interface, counted from 0, if it was one.
    pub card: Option<usize>,
    /// What went wrong.
    pub why: Failure,
}

/// The guest is not in a phase for the command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    /// It is doing something else.
    #[error("the guest is busy")]
    Busy,
    /// It is in another phase.
    #[error("a guest that is {0} cannot {1}")]
    Phase(Phase, &'static str),
    /// It was started as often as can be counted.
    #[error("the guest was started too often")]
    TooManyStarts,
    /// It has no such interface.
    #[error("the guest has no interface {0}")]
    NoInterface(usize),
    /// The new interface cannot be part of a guest here.
    #[error(transparent)]
    Unfit(#[from] super::UnfitInterface),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.card {
            Some(card) => write!(f, "interface {card}: {}", self.why),
            None => self.why.fmt(f),
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done => f.write_str("done"),
            Self::Failed(trouble) => write!(f, "failed: {trouble}"),
        }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Off => "off",
            Self::Incoming => "waiting for a migration",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Unknown => "unknown to its daemon",
        })
    }
}

impl Command {
    /// The command in words.
    pub const fn in_words(&self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Incoming => "migrate in",
            Self::Finish => "finish migration",
            Self::Stop => "stop",
            Self::Hotplug(_) => "hotplug",
            Self::Unplug(_) => "unplug",
            Self::Reconnect => "reconnect",
            Self::Pause => "pause",
            Self::Resume => "resume",
        }
    }
}
