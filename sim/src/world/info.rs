//! What a step needs to know of a guest's own state, in numbers.

use super::compile::compile;
use super::host::CARDS_MAX;
use super::known::Known;
use super::local::{Kind, Local, NextTask};
use super::names::Names;
use super::op::{NameId, Op};
use super::plan::Task;
use super::stage::Stage;
use super::watched::Watched;
use ifrace_allocator::guest::{Card, Command, Guest, Phase};
use ifrace_allocator::host::Actual;

/// What is known of a guest's own state. Numbers of devices and rows are as the guest knows them, see [`Known`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Info {
    pub(super) next: Next,
    /// Its present start, or its last one.
    pub(super) start: u16,
    /// What it has is its own, and nobody else may touch it: it is being started, or runs.
    pub(super) protected: bool,
    /// A cleanup of it is still to be done, or under way.
    pub(super) pending: bool,
    /// A start that failed is being undone.
    pub(super) undoing_start: bool,
    /// It runs, as far as its daemon knows.
    pub(super) running: bool,
    /// The command that is under way is an incoming migration.
    pub(super) incoming: bool,
    /// Its daemon knows it.
    pub(super) up: bool,
    /// Its rules note names ahead, so that it may know of one without having anything of that name.
    pub(super) ahead: bool,
    /// The interfaces (one bit each) whose device surely was made under its name, and is not deleted yet.
    pub(super) made: u8,
    /// The interfaces (one bit each) that it is losing although it runs on: one that is unplugged, or whose hotplug has failed.
    pub(super) leaving: u8,
    /// What is under way sets something up, and nothing has gone wrong.
    pub(super) setting_up: bool,
    /// Whether something is under way.
    pub(super) busy: bool,
    /// The names of its devices, also of one that is still to be created.
    pub(super) names: [NameId; CARDS_MAX],
    /// The interfaces (one bit each) whose name was generated.
    pub(super) generated: u8,
    /// The numbers of its own devices and rows (bit 0 is [`Known`] 1) that it remembers.
    pub(super) own: [u8; 2],
    /// The numbers of others' devices and rows (bit 0 is number 1) that it remembers.
    pub(super) others: [u64; 2],
}

/// What a guest does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// It waits for this operation.
    Op(Op),
    /// It begins a command.
    Begin(Kind),
    /// Its hypervisor ends.
    Die,
    /// Nothing is left.
    Rest,
}

impl Info {
    /// Of a guest that is not there.
    pub(super) const NONE: Self = Self {
        next: Next::Rest,
        start: 0,
        protected: false,
        pending: false,
        undoing_start: false,
        running: false,
        incoming: false,
        up: false,
        ahead: false,
        made: 0,
        leaving: 0,
        setting_up: false,
        busy: false,
        names: [0; CARDS_MAX],
        generated: 0,
        own: [0; 2],
        others: [0; 2],
    };

    pub(super) fn of(local: &Local, stage: &Stage, names: &mut Names) -> Self {
        let guest = &local.guest;
        let command = guest.command().map(Kind::of);
        let next = match guest.operation() {
            Some(op) => Next::Op(compile(&op, guest.cards(), stage, names)),
            None => begin(local, stage),
        };
        let starts = matches!(command, Some(Kind::Start | Kind::Incoming));
        let undoing_start = guest.is_undoing() && (starts || command == Some(Kind::Finish));
        let is_up = guest.phase() != Phase::Off || starts;
        let is_found_dead = guest.is_undoing() && command == Some(Kind::Reconnect);
        let stops = command == Some(Kind::Stop) || undoing_start || is_found_dead;
        let protected = is_up && !stops && !local.orphaned;
        let mut info = Self {
            next,
            start: u16::try_from(guest.incarnation().start).unwrap_or(u16::MAX),
            protected,
            pending: is_up && (stops || local.orphaned),
            undoing_start,
            running: matches!(guest.phase(), Phase::Running | Phase::Paused) && protected,
            incoming: command == Some(Kind::Incoming),
            up: is_up,
            ahead: guest.rules().life.write_ahead,
            made: 0,
            leaving: leaving(guest),
            setting_up: (starts || command == Some(Kind::Hotplug)) && !guest.is_undoing(),
            busy: command.is_some(),
            names: [0; CARDS_MAX],
            generated: 0,
            own: [0; 2],
            others: [0; 2],
        };
        for (place, card) in guest.cards().iter().enumerate().take(CARDS_MAX) {
            // The user's own device stays, and its name with it.
            let is_own = card.state.actual != Some(Actual::Unmanaged);
            let name = card.state.name.filter(|name| is_own && !name.is_template());
            info.names[place] = name.map_or(0, |name| names.number(name));
            info.generated |= u8::from(card.state.generated) << place;
            // A new daemon knows only what was noted: not whether a creation or a deletion was the last thing that the old one did.
            let is_known = card.state.connected && guest.phase() != Phase::Unknown && command != Some(Kind::Reconnect);
            info.made |= u8::from(starts && card.state.index.is_some() || is_known) << place;
        }
        guest.cards().iter().chain(guest.status_cards()).for_each(|card| info.note(card));
        if let Next::Op(Op::OpenMacvtap { index }) = next {
            info.note_number(0, index);
        }
        info
    }

    /// Takes note of the numbers that a card remembers.
    fn note(&mut self, card: &Card) {
        let numbers = [card.state.index.map(|index| index as u8), card.state.row.map(|row| row as u8)];
        for (which, known) in numbers.into_iter().enumerate() {
            known.into_iter().for_each(|known| self.note_number(which, known));
        }
    }

    fn note_number(&mut self, which: usize, known: u8) {
        match known {
            1..=Known::OWN => self.own[which] |= 1 << (known - 1),
            17..=80 => self.others[which] |= 1 << (known - Known::OTHERS - 1),
            _ => {}
        }
    }

    /// Whether a cleanup is pending that knows one of its devices by this name.
    pub(super) fn gives_up(&self, name: NameId) -> bool {
        let leaves = |place: usize| self.pending || self.leaving & (1 << place) != 0;
        name != 0 && (0..CARDS_MAX).any(|place| self.names[place] == name && leaves(place))
    }

    /// Whether one of its devices has this name, was made, and is not deleted yet.
    pub(super) fn has_made(&self, name: NameId) -> bool {
        name != 0 && (0..CARDS_MAX).any(|place| self.names[place] == name && self.made & (1 << place) != 0)
    }

    /// Whether it has this name, and did not choose it.
    pub(super) fn has_generated(&self, name: NameId) -> bool {
        name != 0 && (0..CARDS_MAX).any(|place| self.names[place] == name && self.generated & (1 << place) != 0)
    }
}

/// The interfaces that a guest is losing although it runs on.
fn leaving(guest: &Guest<Watched>) -> u8 {
    match guest.command() {
        Some(Command::Unplug(card)) => 1 << card,
        Some(Command::Hotplug(_)) if guest.is_undoing() => 1 << guest.cards().len().saturating_sub(1),
        _ => 0,
    }
}

fn begin(local: &Local, stage: &Stage) -> Next {
    match local.next_task(stage) {
        None => Next::Rest,
        Some(NextTask::Task(Task::Die)) => Next::Die,
        Some(NextTask::Unasked(command)) => Next::Begin(Kind::of(&command)),
        Some(NextTask::Task(task)) => {
            let role = &stage.roles[usize::from(local.role)];
            role.command(task).map_or(Next::Rest, |command| Next::Begin(Kind::of(&command)))
        }
    }
}
