//! Traces that somebody or something has changed.

mod small;
mod write;

use ifrace_sim::replay::{Mode, ReplayError, Replayed, replay};
use ifrace_sim::trace::{OperationEvent, RunEvent, Trace, read};
use small::is_small;
use write::written;

/// Longest input in bytes: more would only be slower.
const BYTES_MAX: usize = 4096;

/// Every so manieth length of an input stands for a lenient replay, which takes longer than a strict one: it plays a run to its end.
const LENIENT: usize = 4;

/// Reads a trace. One that can be read is the same after it was written and read again. A small one is replayed, strictly or
/// leniently as the length of the input says: either it is refused with a reason, or the replay ends, and its own trace is replayed
/// without a difference.
///
/// # Panics
/// If not.
pub fn trace_file(data: &[u8]) {
    if data.len() > BYTES_MAX {
        return;
    }
    let trace = match read(data) {
        Ok(trace) => trace,
        Err(error) => return is_told(&error.to_string(), data),
    };
    let again = read(written(&trace).as_bytes()).unwrap_or_else(|error| panic!("what was written cannot be read: {error}"));
    assert_same(&again, &trace);
    if !is_small(&trace) {
        return;
    }
    // One way to replay for each input: a run in words takes most of the time.
    let mode = if data.len().is_multiple_of(LENIENT) { Mode::Lenient } else { Mode::Strict };
    match replay(&trace, mode) {
        Ok(replayed) => {
            let is_as_recorded = replayed.departures.is_empty() && replayed.finished == 0;
            assert!(mode == Mode::Lenient || is_as_recorded, "a strict replay leaves the trace");
            let again = plays_again(&replayed);
            if mode == Mode::Strict {
                assert!(happened(&again).eq(happened(&trace)), "a strict replay plays something else: {}", replayed.text);
            }
        }
        Err(ReplayError::Diverged(_)) if mode == Mode::Lenient => panic!("a lenient replay ends at a difference"),
        Err(error) => {
            let words = error.to_string();
            assert!(!words.is_empty() && !words.contains('\n'), "{words:?}");
        }
    }
}

/// The trace of a replay is that of a run.
fn plays_again(replayed: &Replayed) -> Trace {
    let trace = read(replayed.text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{}", replayed.text));
    let again = replay(&trace, Mode::Strict).unwrap_or_else(|error| panic!("{error}\n{}", replayed.text));
    assert_eq!(again.text, replayed.text);
    assert_eq!(again.choices, replayed.choices);
    trace
}

/// What is done in a trace, and what comes of it: who asks for what, and the answers.
fn happened(trace: &Trace) -> impl Iterator<Item = RunEvent> {
    let events = trace.steps.iter().flat_map(|step| &step.events).filter(|one| !matches!(one.event, RunEvent::Violation(_)));
    events.map(|one| match one.event.clone() {
        // Numbers and words may be others.
        RunEvent::Operation(one) => RunEvent::Operation(OperationEvent { number: 0, words: String::new(), ..one }),
        event => event,
    })
}

/// Numbers of lines may be others: empty ones are not written.
fn assert_same(again: &Trace, trace: &Trace) {
    assert_eq!(again.header, trace.header);
    // What is read of a run are its steps: fields that no event has may go.
    assert!(trace.verdict.is_some() || again.events == trace.events, "an event changes: {:?}", again.events);
    assert_eq!(again.events.len(), trace.events.len());
    let steps = |trace: &Trace| -> Vec<_> {
        trace
            .steps
            .iter()
            .map(|step| (step.number, step.events.iter().map(|one| one.event.clone()).collect::<Vec<_>>()))
            .collect()
    };
    assert_eq!(steps(again), steps(trace));
    let verdict = |trace: &Trace| trace.verdict.as_ref().map(|(_, verdict)| verdict.clone());
    assert_eq!(verdict(again), verdict(trace));
}

/// An error is one line that names a line of the text.
fn is_told(error: &str, data: &[u8]) {
    let number = error.strip_prefix("line ").and_then(|rest| rest.split_once(':')?.0.parse::<usize>().ok());
    let lines = 1 + data.iter().filter(|byte| **byte == b'\n').count();
    assert!(number.is_some_and(|number| (1..=lines).contains(&number)) && !error.contains('\n'), "{error}");
}
