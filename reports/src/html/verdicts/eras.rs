//! Scenarios under eras: one table with the worst of each, and below it one for each scenario with all its invariants.

use super::super::anchor::Anchors;
use super::super::heat::{self, Grid};
use super::super::{region, shown};
use super::{CELLS, counted, links, scenario};
use crate::report::Verdict;
use ifrace_sim::release::Release;
use maud::{Markup, html};
use std::collections::HashMap;

/// The verdicts of one scenario, by invariant and era.
struct Played<'r> {
    name: &'r str,
    grid: Grid<'r>,
}

pub(super) fn part(verdicts: &[&Verdict], anchors: &Anchors<'_>) -> Markup {
    if verdicts.is_empty() {
        return html! {};
    }
    let mut worst = Grid::of(verdicts.iter().copied(), |verdict| (scenario(verdict), verdict.name.as_str()));
    in_their_order(&mut worst.columns);
    let played = played(&worst, verdicts);
    let cells = worst.size() + played.iter().map(|one| one.grid.size()).sum::<usize>();
    html! {
        h3 #eras { "Scenarios under eras" }
        @if cells > CELLS {
            (counted::part("The scenarios and eras", cells, verdicts))
        } @else {
            p.aside { "Each cell is the worst that any invariant comes to; it leads to the table of its scenario below." }
            (overview(&worst))
            @for (number, one) in played.iter().enumerate() { (details(number, one, &worst.columns, anchors)) }
        }
    }
}

fn played<'r>(worst: &Grid<'r>, verdicts: &[&'r Verdict]) -> Vec<Played<'r>> {
    let mut of: HashMap<&str, Vec<&'r Verdict>> = HashMap::new();
    verdicts.iter().for_each(|&verdict| of.entry(scenario(verdict)).or_default().push(verdict));
    let table = |name: &'r str| {
        let own = of.get(name).into_iter().flatten().copied();
        let mut grid = Grid::of(own, |verdict| (verdict.invariant.as_str(), verdict.name.as_str()));
        in_their_order(&mut grid.columns);
        Played { name, grid }
    };
    worst.rows.iter().map(|name| table(name)).collect()
}

/// Releases from the oldest on, then the others as they come.
fn in_their_order(eras: &mut [&str]) {
    let known: HashMap<&str, usize> = Release::all().enumerate().map(|(number, release)| (release.rules.id, number)).collect();
    eras.sort_by_key(|era| known.get(era).copied().unwrap_or(usize::MAX));
}

fn overview(worst: &Grid<'_>) -> Markup {
    let table = html! {
        table.matrix #matrix-eras {
            caption { "The worst verdict of each scenario under each era" }
            thead { tr { th scope="col" { "Scenario" } @for era in &worst.columns { th.name scope="col" { (shown::name(era)) } } } }
            tbody {
                @for (number, name) in worst.rows.iter().enumerate() {
                    tr {
                        th scope="row" { a href={ "#scenario-" (number) } { (shown::name(name)) } }
                        @for (column, era) in worst.columns.iter().enumerate() {
                            @match worst.cell(name, era) {
                                Some(cell) => (heat::cell(cell, &[header(number, column)], None)),
                                None => (heat::nothing()),
                            }
                        }
                    }
                }
            }
        }
    };
    region::wide("Scenarios under eras", &table)
}

/// The anchor of the header of an era in the table of a scenario.
fn header(scenario: usize, column: usize) -> String {
    format!("scenario-{scenario}-{column}")
}

fn details(number: usize, one: &Played<'_>, columns: &[&str], anchors: &Anchors<'_>) -> Markup {
    let place = |era: &str| columns.iter().position(|column| *column == era).unwrap_or_default();
    let table = html! {
        table.matrix {
            caption { "Invariants of " (shown::name(one.name)) " under eras" }
            thead {
                tr {
                    th scope="col" { "Invariant" }
                    @for era in &one.grid.columns { th.name scope="col" id=(header(number, place(era))) tabindex="-1" { (shown::name(era)) } }
                }
            }
            tbody {
                @for invariant in &one.grid.rows {
                    tr {
                        th scope="row" { (shown::name(invariant)) }
                        @for era in &one.grid.columns {
                            @match one.grid.cell(invariant, era) {
                                Some(cell) => (heat::cell(cell, &links(&cell.findings, anchors), Some(cell.why))),
                                None => (heat::nothing()),
                            }
                        }
                    }
                }
            }
        }
    };
    html! {
        details.scenario {
            summary { (shown::name(one.name)) ": " span.aside { (one.grid.rows.len()) " invariants under " (one.grid.columns.len()) " eras" } }
            div id={ "scenario-" (number) } tabindex="-1" { (region::wide(shown::name(one.name), &table)) }
        }
    }
}
