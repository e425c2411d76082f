//! Subjects by invariants.

use super::super::anchor::Anchors;
use super::super::heat::{self, Grid};
use super::super::{region, shown};
use super::{CELLS, counted, links};
use crate::report::Verdict;
use maud::{Markup, html};

pub(super) fn part(verdicts: &[&Verdict], anchors: &Anchors<'_>) -> Markup {
    if verdicts.is_empty() {
        return html! {};
    }
    let grid = Grid::of(verdicts.iter().copied(), |verdict| (verdict.name.as_str(), verdict.invariant.as_str()));
    html! {
        h3 #subjects { "Subjects by invariants" }
        @if grid.size() > CELLS { (counted::part("The subjects and invariants", grid.size(), verdicts)) }
        @else { (table(&grid, anchors)) }
    }
}

fn table(grid: &Grid<'_>, anchors: &Anchors<'_>) -> Markup {
    let table = html! {
        table.matrix #matrix-subjects {
            caption { "The verdict of each invariant of each subject; what is violated leads to its finding" }
            thead { tr { th scope="col" { "Subject" } @for invariant in &grid.columns { th.name scope="col" { (shown::name(invariant)) } } } }
            tbody {
                @for subject in &grid.rows {
                    tr {
                        th scope="row" { (shown::name(subject)) }
                        @for invariant in &grid.columns {
                            @match grid.cell(subject, invariant) {
                                Some(cell) => (heat::cell(cell, &links(&cell.findings, anchors), Some(cell.why))),
                                None => (heat::nothing()),
                            }
                        }
                    }
                }
            }
        }
    };
    region::wide("Subjects by invariants", &table)
}
