//! When each step begins.

use crate::report::Diagram;

/// A gap is drawn no longer than this many steps, so that what is around it stays to be seen.
const GAP_MAX: u64 = 1_000_000;

/// The beginnings of steps, in microseconds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Places {
    /// Of each step.
    pub(super) steps: Vec<u64>,
    /// Of what is left out, if it can be told where that was.
    pub(super) gap: Option<u64>,
    /// Where the last step ends.
    pub(super) end: u64,
}

/// Steps follow each other. Where a diagram leaves some out their numbers jump, and so do their places.
pub(super) fn of(diagram: &Diagram) -> Places {
    let (mut next, mut last, mut omitted) = (1, None, diagram.omitted);
    let mut places = Places { steps: Vec::with_capacity(diagram.steps.len()), gap: None, end: 1 };
    for step in &diagram.steps {
        if let (Some(before), Some(number)) = (last, step.number) {
            let jump = number.saturating_sub(before).saturating_sub(1).min(omitted);
            if jump > 0 {
                places.gap.get_or_insert(next);
            }
            omitted -= jump;
            next += jump.min(GAP_MAX);
        }
        last = step.number.or(last);
        places.steps.push(next);
        next += 1;
    }
    places.end = next;
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Life, Step};

    fn diagram(numbers: &[Option<u64>], omitted: u64) -> Diagram {
        let step = |number: &Option<u64>| Step {
            lane: 0,
            number: *number,
            text: String::new(),
            detail: String::new(),
            life: Life::Stays,
            breaches: Vec::new(),
        };
        Diagram { lanes: Vec::new(), steps: numbers.iter().map(step).collect(), omitted }
    }

    #[test]
    fn steps_that_are_left_out_take_their_time() {
        let places = of(&diagram(&[None, Some(1), None, Some(90), Some(91)], 88));
        assert_eq!(places, Places { steps: vec![1, 2, 3, 92, 93], gap: Some(4), end: 94 });
        assert_eq!(of(&diagram(&[Some(7), Some(9)], 0)).steps, [1, 2], "nothing is left out there");
    }

    #[test]
    fn hostile_numbers_keep_the_order() {
        let places = of(&diagram(&[Some(u64::MAX), Some(0), Some(u64::MAX), Some(u64::MAX)], u64::MAX));
        assert_eq!(places.steps, [1, 2, 3 + GAP_MAX, 4 + GAP_MAX]);
    }
}
