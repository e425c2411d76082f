//! Why something is no trace.

use super::SCHEMA;
use std::cmp::Ordering;

/// Why something is no trace.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TraceError {
    /// It has no first line.
    #[error("line 1: the trace is empty; its first line is a header")]
    Empty,
    /// The first line is something else.
    #[error("line {line}: it is no header of a trace: {why}")]
    Header {
        /// The number of the line, from 1 on.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// It was written by another version.
    #[error("line {line}: the trace has the schema {found}, and this version of ifrace reads {SCHEMA}; {}", advice(*.found))]
    Schema {
        /// The number of the line, from 1 on.
        line: usize,
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
    /// The last line is not the end of a trace.
    #[error("line {line}: the trace is truncated: it ends here, without a verdict")]
    Truncated {
        /// The number of the last line, from 1 on.
        line: usize,
    },
    /// There is something after the end of a run.
    #[error("line {line}: the verdict in line {verdict} is the end of the trace, and this is after it")]
    AfterVerdict {
        /// The number of the line, from 1 on.
        line: usize,
        /// The line of the verdict.
        verdict: usize,
    },
}

fn advice(found: u64) -> &'static str {
    match found.cmp(&SCHEMA.into()) {
        Ordering::Greater => "a newer one wrote it, so use that",
        _ => "an older one wrote it, so write it again",
    }
}
