//! The steps of a run, as they stand in a trace.

use super::run_event::RunEvent;

/// The lines of one step, one after the other. What did not hold at the end of the run is a step, too, of violations alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its number, from 0 on, as the lines have it.
    pub number: usize,
    /// Its events.
    pub events: Vec<Located>,
}

/// An event, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// The number of the line, from 1 on.
    pub line: usize,
    /// The event.
    pub event: RunEvent,
}

/// Puts the lines of a step together: those with one number that follow each other.
pub(super) fn group(events: Vec<(usize, Located)>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (number, event) in events {
        match steps.last_mut() {
            Some(step) if step.number == number => step.events.push(event),
            _ => steps.push(Step { number, events: vec![event] }),
        }
    }
    steps
}
