//! How far scenarios were searched.

use super::document::Document;
use super::inline::{NAME, code};
use crate::report::{Coverage, Report};

/// So many lines are shown.
const ROWS_MAX: usize = 300;
/// So much of what was not reached is named.
const REACHED_MAX: usize = 10;

/// A table, if anything was searched.
pub(super) fn write(report: &Report, document: &mut Document) {
    if report.coverage.is_empty() {
        return;
    }
    let rows: String = report.coverage.iter().take(ROWS_MAX).map(row).collect();
    let table =
        format!("| scenario | era | states | schedules | reached | never reached |\n|---|---|---:|---:|---:|---|\n{rows}");
    document.block(&format!("<details><summary>Coverage</summary>\n\n{table}\n</details>"));
    document.more(report.coverage.len(), ROWS_MAX, "lines of coverage");
}

fn row(one: &Coverage) -> String {
    let states = if one.exhausted { format!("all {}", one.states) } else { one.states.to_string() };
    let never: Vec<String> = one.reached.iter().filter(|one| !one.reached).map(|one| code(&one.property, NAME)).collect();
    let reached = format!("{} of {}", one.reached.len() - never.len(), one.reached.len());
    let never = never.into_iter().take(REACHED_MAX).collect::<Vec<_>>().join(", ");
    format!("| {} | {} | {states} | {} | {reached} | {never} |\n", code(&one.scenario, NAME), code(&one.era, NAME), one.schedules)
}
