//! Where the picture has no taken names, for who does not want to lock it.

use super::sync::{AtomicU64, AtomicUsize, Ordering};
use std::ops::Range;

/// How many runs of free ids are known ahead.
#[cfg(not(loom))]
pub(super) const RUNS: usize = 128;
#[cfg(loom)]
pub(super) const RUNS: usize = 2;

/// The way ahead of a counter: runs of positions that are clear, and between them those whose names are taken. It is written by
/// whoever has locked the picture, and read without a lock: who reads the number of changes before and after, and finds the same even
/// number, has read what belongs together.
#[derive(Debug)]
pub(super) struct ClearWay {
    changes: AtomicU64,
    /// Of what lies before it nothing is known.
    start: AtomicU64,
    /// Beginning and end of each run, in order; both are 0 behind the last one.
    runs: [[AtomicU64; 2]; RUNS],
    /// The run in which somebody was last, or any other one: where to begin to look.
    last: AtomicUsize,
}

/// What is known of a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ahead {
    /// Its name is not taken.
    Clear,
    /// It is, and so are those up to these positions, which are not.
    Taken(Range<u64>),
    /// Nothing.
    Unknown,
}

impl ClearWay {
    /// Nothing is known.
    pub(super) fn unknown() -> Self {
        let runs = std::array::from_fn(|_| [AtomicU64::new(0), AtomicU64::new(0)]);
        Self { changes: AtomicU64::new(0), start: AtomicU64::new(0), runs, last: AtomicUsize::new(0) }
    }

    /// What is known of a position.
    #[inline]
    pub(super) fn at(&self, position: u64) -> Ahead {
        let changes = self.changes.load(Ordering::Acquire);
        let ahead = self.read(position);
        // Also if it is odd: then somebody was writing.
        if changes.is_multiple_of(2) && self.changes.load(Ordering::Acquire) == changes { ahead } else { Ahead::Unknown }
    }

    #[inline]
    fn read(&self, position: u64) -> Ahead {
        if position < self.start.load(Ordering::Acquire) {
            return Ahead::Unknown;
        }
        let last = self.last.load(Ordering::Relaxed);
        let is_behind = |[_, until]: &[AtomicU64; 2]| (1..=position).contains(&until.load(Ordering::Acquire));
        let begin = if last > 0 && self.runs.get(last - 1).is_some_and(is_behind) { last } else { 0 };
        for (at, [from, until]) in self.runs.iter().enumerate().skip(begin) {
            let until = until.load(Ordering::Acquire);
            if until == 0 {
                break;
            }
            if position < until {
                let from = from.load(Ordering::Acquire);
                if at != last {
                    self.last.store(at, Ordering::Relaxed);
                }
                return if position >= from { Ahead::Clear } else { Ahead::Taken(from..until) };
            }
        }
        Ahead::Unknown
    }

    /// From a position on these runs are clear, and nothing between them.
    pub(super) fn set(&self, start: u64, runs: &[Range<u64>]) {
        let changes = self.changes.load(Ordering::Relaxed);
        self.changes.store(changes + 1, Ordering::Release);
        self.start.store(start, Ordering::Release);
        for ([from, until], run) in self.runs.iter().zip(runs) {
            from.store(run.start, Ordering::Release);
            until.store(run.end, Ordering::Release);
        }
        let old = self.runs.iter().skip(runs.len()).take_while(|[_, until]| until.load(Ordering::Relaxed) > 0);
        old.for_each(|run| run.iter().for_each(|end| end.store(0, Ordering::Release)));
        self.changes.store(changes + 2, Ordering::Release);
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_last_is_known() {
        let way = ClearWay::unknown();
        assert_eq!(way.at(0), Ahead::Unknown);
        way.set(3, &[5..9, 20..u64::MAX]);
        let ahead = [2, 3, 4, 5, 8, 9, 19, 20].map(|position| way.at(position));
        use Ahead::{Clear, Unknown};
        let taken = |from, until| Ahead::Taken(from..until);
        let end = u64::MAX;
        assert_eq!(ahead, [Unknown, taken(5, 9), taken(5, 9), Clear, Clear, taken(20, end), taken(20, end), Clear]);
        assert_eq!(way.at(4), taken(5, 9), "also behind a look further ahead");
        assert_eq!(way.at(30), Clear);
        way.set(0, &[Range { start: 0, end: 2 }]);
        assert_eq!([1, 2, 5, 20].map(|position| way.at(position)), [Clear, Unknown, Unknown, Unknown]);
        way.set(0, &[]);
        assert_eq!(way.at(1), Unknown);
    }

    #[test]
    fn more_runs_than_there_is_room_for_are_left_out() {
        let way = ClearWay::unknown();
        let runs: Vec<_> = (0..2 * RUNS as u64).map(|run| 10 * run..10 * run + 5).collect();
        way.set(0, &runs);
        assert_eq!(way.at(10 * RUNS as u64 - 6), Ahead::Clear);
        assert_eq!(way.at(10 * RUNS as u64), Ahead::Unknown);
    }
}
