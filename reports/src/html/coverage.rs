//! How far each scenario was searched.

mod reached;
mod scenario;

use super::{region, shown};
use crate::report::Coverage;
use crate::run::grouped;
use maud::{Markup, html};
use reached::Reach;
use std::collections::HashMap;

/// Scenarios that are listed.
const ROWS: usize = 300;
/// Eras of all scenarios together that are listed.
const ERAS: usize = 2000;

/// A scenario with what is known of each of its eras.
type Searched<'r> = (&'r str, Vec<&'r Coverage>);

pub(super) fn section(coverage: &[Coverage]) -> Markup {
    if coverage.is_empty() {
        return html! {};
    }
    let scenarios = by_scenario(coverage);
    let table = html! {
        table #coverage-table {
            caption { "What was searched of each scenario, under all its eras together" }
            thead {
                tr {
                    th scope="col" { "Scenario" }
                    th.number scope="col" { "Eras" }
                    th.number scope="col" { "States" }
                    th.number scope="col" { "In all states" }
                    th.number scope="col" { "Schedules" }
                    th scope="col" { "Reached, under how many eras" }
                }
            }
            tbody { @for one in scenarios.iter().take(ROWS) { (row(one)) } }
        }
    };
    html! {
        section #coverage aria-labelledby="coverage-title" {
            h2 #coverage-title { "Coverage" }
            (region::wide("Coverage of scenarios", &table))
            (region::left_out(scenarios.len().saturating_sub(ROWS), "scenarios are"))
            @if coverage.len() <= ERAS { @for (name, eras) in scenarios.iter().take(ROWS) { (scenario::details(name, eras)) } }
            @else { (region::left_out(coverage.len(), "lines, one for each era of each scenario, are")) }
        }
    }
}

fn by_scenario(coverage: &[Coverage]) -> Vec<Searched<'_>> {
    let mut places = HashMap::new();
    let mut scenarios: Vec<Searched<'_>> = Vec::new();
    for one in coverage {
        let place = *places.entry(one.scenario.as_str()).or_insert_with(|| {
            scenarios.push((&one.scenario, Vec::new()));
            scenarios.len() - 1
        });
        scenarios[place].1.push(one);
    }
    scenarios
}

fn row((name, eras): &Searched<'_>) -> Markup {
    let sum = |of: fn(&Coverage) -> u64| grouped(eras.iter().fold(0, |sum, one| sum.saturating_add(of(one))));
    let exhausted = eras.iter().filter(|one| one.exhausted).count();
    html! {
        tr {
            th scope="row" { (shown::name(name)) }
            td.number { (eras.len()) }
            td.number { (sum(|one| one.states)) }
            td.number { (exhausted) " of " (eras.len()) }
            td.number { (sum(|one| one.schedules)) }
            td.long {
                @for (number, one) in Reach::of(eras).iter().enumerate() { @if number > 0 { "; " } (one.in_words()) }
            }
        }
    }
}
