//! Who takes part, in which column.

use super::Line;
use super::cell::{Cell, Place};

/// The columns, from left to right.
pub(super) struct Columns {
    pub(super) places: Vec<Place>,
    /// How many columns of the terminal each is wide, with the gap after it.
    pub(super) width: usize,
}

/// A column narrower than this cannot hold an operation in words.
const WIDTH_MIN: usize = 15;

/// A wider one holds no more.
const WIDTH_MAX: usize = 34;

/// Columns of the terminal before the first one: the number of the step.
pub(super) const MARGIN: usize = 6;

impl Columns {
    /// A column for everybody who does something: guests with their cleanups in the order of their labels, then the others.
    pub(super) fn of(lines: &[Line<'_>], width: usize) -> Self {
        let mut places: Vec<Place> = Vec::new();
        for line in lines {
            let Line::Entry(entry) = line else { continue };
            let place = Cell::of(entry).place;
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places.sort();
        let each = width.saturating_sub(MARGIN) / places.len().max(1);
        Self { places, width: each.clamp(WIDTH_MIN, WIDTH_MAX) }
    }

    pub(super) fn number(&self, place: &Place) -> usize {
        self.places.iter().position(|one| one == place).unwrap_or_default()
    }
}
