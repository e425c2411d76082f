//! What is violated.

mod article;
mod table;

use super::anchor::Anchors;
use super::summary::counted;
use crate::report::{Finding, Report};
use crate::run::grouped;
use maud::{Markup, html};

/// Findings that are shown with all there is.
const ARTICLES: usize = 200;
/// Steps that all their diagrams may have together.
const STEPS: usize = 4000;

/// A finding, and its place in the report.
type Numbered<'r> = (usize, &'r Finding);

pub(super) fn section(report: &Report, anchors: &Anchors<'_>) -> Markup {
    if report.findings.is_empty() {
        return html! {};
    }
    let (shown, others) = split(&report.findings);
    let unexpected = report.findings.iter().filter(|finding| !finding.expected).count();
    html! {
        section #findings aria-labelledby="findings-title" {
            h2 #findings-title { "Findings" }
            p {
                (counted(report.findings.len(), "failure")) ", " (grouped(unexpected as u64)) " of them not expected; each is shown by its smallest run."
                @if !others.is_empty() {
                    " That is too much for a page: " (grouped(others.len() as u64)) " of them are in "
                    a href="#more-findings" { "a table without diagrams" } "."
                }
            }
            (super::diagram::legend())
            div #articles { @for &(number, finding) in &shown { (article::article(finding, anchors.at(number))) } }
            @if !others.is_empty() { (table::table(&others, anchors)) }
        }
    }
}

/// The findings that are shown in full, and the others. What nobody expects comes first.
fn split(findings: &[Finding]) -> (Vec<Numbered<'_>>, Vec<Numbered<'_>>) {
    let mut all: Vec<Numbered<'_>> = findings.iter().enumerate().collect();
    all.sort_by_key(|(_, finding)| finding.expected);
    let mut steps = 0;
    let fits = |(_, finding): &&Numbered<'_>| {
        steps += finding.diagram.as_ref().map_or(0, |diagram| diagram.steps.len().min(super::diagram::STEPS));
        steps <= STEPS
    };
    let fitting = all.iter().take(ARTICLES).take_while(fits).count();
    let others = all.split_off(fitting);
    (all, others)
}
