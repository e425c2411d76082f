//! A table of marks, in as many pieces as it takes.

use crate::report::{Status, Verdict};
use crate::text::matrix::line;
use crate::text::{Ink, Style};

/// A cell: the worst of some verdicts, and whether one of them is not expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell(Option<(Status, bool)>);

impl Cell {
    pub(super) fn add(&mut self, verdict: &Verdict) {
        let (status, odd) = self.0.unwrap_or((verdict.status, false));
        self.0 = Some((status.max(verdict.status), odd || !verdict.expected));
    }

    /// Whether it is all that one may wish for.
    pub(super) fn is_plain(self) -> bool {
        matches!(self.0, None | Some((Status::Holds | Status::HoldsSoFar, false)))
    }

    fn shown(self) -> (String, Ink) {
        let Some((status, odd)) = self.0 else { return (String::new(), Ink::Plain) };
        let ink = match status {
            _ if odd => Ink::Red,
            Status::Holds | Status::HoldsSoFar => Ink::Green,
            Status::NotRun => Ink::Dim,
            Status::Unknown | Status::Violated => Ink::Yellow,
        };
        (format!("{}{}", status.mark(), if odd { "!" } else { "" }), ink)
    }
}

/// A row.
pub(super) struct Row {
    pub(super) label: String,
    /// One for each column.
    pub(super) cells: Vec<Cell>,
}

/// The lines of a table. Columns that do not fit beside each other follow below.
pub(super) fn lines(head: &str, columns: &[String], rows: &[Row], width: usize, style: Style) -> Vec<String> {
    let longest = rows.iter().map(|row| row.label.chars().count()).chain([head.chars().count()]).max().unwrap_or_default();
    let first = longest.min(width / 2);
    let mut lines = Vec::new();
    let mut from = 0;
    while from < columns.len() {
        let mut to = from;
        let mut used = first;
        while to < columns.len() && (to == from || used + columns[to].chars().count().max(2) < width) {
            used += columns[to].chars().count().max(2) + 1;
            to += 1;
        }
        if from > 0 {
            lines.push(String::new());
        }
        lines.extend(piece(head, &columns[from..to], rows, from, first, style));
        from = to;
    }
    lines
}

fn piece(head: &str, columns: &[String], rows: &[Row], from: usize, first: usize, style: Style) -> Vec<String> {
    let widths: Vec<usize> = [first].into_iter().chain(columns.iter().map(|column| column.chars().count().max(2))).collect();
    let heads: Vec<(String, Ink)> = columns.iter().map(|column| (column.clone(), Ink::Dim)).collect();
    let has_nothing = |row: &Row| row.cells[from..from + columns.len()].iter().all(|cell| *cell == Cell::default());
    let row = |row: &Row| {
        let cells: Vec<(String, Ink)> = row.cells[from..from + columns.len()].iter().map(|cell| cell.shown()).collect();
        line((&shortened(&row.label, first), Ink::Plain), &cells, &widths, " ", style).trim_end().to_owned()
    };
    [line((&shortened(head, first), Ink::Dim), &heads, &widths, " ", style)]
        .into_iter()
        .chain(rows.iter().filter(|row| !has_nothing(row)).map(row))
        .collect()
}

/// The end of a name says more than its beginning.
fn shortened(label: &str, most: usize) -> String {
    let length = label.chars().count();
    if length <= most {
        return label.to_owned();
    }
    format!("…{}", label.chars().skip(length + 1 - most).collect::<String>())
}
