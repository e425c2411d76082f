//! The paths of a guest's life, each with what leads up to it.

use crate::kind::{Kind, Spec};
use ifrace_allocator::guest::Command;

/// A path whose every step is let fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Path {
    Start,
    Stop,
    Incoming,
    Finish,
    StopIncoming,
    Pause,
    Resume,
    StopPaused,
    Hotplug,
    Unplug,
    Reconnect,
    /// The hypervisor has died while there was no daemon.
    ReconnectDead,
}

/// Something that happens to a guest before the path begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    Command(Command),
    DaemonRestarts,
    HypervisorDies,
}

const BASE: Spec = Spec::new(Kind::Bridge, None, false);

impl Path {
    pub(crate) const ALL: [Self; 12] = [
        Self::Start,
        Self::Stop,
        Self::Incoming,
        Self::Finish,
        Self::StopIncoming,
        Self::Pause,
        Self::Resume,
        Self::StopPaused,
        Self::Hotplug,
        Self::Unplug,
        Self::Reconnect,
        Self::ReconnectDead,
    ];

    /// Whether the path concerns the last interface alone.
    pub(crate) const fn is_of_one(self) -> bool {
        matches!(self, Self::Hotplug | Self::Unplug)
    }

    pub(crate) const fn is_start(self) -> bool {
        matches!(self, Self::Start | Self::Incoming)
    }

    pub(crate) const fn is_stop(self) -> bool {
        matches!(self, Self::Stop | Self::StopIncoming | Self::StopPaused)
    }

    /// The interfaces of the guest while the path runs. One that is plugged or unplugged comes to one that stays.
    pub(crate) fn cards(self, specs: &[Spec]) -> Vec<Spec> {
        if self.is_of_one() { vec![BASE, specs[0]] } else { specs.to_vec() }
    }

    /// The interfaces that the guest is defined with.
    pub(crate) fn defined(self, specs: &[Spec]) -> Vec<Spec> {
        if self == Self::Hotplug { vec![BASE] } else { self.cards(specs) }
    }

    /// What happens first.
    pub(crate) fn prelude(self) -> Vec<Event> {
        let commands: &[Command] = match self {
            Self::Start | Self::Incoming => &[],
            Self::Stop | Self::Pause | Self::Hotplug | Self::Unplug | Self::Reconnect | Self::ReconnectDead => &[Command::Start],
            Self::Finish | Self::StopIncoming => &[Command::Incoming],
            Self::Resume | Self::StopPaused => &[Command::Start, Command::Pause],
        };
        let died = (self == Self::ReconnectDead).then_some(Event::HypervisorDies);
        let restarts = matches!(self, Self::Reconnect | Self::ReconnectDead).then_some(Event::DaemonRestarts);
        commands.iter().cloned().map(Event::Command).chain(died).chain(restarts).collect()
    }

    /// The command itself.
    pub(crate) fn command(self, specs: &[Spec]) -> Command {
        match self {
            Self::Start => Command::Start,
            Self::Stop | Self::StopIncoming | Self::StopPaused => Command::Stop,
            Self::Incoming => Command::Incoming,
            Self::Finish => Command::Finish,
            Self::Pause => Command::Pause,
            Self::Resume => Command::Resume,
            Self::Hotplug => Command::Hotplug(specs[0].interface().into()),
            Self::Unplug => Command::Unplug(1),
            Self::Reconnect | Self::ReconnectDead => Command::Reconnect,
        }
    }
}
