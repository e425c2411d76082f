//! Reading traces.

use super::{Header, SCHEMA};
use crate::jsonl::parse_line;
use serde_json::Value;

/// A trace that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// Its first line.
    pub header: Header,
    /// The others, in order.
    pub events: Vec<Value>,
}

/// Why something is no trace.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TraceError {
    /// It has no first line.
    #[error("line 1: the trace is empty; its first line is a header")]
    Empty,
    /// The first line is something else.
    #[error("line 1: it is no header of a trace: {0}")]
    Header(String),
    /// It was written by another version.
    #[error("line 1: the trace has the schema {found}, and this version of ifrace reads {SCHEMA}")]
    Schema {
        /// Its schema.
        found: u64,
    },
    /// A line is no event.
    #[error("line {line}: it is no event: {why}")]
    Event {
        /// The number of the line, from 1 on.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
}

/// Reads a trace.
///
/// # Errors
/// [`TraceError`]: the first line that is not what it should be.
pub fn read(text: &[u8]) -> Result<Trace, TraceError> {
    let mut lines = text.split(|&byte| byte == b'\n').zip(1..).filter(|(text, _)| !text.trim_ascii().is_empty());
    let (first, _) = lines.next().ok_or(TraceError::Empty)?;
    let header = header(first)?;
    let event = |(text, line)| event(text).map_err(|why| TraceError::Event { line, why });
    Ok(Trace { header, events: lines.map(event).collect::<Result<_, _>>()? })
}

fn header(line: &[u8]) -> Result<Header, TraceError> {
    // The schema goes first: what another one has in its header is unknown.
    let value: Value = parse_line(line).map_err(TraceError::Header)?;
    let found = value["schema"].as_u64().ok_or_else(|| TraceError::Header("it has no schema".to_owned()))?;
    if found != u64::from(SCHEMA) {
        return Err(TraceError::Schema { found });
    }
    serde_json::from_value(value).map_err(|error| TraceError::Header(error.to_string()))
}

fn event(line: &[u8]) -> Result<Value, String> {
    const EVENTS: [&str; 10] =
        ["scene", "note", "begin", "operation", "end", "before", "after", "violation", "ending", "verdict"];
    let value: Value = parse_line(line)?;
    // The verdict is that of a whole run.
    let fields = if value["event"] == "verdict" { &["run"][..] } else { &["run", "scene"] };
    for field in fields {
        value[field].as_u64().ok_or_else(|| format!("it has no {field}"))?;
    }
    match value["event"].as_str() {
        Some(event) if EVENTS.contains(&event) => Ok(value),
        Some(event) => Err(format!("there is no event '{event}'; there are {}", EVENTS.join(", "))),
        None => Err("it has no event".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = r#"{"schema":1,"ifrace":"0.1.0","scenario":"s","era":"6.6","subject":"simulated","seed":0}"#;

    #[track_caller]
    fn error(text: &str) -> String {
        read(text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn errors_name_the_line() {
        assert_eq!(error("\n"), "line 1: the trace is empty; its first line is a header");
        assert!(error("ops\n").starts_with("line 1: it is no header of a trace: expected value"));
        assert!(error("{}").ends_with("it has no schema"));
        assert_eq!(error(r#"{"schema":2}"#), "line 1: the trace has the schema 2, and this version of ifrace reads 1");
        assert!(error(r#"{"schema":1}"#).contains("missing field `ifrace`"));
        assert_eq!(error(&format!("{HEADER}\n{{\"run\":0}}\n")), "line 2: it is no event: it has no scene");
        let odd = r#"{"run":0,"scene":0,"event":"jump"}"#;
        let expected = "line 3: it is no event: there is no event 'jump'; there are scene, note, begin, operation, end, before, after, \
                        violation, ending, verdict";
        assert_eq!(error(&format!("{HEADER}\n\n{odd}")), expected);
    }
}
