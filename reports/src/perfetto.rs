//! The diagrams of a report as a trace of Chrome, which <https://ui.perfetto.dev> and `chrome://tracing` show: a process for each
//! finding, a thread for each of its lanes.
//!
//! A simulation has no clock: each step takes a microsecond, and begins at as many as it has steps before it, those that the diagram
//! leaves out among them. A life is a slice around its steps, and what a step violates an instant event.
//! The format is that of the "Trace Event Format" of Chrome: an object with `traceEvents`.
//!
//! ```
//! use ifrace_report::{perfetto, report::Report};
//!
//! let text = perfetto::render(&Report::new());
//! assert!(text.starts_with(r#"{"displayTimeUnit":"ms","otherData":{"#) && text.ends_with("\"traceEvents\":[\n]}\n"));
//! ```

mod event;
mod lives;
mod place;

use crate::report::{Finding, Report, Run};
use crate::visible::{visible, visible_lines};
use event::Event;
use serde::Serialize;

/// Characters of a name that are shown.
const NAME_MAX: usize = 300;
/// Characters of a text with several lines that are shown.
const TEXT_MAX: usize = 4000;

#[derive(Serialize)]
struct OtherData {
    schema: u32,
    runs: Vec<RunData>,
}

#[derive(Serialize)]
struct RunData {
    command: String,
    tool_version: String,
    summary: String,
}

/// The trace, an event in a line.
pub fn render(report: &Report) -> String {
    let run = |run: &Run| RunData {
        command: visible_lines(&run.command, TEXT_MAX),
        tool_version: visible(&run.tool_version, NAME_MAX),
        summary: visible(&run.summary, NAME_MAX),
    };
    let other = OtherData { schema: report.schema, runs: report.runs.iter().map(run).collect() };
    let mut text = format!("{{\"displayTimeUnit\":\"ms\",\"otherData\":{},\"traceEvents\":[", json(&other));
    let mut separator = "\n";
    for (finding, pid) in report.findings.iter().zip(1..) {
        for event in events(finding, pid) {
            text.push_str(separator);
            text.push_str(&json(&event));
            separator = ",\n";
        }
    }
    text.push_str("\n]}\n");
    text
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts, numbers and lists can always be written as JSON")
}

/// The events of a finding: first the names of its process and threads, then what happens, in the order of time.
fn events(finding: &Finding, pid: usize) -> Vec<Event> {
    let mut names = vec![Event::name("process_name", pid, 0, title(finding))];
    names.push(Event::labels(pid, label(finding)));
    names.push(Event::sort("process_sort_index", pid, 0));
    let mut happens = Vec::new();
    if let Some(diagram) = &finding.diagram {
        for (lane, tid) in diagram.lanes.iter().zip(1..) {
            names.push(Event::name("thread_name", pid, tid, visible(&lane.title, NAME_MAX)));
            names.push(Event::sort("thread_sort_index", pid, tid));
        }
        let places = place::of(diagram);
        happens.extend(lives::of(diagram, &places, pid));
        for (step, ts) in diagram.steps.iter().zip(&places.steps) {
            happens.push(Event::step(step, pid, *ts));
            happens.extend(step.breaches.iter().map(|breach| Event::breach(breach, pid, step.lane + 1, *ts)));
        }
        happens.extend(places.gap.map(|gap| Event::gap(gap, diagram.omitted, pid)));
        // A slice stands before those that it holds.
        happens.sort_by_key(|event| (event.ts, std::cmp::Reverse(event.dur)));
    }
    names.extend(happens);
    names
}

fn title(finding: &Finding) -> String {
    let scenario = finding.scenario.as_deref().map(|scenario| format!(" in {}", visible(scenario, NAME_MAX))).unwrap_or_default();
    format!("{}: {}{scenario}", visible(&finding.invariant, NAME_MAX), visible(&finding.name, NAME_MAX))
}

fn label(finding: &Finding) -> String {
    let expected = if finding.expected { "expected" } else { "not expected" };
    format!("{expected}, {}", visible(&finding.id, NAME_MAX))
}
