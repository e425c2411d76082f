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
    /// Each with its key to the picture.
    sources: Vec<(Arc<Source>, Watched)>,
}

/// One pattern.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) pattern: NamePattern,
    pub(super) counter: Counter,
    /// Which of the sources that the allocator knows it is.
    number: usize,
    /// How many ids the pattern has.
    pub(super) ids: u64,
    pub(super) way: ClearWay,
}

impl Shared {
    /// The source of a pattern; a new one if it is asked for the first time.
    pub(super) fn source(&self, pattern: NamePattern) -> Result<Arc<Source>, StateError> {
        let mut known = lock(&self.known);
        if let Some((source, _)) = known.sources.iter().find(|(source, _)| source.pattern == pattern) {
            return Ok(Arc::clone(source));
        }
        let counter = match self.memory.find_counter(pattern)? {
            Some(counter) => counter,
            None => self.memory.lock()?.register(pattern)?,
        };
        let position = counter.position(&self.memory)?;
        let number = known.sources.len();
        let source = Arc::new(Source { pattern, counter, number, ids: pattern.ids(), way: ClearWay::unknown() });
        let watched = known.picture.watch(pattern);
        known.sources.push((Arc::clone(&source), watched));
        source.look_ahead(&known, position);
        Ok(source)
    }
}

impl Source {
    /// Looks at the picture from a position on: the runs of free ids up to the end of the first lap, the first of which is returned.
    /// In later laps a free id may be one that waits for a cleanup, so that nothing is known of the way.
    pub(super) fn look_ahead(&self, known: &Known, position: u64) -> Option<u64> {
        let mut runs = [const { 0..0 }; RUNS];
        let count = known.picture.free_runs(known.key(self), position.min(self.ids), &mut runs);
        self.way.set(position, &runs[..count]);
        runs[..count].first().map(|run| run.start)
    }

    /// The positions from this one on, or behind, whose names no device has; `None` if all names are taken.
    pub(super) fn next_free(&self, known: &Known, position: u64) -> Option<Range<u64>> {
        let lap = position - position % self.ids;
        let in_lap = |lap: u64, run: Range<u64>| lap + run.start..lap + run.end;
        let free_run = |from| known.picture.free_run(known.key(self), from);
        free_run(position - lap).map(|run| in_lap(lap, run)).or_else(|| {
            let next = free_run(0)?;
            Some(in_lap(lap + self.ids, next))
        })
    }
}

impl Known {
    /// The key of a source to the picture.
    pub(super) fn key(&self, source: &Source) -> Watched {
        self.sources[source.number].1
    }

    /// Lets every source look at the picture anew, which may be another one.
    pub(super) fn look_ahead(&mut self, memory: &Memory) {
        for (source, watched) in &mut self.sources {
            *watched = self.picture.watch(source.pattern);
        }
        for (source, _) in &self.sources {
            // A counter that is damaged says so when it is used.
            source.look_ahead(self, source.counter.position(memory).unwrap_or(u64::MAX));
        }
    }
}
