//! The three tables.

use super::time::time;
use super::{Contention, Measured, USUAL};
use crate::run::grouped;

/// A table: allocators in the rows, one circumstance in the columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    /// What it shows.
    pub(super) title: &'static str,
    /// The circumstance of a result, if the result is of this table.
    column: fn(&Measured) -> Option<u64>,
}

/// All of them.
pub(super) const TABLES: [Table; 3] = [
    Table {
        title: "Time of a call by names taken directly ahead (1 thread, 1,000 devices)",
        column: |cell| ((cell.key.threads, cell.key.devices) == USUAL).then_some(cell.key.taken),
    },
    Table {
        title: "Time on the wall for each name, by threads (no name taken, 1,000 devices)",
        column: |cell| ((cell.key.taken, cell.key.devices) == (0, USUAL.1)).then_some(cell.key.threads),
    },
    Table {
        title: "Time of a call by devices (1 thread, no name taken)",
        column: |cell| ((cell.key.taken, cell.key.threads) == (0, USUAL.0)).then_some(cell.key.devices),
    },
];

impl Table {
    /// The heads of the columns, and a row for each allocator. Empty if nothing of it was measured.
    pub(super) fn rows(&self, contention: &Contention) -> Vec<Vec<String>> {
        let mut columns: Vec<u64> = contention.cells.iter().filter_map(self.column).collect();
        columns.sort_unstable();
        columns.dedup();
        if columns.is_empty() {
            return Vec::new();
        }
        let head = [String::new()].into_iter().chain(columns.iter().map(|&column| grouped(column)));
        let mut rows = vec![head.collect()];
        for allocator in contention.allocators() {
            let cells: Vec<&Measured> = contention.cells.iter().filter(|cell| cell.key.allocator == allocator).collect();
            let at = |&column: &u64| cells.iter().find(|cell| (self.column)(cell) == Some(column)).copied();
            let words = columns.iter().map(|column| words(at(column)));
            rows.push([allocator.to_owned()].into_iter().chain(words).collect());
        }
        rows
    }
}

fn words(cell: Option<&Measured>) -> String {
    match cell {
        None => "-".to_owned(),
        Some(cell) if cell.fails => "fails".to_owned(),
        Some(cell) => time(cell.nanoseconds),
    }
}
