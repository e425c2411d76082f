//! The walk along the steps of a path.

use crate::rules::{CardStep, GuestStep, Step};

/// What is still to be walked: paths one after the other, and the place in the first of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Walk {
    paths: Vec<Path>,
    step: usize,
    card: usize,
    inner: usize,
}

/// A path, for every interface or for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Path {
    pub(super) steps: &'static [Step],
    pub(super) only: Option<usize>,
    /// Whether the path goes on after a failure.
    pub(super) lenient: bool,
}

/// One place on a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    Guest(GuestStep),
    Card(usize, CardStep),
}

impl Walk {
    /// The walk along paths, in their order.
    pub(super) fn along(mut paths: Vec<Path>) -> Self {
        paths.reverse();
        Self { paths, step: 0, card: 0, inner: 0 }
    }

    /// Whether the path that is being walked goes on after a failure.
    pub(super) fn is_lenient(&self) -> bool {
        self.paths.last().is_some_and(|path| path.lenient)
    }

    /// The next place, for a guest with this many interfaces; `None` at the end.
    pub(super) fn next(&mut self, cards: usize) -> Option<Place> {
        loop {
            let path = *self.paths.last()?;
            match path.steps.get(self.step) {
                None => {
                    self.paths.pop();
                    (self.step, self.card, self.inner) = (0, 0, 0);
                }
                Some(Step::Guest(step)) => {
                    self.step += 1;
                    return Some(Place::Guest(*step));
                }
                Some(Step::Each(list)) => match self.next_of_card(path, list, cards) {
                    Some(place) => return Some(place),
                    None => (self.step, self.card, self.inner) = (self.step + 1, 0, 0),
                },
            }
        }
    }

    fn next_of_card(&mut self, path: Path, list: &[CardStep], cards: usize) -> Option<Place> {
        if self.inner == list.len() {
            (self.card, self.inner) = (self.card + 1, 0);
        }
        if let Some(only) = path.only {
            if self.card > only {
                return None;
            }
            self.card = only;
        }
        if self.card >= cards {
            return None;
        }
        let step = *list.get(self.inner)?;
        self.inner += 1;
        Some(Place::Card(self.card, step))
    }
}

impl Path {
    /// A path whose failures count.
    pub(super) const fn strict(steps: &'static [Step], only: Option<usize>) -> Self {
        Self { steps, only, lenient: false }
    }

    /// A path that goes on after a failure.
    pub(super) const fn lenient(steps: &'static [Step], only: Option<usize>) -> Self {
        Self { steps, only, lenient: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: &[Step] = &[
        Step::Guest(GuestStep::Spawn),
        Step::Each(&[CardStep::Create, CardStep::Open]),
        Step::Each(&[]),
        Step::Guest(GuestStep::Resume),
    ];

    fn places(paths: Vec<Path>, cards: usize) -> Vec<Place> {
        let mut walk = Walk::along(paths);
        std::iter::from_fn(|| walk.next(cards)).collect()
    }

    #[test]
    fn each_interface_in_turn() {
        let all = places(vec![Path::strict(STEPS, None)], 2);
        let card = |card| [Place::Card(card, CardStep::Create), Place::Card(card, CardStep::Open)];
        let expected = [&[Place::Guest(GuestStep::Spawn)], &card(0)[..], &card(1), &[Place::Guest(GuestStep::Resume)]].concat();
        assert_eq!(all, expected);
        assert_eq!(places(vec![Path::strict(STEPS, None)], 0).len(), 2);
    }

    #[test]
    fn one_interface_and_paths_in_a_row() {
        let twice = places(vec![Path::strict(STEPS, Some(1)), Path::lenient(STEPS, Some(5))], 2);
        assert_eq!(twice.len(), 6, "the interface 5 does not exist: {twice:?}");
        assert_eq!(twice[1], Place::Card(1, CardStep::Create));
    }
}
