//! A world as a system whose actors take turns.

use super::beginning::first;
use super::book::Book;
use super::info::{Info, Next};
use super::owner::GUESTS_MAX;
use super::pack::Packer;
use super::stage::Stage;
use super::state::State;
use super::symmetry::Symmetry;
use super::thread::Notes;
use crate::system::{Choice, Seen, System};
use std::sync::{Arc, Mutex};

/// A world whose states have keys of so many words.
#[derive(Debug)]
pub struct World<const WORDS: usize> {
    pub(super) stage: Arc<Stage>,
    pub(super) notes: Notes,
    pub(super) packer: Packer,
    symmetry: Symmetry,
    pub(super) first: State,
}

/// [`Seen::reached`] at an end: the world, or a key, was too small for the run, which says nothing. No property has this bit.
pub const TOO_SMALL: u32 = 1 << 31;

/// Who moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mover {
    /// A guest: its daemon works for it.
    Guest(u8),
    /// Somebody else.
    Other(u8),
    /// A daemon dies.
    DaemonDeath(u8),
    /// The hypervisor of a guest dies.
    HypervisorDeath(u8),
}

impl<const WORDS: usize> World<WORDS> {
    /// The world of a stage.
    pub fn new(stage: Arc<Stage>) -> Self {
        let mut book = Book::new(&stage);
        let first = first(&mut book, &stage);
        let notes = Notes::new(Arc::new(Mutex::new(book)), Arc::clone(&stage));
        let symmetry = Symmetry::of(&stage);
        Self { stage, notes, packer: Packer::default(), symmetry, first }
    }

    /// The same world for another thread: both know its states by the same numbers.
    #[must_use]
    pub fn fork(&self) -> Self {
        let (symmetry, first) = (self.symmetry, self.first);
        Self { stage: Arc::clone(&self.stage), notes: self.notes.fork(), packer: Packer::default(), symmetry, first }
    }

    /// The same world in which every guest is told from every other one.
    #[must_use]
    pub fn without_symmetry(self) -> Self {
        Self { symmetry: Symmetry::none(), ..self }
    }

    /// Whether a state had more parts than a key holds: the search has to be done again with longer keys.
    pub fn has_overflowed(&self) -> bool {
        self.packer.overflowed
    }

    /// What is played.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// Who an actor is.
    pub fn mover(&self, actor: u8) -> Mover {
        let (guests, others, daemons) = (self.stage.guests() as u8, self.stage.others() as u8, self.stage.daemons() as u8);
        if actor < guests {
            Mover::Guest(actor)
        } else if actor < guests + others {
            Mover::Other(actor - guests)
        } else if actor < guests + others + daemons {
            Mover::DaemonDeath(actor - guests - others)
        } else {
            Mover::HypervisorDeath(actor - guests - others - daemons)
        }
    }

    /// What is known of every guest's own state.
    pub(super) fn infos(&mut self, state: &State) -> Infos {
        let mut infos = [Info::NONE; GUESTS_MAX];
        for (info, local) in infos.iter_mut().zip(state.locals).take(self.stage.guests()) {
            *info = self.notes.info(local);
        }
        infos
    }

    /// Whether the hypervisor of a guest's present start runs.
    pub(super) fn is_alive(state: &State, guest: u8, info: &Info) -> bool {
        info.start != 0 && state.host.rest.hypervisors[usize::from(guest)].start == info.start
    }
}

/// What is known of every guest's own state.
pub(super) type Infos = [Info; GUESTS_MAX];

/// A bit for each, the lowest for the first.
pub(super) fn bits(all: impl Iterator<Item = bool>) -> u64 {
    all.enumerate().fold(0, |mask, (place, is_set)| mask | u64::from(is_set) << place)
}

impl<const WORDS: usize> System for World<WORDS> {
    type State = State;
    type Key = [u64; WORDS];

    fn initial(&mut self) -> State {
        self.first
    }

    fn enabled(&mut self, state: &State) -> u64 {
        let (guests, others) = (self.stage.guests(), self.stage.others());
        if state.host.rest.too_small {
            return 0;
        }
        let infos = self.infos(state);
        let busy = bits(infos[..guests].iter().map(|info| info.next != Next::Rest));
        let at_work = state.others.iter().zip(&self.stage.foreign).map(|(other, tasks)| usize::from(other.at) < tasks.len());
        let mask = busy | bits(at_work) << guests;
        // Nobody dies any more when no guest has anything to do.
        if busy == 0 || state.left.daemon_deaths == 0 && state.left.hypervisor_deaths == 0 {
            return mask;
        }
        mask | self.deaths(state, &infos) << (guests + others)
    }

    fn variants(&mut self, state: &State, actor: u32) -> u32 {
        let Mover::Guest(guest) = self.mover(actor as u8) else { return 1 };
        if state.left.operations == 0 {
            return 1;
        }
        match self.next_op(state, guest) {
            Some(op) => 1 + op.faults().len() as u32,
            None => 1,
        }
    }

    fn step(&mut self, state: &mut State, choice: Choice) -> Seen {
        match self.mover(choice.actor) {
            Mover::Guest(guest) => self.guest_moves(state, guest, choice.variant),
            Mover::Other(other) => self.other_moves(state, other),
            Mover::DaemonDeath(daemon) => self.daemon_dies(state, daemon),
            Mover::HypervisorDeath(guest) => {
                state.left.hypervisor_deaths -= 1;
                self.hypervisor_dies(state, guest)
            }
        }
    }

    fn end(&mut self, state: &State) -> Seen {
        if self.stuck(state) || self.has_overflowed() {
            return Seen { violated: 0, reached: TOO_SMALL };
        }
        let infos = self.infos(state);
        Seen { violated: super::leak::leaks(state, &infos), reached: 0 }
    }

    fn pack(&mut self, state: &State) -> Self::Key {
        let state = self.symmetry.canonical(state, &mut self.notes);
        self.packer.pack(&state, &self.stage, &self.notes)
    }

    fn exact_key(&mut self, state: &State) -> Self::Key {
        self.packer.pack(state, &self.stage, &self.notes)
    }

    fn unpack(&mut self, key: &Self::Key) -> State {
        self.packer.unpack(key, &self.stage, &self.notes)
    }
}
