//! A set of numbers as the runs that they form.

use std::collections::BTreeMap;
use std::ops::Range;

/// Numbers below `u64::MAX`, as the longest runs of neighbours. A thousand neighbours take the room of one number, and a change or a
/// question takes time logarithmic in the number of runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Runs {
    /// The first number of each run, and the one behind its last. Between two runs there is at least one number.
    ends: BTreeMap<u64, u64>,
    len: u64,
}

impl Runs {
    /// How many numbers there are.
    pub(super) const fn len(&self) -> u64 {
        self.len
    }

    /// Adds a number; nothing happens if it is there.
    pub(super) fn insert(&mut self, number: u64) {
        let before = self.run_from(number);
        if before.as_ref().is_some_and(|run| run.contains(&number)) {
            return;
        }
        let start = before.filter(|run| run.end == number).map_or(number, |run| run.start);
        let end = self.ends.remove(&(number + 1)).unwrap_or(number + 1);
        self.ends.insert(start, end);
        self.len += 1;
    }

    /// Takes a number out; nothing happens if it is not there.
    pub(super) fn remove(&mut self, number: u64) {
        let Some(run) = self.run_from(number).filter(|run| run.contains(&number)) else { return };
        if run.start < number {
            self.ends.insert(run.start, number);
        } else {
            self.ends.remove(&number);
        }
        if number + 1 < run.end {
            self.ends.insert(number + 1, run.end);
        }
        self.len -= 1;
    }

    /// The first run below `bound` of numbers that are not there, from `from` on.
    pub(super) fn gap(&self, from: u64, bound: u64) -> Option<Range<u64>> {
        let start = self.run_from(from).map_or(from, |run| from.max(run.end));
        let end = self.ends.range(start..).next().map_or(bound, |(&next, _)| next.min(bound));
        (start < end).then_some(start..end)
    }

    /// Fills a list with such runs in order, and returns how many there are, up to its length.
    pub(super) fn gaps(&self, from: u64, bound: u64, into: &mut [Range<u64>]) -> usize {
        let mut start = self.run_from(from).map_or(from, |run| from.max(run.end));
        let mut count = 0;
        for (next, behind) in self.ends.range(start..).map(|(&next, &behind)| (next, behind)).chain([(bound, bound)]) {
            if start >= bound || count == into.len() {
                break;
            }
            if start < next {
                into[count] = start..next.min(bound);
                count += 1;
            }
            start = behind;
        }
        count
    }

    /// The last run that starts at this number or before it.
    fn run_from(&self, number: u64) -> Option<Range<u64>> {
        self.ends.range(..=number).next_back().map(|(&start, &end)| start..end)
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::{Range, Runs};

    fn runs(numbers: &[u64]) -> Runs {
        let mut runs = Runs::default();
        numbers.iter().for_each(|&number| runs.insert(number));
        runs
    }

    #[test]
    fn neighbours_are_one_run() {
        let mut runs = runs(&[5, 3, 4, 4, 9]);
        assert_eq!(runs.ends.iter().collect::<Vec<_>>(), [(&3, &6), (&9, &10)]);
        assert_eq!(runs.len(), 4);
        runs.remove(4);
        runs.remove(4);
        assert_eq!(runs.ends.iter().collect::<Vec<_>>(), [(&3, &4), (&5, &6), (&9, &10)]);
        assert_eq!(runs.len(), 3);
    }

    #[test]
    fn gaps_follow_one_another() {
        let runs = runs(&[0, 1, 4, 6, 7, 12]);
        let gaps = |from, bound| {
            let mut all = vec![0..0; 9];
            let count = runs.gaps(from, bound, &mut all);
            all.truncate(count);
            all
        };
        assert_eq!(gaps(0, 20), [2..4, 5..6, 8..12, 13..20]);
        assert_eq!(gaps(9, 10), [Range { start: 9, end: 10 }]);
        assert_eq!((gaps(6, 8), gaps(12, 13), gaps(20, 20)), (vec![], vec![], vec![]));
        for from in 0..20 {
            assert_eq!(gaps(from, 20).first().cloned(), runs.gap(from, 20), "from {from}");
        }
        let mut two = [0..0, 0..0];
        assert_eq!((runs.gaps(0, 20, &mut two), &two), (2, &[2..4, 5..6]), "as many as there is room for");
        assert_eq!((Runs::default().gaps(3, 5, &mut two), &two[0]), (1, &(3..5)));
    }

    #[test]
    fn the_order_of_changes_leaves_no_trace() {
        let mut split = runs(&[1, 2, 3, 4, 5]);
        split.remove(1);
        split.remove(5);
        split.remove(3);
        assert_eq!(split, runs(&[4, 2]));
        split.insert(3);
        assert_eq!(split, runs(&[2, 3, 4]));
    }

    #[test]
    fn gaps_are_bounded_by_runs_and_by_the_bound() {
        let runs = runs(&[0, 1, 4, 8, 9]);
        assert_eq!(runs.gap(0, 10), Some(2..4));
        assert_eq!(runs.gap(3, 10), Some(3..4));
        assert_eq!(runs.gap(4, 10), Some(5..8));
        assert_eq!(runs.gap(4, 7), Some(5..7));
        assert_eq!(runs.gap(8, 10), None);
        assert_eq!(runs.gap(8, 11), Some(10..11));
        assert_eq!(runs.gap(20, 10), None);
        assert_eq!(Runs::default().gap(0, 10), Some(0..10));
    }
}
