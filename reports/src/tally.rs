//! Counting verdicts.

use crate::{Row, Verdict};

/// How many verdicts there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that hold.
    pub holds: usize,
    /// Those that are violated.
    pub violated: usize,
    /// Those that are unknown.
    pub unknown: usize,
    /// Those that were not run.
    pub not_run: usize,
}

impl Tally {
    /// Counts the verdicts of all rows.
    pub fn of(rows: &[Row]) -> Self {
        let mut tally = Self::default();
        for (_, verdict) in rows.iter().flat_map(|row| &row.cells) {
            *match verdict {
                Verdict::Holds { .. } => &mut tally.holds,
                Verdict::Violated { .. } => &mut tally.violated,
                Verdict::Unknown { .. } => &mut tally.unknown,
                Verdict::NotRun { .. } => &mut tally.not_run,
            } += 1;
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ifrace_sim::campaign::Aspect;

    #[test]
    fn every_verdict_is_counted_once() {
        let verdicts = [
            Verdict::Holds { cases: 1 },
            Verdict::Holds { cases: 1 },
            Verdict::violated(vec!["cut".into()]),
            Verdict::NotRun { why: String::new() },
        ];
        let row = Row { subject: "kernel".into(), version: None, cells: Aspect::all().zip(verdicts).collect() };
        assert_eq!(Tally::of(&[row]), Tally { holds: 2, violated: 1, unknown: 0, not_run: 1 });
    }
}
