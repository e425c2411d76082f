//! What is the same in a step of a trace and in what was played.

use crate::trace::{RunEvent, ViolationEvent};
use crate::world::violated::Violated;

/// How far a step agrees with the trace; more is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Agreement {
    /// It does something else.
    Nothing,
    /// It asks for the same. That a failure is made on purpose on one side only is the larger difference.
    Operation { injected: bool },
    /// What happens is the same, but not what is violated.
    Answer,
    /// All is the same.
    All,
}

/// Compares what happened, which the trace has first. With the place of the first of the trace's events that differs.
pub(super) fn compare(wanted: &[RunEvent], found: &[RunEvent]) -> (Agreement, usize) {
    let mut agreement = Agreement::All;
    let (mut place, mut at) = (0, 0);
    let mut lower = |to: Agreement, at: usize| {
        if to < agreement {
            (agreement, place) = (to, at);
        }
    };
    let (left, right) = (happened(wanted), happened(found));
    for (one, other) in left.iter().zip(&right) {
        let same = events(one, other);
        lower(same, at);
        at += 1;
    }
    match (left.len(), right.len()) {
        (one, other) if one == other => {}
        // A command that ends, or does not, is an answer to its operation.
        _ if left.iter().chain(&right).skip(at).all(|event| matches!(event, RunEvent::End { .. })) => {
            lower(Agreement::Operation { injected: true }, at.min(wanted.len().saturating_sub(1)));
        }
        _ => lower(Agreement::Nothing, at.min(wanted.len().saturating_sub(1))),
    }
    if violated(wanted) != violated(found) || !is_in_order(wanted) {
        lower(Agreement::Answer, left.len().min(wanted.len().saturating_sub(1)));
    }
    (agreement, place)
}

fn events(wanted: &RunEvent, found: &RunEvent) -> Agreement {
    let same = |same: bool, answer: bool, injected: bool| match (same, answer) {
        (false, _) => Agreement::Nothing,
        (true, false) => Agreement::Operation { injected },
        (true, true) => Agreement::All,
    };
    match (wanted, found) {
        (RunEvent::Operation(one), RunEvent::Operation(other)) => {
            let asks = one.guest == other.guest && one.incarnation == other.incarnation && one.command == other.command;
            let injected = one.injected == other.injected;
            same(asks && one.operation == other.operation, injected && one.result == other.result, injected)
        }
        (RunEvent::End { guest, command, outcome }, RunEvent::End { guest: who, command: what, outcome: how }) => {
            same(guest == who && command == what, outcome == how, true)
        }
        (wanted, found) => same(wanted == found, true, true),
    }
}

/// The events without those that judge them.
fn happened(events: &[RunEvent]) -> Vec<&RunEvent> {
    events.iter().filter(|event| !matches!(event, RunEvent::Violation(_))).collect()
}

/// What is violated, whatever the order.
pub(super) fn violated(events: &[RunEvent]) -> Vec<Violated> {
    let ids = events.iter().filter_map(|event| match event {
        RunEvent::Violation(ViolationEvent { id, .. }) => Some(*id),
        _ => None,
    });
    let mut ids: Vec<Violated> = ids.collect();
    ids.sort_unstable();
    ids
}

/// Violations follow what caused them.
fn is_in_order(events: &[RunEvent]) -> bool {
    events.is_sorted_by_key(|event| matches!(event, RunEvent::Violation(_)))
}
