//! Runs: one for each kind of command.

use super::invocation::{self, Invocation};
use super::limits::ALL;
use super::result;
use super::rules::Rule;
use crate::report::{Finding, Report, Run, RunKind};
use serde::Serialize;
use serde_json::value::RawValue;

/// A run.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RunObject<'a> {
    tool: Tool<'a>,
    automation_details: AutomationDetails,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    invocations: Vec<Invocation>,
    column_kind: &'static str,
    results: Vec<Box<RawValue>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    version: &'a str,
    rules: &'a [Rule<'a>],
}

/// What GitHub calls the category: it ends with a slash.
#[derive(Serialize)]
struct AutomationDetails {
    id: String,
}

/// So many runs there may be, all with the same rules.
pub(super) const KINDS: usize = 7;

/// The kinds whose commands find something in a scenario, the first that a report has taking all of it.
const OF_SCENARIOS: [RunKind; 5] = [RunKind::Gate, RunKind::Campaign, RunKind::Search, RunKind::Explore, RunKind::Repro];
/// The same for histories of a subject.
const OF_HISTORIES: [RunKind; 3] = [RunKind::Gate, RunKind::Check, RunKind::Campaign];

/// The runs, at least one: results have to be in one. `rules` are those of the whole report.
pub(super) fn of<'a>(report: &'a Report, rules: &'a [Rule<'a>]) -> Vec<RunObject<'a>> {
    let mut kinds: Vec<Option<RunKind>> = report.runs.iter().map(|run| Some(run.kind)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.is_empty() {
        kinds.push(None);
    }
    let mut left = ALL;
    let mut run = |kind: &Option<RunKind>| {
        let own: Vec<&Run> = report.runs.iter().filter(|run| Some(run.kind) == *kind).collect();
        let findings: Vec<&Finding> = report.findings.iter().filter(|finding| kind_of(finding, &kinds) == *kind).collect();
        let (results, cut) = result::of(&findings, rules, &mut left.results);
        RunObject {
            tool: Tool {
                driver: Driver { name: "ifrace", version: own.first().map_or("unknown", |run| &run.tool_version), rules },
            },
            automation_details: AutomationDetails { id: kind.map_or_else(|| "ifrace/".to_owned(), category) },
            invocations: invocation::of(&own, &mut left.invocations, cut),
            column_kind: "unicodeCodePoints",
            results,
        }
    };
    kinds.iter().map(&mut run).collect()
}

/// A finding does not say which command found it.
fn kind_of(finding: &Finding, kinds: &[Option<RunKind>]) -> Option<RunKind> {
    let possible: &[RunKind] = if finding.scenario.is_some() { &OF_SCENARIOS } else { &OF_HISTORIES };
    possible.iter().copied().find(|kind| kinds.contains(&Some(*kind))).or_else(|| kinds.first().copied().flatten())
}

fn category(kind: RunKind) -> String {
    format!("ifrace/{}/", kind.word())
}
