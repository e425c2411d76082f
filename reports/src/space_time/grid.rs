//! The rows of the diagram.

use super::Line;
use super::cell::{Cell, Life, Place};
use super::columns::{Columns, MARGIN};

/// What was drawn so far.
pub(super) struct Grid<'c> {
    columns: &'c Columns,
    /// Whether each column is in the middle of something.
    alive: Vec<bool>,
    steps: usize,
}

impl<'c> Grid<'c> {
    pub(super) fn new(columns: &'c Columns) -> Self {
        Self { columns, alive: vec![false; columns.places.len()], steps: 0 }
    }

    pub(super) fn heading(&self) -> Vec<String> {
        let width = self.columns.width;
        let row = |texts: &mut dyn Iterator<Item = String>| {
            let cells: String = texts.map(|text| format!("{:width$}", cut(&text, width - 1))).collect();
            format!("{:MARGIN$}{cells}", "")
        };
        let titles = row(&mut self.columns.places.iter().map(Place::title));
        let lines = row(&mut self.columns.places.iter().map(|_| "─".repeat(width - 2)));
        vec![titles, lines]
    }

    pub(super) fn rows(&mut self, line: &Line<'_>) -> Vec<String> {
        match line {
            Line::Entry(entry) => self.entry(&Cell::of(entry)),
            Line::Breach { id, cause } => crate::text::wrap::wrap(&format!("  !! {id}: {cause}"), MARGIN + 1),
        }
    }

    fn entry(&mut self, cell: &Cell) -> Vec<String> {
        let column = self.columns.number(&cell.place);
        self.steps += usize::from(cell.is_step);
        let texts = broken(&cell.text, self.columns.width - 1);
        let mut rows = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            let label = if cell.is_step && number == 0 { format!("{:>4}  ", self.steps) } else { " ".repeat(MARGIN) };
            rows.push(label + &self.row(column, text));
        }
        self.live(column, cell);
        rows
    }

    /// A row with a text in one column, and the lines of life of the others.
    fn row(&self, column: usize, text: &str) -> String {
        let width = self.columns.width;
        let cell = |(number, alive): (usize, &bool)| {
            let own = if number == column {
                text
            } else if *alive {
                "│"
            } else {
                ""
            };
            format!("{own:width$}")
        };
        self.alive.iter().enumerate().map(cell).collect()
    }

    fn live(&mut self, column: usize, cell: &Cell) {
        match cell.life {
            Life::Begins => self.alive[column] = true,
            Life::Ends => self.alive[column] = false,
            Life::Stays => {}
        }
        // A stop ends the life of its guest at the first operation, which kills the hypervisor.
        let Place::Guest { label, cleanup: true } = &cell.place else { return };
        if cell.text.starts_with("kill hypervisor") || (cell.life == Life::Ends && cell.text.starts_with("[stop")) {
            let own = Place::Guest { label: label.clone(), cleanup: false };
            if let Some(number) = self.columns.places.iter().position(|place| *place == own) {
                self.alive[number] = false;
            }
        }
    }
}

/// A text in lines of so many columns, broken at spaces where that is possible. Every line after the first is indented.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut is_begun = false;
    for word in text.split(' ') {
        for part in word.chars().collect::<Vec<_>>().chunks(width - 1) {
            let gap = usize::from(is_begun);
            if is_begun && line.chars().count() + gap + part.len() > width {
                lines.push(std::mem::replace(&mut line, " ".to_owned()));
                is_begun = false;
            }
            line.push_str(if is_begun { " " } else { "" });
            line.extend(part);
            is_begun = true;
        }
    }
    lines.push(line);
    lines
}

fn cut(text: &str, width: usize) -> String {
    text.chars().take(width).collect()
}

#[cfg(test)]
mod tests {
    use super::super::render;
    use super::*;
    use ifrace_sim::scene::Entry;

    fn begin(guest: &str, command: &'static str) -> Entry {
        Entry::Begin { guest: guest.to_owned(), command }
    }

    fn end(guest: &str, command: &'static str) -> Entry {
        Entry::End { guest: guest.to_owned(), command, outcome: "done".to_owned() }
    }

    #[test]
    fn a_guest_lives_beside_the_cleanup_of_another() {
        let entries = [begin("A", "start"), end("A", "start"), begin("A", "stop"), begin("B", "start"), end("A", "stop")];
        let lines: Vec<Line<'_>> = entries.iter().map(Line::Entry).collect();
        let expected = "      A                  A's cleanup        B
      ─────────────────  ─────────────────  ─────────────────
      [start]
      [start: done]
      │                  [stop]
      │                  │                  [start]
      │                  [stop: done]       │
";
        assert_eq!(render(&lines, 64), expected);
    }

    #[test]
    fn long_texts_are_broken() {
        assert_eq!(broken("put vnet0 into br0", 10), ["put vnet0", " into br0"]);
        assert_eq!(broken("abcdefghijkl m", 5), ["abcd", " efgh", " ijkl", " m"]);
    }
}
