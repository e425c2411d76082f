//! What the threads of an allocator share.

use super::clear_way::{ClearWay, RUNS};
use super::picture::{Picture, Watched};
use super::state::{Counter, Memory, Participant};
use super::sync::{Arc, Mutex, lock};
use super::{NamePattern, StateError};
use std::ops::Range;

/// The state, which other processes may share, and what this process knows besides.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) memory: Arc<Memory>,
    pub(super) own: Participant,
    pub(super) known: Mutex<Known>,
}

/// The names of the host's devices, and the patterns that were asked for.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) picture: Picture,
    sources: Vec<Arc<Source>>,
}

/// One pattern.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) pattern: NamePattern,
    pub(super) counter: Counter,
    pub(super) watched: Watched,
    /// How many ids the pattern has.
    pub(super) ids: u64,
    pub(super) way: ClearWay,
}

impl Shared {
    /// The source of a pattern; a new one if it is asked for the first time.
    pub(super) fn source(&self, pattern: NamePattern) -> Result<Arc<Source>, StateError> {
        let mut known = lock(&self.known);
        if let Some(source) = known.sources.iter().find(|source| source.pattern == pattern) {
            return Ok(Arc::clone(source));
        }
        let counter = match self.memory.find_counter(pattern)? {
            Some(counter) => counter,
            None => self.memory.lock()?.register(pattern)?,
        };
        let watched = known.picture.watch(pattern);
        let source = Arc::new(Source { pattern, counter, watched, ids: pattern.ids(), way: ClearWay::unknown() });
        source.look_ahead(&known.picture, source.counter.position(&self.memory)?);
        known.sources.push(Arc::clone(&source));
        Ok(source)
    }
}

impl Source {
    /// Looks at the picture from a position on: the runs of free ids up to the end of the first lap, the first of which is returned.
    /// In later laps a free id may be one that waits for a cleanup, so that nothing is known of the way.
    pub(super) fn look_ahead(&self, picture: &Picture, position: u64) -> Option<u64> {
        let mut runs = [const { 0..0 }; RUNS];
        let count = picture.free_runs(self.watched, position.min(self.ids), &mut runs);
        self.way.set(position, &runs[..count]);
        runs[..count].first().map(|run| run.start)
    }

    /// The positions from this one on, or behind, whose names no device has; `None` if all names are taken.
    pub(super) fn next_free(&self, picture: &Picture, position: u64) -> Option<Range<u64>> {
        let lap = position - position % self.ids;
        let in_lap = |lap: u64, run: Range<u64>| lap + run.start..lap + run.end;
        picture.free_run(self.watched, position - lap).map(|run| in_lap(lap, run)).or_else(|| {
            let next = picture.free_run(self.watched, 0)?;
            Some(in_lap(lap + self.ids, next))
        })
    }
}

impl Known {
    /// Lets every source look at the picture anew.
    pub(super) fn look_ahead(&self, memory: &Memory) {
        for source in &self.sources {
            // A counter that is damaged says so when it is used.
            source.look_ahead(&self.picture, source.counter.position(memory).unwrap_or(u64::MAX));
        }
    }
}
