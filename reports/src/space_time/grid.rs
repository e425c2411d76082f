//! The rows of the diagram.

use crate::report::{Diagram, Lane, Life, Step};
use crate::text::wrap::wrap_to;

/// A column narrower than this cannot hold an operation in words.
const WIDTH_MIN: usize = 15;

/// A wider one holds no more.
const WIDTH_MAX: usize = 34;

/// Columns of the terminal before the first one: the number of the step.
const MARGIN: usize = 6;

/// What was drawn so far.
pub(super) struct Grid<'d> {
    diagram: &'d Diagram,
    /// How many columns of the terminal each lane is wide, with the gap after it.
    width: usize,
    /// How many the text below it may have.
    most: usize,
    /// Whether each lane is in the middle of something.
    alive: Vec<bool>,
}

impl<'d> Grid<'d> {
    /// Lanes that share so many columns of the terminal; text that is in no lane has `most` of them.
    pub(super) fn new(diagram: &'d Diagram, width: usize, most: usize) -> Self {
        let each = width.saturating_sub(MARGIN) / diagram.lanes.len().max(1);
        Self { diagram, width: each.clamp(WIDTH_MIN, WIDTH_MAX), most, alive: vec![false; diagram.lanes.len()] }
    }

    /// All rows.
    pub(super) fn draw(mut self) -> Vec<String> {
        let mut rows = self.heading();
        let gap = self.diagram.gap();
        for (place, step) in self.diagram.steps.iter().enumerate() {
            if gap == Some(place) {
                rows.push(format!("{:MARGIN$}… {} steps are left out …", "", self.diagram.omitted));
            }
            rows.extend(self.step(step));
        }
        rows
    }

    fn heading(&self) -> Vec<String> {
        let width = self.width;
        let row = |texts: &mut dyn Iterator<Item = String>| {
            let cells: String = texts.map(|text| format!("{:width$}", cut(&text, width - 1))).collect();
            format!("{:MARGIN$}{cells}", "")
        };
        let titles = row(&mut self.diagram.lanes.iter().map(|lane: &Lane| lane.title.clone()));
        let lines = row(&mut self.diagram.lanes.iter().map(|_| "─".repeat(width - 2)));
        vec![titles, lines]
    }

    fn step(&mut self, step: &Step) -> Vec<String> {
        let mut rows = Vec::new();
        let texts = if step.text.is_empty() { Vec::new() } else { broken(&step.text, self.width - 1) };
        for (number, text) in texts.iter().enumerate() {
            let label = step.number.filter(|_| number == 0).map(|number| format!("{number:>4}  "));
            rows.push(label.unwrap_or_else(|| " ".repeat(MARGIN)) + &self.row(step.lane, text));
        }
        if let Some(alive) = self.alive.get_mut(step.lane) {
            match step.life {
                Life::Begins => *alive = true,
                Life::Ends => *alive = false,
                Life::Stays => {}
            }
        }
        for breach in &step.breaches {
            rows.extend(wrap_to(&format!("  !! {}: {}", breach.invariant, breach.cause), MARGIN + 1, self.most));
        }
        rows
    }

    /// A row with a text in one lane, and the lines of life of the others.
    fn row(&self, lane: usize, text: &str) -> String {
        let width = self.width;
        let cell = |(number, alive): (usize, &bool)| {
            let own = if number == lane {
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
    use super::super::{Line, render};
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
