//! A report as SARIF 2.1.0, which GitHub shows as alerts: a result for each finding, with a flow of steps for each who acts.
//!
//! Rules are the invariants, under the identifiers that they have everywhere. Each kind of command is a run of its own, since GitHub
//! takes runs of one tool apart by their category. A result lies in the plan of its scenario, where that is one of this repository,
//! else in the trace of its smallest run, which is attached in any case.
//!
//! The file stays within what GitHub takes: what is too much is left out, first of all of what is expected, and a notification says
//! how much that is.
//!
//! ```
//! use ifrace_report::{report::Report, sarif};
//!
//! let text = sarif::render(&Report::new());
//! assert!(text.starts_with(r#"{"$schema":"https://"#) && text.contains(r#""version":"2.1.0""#));
//! ```

mod flow;
mod invocation;
mod limits;
mod location;
mod message;
mod result;
mod rules;
mod runs;

use crate::report::Report;
use serde::Serialize;

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: Vec<runs::RunObject<'a>>,
}

/// The file, with a line end.
pub fn render(report: &Report) -> String {
    let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    let rules = rules::of(report, limits::ALL.rules / runs::KINDS);
    let log = Log { schema, version: "2.1.0", runs: runs::of(report, &rules) };
    let mut text = serde_json::to_string(&log).expect("texts, numbers and lists can always be written as JSON");
    text.push('\n');
    text
}
