//! Lives as slices.

use super::event::Event;
use super::place::Places;
use crate::report::{Diagram, Life};

/// A slice for each life. One that does not end goes on to the end of the diagram, one that has no beginning is from its beginning.
pub(super) fn of(diagram: &Diagram, places: &Places, pid: usize) -> Vec<Event> {
    let mut begun: Vec<Option<u64>> = vec![None; diagram.lanes.len()];
    let mut ended = vec![false; diagram.lanes.len()];
    let mut all = Vec::new();
    let slice = |lane: usize, from: u64, to: u64| Event::slice("life", "life", (pid, lane + 1), from, to - from);
    for (step, ts) in diagram.steps.iter().zip(&places.steps) {
        let (Some(from), Some(before)) = (begun.get_mut(step.lane), ended.get_mut(step.lane)) else { continue };
        match step.life {
            Life::Begins => {
                // A second beginning without an end between them ends the first life as well.
                all.extend(from.replace(*ts).map(|from| slice(step.lane, from, *ts)));
                *before = true;
            }
            Life::Ends => {
                let unknown = (!*before).then_some(1);
                all.extend(from.take().or(unknown).map(|from| slice(step.lane, from, ts + 1)));
                *before = true;
            }
            Life::Stays => {}
        }
    }
    all.extend(begun.iter().enumerate().filter_map(|(lane, from)| from.map(|from| slice(lane, from, places.end))));
    all
}
