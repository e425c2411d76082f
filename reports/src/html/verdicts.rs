//! The tables of verdicts.

mod counted;
mod eras;
mod reasons;
mod subjects;
mod unexpected;

use super::anchor::Anchors;
use crate::report::{Report, Suite, Verdict};
use maud::{Markup, html};

/// Cells that the heat maps of a suite may have together. With more, verdicts are counted by invariant.
const CELLS: usize = 8000;

pub(super) fn section(report: &Report, anchors: &Anchors<'_>) -> Markup {
    let of = |suite| report.verdicts.iter().filter(|verdict| verdict.suite == suite).collect::<Vec<_>>();
    html! {
        @if !report.verdicts.is_empty() {
            section #verdicts aria-labelledby="verdicts-title" {
                h2 #verdicts-title { "Verdicts" }
                (unexpected::table(&report.verdicts, anchors))
                (eras::part(&of(Suite::Era), anchors))
                (subjects::part(&of(Suite::Subject), anchors))
                (reasons::table(&report.verdicts))
            }
        }
    }
}

/// The anchors of a cell's findings.
fn links(findings: &[&str], anchors: &Anchors<'_>) -> Vec<String> {
    findings.iter().filter_map(|id| anchors.of_id(id)).map(str::to_owned).collect()
}

/// The scenario of a verdict, in words also if there is none.
fn scenario(verdict: &Verdict) -> &str {
    verdict.scenario.as_deref().unwrap_or("no scenario")
}
