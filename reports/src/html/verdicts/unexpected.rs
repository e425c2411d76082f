//! The verdicts that are not as expected.

use super::super::anchor::Anchors;
use super::super::{heat, region, shown};
use super::links;
use crate::report::Verdict;
use maud::{Markup, html};

/// Verdicts that are listed.
const ROWS: usize = 300;

/// All of them in one table, if there are any.
pub(super) fn table(verdicts: &[Verdict], anchors: &Anchors<'_>) -> Markup {
    let unexpected: Vec<&Verdict> = verdicts.iter().filter(|verdict| !verdict.expected).collect();
    if unexpected.is_empty() {
        return html! {};
    }
    let table = html! {
        table #unexpected {
            caption { "Verdicts that neither the baseline nor a scenario expects" }
            thead { tr { @for title in ["Subject or era", "Scenario", "Invariant", "Verdict", "Why", "Findings"] { th scope="col" { (title) } } } }
            tbody { @for verdict in unexpected.iter().take(ROWS) { (row(verdict, anchors)) } }
        }
    };
    html! {
        h3 #not-as-expected { "Not as expected" }
        (region::wide("Verdicts that are not as expected", &table))
        (region::left_out(unexpected.len().saturating_sub(ROWS), "verdicts that are not as expected are"))
    }
}

fn row(verdict: &Verdict, anchors: &Anchors<'_>) -> Markup {
    let findings: Vec<&str> = verdict.findings.iter().map(String::as_str).take(4).collect();
    html! {
        tr {
            th scope="row" { (shown::name(&verdict.name)) }
            td { @if let Some(scenario) = &verdict.scenario { (shown::name(scenario)) } }
            td { (shown::name(&verdict.invariant)) }
            td.nowrap { span class={ "key " (heat::class(verdict.status)) } aria-hidden="true" { (verdict.status.mark()) } " " (verdict.status.in_words()) }
            td.long { (shown::sentence(&verdict.why).cut_at(300)) }
            td { @for (number, link) in links(&findings, anchors).iter().enumerate() { @if number > 0 { ", " } a href={ "#" (link) } { (shown::name(findings[number])) } } }
        }
    }
}
