//! One guest by itself: what its daemon knows of it, and how far it is in what it does.

use super::host::CARDS_MAX;
use super::stage::{Role, Stage};
use super::watched::Watched;
use ifrace_allocator::guest::{Command, Guest, Next, Outcome, Phase};
use ifrace_allocator::host::{Failure, Reply};

/// A guest's own state. It does not say which guest it is: all are numbered 0 here.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Local {
    pub(super) guest: Guest<Watched>,
    /// Which of the stage's definitions it follows.
    pub(super) role: u8,
    /// How many of its tasks are behind it.
    pub(super) at: u16,
    /// Its hypervisor has ended by itself, and its daemon has not dealt with that yet.
    pub(super) orphaned: bool,
    /// The command under way is the daemon's own: not one of the tasks.
    pub(super) unasked: bool,
    /// Something was made to fail since the command under way began.
    pub(super) faulted: bool,
}

/// What happens to a guest.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stimulus {
    /// It begins what it does next.
    Begin,
    /// It gets the answer that it waits for.
    Answer(Result<Reply, Failure>),
    /// It gets a failure that was made on purpose.
    Injected(Failure),
    /// Its daemon dies, and another one takes its place. It may have no hypervisor (any more).
    DaemonDies { alive: bool },
    /// Its hypervisor ends.
    HypervisorDies,
}

/// The command that has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Ended {
    pub(super) what: Kind,
    pub(super) failed: bool,
    /// Whether something was made to fail on the way.
    pub(super) faulted: bool,
}

/// A command without what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Start,
    Incoming,
    Finish,
    Stop,
    Hotplug,
    Unplug,
    Reconnect,
    Other,
}

impl Kind {
    pub(super) const fn of(command: &Command) -> Self {
        match command {
            Command::Start => Self::Start,
            Command::Incoming => Self::Incoming,
            Command::Finish => Self::Finish,
            Command::Stop => Self::Stop,
            Command::Hotplug(_) => Self::Hotplug,
            Command::Unplug(_) => Self::Unplug,
            Command::Reconnect => Self::Reconnect,
            Command::Pause | Command::Resume => Self::Other,
        }
    }
}

impl Local {
    pub(super) const fn new(guest: Guest<Watched>, role: u8) -> Self {
        Self { guest, role, at: 0, orphaned: false, unasked: false, faulted: false }
    }

    /// What it does next, if it is doing nothing; `None` if there is nothing left.
    pub(super) fn next_task<'s>(&self, stage: &'s Stage) -> Option<NextTask<'s>> {
        if self.guest.phase() == Phase::Unknown {
            return Some(NextTask::Unasked(Command::Reconnect));
        }
        if self.orphaned && self.guest.phase() != Phase::Off {
            return Some(NextTask::Unasked(Command::Stop));
        }
        self.role(stage).task(self.at).map(NextTask::Task)
    }

    fn role<'s>(&self, stage: &'s Stage) -> &'s Role {
        &stage.roles[usize::from(self.role)]
    }

    /// Lets it take a stimulus. What has ended by it, if something has.
    pub(super) fn take(&mut self, stimulus: Stimulus, names: &mut Watched, stage: &Stage) -> Option<(Ended, Outcome)> {
        match stimulus {
            Stimulus::Begin => self.begin(stage),
            Stimulus::Answer(result) => self.guest.answer(result, names),
            Stimulus::Injected(failure) => {
                self.faulted = true;
                self.guest.answer(Err(failure), names);
            }
            Stimulus::DaemonDies { alive } => {
                self.guest.daemon_died();
                (self.unasked, self.faulted, self.orphaned) = (false, true, !alive);
            }
            Stimulus::HypervisorDies => {
                (self.orphaned, self.faulted) = (true, true);
                // It was the task to die.
                if self.guest.command().is_none() && matches!(self.role(stage).task(self.at), Some(super::plan::Task::Die)) {
                    self.at += 1;
                }
            }
        }
        self.settle(names, stage)
    }

    fn begin(&mut self, stage: &Stage) {
        let Some(next) = self.next_task(stage) else { return };
        let (command, unasked) = match next {
            NextTask::Unasked(command) => (command, true),
            NextTask::Task(task) => match self.role(stage).command(task) {
                Some(command) => (command, false),
                None => return,
            },
        };
        if self.guest.begin(command).is_ok() {
            (self.unasked, self.faulted) = (unasked, false);
        }
    }

    /// Goes on to where it waits for the host, or has something to begin that it can begin.
    fn settle(&mut self, names: &mut Watched, stage: &Stage) -> Option<(Ended, Outcome)> {
        let what = self.guest.command().map(Kind::of);
        let mut ended = None;
        if let (Next::Ended(outcome), Some(what)) = (self.guest.next(names), what) {
            let failed = matches!(outcome, Outcome::Failed(_));
            ended = Some((Ended { what, failed, faulted: self.faulted }, outcome));
            if !self.unasked {
                self.at += 1;
            }
            (self.unasked, self.faulted) = (false, false);
        }
        // A guest that is being started is off until its start has ended.
        self.orphaned &= self.guest.phase() != Phase::Off || self.guest.command().is_some();
        while self.guest.command().is_none() && !self.can_begin(stage) {
            self.at += 1;
        }
        ended
    }

    /// Whether there is nothing left, or what comes next can be begun.
    fn can_begin(&self, stage: &Stage) -> bool {
        match self.next_task(stage) {
            None | Some(NextTask::Unasked(_)) => true,
            Some(NextTask::Task(task)) => match self.role(stage).command(task) {
                // After an unplugging that failed there may be no room for one more interface.
                Some(Command::Hotplug(_)) if self.guest.cards().len() >= CARDS_MAX => false,
                Some(command) => self.guest.clone().begin(command).is_ok(),
                None => self.guest.phase() != Phase::Off,
            },
        }
    }
}

/// What a guest does next.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum NextTask<'s> {
    /// Its daemon deals with it by itself.
    Unasked(Command),
    /// One of its tasks.
    Task(&'s super::plan::Task),
}
