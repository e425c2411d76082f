//! What all threads of a search share: the numbers of names, of guests' own states and of daemons' counters.

use super::info::Info;
use super::local::{Ended, Local, Stimulus};
use super::names::Names;
use super::op::{Answer, Fault, NameId};
use super::pack::Parts;
use super::stage::Stage;
use super::table::Table;
use super::watched::Watched;
use crate::release::DaemonNames;
use ifrace_allocator::guest::Guest;

/// The number of a guest's own state.
pub(super) type LocalId = u16;

/// The number of the state of a daemon's counters.
pub(super) type CountersId = u16;

/// What happens to a guest, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    Begin,
    /// With the numbers of devices and rows as the guest knows them.
    Answer(Answer),
    Injected(Fault),
    DaemonDies {
        alive: bool,
    },
    HypervisorDies,
}

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Followed {
    pub(super) local: LocalId,
    pub(super) counters: CountersId,
    pub(super) ended: Option<Ended>,
    /// Whether the counters were asked, so that all this depends on them.
    pub(super) asked: bool,
    /// Whether there are more states than numbers.
    pub(super) full: bool,
}

/// The numbers that have been given.
#[derive(Debug)]
pub(super) struct Book {
    pub(super) names: Names,
    locals: Table<Local>,
    counters: Table<DaemonNames>,
    /// The numbers of parts of the host.
    pub(super) parts: Parts,
}

impl Book {
    pub(super) fn new(stage: &Stage) -> Self {
        let names = Names::new(stage.fixed(), stage.occupied.clone());
        Self { names, locals: Table::default(), counters: Table::default(), parts: Parts::default() }
    }

    /// The number of the state in which a guest of a role begins.
    pub(super) fn first(&mut self, role: u8, stage: &Stage) -> LocalId {
        let definition = &stage.roles[usize::from(role)];
        // The interfaces were accepted when the stage was made.
        let guest = Guest::new(0, stage.release.rules, definition.settings, definition.interfaces.clone());
        let Ok(guest) = guest else { return 0 };
        self.locals.number(&Local::new(guest, role)) as LocalId
    }

    /// The number of a daemon's counters.
    pub(super) fn counters(&mut self, names: &DaemonNames) -> CountersId {
        self.counters.number(names) as CountersId
    }

    /// The guest's own state with a number.
    pub(super) fn local(&self, local: LocalId) -> &Local {
        self.locals.get(local.into())
    }

    /// What is known of a guest's own state.
    pub(super) fn info(&mut self, local: LocalId, stage: &Stage) -> Info {
        Info::of(self.locals.get(local.into()), stage, &mut self.names)
    }

    /// What follows from what happens to a guest whose daemon has these counters: the life cycle itself is run here.
    pub(super) fn follow(&mut self, local: LocalId, cause: Cause, counters: CountersId, stage: &Stage) -> Followed {
        let mut next = self.locals.get(local.into()).clone();
        let mut watched = Watched::new(self.counters.get(counters.into()));
        let stimulus = self.stimulus(cause, stage);
        let ended = next.take(stimulus, &mut watched, stage).map(|(ended, _)| ended);
        let (local, counters) = (self.locals.number(&next), self.counters.number(&watched.names));
        let most = u32::from(LocalId::MAX);
        let full = local > most || counters > most || self.names.is_full();
        Followed {
            local: local.min(most) as LocalId,
            counters: counters.min(most) as CountersId,
            ended,
            asked: watched.asked,
            full,
        }
    }

    /// How the command ends that ends by what happens to a guest, in words.
    pub(super) fn outcome(&self, local: LocalId, cause: Cause, counters: CountersId, stage: &Stage) -> Option<String> {
        let mut next = self.local(local).clone();
        let mut watched = Watched::new(self.counters.get(counters.into()));
        next.take(self.stimulus(cause, stage), &mut watched, stage).map(|(_, outcome)| outcome.to_string())
    }

    fn stimulus(&self, cause: Cause, stage: &Stage) -> Stimulus {
        match cause {
            Cause::Begin => Stimulus::Begin,
            Cause::Answer(answer) => Stimulus::Answer(answer.result(stage, &self.names)),
            Cause::Injected(fault) => Stimulus::Injected(fault.failure()),
            Cause::DaemonDies { alive } => Stimulus::DaemonDies { alive },
            Cause::HypervisorDies => Stimulus::HypervisorDies,
        }
    }

    /// The number of the name that a template gives for an id.
    pub(super) fn expand(&mut self, template: u8, id: u32) -> NameId {
        self.names.expand(template, id)
    }
}
