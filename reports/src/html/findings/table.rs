//! Findings that are too many to be shown with diagrams.

use super::super::anchor::Anchors;
use super::super::{region, shown};
use super::Numbered;
use crate::report::Finding;
use maud::{Markup, html};

/// Findings that are listed.
const ROWS: usize = 2000;

pub(super) fn table(findings: &[Numbered<'_>], anchors: &Anchors<'_>) -> Markup {
    let table = html! {
        table {
            caption { "Findings without diagrams" }
            thead { tr { @for title in ["Finding", "Invariant", "Subject or era", "Scenario", "Cause", "Command"] { th scope="col" { (title) } } } }
            tbody { @for &(number, finding) in findings.iter().take(ROWS) { (row(finding, anchors.at(number))) } }
        }
    };
    html! {
        h3 #more-findings { "More findings" }
        (region::wide("Findings without diagrams", &table))
        (region::left_out(findings.len().saturating_sub(ROWS), "findings are"))
    }
}

fn row(finding: &Finding, anchor: &str) -> Markup {
    html! {
        tr.finding id=(anchor) tabindex="-1" data-expected=(finding.expected) {
            th scope="row" { (shown::name(&finding.id)) @if !finding.expected { " " span.tag.new { "not expected" } } }
            td { (shown::name(&finding.invariant)) }
            td { (shown::name(&finding.name)) }
            td { @if let Some(scenario) = &finding.scenario { (shown::name(scenario)) } }
            td.long { (shown::sentence(&finding.cause).cut_at(200)) }
            td.long { @if let Some(command) = finding.commands.first() { code { (shown::sentence(command).cut_at(200)) } } }
        }
    }
}
