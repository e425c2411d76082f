//! Why nothing can be said where nothing can be said.

use super::super::{heat, region, shown};
use crate::report::{Status, Verdict};
use crate::run::grouped;
use maud::{Markup, html};
use std::collections::HashMap;

/// Reasons that are listed.
const ROWS: usize = 100;
/// Places that are named for each of them.
const PLACES: usize = 3;

/// Every reason once, with where it is given.
pub(super) fn table(verdicts: &[Verdict]) -> Markup {
    let mut order: Vec<(Status, &str)> = Vec::new();
    let mut with: HashMap<(Status, &str), Vec<&Verdict>> = HashMap::new();
    for verdict in verdicts.iter().filter(|verdict| matches!(verdict.status, Status::NotRun | Status::Unknown)) {
        let reason = (verdict.status, verdict.why.as_str());
        with.entry(reason)
            .or_insert_with(|| {
                order.push(reason);
                Vec::new()
            })
            .push(verdict);
    }
    if order.is_empty() {
        return html! {};
    }
    let table = html! {
        table #reasons {
            caption { "Why nothing can be said" }
            thead { tr { th scope="col" { "Verdict" } th scope="col" { "Why" } th.number scope="col" { "Verdicts" } th scope="col" { "Of" } } }
            tbody { @for reason in order.iter().take(ROWS) { (row(*reason, &with[reason])) } }
        }
    };
    html! {
        h3 #not-judged { "Not run and unknown" }
        (region::wide("Why nothing can be said", &table))
        (region::left_out(order.len().saturating_sub(ROWS), "reasons are"))
    }
}

fn row((status, why): (Status, &str), with: &[&Verdict]) -> Markup {
    html! {
        tr {
            td.nowrap { span class={ "key " (heat::class(status)) } aria-hidden="true" { (status.mark()) } " " (status.in_words()) }
            td.long { (shown::sentence(why)) }
            td.number { (grouped(with.len() as u64)) }
            td.long {
                @for (number, verdict) in with.iter().take(PLACES).enumerate() { @if number > 0 { "; " } (place(verdict)) }
                @if with.len() > PLACES { "; …" }
            }
        }
    }
}

fn place(verdict: &Verdict) -> Markup {
    html! {
        @if let Some(scenario) = &verdict.scenario { (shown::name(scenario)) " under " }
        (shown::name(&verdict.name)) ": " (shown::name(&verdict.invariant))
    }
}
