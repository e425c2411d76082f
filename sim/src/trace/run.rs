//! The lines of a run.

use super::header::Header;
use super::run_event::{RunEvent, RunVerdict, ViolationEvent};
use crate::jsonl::to_json;
use crate::scene::{Entry, OperationEntry};
use crate::world::property::Property;
use crate::world::violated::Violated;
use crate::world::{Breach, Recorded};
use serde::Serialize;

/// One line.
#[derive(Serialize)]
struct Line<'a> {
    step: usize,
    #[serde(flatten)]
    event: &'a RunEvent,
}

/// The trace of a run that was recorded, with what did not hold at its end; each line with its line end.
///
/// Record it in a world of its own: one that has played other runs may name several violations of a step in another order.
pub fn of_run(header: &Header, steps: &[Recorded], left: &[Breach]) -> String {
    let mut text = to_json(header) + "\n";
    let mut write = |step, event: &RunEvent| {
        text.push_str(&to_json(&Line { step, event }));
        text.push('\n');
    };
    let mut operations = 0;
    for (step, recorded) in steps.iter().enumerate() {
        events(recorded, &mut operations).iter().for_each(|event| write(step, event));
    }
    left.iter().map(violation).for_each(|event| write(steps.len(), &event));
    write(steps.len(), &RunEvent::Verdict(verdict(steps, left)));
    text
}

/// The events of a step; the operations before it are counted.
pub(crate) fn events(recorded: &Recorded, operations: &mut usize) -> Vec<RunEvent> {
    let mut numbered = |entry: &Entry| match entry {
        Entry::Operation(operation) => {
            *operations += 1;
            Entry::Operation(OperationEntry { number: *operations, ..operation.clone() })
        }
        other => other.clone(),
    };
    let happened = recorded.entries.iter().filter_map(|entry| of_entry(&numbered(entry)));
    happened.chain(recorded.breaches.iter().map(violation)).collect::<Vec<_>>()
}

/// An event has the fields of an entry. There are no notes in a run.
fn of_entry(entry: &Entry) -> Option<RunEvent> {
    serde_json::to_value(entry).and_then(serde_json::from_value).ok()
}

/// The event of something that did not hold.
pub(crate) fn violation(breach: &Breach) -> RunEvent {
    let Breach { violated, cause } = breach;
    RunEvent::Violation(ViolationEvent { id: *violated, invariant: violated.invariant().to_owned(), cause: cause.clone() })
}

/// What a run showed in all.
pub(crate) fn verdict(steps: &[Recorded], left: &[Breach]) -> RunVerdict {
    let shown =
        steps.iter().fold((0, 0), |(violated, reached), step| (violated | step.seen.violated, reached | step.seen.reached));
    let violated = left.iter().fold(shown.0, |bits, breach| bits | breach.violated.bit());
    RunVerdict::new(Violated::of_bits(violated).collect(), Property::of_bits(shown.1).collect())
}
