//! The verdicts as tables: subjects by invariants, and scenarios by eras.

use super::document::Document;
use super::inline::{NAME, code};
use crate::report::{Report, Status, Suite, Verdict};
use std::collections::BTreeMap;

/// So many rows of a table are shown.
const ROWS_MAX: usize = 200;
/// So many columns of a table are shown.
const COLUMNS_MAX: usize = 40;

/// The worst of the verdicts that a cell stands for, and whether any is not as expected.
type Cell = (Status, bool);

/// Both tables, where there are verdicts for them.
pub(super) fn write(report: &Report, document: &mut Document) {
    let of = |suite: Suite| report.verdicts.iter().filter(move |verdict| verdict.suite == suite);
    let subjects = Table::new(of(Suite::Subject), |verdict| (&verdict.name, &verdict.invariant));
    let eras = Table::new(of(Suite::Era), |verdict| (verdict.scenario.as_deref().unwrap_or_default(), &verdict.name));
    if subjects.cells.is_empty() && eras.cells.is_empty() {
        return;
    }
    document.block("## Verdicts");
    let marks: Vec<String> = Status::ALL.iter().map(|status| format!("`{}` {}", status.mark(), status.in_words())).collect();
    document.block(&format!("{}; **`!`** behind a mark: not as expected.", marks.join(", ")));
    subjects.write(document, "subject");
    eras.write(document, "scenario");
}

struct Table<'a> {
    rows: Vec<&'a str>,
    columns: Vec<&'a str>,
    cells: BTreeMap<(usize, usize), Cell>,
}

impl<'a> Table<'a> {
    /// Rows and columns are in the order in which they first come.
    fn new(verdicts: impl Iterator<Item = &'a Verdict>, place: impl Fn(&'a Verdict) -> (&'a str, &'a str)) -> Self {
        let mut table = Self { rows: Vec::new(), columns: Vec::new(), cells: BTreeMap::new() };
        let (mut rows, mut columns) = (BTreeMap::new(), BTreeMap::new());
        for verdict in verdicts {
            let (row, column) = place(verdict);
            let at = (index(row, &mut rows, &mut table.rows), index(column, &mut columns, &mut table.columns));
            let cell = table.cells.entry(at).or_insert((verdict.status, true));
            *cell = (cell.0.max(verdict.status), cell.1 && verdict.expected);
        }
        table
    }

    fn write(&self, document: &mut Document, head: &str) {
        if self.cells.is_empty() {
            return;
        }
        let columns = self.columns.len().min(COLUMNS_MAX);
        let heads: String = self.columns[..columns].iter().map(|column| format!(" {} |", code(column, NAME))).collect();
        let mut text = format!("| {head} |{heads}\n|---|{}\n", ":-:|".repeat(columns));
        for (place, row) in self.rows.iter().enumerate().take(ROWS_MAX) {
            let cells: String =
                (0..columns).map(|column| self.cells.get(&(place, column)).map_or_else(|| " |".to_owned(), mark)).collect();
            text += &format!("| {} |{cells}\n", code(row, NAME));
        }
        document.block(&text);
        document.more(self.columns.len(), COLUMNS_MAX, "columns");
        document.more(self.rows.len(), ROWS_MAX, "rows");
    }
}

fn index<'a>(name: &'a str, known: &mut BTreeMap<&'a str, usize>, all: &mut Vec<&'a str>) -> usize {
    *known.entry(name).or_insert_with(|| {
        all.push(name);
        all.len() - 1
    })
}

fn mark((status, expected): &Cell) -> String {
    let mark = status.mark();
    if *expected { format!(" `{mark}` |") } else { format!(" **`{mark}!`** |") }
}
