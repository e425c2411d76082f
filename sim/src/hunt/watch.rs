//! Who looks on while schedules are played.

use super::Played;
use crate::system::{Choice, Seen};

/// Looks on while schedules are played. `()` does not look, and costs nothing; a list of choices records the last schedule.
pub trait Watch {
    /// A schedule begins.
    fn begin(&mut self, schedule: u64);

    /// An actor moved, and this showed.
    fn step(&mut self, choice: Choice, seen: Seen);

    /// The schedule ended.
    fn end(&mut self, schedule: u64, played: &Played);
}

impl Watch for () {
    #[inline]
    fn begin(&mut self, _: u64) {}

    #[inline]
    fn step(&mut self, _: Choice, _: Seen) {}

    #[inline]
    fn end(&mut self, _: u64, _: &Played) {}
}

impl Watch for Vec<Choice> {
    #[inline]
    fn begin(&mut self, _: u64) {
        self.clear();
    }

    #[inline]
    fn step(&mut self, choice: Choice, _: Seen) {
        self.push(choice);
    }

    #[inline]
    fn end(&mut self, _: u64, _: &Played) {}
}
