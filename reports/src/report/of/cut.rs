//! Diagrams that are too long to draw.

use crate::report::{Diagram, Life, Step};
use crate::space_time::step;

/// So many steps are drawn.
const STEPS_MAX: usize = 400;

/// Leaves out steps in the middle, if there are too many. What follows the step that violates the invariant goes first. Lanes whose
/// life begins or ends in what is left out begin or end after it.
pub(super) fn cut(mut diagram: Diagram, invariant: &str) -> Diagram {
    if diagram.steps.len() <= STEPS_MAX {
        return diagram;
    }
    let shows = |step: &Step| step.breaches.iter().any(|breach| breach.invariant == invariant);
    if let Some(place) = diagram.steps.iter().position(shows) {
        diagram.steps.truncate(place + 1);
    }
    if diagram.steps.len() <= STEPS_MAX {
        return diagram;
    }
    let half = STEPS_MAX / 2;
    let mut tail = diagram.steps.split_off(half);
    let lanes = diagram.lanes.len();
    let before = alive(&diagram.steps, vec![false; lanes]);
    // As many steps as there are of the lanes that change have to make room for them.
    let mut dropped = tail.len() - half;
    let resumed = loop {
        let after = alive(&tail[..dropped], before.clone());
        let changed: Vec<usize> = (0..lanes).filter(|lane| before[*lane] != after[*lane]).collect();
        if dropped + half >= tail.len() + changed.len() || dropped == tail.len() {
            let life = |lane: usize| if after[lane] { Life::Begins } else { Life::Ends };
            break changed.into_iter().map(|lane| step(lane, "…".to_owned(), String::new(), life(lane))).collect::<Vec<_>>();
        }
        dropped += 1;
    };
    let tail = tail.split_off(dropped);
    diagram.steps.extend(resumed);
    diagram.steps.extend(tail);
    Diagram { omitted: dropped as u64, ..diagram }
}

/// Which lanes live after some steps.
fn alive(steps: &[Step], mut alive: Vec<bool>) -> Vec<bool> {
    for step in steps {
        if let Some(lane) = alive.get_mut(step.lane) {
            *lane = match step.life {
                Life::Begins => true,
                Life::Ends => false,
                Life::Stays => *lane,
            };
        }
    }
    alive
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Breach, Lane, LaneKind};

    /// So many steps in two lanes, of which the second lives from the 150th to the 250th step.
    fn long(count: usize) -> Diagram {
        let lane = |title: &str| Lane { title: title.to_owned(), kind: LaneKind::Guest };
        let life = |place: usize| {
            if place == 150 {
                Life::Begins
            } else if place == 250 {
                Life::Ends
            } else {
                Life::Stays
            }
        };
        let steps =
            (0..count).map(|place| step(usize::from(life(place) != Life::Stays), place.to_string(), String::new(), life(place)));
        Diagram { lanes: vec![lane("A"), lane("B")], steps: steps.collect(), omitted: 0 }
    }

    #[test]
    fn what_is_short_stays() {
        assert_eq!(cut(long(400), "x"), long(400));
    }

    #[test]
    fn the_middle_goes_and_lives_that_end_there_end_after_it() {
        let cut = cut(long(100_000), "x");
        let (shown, gap) = (cut.steps.len(), cut.gap().expect("something is left out"));
        assert_eq!((shown, gap, cut.omitted), (400, 200, 100_000 - 399));
        assert_eq!((cut.steps[199].text.as_str(), cut.steps[201].text.as_str()), ("199", "99801"));
        assert_eq!((cut.steps[200].text.as_str(), cut.steps[200].lane, cut.steps[200].life), ("…", 1, Life::Ends));
        assert_eq!(cut.steps[399].text, "99999");
    }

    #[test]
    fn what_follows_the_violation_goes_first() {
        let mut diagram = long(1000);
        diagram.steps[300].breaches = vec![Breach { invariant: "no-leak".to_owned(), cause: String::new() }];
        let cut = cut(diagram, "no-leak");
        assert_eq!((cut.steps.len(), cut.omitted), (301, 0));
    }
}
