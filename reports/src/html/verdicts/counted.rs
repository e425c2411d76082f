//! Verdicts of a suite that are too many for a heat map: counted by invariant.

use super::super::{heat, region, shown};
use crate::report::{Status, Verdict};
use crate::run::grouped;
use maud::{Markup, html};
use std::collections::HashMap;

/// Invariants that are listed.
const ROWS: usize = 300;

/// How many verdicts of an invariant come to what.
#[derive(Default)]
struct Counts {
    of: [u64; Status::ALL.len()],
    unexpected: u64,
}

/// What is said of so many cells of so many verdicts, instead of a table of them.
pub(super) fn part(of_what: &str, cells: usize, verdicts: &[&Verdict]) -> Markup {
    let mut order = Vec::new();
    let mut counts: HashMap<&str, Counts> = HashMap::new();
    for verdict in verdicts {
        let one = counts.entry(&verdict.invariant).or_insert_with(|| {
            order.push(verdict.invariant.as_str());
            Counts::default()
        });
        one.of[verdict.status as usize] += 1;
        one.unexpected += u64::from(!verdict.expected);
    }
    let table = html! {
        table.counted {
            caption { "Verdicts of each invariant" }
            thead {
                tr {
                    th scope="col" { "Invariant" }
                    @for status in Status::ALL {
                        th.number scope="col" { span class={ "key " (heat::class(status)) } { (status.mark()) } " " (status.in_words()) }
                    }
                    th.number scope="col" { "not as expected" }
                }
            }
            tbody {
                @for invariant in order.iter().take(ROWS) {
                    tr {
                        th scope="row" { (shown::name(invariant)) }
                        @for count in counts[invariant].of { td.number { (grouped(count)) } }
                        td.number { (grouped(counts[invariant].unexpected)) }
                    }
                }
            }
        }
    };
    html! {
        p.left-out {
            (of_what) " would need " (grouped(cells as u64)) " cells, which is too much for a page: the "
            (grouped(verdicts.len() as u64)) " verdicts are counted by invariant. " code { "report.json" } " has them all."
        }
        (region::wide("Verdicts of each invariant", &table))
        (region::left_out(order.len().saturating_sub(ROWS), "invariants are"))
    }
}
