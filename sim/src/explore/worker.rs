//! One thread of a search.

use super::outbox::Outbox;
use super::{Counts, Ended, Search};
use crate::system::{Choice, System};

/// How many states are seen between two reports.
const REPORT: u64 = 1 << 16;

/// A worker plays the states of a level, and puts their successors into the set in batches.
pub(super) struct Worker<'s, 'c, S: System> {
    search: &'s Search<'c, S::Key>,
    system: &'s mut S,
    outbox: Outbox<S::Key>,
    /// New states for the next level.
    fresh: Vec<S::Key>,
    counts: Counts,
    /// Whether some state could move though no more steps are allowed.
    cut: bool,
    /// The number of states at which to report, for the worker that does.
    report: Option<u64>,
}

impl<'s, 'c, S: System> Worker<'s, 'c, S> {
    pub(super) fn new(search: &'s Search<'c, S::Key>, system: &'s mut S, reports: bool) -> Self {
        if !search.budget.take(Outbox::<S::Key>::bytes()) {
            search.end(Ended::Memory);
        }
        let (outbox, counts) = (Outbox::new(), Counts::default());
        Self { search, system, outbox, fresh: Vec::new(), counts, cut: false, report: reports.then_some(REPORT) }
    }

    /// Plays states of a level until none is left.
    pub(super) fn level(&mut self, depth: u32) {
        let last = self.search.limits.depth.is_some_and(|limit| depth >= limit);
        while !self.search.halted()
            && let Some(block) = self.search.frontier.take()
        {
            for key in &block {
                self.play(key, depth, last);
            }
            self.search.frontier.give_back(block);
            self.hand_in();
        }
        for shard in 0..super::shards::SHARDS {
            self.flush(shard);
        }
        self.search.frontier.give(std::mem::take(&mut self.fresh));
        self.hand_in();
    }

    /// Lets every actor of a state move in every way.
    #[inline]
    fn play(&mut self, key: &S::Key, depth: u32, last: bool) {
        let state = self.system.unpack(key);
        let mut actors = self.system.enabled(&state);
        if actors == 0 {
            self.counts.ends += 1;
            self.counts.note(self.system.end(&state), depth);
        } else if last {
            self.cut = true;
            return;
        }
        while actors != 0 {
            let actor = actors.trailing_zeros();
            actors &= actors - 1;
            for variant in 0..self.system.variants(&state, actor) {
                let mut next = state;
                let seen = self.system.step(&mut next, Choice { actor: actor as u8, variant: variant as u8 });
                self.counts.transitions += 1;
                self.counts.note(seen, depth + 1);
                let key = self.system.pack(&next);
                if let Some(shard) = self.outbox.push(key) {
                    self.flush(shard);
                }
            }
        }
    }

    /// Puts the keys that wait for a part of the set into it.
    fn flush(&mut self, shard: usize) {
        let keys = self.outbox.take(shard);
        if keys.is_empty() {
            return;
        }
        let (search, fresh) = (self.search, &mut self.fresh);
        if fresh.len() + keys.len() > fresh.capacity() {
            search.frontier.give(std::mem::take(fresh));
            match search.frontier.empty(&search.budget) {
                Some(block) => *fresh = block,
                None => return search.end(Ended::Memory),
            }
        }
        let before = fresh.len();
        if !search.shards.insert(shard, keys, fresh, &search.budget) {
            return search.end(Ended::Memory);
        }
        self.counts.states += (fresh.len() - before) as u64;
    }

    /// Adds what it counted to what all have, reports it, and asks whether to go on.
    fn hand_in(&mut self) {
        let all = self.search.count(&std::mem::take(&mut self.counts), self.cut);
        if let Some(report) = &mut self.report
            && all.states >= *report
        {
            *report = all.states + REPORT;
            (self.search.control.progress)(&all);
        }
        if (self.search.control.stop)() {
            self.search.end(Ended::Interrupted);
        }
    }
}
