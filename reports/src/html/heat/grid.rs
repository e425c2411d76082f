//! Verdicts by two of their properties.

use crate::report::{Status, Verdict};
use std::collections::HashMap;

/// Findings that one cell leads to.
const LINKS: usize = 4;

/// A table of verdicts.
#[derive(Debug, Default)]
pub(crate) struct Grid<'r> {
    /// The titles of its rows, in the order of the report.
    pub(crate) rows: Vec<&'r str>,
    /// The titles of its columns, in the same.
    pub(crate) columns: Vec<&'r str>,
    cells: HashMap<(&'r str, &'r str), Cell<'r>>,
}

/// All verdicts of a row and a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell<'r> {
    /// What the worst comes to.
    pub(crate) worst: Status,
    /// Whether one of them is not as expected.
    pub(crate) unexpected: bool,
    /// What is said of the worst.
    pub(crate) why: &'r str,
    /// Findings of any of them, not more than can be linked.
    pub(crate) findings: Vec<&'r str>,
}

impl<'r> Grid<'r> {
    /// The table, in which `place` tells the row and the column of a verdict.
    pub(crate) fn of<V>(verdicts: V, place: impl Fn(&'r Verdict) -> (&'r str, &'r str)) -> Self
    where
        V: IntoIterator<Item = &'r Verdict>,
    {
        let mut grid = Self::default();
        let (mut rows, mut columns) = (HashMap::new(), HashMap::new());
        for verdict in verdicts {
            let (row, column) = place(verdict);
            rows.entry(row).or_insert_with(|| grid.rows.push(row));
            columns.entry(column).or_insert_with(|| grid.columns.push(column));
            grid.cells.entry((row, column)).and_modify(|cell| cell.add(verdict)).or_insert_with(|| Cell::of(verdict));
        }
        grid
    }

    /// A cell, if there are verdicts in it.
    pub(crate) fn cell<'c>(&'c self, row: &'c str, column: &'c str) -> Option<&'c Cell<'c>> {
        self.cells.get(&(row, column))
    }

    /// How many cells the table has, also those with no verdict.
    pub(crate) const fn size(&self) -> usize {
        self.rows.len() * self.columns.len()
    }
}

impl<'r> Cell<'r> {
    fn of(verdict: &'r Verdict) -> Self {
        let findings = verdict.findings.iter().map(String::as_str).take(LINKS).collect();
        Self { worst: verdict.status, unexpected: !verdict.expected, why: &verdict.why, findings }
    }

    fn add(&mut self, verdict: &'r Verdict) {
        if verdict.status > self.worst {
            (self.worst, self.why) = (verdict.status, &verdict.why);
        }
        self.unexpected |= !verdict.expected;
        for finding in &verdict.findings {
            if self.findings.len() < LINKS && !self.findings.contains(&finding.as_str()) {
                self.findings.push(finding);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Suite;

    fn verdict(name: &str, status: Status, expected: bool, findings: &[&str]) -> Verdict {
        Verdict {
            suite: Suite::Era,
            name: name.into(),
            scenario: Some("s".into()),
            invariant: "i".into(),
            status,
            expected,
            why: status.in_words().into(),
            findings: findings.iter().map(|&id| id.to_owned()).collect(),
        }
    }

    #[test]
    fn a_cell_shows_the_worst_of_its_verdicts() {
        let verdicts = [
            verdict("6.7", Status::Violated, true, &["a"]),
            verdict("6.6", Status::Holds, true, &[]),
            verdict("6.7", Status::Unknown, false, &["a", "b"]),
        ];
        let grid = Grid::of(&verdicts, |verdict| ("s", verdict.name.as_str()));
        assert_eq!(
            (grid.rows.as_slice(), grid.columns.as_slice(), grid.size()),
            (["s"].as_slice(), ["6.7", "6.6"].as_slice(), 2)
        );
        let worst = Cell { worst: Status::Violated, unexpected: true, why: "violated", findings: vec!["a", "b"] };
        assert_eq!(grid.cell("s", "6.7"), Some(&worst));
        assert_eq!(grid.cell("s", "9.0"), None);
    }
}
