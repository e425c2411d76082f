//! A single run, step by step.

use crate::space_time::{self, Line};
use crate::text::WIDTH;
use ifrace_sim::scene::{Entry, OperationEntry};
use ifrace_sim::world::{Breach, Recorded};
use serde_json::{Value, json};

/// The run as a space-time diagram, with what does not hold under the step that violates it. Operations are numbered from 1 on.
pub fn lines(run: &[Recorded], left: &[Breach]) -> Vec<String> {
    space_time::render(&entries(run, left), WIDTH).lines().map(str::to_owned).collect()
}

/// What is drawn of a run.
pub(crate) fn entries<'a>(run: &'a [Recorded], left: &'a [Breach]) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for step in run {
        lines.extend(step.entries.iter().map(Line::Entry));
        lines.extend(step.breaches.iter().map(line));
    }
    lines.extend(left.iter().map(line));
    lines
}

/// The run as JSON: each step with its actor, variant, entries and breaches, and what does not hold at the end.
pub fn object(run: &[Recorded], left: &[Breach]) -> Value {
    let mut number = 0;
    let step = |step: &Recorded| {
        let numbered = |entry: &Entry| match entry {
            Entry::Operation(one) => {
                number += 1;
                json!(Entry::Operation(OperationEntry { number, ..one.clone() }))
            }
            other => json!(other),
        };
        let entries: Vec<Value> = step.entries.iter().map(numbered).collect();
        let (actor, variant) = (step.choice.actor, step.choice.variant);
        json!({"actor": actor, "variant": variant, "entries": entries, "violated": breaches(&step.breaches)})
    };
    json!({"steps": run.iter().map(step).collect::<Vec<_>>(), "violated_at_end": breaches(left)})
}

fn breaches(all: &[Breach]) -> Value {
    all.iter().map(|one| json!({"id": one.violated.id(), "cause": one.cause})).collect()
}

fn line(one: &Breach) -> Line<'_> {
    Line::Breach { id: one.violated.id(), cause: &one.cause }
}
