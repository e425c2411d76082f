//! Which steps of a long run are drawn.

use crate::report::{Diagram, Step};

/// Steps that are drawn of one run.
pub(in super::super) const MOST: usize = FIRST + LAST + BREACHES;
/// How many from its beginning, from its end, and elsewhere because they violate something.
const FIRST: usize = 40;
const LAST: usize = 60;
const BREACHES: usize = 20;

/// A row of the diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row<'d> {
    /// A step, with its place among all.
    Step(usize, &'d Step),
    /// So many steps that the report has and the diagram leaves out, and whether the report lacks steps here too.
    Gap(u64, bool),
}

/// The rows of a run, from the top.
pub(super) fn rows(diagram: &Diagram) -> Vec<Row<'_>> {
    let count = diagram.steps.len();
    let cut = (diagram.omitted > 0).then(|| omission(diagram));
    let (mut rows, mut breaches, mut skipped, mut lacks) = (Vec::new(), 0, 0, false);
    for (place, step) in diagram.steps.iter().enumerate() {
        lacks |= cut == Some(place);
        let is_inside = count > MOST && (FIRST..count - LAST).contains(&place);
        let is_breach = !step.breaches.is_empty() && breaches < BREACHES;
        breaches += usize::from(is_inside && is_breach);
        if is_inside && !is_breach {
            skipped += 1;
            continue;
        }
        if skipped > 0 || lacks {
            rows.push(Row::Gap(skipped, lacks));
        }
        (skipped, lacks) = (0, false);
        rows.push(Row::Step(place, step));
    }
    rows
}

/// How many steps of the report are not among the rows.
pub(super) fn left_out(rows: &[Row<'_>]) -> u64 {
    rows.iter().map(|row| if let Row::Gap(steps, _) = row { *steps } else { 0 }).sum()
}

/// The place of the step before which the report lacks some: where the numbers jump, or else the middle.
fn omission(diagram: &Diagram) -> usize {
    let numbered: Vec<(usize, u64)> =
        diagram.steps.iter().enumerate().filter_map(|(place, step)| Some((place, step.number?))).collect();
    let jump = numbered.windows(2).find(|pair| pair[1].1 > pair[0].1.saturating_add(1));
    jump.map_or(diagram.steps.len() / 2, |pair| pair[1].0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Breach, Life};

    fn diagram(numbers: impl Iterator<Item = u64>, breach_at: u64, omitted: u64) -> Diagram {
        let step = |number| Step {
            lane: 0,
            number: Some(number),
            text: String::new(),
            detail: String::new(),
            life: Life::Stays,
            breaches: (number == breach_at).then(|| Breach { invariant: "i".into(), cause: "c".into() }).into_iter().collect(),
        };
        Diagram { lanes: vec![], steps: numbers.map(step).collect(), omitted }
    }

    fn shape(diagram: &Diagram) -> Vec<(u64, bool)> {
        rows(diagram)
            .iter()
            .filter_map(|row| if let Row::Gap(steps, lacks) = row { Some((*steps, *lacks)) } else { None })
            .collect()
    }

    #[test]
    fn a_short_run_is_drawn_whole() {
        let diagram = diagram(1..=MOST as u64, 50, 0);
        assert_eq!((rows(&diagram).len(), shape(&diagram)), (MOST, vec![]));
    }

    #[test]
    fn of_a_long_run_both_ends_and_what_violates_something_are_drawn() {
        let diagram = diagram(1..=1000, 500, 0);
        let rows = rows(&diagram);
        assert_eq!((rows.len(), shape(&diagram)), (FIRST + 1 + 1 + 1 + LAST, vec![(459, false), (440, false)]));
        assert_eq!(left_out(&rows) + 101, 1000);
        assert!(matches!(rows[FIRST + 1], Row::Step(499, step) if step.number == Some(500)));
    }

    #[test]
    fn what_the_report_lacks_is_seen_where_the_numbers_jump() {
        let diagram = diagram((1..=10).chain(91..=95), 0, 80);
        assert_eq!(shape(&diagram), [(0, true)]);
        assert!(matches!(rows(&diagram)[10], Row::Gap(0, true)));
    }
}
