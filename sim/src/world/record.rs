//! A run in words: what each step was, and whose cleanup hit what of whom.

use super::book::Cause;
use super::cause::{self, Breach};
use super::hosted::{hosted, other_op};
use super::info::Next;
use super::moves::Performed;
use super::op::Answer;
use super::state::State;
use super::system::{Mover, World};
use crate::scene::{Entry, FOREIGN, OperationEntry};
use crate::system::{Choice, Seen, System};
use ifrace_allocator::host::Incarnation;

/// A step in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// Who moved, and how.
    pub choice: Choice,
    /// What happened: the beginning of a command, an operation, the end of a command; or somebody's death.
    pub entries: Vec<Entry>,
    /// What did not hold.
    pub breaches: Vec<Breach>,
    /// The same in bits, with what was reached.
    pub seen: Seen,
}

/// A guest's label: A, B, C and so on.
pub fn label(guest: u8) -> String {
    char::from(b'A' + guest).to_string()
}

impl<const WORDS: usize> World<WORDS> {
    /// Plays choices from the beginning, as far as their actors can move. With what does not hold at the end, if that is an end.
    pub fn record(&mut self, choices: &[Choice]) -> (Vec<Recorded>, Vec<Breach>) {
        let mut state = self.initial();
        let mut steps = Vec::new();
        for choice in choices {
            if !self.is_possible(&state, *choice) {
                break;
            }
            steps.push(self.record_step(&mut state, *choice));
        }
        let is_end = self.enabled(&state) == 0 && !self.stuck(&state);
        let left = if is_end { self.record_end(&state) } else { Vec::new() };
        (steps, left)
    }

    /// Whether an actor can move in that way.
    pub fn is_possible(&mut self, state: &State, choice: Choice) -> bool {
        let can_move = self.enabled(state) >> choice.actor & 1 != 0;
        can_move && u32::from(choice.variant) < self.variants(state, choice.actor.into())
    }

    /// Whether the world was too small for the run, which says nothing from there on.
    pub fn stuck(&self, state: &State) -> bool {
        state.host.rest.too_small
    }

    /// Lets an actor move that can, and says what happened.
    pub fn record_step(&mut self, state: &mut State, choice: Choice) -> Recorded {
        let before = *state;
        let seen = self.step(state, choice);
        let (entries, breaches) = match self.mover(choice.actor) {
            Mover::Guest(guest) => self.guest_entries(&before, state, guest, choice.variant, seen),
            Mover::Other(other) => {
                let entries = self.other_entry(&before, other).into_iter().collect();
                (entries, cause::of_other(self, &before, state, other))
            }
            Mover::DaemonDeath(daemon) => (vec![Entry::DaemonDied { daemon: daemon.into() }], Vec::new()),
            Mover::HypervisorDeath(guest) => (vec![Entry::HypervisorDied { guest: label(guest) }], Vec::new()),
        };
        Recorded { choice, entries, breaches, seen }
    }

    /// What does not hold in a state where nobody can move.
    pub fn record_end(&mut self, state: &State) -> Vec<Breach> {
        let infos = self.infos(state);
        cause::of_end(self, state, &infos)
    }

    fn guest_entries(&mut self, before: &State, after: &State, guest: u8, variant: u8, seen: Seen) -> (Vec<Entry>, Vec<Breach>) {
        let mut state = *before;
        let mut entries = Vec::new();
        let mut asked = self.notes.info(state.locals[usize::from(guest)]);
        match asked.next {
            Next::Die => return (vec![Entry::HypervisorDied { guest: label(guest) }], Vec::new()),
            Next::Rest => return (entries, Vec::new()),
            Next::Begin(_) => {
                let (counters, local) = (self.counters_of(&state, guest), state.locals[usize::from(guest)]);
                let outcome = self.notes.book().outcome(local, Cause::Begin, counters, &self.stage);
                let begun = self.begin(&mut state, guest);
                asked = self.notes.info(begun);
                let command = self.command(&state, guest);
                entries.push(Entry::Begin { guest: label(guest), command });
                if let Some(outcome) = outcome {
                    entries.push(Entry::End { guest: label(guest), command, outcome });
                }
            }
            Next::Op(_) => {}
        }
        let Next::Op(op) = asked.next else { return (entries, Vec::new()) };
        let command = self.command(&state, guest);
        let mut performed_on = state;
        let performed = self.perform(&mut performed_on, guest, asked, op, variant);
        entries.push(self.operation_entry(&state, guest, command, &performed));
        let outcome = self.outcome(&state, guest, &performed);
        if let Some(outcome) = &outcome {
            entries.push(Entry::End { guest: label(guest), command, outcome: outcome.clone() });
        }
        let breaches = cause::of_guest(self, before, after, &performed, &entries, seen);
        (entries, breaches)
    }

    fn operation_entry(&self, state: &State, guest: u8, command: &'static str, performed: &Performed) -> Entry {
        let book = self.notes.book();
        let local = book.local(state.locals[usize::from(guest)]);
        let (operation, words) = hosted(&local.guest, guest);
        let result = performed.answer.result(&self.stage, &book.names);
        let incarnation = Incarnation::new(guest.into(), performed.asked.start.into());
        let injected = performed.injected;
        Entry::Operation(OperationEntry {
            number: 0,
            guest: label(guest),
            incarnation,
            command,
            operation,
            words,
            result,
            injected,
        })
    }

    fn other_entry(&mut self, before: &State, other: u8) -> Option<Entry> {
        let mut state = *before;
        let op = self.other_op(before, other)?;
        let answer = self.other_performs(&mut state, other, op);
        let (operation, words) = other_op(op, &self.notes.names)?;
        let result = answer.result(&self.stage, &self.notes.names);
        let guest = format!("other {other}");
        let command = if matches!(answer, Answer::Device { .. }) { "take" } else { "release" };
        let entry = OperationEntry { number: 0, guest, incarnation: FOREIGN, command, operation, words, result, injected: false };
        Some(Entry::Operation(entry))
    }

    /// The command of a guest that is under way, in words.
    fn command(&self, state: &State, guest: u8) -> &'static str {
        let book = self.notes.book();
        book.local(state.locals[usize::from(guest)]).guest.command().map_or("", |command| command.in_words())
    }

    fn outcome(&self, state: &State, guest: u8, performed: &Performed) -> Option<String> {
        let cause = performed.cause(guest);
        self.notes.book().outcome(state.locals[usize::from(guest)], cause, self.counters_of(state, guest), &self.stage)
    }

    fn counters_of(&self, state: &State, guest: u8) -> u16 {
        state.counters[usize::from(self.stage.daemon_of[usize::from(guest)])]
    }
}
