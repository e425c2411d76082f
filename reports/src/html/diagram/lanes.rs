//! Where the lanes of a diagram stand.

use super::super::shown;
use crate::report::Diagram;

/// How wide a character of the pictures is, in tenths of a unit: the fonts with fixed width that systems have are between 5.5 and 7.3.
const CHARACTER: usize = 73;
/// Between the marks of a lane and its texts.
pub(super) const GAP: usize = 13;
/// Characters of a text and of a title that are drawn.
pub(super) const TEXT: usize = 64;
pub(super) const TITLE: usize = 22;

/// The places of lanes.
pub(super) struct Lanes {
    /// Left of the first lane: where the numbers of steps end.
    pub(super) margin: usize,
    places: Vec<usize>,
}

impl Lanes {
    /// Each lane is as wide as its title; the texts of its steps reach over the lanes to the right of it, which are empty there.
    pub(super) fn of(diagram: &Diagram) -> Self {
        let mut places = Vec::new();
        let digits = diagram.steps.iter().filter_map(|step| step.number).max().unwrap_or(1).max(1).ilog10() as usize + 1;
        let margin = (digits.max(3) * CHARACTER).div_ceil(10) + 2;
        let mut left = margin + 8;
        for lane in &diagram.lanes {
            let width = (wide(&lane.title, TITLE) + 28).max(84);
            places.push(left + width / 2);
            left += width;
        }
        Self { margin, places }
    }

    /// The middle of a lane, of the last one for a step that names one too many.
    pub(super) fn middle(&self, lane: usize) -> usize {
        self.places.get(lane).or(self.places.last()).copied().unwrap_or(self.margin)
    }
}

/// How wide a text is when so many characters of it are drawn, and those that cannot be seen are spelt out.
pub(super) fn wide(text: &str, characters: usize) -> usize {
    (shown::label(text, characters).plain().chars().count() * CHARACTER).div_ceil(10)
}
