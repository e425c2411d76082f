//! Lines of life.

use super::kept::Row;
use crate::report::{Diagram, Life};

/// A part of a lane in which somebody is in the middle of something.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) lane: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether it ends, rather than goes on after the last step.
    pub(super) ends: bool,
}

/// The lines of life, when the middles of the rows stand at these heights. What begins or ends in a gap does so at its row.
pub(super) fn spans(diagram: &Diagram, rows: &[Row<'_>], heights: &[usize], bottom: usize) -> Vec<Span> {
    let mut since: Vec<Option<usize>> = vec![None; diagram.lanes.len()];
    let mut spans = Vec::new();
    let mut next = 0;
    for (row, &height) in rows.iter().zip(heights) {
        let until = match *row {
            Row::Step(place, _) => place + 1,
            Row::Gap(steps, _) => next + usize::try_from(steps).unwrap_or_default(),
        };
        for step in diagram.steps.get(next..until).unwrap_or_default() {
            let Some(own) = since.get_mut(step.lane) else { continue };
            match step.life {
                Life::Begins => *own = own.or(Some(height)),
                Life::Ends => spans.extend(own.take().map(|from| Span { lane: step.lane, from, to: height, ends: true })),
                Life::Stays => {}
            }
        }
        next = until;
    }
    let open = since.into_iter().enumerate();
    spans.extend(open.filter_map(|(lane, from)| Some(Span { lane, from: from?, to: bottom, ends: false })));
    spans
}

#[cfg(test)]
mod tests {
    use super::super::kept;
    use super::*;
    use crate::report::{Lane, LaneKind, Step};

    #[test]
    fn lives_begin_end_and_go_on() {
        let step = |lane, life| Step { lane, number: None, text: String::new(), detail: String::new(), life, breaches: vec![] };
        let steps =
            vec![step(0, Life::Begins), step(1, Life::Begins), step(0, Life::Ends), step(7, Life::Begins), step(0, Life::Ends)];
        let lane = |title: &str| Lane { title: title.into(), kind: LaneKind::Guest };
        let diagram = Diagram { lanes: vec![lane("A"), lane("B")], steps, omitted: 0 };
        let spans = spans(&diagram, &kept::rows(&diagram), &[10, 20, 30, 40, 50], 60);
        let expected = [Span { lane: 0, from: 10, to: 30, ends: true }, Span { lane: 1, from: 20, to: 60, ends: false }];
        assert_eq!(spans, expected);
    }
}
