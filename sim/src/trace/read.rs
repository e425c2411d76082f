//! Reading traces.

use super::error::TraceError;
use super::header::{Header, Kind, SCHEMA};
use super::line::parse;
use super::run_event::{self, RunEvent, RunVerdict};
use super::step::{self, Located, Step};
use crate::jsonl::LINE_MAX;
use ifrace_allocator::xml::printable;
use serde_json::Value;

/// The most bytes of a header, which holds a document or a whole scenario.
const HEADER_MAX: usize = 4 << 20;

/// The events of a repro.
const SCENE_EVENTS: [&str; 10] =
    ["scene", "note", "begin", "operation", "end", "before", "after", "violation", "ending", "verdict"];

/// A trace that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// Its first line.
    pub header: Header,
    /// The others, in order.
    pub events: Vec<Value>,
    /// The steps of a run of the simulator; none in another trace.
    pub steps: Vec<Step>,
    /// What the run showed, and the number of the line that says so; `None` if it is no run.
    pub verdict: Option<(usize, RunVerdict)>,
}

/// Reads a trace.
///
/// # Errors
/// [`TraceError`]: the first line that is not what it should be.
pub fn read(text: &[u8]) -> Result<Trace, TraceError> {
    let mut lines = text.split(|&byte| byte == b'\n').zip(1..).filter(|(text, _)| !text.trim_ascii().is_empty());
    let (first, line) = lines.next().ok_or(TraceError::Empty)?;
    let header = header(first, line)?;
    let mut events = Vec::new();
    let cut_off = !text.ends_with(b"\n");
    let mut lines = lines.peekable();
    let mut last = line;
    while let Some((text, line)) = lines.next() {
        // Half a line at the end is what is left of a longer trace.
        let is_half = cut_off && lines.peek().is_none();
        let value = parse(text, LINE_MAX);
        let value = value.map_err(|why| if is_half { TraceError::Truncated { line } } else { no_event(line, &why) })?;
        check(&value, header.kind).map_err(|why| no_event(line, &why))?;
        events.push((line, value));
        last = line;
    }
    match events.last() {
        Some((_, event)) if event["event"] == "verdict" => {}
        _ => return Err(TraceError::Truncated { line: last }),
    }
    match header.kind {
        Kind::Repro => Ok(Trace { header, events: values(events), steps: Vec::new(), verdict: None }),
        Kind::Run => run(header, events),
    }
}

/// A parser may quote a line break of what it does not know.
fn no_event(line: usize, why: &str) -> TraceError {
    TraceError::Event { line, why: printable(why) }
}

fn values(events: Vec<(usize, Value)>) -> Vec<Value> {
    events.into_iter().map(|(_, value)| value).collect()
}

fn header(text: &[u8], line: usize) -> Result<Header, TraceError> {
    let wrong = |why: String| TraceError::Header { line, why: printable(&why) };
    // The schema goes first: what another one has in its header is unknown.
    let value = parse(text, HEADER_MAX).map_err(wrong)?;
    let found = value["schema"].as_u64().ok_or_else(|| wrong("it has no schema".to_owned()))?;
    if found != u64::from(SCHEMA) {
        return Err(TraceError::Schema { line, found });
    }
    serde_json::from_value(value).map_err(|error| wrong(error.to_string()))
}

/// Checks what every event of a kind of traces has.
fn check(value: &Value, kind: Kind) -> Result<(), String> {
    let (events, fields): (&[&str], &[&str]) = match kind {
        Kind::Run => (&run_event::EVENTS, &["step"]),
        // The verdict is that of a whole run.
        Kind::Repro if value["event"] == "verdict" => (&SCENE_EVENTS, &["run"]),
        Kind::Repro => (&SCENE_EVENTS, &["run", "scene"]),
    };
    for field in fields {
        value[*field].as_u64().ok_or_else(|| format!("it has no {field}"))?;
    }
    match value["event"].as_str() {
        Some(event) if events.contains(&event) => Ok(()),
        Some(event) => Err(format!("there is no event '{event}'; there are {}", events.join(", "))),
        None => Err("it has no event".to_owned()),
    }
}

fn run(header: Header, events: Vec<(usize, Value)>) -> Result<Trace, TraceError> {
    let (mut located, mut verdict) = (Vec::new(), None);
    for (line, value) in &events {
        if let Some((end, _)) = verdict {
            return Err(TraceError::AfterVerdict { line: *line, verdict: end });
        }
        let (step, event) = run_event(value).map_err(|why| no_event(*line, &why))?;
        match event {
            RunEvent::Verdict(one) => verdict = Some((*line, one)),
            event => located.push((step, Located { line: *line, event })),
        }
    }
    Ok(Trace { header, events: values(events), steps: step::group(located), verdict })
}

fn run_event(value: &Value) -> Result<(usize, RunEvent), String> {
    let step = value["step"].as_u64().and_then(|step| usize::try_from(step).ok()).ok_or("it has no step")?;
    let event: RunEvent = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
    event.flaw().map_or(Ok((step, event)), Err)
}
