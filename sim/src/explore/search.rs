//! What the workers of a search share.

use super::budget::Budget;
use super::frontier::Frontier;
use super::meeting::Meeting;
use super::shards::Shards;
use super::worker::Worker;
use super::{Control, Counts, Ended, Limits, Outcome};
use crate::system::{Key, System};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A search that any number of threads do together. Each calls [`work`](Self::work) once with its own copy of the system.
pub struct Search<'a, K> {
    pub(super) control: Control<'a>,
    pub(super) limits: Limits,
    pub(super) budget: Budget,
    pub(super) shards: Shards<K>,
    pub(super) frontier: Frontier<K>,
    workers: AtomicUsize,
    meeting: Meeting,
    halt: AtomicBool,
    totals: Mutex<Totals>,
}

/// What all workers have found so far.
struct Totals {
    counts: Counts,
    ended: Option<Ended>,
    /// Some state could move, but no more steps were allowed.
    cut: bool,
}

impl<'a, K: Key> Search<'a, K> {
    /// A search from the initial state of a system, by so many workers.
    pub fn new(system: &mut impl System<Key = K>, workers: NonZeroUsize, limits: Limits, control: Control<'a>) -> Self {
        let search = Self {
            control,
            limits,
            budget: Budget::new(limits.bytes),
            shards: Shards::new(),
            frontier: Frontier::new(),
            workers: AtomicUsize::new(0),
            meeting: Meeting::new(workers.get()),
            halt: AtomicBool::new(false),
            totals: Mutex::new(Totals { counts: Counts::default(), ended: None, cut: false }),
        };
        let initial = system.initial();
        search.begin(system.pack(&initial));
        search
    }

    /// Puts the initial state on level 0.
    fn begin(&self, initial: K) {
        let Some(mut block) = self.frontier.empty(&self.budget) else { return self.end(Ended::Memory) };
        if !self.shards.insert(Shards::of(&initial), &mut [initial], &mut block, &self.budget) {
            return self.end(Ended::Memory);
        }
        self.frontier.give(block);
        let frontier = self.frontier.turn();
        let counts = &mut self.totals().counts;
        (counts.states, counts.frontier) = (frontier, frontier);
    }

    /// Takes part in the search until it ends. It waits for the other workers, so there must be as many calls as workers, each on
    /// its own thread. If one of them panics the others return.
    pub fn work(&self, system: &mut impl System<Key = K>) {
        let party = self.meeting.party();
        let first = self.workers.fetch_add(1, Relaxed) == 0;
        let mut worker = Worker::new(self, system, first);
        let mut depth = 0;
        worker.level(depth);
        while self.meeting.wait(|| self.turn()) {
            depth += 1;
            worker.level(depth);
        }
        party.leave();
    }

    /// How the search ended. While it goes on: that it has been interrupted, with what it has counted so far.
    pub fn outcome(&self) -> Outcome {
        let totals = self.totals();
        Outcome { ended: totals.ended.unwrap_or(Ended::Interrupted), counts: self.with_bytes(&totals.counts) }
    }

    /// Shows every state seen, in no order that means anything.
    pub fn for_each_state(&self, each: impl FnMut(&K)) {
        self.shards.for_each(each);
    }

    /// Whether the search has ended.
    pub(super) fn halted(&self) -> bool {
        self.halt.load(Relaxed)
    }

    /// Ends the search, if nothing else has.
    pub(super) fn end(&self, why: Ended) {
        self.totals().ended.get_or_insert(why);
        self.halt.store(true, Relaxed);
    }

    /// Takes over what a worker counted, and answers what all have.
    pub(super) fn count(&self, more: &Counts, cut: bool) -> Counts {
        let mut totals = self.totals();
        totals.counts.add(more);
        totals.cut |= cut;
        self.with_bytes(&totals.counts)
    }

    fn with_bytes(&self, counts: &Counts) -> Counts {
        Counts { bytes: self.budget.peak(), ..*counts }
    }

    /// Begins the next level, or ends the search. Says whether it goes on.
    fn turn(&self) -> bool {
        let next = self.frontier.turn();
        let mut totals = self.totals();
        let totals = &mut *totals;
        let counts = &mut totals.counts;
        if next > 0 {
            counts.depth += 1;
            counts.frontier = next;
        }
        let why = match self.limits {
            Limits { stop_at, .. } if stop_at.wants(counts.violated()) => Some(Ended::Found),
            _ if totals.cut => Some(Ended::Depth),
            _ if next == 0 => Some(Ended::Exhausted),
            Limits { states: Some(states), .. } if counts.states >= states => Some(Ended::States),
            _ => None,
        };
        totals.ended = totals.ended.or(why);
        totals.ended.is_none()
    }

    fn totals(&self) -> MutexGuard<'_, Totals> {
        self.totals.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
