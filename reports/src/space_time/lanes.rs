//! A run as plain data: its lanes and its steps.

use super::Line;
use super::cell::{Cell, Place};
use crate::report::{Breach, Diagram, Lane, LaneKind, Life, Step};

/// The diagram of what happened: a lane for everybody who does something, guests with their cleanups in the order of their labels,
/// then the others. Operations are numbered from 1 on. A step without a text is only there for its lane's line of life.
pub(crate) fn diagram(lines: &[Line<'_>]) -> Diagram {
    let mut drawing = Drawing { places: places(lines), steps: Vec::new(), number: 0 };
    for line in lines {
        match line {
            Line::Entry(entry) => drawing.add(Cell::of(entry)),
            Line::Breach { id, cause } => drawing.breach(id, cause),
        }
    }
    let lanes = drawing.places.iter().map(|place| Lane { title: place.title(), kind: place.kind() }).collect();
    Diagram { lanes, steps: drawing.steps, omitted: 0 }
}

fn places(lines: &[Line<'_>]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for line in lines {
        let Line::Entry(entry) = line else { continue };
        let place = Cell::of(entry).place;
        if !places.contains(&place) {
            places.push(place);
        }
    }
    if places.is_empty() && !lines.is_empty() {
        places.push(Place::Other("notes".to_owned()));
    }
    places.sort();
    places
}

struct Drawing {
    places: Vec<Place>,
    steps: Vec<Step>,
    number: u64,
}

impl Drawing {
    fn lane(&self, place: &Place) -> Option<usize> {
        self.places.iter().position(|one| one == place)
    }

    fn add(&mut self, cell: Cell) {
        self.number += u64::from(cell.is_step);
        let number = cell.is_step.then_some(self.number);
        let ends = self.ends(&cell);
        let lane = self.lane(&cell.place).unwrap_or_default();
        self.steps.push(Step { number, ..step(lane, cell.text, cell.detail, cell.life) });
        self.steps.extend(ends.map(|lane| step(lane, String::new(), String::new(), Life::Ends)));
    }

    /// A stop ends the life of its guest at the first operation, which kills the hypervisor.
    fn ends(&self, cell: &Cell) -> Option<usize> {
        let Place::Guest { label, cleanup: true } = &cell.place else { return None };
        let is_over = cell.text.starts_with("kill hypervisor") || (cell.life == Life::Ends && cell.text.starts_with("[stop"));
        is_over.then(|| self.lane(&Place::Guest { label: label.clone(), cleanup: false })).flatten()
    }

    /// What does not hold belongs to the last thing that happened.
    fn breach(&mut self, id: &str, cause: &str) {
        if self.steps.is_empty() {
            self.steps.push(step(0, "[begin]".to_owned(), String::new(), Life::Stays));
        }
        let breach = Breach { invariant: id.to_owned(), cause: cause.to_owned() };
        if let Some(last) = self.steps.iter_mut().rev().find(|step| !step.text.is_empty()) {
            last.breaches.push(breach);
        }
    }
}

/// A step that is no operation.
pub(crate) const fn step(lane: usize, text: String, detail: String, life: Life) -> Step {
    Step { lane, number: None, text, detail, life, breaches: Vec::new() }
}

impl Place {
    const fn kind(&self) -> LaneKind {
        match self {
            Self::Guest { cleanup: false, .. } => LaneKind::Guest,
            Self::Guest { cleanup: true, .. } => LaneKind::Cleanup,
            Self::Daemon(_) => LaneKind::Daemon,
            Self::Other(_) => LaneKind::Other,
        }
    }
}
