//! Races that any number of threads search.

use super::cell::{self, Cell};
use super::search::Budget;
use super::{Races, STEPS};
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use ifrace_report::races::Race;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The races of a gate, each with its result.
pub(in crate::gate) struct Queue<'a> {
    cells: Vec<(Cell<'a>, OnceLock<Race>)>,
    next: AtomicUsize,
    budget: Budget,
}

impl<'a> Queue<'a> {
    pub(in crate::gate) fn new(races: &'a Races, seed: u64) -> Self {
        let cells = cell::all(&races.scenarios).into_iter().map(|cell| (cell, OnceLock::new())).collect();
        let budget = Budget { seed, states: races.states, schedules: races.schedules };
        Self { cells, next: AtomicUsize::new(0), budget }
    }

    /// How many threads there is work for, if there can be this many.
    pub(in crate::gate) fn threads(&self, most: usize) -> usize {
        most.min(self.cells.len())
    }

    /// Searches one race after the other until none is left. Who searches which makes no difference to what is found.
    pub(in crate::gate) fn work(&self, interrupt: &Interrupt, progress: &Progress) {
        while !interrupt.is_set()
            && let Some((cell, result)) = self.cells.get(self.next.fetch_add(1, Ordering::Relaxed))
        {
            result.get_or_init(|| self.budget.search(cell, interrupt));
            progress.advance(STEPS);
        }
    }

    /// Every race in the order of the scenarios, also those that nobody came to.
    pub(in crate::gate) fn finish(self) -> Vec<Race> {
        let race = |(cell, result): (Cell<'_>, OnceLock<Race>)| {
            result.into_inner().unwrap_or_else(|| cell.open("interrupted before it began"))
        };
        self.cells.into_iter().map(race).collect()
    }
}
