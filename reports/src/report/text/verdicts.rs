//! The tables of verdicts.

use super::table::{self, Cell, Row};
use super::{names, shown};
use crate::report::of::invariant_rank;
use crate::report::{Report, Suite, Verdict};
use crate::text::Style;
use crate::text::matrix::head;
use ifrace_sim::campaign::Aspect;
use std::collections::BTreeMap;

/// Subjects in the rows, what must hold of them in the columns.
pub(super) fn subjects(report: &Report, width: usize, style: Style) -> Vec<String> {
    let invariants = invariants(report.verdicts.iter().filter(|one| one.suite == Suite::Subject));
    let own = report.verdicts.iter().filter(|one| one.suite == Suite::Subject);
    let rows = rows(own, &names(report, Suite::Subject), &invariants, |one| (&one.name, &one.invariant));
    let heads: Vec<String> =
        invariants.iter().map(|id| Aspect::from_id(id).map_or_else(|| shown(id), |aspect| head(aspect).to_owned())).collect();
    table::lines("subject", &heads, &rows, width, style)
}

/// Scenarios in the rows, eras in the columns; and below, for each scenario, what does not simply hold.
pub(super) fn scenarios(report: &Report, width: usize, style: Style) -> Vec<String> {
    let eras = names(report, Suite::Era);
    let heads: Vec<String> = eras.iter().map(|era| shown(era)).collect();
    let mut by_scenario: BTreeMap<&str, Vec<&Verdict>> = BTreeMap::new();
    for verdict in report.verdicts.iter().filter(|one| one.suite == Suite::Era) {
        by_scenario.entry(verdict.scenario.as_deref().unwrap_or_default()).or_default().push(verdict);
    }
    let all = by_scenario.values().flatten().copied();
    let scenarios: Vec<&str> = by_scenario.keys().copied().collect();
    let worst = rows(all, &scenarios, &eras, |one| (one.scenario.as_deref().unwrap_or_default(), &one.name));
    let mut lines = table::lines("scenario", &heads, &worst, width, style);
    for (scenario, verdicts) in by_scenario {
        let ids = invariants(verdicts.iter().copied());
        let is_played = |era: &&str| verdicts.iter().any(|one| one.name == *era);
        let eras: Vec<&str> = eras.iter().copied().filter(is_played).collect();
        let heads: Vec<String> = eras.iter().map(|era| shown(era)).collect();
        let mut own = rows(verdicts.into_iter(), &ids, &eras, |one| (&one.invariant, &one.name));
        own.retain(|row| !row.cells.iter().all(|cell| cell.is_plain()));
        if !own.is_empty() {
            lines.push(String::new());
            lines.extend(table::lines(&shown(scenario), &heads, &own, width, style));
        }
    }
    lines
}

/// What is judged, in the order in which it comes.
fn invariants<'a>(verdicts: impl Iterator<Item = &'a Verdict>) -> Vec<&'a str> {
    let mut all: Vec<&str> = verdicts.map(|one| one.invariant.as_str()).collect();
    all.sort_by_key(|id| (invariant_rank(id), *id));
    all.dedup();
    all
}

fn rows<'a>(
    verdicts: impl Iterator<Item = &'a Verdict>,
    labels: &[&str],
    columns: &[&str],
    place: impl Fn(&'a Verdict) -> (&'a str, &'a str),
) -> Vec<Row> {
    let numbers = |all: &[&str]| all.iter().enumerate().map(|(at, one)| ((*one).to_owned(), at)).collect::<BTreeMap<_, _>>();
    let (row_of, column_of) = (numbers(labels), numbers(columns));
    let empty = |label: &&str| Row { label: shown(label), cells: vec![Cell::default(); columns.len()] };
    let mut rows: Vec<Row> = labels.iter().map(empty).collect();
    for verdict in verdicts {
        let (row, column) = place(verdict);
        if let (Some(row), Some(column)) = (row_of.get(row), column_of.get(column)) {
            rows[*row].cells[*column].add(verdict);
        }
    }
    rows
}
