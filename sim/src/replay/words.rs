//! What happens in steps, for the report of a divergence.

use super::compare::violated;
use crate::jsonl::to_json;
use crate::trace::{RunEvent, RunVerdict};
use crate::world::violated::Violated;

/// What is violated after a step.
pub(super) fn shows(events: &[RunEvent]) -> String {
    let ids: Vec<&str> = violated(events).into_iter().map(Violated::id).collect();
    if ids.is_empty() { "no violation".to_owned() } else { format!("violated: {}", ids.join(", ")) }
}

/// What happens in a step, without words.
pub(super) fn as_data(events: &[RunEvent]) -> String {
    events.iter().map(to_json).collect::<Vec<_>>().join("; ")
}

/// What happens in a step, in words.
pub(super) fn in_words(events: &[RunEvent]) -> String {
    let happens = events.iter().filter(|event| !matches!(event, RunEvent::Violation(_)));
    happens.map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// What a run showed in all.
pub(super) fn of_verdict(verdict: &RunVerdict) -> String {
    let list = |ids: Vec<&str>| if ids.is_empty() { "nothing".to_owned() } else { ids.join(", ") };
    let violated = list(verdict.violated.iter().map(|one| one.id()).collect());
    let reached = list(verdict.reached.iter().map(|one| one.id()).collect());
    format!("violated: {violated}; reached: {reached}")
}
