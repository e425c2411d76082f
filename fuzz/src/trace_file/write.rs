//! A trace as text again.

use ifrace_sim::trace::{RunEvent, Trace};
use serde::Serialize;

/// A line of a run.
#[derive(Serialize)]
struct Line<'a> {
    step: usize,
    #[serde(flatten)]
    event: &'a RunEvent,
}

/// The header and the events, as they were understood: those of a run field by field, all others as they are.
pub(super) fn written(trace: &Trace) -> String {
    let mut text = json(&trace.header);
    let mut write = |line: String| {
        text.push('\n');
        text.push_str(&line);
    };
    match &trace.verdict {
        None => trace.events.iter().map(json).for_each(write),
        Some((_, verdict)) => {
            let events = trace.steps.iter().flat_map(|step| step.events.iter().map(|one| (step.number, &one.event)));
            events.map(|(step, event)| json(&Line { step, event })).for_each(&mut write);
            write(json(&Line { step: usize::MAX, event: &RunEvent::Verdict(verdict.clone()) }));
        }
    }
    text + "\n"
}

fn json(line: &impl Serialize) -> String {
    serde_json::to_string(line).unwrap_or_else(|error| panic!("what was read cannot be written: {error}"))
}
