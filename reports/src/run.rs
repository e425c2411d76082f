//! Races: what searches through the orders of a scenario found, as text and as JSON.
//!
//! A [`SearchRun`] is a random search under one era, an [`ExploreRun`] an exhaustive one; a [`Report`] has those of all eras that
//! were asked for. [`steps`] shows a single run, step by step; a [`ReplayRun`] is one that was played again, and a [`ShrinkRun`] one
//! that was made small.
//!
//! # JSON
//! A report is one object, schema 1:
//!
//! | field | is |
//! |---|---|
//! | `schema` | 1; it grows when a field changes its meaning or goes |
//! | `ifrace` | the version |
//! | `command` | the command that shows it again |
//! | `scenario` | `id`, `summary`, `guests` |
//! | `runs` | for each era: `era`, `verdict`, `why`, `violated`, `coverage`, and what was counted |
//! | `verdict` | the worst one of the runs: `"violated"`, `"unknown"`, `"vacuous"` or `"holds"` |
//! | `exit_code` | the exit code of the command |
//!
//! Everything but `seconds`, `schedules_per_s`, `states_per_s`, `bytes` and `bytes_per_state` is the same for every number of
//! threads.

mod coverage;
mod explored;
mod extent;
mod finding;
mod manifest;
mod members;
mod number;
mod peer;
mod replayed;
mod searched;
mod shrunk;
mod size;
pub mod steps;
mod table;
mod verdict;

pub use coverage::Covered;
pub use explored::ExploreRun;
pub use extent::Extent;
pub use finding::{Found, Manner, Traces};
pub use number::{grouped, seconds};
pub use peer::{PeerCounts, PeerRun};
pub use replayed::ReplayRun;
pub use searched::SearchRun;
pub use shrunk::ShrinkRun;
pub use size::Size;
pub use verdict::{Judgement, Verdict};

use crate::finding::one_line;
use crate::text::wrap::wrap;
use serde_json::{Value, json};

/// The number of the schema.
pub const SCHEMA: u32 = 1;

/// What was searched, and where the report comes from.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    /// The version of ifrace.
    pub tool_version: &'a str,
    /// The command that shows it again.
    pub command: &'a str,
    /// The identifier of the scenario.
    pub scenario: &'a str,
    /// What happens in it, in a line.
    pub summary: &'a str,
    /// How many guests it has.
    pub guests: usize,
}

/// A search under one era.
pub trait Run {
    /// What it came to.
    fn judgement(&self) -> &Judgement;

    /// The era.
    fn era(&self) -> &str;

    /// What is violated.
    fn found(&self) -> &[Found];

    /// Whether what the scenario is about happened.
    fn coverage(&self) -> &[Covered];

    /// How far it went.
    fn extent(&self) -> Extent;

    /// How long it took.
    fn milliseconds(&self) -> u64;

    /// What it found and counted, for a terminal.
    fn lines(&self) -> Vec<String>;

    /// The same as JSON, without the judgement.
    fn object(&self) -> Value;
}

/// What was found under each of the eras.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a, R> {
    /// What was searched.
    pub heading: Heading<'a>,
    /// One for each era.
    pub runs: &'a [R],
}

impl<R: Run> Report<'_, R> {
    /// The worst of the verdicts.
    pub fn verdict(&self) -> Verdict {
        self.runs.iter().map(|run| run.judgement().verdict).max().unwrap_or(Verdict::Unknown)
    }

    /// The whole for a terminal, without the command, which was printed before. Ends with a line end.
    pub fn text(&self) -> String {
        let mut lines = wrap(&format!("{}: {}", self.heading.scenario, self.heading.summary), 2);
        for run in self.runs {
            lines.extend([String::new(), format!("== {}", run.era())]);
            lines.extend(run.lines());
        }
        lines.push(String::new());
        lines.extend(self.runs.iter().flat_map(|run| wrap(&format!("{}: {}", run.era(), run.judgement().in_words()), 2)));
        lines.iter().map(|line| one_line(line) + "\n").collect()
    }

    /// The whole as JSON, indented, with a line end.
    pub fn json(&self, exit_code: u8) -> String {
        let Heading { tool_version, command, scenario, summary, guests } = self.heading;
        let object = json!({
            "schema": SCHEMA,
            "ifrace": tool_version,
            "command": command,
            "scenario": {"id": scenario, "summary": summary, "guests": guests},
            "runs": self.runs.iter().map(run).collect::<Vec<_>>(),
            "verdict": self.verdict().id(),
            "exit_code": exit_code,
        });
        pretty(&object)
    }
}

fn run<R: Run>(run: &R) -> Value {
    let mut object = run.object();
    let judgement = run.judgement();
    object["era"] = run.era().into();
    object["verdict"] = judgement.verdict.id().into();
    object["why"] = judgement.why.clone().into();
    object
}

/// A value, indented, with a line end.
pub(crate) fn pretty(value: &Value) -> String {
    let text = serde_json::to_string_pretty(value);
    text.unwrap_or_else(|error| unreachable!("a report is plain data: {error}")) + "\n"
}
