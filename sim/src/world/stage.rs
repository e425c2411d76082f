//! A scenario made ready for an era: the guests as the era's documents have them, and the tables of what is on the host.

use super::op::FOREIGN_INDEX;
use super::plan::{ForeignTask, Plan, Task};
use crate::release::{DaemonNames, Release};
use ifrace_allocator::IfName;
use ifrace_allocator::guest::{Command, Settings};
use ifrace_allocator::host::{Actual, Network};
use ifrace_allocator::interface::Interface;
use std::sync::Arc;

/// A scenario made ready for an era.
#[derive(Debug)]
pub struct Stage {
    /// The scenario.
    pub plan: Plan,
    /// The era.
    pub release: Release,
    pub(super) roles: Vec<Role>,
    /// For each guest, its role.
    pub(super) role_of: Vec<u8>,
    /// For each guest, its daemon.
    pub(super) daemon_of: Vec<u8>,
    pub(super) bridges: Vec<IfName>,
    pub(super) ovs_bridges: Vec<IfName>,
    pub(super) lowers: Vec<IfName>,
    pub(super) networks: Vec<Network>,
    pub(super) taps: Vec<IfName>,
    pub(super) stale_ports: Vec<(IfName, u8)>,
    pub(super) occupied: Vec<(IfName, u32, u32)>,
    pub(super) foreign: Vec<Vec<Foreign>>,
}

/// A definition that guests follow.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Role {
    pub(super) interfaces: Vec<Arc<Interface>>,
    pub(super) settings: Settings,
    pub(super) tasks: Vec<Task>,
    /// For each task of the plan that is a hotplug, its interface.
    pub(super) hotplugged: Vec<Option<Arc<Interface>>>,
    pub(super) cycles: u16,
    pub(super) may_conflict: bool,
    /// Whether its document carries a generated name to another host.
    pub(super) unhygienic: bool,
}

/// Something that somebody else does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Foreign {
    /// Make a persistent tap of this name or template.
    Take(IfName),
    /// Delete the last one.
    Release,
}

impl Role {
    /// The task after so many, in all cycles.
    pub(super) fn task(&self, at: u16) -> Option<&Task> {
        let count = self.tasks.len();
        let within = usize::from(at) < count * usize::from(self.cycles);
        within.then(|| &self.tasks[usize::from(at) % count])
    }

    /// The command of a task; `None` for what is no command.
    pub(super) fn command(&self, task: &Task) -> Option<Command> {
        Some(match task {
            Task::Start => Command::Start,
            Task::Incoming => Command::Incoming,
            Task::Finish => Command::Finish,
            Task::Stop => Command::Stop,
            Task::Pause => Command::Pause,
            Task::Resume => Command::Resume,
            Task::Unplug(card) => Command::Unplug(usize::from(*card)),
            Task::Hotplug(_) => {
                let place = self.tasks.iter().position(|one| one == task)?;
                Command::Hotplug(Arc::clone(self.hotplugged[place].as_ref()?))
            }
            Task::Die => return None,
        })
    }
}

impl Stage {
    /// The names of one of the daemons, when it has just started.
    pub(super) fn names_of(&self, daemon: usize) -> DaemonNames {
        let plan = self.plan.daemons.get(daemon).copied().unwrap_or_default();
        let mut names = self.release.daemon();
        if let Some(limit) = plan.last_id {
            names = names.with_limit(limit);
        }
        match plan.first_id.and_then(|first| i32::try_from(first).ok()) {
            Some(first) => names.starting_at(first),
            None => names,
        }
    }

    /// How many guests there are.
    pub fn guests(&self) -> usize {
        self.role_of.len()
    }

    /// How many daemons there are.
    pub(super) fn daemons(&self) -> usize {
        self.plan.daemons.len()
    }

    /// The definition of a guest.
    pub(super) fn role(&self, guest: u8) -> &Role {
        &self.roles[usize::from(self.role_of[usize::from(guest)])]
    }

    /// The first number of the counters of a guest's daemon, if the plan says it.
    pub(super) fn first_id(&self, guest: usize) -> Option<u32> {
        self.plan.daemons[usize::from(self.daemon_of[guest])].first_id
    }

    /// How many others there are.
    pub(super) fn others(&self) -> usize {
        self.foreign.len()
    }

    /// What a network makes of an interface.
    pub(super) fn actual(&self, network: u8) -> Actual {
        self.networks.get(usize::from(network)).map_or(Actual::None, |one| one.actual)
    }

    /// The names that devices of the host have for good.
    pub(super) fn fixed(&self) -> Vec<IfName> {
        [&self.bridges, &self.ovs_bridges, &self.lowers].into_iter().flatten().copied().chain(IfName::new("lo")).collect()
    }

    /// The first number of the devices that one of the others makes: there is room for two at a time.
    pub(super) const fn first_index(other: usize) -> u8 {
        FOREIGN_INDEX + 64 + 2 * other as u8
    }
}

impl Foreign {
    pub(super) fn new(task: &ForeignTask) -> Option<Self> {
        Some(match task {
            ForeignTask::Take(name) => Self::Take(IfName::new(name)?),
            ForeignTask::Release => Self::Release,
        })
    }
}
