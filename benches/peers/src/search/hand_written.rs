//! Searches that one writes by hand for one model: level by level, with a table of whole states.

use super::table::Table;
use super::{Found, Model};

/// How many states are played before their successors are looked up.
const BATCH: usize = 32;

/// What a search by hand holds.
struct Search {
    table: Table,
    level: Vec<u64>,
    next: Vec<u64>,
    transitions: u64,
    wrongful: u64,
    states: u64,
    /// The most bytes that both levels have held at once.
    peak: usize,
}

impl Search {
    fn new(initial: u64, mut table: Table) -> Self {
        table.insert(initial);
        Self { table, level: vec![initial], next: Vec::new(), transitions: 0, wrongful: 0, states: 1, peak: 0 }
    }

    /// Goes on to the next level, if there is one.
    fn turn(&mut self) -> bool {
        self.peak = self.peak.max((self.level.capacity() + self.next.capacity()) * size_of::<u64>());
        std::mem::swap(&mut self.level, &mut self.next);
        self.next.clear();
        self.states += self.level.len() as u64;
        !self.level.is_empty()
    }

    fn found(&self) -> Found {
        let bytes = Some((self.table.peak() + self.peak) as u64);
        Found { states: self.states, transitions: Some(self.transitions), wrongful: Some(self.wrongful), bytes }
    }
}

/// Looks up each successor at once.
pub fn plain(mut model: impl Model) -> Found {
    let mut search = Search::new(model.initial(), Table::for_states(0));
    loop {
        let Search { table, level, next, transitions, wrongful, .. } = &mut search;
        for state in level {
            model.for_each_successor(*state, |successor, wrong| {
                *transitions += 1;
                *wrongful += u64::from(wrong);
                if table.insert(successor) {
                    next.push(successor);
                }
            });
        }
        if !search.turn() {
            return search.found();
        }
    }
}

/// Plays some states, lets the processor fetch the places of all their successors, and then looks these up. It has room for so many
/// states from the beginning.
pub fn prefetching(mut model: impl Model, room: u64) -> Found {
    let mut search = Search::new(model.initial(), Table::for_states(room));
    let mut successors = Vec::with_capacity(BATCH * 8);
    loop {
        let Search { table, level, next, transitions, wrongful, .. } = &mut search;
        for states in level.chunks(BATCH) {
            for state in states {
                model.for_each_successor(*state, |successor, wrong| {
                    table.prefetch(successor);
                    *wrongful += u64::from(wrong);
                    successors.push(successor);
                });
            }
            *transitions += successors.len() as u64;
            next.extend(successors.drain(..).filter(|successor| table.insert(*successor)));
        }
        if !search.turn() {
            return search.found();
        }
    }
}
